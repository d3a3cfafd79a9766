"""Study a good pair: which English words are the clear partner of one Chinese word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligncheck.corrupt.function_words import (
    ADJECTIVE,
    AUXILIARIES,
    CALENDAR,
    CLOSING,
    DETERMINERS,
    NUMBERS,
    OPENING,
    PARTICIPLE,
    PREPOSITIONS,
)
from aligncheck.document import Span
from aligncheck.models.lexicon import Floats, Lexicon
from aligncheck.text.words import Word, en_words, is_content_en, is_content_zh, stem_word, zh_words

PARTNER = 0.1  # least p(en|zh)·p(zh|en) of a partner's best word
PART = 0.03  # … of its other words
RIVAL = 0.3  # share of that at which another word makes the partner unclear

BEFORE_VERBS = frozenset("to not i you he she it we they who which also".split()) | AUXILIARIES
VERBS = frozenset("said says say told tell wants want wrote writes".split())
ADVERBS = frozenset(
    "more most less least very already still only just again how here there".split()
)
TITLES = frozenset("mr mrs ms dr prof st".split())


@dataclass(frozen=True, slots=True)
class Partner:
    """A Chinese word and the stretch of English words, low..high, that alone says it."""

    word: Word
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class AnalysedPair:
    """A pair with its English words and the partners found."""

    zh: str
    en: str
    words: tuple[Word, ...]
    partners: tuple[Partner, ...]

    def cut(self, partner: Partner) -> Span:
        """Return the English stretch of a partner."""
        return Span(self.words[partner.low].span.start, self.words[partner.high - 1].span.end)

    def said(self, partner: Partner) -> str:
        """Return the English words of a partner."""
        return self.cut(partner).cut(self.en)

    def stems(self, partner: Partner) -> frozenset[str]:
        """Return the stems of a partner's content words."""
        words = self.words[partner.low : partner.high]
        return frozenset(stem_word(word.text) for word in words if is_content_en(word.text))

    def text(self, place: int) -> str:
        """Return the word at a place, "" outside the sentence."""
        return self.words[place].text if 0 <= place < len(self.words) else ""


def analyse_pair(zh: str, en: str, lexicon: Lexicon) -> AnalysedPair:
    """Find the clear partners of a pair."""
    left, right = zh_words(zh), en_words(en)
    if not left or not right:
        return AnalysedPair(zh, en, (), ())
    ahead, back = lexicon.matrices([w.text for w in left], [stem_word(w.text) for w in right])
    strength = ahead * back
    for i, word in enumerate(left):
        for j, other in enumerate(right):
            if word.text == other.text and word.text[0].isalnum():
                strength[i, j] = 1.0
    found = [
        p for i in range(len(left)) if (p := _find_partner(i, left, right, strength)) is not None
    ]
    alone = [p for p in found if _stands_alone(en, right, p)]
    return AnalysedPair(zh, en, tuple(right), tuple(alone))


def _find_partner(i: int, zh: list[Word], en: list[Word], strength: Floats) -> Partner | None:
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
    """Return whether the English stretch is no part of a compound, of a longer name or a title."""
    start, end = words[partner.low].span.start, words[partner.high - 1].span.end
    before, after = text[:start][-1:], text[end : end + 2]
    free = not before or before.isspace() or before in OPENING
    name = text[start].isupper() and start > 0
    near = [w for w in (*words[: partner.low][-1:], *words[partner.high :][:1]) if len(w.text) > 1]
    if name and len(partner.word.text) == 1:
        return False  # one character is a piece of a name, and the whole does not fall with it
    if name and any(text[w.span.start].isupper() for w in near if w.span.start > 0):
        return False
    return (
        free
        and words[partner.low].text not in TITLES
        and (not after or after[0].isspace() or (after[0] in CLOSING and not after[1:].isdigit()))
    )


def guess_word_kind(pair: AnalysedPair, partner: Partner) -> str:
    """Guess the kind of a partner: number, name, verb, adjective or adverb, else noun."""
    texts = [word.text for word in pair.words[partner.low : partner.high]]
    if any(text[0].isdigit() or text in NUMBERS for text in texts):
        return "number"
    if is_capitalised_name(pair, partner):
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


def is_capitalised_name(pair: AnalysedPair, partner: Partner) -> bool:
    """Return whether every word is capitalised in the middle of a sentence."""
    words = pair.words[partner.low : partner.high]
    before = pair.en[: words[0].span.start].rstrip()[-1:]
    return (
        bool(before)
        and words[-1].text not in CALENDAR
        and (before.isalnum() or before in ",;")
        and all(word.span.cut(pair.en)[0].isupper() for word in words)
    )
