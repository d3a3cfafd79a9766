"""What stands raised in a text: a power and an ordinal are read, a footnote mark is not."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"[\[(（]?\s*(?:\d{1,3}|[ivxlc]{1,4}|[a-z]|注\d*|[*†‡§#]{1,3})\s*[\])）]?(?:\s*[,，]\s*\d{1,3})*"
)
_ORDINAL = re.compile(r"st|nd|rd|th|e|er|o|a", re.IGNORECASE)
_UNIT = re.compile(r"(?:^|[\s\d])(?:[kcmd]?m|ft|in|s|sec|公里|千米|米|厘米|毫米)$")
_POWERS = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
LONGEST = 40  # characters of a <sup>; a longer one is text whose end tag is missing


def read_superscript(text: str, before: str, *, link: bool = False) -> str:
    """Return what a raised text says after `before`; nothing for a footnote mark.

    >>> [read_superscript(*texts) for texts in (("2", "30 km"), ("14", "rubles"), ("th", "19"))]
    ['²', '', 'th']
    """
    text = " ".join(text.split())
    if link and len(text) <= LONGEST // 2:
        return ""
    is_power = before.endswith("10") or bool(_UNIT.search(before[-8:]))
    if text and is_power and not text.translate(_POWERS).isascii() and len(text) <= 3:
        return text.translate(_POWERS)
    return text if _ORDINAL.fullmatch(text) or not _MARK.fullmatch(text) else ""
