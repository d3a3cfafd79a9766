from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligncheck.document import Lang
from aligncheck.text.sentence_split import split_sentences

# each text is written with "|" where one sentence ends and the next begins
ENGLISH = [
    "One thing happened.| Then another did.",
    "Did it work?| Yes!| It did.",
    "What?!| Nobody knew.",
    "Mr. Brown met Dr. A. D. Greene at the mill.| They talked.",
    "Prof. Lind and Gen. Moss wrote to St. Anne.",
    "The U.S. Congress met.| The U.S. Army did not.",
    "She moved to the U.S.| The move was hard.",
    "It shut at 6 p.m.| The crowd left.",
    "It shut at 6 p.m. Tuesday.| The crowd left.",
    "On Dec. 25 the bell rang.| On Jan. 3 it broke.",
    "They came in Dec.| The snow was deep.",
    "See No. 7 and pp. 12-15.| Then see vol. 3.",
    "Was it so?| No.| Nobody said so.",
    "Some fruit, e.g. Apples, keep well.",
    "Larch et al. (2019) agree.| Others do not.",
    "It was shown by Larch et al.| The proof is short.",
    "Acme Inc. sold it to Bolt Co. Ltd. in May.",
    "He works for Acme Inc.| He likes it.",
    "Growth was 7.4 percent.| Prices rose 0.3 points.",
    "It cost $3.50.| Nobody paid.",
    "J. R. Miller and K. Stone signed.",
    "We had a Plan B.| It failed.",
    "That was World War I.| Then came peace.",
    "1. The first point is short.| The second is not.",
    "IV. The last act begins.| It is long.",
    "a. The letter came.| It was wet.",
    "(2) The point stands.| It does.",
    "2.1 The road was closed.| It reopened.",
    "The cost was two million rubles.14| The plan failed.",
    "The rate reached 7.4%.5| When it fell, they wept.",
    "“It is only a drop.”4| He meant it.",
    "They spoke of “equal wages.” 20| The rest was silence.",
    'They spoke of "equal wages." 20| The rest was silence.',
    "It ended in 1970.5| The rest is known.",
    "It was 3.14 The sign said so.",
    "The plan failed.[12]| The next one worked.",
    "The plan failed.¹²| The next one worked.",
    "He said, “I am here.”| Then he left.",
    "“Why now?” he asked.| She shrugged.",
    "“Why now?” Larkin asked.| She shrugged.",
    "“Go!” she cried.| They went.",
    "He paused… and went on.| Then… he stopped.",
    "He paused...| Then he stopped.",
    "He paused ... and went on.",
    "(It was late.)| They went home.",
    "They went home (it was late).| The dog slept.",
    "The site is www.mill.example and the file is a.txt.| Open it.",
    "Read v2.0.1 first.| Then v3.",
    "No end mark here",
    "The U.S.S.R. Academy met.| It was cold.",
    "She has a Ph.D.| She teaches.",
    "Flour, salt, etc.| Then water.",
    "Flour, salt, etc. are needed.",
    "The cat (vs. Dog) won.",
    "He left at dawn.  |  She stayed.",
    "Is it A?| Or B?| C. it is not.",
    "The end.*| The rest follows.",
    "They said “no.” and left.",
    "He lives on Mt. Rose.| She lives below.",
    "In 1989, prices rose by 10.5%.| In 1990, they fell.",
    "Wow!!!| That was loud.",
    "The report (see Fig. 3) is long.| Read it.",
    "It rose to 2,000.| Then it fell.",
    "‘Stop.’| He stopped.",
    "She loves art.| Galleries bore her.",
    "He did one rep.| Larkin did two.",
    "In Dec. 1989 it snowed.",
    "Sen. Hall spoke.| Gov. Reed did not.",
    "He met Maj. Gen. Ward on Oct. 3.",
    "The U.K. and the U.N. agree.| Nobody else does.",
    "He read op. cit. and left.",
    "They saw it (ibid., p. 7).| It was red.",
]
CHINESE = [
    "天亮了。|我们走吧。",
    "你去吗？|我不去！|他也不去。",
    "真的吗？！|没人知道。",
    "真的吗？？|是的！！|好。",
    "他来了；她走了；谁都没说话。|夜深了。",
    "他说：“我来了。”|她没有回答。",
    "“你好！”他说。|我点头。",
    "“你去哪儿？”她问道。|他不作声。",
    "“走吧。”老王说。|大家站了起来。",
    "他问：“怎么办？”|没有人知道。",
    "他问：“怎么办？”|没有人回答。",
    "他们喊着“加油！”的口号向前跑。|天黑了。",
    "所谓“为什么？”这一问，并不简单。",
    "他写了《怎么办？》一书。|书很厚。",
    "他写了《怎么办？》。|书很厚。",
    "他停住了……|没有人说话。",
    "苹果、梨……|都卖完了。",
    "他们说“等等……”的时候，天亮了。",
    "他走了（真的！）然后又回来。|门开着。",
    "他走了。|（门开着。）|天黑了。",
    "增长率达到7.4%。|物价上涨了0.3个百分点。",
    "增长率达到7.4%。[5]|物价上涨了。",
    "他这样写道。①|后来又改了。",
    "他说“不”。|她说“好”。",
    "「你來嗎？」他問。|她點頭。",
    "這是第一句。|這是第二句！",
    "他说：“天冷了，多穿点。|路上小心，早点回来，别忘了给家里写信。”|她笑了。",
    "(一) 思想上的问题。|(二) 组织上的问题。",
    "1. 第一点很短。|2. 第二点很长。",
    "他来了!|她走了?|我不知道。",
    "他说 \"好。\"|她走了。",
    "他说：\"好。\"|她答应了。",
    "访问 example.org/?q=1 即可。|很简单。",
    "他使用 Python 3.11 编程。|很快。",
    "会议结束.| 大家离开了。",
    "弗.伊.某某来了。|他很高。",
    "没有句号的标题",
    "１９８９年末，天冷。|１９９０年，天暖。",
    "他说：“走！”|门关上了。",
    "“冷。”|“我也冷。”",
    "他说“好！”，然后走了。",
    "好的。 |再见。",
]  # fmt: skip


def cut(text: str, lang: Lang) -> list[str]:
    return [span.cut(text) for span in split_sentences(text, lang)]


@pytest.mark.parametrize("marked", ENGLISH)
def test_cuts_english(marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("|")]
    assert cut(marked.replace("|", ""), Lang.EN) == expected


@pytest.mark.parametrize("marked", CHINESE)
def test_cuts_chinese(marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("|")]
    assert cut(marked.replace("|", ""), Lang.ZH) == expected


@pytest.mark.parametrize("lang", list(Lang))
def test_a_line_end_ends_a_sentence(lang: Lang) -> None:
    assert cut("第一段\nsecond\n\n第三段。", lang) == ["第一段", "second", "第三段。"]


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u3000"])
def test_nothing_has_no_sentences(text: str, lang: Lang) -> None:
    assert split_sentences(text, lang) == []


def test_each_language_is_cut_inside_the_other() -> None:
    assert cut("他说得对。The end came. It was 好。再见。", Lang.EN) == [
        "他说得对。", "The end came.", "It was 好。", "再见。"
    ]  # fmt: skip
    assert cut("原文如下。The end came. It was late.", Lang.ZH) == [
        "原文如下。", "The end came.", "It was late."
    ]  # fmt: skip


PIECES = st.sampled_from(
    [
        "天", "亮了", "他说", "“", "”", "「", "」", "《", "》", "（", "）", '"', "'", "。", "！",
        "？", "；", "，", "……", "…", ".", "!", "?", "...", " ", "\n", "\t", "\u3000", "Mr", "U.S.",
        "The", "end", "no", "p", "A", "7.4%", "14", "[3]", "①", "¹", "😀", "👩‍👩‍👧", "é", "e\u0301",
        "ﬁ", "１２", "Ａ", "｡", "．", "\u200b", "\ufeff", "𠀀", "Дмитрий",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60), st.sampled_from(Lang))
@settings(max_examples=150, deadline=None)
def test_sentences_cover_the_text_in_order(text: str, lang: Lang) -> None:
    spans = split_sentences(text, lang)
    at = 0
    for span in spans:
        assert not text[at : span.start].strip()
        piece = span.cut(text)
        assert piece
        assert piece == piece.strip()
        at = span.end
    assert not text[at:].strip()


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(Lang))
@settings(max_examples=100, deadline=None)
def test_a_sentence_is_not_cut_by_what_stands_on_other_lines(text: str, lang: Lang) -> None:
    alone = [piece for line in text.split("\n") for piece in cut(line, lang)]
    assert cut(text, lang) == alone


@pytest.mark.parametrize(
    "piece", ["Mr. ", "A. ", "U.S. ", "e.g. ", "1. ", "? ", "“", "…", "(", "a"]
)
def test_repeated_marks_cost_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = process_time()
    split_sentences(text, Lang.EN)
    assert process_time() - start < 5
