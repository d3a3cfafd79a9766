"""Read negation, duty, leave and limits in English.

>>> [(cue.force.value, cue.span.cut("It must not leak.")) for cue in read_en("It must not leak.")]
[('not', 'must not')]
"""

from __future__ import annotations

import re
from functools import lru_cache

from aligncheck.document import Span
from aligncheck.text.negation import Cue, Force

_WORD = re.compile(r"[A-Za-z]+(?:[’'][A-Za-z]+)?")
_NOT = frozenset("not never cannot no none nobody nothing nowhere neither nor cant dont".split())
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
        r"|other|different|better|worse|stranger|exception|secret|surprise|way\b|\d))",
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
# Each alternative of the three patterns holds one of these: most texts have none, and are passed.
_IN_MOST = (
    "than", "above", "over", "exceed", "excess", "beyond", "surpass", "most", "up to", "within",
    "maximum", "or less", "or fewer", "or below", "under", "below", "limited to", "capped at",
    "up until", "no higher",
)  # fmt: skip
_IN_LEAST = (
    "than", "below", "under", "short of", "least", "minimum", "or more", "or above", "over",
    "above", "exceed", "excess", "upwards of",
)  # fmt: skip
_IN_TWICE = ("t help", "t but", "no choice", "no option", "no alternative", "not un", "not in")
_DENIAL = frozenset(
    """
    before withhold withholds withheld
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


def read_en(text: str) -> list[Cue]:
    """List the cues of an English text, limits first, the others in order."""
    cues, taken = _limits(text)
    for found in _WORD.finditer(text):
        if not _tells(found.group()):
            continue
        low = found.group().lower()
        start, end = found.span()
        if any(span.start <= start < span.end for span in taken):
            continue
        cue = _cue(text, low, start, end)
        if cue is not None:
            cues.append(cue)
    return cues


@lru_cache(maxsize=1 << 15)
def _tells(word: str) -> bool:
    """Tell whether a word may be a cue; the same words come again and again."""
    low = word.lower()
    return low in _ALL or _may_deny(low)


def _may_deny(low: str) -> bool:
    """Tell whether a word has "n't" at its end or an affix that denies."""
    if low.endswith(("n't", "n’t")):
        return True
    return (low[0] in "uindm" or "less" in low) and _AFFIX.fullmatch(low) is not None


def _limits(text: str) -> tuple[list[Cue], list[Span]]:
    """Find "at most" and "at least" in their many forms, and double negations."""
    cues: list[Cue] = []
    taken: list[Span] = []
    low = text.lower()
    for force, pattern, firm, needles in (
        (Force.MOST, _MOST, _FIRM_MOST, _IN_MOST),
        (Force.LEAST, _LEAST, _FIRM_LEAST, _IN_LEAST),
        (Force.TWICE, _TWICE, _TWICE, _IN_TWICE),
    ):
        if not any([needle in low for needle in needles]):
            continue
        for found in pattern.finditer(text):
            span = Span(*found.span())
            if any(other.start <= span.start < other.end for other in taken):
                continue
            taken.append(span)
            cues.append(Cue(force, span, firm.match(text, span.start) is not None))
    return cues, taken


def _cue(text: str, low: str, start: int, end: int) -> Cue | None:
    if low in _NOT or low.endswith(("n't", "n’t")):
        return _negation(text, low, start, end)
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


def _negation(text: str, low: str, start: int, end: int) -> Cue:
    """Return a "not", with the auxiliary before it; unsure where it is part of an idiom."""
    word = "not" if low.endswith(("n't", "n’t")) else low
    after = _AFTER.get(word)
    idiom = after is not None and after.match(text, end) is not None
    before = _BEFORE.search(text, max(0, start - 20), start)
    question = low != "no" and _TAG.match(text, end) is not None
    sure = word in {"not", "cannot", "never", "no", "nobody", "nothing", "none"}
    sure = sure and not (idiom or before or question)
    modal = _MODAL.search(text, max(0, start - 8), start) if low == "not" else None
    return Cue(Force.NOT, Span(modal.start() if modal else start, end), sure)
