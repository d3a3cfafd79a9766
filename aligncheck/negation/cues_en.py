"""Read negation, duty, leave and limits in English.

>>> text = "It must not leak."
>>> [(cue.force.value, cue.span.cut(text)) for cue in find_cues_en(text)]
[('not', 'must not')]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, compress

from aligncheck.document import Span
from aligncheck.negation.cues import Cue, Force
from aligncheck.text.words import en_word_table

_WORD = re.compile(r"([A-Za-z]+(?:[’'][A-Za-z]+)?)")
_NOT = frozenset("not never cannot no none nobody nothing nowhere neither nor cant dont".split())
_SURE = frozenset("not never cannot no none nobody nothing".split())
_SHORT = re.compile("[nN]['’][tT]")
# What turns a negating word into something else when it follows or precedes it.
_AFTER = {
    "not": re.compile(
        r" (?:only|just|merely|simply|solely|exclusively|least|to mention|to say|to speak of|far"
        r" |long|unlike|un\w+|in\w+able|without|so much|until|till|surprising\w*|alone|even|a few"
        r"|a little|infrequent\w*|included|including|limited|withstanding|necessarily|exactly"
        r"|quite|really|very|too|so |that |all\b|every\w*|always|entirely|bad\b|a bad|small|enough"
        r"|help\b|but\b|wait\b|least)",
        re.I,
    ),
    "no": re.compile(
        r"(?:\.| (?:doubt|matter|wonder|sooner|less|fewer|later|more|problem|one can deny|small"
        r"|other|two\b|different|better|worse|stranger|exception|secret|surprise|way\b|\d))",
        re.I,
    ),
    "nothing": re.compile(r" (?:but|more|less|short|other|if not)", re.I),
    "none": re.compile(r" (?:other|the less)", re.I),
    "never": re.compile(
        r"(?:theless|[^.;:]{1,80}\bbefore\b| (?:mind|before|more|been more|been so|again"
        r"|fails?\b))",
        re.I,
    ),
}
_AFTER["cannot"] = _AFTER["not"]
_BEFORE = re.compile(
    r"\b(?:whether or|or|if|but|why|as|than|last but|believe it or|why do|why does|why did"
    r"|more often"
    r" than|as often as|hope|suppose|guess|afraid) $",
    re.I,
)
_TAG = re.compile(r" (?:it|he|she|they|you|we|i|there|this|that)\b[^.!;]{0,80}\?", re.I)
_MOST = re.compile(
    r"\b(?:no(?:t)?(?: be)? (?:more|longer|greater|higher|larger|later|bigger"
    r"|older)(?: in \w+)? than"
    r"|no(?:t)?(?: be)? (?:above|over|exceed\w*|in excess of|beyond|surpass)"
    r"|n[’']t (?:exceed|be (?:more|greater|higher|later|longer) than)|cannot exceed"
    r"|never exceed\w*|without exceeding|at (?:the )?most|up to|within|a? ?maximum(?: of)?"
    r"|at the maximum|or less|or fewer|or below"
    r"|(?<!no )(?<!not )(?<!nor )(?:less|fewer) than|under|below|limited to|capped at"
    r"|up until|no higher)\b",
    re.I,
)
_LEAST = re.compile(
    r"\b(?:no(?:t)?(?: be)? (?:less|fewer|lower|smaller|earlier|younger|shorter"
    r"|worse)(?: in \w+)? than"
    r"|no(?:t)?(?: be)? (?:below|under|short of)|at (?:the very |the )?least"
    r"|a? ?minimum(?: of)?|or more|or above|or over|and above|(?<!no )(?<!not )more than|over"
    r"|exceed\w*"
    r"|above|upwards of|in excess of)\b",
    re.I,
)
_FIRM_MOST = re.compile(
    r"\b(?:no(?:t)?(?: be)? (?:more|greater|higher|larger|later) than|no(?:t)?(?: be)? exceed\w*"
    r"|at (?:the )?most|up to|a maximum of)\b",
    re.I,
)
_FIRM_LEAST = re.compile(
    r"\b(?:no(?:t)?(?: be)? (?:less|fewer|lower|smaller|earlier) than|at (?:the )?least"
    r"|a minimum of|more than|exceeds?|exceeding)\b",
    re.I,
)
_TWICE = re.compile(
    r"\b(?:cannot|could not|can[’']t|couldn[’']t) (?:help|but)\b|\bno (?:choice|option|alternative)"
    r"(?: but)?\b|\bnot (?:un|in)\w+",
    re.I,
)
# Every limit and double negation holds one of these words (or begins or ends like "exceed",
# "maximum"), at most so many words before its end and after its beginning.
_OF_LIMITS = frozenset(
    "than above over excess beyond surpass most up within less fewer below under limited capped"
    " higher short least more upwards".split()
)
_OF_TWICE = frozenset("help but choice option alternative not".split())
BEFORE, AFTER = 5, 2
CUE, LIMIT, TWICE = 1, 2, 4  # what a word may be a part of
REMEMBERED = 1 << 15  # words
_DENIAL = frozenset(
    """
    before bar bars barring bans
    without hardly scarcely barely seldom rarely few little fewer unless until till instead
    rather free impossible inability absent absence exempt exempts regardless zero nil except
    excluding lack lacks lacked lacking fail fails failed failing failure failures refuse
    refuses refused refusing refusal deny denies denied denying denial reject rejects rejected
    rejecting rejection decline declines declined prohibit prohibits prohibited prohibiting
    prohibition forbid forbids forbidden forbade forbidding ban bans banned banning prevent
    prevents prevented preventing avoid avoids avoided avoiding oppose opposes opposed cease
    ceases ceased missing neglect neglects neglected ignore ignores ignored ignoring difficult
    difficulty far too less than exclude excludes excluded exclusion exclusive doubt doubtful
    doubts yet null barred restrict restricted abstain refrain refrained untrue waive waived
    challenging tough hard empty deprived exception exceptions lest pending resist defy avoidance
    cancel cancelled abolish abolishes abolished abolishing abolition discontinue discontinued
    stop stops stopped stopping halt halted
    canceled abandon abandoned blank minus limited remain remains remained remaining beyond
    otherwise maynot reluctant reluctance suspend suspended suspension loath alien alienated
    collapses forget anything spare spared preclusive precluded precludes preclude hinder
    hindered forgo forgone least withhold withholds withheld withholding before
    """.split()
)
_AFFIX = re.compile(
    r"un(?!der|ion|i[tvqfol]|cles?$|esco|animous|furl|veil|leash|earth|cover|load|lock|wind"
    r"|aids|fold|employ|rest$)[a-z]{3,}"
    r"|in(?:acc|act|adeq|adm|advert|alien|app|att|cap|compa|comple|concl|cong|cons[ie]|corr"
    r"|cur[ia]|decis|definit|discr"
    r"|eff|elig|equ|ev|exor|exhaust|exp[ela]|extr|fal|flex|formal|freq|human|hosp|just|num|oper|ord|san"
    r"|sec|sens|sep|signif|sinc|solv"
    r"|suff|surm|tang|tol|val|var|vis|vol(?!v)|vul)[a-z]+"
    r"|im(?:poss|pract|prop|mor|mat|pat|perf|partial|pers|mob|mut|plaus|pol|mun(?!iz)|moder"
    r"|measur)[a-z]+"
    r"|ir(?:rel|reg|rev|res|rat|rep|rec)[a-z]+|il+(?:egit|ogic|iter)[a-z]+"
    r"|dis(?:agree|allow|appear|appoint|approv|belie|continu|inclin|like|obe|qualif|satisf"
    r"|sent|connect|trust|prov|avow|courag"
    r"|incent)[a-z]*|non[a-z]*|mis(?:under|underst)[a-z]+"
    r"|[a-z]{3,}(?<!un)(?<!neverthe)less(?:ly|ness)?"
)
_DUTY = frozenset(
    """
    must shall should ought required requires require requiring obliged obligated obligation
    obligations mandatory need needs needed necessary necessarily compulsory will would supposed
    duty bound forced compelled responsible expected ordered order orders subject
    """.split()
)
_SURE_DUTY = frozenset(["must", "shall"])
_LEAVE = frozenset(
    """
    may might can could able allow allows allowed allowing permit permits permitted permitting
    permission entitled possible possibly possibility authorized authorised option optional
    eligible free right ability capable enable enables enabled discretion perhaps maybe if when
    whether
    """.split()
)
_SURE_LEAVE = frozenset(["may"])
_HAVE_TO = re.compile(r" to\b")
# Words that deny only where these words stand before or after them.
_ONLY_WITH = {
    "far": (re.compile(r"\btoo $", re.I), re.compile(r" from\b", re.I)),
    "yet": (re.compile(r"\bnot $", re.I), re.compile(r" to\b", re.I)),
}
_MODAL = re.compile(
    r"(?:\b(?:do|does|did|is|are|was|were|be|been|has|have|had|can|could|may|might|must"
    r"|shall|should"
    r"|will|would|need|am|ought) )$",
    re.I,
)
_HAVE = frozenset("have has had having".split())
_ALL = _NOT | _DENIAL | _DUTY | _LEAVE | _HAVE


def find_cues_en(text: str) -> list[Cue]:
    """List the cues of an English text, limits first, the others in order."""
    parts = _WORD.split(text)  # what lies between words, and words, by turns
    kinds = list(map(_KINDS.__getitem__, parts[1::2]))
    some = list(compress(enumerate(kinds), kinds))
    if not some:
        return []
    bounds = list(accumulate(map(len, parts)))
    words = list(zip(bounds[::2], bounds[1::2], strict=False))
    cues, taken = _find_limits(text, words, some)
    for at, kind in some:
        if not kind & CUE:
            continue
        start, end = words[at]
        if taken and any(span.start <= start < span.end for span in taken):
            continue
        cue = _read_cue(text, text[start:end].lower(), start, end)
        if cue is not None:
            cues.append(cue)
    return cues


def may_negate_en(text: str) -> bool:
    """Return, at a glance, whether a sure negation can stand there: without a "not" it cannot."""
    if not _SURE.isdisjoint(en_word_table(text).texts):
        return True
    return ("'" in text or "’" in text) and _SHORT.search(text) is not None


class _WordKinds(dict[str, int]):
    """What each word that was met may be: nothing (0), a cue, in a limit, or both."""

    def __missing__(self, word: str) -> int:
        if len(self) > REMEMBERED:
            self.clear()
        low = word.lower()
        kind = CUE * (low in _ALL or _is_denying_word(low))
        for part in (low,) if low.isalpha() else low.replace("’", "'").split("'"):
            kind |= LIMIT * _is_limit_word(part) | TWICE * (part in _OF_TWICE)
        self[word] = kind
        return kind


_KINDS = _WordKinds()


def _is_limit_word(low: str) -> bool:
    return low in _OF_LIMITS or low.startswith("exceed") or low.endswith(("maximum", "minimum"))


def _is_denying_word(low: str) -> bool:
    """Return whether a word has "n't" at its end or an affix that denies."""
    if low.endswith(("n't", "n’t")):
        return True
    return (low[0] in "uindm" or "less" in low) and _AFFIX.fullmatch(low) is not None


def _find_limits(
    text: str, words: Sequence[tuple[int, int]], some: Sequence[tuple[int, int]]
) -> tuple[list[Cue], list[Span]]:
    """Find "at most" and "at least" in their many forms, and double negations."""
    cues: list[Cue] = []
    taken: list[Span] = []
    limits, twice = _stretches_around(words, some, LIMIT), _stretches_around(words, some, TWICE)
    for force, pattern, firm, stretches in (
        (Force.MOST, _MOST, _FIRM_MOST, limits),
        (Force.LEAST, _LEAST, _FIRM_LEAST, limits),
        (Force.TWICE, _TWICE, _TWICE, twice),
    ):
        for stretch in stretches:
            for found in pattern.finditer(text, *stretch):
                span = Span(*found.span())
                if any(other.start <= span.start < other.end for other in taken):
                    continue
                taken.append(span)
                cues.append(Cue(force, span, firm.match(text, span.start) is not None))
    return cues, taken


def _stretches_around(
    words: Sequence[tuple[int, int]], some: Sequence[tuple[int, int]], wanted: int
) -> list[tuple[int, int]]:
    """Return the stretches of text in which something with a word of a kind can stand."""
    out: list[tuple[int, int]] = []
    for at, kind in some:
        if not kind & wanted:
            continue
        start = words[max(0, at - BEFORE)][0]
        end = words[min(len(words) - 1, at + AFTER)][1]
        if out and start <= out[-1][1]:
            start = out.pop()[0]
        out.append((start, end))
    return out


def _read_cue(text: str, low: str, start: int, end: int) -> Cue | None:
    if low in _NOT or low.endswith(("n't", "n’t")):
        return _read_negation(text, low, start, end)
    span = Span(start, end)
    if low in _HAVE:
        return Cue(Force.DUTY, span, False) if _HAVE_TO.match(text, end) else None
    if low in _DUTY:
        return Cue(Force.DUTY, span, low in _SURE_DUTY)
    if low in _LEAVE:
        if low == "may" and text[start] == "M":
            return None
        return Cue(Force.LEAVE, span, low in _SURE_LEAVE)
    if low in _ONLY_WITH:
        before, after = _ONLY_WITH[low]
        if not (before.search(text, max(0, start - 6), start) or after.match(text, end)):
            return None
    return Cue(Force.DENIAL, span, False)


def _read_negation(text: str, low: str, start: int, end: int) -> Cue:
    """Return a "not", with the auxiliary before it; unsure where it is part of an idiom."""
    word = "not" if low.endswith(("n't", "n’t")) else low
    after = _AFTER.get(word)
    idiom = after is not None and after.match(text, end) is not None
    before = _BEFORE.search(text, max(0, start - 20), start)
    question = low != "no" and _TAG.match(text, end) is not None
    sure = word in _SURE and not (idiom or before or question)
    modal = _MODAL.search(text, max(0, start - 8), start) if low == "not" else None
    return Cue(Force.NOT, Span(modal.start() if modal else start, end), sure)
