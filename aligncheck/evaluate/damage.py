"""Damage the English of a good pair, one known error at a time.

Needs no word links: the translation table tells which English words are the clear partner of one
Chinese word. What is left is tidied, so that it reads like a translator's slip and not like a hole.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np

from aligncheck.coverage.lexicon import Floats, Lexicon
from aligncheck.document import Span
from aligncheck.text.words import (
    Word,
    en_words,
    is_content_en,
    is_content_zh,
    stem,
    zh_words,
)

PARTNER = 0.1  # least p(en|zh)·p(zh|en) of a partner's best word
PART = 0.03  # … of its other words
RIVAL = 0.3  # share of that at which another word makes the partner unclear
LEAST_CLAUSE = 4  # words of a clause
LEAST_LEFT = 5  # words that stay when a clause goes

DETERMINERS = frozenset(
    "a an the its his her their our my your this that these those some any each every".split()
)
PREPOSITIONS = frozenset(
    "of in on at to for with by from as into over under about after before between among through"
    " during within towards toward against across per".split()
)
CONJUNCTIONS = frozenset(["and", "or", "but", "nor"])
AUXILIARIES = frozenset(
    "is are was were be been being has have had do does did will would can could may might shall"
    " should must".split()
)
BEFORE_VERBS = frozenset("to not i you he she it we they who which also".split()) | AUXILIARIES
VERBS = frozenset("said says say told tell wants want wrote writes".split())
ADVERBS = frozenset(
    "more most less least very already still only just again how here there".split()
)
TITLES = frozenset("mr mrs ms dr prof st".split())
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty"
    " seventy eighty ninety hundred thousand million billion trillion dozen first second third"
    " fourth fifth half".split()
)
ADJECTIVE = re.compile(r".{2,}(?:able|ible|al|ive|ous|ful|less|ic|ary|ish|ly|ent|ant)\Z")
PARTICIPLE = re.compile(r".{2,}(?:ed|ing)\Z")
CLOSING = ",.;:!?)]”’%"
OPENING = "([“‘"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged translation; `zh` is what it no longer says, `gone` the stems it lost."""

    kind: str
    en: str
    zh: tuple[Span, ...]
    gone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Partner:
    """A Chinese word and the stretch of English words, low..high, that alone says it."""

    word: Word
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Studied:
    """A pair with its English words and the partners found."""

    zh: str
    en: str
    words: tuple[Word, ...]
    partners: tuple[Partner, ...]

    def cut(self, partner: Partner) -> Span:
        """Return the English stretch of a partner."""
        return Span(self.words[partner.low].span.start, self.words[partner.high - 1].span.end)


def study(zh: str, en: str, lexicon: Lexicon) -> Studied:
    """Find the clear partners of a pair."""
    left, right = zh_words(zh), en_words(en)
    if not left or not right:
        return Studied(zh, en, (), ())
    ahead, back = lexicon.matrices([w.text for w in left], [stem(w.text) for w in right])
    strength = ahead * back
    for i, word in enumerate(left):
        for j, other in enumerate(right):
            if word.text == other.text and word.text[0].isalnum():
                strength[i, j] = 1.0
    found = [p for i in range(len(left)) if (p := _partner(i, left, right, strength)) is not None]
    alone = [p for p in found if _stands_alone(en, right, p)]
    return Studied(zh, en, tuple(right), tuple(alone))


def _partner(i: int, zh: list[Word], en: list[Word], strength: Floats) -> Partner | None:
    """Return the run of English words that are the partner of Chinese word i and of no other."""
    if not is_content_zh(zh[i].text) or sum(w.text == zh[i].text for w in zh) > 1:
        return None
    own = [
        j
        for j in range(len(en))
        if strength[i, j] >= PART and strength[:, j].argmax() == i and is_content_en(en[j].text)
    ]
    if not own or own[-1] - own[0] >= len(own):
        return None
    low, high = own[0], own[-1] + 1
    best = float(strength[i, low:high].max())
    outside = np.concatenate([strength[i, :low], strength[i, high:]])
    others = np.delete(strength[:, low:high], i, axis=0)
    shared = bool((others >= RIVAL * strength[i, low:high]).any()) if len(others) else False
    again = {w.text for w in en[low:high]} & {w.text for w in (*en[:low], *en[high:])}
    elsewhere = bool(len(outside)) and float(outside.max()) >= RIVAL * best
    if best < PARTNER or shared or elsewhere or again:
        return None
    return Partner(zh[i], low, high)


def _stands_alone(text: str, words: Sequence[Word], partner: Partner) -> bool:
    """Tell whether the English stretch is no part of a compound, of a longer name or a title."""
    start, end = words[partner.low].span.start, words[partner.high - 1].span.end
    before, after = text[:start][-1:], text[end : end + 2]
    free = not before or before.isspace() or before in OPENING
    name = text[start].isupper() and start > 0
    near = [w for w in (*words[: partner.low][-1:], *words[partner.high :][:1]) if len(w.text) > 1]
    if name and any(text[w.span.start].isupper() for w in near if w.span.start > 0):
        return False
    return (
        free
        and words[partner.low].text not in TITLES
        and (not after or after[0].isspace() or (after[0] in CLOSING and not after[1:].isdigit()))
    )


def damages(pair: Studied, names: Sequence[str]) -> Iterator[Damage]:
    """Yield at most one damage of each kind; `names` are there to put in a name's place."""
    by_kind: dict[str, list[Partner]] = {}
    for partner in pair.partners:
        by_kind.setdefault(kind(pair, partner), []).append(partner)
    for name, partners in sorted(by_kind.items()):
        yield _dropped(pair, _pick(partners, pair.zh, name), f"{name} dropped")
    numbers = [p for p in by_kind.get("number", []) if pair.cut(p).cut(pair.en)[0].isdigit()]
    if numbers:
        yield _renumbered(pair, _pick(numbers, pair.zh, "renumber"))
    if by_kind.get("name"):
        partner = _pick(by_kind["name"], pair.zh, "rename")
        others = [n for n in names if n.lower() not in pair.en.lower()]
        if others:
            yield _replaced(pair, partner, _pick(others, pair.en, "name"), "name replaced")
    clauses = list(_clauses(pair))
    if clauses:
        yield _pick(clauses, pair.zh, "clause")


def kind(pair: Studied, partner: Partner) -> str:
    """Guess the kind of a partner: number, name, verb, adjective or adverb, else noun."""
    texts = [word.text for word in pair.words[partner.low : partner.high]]
    if any(text[0].isdigit() or text in NUMBERS for text in texts):
        return "number"
    if named(pair, partner):
        return "name"
    before = pair.words[partner.low - 1].text if partner.low else ""
    after = pair.words[partner.high].text if partner.high < len(pair.words) else "."
    last, content = texts[-1], is_content_en(after)
    if last in ADVERBS:
        return "adjective or adverb"
    if last in VERBS or (PARTICIPLE.match(last) and before in {",", "being"}):
        return "verb"
    attribute = content and ADJECTIVE.match(last) is not None
    if len(texts) == 1 and before in BEFORE_VERBS and not attribute:
        return "adjective or adverb" if last.endswith("ly") else "verb"
    if PARTICIPLE.match(last) and before not in DETERMINERS | PREPOSITIONS and not content:
        return "verb"
    if last.endswith("ly") or attribute or (content and PARTICIPLE.match(last)):
        return "adjective or adverb"
    return "noun"


def named(pair: Studied, partner: Partner) -> bool:
    """Tell whether every word is capitalised in the middle of a sentence."""
    words = pair.words[partner.low : partner.high]
    before = pair.en[: words[0].span.start].rstrip()[-1:]
    return (
        bool(before)
        and (before.isalnum() or before in ",;")
        and all(word.span.cut(pair.en)[0].isupper() for word in words)
    )


def _dropped(pair: Studied, partner: Partner, name: str) -> Damage:
    span = pair.cut(partner)
    return Damage(name, without(pair.en, span), (partner.word.span,), _stems(pair, partner))


def _replaced(pair: Studied, partner: Partner, text: str, name: str) -> Damage:
    span = pair.cut(partner)
    en = pair.en[: span.start] + text + pair.en[span.end :]
    return Damage(name, en, (partner.word.span,), _stems(pair, partner))


def _renumbered(pair: Studied, partner: Partner) -> Damage:
    """Change the first digit to another that is not zero."""
    text = pair.cut(partner).cut(pair.en)
    other = str(int(text[0]) % 9 + 1) + text[1:]
    return _replaced(pair, partner, other, "number replaced")


def _clauses(pair: Studied) -> Iterator[Damage]:
    """Yield the pair without a clause between commas, or between a comma and the end."""
    marks = [k for k, word in enumerate(pair.words) if word.text in {",", ".", ";", "!", "?"}]
    for low, high in pairwise(marks):
        inside = [p for p in pair.partners if low < p.low and p.high <= high]
        last = high == len(pair.words) - 1 or pair.words[high].text in {",", ";"}
        if pair.words[low].text != "," or not last or high - low <= LEAST_CLAUSE or len(inside) < 2:
            continue
        if len(pair.words) - (high - low) < LEAST_LEFT:
            continue
        span = Span(pair.words[low].span.start, pair.words[high].span.start)
        en = pair.en[: span.start] + pair.en[span.end :]
        gone = frozenset().union(*(_stems(pair, p) for p in inside))
        yield Damage("clause dropped", en, tuple(p.word.span for p in inside), gone)


def _stems(pair: Studied, partner: Partner) -> frozenset[str]:
    words = pair.words[partner.low : partner.high]
    return frozenset(stem(word.text) for word in words if is_content_en(word.text))


def without(text: str, span: Span) -> str:
    """Take a stretch out and tidy what is left: articles, prepositions, commas, capitals.

    >>> without("The growth rate of the economy was 7%.", Span(23, 30))
    'The growth rate was 7%.'
    """
    left, right = text[: span.start].rstrip(), text[span.end :].lstrip()
    while (shorter := _tidied(left, right)) != (left, right):
        left, right = shorter
    before, after = _last(left), _first(right)
    if before in {"a", "an"} and after[:1].isalpha():
        article = "an" if after[0].lower() in "aeiou" else "a"
        left = left[: -len(before)] + (
            article.capitalize() if left[-len(before)].isupper() else article
        )
    if not left or left[-1] in ".!?":
        right = right[:1].upper() + right[1:]
    tight = not left or not right or right[0] in CLOSING or left[-1] in OPENING
    return left + ("" if tight else " ") + right


def _tidied(left: str, right: str) -> tuple[str, str]:
    """Take off one word that cannot stand at the cut."""
    before, after = _last(left), _first(right)
    ends = not after or not after[0].isalnum()
    stops = ends or after in PREPOSITIONS | CONJUNCTIONS | AUXILIARIES
    if before in DETERMINERS and stops:
        return left[: -len(before)].rstrip(), right
    if before in PREPOSITIONS and after in CONJUNCTIONS:
        return left, right[len(after) :].lstrip()
    if before in PREPOSITIONS and (stops or after in {"that", "which", "who"}):
        return left[: -len(before)].rstrip(), right
    if before in CONJUNCTIONS and (ends or after in CONJUNCTIONS | PREPOSITIONS):
        return left[: -len(before)].rstrip(), right
    if before == "," and (ends or after in CONJUNCTIONS):
        return left[:-1].rstrip(), right
    if after == "," and (not before or not before[0].isalnum()):
        return left, right[1:].lstrip()
    return left, right


def _last(text: str) -> str:
    found = re.search(r"(?:\w+|\W)\Z", text)
    return found.group().lower() if found else ""


def _first(text: str) -> str:
    found = re.match(r"\w+|\W", text)
    return found.group().lower() if found else ""


def _pick(options: Sequence[T], *seed: str) -> T:
    """Pick one, the same for the same text."""
    digest = hashlib.blake2b("\0".join(seed).encode("utf-8", "surrogatepass"), digest_size=8)
    return options[int.from_bytes(digest.digest(), "big") % len(options)]
