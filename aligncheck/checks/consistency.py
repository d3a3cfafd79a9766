"""AC502 and AC503: what a document translates in two ways, a term or a whole paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.message_quotes import shorten_quote
from aligncheck.checks.pair_groups import group_by_pair
from aligncheck.document import Span
from aligncheck.models.lexicon import Lexicon
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule
from aligncheck.terms.renderings import Rendering, content_stems, find_renderings
from aligncheck.text.normalise import normalise
from aligncheck.text.words import is_han

RULES = (
    Rule(
        id="AC502",
        name="term-consistency",
        severity=Severity.INFO,
        help="A term of the source is rendered in several ways.",
        mqm="terminology/inconsistent-use",
        its="terminology",
        page="terms",
    ),
    Rule(
        id="AC503",
        name="repeated-paragraph",
        severity=Severity.WARNING,
        help="The same paragraph of the source is translated differently.",
        mqm="style/inconsistency",
        its="inconsistency",
        page="terms",
    ),
)
ACROSS = True

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


def prepare(document: DocumentContext) -> Mapping[str, list[Finding]]:
    """Return what the pairs of a document say of each other, by pair."""
    return group_by_pair(find_inconsistencies(document.pairs, document.models.lexicon))


def find(found: Mapping[str, list[Finding]], pair: Pair) -> Iterator[Finding]:
    """Yield those of a pair."""
    yield from found.get(pair.id, ())


def find_inconsistencies(pairs: Sequence[Pair], lexicon: Lexicon) -> Iterator[Finding]:
    """Yield what the pairs of one document say of each other."""
    yield from find_term_variants(pairs, lexicon)
    yield from find_paragraph_variants(pairs)


def find_term_variants(pairs: Sequence[Pair], lexicon: Lexicon) -> Iterator[Finding]:
    """Yield AC502 for a term whose rendering shares no word with its usual one."""
    within = _SourceIndex(pairs)
    for term, found in find_renderings(pairs, lexicon, USUAL + 1, TERM, _may_differ).items():
        groups = Counter(content_stems(one.text) for one in found)
        usual, times = groups.most_common(1)[0]
        if times < USUAL or times < SHARE * len(found):
            continue
        text = Counter(one.text for one in found if content_stems(one.text) == usual).most_common(
            1
        )[0][0]
        for one in found:
            if _is_unlike(one, text):
                yield _report_variant(term, one, text, times)
        if len(content_stems(text)) >= WHOLE:
            clear = {one.pair.id for one in found}
            rest = (pair for pair in within.find(term) if pair.id not in clear)
            other = list(_find_unsaid_terms(term, rest, text, times))
            if times >= SHARE * (times + len(other)):
                yield from other


class _SourceIndex:
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


def _find_unsaid_terms(
    term: str, pairs: Iterable[Pair], usual: str, times: int
) -> Iterator[Finding]:
    """Yield AC502 where a pair has the term and no word of its usual rendering."""
    roots, initials = (
        _collect_roots(usual),
        "".join(word[0] for word in re.findall("[A-Za-z]+", usual)),
    )
    for pair in pairs:
        if pair.source is None or pair.target is None or pair.note is not None:
            continue
        at = pair.source.text.find(term)
        said = pair.target.text
        if pair.source.text.count(term) > 1 or initials.upper() in said:
            continue
        if not roots & _collect_roots(said):
            message = (
                f"{term} is “{usual}” {times} times in this document; "
                "here not one word of that stands."
            )
            span = Span(at, at + len(term))
            yield Finding("AC502", pair.id, message, OTHERWISE, (span,), (), usual)


def _may_differ(stems: Sequence[Set[str]]) -> bool:
    """Return whether a term, by what its renderings can be made of, has an odd one: see below."""
    whole = [frozenset(one) for one in stems if len(one) >= WHOLE]
    return len(whole) >= USUAL and (len(set(whole)) > 1 or len(whole) < len(stems))


def _is_unlike(one: Rendering, usual: str) -> bool:
    """Return whether the usual words stand nowhere in the pair, nor their initials here."""
    if content_stems(usual) <= content_stems(one.text):
        return False
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", usual)).lower()
    letters = re.sub(r"[^a-z]", "", one.text.lower())
    said = one.pair.target.text if one.pair.target else ""
    if letters == initials or content_stems(usual) <= content_stems(said):
        return False
    if min(len(content_stems(usual)), len(content_stems(one.text))) < WHOLE:
        return False
    return not _collect_roots(one.text) & _collect_roots(usual)


def _collect_roots(text: str) -> set[str]:
    """Return the beginnings of the words: populism and populist are of one root."""
    return {word[:ROOT] for word in content_stems(text)}


def _report_variant(term: str, one: Rendering, usual: str, times: int) -> Finding:
    message = (
        f"{term} is “{usual}” {times} times in this document; here it seems to be “{one.text}”."
    )
    return Finding("AC502", one.pair.id, message, ODD, (one.source,), (one.target,), usual)


def find_paragraph_variants(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Yield AC503 for a paragraph that was translated before, otherwise."""
    before: dict[str, Pair] = {}
    for pair in pairs:
        if pair.source is None or pair.target is None or pair.note is not None:
            continue
        written = re.sub(r"[\W_]+", "", normalise(pair.source.text).text)
        first = before.setdefault(written, pair)
        if first is pair or sum(map(is_han, written)) < 2:
            continue
        if first.target and _strip_punctuation(first.target.text) != _strip_punctuation(
            pair.target.text
        ):
            yield _report_repetition(first, pair, written)


def _report_repetition(first: Pair, pair: Pair, written: str) -> Finding:
    told = first.target.text if first.target else ""
    message = f"The same source stands in {first.id}, where it is “{shorten_quote(told, 80)}”."
    sides = [side.text if side else "" for side in (pair.source, pair.target)]
    ends = _SENTENCE.search(sides[0]) is not None
    confidence = SAME if len(written) >= (LEAST if ends else TITLE) else LABEL
    source, target = (Span(0, len(text)) for text in sides)
    return Finding("AC503", pair.id, message, confidence, (source,), (target,), told)


def _strip_punctuation(text: str) -> str:
    return re.sub(r"[\W_]+", " ", normalise(text).text.lower()).strip()
