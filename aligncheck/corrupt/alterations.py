"""Errors that say something else: another name, a negation, a phrase too much, Chinese left in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligncheck.corrupt.damage import Damage
from aligncheck.corrupt.deletions import prepositional_phrases
from aligncheck.corrupt.function_words import PARTICIPLE
from aligncheck.corrupt.partner_words import AnalysedPair, Partner, is_capitalised_name
from aligncheck.corrupt.seeded_choice import pick_option
from aligncheck.document import Span
from aligncheck.text.words import en_words, is_content_en, stem_word, zh_words

# For texts that have no other names or phrases of their own to offer.
NAMES = ("Harbin", "Lyon", "Kimura", "Petrov", "Zanzibar", "Albrecht", "Osaka", "Mendoza")
PHRASES = (
    "in the northern provinces",
    "for the second time",
    "with the help of volunteers",
    "at a press conference",
    "despite the bad weather",
    "under the new management",
    "after long negotiations",
    "for the elderly and the disabled",
    "at the expense of small firms",
    "in front of the cameras",
)
WANDERERS = frozenset("in on at for with by from under after before during despite".split())
_POSSESSIVE = re.compile(r"['’]s\Z")
NOT_ZH = re.compile("[不没沒無无未非莫勿別别否]")
NOT_EN = re.compile(
    r"\b(?:not|no|nor|never|none|nothing|nobody|neither|cannot|without)\b|n['’]t\b", re.I
)
NEGATIONS = frozenset(
    "不 没 没有 未 不是 不能 不会 不要 不得 不再 无法 从未 并未 并不 尚未 不可 不应 不愿 并非 绝不"
    " 不曾 未能 不必 不想 不在 沒 沒有 無法 從未 不會 並未 並非".split()
)
_AUX = "is|are|was|were|will|would|can|could|should|must|may|might|has|have|had|did"
# What says no, and what is left of it without the no. "not only" is no negation.
POSITIVE: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"\bcan(?:not|['’]t)\b"), "can"),
    (re.compile(r"\bwon['’]t\b"), "will"),
    (re.compile(rf"\b({_AUX})(?: not\b(?! only\b)|n['’]t\b)"), r"\1"),
    (re.compile(r"\bno longer\b"), "still"),
    (re.compile(r"\bdo(?: not\b(?! only\b)|n['’]t\b) (\w+)"), r"\1"),
    (re.compile(r"\bdoes(?: not\b(?! only\b)|n['’]t\b) (\w+[^\Wsyohx])\b"), r"\1s"),
    (re.compile(r"\b(\w+) never\b"), r"\1"),
)
TAKES_NOT = frozenset("is are was were will would can could should must may might".split())
REACH = 4  # words after the auxiliary in which the negated word stands


@dataclass(frozen=True, slots=True)
class Replacements:
    """Names and phrases to put where they do not belong."""

    names: tuple[str, ...] = NAMES
    phrases: tuple[str, ...] = PHRASES


def collect_replacements(studied: Sequence[AnalysedPair]) -> Replacements:
    """Collect names and phrases of texts, to put them into each other."""
    names = {
        _POSSESSIVE.sub("", pair.said(p))
        for pair in studied
        for p in pair.partners
        if is_capitalised_name(pair, p)
    }
    phrases = {
        Span(pair.words[low].span.start, pair.words[high - 1].span.end).cut(pair.en)
        for pair in studied
        for low, high in prepositional_phrases(pair)
        if pair.text(low) in WANDERERS
        and low
        and high - low > 2
        and not PARTICIPLE.match(pair.text(high - 1))
        and not any(char.isdigit() for word in pair.words[low:high] for char in word.text)
    }
    return Replacements(
        tuple(sorted(names)) if len(names) > len(NAMES) else NAMES,
        tuple(sorted(phrases)) if len(phrases) > len(PHRASES) else PHRASES,
    )


def replace_name(pair: AnalysedPair, held: Replacements, seed: str) -> Iterator[Damage]:
    """Yield the pair with another name in a name's place."""
    known = [p for p in pair.partners if is_capitalised_name(pair, p)]
    others = [name for name in held.names if name.lower() not in pair.en.lower()]
    if known and others:
        partner = pick_option(known, pair.zh, "rename", seed)
        owns = _POSSESSIVE.search(pair.said(partner))
        new = pick_option(others, pair.en, "name", seed) + (owns.group() if owns else "")
        yield _replace_partner(pair, partner, new, "name replaced")


def leave_chinese_in(pair: AnalysedPair, seed: str) -> Iterator[Damage]:
    """Yield the pair with a word left in Chinese."""
    long = [p for p in pair.partners if len(p.word.text) > 1 and p.word.text[0] > "\u3400"]
    if long:
        partner = pick_option(long, pair.zh, "chinese", seed)
        text = partner.word.span.cut(pair.zh)
        yield _replace_partner(pair, partner, text, "Chinese left in")


def add_phrase(pair: AnalysedPair, held: Replacements, seed: str) -> Iterator[Damage]:
    """Yield the pair with a phrase of another text before its last mark."""
    stems = {stem_word(word.text) for word in pair.words if is_content_en(word.text)}
    foreign = [
        phrase
        for phrase in held.phrases
        if stems.isdisjoint(stem_word(w.text) for w in en_words(phrase) if is_content_en(w.text))
    ]
    end = re.search(r"[.;!?](?=[”’\"']?\s*\Z)", pair.en)
    if not foreign or not end or not pair.en[end.start() - 1].isalnum():
        return
    at, phrase = end.start(), pick_option(foreign, pair.en, "phrase", seed)
    text = f"{pair.en[:at]} {phrase}{pair.en[at:]}"
    yield Damage("phrase added", text, (), frozenset(), Span(at + 1, at + 1 + len(phrase)))


def change_negation(pair: AnalysedPair, seed: str) -> Iterator[Damage]:
    """Yield the pair with a no taken out, or put in where neither side has any."""
    denied = [w for w in zh_words(pair.zh) if w.text in NEGATIONS]
    if len(denied) == 1 and len(NOT_EN.findall(pair.en)) == 1:
        yield from _drop_negation(pair, denied[0].span)
    elif not NOT_ZH.search(pair.zh) and not NOT_EN.search(pair.en):
        options = [(k, p) for k in range(len(pair.words)) if (p := _word_to_negate(pair, k))]
        if options:
            k, partner = pick_option(options, pair.zh, "not", seed)
            at = pair.words[k].span.end
            no = "not" if pair.text(k) == "can" else " not"
            text = f"{pair.en[:at]}{no}{pair.en[at:]}"
            place = Span(at, at + len(no))
            yield Damage("negation changed", text, (partner.word.span,), frozenset(), place)


def _drop_negation(pair: AnalysedPair, span: Span) -> Iterator[Damage]:
    for pattern, left in POSITIVE:
        if found := pattern.search(pair.en):
            new = found.expand(left)
            text = pair.en[: found.start()] + new + pair.en[found.end() :]
            place = Span(found.start(), found.start() + len(new))
            yield Damage("negation changed", text, (span,), frozenset({"not"}), place)
            return


def _word_to_negate(pair: AnalysedPair, k: int) -> Partner | None:
    """Return the word that a "not" after the auxiliary at `k` would deny."""
    follows = pair.text(k + 1)
    written = pair.words[k].span.cut(pair.en)
    if written not in TAKES_NOT or not follows[:1].isalpha() or not k:
        return None
    near = (p for p in pair.partners if k < p.low <= k + REACH)
    return min(near, key=lambda p: p.low, default=None)


def _replace_partner(pair: AnalysedPair, partner: Partner, new: str, name: str) -> Damage:
    span = pair.cut(partner)
    text = pair.en[: span.start] + new + pair.en[span.end :]
    place = Span(span.start, span.start + len(new))
    return Damage(name, text, (partner.word.span,), pair.stems(partner), place)
