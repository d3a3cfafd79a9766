"""Markdown: readable text of paragraphs, headings, lists and tables with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from aligncheck.document import Kind
from aligncheck.read.blocks import Block, BlockBuilder, Page
from aligncheck.read.decoding import decode_text

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)$")
_TEXT_FENCE = re.compile(  # MyST directives whose content is text, not code
    r"\{(?:note|tip|warning|important|caution|attention|hint|danger|error|seealso|admonition|topic"
    r"|epigraph|pull-quote|exercise|exercise-start|solution|solution-start|dropdown|margin|sidebar"
    r"|prf:\w+)\}"
)
_OPTION = re.compile(r":[\w-]+:.*$")
_LEFT_OUT_LINE = re.compile(r"\s*(?::{3,}.*|\([\w:.-]+\)=|\{%.*%\})\s*$")
_MATH_ENV = re.compile(r"\s*\\begin\{(equation|align|gather|eqnarray|multline|split)\*?\}")
_INLINE_MATH = re.compile(r"\$(?![\s$])(?:\\.|[^$\\])+?(?<!\s)\$(?!\d)", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:\s*")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_ROLE = re.compile(r"\{([\w:+-]+)\}$")
_SILENT_ROLES = re.compile("label|index|raw")
_ROLE_TARGET = re.compile(r"\s*<[^<>]*>$")


def read_page(raw: bytes, path: str) -> Page:
    """Read Markdown; raises ReadError if `raw` is no text."""
    return read_text(decode_text(raw, path))


def read_text(text: str) -> Page:
    """Read Markdown that is decoded already."""
    parser = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    parser.inline.ruler.before("escape", "formula", _inline_formula)
    parser.disable("text_join")  # escapes and entities keep their source, which tells the line
    walk = _TokenWalker(parser)
    walk.read(_mask_lines(text), 0)
    notes: tuple[str, ...] = ()
    if walk.html_lines:
        count = walk.html_lines
        notes = (f"{count} line{'s' if count > 1 else ''} of raw HTML left out",)
    return Page("markdown", tuple(walk.blocks), notes)


def _mask_line(line: str) -> tuple[str, str]:
    """Return the mark that ends a formula begun in the line, and what of it is text."""
    if _LEFT_OUT_LINE.match(line):
        return "", ""
    if _FOOTNOTE.match(line.lstrip(" ")):
        return "", line.replace("[", "\\[", 1)  # CommonMark would take it for a link's target
    return _split_formula(line)


def _mask_lines(text: str) -> str:
    """Blank the lines that are no Markdown text: front matter, formulas, directive fences."""
    lines = text.split("\n")
    end = _front_matter(lines)
    lines[:end] = [""] * end
    fence, formula = "", ""
    for at in range(end, len(lines)):
        line = lines[at]
        if fence:
            fence = "" if re.fullmatch(rf" {{0,3}}{fence[0]}{{{len(fence)},}}\s*", line) else fence
            continue
        found = _FENCE.match(line)
        if formula:
            lines[at] = ""
            formula = "" if formula in line else formula
        elif found and "`" not in found[2]:
            fence = found[1]
        else:
            formula, lines[at] = _mask_line(line)
    return "\n".join(lines)


def _front_matter(lines: Sequence[str]) -> int:
    """Return the number of the first line after the front matter, 0 if there is none."""
    mark = lines[0].rstrip()
    if mark not in ("---", "+++"):
        return 0
    for at in range(1, len(lines)):
        if lines[at].rstrip() in (mark, "..."):
            inside = lines[1:at]
            return at + 1 if any(re.match(r"[\w-]+\s*[:=]", line) for line in inside) else 0
    return 0


def _split_formula(line: str) -> tuple[str, str]:
    """Return what ends the formula that begins on `line`, if any, and the line without it."""
    start = line.strip()
    if start.startswith("$$"):
        return ("" if "$$" in start[2:] else "$$"), ""
    if start.startswith("\\["):
        return ("" if "\\]" in start else "\\]"), ""
    found = _MATH_ENV.match(line)
    if found:
        end = f"\\end{{{found[1]}"
        return ("" if end in line else end), ""
    return "", line


def _inline_formula(state: StateInline, silent: bool) -> bool:
    """Keep $…$ as it is written: an underscore in it is no emphasis."""
    found = _INLINE_MATH.match(state.src, state.pos) if state.src[state.pos] == "$" else None
    if found is None or found.end() > state.posMax:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = found[0]
    state.pos = found.end()
    return True


@dataclass(slots=True)
class _TokenWalker:
    """Turn tokens into blocks."""

    parser: MarkdownIt
    blocks: list[Block] = field(default_factory=list)
    html_lines: int = 0

    def read(self, text: str, offset: int) -> None:
        """Add the blocks of `text`, whose first line is line `offset` + 1 of the file."""
        tokens = self.parser.parse(text)
        source = text.split("\n")
        items = 0
        rows = iter(_table_rows(tokens))
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type in ("list_item_open", "list_item_close"):
                items += token.nesting
            if token.type == "tr_open":
                self._add(_make_row_block(next(rows), offset))
            if token.type == "inline" and before is not None:
                self._read_inline(token, before.type, items, offset)
            if token.type == "fence" and _TEXT_FENCE.match(token.info.strip()):
                self._read_directive(token, offset)
            if token.type == "html_block":
                self.html_lines += _count_text_lines(token, source)

    def _read_inline(self, token: Token, inside: str, items: int, offset: int) -> None:
        """Add the text of a paragraph or heading; `items` list items are open around it."""
        if inside == "heading_open":
            self._add_paragraph(token, Kind.HEADING, offset)
        elif inside == "paragraph_open":
            self._add_paragraph(token, Kind.LIST if items else Kind.BODY, offset)

    def _add_paragraph(self, token: Token, kind: Kind, offset: int) -> None:
        pen = BlockBuilder()
        _write_inline(pen, token, offset)
        block = pen.block(kind, marked=kind is not Kind.BODY)
        if block is None:
            return
        found = _FOOTNOTE.match(block.text)
        if found and found.end() < len(block.text):
            block = replace(block.cut(found.end(), len(block.text)), kind=Kind.NOTE, marked=True)
        self._add(block)

    def _add(self, block: Block | None) -> None:
        if block is not None and any(char.isalnum() for char in block.text):
            self.blocks.append(block)

    def _read_directive(self, token: Token, offset: int) -> None:
        """Read the text inside a MyST directive such as ```{note}."""
        lines = token.content.split("\n")
        for at, line in enumerate(lines):
            if not _OPTION.match(line):
                break
            lines[at] = ""
        first = token.map[0] + 1 if token.map else 0
        self.read(_mask_lines("\n".join(lines)), offset + first)


def _table_rows(tokens: Sequence[Token]) -> Iterator[tuple[int, list[Token]]]:
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


def _make_row_block(row: tuple[int, list[Token]], offset: int) -> Block | None:
    line, cells = row
    pen = BlockBuilder()
    for cell in cells:
        if not cell.content.strip():
            continue
        if pen.text:
            pen.write(" | ", line + offset + 1)
            pen.end_cell()
        _write_inline(pen, cell, offset, line)
    return pen.block(Kind.TABLE, marked=True)


def _write_inline(pen: BlockBuilder, inline: Token, offset: int, line: int | None = None) -> None:
    """Write the readable text of an inline token, walking along its source for the lines."""
    first = offset + 1 + (line if line is not None else inline.map[0] if inline.map else 0)
    raw, at = inline.content, 0
    silent = ""
    children = inline.children or []
    for number, child in enumerate(children):
        source = _source_text(child)
        found = raw.find(source, at) if source else at
        here = first + raw.count("\n", 0, max(found, at))
        at = found + len(source) if found >= 0 else at
        if child.type == "html_inline":
            silent = _apply_html_tag(pen, child.content, silent)
        elif child.type in ("softbreak", "hardbreak"):
            pen.end_line()
        elif not silent:
            pen.write(_readable_text(children, number), here)
        if child.type == "code_inline":
            at = max(at, raw.find(child.markup, at) + len(child.markup))


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
    if child.type != "text":
        return ""
    text = child.content if _find_role(children, at + 1) is None else _ROLE.sub("", child.content)
    definition = _FOOTNOTE.match(text) if at == 0 else None
    begins = definition.end() if definition else 0
    return text[:begins] + _FOOTNOTE_MARK.sub("", text[begins:])


def _apply_html_tag(pen: BlockBuilder, tag: str, silent: str) -> str:
    """Tell what an HTML tag in the text does: <br> ends a line, <sup> hides a footnote mark."""
    name = re.match(r"</?([a-zA-Z]+)", tag)
    if name and name[1].lower() == "br":
        pen.end_line()
    elif name and name[1].lower() in ("sup", "script", "style"):
        return "" if tag.startswith("</") else name[1].lower()
    return silent


def _find_role(children: Sequence[Token], at: int) -> str | None:
    """Return the MyST role before a piece of code, such as "doc" in {doc}`page`."""
    if not 0 < at < len(children) or children[at].type != "code_inline":
        return None
    found = _ROLE.search(children[at - 1].content) if children[at - 1].type == "text" else None
    return found[1] if found else None


def _count_text_lines(token: Token, source: Sequence[str]) -> int:
    """Count the lines of raw HTML that hold words outside tags and comments."""
    text = re.sub(
        r"<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1>|$)", "", token.content, flags=re.S
    )
    return sum(
        any(char.isalpha() for char in re.sub(r"<[^>]*>?", "", row)) for row in text.split("\n")
    )
