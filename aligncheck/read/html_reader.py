"""HTML: the text of block elements with the lines of the source file, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable

from aligncheck.document import Unread
from aligncheck.read.blocks import Block, Page
from aligncheck.read.decoding import decode_text
from aligncheck.read.html_elements import CODE, MAYBE_TEXT, NAMES, open_unclosed
from aligncheck.read.html_walker import FoundBlock, HtmlWalker, Position, Skipped
from aligncheck.read.prose import describe_unread, is_mostly_prose, weigh_prose, weigh_text
from aligncheck.read.suppression_comments import blank_suppressions

_MOST = 0.4  # a weak element that holds more than this share of the page's text is the text
_TENTH = 0.1  # share of the page's text from which an element without end has swallowed the text
_PASSES = 4  # times a page is read because an element inside another turned out to be text


def read_page(raw: bytes, path: str) -> Page:
    """Read HTML; raises ReadError if `raw` is no text."""
    return read_text(blank_suppressions(decode_text(raw, path)))


def read_text(text: str) -> Page:
    """Read HTML that is decoded already."""
    text, lost = open_unclosed(text)
    opened: frozenset[Position] = frozenset()
    for _ in range(_PASSES):
        walker = HtmlWalker(opened)
        walker.feed(text)
        walker.finish()
        more = frozenset(_list_readable(walker)) - opened
        if not more:
            break
        opened |= more
    kept, dropped = _drop_regions(walker.found)
    unread = [
        *(describe_unread(f"unclosed <{tag}>", line, body) for tag, line, body in lost if body),
        *_list_unread(walker, dropped),
    ]
    notes = [
        f"comment without end on line {line}: what follows is read as text"
        for tag, line, _ in lost
        if tag == "--"
    ]
    found = tuple(item for item in unread if item is not None)
    return Page("html", tuple(kept), tuple(notes[:3]), len(dropped), found)


def _list_readable(walker: HtmlWalker) -> Iterable[Position]:
    """Yield where elements stand that hold text although such elements hold none."""
    total = sum(weigh_text(found.block.text) for found in walker.found)
    for skipped in walker.skipped:
        body = "".join(skipped.text)
        prose = weigh_prose(body) if skipped.tag not in CODE or not skipped.closed else 0
        swallowed = not skipped.closed and prose > _TENTH * (total + prose)
        silent = skipped.tag == "noscript" and prose > _TENTH * (total + prose)
        if swallowed or silent or (skipped.tag in MAYBE_TEXT and is_mostly_prose(body)):
            yield skipped.position


def _drop_regions(found: Iterable[FoundBlock]) -> tuple[list[Block], list[Block]]:
    """Return the blocks that are text, and those of page furniture."""
    blocks = list(found)
    total = sum(len(item.block.text) for item in blocks) or 1
    sizes: dict[int, int] = {}
    for item in blocks:
        for region in item.regions:
            sizes[region] = sizes.get(region, 0) + len(item.block.text)
    kept: list[Block] = []
    dropped: list[Block] = []
    for item in blocks:
        is_text = all(sizes[region] > total * _MOST for region in item.regions)
        (kept if is_text else dropped).append(item.block)
    return kept, dropped


def _list_unread(walker: HtmlWalker, dropped: Iterable[Block]) -> Iterable[Unread | None]:
    yield from (_describe_skipped(skipped) for skipped in walker.skipped)
    for line, remark in walker.remarks:
        found = describe_unread("comment", line, remark)
        yield found if found and found.prose else None
    for block in dropped:
        yield describe_unread("page furniture", block.line, block.text)


def _describe_skipped(skipped: Skipped) -> Unread | None:
    """Return what an element hides; scripts, styles and heads only if they are no such thing."""
    found = describe_unread(
        NAMES.get(skipped.tag, skipped.tag), skipped.position[0], "".join(skipped.text)
    )
    quiet = skipped.tag in CODE or skipped.tag in ("head", "rt", "rp")
    return None if found and quiet and (skipped.closed or not found.prose) else found
