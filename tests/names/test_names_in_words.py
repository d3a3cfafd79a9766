"""Whether a name stands in Chinese text as a word does: `names_in_words`."""

from __future__ import annotations

import pytest

from aligncheck.document import Span
from aligncheck.models.lexicon import load_lexicon
from aligncheck.names.chinese_names import Name, NameKind
from aligncheck.names.names_in_words import is_word, names_overlap, stands_as_words

LEXICON = load_lexicon()


def listed(text: str, *starts: int) -> Name:
    spans = tuple(Span(start, start + len(text)) for start in starts)
    return Name(text, NameKind.LISTED, spans)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (listed("巴黎", 0), listed("黎明", 1), True),
        (listed("巴黎", 0), listed("伦敦", 2), False),  # side by side
        (listed("巴黎", 0, 9), listed("黎明", 10), True),
        (listed("巴黎", 0), listed("巴黎", 0), True),
    ],
)
def test_names_overlap_in_any_of_their_places(one: Name, other: Name, overlap: bool) -> None:
    assert names_overlap(one, other) is overlap
    assert names_overlap(other, one) is overlap


@pytest.mark.parametrize(
    ("text", "name", "stands"),
    [
        ("我们去了巴黎。", "巴黎", True),
        ("中国香港很热闹。", "香港", True),
        ("这是重大环境问题。", "大环", False),
    ],
)
def test_a_name_is_cut_out_as_words_are(text: str, name: str, stands: bool) -> None:
    assert stands_as_words(listed(name, text.index(name)), text, LEXICON) is stands


def test_one_good_place_is_enough() -> None:
    text = "重大环境问题在巴黎。"
    assert stands_as_words(listed("巴黎", 1, text.index("巴黎")), text, LEXICON)


def test_a_pointed_name_may_hold_common_words() -> None:
    text = "昨天高兴·朋友来了。"
    name = "高兴·朋友"
    assert stands_as_words(Name(name, NameKind.FOREIGN, (Span(2, 7),)), text, LEXICON)
    plain = Name("朋友", NameKind.FOREIGN, (Span(5, 7),))
    assert not stands_as_words(plain, text, LEXICON)


def test_a_name_is_a_word_only_as_a_whole() -> None:
    assert is_word(listed("巴黎", 3), "我去了巴黎。")
    assert not is_word(listed("大环", 1), "重大环境问题。")
