"""Placeholders of interface texts: what a program puts words into, and tags it lays out.

printf (`%s`, `%2$d`, `%(name)s`), braces (`{name}`, `{0}`, `{{count}}`, `${x}`, `%{x}`), ICU
messages (`{count, plural, …}`), tags of HTML (`<b>`, `<0>`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from aligncheck.document import Span

_FIND = re.compile(
    r"(?P<escape>%%|''|'\{[^']*')"
    r"|(?P<named>%\([A-Za-z_]\w*\)[-+#0]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa])"
    r"|(?P<printf>(?<![\d%])%(?:\d{1,2}\$)?[-+#0]*\d{0,3}(?:\.\d{1,3})?"
    r"(?:hh|h|ll|l|q|L|z|t|j)?[@diouxXeEfFgGcCsSpa](?![A-Za-z]))"
    r"|(?P<brace>\{\{\{?\s*[\w.$\[\]'-]+(?:\s*\|[^{}\n]{0,60})?\s*\}?\}\}"
    r"|[$%#]\{\s*[A-Za-z_][\w.\[\]]*\s*\}"
    r"|(?<![\w\\_^}$])\{\s*(?:[A-Za-z_][\w.\[\]-]*(?::[^{}\s]{0,20})?|\d{1,2}(?::[^{}\s]{0,20})?)?\s*\})"
    r"|(?P<icu>\{\s*[A-Za-z_0-9][\w.]*\s*,\s*(?:plural|select|selectordinal|number|date|time)\b)"
    r"|(?P<percent>%[A-Za-z_][A-Za-z0-9_]{1,40}%)"
    r"|(?P<tag></?(?:[A-Za-z][A-Za-z0-9]{0,10}|\d{1,2})(?:\s[^<>]{0,300})?/?>)"
)
_TAGS = frozenset(
    "a b i u s em strong br p div span ul ol li code pre sub sup small big h1 h2 h3 h4 h5 h6 img "
    "font kbd mark del ins hr table tr td th g x bpt ept ph it".split()
)
_LONGEST = 20_000  # characters of a text that is looked at; interface texts are short


class PlaceholderKind(StrEnum):
    """What a placeholder is for; of the printf kind the order counts."""

    PRINTF = "printf"
    NAMED = "named"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder; `key` is what must be the same on both sides."""

    span: Span
    text: str
    key: str
    kind: PlaceholderKind


def find_placeholders(text: str) -> list[Placeholder]:
    """Return the placeholders of a text in order; those inside an ICU message's branches as well.

    >>> [one.key for one in find_placeholders("<b>%1$s</b>: {count} of 50%")]
    ['<b>', '%1$s', '</b>', '{count}']
    """
    if len(text) > _LONGEST or not any(sign in text for sign in "%{<"):
        return []
    found: list[Placeholder] = []
    for match in _FIND.finditer(text):
        group = match.lastgroup or ""
        kind = {"printf": PlaceholderKind.PRINTF, "tag": PlaceholderKind.TAG}.get(
            group, PlaceholderKind.NAMED
        )
        key = _make_key(match[0], group)
        if key:
            found.append(Placeholder(Span(*match.span()), match[0], key, kind))
    return found


def _make_key(text: str, group: str) -> str:
    """Return what of a placeholder must not change; nothing for what is none."""
    if group == "escape":
        return ""
    if group == "tag":
        name = re.sub(r"[\s/>].*", "", text.lstrip("</"), flags=re.DOTALL).lower()
        if name not in _TAGS and not name.isdigit():
            return ""
        if name in ("br", "hr", "img") or text.endswith("/>"):
            return f"<{name}>"
        return f"</{name}>" if text.startswith("</") else f"<{name}>"
    if group == "icu":
        name, kind = (part.strip() for part in text.lstrip("{").split(",")[:2])
        return f"{{{name}, {kind}}}"
    return re.sub(r"\s+", "", text)
