"""AC305 over a whole document: one name, spelt in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain

from aligncheck.document import Span
from aligncheck.report import Finding, Pair
from aligncheck.text.names import chinese
from aligncheck.text.names.chinese import Name, NameKind, read_zh, stands
from aligncheck.text.names.english import read_en
from aligncheck.text.names.many import Question, ask, told
from aligncheck.text.names.pinyin import spellings
from aligncheck.text.names.sound import LIKE, letters
from aligncheck.text.names.store import names

LEAST_ALIKE = 0.6  # share of letters that two spellings of one name have in common
LEAST_NAME = 3  # characters: what sounds like two is too much
CONFIDENCE = 0.55
ENDINGS = ("s", "n", "an", "ian", "ist", "ism", "ite", "ese", "ish", "i", "ic", "ans", "ians")


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a Chinese name was written with Latin letters."""

    pair: str
    source: Span
    target: Span
    text: str


def find(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Yield the places where a name is spelt otherwise than mostly in the document."""
    whole = [(pair, pair.source, pair.target) for pair in pairs if pair.source and pair.target]
    chinese.prepare([source.text for _, source, _ in whole])
    places: dict[str, list[tuple[Name, str, str]]] = {}
    for _, source, target in whole:
        for name in read_zh(source.text):
            if len(name.text) >= LEAST_NAME:
                places.setdefault(name.text, []).append((name, source.text, target.text))
    often = {text: where for text, where in places.items() if len(where) > 1}
    ask(_question(text, where[0][2]) for text, where in often.items())
    ask(chain.from_iterable(map(_unlike_first, often.values())))
    odd = {text for text, where in often.items() if _may_vary(where)}
    uses: dict[str, list[Use]] = {}
    for pair, source, target in whole if odd else ():
        held = [name for name in read_zh(source.text) if name.text in odd]
        for text, use in _uses(pair.id, source.text, target.text, held):
            uses.setdefault(text, []).append(use)
    for text, found in uses.items():
        if len({letters(use.text) for use in found}) > 1:
            yield from _odd(text, found)


def _unlike_first(places: Sequence[tuple[Name, str, str]]) -> Iterator[Question]:
    """Yield what is asked of the translations that have no spelling of the first one's."""
    (first, _, target), *others = places
    known = _written(first, target)
    for name, _, target in others:
        if known.isdisjoint(_words(target)):
            yield _question(name.text, target)


def _may_vary(places: Sequence[tuple[Name, str, str]]) -> bool:
    """Tell whether the translations that stand beside a name may spell it in two ways.

    Where one has a spelling that is known by then, no other can be the only one: it is passed.
    """
    known: set[str] = set()
    for name, source, target in places:
        words = _words(target)
        if not known.isdisjoint(words) or not stands(name, source):
            continue
        for word in _written(name, target):
            pairs = [pair for one in known for pair in ((word, one), (one, word))]
            if any(_two_spellings(name.text, *pair) for pair in pairs):
                return True
            known.add(word)
    return False


@lru_cache(maxsize=4096)
def _heard(target: str) -> tuple[tuple[str, float], ...]:
    """Return the words that may be names, each with what a name must gain to sound like it."""
    return tuple([(word, LIKE) for word in _words(target)])


@lru_cache(maxsize=4096)
def _words(target: str) -> frozenset[str]:
    """Return the plain letters of the words that may be names."""
    held = (token.letters for token in read_en(target).tokens if token.capital)
    return frozenset(word for word in held if len(word) > LEAST_NAME)


def _uses(
    pair: str, source: str, target: str, names_in: Sequence[Name]
) -> Iterator[tuple[str, Use]]:
    """Yield, for each name, the one word of the translation that writes it by sound."""
    held = [name for name in names_in if stands(name, source)]
    if not held:
        return
    english = read_en(target)
    for name in held:
        found = _written(name, target)
        if len(found) == 1:
            token = next(one for one in english.tokens if one.capital and one.letters in found)
            yield name.text, Use(pair, name.spans[0], token.span, token.text)


def _written(name: Name, target: str) -> set[str]:
    """Return the words of the translation that are spellings of the name."""
    found = {word for _, word in told(_question(name.text, target))}
    if name.kind is NameKind.LISTED:
        found.update(_words(target).intersection(spellings(name.text)))
    return found


def _question(name: str, target: str) -> Question:
    """Return what is asked of a name: which words of the translation sound like it."""
    return Question(((name, LIKE),), _heard(target))


def _odd(name: str, places: Sequence[Use]) -> Iterator[Finding]:
    counts = Counter(letters(use.text) for use in places)
    usual = max(counts, key=lambda word: (counts[word], -_first(places, word)))
    shown = next(use.text for use in places if letters(use.text) == usual)
    for use in places:
        spelt = letters(use.text)
        if spelt != usual and _two_spellings(name, usual, spelt):
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


def _first(places: Sequence[Use], word: str) -> int:
    return next(i for i, use in enumerate(places) if letters(use.text) == word)


def _two_spellings(name: str, usual: str, other: str) -> bool:
    """Tell whether two words are one name spelt in two ways: no plural, adjective or given name."""
    short, long = sorted((usual, other), key=len)
    if long.startswith(short) or any(
        long.removesuffix(end).rstrip("aeiouy") == short.rstrip("aeiouy") for end in ENDINGS
    ):
        return False
    forms = {letters(word) for form in names().english(name) for word in form.split()}
    if usual in forms and other in forms:
        return False
    return SequenceMatcher(None, usual, other, autojunk=False).ratio() >= LEAST_ALIKE
