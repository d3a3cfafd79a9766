"""Comments of a text that set findings aside: which rules, where, and why.

    <!-- aligncheck-disable-next AC301, AC304: the source is a misprint -->

in Markdown and HTML, in plain text also a line that begins with # or //. The rules and a reason are
needed. `disable-next` speaks of the next paragraph, `disable-line` of the one on its line,
`disable` of all to `enable` or the end, `disable-file` of the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligncheck.document import Suppression
from aligncheck.errors import ReadError
from aligncheck.read.blocks import Block

FORMATS = frozenset({"text", "markdown", "html"})  # of Pages whose lines are those of the file
END = 2**31  # behind the last line of every file
LIKE = "such as <!-- aligncheck-disable-next AC301: the source is a misprint -->"
_KINDS = ("disable-next", "disable-line", "disable-file", "disable", "enable")
_COMMENT = re.compile(
    r"<!--\s*aligncheck-(?P<html>(?:(?!-->).)*)-->|\{/\*\s*aligncheck-(?P<mdx>(?:(?!\*/).)*)\*/\}",
    re.DOTALL,
)
_LINE = re.compile(r"^[ \t]*(?:#|//)[ \t]*aligncheck-(?P<line>[^\n]*)$", re.MULTILINE)
_RULES = re.compile(
    r"(?P<rules>AC\d*\b(?:[\s,]+AC\d*\b)*)\s*(?::|—|–|--)?\s*(?P<reason>.*)", re.I | re.S
)


@dataclass(frozen=True, slots=True)
class _Directive:
    """A comment: its line, what it says, and whether text stands before it on its line."""

    line: int
    kind: str
    rules: tuple[str, ...]
    reason: str
    alone: bool


def blank_suppressions(text: str, *, lines: bool = False) -> str:
    """Return a text without such comments, every line where it was.

    With `lines` it is plain text, where a line may be one.
    """
    if "aligncheck-" not in text:
        return text
    text = _COMMENT.sub(_keep_line_ends, text)
    return _LINE.sub(_keep_line_ends, text) if lines else text


def _keep_line_ends(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def read_suppressions(
    text: str, blocks: Sequence[Block], path: str, *, lines: bool = False
) -> tuple[Suppression, ...]:
    """Return what the comments of a text set aside, with the lines that each speaks of.

    Raises ReadError for a comment without rules or reason, or of a kind that is not known.
    """
    if "aligncheck-" not in text:
        return ()
    directives = list(_parse_comments(text, path, lines=lines))
    ends = [one for one in directives if one.kind == "enable"]
    return tuple(
        Suppression(one.line, *_find_lines(one, ends, blocks), one.rules, one.reason)
        for one in directives
        if one.kind != "enable"
    )


def _parse_comments(text: str, path: str, *, lines: bool) -> Iterator[_Directive]:
    found = list(_COMMENT.finditer(text))
    if lines:
        found = sorted([*found, *_LINE.finditer(text)], key=lambda match: match.start())
    for match in found:
        said = next(group for group in match.groupdict().values() if group is not None)
        line = text.count("\n", 0, match.start()) + 1
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        yield _parse_directive(" ".join(said.split()), line, not before.strip(), path)


def _parse_directive(said: str, line: int, alone: bool, path: str) -> _Directive:
    place = f"{path}:{line}"
    kind = next((name for name in _KINDS if re.match(rf"{name}(?![\w-])", said)), None)
    if kind is None:
        shown = said.split()[0] if said else ""
        known = ", ".join(f"aligncheck-{name}" for name in _KINDS)
        raise ReadError(f"{place}: aligncheck-{shown} is no known comment; known are {known}")
    rest = said.removeprefix(kind).strip()
    parts = _RULES.fullmatch(rest)
    if kind == "enable" and not rest:
        return _Directive(line, kind, (), "", alone)
    if parts is None:
        raise ReadError(f"{place}: aligncheck-{kind} names no rule; write it {LIKE}")
    rules = tuple(re.split(r"[\s,]+", parts["rules"].upper()))
    if kind != "enable" and not parts["reason"]:
        raise ReadError(f"{place}: aligncheck-{kind} gives no reason; write it {LIKE}")
    return _Directive(line, kind, rules, parts["reason"], alone)


def _find_lines(
    one: _Directive, ends: Sequence[_Directive], blocks: Sequence[Block]
) -> tuple[int, int]:
    """Return the first and the last line that a comment speaks of."""
    if one.kind == "disable-file":
        return 1, END
    if one.kind == "disable":
        return one.line, min((end.line for end in ends if _ends(end, one)), default=END)
    if one.kind == "disable-next":
        after = [b for b in blocks if b.line > one.line or (one.alone and b.line == one.line)]
        following = min(after, key=lambda block: block.line, default=None)
        return one.line, _last_line(following) if following else one.line
    before = [block for block in blocks if block.line <= one.line]
    around = max(before, key=lambda block: block.line, default=None)
    return (around.line, max(_last_line(around), one.line)) if around else (one.line, one.line)


def _ends(end: _Directive, one: _Directive) -> bool:
    return end.line >= one.line and (not end.rules or bool(set(end.rules) & set(one.rules)))


def _last_line(block: Block) -> int:
    return max(line for _, line in block.lines)
