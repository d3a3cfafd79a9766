"""Errors that read well, planted on either side of a faithful pair, with where they stand.

An edit of the Chinese (a scope word, a list item or a clause put in, a word turned round) leaves
the English as fluent as a translator's slip leaves it; edits of the English turn words round,
change limits or exchange figures. What drops English words is made by `aligncheck.corrupt`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from aligncheck.coverage import opposites as coverage_opposites
from aligncheck.text.words import Word
from training.judge_labels import Mark, Spans

LIMITS = "约 近 逾 超过 不到 至少 至多 仅 不足 最多 累计 平均 将近 超".split()
LIGHT = frozenset("的 了 着 进行 方面 有关 相关 予以 加以 来 所 则 便 就".split())
STATING = frozenset(
    "是 能 能够 会 同意 支持 认为 希望 符合 具备 存在 承认 愿意 允许 属于 影响 满意".split()
)
DENYING = frozenset("不 没有 未 并未 尚未 不再 并不 从未".split())
COMING = frozenset("将 会 将会".split())
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂华建国志文辉鹏飞玉英海波云峰斌健亮宇浩东红春梅林雪晨阳瑞祥"
    "德庆永生立新光荣成龙凤宝珍兰义仁智信忠诚"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CLAUSE = re.compile(r"[，；]")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
MODALITY: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(rf"\b(?:{old})\b"), new)
    for old, new in (
        (r"may(?! \d)|might|could|(?:is|are) (?:expected|likely) to", "will"),
        ("will|must|should", "may"),
        ("should", "must"),
        ("at least", "at most"),
        ("more than", "less than"),
        ("less than", "more than"),
        ("no more than", "more than"),
        ("up to", "at least"),
        ("nearly|almost", "more than"),
        ("some of|most of", "all of"),
        ("several|most", "all"),
        ("a few", "many"),
        ("seek to|plan to|hope to", "will"),
        ("tried to", "managed to"),
        ("is", "is not"),
        ("are", "are not"),
        ("was", "was not"),
        ("has", "has not"),
        ("can", "cannot"),
        ("cannot", "can"),
        ("without", "with"),
        ("no longer", "still"),
    )
)


@dataclass(frozen=True, slots=True)
class Edit:
    """A damaged pair, what was done to it, and where it stands in the texts of this edit."""

    kind: str
    zh: str
    en: str
    spans: Spans = field(default_factory=Spans)


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the Chinese side of the training text says of itself.

    before: words often seen before a word, with counts; listed: words that stand in one list with
    a word; clauses: clauses to put in; alike: words seen in like places.
    """

    before: Mapping[str, Mapping[str, float]]
    listed: Mapping[str, Sequence[str]]
    clauses: Sequence[str]
    alike: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """A faithful pair with its words; `links` maps words of the source to those of the target."""

    zh: str
    en: str
    source: Sequence[Word]
    target: Sequence[Word]
    links: Mapping[int, Sequence[int]]

    def said(self, i: int) -> list[Mark]:
        """Return where the target says word `i` of the source."""
        return [_mark(self.target[j]) for j in self.links.get(i, ())]

    def sources(self, j: int) -> list[Mark]:
        """Return the words of the source that word `j` of the target says."""
        return [_mark(self.source[i]) for i, js in self.links.items() if j in js]

    def swap(self, i: int, new: str, kind: str) -> Edit:
        """Return the pair with another word in the place of word `i` of the source."""
        span = self.source[i].span
        said = self.said(i)
        spans = Spans(
            wrong_source=[(span.start, span.start + len(new), 1.0)],
            wrong_target=said,
            unknown_target=[] if said else [(0, len(self.en), 1.0)],
        )
        return Edit(kind, self.zh[: span.start] + new + self.zh[span.end :], self.en, spans)

    def put(self, at: int, new: str, kind: str, *, skip: int = 0) -> Edit:
        """Return the pair with `new` put into the source; its first `skip` characters are marks."""
        spans = Spans(omitted=[(at + skip, at + len(new), 1.0)])
        return Edit(kind, self.zh[:at] + new + self.zh[at:], self.en, spans)


def _read_list(name: str) -> list[str]:
    return (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()


SCOPE = frozenset(_read_list("scope_zh.txt"))
SCOPE_EN = re.compile(rf"\b(?:{'|'.join(_read_list('scope_en.txt'))}) ", re.IGNORECASE)


@cache
def load_opposites(name: str) -> Mapping[str, Sequence[str]]:
    """Return the opposites of words, both ways: "zh" (those of the package, and more) or "en"."""
    package = coverage_opposites.load_opposites() if name == "zh" else {}
    found = {word: list(others) for word, others in package.items()}
    for line in _read_list(f"opposites_{name}.txt"):
        one, other = line.split()
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


def edit_source(pair: LinkedPair, corpus: Corpus, rng: random.Random) -> Iterator[Edit]:
    """Yield edits of the Chinese side, at most one a kind."""
    order = list(range(len(pair.source)))
    rng.shuffle(order)
    yield from _put_modifiers(pair, corpus, order, rng)
    yield from _edit_numbers(pair, rng)
    yield from _turn_words(pair, corpus, order, rng)
    yield from _edit_lists(pair, corpus, rng)
    yield from _edit_modality(pair, order, rng)
    yield from _take_words(pair, order)


def _put_modifiers(
    pair: LinkedPair, corpus: Corpus, order: Sequence[int], rng: random.Random
) -> Iterator[Edit]:
    held = {word.text for word in pair.source}
    for kind, scope in (("modifier put in", False), ("scope word put in", True)):
        for i in order:
            word = pair.source[i]
            seen = corpus.before.get(word.text, {})
            options = {w: n for w, n in seen.items() if w not in held and (w in SCOPE) >= scope}
            before = pair.source[i - 1].text if i else ""
            if not _is_content(word.text) or not options or before in seen:
                continue
            new = rng.choices(list(options), list(options.values()))[0]
            yield pair.put(word.span.start, new, kind)
            break


def _edit_numbers(pair: LinkedPair, rng: random.Random) -> Iterator[Edit]:
    found = list(_NUMBER.finditer(pair.zh))
    if not found:
        return
    number = rng.choice(found)
    before, after = pair.zh[max(0, number.start() - 3) : number.start()], pair.zh[number.end() :]
    if not any(limit in before for limit in (*LIMITS, "第")) and after[:1] not in set("年月日号时"):
        yield pair.put(number.start(), rng.choice(LIMITS), "limit put in")
    text = number.group()
    at = rng.choice([k for k, char in enumerate(text) if char.isdigit()])
    new = text[:at] + rng.choice([d for d in "123456789" if d != text[at]]) + text[at + 1 :]
    said = _find_figures(pair.en, [text])
    spans = Spans(
        wrong_source=[(number.start(), number.end(), 1.0)],
        wrong_target=said,
        unknown_target=[] if said else [(0, len(pair.en), 1.0)],
    )
    changed = pair.zh[: number.start()] + new + pair.zh[number.end() :]
    yield Edit("number changed in source", changed, pair.en, spans)
    exchanged = _exchange_figures(pair.zh, pair.en, rng)
    if exchanged:
        text, here, there = exchanged
        yield Edit("figures exchanged", text, pair.en, Spans(wrong_source=here, wrong_target=there))


def _exchange_figures(
    text: str, other: str, rng: random.Random
) -> tuple[str, list[Mark], list[Mark]] | None:
    """Exchange two figures of a text that stand in the other one as they are."""
    found = list(_NUMBER.finditer(text))
    if len(found) < 2:
        return None
    a, b = sorted(rng.sample(found, 2), key=lambda match: match.start())
    there = _find_figures(other, [a.group(), b.group()])
    if a.group() == b.group() or len(a.group()) != len(b.group()) or len(there) < 2:
        return None
    made = text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :]
    return made, [(a.start(), a.end(), 1.0), (b.start(), b.end(), 1.0)], there


def _find_figures(text: str, figures: Sequence[str]) -> list[Mark]:
    found = (re.search(rf"(?<![\d.]){re.escape(figure)}(?!\d)", text) for figure in figures)
    return [(match.start(), match.end(), 1.0) for match in found if match]


def _turn_words(
    pair: LinkedPair, corpus: Corpus, order: Sequence[int], rng: random.Random
) -> Iterator[Edit]:
    opposites = load_opposites("zh")
    turned = next((i for i in order if pair.source[i].text in opposites), None)
    if turned is not None:
        new = rng.choice(opposites[pair.source[turned].text])
        yield pair.swap(turned, new, "opposite in source")
    held = {word.text for word in pair.source}
    for i in order:
        options = [w for w in corpus.alike.get(pair.source[i].text, ()) if w not in held]
        if i in pair.links and options:
            yield pair.swap(i, rng.choice(options), "other word in source")
            break
    for i in order:
        text = pair.source[i].span.cut(pair.zh)
        if i in pair.links and len(text) in {2, 3} and text[0] in SURNAMES and _is_name(pair, i):
            new = rng.choice([char for char in GIVEN if char != text[-1]])
            yield pair.swap(i, text[:-1] + new, "given name changed")
            break


def _is_name(pair: LinkedPair, i: int) -> bool:
    return any(pair.en[start : start + 1].isupper() for start, _, _ in pair.said(i))


def _edit_lists(pair: LinkedPair, corpus: Corpus, rng: random.Random) -> Iterator[Edit]:
    held = {word.text for word in pair.source}
    marks = [k for k, word in enumerate(pair.source) if word.text == "、"]
    inner = [k for k in marks if 0 < k < len(pair.source) - 1]
    if inner:
        k = rng.choice(inner)
        left, right = pair.source[k - 1], pair.source[k + 1]
        known = (*corpus.listed.get(left.text, ()), *corpus.listed.get(right.text, ()))
        options = [word for word in known if word not in held]
        if options:
            at = pair.source[k].span.start
            yield pair.put(at, "、" + rng.choice(options), "list item put in", skip=1)
        a, b = left.span, right.span
        middle = b.cut(pair.zh) + pair.zh[a.end : b.start] + a.cut(pair.zh)
        yield Edit("neutral: other order", pair.zh[: a.start] + middle + pair.zh[b.end :], pair.en)
    ends = [match.start() for match in _CLAUSE.finditer(pair.zh)]
    if ends and corpus.clauses:
        new = rng.choice(corpus.clauses)
        yield pair.put(rng.choice(ends), "，" + new, "clause put in", skip=1)


def _edit_modality(pair: LinkedPair, order: Sequence[int], rng: random.Random) -> Iterator[Edit]:
    for kind, words, options in (
        ("may put in source", COMING, ("或", "可能", "有望", "不", "或许")),
        ("negation put in source", STATING, ("不", "并不")),
    ):
        for i in order:
            before = pair.source[i - 1].text if i else ""
            if pair.source[i].text not in words or before in SCOPE or before in DENYING:
                continue
            span = pair.source[i].span
            made = pair.put(span.start, new := rng.choice(options), kind)
            made.spans.unknown_source.append((span.start + len(new), span.end + len(new), 1.0))
            made.spans.wrong_target.extend(pair.said(i))
            yield made
            break
    for i in order:
        if pair.source[i].text in DENYING and 0 < i < len(pair.source) - 1:
            yield _without_word(pair, i, "negation taken from source")
            break


def _take_words(pair: LinkedPair, order: Sequence[int]) -> Iterator[Edit]:
    texts = [word.text for word in pair.source]
    for i in order:
        single = len(pair.links.get(i, ())) == 1 and texts.count(texts[i]) == 1
        if single and _is_content(texts[i]) and len(texts[i]) > 1:
            yield _without_word(pair, i, "word taken from source")
            return


def _without_word(pair: LinkedPair, i: int, kind: str) -> Edit:
    span, said = pair.source[i].span, pair.said(i)
    spans = Spans(added=said, unknown_target=[] if said else [(0, len(pair.en), 1.0)])
    return Edit(kind, pair.zh[: span.start] + pair.zh[span.end :], pair.en, spans)


def edit_target(pair: LinkedPair, rng: random.Random) -> Iterator[Edit]:
    """Yield edits of the English side that `aligncheck.corrupt` does not make."""
    opposites = load_opposites("en")
    turned = [j for j, word in enumerate(pair.target) if word.span.cut(pair.en) in opposites]
    if turned:
        j = rng.choice(turned)
        span = pair.target[j].span
        new = rng.choice(opposites[span.cut(pair.en)])
        yield _replace_target(pair, span.start, span.end, new, "opposite in target")
    changes = [(m, new) for pattern, new in MODALITY for m in pattern.finditer(pair.en)]
    if changes:
        match, new = rng.choice(changes)
        yield _replace_target(pair, match.start(), match.end(), new, "modality or limit changed")
    exchanged = _exchange_figures(pair.en, pair.zh, rng)
    if exchanged:
        text, here, there = exchanged
        yield Edit("figures exchanged", pair.zh, text, Spans(wrong_source=there, wrong_target=here))
    dropped = [match for match in SCOPE_EN.finditer(pair.en) if match.start()]
    if dropped:
        match = rng.choice(dropped)
        made = _replace_target(pair, match.start(), match.end(), "", "scope word dropped")
        if made.spans.wrong_source:
            spans = Spans(omitted=made.spans.wrong_source, gaps=[match.start()])
            yield replace(made, spans=spans)


def _replace_target(pair: LinkedPair, start: int, end: int, new: str, kind: str) -> Edit:
    touched = [j for j, word in enumerate(pair.target) if start <= word.span.start < end]
    sources = [mark for j in touched for mark in pair.sources(j)]
    spans = Spans(
        wrong_source=sources,
        wrong_target=[(start, start + len(new), 1.0)] if new else [],
        unknown_source=[] if sources else [(0, len(pair.zh), 1.0)],
    )
    return Edit(kind, pair.zh, pair.en[:start] + new + pair.en[end:], spans)


def _mark(word: Word) -> Mark:
    return word.span.start, word.span.end, 1.0


def _is_content(text: str) -> bool:
    return _HAN.fullmatch(text) is not None and text not in LIGHT
