"""AC502 and AC503: what a document translates in two ways, a term or a whole paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import accumulate

from aligncheck.checks.quote import short
from aligncheck.coverage.renderings import Rendering, heart, renderings
from aligncheck.document import Span
from aligncheck.report import Finding, Pair
from aligncheck.text.normal import normal
from aligncheck.text.words import is_han

TERM = 4  # Chinese characters of a term: shorter words have several good translations
USUAL = 3  # times the usual rendering must come
SHARE = 0.7  # least share of the renderings that say it so
ODD = 0.5  # confidence that a rendering unlike the usual one is not meant
OTHERWISE = 0.45  # … that a term without a word of its usual rendering has another
WHOLE = 2  # content words of a rendering that is surely no half of one
ROOT = 4  # letters that words of one family share
LEAST = 8  # Chinese characters of a paragraph that is no mere label
TITLE = 20  # … of one that does not end as a sentence does
SAME, LABEL = 0.75, 0.45
_BETWEEN = "\n"  # no term holds white space
_SENTENCE = re.compile(r"[。！？!?；;…][”’」』）)\s]*\Z")


def find(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Yield what the pairs of one document say of each other."""
    yield from terms(pairs)
    yield from paragraphs(pairs)


def terms(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Yield AC502 for a term whose rendering shares no word with its usual one."""
    within = _Sources(pairs)
    for term, found in renderings(pairs, USUAL + 1, TERM, _may_differ).items():
        groups = Counter(heart(one.text) for one in found)
        usual, times = groups.most_common(1)[0]
        if times < USUAL or times < SHARE * len(found):
            continue
        text = Counter(one.text for one in found if heart(one.text) == usual).most_common(1)[0][0]
        for one in found:
            if _is_unlike(one, text):
                yield _odd(term, one, text, times)
        if len(heart(text)) >= WHOLE:
            clear = {one.pair.id for one in found}
            rest = (pair for pair in within.find(term) if pair.id not in clear)
            other = list(_unsaid(term, rest, text, times))
            if times >= SHARE * (times + len(other)):
                yield from other


class _Sources:
    """The Chinese of all pairs as one text, in which a term is found at once."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.pairs = pairs
        texts = [pair.source.text if pair.source else "" for pair in pairs]
        self.text = _BETWEEN.join(texts)
        self.starts = [0, *accumulate(len(text) + len(_BETWEEN) for text in texts)]

    def find(self, term: str) -> Iterator[Pair]:
        """Yield the pairs whose Chinese has the term, in order."""
        at = self.text.find(term)
        while at >= 0:
            number = bisect_right(self.starts, at) - 1
            yield self.pairs[number]
            at = self.text.find(term, self.starts[number + 1])


def _unsaid(term: str, pairs: Iterable[Pair], usual: str, times: int) -> Iterator[Finding]:
    """Yield AC502 where a pair has the term and no word of its usual rendering."""
    roots, initials = _roots(usual), "".join(word[0] for word in re.findall("[A-Za-z]+", usual))
    for pair in pairs:
        if pair.source is None or pair.target is None or pair.note is not None:
            continue
        at = pair.source.text.find(term)
        said = pair.target.text
        if pair.source.text.count(term) > 1 or initials.upper() in said:
            continue
        if not roots & _roots(said):
            message = (
                f"{term} is “{usual}” {times} times in this document; "
                "here not one word of that stands."
            )
            span = Span(at, at + len(term))
            yield Finding("AC502", pair.id, message, OTHERWISE, (span,), (), usual)


def _may_differ(stems: Sequence[Set[str]]) -> bool:
    """Tell whether a term, by what its renderings can be made of, has an odd one: see below."""
    whole = [frozenset(one) for one in stems if len(one) >= WHOLE]
    return len(whole) >= USUAL and (len(set(whole)) > 1 or len(whole) < len(stems))


def _is_unlike(one: Rendering, usual: str) -> bool:
    """Tell whether the usual words stand nowhere in the pair, nor their initials here."""
    if heart(usual) <= heart(one.text):
        return False
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", usual)).lower()
    letters = re.sub(r"[^a-z]", "", one.text.lower())
    said = one.pair.target.text if one.pair.target else ""
    if letters == initials or heart(usual) <= heart(said):
        return False
    if min(len(heart(usual)), len(heart(one.text))) < WHOLE:
        return False
    return not _roots(one.text) & _roots(usual)


def _roots(text: str) -> set[str]:
    """Return the beginnings of the words: populism and populist are of one root."""
    return {word[:ROOT] for word in heart(text)}


def _odd(term: str, one: Rendering, usual: str, times: int) -> Finding:
    message = (
        f"{term} is “{usual}” {times} times in this document; here it seems to be “{one.text}”."
    )
    return Finding("AC502", one.pair.id, message, ODD, (one.source,), (one.target,), usual)


def paragraphs(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Yield AC503 for a paragraph that was translated before, otherwise."""
    before: dict[str, Pair] = {}
    for pair in pairs:
        if pair.source is None or pair.target is None or pair.note is not None:
            continue
        written = re.sub(r"[\W_]+", "", normal(pair.source.text).text)
        first = before.setdefault(written, pair)
        if first is pair or sum(map(is_han, written)) < 2:
            continue
        if first.target and _plain(first.target.text) != _plain(pair.target.text):
            yield _again(first, pair, written)


def _again(first: Pair, pair: Pair, written: str) -> Finding:
    told = first.target.text if first.target else ""
    message = f"The same source stands in {first.id}, where it is “{short(told, 80)}”."
    sides = [side.text if side else "" for side in (pair.source, pair.target)]
    ends = _SENTENCE.search(sides[0]) is not None
    confidence = SAME if len(written) >= (LEAST if ends else TITLE) else LABEL
    source, target = (Span(0, len(text)) for text in sides)
    return Finding("AC503", pair.id, message, confidence, (source,), (target,), told)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", normal(text).text.lower()).strip()
