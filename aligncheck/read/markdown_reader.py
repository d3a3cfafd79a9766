"""Markdown and MDX: readable text of paragraphs, headings, lists and tables with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from aligncheck.document import Kind, Unread
from aligncheck.read.blocks import Block, BlockBuilder, Page, join_lines
from aligncheck.read.decoding import decode_text
from aligncheck.read.html_reader import read_text as read_html
from aligncheck.read.markdown_inline import list_rows, read_row, write_inline
from aligncheck.read.markdown_masking import FOOTNOTE, Masked, mask_lines, shift_blocks
from aligncheck.read.prose import describe_unread, is_mostly_prose
from aligncheck.read.suppression_comments import blank_suppressions

# MyST directives whose content is no text; any other is read
_CODE_DIRECTIVE = re.compile(
    r"\{(?:code|code-block|code-cell|sourcecode|literalinclude|include|eval-rst|math|raw|mermaid"
    r"|graphviz|plot|image|toctree|tableofcontents|bibliography|auto\w+|jupyter-execute|index"
    r"|doctest|testcode|testoutput|parsed-literal|highlight|contents|currentmodule|module)\}"
)
_DIRECTIVE = re.compile(r"\{[\w:-]+\}\s*(.*)$")
_PLAIN_INFO = re.compile(r"(?:text|txt|plain|plaintext|markdown|md|none|quote|poem)?$", re.I)
_OPTION = re.compile(r":[\w-]+:.*$")
_DEFINITION = re.compile(r"\s*\[[^\]]+\]:\s*(?:<[^>]*>|\S*[/.#:]\S*)")
_INLINE_MATH = re.compile(r"\$(?![\s$])(?:\\.|[^$\\])+?(?<!\s)\$(?!\d)", re.DOTALL)
_BULLETS = re.compile(r"^[\s>*+-]*(?:\d{1,9}[.)]\s)?[\s>*+-]*")
_DEEPEST = 100  # lists and quotes inside each other; deeper text is read line by line


def read_page(raw: bytes, path: str) -> Page:
    """Read Markdown; raises ReadError if `raw` is no text."""
    text = blank_suppressions(decode_text(raw, path))
    return read_text(text, modules=PurePath(path).suffix.lower() == ".mdx")


def read_text(text: str, *, modules: bool = False) -> Page:
    """Read Markdown that is decoded already; `modules` says that it is MDX."""
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    parser.enable("table").enable("strikethrough")
    parser.inline.ruler.before("escape", "formula", _parse_formula)
    parser.disable("text_join")  # escapes and entities keep their source, which tells the line
    walk = _TokenWalker(parser)
    walk.read(mask_lines(text, first=True, modules=modules), 0)
    blocks, asides = (sorted(found, key=lambda b: b.line) for found in (walk.blocks, walk.asides))
    return Page("markdown", tuple(blocks), unread=tuple(walk.unread), asides=tuple(asides))


def _parse_formula(state: StateInline, silent: bool) -> bool:
    """Keep $…$ as it is written: an underscore in it is no emphasis."""
    found = _INLINE_MATH.match(state.src, state.pos) if state.src[state.pos] == "$" else None
    if found is None or found.end() > state.posMax:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = found[0]
    state.pos = found.end()
    return True


def _split_footnotes(block: Block) -> Iterator[Block]:
    """Yield the footnotes of a paragraph; one may follow another without a blank line."""
    found = list(FOOTNOTE.finditer(block.text)) if FOOTNOTE.match(block.text) else []
    if not found or found[0].end() == len(block.text):
        yield block
        return
    ends = [*(one.start() for one in found[1:]), len(block.text)]
    for one, end in zip(found, ends, strict=True):
        if one.end() < end:
            yield replace(block.cut(one.end(), end), kind=Kind.NOTE, marked=True)


@dataclass(slots=True)
class _TokenWalker:
    """Turn tokens into blocks; `asides` are paragraphs that stand in comments."""

    parser: MarkdownIt
    blocks: list[Block] = field(default_factory=list)
    asides: list[Block] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def read(self, masked: Masked, offset: int) -> None:
        """Add the blocks of a text whose first line is line `offset` + 1 of the file."""
        self.blocks += shift_blocks(masked.blocks, offset)
        self.unread += [replace(item, line=item.line + offset) for item in masked.unread]
        tokens = self.parser.parse(masked.text)
        items = 0
        rows = iter(list_rows(tokens))
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type in ("list_item_open", "list_item_close"):
                items += token.nesting
            if token.type == "tr_open":
                self._add(read_row(next(rows), offset))
            elif token.type == "inline" and before is not None:
                self._read_inline(token, before.type, items, offset)
            else:
                self._read_block(token, masked.lines, offset)
        self._read_lost_lines(tokens, masked.lines, offset)

    def _read_block(self, token: Token, lines: Sequence[str], offset: int) -> None:
        if token.type in ("fence", "code_block"):
            self._read_fence(token, lines, offset)
        if token.type == "html_block":
            self._read_html(token, offset)

    def _read_inline(self, token: Token, inside: str, items: int, offset: int) -> None:
        """Add the text of a paragraph or heading; `items` list items are open around it."""
        if inside == "heading_open":
            self._add_paragraph(token, Kind.HEADING, offset)
        elif inside == "paragraph_open":
            self._add_paragraph(token, Kind.LIST if items else Kind.BODY, offset)

    def _add_paragraph(self, token: Token, kind: Kind, offset: int) -> None:
        pen = BlockBuilder()
        for line, remark in write_inline(pen, token, offset):
            self._leave_out("comment", line, remark, prose_only=True)
        block = pen.block(kind, marked=kind is not Kind.BODY)
        if block is None:
            return
        for piece in _split_footnotes(block):
            self._add(piece)

    def _add(self, block: Block | None) -> None:
        if block is not None and any(char.isalnum() for char in block.text):
            self.blocks.append(block)

    def _read_fence(self, token: Token, lines: Sequence[str], offset: int) -> None:
        """Read the text of a directive or of a fence that holds prose; leave code out."""
        info, content = token.info.strip(), token.content
        first, end = token.map or [0, 0]
        directive = _DIRECTIVE.match(info)
        is_fence = token.type == "fence"
        closed = not is_fence or (
            end - first > 1 and lines[end - 1].strip().startswith(token.markup)
        )
        if directive and not _CODE_DIRECTIVE.match(info):
            self._add(_make_title(directive[1], first + offset + 1))
        elif not (is_mostly_prose(content) and (_PLAIN_INFO.match(info) or not closed)):
            self._leave_out("code block", first + offset + 1, content)
            return
        rows = content.split("\n")
        for at, line in enumerate(rows):
            if not directive or not _OPTION.match(line):
                break
            rows[at] = ""
        self.read(mask_lines("\n".join(rows)), offset + first + is_fence)

    def _read_html(self, token: Token, offset: int) -> None:
        """Read raw HTML; a comment that holds prose may be the original of what follows it."""
        first = (token.map[0] if token.map else 0) + offset
        content = token.content
        found = re.fullmatch(r"\s*<!--(.*)-->\s*", content, re.DOTALL)
        if found and "-->" not in found[1]:
            inner = _TokenWalker(self.parser)
            inner.read(mask_lines(found[1]), first)
            if inner.blocks:
                self.asides += inner.blocks
                self._leave_out("comment", first + 1, found[1], prose_only=True)
            return
        page = read_html(content)
        for block in shift_blocks(page.blocks, first):
            self._add(block)
        self.unread += [replace(item, line=item.line + first) for item in page.unread]

    def _read_lost_lines(self, tokens: Sequence[Token], lines: Sequence[str], offset: int) -> None:
        """Read the lines that no token holds: nested too deeply, or taken for a link's target."""
        held: set[int] = set()
        for token in tokens:
            if token.map and token.type in (
                "inline", "fence", "code_block", "html_block", "table_open", "hr"
            ):  # fmt: skip
                held.update(range(*token.map))
        for at, line in enumerate(lines):
            text = _BULLETS.sub("", line).strip()
            if at not in held and any(map(str.isalnum, text)) and not _DEFINITION.match(line):
                self._add(join_lines([(text, at + offset + 1)]))

    def _leave_out(self, what: str, line: int, text: str, *, prose_only: bool = False) -> None:
        found = describe_unread(what, line, text)
        if found is not None and (found.prose or not prose_only):
            self.unread.append(found)


def _make_title(text: str, line: int) -> Block | None:
    text = " ".join(text.split())
    return Block(text, ((0, line),), Kind.HEADING, (), True) if text else None
