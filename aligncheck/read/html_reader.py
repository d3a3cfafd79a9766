"""HTML: the text of block elements with the lines of the source file.

The parser of the standard library gives the position of every piece of text, which tree builders
do not; the few rules of HTML that matter here (elements that end by themselves) are below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from aligncheck.document import Kind, Lang
from aligncheck.read.blocks import Block, BlockBuilder, Page
from aligncheck.read.decoding import decode_text


def _split_words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = _split_words("area base br col embed hr img input link meta param source track wbr ")
_BLOCKS = _split_words(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary "
    "table tbody tfoot thead tr ul caption dialog hgroup option "
)
_SKIP = _split_words(
    "head script style nav noscript template svg math iframe select button textarea object "
    "audio video canvas map datalist code-block pre dialog "
)
_WEAK = _split_words("header footer aside form ")  # left out unless they hold the text itself
_CLOSED_BY = {
    "p": _BLOCKS,
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "tbody", "tfoot", "thead"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "option": frozenset({"option"}),
    "head": frozenset({"body"}),
}
_ROLES = _split_words("navigation search banner contentinfo alert alertdialog dialog menu toolbar ")
_CLASS = re.compile(
    r"(?:[\w-]+[-_])?(?:share|sharing|social|addtoany|sharethis|breadcrumbs?|cookies?|gdpr|newsletter"
    r"|pagination|pager|navbar|sidebar|related|skip-link|screen-reader-text|sr-only|visually-hidden"
    r"|advert|advertisement|popup|modal)"
    r"(?:[-_](?:bar|buttons?|links?|icons?|tools?|widget|list|media|nav|menu|banner|notice|consent"
    r"|popup|modal|signup|form|box|posts|articles|content|reading|container|wrapper|text))*",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARK = re.compile(
    r"[\[(（]?\s*(?:\d{1,3}|[ivxlc]{1,4}|[a-z]|注\d*|[*†‡§#]{1,3})\s*[\])）]?(?:\s*[,，]\s*\d{1,3})*"
)
_ORDINAL = re.compile(r"st|nd|rd|th|e|er|o|a", re.IGNORECASE)
_UNIT = re.compile(r"(?:^|[\s\d])(?:[kcmd]?m|ft|in|s|sec|公里|千米|米|厘米|毫米)$")
_POWERS = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_MOST = 0.4  # a weak element that holds more than this share of the page's text is the text


def read_page(raw: bytes, path: str) -> Page:
    """Read HTML; raises ReadError if `raw` is no text."""
    return read_text(decode_text(raw, path))


def read_text(text: str) -> Page:
    """Read HTML that is decoded already."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    parser.flush()
    total = sum(len(found.block.text) for found in parser.found) or 1
    sizes: dict[int, int] = {}
    for found in parser.found:
        for region in found.regions:
            sizes[region] = sizes.get(region, 0) + len(found.block.text)
    kept = [
        found.block
        for found in parser.found
        if all(sizes[region] > total * _MOST for region in found.regions)
    ]
    return Page("html", tuple(kept), left_out=len(parser.found) - len(kept))


@dataclass(slots=True)
class _Element:
    """An open element; `region` numbers a weak one, `skip` leaves out all text inside."""

    tag: str
    skip: bool = False
    region: int | None = None
    lang: Lang | None = None


@dataclass(slots=True)
class _FoundBlock:
    block: Block
    regions: tuple[int, ...]


class _Parser(HTMLParser):
    """Collect blocks while walking over the source."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)  # a "&#10;" is no line of the file
        self.found: list[_FoundBlock] = []
        self._open: list[_Element] = []
        self._pen = BlockBuilder()
        self._regions = 0
        self._sup: list[str] | None = None
        self._sup_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, end the block before it if it is a block."""
        self._close_implied(tag)
        if tag == "br":
            self._pen.end_line()
        if tag in ("td", "th"):
            self._begin_cell()
        if tag == "sup":
            self._sup, self._sup_link = [], any(e.tag == "a" for e in self._open)
        if tag == "a" and self._sup is not None:
            self._sup_link = True
        if tag in _BLOCKS and tag not in ("td", "th", "br") and not self._in_cell():
            self.flush()
        if tag not in _VOID:
            self._open.append(self._open_element(tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Treat <br/> as <br>, and <p/> as the <p> that it is in HTML."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close an element and all that was left open inside it."""
        if tag == "br":
            self._pen.end_line()
            return
        if not any(element.tag == tag for element in self._open):
            return
        if tag == "sup":
            self._end_sup()
        if tag in _BLOCKS and not self._in_cell(below=tag):
            self.flush()
        while self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Add text to the block."""
        if any(element.skip for element in self._open):
            return
        line, _ = self.getpos()
        if self._sup is not None:
            self._sup.append(data)
        else:
            self._pen.write(data, line)

    def handle_entityref(self, name: str) -> None:
        """Add a character that is written by name."""
        self.handle_data(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        """Add a character that is written by number."""
        self.handle_data(unescape(f"&#{name};").replace("\n", " "))

    def flush(self) -> None:
        """End the block."""
        kind = self._block_kind()
        lang = next((e.lang for e in reversed(self._open) if e.lang), None)
        block = self._pen.block(kind, marked=kind is not Kind.BODY, lang=lang)
        if block is None or not any(char.isalnum() for char in block.text):
            return
        if block.text.endswith(" |"):
            block = block.cut(0, len(block.text) - 2)
        regions = tuple(e.region for e in self._open if e.region is not None)
        self.found.append(_FoundBlock(block, regions))

    def _open_element(self, tag: str, attrs: dict[str, str | None]) -> _Element:
        lang = _parse_lang(attrs.get("lang") or attrs.get("xml:lang")) if tag != "html" else None
        if tag in _SKIP or _is_hidden(attrs):
            return _Element(tag, skip=True)
        names = f"{attrs.get('class') or ''} {attrs.get('id') or ''}".split()
        inner = any(element.tag in ("article", "main") for element in self._open)
        weak = tag in _WEAK and not (tag == "header" and inner)
        if tag not in ("body", "html", "main", "article"):
            weak = weak or any(_CLASS.fullmatch(name) for name in names)
            weak = weak or (attrs.get("role") or "").lower() in _ROLES
        if weak:
            self._regions += 1
            return _Element(tag, region=self._regions, lang=lang)
        return _Element(tag, lang=lang)

    def _close_implied(self, tag: str) -> None:
        """Close what HTML closes by itself, such as a <p> before a <div>."""
        while self._open and tag in _CLOSED_BY.get(self._open[-1].tag, ()):
            closed = self._open[-1].tag
            if closed in _BLOCKS and not self._in_cell(below=closed):
                self.flush()
            self._open.pop()

    def _in_cell(self, below: str = "") -> bool:
        """Return whether we are inside a cell of a table row (and not at its row's end)."""
        for element in reversed(self._open):
            if element.tag in ("td", "th"):
                return below not in ("tr", "table", "tbody", "thead", "tfoot")
            if element.tag in ("tr", "table"):
                return False
        return False

    def _begin_cell(self) -> None:
        if self._pen.text:
            self._pen.write(" | ", self.getpos()[0])
            self._pen.end_cell()

    def _block_kind(self) -> Kind:
        for element in reversed(self._open):
            if re.fullmatch("h[1-6]", element.tag):
                return Kind.HEADING
            if element.tag in ("li", "dt", "dd"):
                return Kind.LIST
            if element.tag in ("tr", "table"):
                return Kind.TABLE
        return Kind.BODY

    def _end_sup(self) -> None:
        """Write a power or an ordinal, leave out a footnote mark."""
        text = " ".join("".join(self._sup or ()).split())
        self._sup = None
        line, _ = self.getpos()
        before = self._pen.text
        is_power = before.endswith("10") or bool(_UNIT.search(before[-8:]))
        if self._sup_link:
            return
        if text and is_power and not text.translate(_POWERS).isascii() and len(text) <= 3:
            self._pen.write(text.translate(_POWERS), line)
        elif text and (_ORDINAL.fullmatch(text) or not _MARK.fullmatch(text)):
            self._pen.write(text, line)


def _parse_lang(value: str | None) -> Lang | None:
    code = (value or "").lower().partition("-")[0]
    return Lang(code) if code in ("zh", "en") else None


def _is_hidden(attrs: dict[str, str | None]) -> bool:
    return (
        "hidden" in attrs
        or (attrs.get("aria-hidden") or "").lower() == "true"
        or bool(_HIDDEN.search(attrs.get("style") or ""))
    )
