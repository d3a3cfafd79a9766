"""Edits made when a pair is drawn: what good translators do, and slips that need only the links.

Of the first kind: a name that the Chinese glosses with its Latin short form is said by that form
alone; a name said before is a pronoun. They teach the judge what is no omission. Of the second:
another given name, two figures exchanged whatever their length.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from training.judge_edits import SURNAMES, Edit
from training.judge_labels import Spans

Link = Sequence[int]  # first and after the last character: of the Chinese, of the English
NAME = re.compile(r"\b[A-Z][\w'’-]+(?: (?:of|for|and|the|on|in) (?=[A-Z])| [A-Z][\w'’-]+)+")
SUBJECT = re.compile(
    r"^(?:The )?(?!(?:I|You|He|She|It|We|They|This|That|These|There|What|Who|If|As|The|One) )"
    r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)*"
    r"(?= (?:said|says|added|noted|has|have|had|is|are|was|were|will|would|also|can|could|must"
    r"|believes?|told|announced|stressed|pointed) )"
)
SURNAMES_SAID = frozenset(
    "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song"
    " Zheng Xie Han Tang Feng Yu Dong Xiao Cheng Cao Yuan Deng Fu Shen Zeng Peng Lu Lü Su Jiang Cai"
    " Jia Ding Wei Xue Ye Yan Pan Du Dai Xia Zhong Tian Ren Fan Fang Shi Yao Tan Liao Zou Xiong Jin"
    " Hao Kong Bai Cui Kang Mao Qiu Qin Gu Hou Shao Meng Long Wan Duan Lei Qian Yin Chang Qiao Lai"
    " Gong Wen".split()
)
GIVEN = (
    "Wei Fang Na Min Jing Li Qiang Lei Jun Yang Yong Jie Juan Tao Chao Xia Ping Gang Guihua Hui"
    " Jianguo Zhiwen Pengfei Yuying Haibo Yun Feng Bin Jian Liang Yuhao Dong Hong Chunmei Lin Xue"
    " Minghua Xiaoming Zhiqiang Jianjun Haiyan Lihua Guoqiang Wenjing Yifan Zihan Chen"
).split()
_NUMBER = re.compile(r"(?<![A-Za-z\d.,-])\d+(?:[.,]\d+)*(?![\d.,]*\d|-\d)")
_HAN = re.compile(r"[\u4e00-\u9fff]{3,}")
_PINYIN = re.compile(r"\b([A-Z][a-z]{1,5}) ([A-Z][a-z]{1,10})\b")
SMALL = frozenset("of for and the on in".split())


def vary_pair(zh: str, en: str, links: Sequence[Link], rng: random.Random) -> Iterator[Edit]:
    """Yield edits of a faithful pair, at most one a kind."""
    yield from _gloss_name(zh, en, links, rng)
    yield from _say_pronoun(zh, en, links, rng)
    yield from _change_given_name(zh, en, links, rng)
    yield from _exchange_figures(zh, en, rng)


def _linked_source(links: Sequence[Link], start: int, end: int) -> tuple[int, int] | None:
    """Return the stretch of Chinese that a stretch of English is linked with."""
    spans = [(a, b) for a, b, c, d in links if c < end and start < d]
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None


def _gloss_name(zh: str, en: str, links: Sequence[Link], rng: random.Random) -> Iterator[Edit]:
    names = list(NAME.finditer(en))
    rng.shuffle(names)
    for name in names:
        words = [word for word in name.group().split() if word not in SMALL]
        place = _linked_source(links, name.start(), name.end())
        if place is None or len(words) < 2 or not _HAN.fullmatch(zh[slice(*place)]):
            continue
        initials = "".join(word[0] for word in words)
        short = initials if len(initials) > 2 or rng.random() < 0.5 else words[0]
        left, right = rng.choice(("（）", "()", "（）"))
        said = short if rng.random() < 0.7 else f"{name.group()} ({short})"
        yield Edit(
            "neutral: name by its gloss",
            f"{zh[: place[1]]}{left}{short}{right}{zh[place[1] :]}",
            en[: name.start()] + said + en[name.end() :],
        )
        return


def _say_pronoun(zh: str, en: str, links: Sequence[Link], rng: random.Random) -> Iterator[Edit]:
    subject = SUBJECT.match(en)
    place = _linked_source(links, 0, subject.end()) if subject else None
    if subject is None or place is None or place[0] > 3 or place[1] - place[0] > 12:
        return
    yield Edit(
        "neutral: pronoun", zh, rng.choice(("He", "She", "It", "They")) + en[subject.end() :]
    )


def _change_given_name(
    zh: str, en: str, links: Sequence[Link], rng: random.Random
) -> Iterator[Edit]:
    for name in _PINYIN.finditer(en):
        place = _linked_source(links, name.start(), name.end())
        if place is None:
            continue
        text = zh[slice(*place)]
        if len(text) not in {2, 3} or text[0] not in SURNAMES or name.group(1) not in SURNAMES_SAID:
            continue
        new = rng.choice([given for given in GIVEN if given != name.group(2)])
        start, end = name.span(2)
        spans = Spans(
            wrong_source=[(place[0] + 1, place[1], 1.0)],
            wrong_target=[(start, start + len(new), 1.0)],
        )
        yield Edit("given name changed in target", zh, en[:start] + new + en[end:], spans)
        return


def _exchange_figures(zh: str, en: str, rng: random.Random) -> Iterator[Edit]:
    here = {match.group(): match for match in _NUMBER.finditer(en)}
    there = {match.group(): match for match in _NUMBER.finditer(zh)}
    both = sorted(set(here) & set(there))
    if len(both) < 2:
        return
    a, b = sorted((here[text] for text in rng.sample(both, 2)), key=lambda match: match.start())
    made = en[: a.start()] + b.group() + en[a.end() : b.start()] + a.group() + en[b.end() :]
    moved = len(b.group()) - len(a.group())
    spans = Spans(
        wrong_source=[(*there[match.group()].span(), 1.0) for match in (a, b)],
        wrong_target=[
            (a.start(), a.start() + len(b.group()), 1.0),
            (b.start() + moved, b.end(), 1.0),
        ],
    )
    yield Edit("figures exchanged in target", zh, made, spans)
