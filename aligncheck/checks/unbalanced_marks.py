"""AC403: quotation marks and brackets without a partner, as docs/english.md says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aligncheck.checks.document_context import DocumentContext
from aligncheck.document import Span
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule, Scope

RULES = (
    Rule(
        id="AC403",
        name="unbalanced-mark",
        severity=Severity.WARNING,
        help="A bracket or a quotation mark has no partner.",
        mqm="fluency/punctuation",
        its="typographical",
        page="english",
        scope=Scope.ENGLISH,
        measured_as="doubled words, marks, spelling",
    ),
)

_PAIRS = {"(": ")", "[": "]", "（": "）", "［": "］"}
_MATCHED = re.compile(r"[()\[\]（）［］\"“”„″]")
_BRACKET = re.compile(r"[()\[\]]")
_TWINS = str.maketrans("（）［］", "()[]")
# Both marks of a quotation the wrong way round: ”so“, between spaces or marks.
_TURNED = re.compile(r"(?<![^\s(])”(?=\w)[^“”]*[\w.,!?]“(?=[\s.,;:!?)]|\Z)")
TURNED = 0.8  # both marks of the only quotation stand the wrong way round
OPEN_ENDED = 0.55  # a quotation open to the next pair although the source closes it: half hold
# "1) ", "a) ", "iv) ", "(1) ": marks of a list, at the start of a line or after a space.
_LIST_MARK = re.compile(
    r"(?:^|(?<=[\s(（]))(?:\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[)）]"
)
_SMILEY = re.compile(r"[:;=]['’]?-?[()\[\]DPp|/](?!\w)")
_INTERVAL = re.compile(r"[(\[][-+−]?[\d.∞]+\s?[,;]\s?[-+−]?[\d.∞]+[)\]]")
_CODE = re.compile(r"`[^`]*`|(?:https?://|www\.)[^\s()（）\[\]]+|\\.|<[^<>]+>")


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the marks of the English of `pair` that have no partner."""
    if pair.target is not None:
        yield from find_unbalanced_marks(pair, pair.target.text)


def find_unbalanced_marks(pair: Pair, text: str) -> Iterator[Finding]:
    """Yield AC403 for brackets and double quotation marks that have no partner in `text`.

    Single quotation marks are left alone: they cannot be told from apostrophes. A quotation that
    is open at the end, or closed without a beginning, may run over several paragraphs: it is only
    reported when the source of the pair shows that it does not.
    """
    if not _MATCHED.search(text):
        return
    plain = text
    for pattern in (_CODE, _SMILEY, _INTERVAL):
        plain = pattern.sub(lambda found: " " * len(found.group()), plain)
    yield from _find_lone_bracket(pair.id, text, plain)
    if marks := list(_list_quote_directions(plain)):
        whole = pair.source is not None and _has_paired_quotes(pair.source.text)
        yield from _find_lone_quote(pair.id, text, plain, marks, whole=whole)


def _find_lone_bracket(pair: str, text: str, plain: str) -> Iterator[Finding]:
    waiting: list[int] = []
    lone: list[int] = []
    same = plain.translate(_TWINS)
    found = [(mark.start(), mark.group()) for mark in _BRACKET.finditer(same)]
    if not found:
        return
    marks = {mark.end() - 1 for mark in _LIST_MARK.finditer(plain)}
    for at, char in found:
        if char in "([":
            waiting.append(at)
        elif waiting and _PAIRS[same[waiting[-1]]] == char:
            waiting.pop()
        elif at not in marks:
            lone.append(at)
    if len(waiting) + len(lone) != 1:
        return  # none, or so many that something else is going on: code, a formula, a drawing
    (at,) = waiting or lone
    if waiting and not text.rstrip().endswith((".", "!", "?", "”", '"', ")", "]")):
        return  # a cell or a line cut off
    if text[at + 1 : at + 2].isupper() if waiting else text[at - 1 : at] in {".", "!", "?"}:
        return  # whole sentences in brackets: they may run over several paragraphs
    word = "closed" if waiting else "opened"
    yield _report_lone_mark(pair, at, f'The bracket "{text[at]}" is never {word}.', 0.9)


def _find_lone_quote(
    pair: str, text: str, plain: str, marks: Sequence[tuple[int, bool | None]], *, whole: bool
) -> Iterator[Finding]:
    if any(opens is None for _, opens in marks):
        return  # inches, or a mark between spaces: no telling what belongs together
    if found := _TURNED.search(plain) if len(marks) == 2 else None:
        at = found.start()
        yield _report_lone_mark(
            pair, at, f"The quotation mark {text[at]} turns the wrong way.", TURNED
        )
        return
    lone: list[tuple[int, str, float]] = []
    open_at: int | None = None
    for number, (at, opens) in enumerate(marks):
        if opens:
            if open_at is not None and not _opens_paragraph(plain, at):
                lone.append((open_at, "closed", 0.85))
            open_at = at
        elif open_at is None:
            if number or whole:
                lone.append((at, "opened", 0.85 if number else OPEN_ENDED))
        else:
            open_at = None
    if open_at is not None and whole:
        lone.append((open_at, "closed", OPEN_ENDED))
    if len(lone) == 1:
        ((at, word, confidence),) = lone
        yield _report_lone_mark(
            pair, at, f"The quotation mark {text[at]} is never {word}.", confidence
        )


def _list_quote_directions(text: str) -> Iterator[tuple[int, bool | None]]:
    """Yield each double quotation mark and whether it opens; None if there is no telling."""
    for found in re.finditer('["“”„″]', text):
        at, mark = found.start(), found.group()
        if mark in "“”":
            inch = mark == "”" and text[at - 1 : at].isdigit() and at > 0
            yield at, None if inch else mark == "“"
            continue
        before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
        left = before.isspace() or before in "([—–-/'‘“"
        right = after.isspace() or after in ")].,;:!?—–-/'’”"
        yield at, None if left == right or before.isdigit() or mark in "„″" else left


def _has_paired_quotes(source: str) -> bool:
    """Return whether a Chinese text has quotation marks, and every one its partner."""
    straight = source.count('"')
    some = straight > 0 or any(mark in source for mark in "“「『")
    return (
        some
        and straight % 2 == 0
        and all(source.count(a) == source.count(b) for a, b in ("“”", "「」", "『』"))
    )


def _opens_paragraph(text: str, at: int) -> bool:
    """Return whether a mark opens a paragraph, as it does when a quotation runs on."""
    return "\n" in text[:at] and not text[:at].rsplit("\n", 1)[1].strip()


def _report_lone_mark(pair: str, at: int, message: str, confidence: float) -> Finding:
    return Finding("AC403", pair, message, confidence, target_spans=(Span(at, at + 1),))
