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
    r"\b(?:what|which|who|whom|where|that|how|to|be|been|is|are|was|were|it|them|deal\w*|heard|come"
    r"|comes|came|think|thought|made|talk\w*|speak|spoke|spoken|dream\w*|aware|proud|afraid"
    r"|full)\b",
    re.I,
)
_STOP = re.compile(r"(?<![.\w'’@/-])(?P<word>[a-z]{2,})\.\s(?P<next>[a-z]{2,})\b(?![.@/])")
_ABBREVIATED = frozenset(
    "etc vs eg ie cf al approx est inc ltd co corp no nos vol vols pp ed eds dept fig figs "
    "sec st mr mrs dr jr sr max min avg viz ca govt univ prof gen rep sen gov art arts ch "
    "para op cit ibid seq ft in lb oz cm mm km kg hr hrs sq mt ave blvd rd tel ext resp incl "
    "excl esp ver rev ref refs trans comp misc jan feb mar apr jun jul aug sept sep oct nov "
    "dec mon tue wed thu fri sat sun a.m p.m am pm ph".split()
)
_AFTER_STOP = frozenset("com org net cn edu gov io py js html de von van".split())
_FUNCTION = frozenset(
    "that the of and to which an for with by is are was were at as from has have had or but not"
    " their its our this these be been than into while because when if whose".split()
)


class _Fault(NamedTuple):
    """A fault by its name in `faults.txt`, how sure it is, and what a message says of it."""

    name: str
    sure: float
    says: str


_NAME = re.compile("{([A-Z_]+)}")
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
def _load_faults() -> tuple[re.Pattern[str], dict[str, _Fault]]:
    """Return one pattern of all faults of `faults.txt`, and the faults by its groups' names."""
    words: dict[str, str] = {}
    patterns, faults = [], {}
    table = files("aligncheck.checks").joinpath("faults.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        if "\t" in line:
            name, sure, says, pattern = line.split("\t")
            filled = _NAME.sub(lambda found: words[found[1]], pattern)
            patterns.append(f"(?P<{name}>{filled})")
            faults[name] = _Fault(name, float(sure), says)
        elif " = " in line:
            name, _, some = line.partition(" = ")
            words[name] = some
    return re.compile("|".join(patterns)), faults


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
    pattern, faults = _load_faults()
    for found in pattern.finditer(text):
        fault = faults[found.lastgroup or ""]
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
