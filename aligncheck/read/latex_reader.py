"""LaTeX: the text of a paper, paragraph by paragraph, without formulas, figures and references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligncheck.document import Kind, Unread
from aligncheck.optional import require_module
from aligncheck.read.blocks import Block, BlockBuilder, Page
from aligncheck.read.decoding import decode_text
from aligncheck.read.prose import describe_unread

_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_BODY = re.compile(r"\\begin\{document\}(.*?)(?:\\end\{document\}|\Z)", re.DOTALL)
_LEFT_OUT = (
    "equation|align|gather|multline|eqnarray|displaymath|math|verbatim|lstlisting|minted|tikzpicture"
    "|tabular|array|thebibliography|algorithm|algorithmic|filecontents"
)
_ENVIRONMENT = re.compile(rf"\\begin\{{({_LEFT_OUT})\*?\}}(.*?)\\end\{{\1\*?\}}", re.DOTALL)
_DISPLAY = re.compile(r"\\\[(.*?)\\\]|\$\$(.*?)\$\$", re.DOTALL)
_CAPTION = re.compile(r"\\caption\s*(?:\[[^\]]*\])?\{")
_HEADING = re.compile(r"\\(?:part|chapter|(?:sub)*section|paragraph|title)\*?\s*(?:\[[^\]]*\])?\{")
_ITEM_END = re.compile(r"\\item\b|\\end\{")
_ITEM = re.compile(r"\\item\b\s*(?:\[[^\]]*\])?")
_MARKS = re.compile(
    r"\\(?:begin|end)\{[^}]*\}(?:\[[^\]\n]*\])?|\\(?:label|ref|eqref|pageref|cite[a-z]*|index|vspace|hspace"
    r"|bibliography|bibliographystyle|includegraphics|input|include|centering|maketitle"
    r"|tableofcontents|noindent|newpage|clearpage)\*?(?:\[[^\]\n]*\])*(?:\{[^{}\n]*\})?"
)
_LONGEST = 20_000  # characters of a paragraph


def read_page(raw: bytes, path: str) -> Page:
    """Read LaTeX; raises ReadError for what is no text, MissingExtra without pylatexenc."""
    latex2text = require_module("pylatexenc.latex2text", "docs", f"{path}: reading LaTeX")
    text = _COMMENT.sub("", decode_text(raw, path))
    body = _BODY.search(text)
    start = body.start(1) if body else 0
    unread: list[Unread] = []
    _note(unread, "preamble", text, 0, text[:start])
    source = "\n" * text.count("\n", 0, start) + (body[1] if body else text)
    source = _blank(_ENVIRONMENT, source, unread)
    source = _blank(_DISPLAY, source, unread)
    convert = latex2text.LatexNodes2Text(math_mode="text", keep_comments=False)
    blocks: list[Block] = []
    for line, kind, piece in _split_paragraphs(source):
        pen = BlockBuilder()
        try:
            plain = convert.latex_to_text(piece) if len(piece) < _LONGEST else piece
        except (RecursionError, ValueError, IndexError, AttributeError, TypeError):
            plain = piece  # not LaTeX that the library understands: read as it stands
        pen.write(plain, line)
        block = pen.block(kind, marked=kind is not Kind.BODY)
        if block is not None and any(map(str.isalnum, block.text)):
            blocks.append(Block(block.text, ((0, line),), kind, (), kind is not Kind.BODY))
    return Page("latex", tuple(blocks), unread=tuple(unread))


def _blank(pattern: re.Pattern[str], text: str, unread: list[Unread]) -> str:
    """Return the text without what the pattern finds, but with its captions and lines."""

    def leave_out(found: re.Match[str]) -> str:
        inside = next((group for group in found.groups()[::-1] if group), "")
        what = found[1] if pattern is _ENVIRONMENT else "formula"
        _note(unread, what, text, found.start(), inside)
        return "\n" * found[0].count("\n")

    return pattern.sub(leave_out, text)


def _split_paragraphs(text: str) -> Iterator[tuple[int, Kind, str]]:
    """Yield line, kind and source of headings, captions, list items and paragraphs."""
    line = 1
    for part in re.split(r"(\n[ \t]*\n\s*)", text):
        at = 0
        for piece, kind in _cut_commands(part):
            found = part.find(piece, at)
            here = line + part.count("\n", 0, max(found, 0))
            at = max(found, at)
            bare = _MARKS.sub("", piece)
            lead = bare[: len(bare) - len(bare.lstrip())].count("\n")
            if bare.strip():
                yield here + lead, kind, bare.strip()
        line += part.count("\n")


def _cut_commands(part: str) -> Iterator[tuple[str, Kind]]:
    """Yield what stands between headings, captions and items of a paragraph, and these."""
    at = 0
    for found in re.finditer(rf"{_HEADING.pattern}|{_CAPTION.pattern}|{_ITEM.pattern}", part):
        if found.start() < at:
            continue
        yield part[at : found.start()], Kind.BODY
        if _ITEM.fullmatch(found[0]):
            following = _ITEM_END.search(part, found.end())
            at = following.start() if following else len(part)
            yield part[found.end() : at], Kind.LIST
            continue
        end = _find_brace(part, found.end())
        yield part[found.end() : end], Kind.BODY if "caption" in found[0] else Kind.HEADING
        at = min(len(part), end + 1)
    yield part[at:], Kind.BODY


def _find_brace(text: str, start: int) -> int:
    """Return where the brace ends that was opened before `start`."""
    depth = 1
    for at in range(start, min(len(text), start + _LONGEST)):
        depth += (text[at] == "{") - (text[at] == "}")
        if not depth:
            return at
    return len(text)


def _note(unread: list[Unread], what: str, text: str, at: int, inside: str) -> None:
    found = describe_unread(what, text.count("\n", 0, at) + 1, inside)
    if found is not None:
        unread.append(found)
