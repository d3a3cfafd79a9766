"""PDF with a text layer: lines put together into paragraphs. Order and spaces are guesses.

Running heads and page numbers are left out, words that were cut at a line's end are joined.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from aligncheck.document import Unread
from aligncheck.errors import ReadError
from aligncheck.optional import require_module
from aligncheck.read.block_kinds import guess_kinds
from aligncheck.read.blocks import Block, Page, join_lines
from aligncheck.read.line_unwrapping import measure_width
from aligncheck.read.prose import describe_unread

MOST_PAGES = 3_000
MOST_CHARACTERS = 50_000_000
_EDGE = 2  # lines at the head and the foot of a page that may be running heads
_OFTEN = 3  # pages that a running head stands on, at least
_CUT = re.compile(r"([A-Za-z]{2,})-$")
_TAIL = re.compile(r"([a-z]{2,})")
_NUMBER = re.compile(r"[-–—\s]*(?:\d{1,4}|[ivxlc]{1,6})[-–—\s]*|第\s*\d+\s*页.*|Page \d+.*", re.I)

_STOP = re.compile("[.!?。！？…:：;；]['\"”’」』)）]*$")
_LONG, _FULL = 0.8, 0.93  # of the usual width; a line that ends a sentence must be fuller to go on

Line = tuple[int, str]  # number over all pages, text


def read_document(raw: bytes, path: str) -> Page:
    """Read the text layer of a PDF; a paragraph's place is its page.

    Raises ReadError for what is no PDF, is encrypted or has no text layer; MissingExtra without
    pypdf.
    """
    require_module("pypdf", "docs", f"{path}: reading PDF")
    pages = _extract_pages(raw, path)
    heads = _find_running_heads(pages)
    unread: list[Unread] = []
    lines: list[Line] = []
    starts: list[int] = []  # the number of each page's first line
    number = 0
    for page in pages:
        starts.append(number + 1)
        last = len(page) - 1
        for at, text in enumerate(page):
            number += 1
            edge = at < _EDGE or at > last - _EDGE
            if edge and (_shape(text) in heads or _NUMBER.fullmatch(text.strip())):
                found = describe_unread("running head or page number", number, text)
                unread += [replace(found, prose=0)] if found else []
            else:
                lines.append((number, text))
    blocks = _join_paragraphs(_join_cut_words(lines))
    if not blocks:
        raise ReadError(
            f"{path}: no text layer in its {len(pages)} pages; recognise its text first"
        )
    return Page(
        "pdf",
        tuple(_name_page(block, starts) for block in guess_kinds(blocks)),
        (f"text layer of a PDF: paragraphs and their order are guessed{_describe_empty(pages)}",),
        unread=tuple(unread),
    )


def _extract_pages(raw: bytes, path: str) -> list[list[str]]:
    """Return the lines of each page."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(f"{path}: the PDF is encrypted; save it without a password")
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise ReadError(f"{path}: {count} pages, the limit is {MOST_PAGES:,}")
        pages: list[list[str]] = []
        size = 0
        for page in reader.pages:
            text = page.extract_text()
            size += len(text)
            if size > MOST_CHARACTERS:
                raise ReadError(f"{path}: more than {MOST_CHARACTERS:,} characters of text")
            pages.append([line.rstrip() for line in text.split("\n")])
    except ReadError:
        raise
    except Exception as error:  # pypdf raises whatever a damaged file makes it meet
        raise ReadError(f"{path}: not PDF ({type(error).__name__}: {error})") from None
    return pages


def _find_running_heads(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the lines, digits aside, that stand at the edge of many pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        edge = {*page[:_EDGE], *page[-_EDGE:]}
        seen.update({_shape(text) for text in edge if text.strip()})
    least = max(_OFTEN, len(pages) // 3)
    return frozenset(shape for shape, count in seen.items() if count >= least)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _join_cut_words(lines: Sequence[Line]) -> list[Line]:
    """Put a word that was cut at a line's end together, unless it is written with a hyphen."""
    words = Counter(re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", "\n".join(text for _, text in lines)))
    made = list(lines)
    for at in range(len(made) - 1):
        (number, text), (below, after) = made[at], made[at + 1]
        after = after.lstrip()
        cut, tail = _CUT.search(text), _TAIL.match(after)
        if not cut or not tail or words[f"{cut[1]}-{tail[1]}"]:
            continue
        end, _, rest = after.partition(" ")
        made[at] = (number, text[:-1] + end)
        made[at + 1] = (below, rest.lstrip())
    return made


def _join_paragraphs(lines: Sequence[Line]) -> list[Block]:
    """Return paragraphs: a line that is full, or stops in mid-sentence, goes on with the next."""
    widths = sorted(measure_width(text.strip()) for _, text in lines if text.strip())
    limit = widths[len(widths) * 9 // 10] if widths else 0
    groups: list[list[Line]] = []
    previous = ""
    for number, text in lines:
        if groups and previous.strip() and text.strip() and _goes_on(previous, text, limit):
            groups[-1].append((number, text))
        elif text.strip():
            groups.append([(number, text)])
        previous = text
    return [join_lines((text.strip(), number) for number, text in group) for group in groups]


def _goes_on(line: str, after: str, limit: int) -> bool:
    if after.startswith(("\u3000", "    ")) and not line.startswith(("\u3000", "    ")):
        return False
    share = measure_width(line.strip()) / max(1, limit)
    ended = bool(_STOP.search(line.rstrip()))
    return share >= (_FULL if ended else _LONG) or (not ended and after.strip()[0].islower())


def _name_page(block: Block, starts: Sequence[int]) -> Block:
    page = sum(1 for start in starts if start <= block.line)
    return replace(block, place=f"page {page}")


def _describe_empty(pages: Sequence[Sequence[str]]) -> str:
    empty = [str(at) for at, page in enumerate(pages, start=1) if not any(map(str.strip, page))]
    return f"; pages without text: {', '.join(empty[:20])}" if empty else ""
