"""Text as XML 1.0 can hold it."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def escape_xml(text: str) -> str:
    """Return text for an element: markup escaped, what XML cannot hold left out."""
    return escape(strip_invalid(text))


def strip_invalid(text: str) -> str:
    """Return text without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("", text)
