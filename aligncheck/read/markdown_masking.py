"""Markdown before it is parsed: what is no text is blanked, so that every line keeps its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from aligncheck.document import Kind, Unread
from aligncheck.read.blocks import Block
from aligncheck.read.markdown_formulas import find_formula
from aligncheck.read.prose import describe_unread

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)$")
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:\s*")
_COLONS = re.compile(r"\s*:{3,}\s*(?:\{[\w:.-]*\}|[\w-]*)\s*(?:\[([^\]]*)\]|([^{}]*))?.*$")
_TARGET = re.compile(r"\s*\([\w:.-]+\)=\s*$")
_TEMPLATE = re.compile(r"\{%.{0,400}?%\}|\{\{[<%].{0,400}?[>%]\}\}")
_ADMONITION = re.compile(r'( *)(?:!!!|\?\?\?\+?)\s+[\w -]+?\s*(?:"([^"]*)")?\s*$')
_ALERT = re.compile(r"^((?:\s*>)+\s*)\[![A-Za-z]+\][+-]?\s*$")
_LONGEST_TITLE = 300  # characters of a line that opens an admonition
_MODULE = re.compile(
    r"(?:import\s.*\bfrom\s+['\"]|import\s+['\"]|export\s+(?:const|let|default|\{))"
)
_REMARK = re.compile(r"\{/\*.*?\*/\}")
_RAW = re.compile(r"(<!--|<(?:script|style|pre|textarea)\b[^>]*>)", re.IGNORECASE)
_ENTRY = re.compile(r"([\w-]+)\s*[:=]\s*(.*)$")
_TITLES = frozenset("title subtitle description summary".split())


@dataclass(slots=True)
class Masked:
    """Lines to parse; `blocks` are titles that stand outside of Markdown's own grammar."""

    lines: list[str]
    blocks: list[Block] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)


def mask_lines(text: str, *, first: bool = False, modules: bool = False) -> Masked:
    """Blank what is no text: front matter if `first`, formulas, marks of directives.

    `modules` says that the file is MDX, with imports, exports and remarks in braces.
    """
    made = Masked(_open_unclosed(text).split("\n"))
    at = _mask_front_matter(made) if first else 0
    if modules:
        made.lines = [_mask_module(line) for line in made.lines]
    fence = ""
    while at < len(made.lines):
        line = made.lines[at]
        found = FENCE.match(line)
        if fence:
            closed = re.fullmatch(rf" {{0,3}}{fence[0]}{{{len(fence)},}}\s*", line)
            fence = "" if closed else fence
        elif found and "`" not in found[2]:
            fence = found[1]
        else:
            at = _mask_text_line(made, at)
        at += 1
    return made


def _mask_text_line(made: Masked, at: int) -> int:
    """Mask line `at` and what belongs to it; return the last line that was looked at."""
    line = made.lines[at]
    formula = find_formula(made.lines, at)
    if formula is not None:
        end, rest = formula
        body = "\n".join(made.lines[at : end + 1])
        _note(made, "formula", at, body)
        made.lines[at : end + 1] = [*[""] * (end - at), rest]
        return end
    opened = _ADMONITION.match(line) if len(line) <= _LONGEST_TITLE else None
    if opened:
        _add_title(made, opened[2] or "", at)
        made.lines[at] = ""
        _dedent_content(made, at + 1, len(opened[1]))
        return at
    made.lines[at] = _mask_marks(made, line, at)
    return at


def _mask_marks(made: Masked, line: str, at: int) -> str:
    """Return a line without the marks of directives, templates and anchors."""
    if line.lstrip().startswith(":::"):
        found = _COLONS.match(line)
        _add_title(made, (found[1] or found[2] or "") if found else "", at)
        return ""
    if _TARGET.match(line):
        return ""
    if FOOTNOTE.match(line.lstrip(" ")):
        return line.replace("[", "\\[", 1)  # CommonMark would take it for a link's target
    if "{" in line:
        line = _drop_anchor(_TEMPLATE.sub("", line))
    return _ALERT.sub(r"\1", line) if "[!" in line else line


def _drop_anchor(line: str) -> str:
    """Return a heading without the name of its place, `{#name}`."""
    bare = line.rstrip()
    at = bare.rfind("{")
    if not (line.startswith("#") and bare.endswith("}") and bare[at + 1 : at + 2] in ("#", ".")):
        return line
    return bare[:at].rstrip()


def _mask_front_matter(made: Masked) -> int:
    """Read the titles of the front matter; return the first line after it, 0 if there is none."""
    lines = made.lines
    mark = lines[0].rstrip()
    if mark not in ("---", "+++"):
        return 0
    ends = (at for at in range(1, len(lines)) if lines[at].rstrip() in (mark, "..."))
    end = next(ends, 0)
    if not end or not any(_ENTRY.match(line) for line in lines[1:end]):
        return 0
    rest: list[str] = []
    for at in range(1, end):
        found = _ENTRY.match(lines[at])
        if found and found[1].lower() in _TITLES:
            _add_title(made, found[2].strip().strip("\"'"), at)
        else:
            rest.append(lines[at])
    _note(made, "front matter", 0, "\n".join(rest))
    made.lines[: end + 1] = [""] * (end + 1)
    return end + 1


def _mask_module(line: str) -> str:
    return "" if _MODULE.match(line) else _REMARK.sub("", line)


def _dedent_content(made: Masked, at: int, indent: int) -> None:
    """Take four spaces from the lines of an admonition, which would make them code."""
    margin = " " * (indent + 4)
    while at < len(made.lines) and (
        not made.lines[at].strip() or made.lines[at].startswith(margin)
    ):
        made.lines[at] = made.lines[at][len(margin) :]
        at += 1


def _open_unclosed(text: str) -> str:
    """Return the text without the beginnings of comments and raw elements that never end."""
    ends = {mark: text.lower().rfind(mark) for mark in ("-->", "</script", "</style", "</pre",
                                                         "</textarea")}  # fmt: skip

    def keep(found: re.Match[str]) -> str:
        name = found[1].lower()
        end = "-->" if name == "<!--" else "</" + re.sub(r"[^a-z].*", "", name[1:], flags=re.S)
        return found[0] if ends[end] > found.start() else " " * len(found[0])

    return _RAW.sub(keep, text)


def _add_title(made: Masked, text: str, at: int) -> None:
    text = " ".join(text.split())
    if any(char.isalnum() for char in text):
        made.blocks.append(Block(text, ((0, at + 1),), Kind.HEADING, (), True))


def _note(made: Masked, what: str, at: int, text: str) -> None:
    found = describe_unread(what, at + 1, text)
    if found is not None:
        made.unread.append(found)


def shift_blocks(blocks: Sequence[Block], by: int) -> list[Block]:
    """Return the blocks as they stand `by` lines further down."""
    return [
        replace(block, lines=tuple((at, line + by) for at, line in block.lines)) for block in blocks
    ]
