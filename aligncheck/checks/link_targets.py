"""AC306 for links and images that lead elsewhere in the translation than in the source.

What differs by language alone is the same: /zh/ and /en/, page.zh.md and page.md, the Wikipedia of
either language, a heading's anchor.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.latin_words import LATIN
from aligncheck.document import Span
from aligncheck.report import Finding, Pair, Side

RULES = (LATIN,)
ALIKE = 0.75  # share of letters from which one target is the other, changed
SURE = 0.78  # a target changed in a few letters
OTHER = 0.7  # another target, of as many on either side
MOVED = 0.4  # another site, which may well be the one for these readers
_RAW = re.compile(
    r"!?\[[^\]\n]*\]\(\s*<?(?P<md>[^\s)>]+)>?[^)\n]*\)|<(?:a|img)\b[^>]*?\b(?:href|src)\s*=\s*"
    r"[\"']?(?P<html>[^\s\"'>]+)",
    re.I,
)
_LANGUAGE = re.compile(
    r"(?<![a-z])(?:zh|en|cn|us|gb|tw|hk|zhs|zht|eng|chs|cht|chinese|english|hans|hant)(?![a-z])",
    re.I,
)
_JOINED = re.compile(r"[/._-]{2,}")
_ENDS = re.compile(r"(?:/?index)?(?:\.(?:html?|md|mdx|rst))?/?$")
_HOST = re.compile(r"(?:[a-z]+:)?//(?:www\.)?([^/]+)")
_SITES = re.compile("wiki(?:pedia|media|quote|source)|youtu|google|baidu|amazon|doi")


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the links and images of a pair whose target changed."""
    if pair.source is None or pair.target is None:
        return
    left, right = _list_links(pair.source), _list_links(pair.target)
    if not left or len(left) != len(right):
        return
    mine, yours = (Counter(_key(target) for _, target in some) for some in (left, right))
    lost = [one for one in left if (mine - yours)[_key(one[1])]]
    new = [one for one in right if (yours - mine)[_key(one[1])]]
    for (at, target), (there, other) in zip(lost, new, strict=False):
        message = f"The link goes to {target} in the source and to {other} in the translation."
        spans = _word_at(pair.source.text, at), _word_at(pair.target.text, there)
        sure = _change_probability(target, other)
        yield Finding("AC306", pair.id, message, sure, (spans[0],), (spans[1],), target)


def _list_links(side: Side) -> list[tuple[int, str]]:
    """Return where the links of a side stand and where they lead, read by the reader or raw."""
    if side.links:
        return [(min(at, len(side.text)), target) for at, target in side.links]
    if "](" not in side.text and "<" not in side.text:
        return []
    return [(one.start(), one["md"] or one["html"]) for one in _RAW.finditer(side.text)]


def _key(target: str) -> str:
    """Return a target without what differs by language alone."""
    plain = target.partition("#")[0].partition("?")[0].lower()
    plain = _ENDS.sub("", plain.replace("http:", "https:"))
    return _JOINED.sub("/", _LANGUAGE.sub("", plain)).strip("/._-")


def _change_probability(one: str, other: str) -> float:
    """Return how likely it is an error that one target became another."""
    hosts = [found[1] if (found := _HOST.match(target)) else "" for target in (one, other)]
    if hosts[0] != hosts[1] or any(_SITES.search(host) for host in hosts):
        return MOVED
    alike = SequenceMatcher(None, _key(one), _key(other), autojunk=False).ratio() >= ALIKE
    return SURE if alike else OTHER


def _word_at(text: str, at: int) -> Span:
    """Return the word at a place, the place itself if none stands there."""
    found = re.compile(r"[^\s，。；、]{1,24}").match(text, at)
    return Span(*found.span()) if found else Span(min(at, len(text)), min(at, len(text)))
