"""AC401 for English that a proofreader sees to be broken: ends that lack a noun, stray full stops.

"abolished the agricultural.", "implies that. institutional quality", "should to join", "has
developing rapidly", "does not has". The Chinese is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.sentence_hole import HOLE
from aligncheck.document import Span
from aligncheck.report import Finding, Pair

RULES = (HOLE,)
OPEN_END = 0.75  # the last word wants another behind it
FUNCTION_END = 0.9
STRAY = 0.7
STRAY_AFTER_FUNCTION = 0.9
_LEADS = (
    "the|an?|of|in|for|on|by|with|from|its|their|our|his|her|each|every|new|such|under|between"
    "|other"
)
_END = re.compile(
    rf"\b(?P<lead>{_LEADS})\s(?P<more>(?:(?!(?:{_LEADS})\b)[a-z]+\s(?:and\s)?){{0,2}})(?P<last>[a-z]+(?:-[a-z]+)*)"
    r"(?=[.!?;](?:[\s\"”’')\]]|$))"
)
_WHOLE = re.compile(
    r"\b(?!parts?\b|sum\b|half\b|fraction\b|share\b|context\b|unity\b|nature\b|structure\b|good\b"
    r"|elements?\b|committee\b|integrity\b|most\b|percent\b|account\b|view\b)[a-z]+ of the"
    r" (?P<last>whole)(?=[.!?;](?:\s|$))"
)
_HYPHENED = re.compile(
    r"-(?:level|based|wide|scale|term|led|run|owned|oriented|related|class|tech|speed|income|made)$"
)
_NEVER_LAST = re.compile(
    r"\s(?P<last>the|an?|and|or|our|their|its|your|whose|every|than|because|although|whereas"
    r"|into|from|with|of|between|among|toward|towards|during|upon|via)(?=[.!?](?:\s+[A-Z“\"]|\s*$))"
)
_MAY_STRAND = re.compile(
    r"\b(?:what|which|who|whom|where|that|how|to|be|been|is|are|was|were|it|them|dealt|heard|come"
    r"|comes|came|think|thought|made|talk\w*|speak|spoke|spoken|dream\w*|aware|proud|afraid"
    r"|full)\b",
    re.I,
)
_STOP = re.compile(r"(?<![.\w'’@/-])(?P<word>[a-z]{2,})\.\s(?P<next>[a-z]{2,})\b(?![.@/])")
_ABBREVIATED = frozenset(
    "etc vs eg ie cf al approx est inc ltd co corp no nos vol vols pp ed eds dept fig figs sec st mr"
    " mrs dr jr sr max min avg viz ca govt univ prof gen rep sen gov art arts ch para op cit ibid seq"
    " ft in lb oz cm mm km kg hr hrs sq mt ave blvd rd tel ext resp incl excl esp ver rev ref refs"
    " trans comp misc jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun"
    " a.m p.m am pm ph".split()
)
_AFTER_STOP = frozenset("com org net cn edu gov io py js html de von van".split())
_FUNCTION = frozenset(
    "that the of and to which an for with by is are was were at as from has have had or but not"
    " their its our this these be been than into while because when if whose".split()
)
_MODAL = "should|must|could|would|shall"
_PRONOUN = "I|[Yy]ou|[Hh]e|[Ss]he|[Ii]t|[Ww]e|[Tt]hey|who|which|people|countries|companies"
_NOUNS_ING = (
    "nothing|something|anything|everything|meaning|housing|training|building|feeling|hearing"
    "|meeting"
    "|funding|bearing|standing|understanding|beginning|ceiling|clothing|painting|wedding|ring|king"
    "|spring|string|being|thing|evening|morning|having|engineering|manufacturing|processing|trading"
    "|banking|farming|fishing|mining|shipping|planning|marketing|financing|learning|teaching"
    "|reading"
    "|writing|living|offering|ranking|rating|saving|savings|setting|spelling|warning|wing|swing"
    "|sibling"
    "|savings|lodging|heating|parking|shopping|dealing|pricing|accounting|seating|staffing|backing"
    "|blessing|calling|drawing|following|gathering|grounding|leaning|longing|opening|outing"
    "|recording"
    "|screening|sitting|suffering|timing|turning|upbringing|wording|working|wiring|lighting|voting"
)
_ED_VERBS = "need|proceed|succeed|exceed|feed|bleed|breed|speed|seed|heed|embed|shed|wed|indeed|red"
_PAST = (
    "told|went|came|made|took|gave|saw|knew|grew|became|began|got|had|was|were|did|said|brought"
    "|bought"
    "|thought|built|sent|spent|lost|kept|held|felt|led|comes"
)
_ING_VERBS = "according|including|concerning|regarding|during|depending|barring|bring|sing|ring|spring|swing|cling|fling|sting|string|wring|king|thing|wing"
_PLAIN = (  # verbs that are no nouns, adjectives or participles
    "improve|develop|become|achieve|provide|ensure|continue|maintain|strengthen|enhance|improve"
    "|realize|realise|carry|bring|give|take|make|grow|send|require|include|contain|receive|believe"
    "|expand|extend|reduce|solve|protect|prevent|encourage|establish|implement|participate|create"
    "|expect|accept|allow|avoid|begin|belong|choose|collect|decide|depend|describe|enjoy|exist"
    "|explain"
    "|follow|happen|improve|inform|introduce|invite|involve|join|keep|know|learn|obtain|occur"
    "|prepare"
    "|promote|prove|publish|reach|refuse|remain|remember|represent|solve|suffer|suggest|teach|tell"
    "|think|understand|write"
)
_THIRD = (
    "has|improves|develops|becomes|achieves|provides|ensures|continues|maintains|strengthens"
    "|enhances"
    "|realizes|carries|brings|gives|makes|grows|sends|requires|includes|contains|receives|believes"
    "|expands|reduces|solves|protects|prevents|encourages|establishes|creates|accepts|allows|avoids"
    "|begins|goes|knows|learns|obtains|promotes|reaches|wants|needs|says"
)


class _Fault(NamedTuple):
    """A pattern of broken English, what a message says of it, and how sure it is."""

    name: str
    pattern: str
    says: str
    sure: float


_FAULTS = (
    _Fault("modal_to", rf"\b(?:{_MODAL}|(?:{_PRONOUN})\s(?:will|may|might))\s(?:not\s)?to\s[a-z]+", "a modal verb takes no “to”", 0.8),
    _Fault("modal_ed", rf"\b(?:{_MODAL}|will|can|may|might)\s(?:not\s|also\s)?(?!(?:{_ED_VERBS}|{_ING_VERBS})\b)(?:[a-z]{{2,}}(?:ed|ing)|{_THIRD}|{_PAST})\b", "a modal verb takes the plain form", 0.75),
    _Fault("have_ing", rf"\b(?:has|have|had)\s(?!(?:{_NOUNS_ING})\b)[a-z]{{3,}}ing(?=\s(?:[a-z]+ly|a|an|the|its|their|our|to|in|at|since|from|up|into)\b|[.;,])", "“have” takes a participle", 0.7),
    _Fault("be_plain", rf"\b(?:is|are|was|were|been|being)\s(?:not\s|also\s)?(?:{_PLAIN})\b", "“be” takes a participle", 0.7),
    _Fault("to_third", rf"\bto\s(?:{_THIRD})\b", "“to” takes the plain form", 0.75),
    _Fault("do_third", rf"\b(?:do|does|did)(?:n['’]t|\snot)\s(?!(?:{_ED_VERBS})\b)(?:has|had|was|is|are|were|went|came|made|took|[a-z]{{3,}}ed)\b", "“do” takes the plain form", 0.85),
    _Fault("agreement", r"(?:^|[.,;]\s(?:and\s|but\s|that\s)?)(?:(?:[Hh]e|[Ss]he|[Ii]t)\s(?:have|are|do)|(?:[Tt]hey|[Ww]e)\s(?:has|was|is|does))\b", "subject and verb do not agree", 0.75),
    _Fault("double_degree", r"\bmore\s(?:better|worse|bigger|stronger|higher|lower|larger|faster|easier|cheaper|smaller|closer|deeper|wider|greater)\b|\bmost\s(?:best|biggest|strongest|highest|largest|easiest|greatest)\b", "the degree is said twice", 0.75),
    _Fault("article", r"(?<!\bclass )(?<!\btype )(?<!\bvitamin )\ba\s(?:important|economic|industr\w+|international|innovat\w+|agricultur\w+|effective|efficient|independent|increas\w+|individual|initial|integr\w+|essential|active|annual|average|article|old|open|official|overall|opportunity|example|issue|area|important|enterprise|effort|element|era|extra\w*|enormous|international|import\w*|idea|early|easy|end|environment\w*)\b|\ban\s(?:policy|government|country|people|company|system|new|major|large|small|great|market|national|plan|program\w*|project|party|problem|process|product\w*|public|social|special|strong|successful|time|world|year|good|high|low|long|big|certain|city|common|development|different|difficult|key|leading|local|modern)\b", "the article does not fit", 0.75),
    _Fault("lost_preposition", r"\b(?:[Aa]ccording|[Tt]hanks|owing|contrary)\s(?:the|its|their|our|his|this)\b|\b(?:regardless|because\sof|in\sspite)\s(?:the|of\sof)\b(?<!because of the)|\b[Ii]n\saccordance\s(?:the|this|these|its)\b|\b[Dd]espite\sof\b|\b(?:due|prior)\sthe\b", "a preposition is missing or too much", 0.8),
)  # fmt: skip  # noqa: E501
_ANY_FAULT = re.compile("|".join(f"(?P<{one.name}>{one.pattern})" for one in _FAULTS))
_BY_NAME = {one.name: one for one in _FAULTS}
_NOUN = re.compile(
    r"\b(?:the|an?|his|her|their|our|its|my|your|free|good|ill|own|strong|political|popular|of"
    r"|this|that|and"
    r"|or|people['’]s|living|last|iron|no)\s(?:will|can|may|might|must)\s[a-z]+$"
)
_CLEFT = re.compile(r"\b(?:do|does|did|done|what|all)\b[^.;]{0,40}$", re.I)


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the places where the English of a pair is broken."""
    if pair.target is None:
        return
    text = pair.target.text
    yield from _find_open_ends(pair.id, text)
    yield from _find_stray_stops(pair.id, text)
    yield from _find_faults(pair.id, text)


@cache
def _load_open_words() -> frozenset[str]:
    """Return the words that hardly ever end a sentence (`training/open_words.py`)."""
    table = files("aligncheck.checks").joinpath("open_words.txt")
    return _ALSO | frozenset(table.read_text(encoding="utf-8").split())


def _find_open_ends(pair: str, text: str) -> Iterator[Finding]:
    for found in _END.finditer(text):
        held = [*found["more"].replace(" and ", " ").split(), found["last"]]
        if all(word in _load_open_words() or _HYPHENED.search(word) for word in held):
            yield _report_open_end(pair, text, found, OPEN_END)
    for found in _WHOLE.finditer(text):
        yield _report_open_end(pair, text, found, OPEN_END - 0.2)
    for found in _NEVER_LAST.finditer(text):
        strands = found["last"] in _STRANDED
        if not (strands and _MAY_STRAND.search(text, max(0, found.start() - 60), found.start())):
            yield _report_open_end(pair, text, found, FUNCTION_END if not strands else OPEN_END)


_ALSO = frozenset(  # adjectives without an ending that tells them
    "major entire new relevant foreign recent overall marine maritime nuclear urban corporate civil"
    " multiple different certain existing underlying huge great ancient upper inner joint important"
    " significant current grassroots high-quality".split()
)
_STRANDED = frozenset("into from with of between among toward towards upon than".split())


def _report_open_end(pair: str, text: str, found: re.Match[str], sure: float) -> Finding:
    span = Span(found.start("last"), found.end("last") + 1)
    message = f'The sentence breaks off: a word seems to be missing behind "{found["last"]}".'
    return Finding("AC401", pair, message, sure, (), (span,))


def _find_stray_stops(pair: str, text: str) -> Iterator[Finding]:
    for found in _STOP.finditer(text):
        word, after = found["word"], found["next"]
        if word in _ABBREVIATED or after in _AFTER_STOP:
            continue
        sure = STRAY_AFTER_FUNCTION if word in _FUNCTION else STRAY
        message = f'A full stop stands in the middle of a sentence, between "{word}" and "{after}".'
        yield Finding("AC401", pair, message, sure, (), (Span(*found.span()),))


def _find_faults(pair: str, text: str) -> Iterator[Finding]:
    for found in _ANY_FAULT.finditer(text):
        fault = _BY_NAME[found.lastgroup or ""]
        if fault.name == "be_plain" and _CLEFT.search(
            text, max(0, found.start() - 60), found.start()
        ):
            continue  # "what we must do is improve"
        if fault.name == "modal_ed" and _NOUN.search(text, max(0, found.start() - 16), found.end()):
            continue  # "the will expressed by"
        span = Span(*found.span())
        said = " ".join(span.cut(text).strip(" .,;").split())
        message = f"“{said}”: {fault.says}."
        yield Finding("AC401", pair, message, fault.sure, (), (span,))
