"""Errors in facts, one kind at a time, for measuring AC301 to AC307 (`eval`).

Finer than the kinds of `damages`: dates apart from numbers, a "not" taken out of a sentence that
may hold others, a duty turned into leave, a limit turned round.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from aligncheck.corrupt import alterations, deletions
from aligncheck.corrupt.alterations import POSITIVE, Replacements
from aligncheck.corrupt.damage import Damage
from aligncheck.corrupt.function_words import CALENDAR
from aligncheck.corrupt.number_errors import corrupt_digit, corrupt_numbers
from aligncheck.corrupt.partner_words import (
    AnalysedPair,
    Partner,
    guess_word_kind,
    is_capitalised_name,
)
from aligncheck.corrupt.seeded_choice import pick_option
from aligncheck.document import Span
from aligncheck.names.name_forms import GENERIC
from aligncheck.negation.cues import Force
from aligncheck.negation.cues_zh import find_cues_zh
from aligncheck.quantities.units import UNITS
from aligncheck.text.words import en_words

# The rules that should find them name them as `planted`.
KINDS = (
    "number replaced",
    "magnitude changed",
    "date replaced",
    "name replaced",
    "name dropped",
    "negation put in",
    "negation taken out",
    "modality changed",
)
OFTEN = 0.9  # least share of a name's mentions that are written with a capital
NO_NAMES = (
    CALENDAR
    | GENERIC
    | frozenset(
        "internet tv web rmb renminbi euro euros ruble rubles dollar dollars duchess duke lord"
        " lady pope senate house navy army board founder director chairman secretary minister"
        " canal sport sports motherland fund opposition opinions law".split()
    )
)
_NOT = re.compile(
    r"\b(?:can(?:not|['’]t)|won['’]t|(?:is|are|was|were|will|would|can|could|should|must|may|might"
    r"|has|have|had|did|do|does|shall)(?: not\b(?! (?:only|just|merely|necessarily)\b)|n['’]t\b))"
)
# What a duty, leave and limits are turned into.
_TURNS: tuple[tuple[Force, re.Pattern[str], str], ...] = (
    (Force.DUTY, re.compile(r"\b(?:must|shall|should)\b(?! not\b)"), "may"),
    (Force.LEAVE, re.compile(r"\bmay\b(?! not\b)"), "must"),
    (Force.MOST, re.compile(r"\b(?:no|not) more than\b|\bat most\b"), "at least"),
    (
        Force.MOST,
        re.compile(r"\b(?:must|shall|may|should|do|does|did) not exceed\b"),
        "must exceed",
    ),
    (Force.LEAST, re.compile(r"\b(?:no|not) less than\b|\bat least\b"), "at most"),
)


def find_proper_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that these texts write with a capital nine times of ten, or more."""
    high: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for text in texts:
        for word in en_words(text):
            total[word.text] += 1
            high[word.text] += text[word.span.start].isupper()
    return frozenset(word for word, n in total.items() if high[word] >= OFTEN * n)


def corrupt_facts(
    pair: AnalysedPair, held: Replacements, known: frozenset[str], seed: str = "0"
) -> Iterator[Damage]:
    """Yield at most one damage of each kind of KINDS; `known` are the words that are names."""
    own = [p for p in pair.partners if not is_capitalised_name(pair, p) or _is_name(pair, p, known)]
    names = replace(pair, partners=tuple(p for p in own if is_capitalised_name(pair, p)))
    dropped = (d for d in deletions.drop_words(names, seed) if d.kind == "name dropped")
    yield from chain(
        corrupt_digit(pair, seed, dates=False),
        (d for d in corrupt_numbers(pair, seed) if d.kind == "magnitude changed"),
        corrupt_digit(pair, seed, dates=True),
        alterations.replace_name(names, held, seed),
        dropped,
        (
            replace(d, kind="negation put in")
            for d in alterations.change_negation(pair, seed)
            if not d.gone  # a "not" more
        ),
        _take_out_negation(pair, seed),
        _change_modality(pair, seed),
    )


def _is_name(pair: AnalysedPair, partner: Partner, known: frozenset[str]) -> bool:
    """Return whether a word is a name; days, offices and money have capitals, too, and are none."""
    if partner.word.text in UNITS or guess_word_kind(pair, partner) != "name":
        return False
    words = [word.text for word in pair.words[partner.low : partner.high]]
    return all(w in known for w in words) and not all(
        _strip_possessive(w) in NO_NAMES for w in words
    )


def _strip_possessive(word: str) -> str:
    return re.sub(r"['’]s?\Z", "", word)


def _take_out_negation(pair: AnalysedPair, seed: str) -> Iterator[Damage]:
    """Yield the pair with one "not" less; which Chinese word said it is not known."""
    places = list(_NOT.finditer(pair.en))
    if not places or not any(cue.force is Force.NOT for cue in find_cues_zh(pair.zh)):
        return
    found = pick_option(places, pair.en, "affirm", seed)
    start = found.start()
    for pattern, left in POSITIVE:
        if said := pattern.match(pair.en, start):
            new = said.expand(left)
            text = pair.en[:start] + new + pair.en[said.end() :]
            yield Damage("negation taken out", text, (), frozenset(), Span(start, start + len(new)))
            return


def _change_modality(pair: AnalysedPair, seed: str) -> Iterator[Damage]:
    """Yield the pair with a duty said as leave, or a limit turned round."""
    cues = find_cues_zh(pair.zh)
    options = [
        (found, new, spans)
        for force, pattern, new in _TURNS
        if (spans := tuple(cue.span for cue in cues if cue.force is force and cue.sure))
        for found in pattern.finditer(pair.en)
    ]
    if options:
        found, new, spans = pick_option(options, pair.en, "turn", seed)
        text = pair.en[: found.start()] + new + pair.en[found.end() :]
        place = Span(found.start(), found.start() + len(new))
        yield Damage("modality changed", text, spans, frozenset(), place)
