"""The readable text of a Markdown paragraph, with the lines of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from aligncheck.document import Kind
from aligncheck.read.block_kinds import is_label
from aligncheck.read.blocks import Block, BlockBuilder
from aligncheck.read.markdown_masking import FOOTNOTE
from aligncheck.read.superscript import LONGEST, read_superscript

_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_ROLE = re.compile(r"\{([\w:+-]+)\}$")
_SILENT_ROLES = re.compile("label|index|raw")
_ROLE_TARGET = re.compile(r"\s*<[^<>]*>$")
_TAG = re.compile(r"<(/?)([a-zA-Z]+)")
_NEAR = 50  # tokens within which a raised text or a script in a paragraph ends
_REACH = 2_000  # characters of the source within which a token is looked for
_SILENT_TAGS = frozenset({"script", "style"})


def list_rows(tokens: Sequence[Token]) -> Iterator[tuple[int, list[Token]]]:
    """Yield line and cells of each table row."""
    line = 0
    cells: list[Token] = []
    inside = False
    for token in tokens:
        if token.type == "tr_open":
            line, cells, inside = (token.map[0] if token.map else line), [], True
        elif token.type == "tr_close":
            inside = False
            yield line, cells
        elif inside and token.type == "inline":
            cells.append(token)


def read_row(row: tuple[int, list[Token]], offset: int) -> Block | None:
    """Return a table row as a block, its cells joined by bars."""
    line, cells = row
    pen = BlockBuilder()
    for cell in cells:
        if not cell.content.strip():
            continue
        if not pen.is_empty:
            pen.write(" | ", line + offset + 1)
            pen.end_cell()
        write_inline(pen, cell, offset, line)
    return pen.block(Kind.TABLE, marked=True)


def write_inline(
    pen: BlockBuilder, inline: Token, offset: int, line: int | None = None
) -> list[tuple[int, str]]:
    """Write the readable text of an inline token, walking along its source for the lines.

    Returns the comments in it, with their lines.
    """
    first = offset + 1 + (line if line is not None else inline.map[0] if inline.map else 0)
    raw, at, here = inline.content, 0, first
    silent_until = -1
    remarks: list[tuple[int, str]] = []
    children = inline.children or []
    ends = {tag: _last_end(children, tag) for tag in ("sup", "script", "style")}
    for number, child in enumerate(children):
        source = _source_text(child)
        found = raw.find(source, at, at + len(source) + _REACH) if source else at
        here += raw.count("\n", at, max(found, at))
        line_here = here
        if found >= 0:
            at = found + len(source)
            here += source.count("\n")
        if number <= silent_until:
            continue
        if child.type in ("link_open", "image"):
            pen.add_link(str(child.attrs.get("href") or child.attrs.get("src") or ""))
        if child.type == "html_inline":
            if child.content.startswith("<!--"):
                remarks.append((line_here, child.content[4:]))
            else:
                silent_until = _apply_html_tag(pen, children, number, ends, line_here)
        elif child.type in ("softbreak", "hardbreak"):
            pen.end_line()
        else:
            pen.write(_readable_text(children, number), line_here)
        if child.type == "code_inline":
            at = max(at, raw.find(child.markup, at) + len(child.markup))
    return remarks


def _source_text(token: Token) -> str:
    """Return how an inline token begins in the source."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.markup if token.type in ("code_inline", "text_special") else token.content


def _readable_text(children: Sequence[Token], at: int) -> str:
    """Return what a reader sees of an inline token; nothing for images and link ends."""
    child = children[at]
    if child.type == "code_inline":
        role = _find_role(children, at)
        if role is None:
            return child.content
        return "" if _SILENT_ROLES.match(role) else _ROLE_TARGET.sub("", child.content)
    if child.type in ("formula", "text_special"):
        return child.content
    if child.type == "image" and len(children) == 1:
        return "" if is_label(child.content) else child.content
    if child.type != "text":
        return ""
    text = child.content if _find_role(children, at + 1) is None else _ROLE.sub("", child.content)
    definition = FOOTNOTE.match(text) if at == 0 else None
    begins = definition.end() if definition else 0
    return text[:begins] + _FOOTNOTE_MARK.sub("", text[begins:])


def _apply_html_tag(
    pen: BlockBuilder, children: Sequence[Token], number: int, ends: dict[str, int], line: int
) -> int:
    """Do what an HTML tag says: <br> ends a line, <sup> may be a footnote mark.

    Returns the last token that is dealt with; -1 if the text after the tag is text.
    """
    found = _TAG.match(children[number].content)
    name = found[2].lower() if found else ""
    if name == "br":
        pen.end_line()
    if not found or found[1] or ends.get(name, -1) <= number:
        return -1
    near = range(number + 1, min(len(children), number + _NEAR))
    end = next((at for at in near if _is_end(children[at], name)), -1)
    if end < 0:
        return -1
    if name in _SILENT_TAGS:
        return end
    inside = [child for child in children[number + 1 : end] if child.type != "html_inline"]
    text = "".join(child.content for child in inside)
    if name != "sup" or len(text) > LONGEST:
        return -1
    pen.write(read_superscript(text, pen.tail(8)), line)
    return end


def _last_end(children: Sequence[Token], name: str) -> int:
    ends = (at for at in range(len(children) - 1, -1, -1) if _is_end(children[at], name))
    return next(ends, -1)


def _is_end(token: Token, name: str) -> bool:
    return token.type == "html_inline" and token.content[: len(name) + 2].lower() == f"</{name}"


def _find_role(children: Sequence[Token], at: int) -> str | None:
    """Return the MyST role before a piece of code, such as "doc" in {doc}`page`."""
    if not 0 < at < len(children) or children[at].type != "code_inline":
        return None
    found = _ROLE.search(children[at - 1].content) if children[at - 1].type == "text" else None
    return found[1] if found else None
