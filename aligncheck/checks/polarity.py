"""AC307: a negation that one side has and the other has not, a limit or a "must" turned round.

Sentence by sentence: a finding needs a plain cue on one side and, in the linked sentences of the
other, not one word that could stand for it. If such a word stands there but far off, it is info.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from aligncheck.checks.affirmed_denials import find_affirmed_denials, find_lost_refusal
from aligncheck.checks.denied_words import find_denied_partners
from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.judged_cues import weigh_added_cue, weigh_lost_cue
from aligncheck.checks.linked_cues import (
    AFTER,
    BEFORE,
    CLAUSE,
    DENYING,
    LIMITS,
    LinkedSide,
    find_clause_window,
    is_plain_negation,
)
from aligncheck.checks.lost_hedges import find_lost_hedges
from aligncheck.checks.modality import find_turned_modals as modals
from aligncheck.checks.modality import may_turn
from aligncheck.document import Span
from aligncheck.models.lexicon import Lexicon
from aligncheck.negation.cues import Cue, Force, select_force
from aligncheck.negation.cues_en import find_cues_en
from aligncheck.negation.cues_en import may_negate_en as may_deny_en
from aligncheck.negation.cues_zh import REFUSALS, find_cues_zh
from aligncheck.negation.cues_zh import may_negate_zh as may_deny_zh
from aligncheck.negation.hedges import find_hedges_zh, may_hedge_en
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule
from aligncheck.text.normalise import simplify

RULES = (
    Rule(
        id="AC307",
        name="negation",
        severity=Severity.WARNING,
        help="A negation, a limit or a modal verb stands on one side only or was turned round.",
        mqm="accuracy/mistranslation",
        its="mistranslation",
        page="negation",
        outranks=("AC103", "AC104", "AC108"),
        lowers_quality=True,
        planted=("negation put in", "negation taken out", "modality changed"),
        measured_as="negation",
    ),
)

F = Force
NEAR = 0.4  # how far apart, as shares of the linked sentences, two cues of one negation may stand
NOTHING = 0.7  # confidence where the other side denies nothing at all
FAR_OFF = 0.4  # … where it denies something, in another part of the sentence
SAID_PLAINLY = 0.55  # … where the English says the denied word, and denies nothing near it
TURNED = 0.7  # of a limit turned round, or 不得不 rendered by "must not"
MODAL = 0.55  # of a duty said as leave or the reverse
_NOT_BEFORE = re.compile(r"(?:\bnot|n['’]t) $")  # "did not have to"
_PERMITS = re.compile(r"(?:may|allowed|permitted|entitled|free)\Z", re.I)
_MUST = re.compile("[得能可非]")  # 不得不, 不能不, 非…不可; not 无不
_BANNED = ("禁止", "严禁")


def find(document: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the negations, limits and modal verbs of the pair that say the opposite."""
    if pair.source is None or pair.target is None:
        return
    text, english = pair.source.text, pair.target.text
    zh = find_cues_zh(text) if may_deny_zh(text) else []
    denies = any(_can_report(cue, text) for cue in zh) or may_deny_en(english)
    hedges = find_hedges_zh(text)
    if not denies and not hedges and not may_turn(text, english) and not may_hedge_en(english):
        return
    mine = _CueIndex(zh or find_cues_zh(text))
    yours = _CueIndex(find_cues_en(english) if denies else [])
    for left, right in _list_sentence_links(pair, text, english):
        source = LinkedSide(text, left, mine.select(left))
        target = LinkedSide(english, right, yours.select(right))
        told = list(_find_lost_negations(pair, source, target))
        yield from told
        cues = {cue.span for cue in source.cues} if told else set()
        if not any(finding.source_spans[0] in cues for finding in told):
            for one in _find_affirmed_verbs(pair.id, source, target, document.models.lexicon):
                yield weigh_lost_cue(pair, one)
        if not told:
            for one in find_affirmed_denials(pair.id, source, target):
                yield weigh_lost_cue(pair, one)
            for one in find_lost_refusal(pair.id, source, target):
                yield weigh_lost_cue(pair, one)
        yield from _find_turned_cues(pair.id, source, target)
        yield from find_lost_hedges(pair, text, left, hedges, english, right)


def _can_report(cue: Cue, text: str) -> bool:
    """Return whether a Chinese cue may lead to a finding where the English denies nothing."""
    if cue.force is F.NOT:
        return is_plain_negation(cue, text)
    return cue.force in LIMITS or simplify(cue.span.cut(text)) in REFUSALS


def _is_ban(cue: Cue, text: str) -> bool:
    return cue.force is F.DENIAL and simplify(cue.span.cut(text)) in _BANNED


def _list_sentence_links(pair: Pair, zh: str, en: str) -> list[tuple[Span, Span]]:
    """List the linked sentences; the pair as a whole if there are none."""
    links = [(one.source, one.target) for one in pair.sentences if one.source and one.target]
    return links or [(Span(0, len(zh)), Span(0, len(en)))]


class _CueIndex:
    """The cues of a text, of which those of a sentence are found without looking at all."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self.cues = cues
        self.order = sorted(range(len(cues)), key=lambda k: cues[k].span.start)
        self.starts = [cues[k].span.start for k in self.order]

    def select(self, span: Span) -> list[Cue]:
        """Return the cues that begin in the span, in the order they were given."""
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return [self.cues[k] for k in sorted(self.order[low:high])]


def _find_lost_negations(pair: Pair, source: LinkedSide, target: LinkedSide) -> Iterator[Finding]:
    """Yield the first negation of either side that nothing on the other stands for."""
    lost = _find_unmatched_negation(source, target)
    if lost is not None:
        cue, confidence = lost
        said = cue.span.cut(source.text)
        message = f"The source denies (“{said}”); the translation has no such negation."
        finding = Finding("AC307", pair.id, message, confidence, (cue.span,), (target.span,))
        yield weigh_lost_cue(pair, finding)
    added = _find_unmatched_negation(target, source)
    if added is not None:
        cue, confidence = added
        said = cue.span.cut(target.text)
        message = f"The translation denies (“{said}”); the source has no such negation."
        finding = Finding("AC307", pair.id, message, confidence, (source.span,), (cue.span,))
        yield weigh_added_cue(pair, finding)


def _find_affirmed_verbs(
    pair: str, source: LinkedSide, target: LinkedSide, lexicon: Lexicon
) -> Iterator[Finding]:
    """Yield the first negation whose verb the English says without any denial around it."""
    cues = [cue for cue in select_force(F.NOT, source.cues) if is_plain_negation(cue, source.text)]
    if not cues:
        return
    denied = [cue.span for cue in target.cues if cue.force in (*DENYING, *LIMITS)]
    plain = [cue.span for cue in target.cues if cue.force in (F.NOT, F.TWICE, *LIMITS)]
    if _is_all_denied(target.text, target.span, plain):
        return
    for cue, said in find_denied_partners(
        source.text, source.span, cues, target.text, target.span, lexicon
    ):
        near = find_clause_window(target.text, said)
        if any(near.start < span.end and span.start < near.end for span in denied):
            continue
        written, word = cue.span.cut(source.text), said.cut(target.text)
        message = (
            f"The source denies (“{written}”); the translation says “{word}” without a negation."
        )
        yield Finding("AC307", pair, message, SAID_PLAINLY, (cue.span,), (said,))
        return


def _is_all_denied(text: str, span: Span, denied: Sequence[Span]) -> bool:
    """Return whether a denial stands near every place of the span, as below."""
    reached = span.start
    for one in sorted(denied):
        if one.start - AFTER > reached:
            return False
        reached = max(reached, one.end + BEFORE)
    if reached < span.end:
        return False
    return CLAUSE.search(text, max(0, span.start - BEFORE), span.end + AFTER) is None


def _find_unmatched_negation(part: LinkedSide, other: LinkedSide) -> tuple[Cue, float] | None:
    """Return the first sure negation of `part` that `other` lacks, with the confidence of that."""
    if F.NOT not in part.sure:
        return None
    sure = select_force(F.NOT, part.cues, sure=True)
    said = [cue for cue in other.cues if _may_deny(cue, other.text)]
    if not said:
        return sure[0], NOTHING
    if len(said) + len(select_force(F.TWICE, said)) >= len(select_force(F.NOT, part.cues)):
        return None
    for cue in sure:
        if all(abs(part.place(cue) - other.place(one)) > NEAR for one in said):
            return cue, FAR_OFF
    return None


def _may_deny(cue: Cue, text: str) -> bool:
    """Return whether a cue can stand for a negation; of limits those that are built with one."""
    if cue.force in LIMITS:
        return cue.span.cut(text)[:1].lower() in "n不未"
    return cue.force in DENYING


def _find_turned_cues(pair: str, source: LinkedSide, target: LinkedSide) -> Iterator[Finding]:
    """Yield a limit, a duty or a double negation that says the opposite in the translation."""
    for one, other in ((F.MOST, F.LEAST), (F.LEAST, F.MOST)):
        mine, yours = source.only(one, other), target.only(other, one)
        if mine and yours and not _is_denied(target, yours):
            yield _report_opposite(pair, source, target, mine, yours, TURNED)
    modal = modals(source.text, source.span, source.cues, target.text, target.span)
    for mine, said in modal:
        yield _report_opposite(pair, source, target, mine, Cue(F.LEAVE, said), MODAL)
    yield from _find_permitted_bans(pair, source, target)
    twice = source.only(F.TWICE, F.NOT)
    denied = target.only(F.NOT, F.TWICE)
    if (
        twice
        and denied
        and len(select_force(F.NOT, target.cues)) == 1
        and F.DENIAL not in target.forces
        and not any(_may_free(cue, target.text) for cue in target.cues)
    ):
        yield _report_opposite(pair, source, target, twice, denied, TURNED)


def _is_denied(part: LinkedSide, limit: Cue) -> bool:
    """Whether a denial stands before a limit and turns it: "impossible to hold more than"."""
    return any(
        cue.force in DENYING and 0 <= limit.span.start - cue.span.end <= BEFORE for cue in part.cues
    )


def _find_permitted_bans(pair: str, source: LinkedSide, target: LinkedSide) -> Iterator[Finding]:
    """Yield what the source forbids and the translation permits."""
    if F.DENIAL not in source.forces or F.LEAVE not in target.forces or F.LEAVE in source.forces:
        return
    banned = [cue for cue in source.cues if _is_ban(cue, source.text)]
    leave = [
        cue
        for cue in select_force(F.LEAVE, target.cues)
        if _PERMITS.match(cue.span.cut(target.text))
    ]
    denied = any(cue.force in (*DENYING, *LIMITS) for cue in target.cues)
    if banned and leave and not denied:
        said, other = banned[0].span.cut(source.text), leave[0].span.cut(target.text)
        message = f"{said} means “must not”; the translation says “{other}”."
        spans = (banned[0].span,), (leave[0].span,)
        yield Finding("AC307", pair, message, TURNED, *spans)


def _may_free(cue: Cue, text: str) -> bool:
    """Return whether a cue says "have to" rather than the "must" of "must not"."""
    if cue.force is not F.DUTY or _NOT_BEFORE.search(
        text, max(0, cue.span.start - 5), cue.span.start
    ):
        return False
    return cue.span.cut(text).lower() not in {"must", "should", "shall"}


def _report_opposite(
    pair: str, source: LinkedSide, target: LinkedSide, mine: Cue, yours: Cue, confidence: float
) -> Finding:
    said, other = mine.span.cut(source.text), yours.span.cut(target.text)
    everyone = mine.force is F.TWICE and not _MUST.search(said)
    meaning = "“all, without exception”" if everyone else _MEANING[mine.force]
    message = f"{said} means {meaning}; the translation says “{other}”."
    return Finding("AC307", pair, message, confidence, (mine.span,), (yours.span,))


_MEANING = {
    F.MOST: "“at most”",
    F.LEAST: "“at least”",
    F.DUTY: "“must”",
    F.LEAVE: "“may”",
    F.TWICE: "“have to”",
}
