"""AC305 over a whole document: one name, spelt in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.name_rendering import NAME
from aligncheck.checks.pair_groups import group_by_pair
from aligncheck.document import Span
from aligncheck.names import chinese_names
from aligncheck.names.batch_transliteration import Question, answer_all, get_answer
from aligncheck.names.chinese_names import Name, NameKind, find_names_zh, stands_as_words
from aligncheck.names.english_names import read_english_text
from aligncheck.names.gazetteer import load_names
from aligncheck.names.romanisation import name_spellings
from aligncheck.names.transliteration import LIKE, latin_letters
from aligncheck.report import Finding, Pair

RULES = (NAME,)
ACROSS = True

LEAST_ALIKE = 0.6  # share of letters that two spellings of one name have in common
LEAST_NAME = 3  # characters: what sounds like two is too much
CONFIDENCE = 0.55
ENDINGS = ("s", "n", "an", "ian", "ist", "ism", "ite", "ese", "ish", "i", "ic", "ans", "ians")


@dataclass(frozen=True, slots=True)
class NameUse:
    """One place where a Chinese name was written with Latin letters."""

    pair: str
    source: Span
    target: Span
    text: str


def prepare(document: DocumentContext) -> Mapping[str, list[Finding]]:
    """Return the places where a name is spelt otherwise than mostly in the document, by pair."""
    return group_by_pair(find_spelling_variants(document.pairs))


def find(found: Mapping[str, list[Finding]], pair: Pair) -> Iterator[Finding]:
    """Yield those of a pair."""
    yield from found.get(pair.id, ())


def find_spelling_variants(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Yield the places where a name is spelt otherwise than mostly in the document."""
    whole = [(pair, pair.source, pair.target) for pair in pairs if pair.source and pair.target]
    chinese_names.find_names_in_texts([source.text for _, source, _ in whole])
    places: dict[str, list[tuple[Name, str, str]]] = {}
    for _, source, target in whole:
        for name in find_names_zh(source.text):
            if len(name.text) >= LEAST_NAME:
                places.setdefault(name.text, []).append((name, source.text, target.text))
    often = {text: where for text, where in places.items() if len(where) > 1}
    answer_all(_build_question(text, where[0][2]) for text, where in often.items())
    answer_all(chain.from_iterable(map(_variant_questions, often.values())))
    odd = {text for text, where in often.items() if _may_vary(where)}
    uses: dict[str, list[NameUse]] = {}
    for pair, source, target in whole if odd else ():
        held = [name for name in find_names_zh(source.text) if name.text in odd]
        for text, use in _find_uses(pair.id, source.text, target.text, held):
            uses.setdefault(text, []).append(use)
    for text, found in uses.items():
        if len({latin_letters(use.text) for use in found}) > 1:
            yield from _report_variants(text, found)


def _variant_questions(places: Sequence[tuple[Name, str, str]]) -> Iterator[Question]:
    """Yield what is asked of the translations that have no spelling of the first one's."""
    (first, _, target), *others = places
    known = _find_spellings(first, target)
    for name, _, target in others:
        if known.isdisjoint(_collect_capital_words(target)):
            yield _build_question(name.text, target)


def _may_vary(places: Sequence[tuple[Name, str, str]]) -> bool:
    """Return whether the translations that stand beside a name may spell it in two ways.

    Where one has a spelling that is known by then, no other can be the only one: it is passed.
    """
    known: set[str] = set()
    for name, source, target in places:
        words = _collect_capital_words(target)
        if not known.isdisjoint(words) or not stands_as_words(name, source):
            continue
        for word in _find_spellings(name, target):
            pairs = [pair for one in known for pair in ((word, one), (one, word))]
            if any(_are_two_spellings(name.text, *pair) for pair in pairs):
                return True
            known.add(word)
    return False


@lru_cache(maxsize=4096)
def _list_candidates(target: str) -> tuple[tuple[str, float], ...]:
    """Return the words that may be names, each with what a name must gain to sound like it."""
    return tuple([(word, LIKE) for word in _collect_capital_words(target)])


@lru_cache(maxsize=4096)
def _collect_capital_words(target: str) -> frozenset[str]:
    """Return the plain letters of the words that may be names."""
    held = (token.letters for token in read_english_text(target).tokens if token.capital)
    return frozenset(word for word in held if len(word) > LEAST_NAME)


def _find_uses(
    pair: str, source: str, target: str, names_in: Sequence[Name]
) -> Iterator[tuple[str, NameUse]]:
    """Yield, for each name, the one word of the translation that writes it by sound."""
    held = [name for name in names_in if stands_as_words(name, source)]
    if not held:
        return
    english = read_english_text(target)
    for name in held:
        found = _find_spellings(name, target)
        if len(found) == 1:
            token = next(one for one in english.tokens if one.capital and one.letters in found)
            yield name.text, NameUse(pair, name.spans[0], token.span, token.text)


def _find_spellings(name: Name, target: str) -> set[str]:
    """Return the words of the translation that are spellings of the name."""
    found = {word for _, word in get_answer(_build_question(name.text, target))}
    if name.kind is NameKind.LISTED:
        found.update(_collect_capital_words(target).intersection(name_spellings(name.text)))
    return found


def _build_question(name: str, target: str) -> Question:
    """Return what is asked of a name: which words of the translation sound like it."""
    return Question(((name, LIKE),), _list_candidates(target))


def _report_variants(name: str, places: Sequence[NameUse]) -> Iterator[Finding]:
    counts = Counter(latin_letters(use.text) for use in places)
    usual = max(counts, key=lambda word: (counts[word], -_first_position(places, word)))
    shown = next(use.text for use in places if latin_letters(use.text) == usual)
    for use in places:
        spelt = latin_letters(use.text)
        if spelt != usual and _are_two_spellings(name, usual, spelt):
            times = f"{counts[usual]} times" if counts[usual] > 1 else "once"
            yield Finding(
                "AC305",
                use.pair,
                f"{name} is spelt {use.text} here and {shown} elsewhere ({times}).",
                CONFIDENCE,
                (use.source,),
                (use.target,),
                shown,
            )


def _first_position(places: Sequence[NameUse], word: str) -> int:
    return next(i for i, use in enumerate(places) if latin_letters(use.text) == word)


def _are_two_spellings(name: str, usual: str, other: str) -> bool:
    """Whether two words are one name spelt in two ways: no plural, adjective or given name."""
    short, long = sorted((usual, other), key=len)
    if long.startswith(short) or any(
        long.removesuffix(end).rstrip("aeiouy") == short.rstrip("aeiouy") for end in ENDINGS
    ):
        return False
    forms = {latin_letters(word) for form in load_names().english(name) for word in form.split()}
    if usual in forms and other in forms:
        return False
    return SequenceMatcher(None, usual, other, autojunk=False).ratio() >= LEAST_ALIKE
