"""What the elements of HTML mean to a reader: blocks, furniture, what is not shown."""

from __future__ import annotations

import re


def _split_words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _split_words("area base br col embed hr img input link meta param source track wbr")
BLOCKS = _split_words(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary "
    "table tbody tfoot thead tr ul caption dialog hgroup option"
)
SKIP = _split_words(
    "head script style nav noscript template svg math iframe select button textarea object "
    "audio video canvas map datalist code-block pre dialog rt rp"
)
CODE = _split_words("script style")  # never text, if they are closed
MAYBE_TEXT = _split_words("pre code-block")  # read if what they hold is prose
WEAK = _split_words("header footer aside form")  # left out unless they hold the text itself
ROWS = _split_words("tr table tbody thead tfoot")
CLOSED_BY = {
    "p": BLOCKS,
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "tbody", "tfoot", "thead"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "option": frozenset({"option"}),
    "head": BLOCKS,
    "title": BLOCKS,
}
ROLES = _split_words("navigation search banner contentinfo alert alertdialog dialog menu toolbar")
NAMES = {
    "nav": "navigation",
    "pre": "preformatted text",
    "code-block": "code",
    "rt": "ruby reading",
    "rp": "ruby reading",
    "noscript": "text for browsers without scripts",
    "svg": "drawing",
    "math": "formula",
    "dialog": "closed dialog",
    "head": "page head",
}
_CLASS = re.compile(
    r"(?:[\w-]+[-_])?(?:share|sharing|social|addtoany|sharethis|breadcrumbs?|cookies?|gdpr|newsletter"
    r"|pagination|pager|navbar|sidebar|related|skip-link|screen-reader-text|sr-only|visually-hidden"
    r"|advert|advertisement|popup|modal)"
    r"(?:[-_](?:bar|buttons?|links?|icons?|tools?|widget|list|media|nav|menu|banner|notice|consent"
    r"|popup|modal|signup|form|box|posts|articles|content|reading|container|wrapper|text))*",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RAW = re.compile(r"<(script|style|title|textarea)\b[^>]*>|<!--", re.IGNORECASE)
_BLOCK_START = re.compile(
    r"<(?:p|div|h[1-6]|table|ul|ol|dl|section|article|main|body|blockquote)\b[^>]*>", re.IGNORECASE
)
_CONDITION = re.compile(r"<!\[(?:if|else|endif)\b[^<>\n]{0,100}>", re.IGNORECASE)
_SECTION = re.compile(r"<!\[(?!CDATA\[)")  # the parser knows no other marked section
_STRAY = re.compile(r"<([^<>]*)(?=<|\Z)")
_MOST_LOST = 1000  # comments, scripts and styles without end that are looked at
_MOST_QUOTED = 100  # tags that may hold a "<" in the value of an attribute
_LONGEST_NAME = 200  # of a class that is looked at


def is_furniture(attrs: dict[str, str | None]) -> bool:
    """Return whether class, id or role say that an element belongs to the page, not the text."""
    names = f"{attrs.get('class') or ''} {attrs.get('id') or ''}".split()
    return (attrs.get("role") or "").lower() in ROLES or any(
        len(name) <= _LONGEST_NAME and _CLASS.fullmatch(name) for name in names
    )


def is_hidden(attrs: dict[str, str | None]) -> bool:
    """Return whether an element is not shown."""
    return (
        "hidden" in attrs
        or (attrs.get("aria-hidden") or "").lower() == "true"
        or bool(_HIDDEN.search(attrs.get("style") or ""))
    )


def open_unclosed(text: str) -> tuple[str, list[tuple[str, int, str]]]:
    """Return a page in which no comment, script or style goes on to the end for want of its end.

    A comment that does not end is read as text. A script or style that does not end ends at the
    next block; what was blanked is returned as (element, line, text). Lines stay.
    """
    lost: list[tuple[str, int, str]] = []
    never: set[str] = set()  # ends that do not come any more
    pieces: list[str] = []
    at = 0
    while (found := _RAW.search(text, at)) is not None:
        tag = (found[1] or "--").lower()
        end = None
        if tag not in never:
            mark = "-->|--!>|<!--+>" if tag == "--" else f"</{tag}"
            end = re.compile(mark, re.IGNORECASE).search(text, found.start())
        pieces.append(_escape_stray(text[at : found.start()]))
        if end is not None:
            pieces.append(text[found.start() : end.end()])
            at = end.end()
            continue
        never.add(tag)
        stop = found.end()
        if tag != "--":
            block = _BLOCK_START.search(text, stop)
            stop = block.start() if block else len(text)
        blanked = text[found.start() : stop]
        lost.append((tag, text.count("\n", 0, found.start()) + 1, text[found.end() : stop]))
        pieces.append("\n" * blanked.count("\n"))
        at = stop
        if len(lost) >= _MOST_LOST:
            break
    return "".join((*pieces, _escape_stray(text[at:]))), lost


def _escape_stray(text: str) -> str:
    """Write "<" as text where no tag begins: a parser looks for its end again and again."""
    quoted = 0

    def escape(found: re.Match[str]) -> str:
        nonlocal quoted
        inside = found[1]
        if (inside.count('"') % 2 or inside.count("'") % 2) and quoted < _MOST_QUOTED:
            quoted += 1
            return found[0]
        return f"&lt;{inside}"

    return _SECTION.sub("&lt;![", _STRAY.sub(escape, _CONDITION.sub("", text)))
