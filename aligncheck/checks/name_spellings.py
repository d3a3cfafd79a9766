"""AC305 over a whole document: one name, spelt in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain
from typing import NamedTuple

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.name_rendering import NAME
from aligncheck.checks.pair_groups import group_by_pair
from aligncheck.document import Span
from aligncheck.models.lexicon import Lexicon
from aligncheck.names.batch_transliteration import Answer, Question, answer_all, get_answer
from aligncheck.names.chinese_names import Name, NameKind
from aligncheck.names.english_names import EnglishText
from aligncheck.names.gazetteer import load_names
from aligncheck.names.name_readings import NameReading
from aligncheck.names.names_in_words import stands_as_words
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


class NamePlace(NamedTuple):
    """A name of the Chinese of a pair, and the English beside it."""

    pair: str
    name: Name
    reading: NameReading


def prepare(document: DocumentContext) -> Mapping[str, list[Finding]]:
    """Return the places where a name is spelt otherwise than mostly in the document, by pair."""
    return group_by_pair(_find_variants(document))


def find(found: Mapping[str, list[Finding]], pair: Pair) -> Iterator[Finding]:
    """Yield those of a pair."""
    yield from found.get(pair.id, ())


def _find_variants(document: DocumentContext) -> Iterator[Finding]:
    places: dict[str, list[NamePlace]] = {}
    for pair in document.pairs:
        if pair.source is None or pair.target is None:
            continue
        reading = document.names[pair.source.text, pair.target.text]
        for name in reading.names:
            if len(name.text) >= LEAST_NAME:
                places.setdefault(name.text, []).append(NamePlace(pair.id, name, reading))
    often = {text: where for text, where in places.items() if len(where) > 1}
    spellings = _Spellings(
        (place for where in often.values() for place in where), document.models.lexicon
    )
    spellings.ask(where[0] for where in often.values())
    spellings.ask(chain.from_iterable(map(spellings.unlike_first, often.values())))
    odd = [where for where in often.values() if _may_vary(where, spellings)]
    spellings.ask(chain.from_iterable(odd))
    for where in odd:
        uses = _find_uses(where, spellings)
        if len({latin_letters(use.text) for use in uses}) > 1:
            yield from _report_variants(where[0].name.text, uses)


class _Spellings:
    """Which words of a translation write a name: as listed, or by sound, as was heard so far."""

    def __init__(self, places: Iterable[NamePlace], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        texts = dict.fromkeys(place.reading.english for place in places)
        self.words = {english: _collect_capital_words(english) for english in texts}
        self.candidates = {
            english: tuple([(word, LIKE) for word in words])
            for english, words in self.words.items()
        }
        self.heard: dict[Question, Answer] = {}

    def ask(self, places: Iterable[NamePlace]) -> None:
        """Hear of many places at once which of the words sound like the name."""
        self.heard |= answer_all(map(self._question, places))

    def at(self, place: NamePlace) -> set[str]:
        """Return the words of the translation that are spellings of the name."""
        name, english = place.name, place.reading.english
        found = {word for _, word in get_answer(self._question(place), self.heard)}
        if name.kind is NameKind.LISTED:
            found.update(self.words[english].intersection(name_spellings(name.text)))
        return found

    def unlike_first(self, places: Sequence[NamePlace]) -> Iterator[NamePlace]:
        """Yield the places whose translation has no spelling of the first one's."""
        first, *others = places
        known = self.at(first)
        for place in others:
            if known.isdisjoint(self.words[place.reading.english]):
                yield place

    def _question(self, place: NamePlace) -> Question:
        """Return what is asked of a name: which words of the translation sound like it."""
        return Question(((place.name.text, LIKE),), self.candidates[place.reading.english])


def _may_vary(places: Sequence[NamePlace], spellings: _Spellings) -> bool:
    """Return whether the translations that stand beside a name may spell it in two ways.

    Where one has a spelling that is known by then, no other can be the only one: it is passed.
    """
    known: set[str] = set()
    for place in places:
        name, words = place.name, spellings.words[place.reading.english]
        if not known.isdisjoint(words) or not stands_as_words(
            name, place.reading.source, spellings.lexicon
        ):
            continue
        for word in spellings.at(place):
            pairs = [pair for one in known for pair in ((word, one), (one, word))]
            if any(_are_two_spellings(name.text, *pair) for pair in pairs):
                return True
            known.add(word)
    return False


def _collect_capital_words(english: EnglishText) -> frozenset[str]:
    """Return the plain letters of the words that may be names."""
    held = (token.letters for token in english.tokens if token.capital)
    return frozenset(word for word in held if len(word) > LEAST_NAME)


def _find_uses(places: Sequence[NamePlace], spellings: _Spellings) -> list[NameUse]:
    """Return, for each place of a name, the one word that writes it by sound, if it is one."""
    uses = []
    for place in places:
        if not stands_as_words(place.name, place.reading.source, spellings.lexicon):
            continue
        found = spellings.at(place)
        if len(found) == 1:
            tokens = place.reading.english.tokens
            token = next(one for one in tokens if one.capital and one.letters in found)
            uses.append(NameUse(place.pair, place.name.spans[0], token.span, token.text))
    return uses


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
