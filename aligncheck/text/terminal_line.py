"""Text that a terminal and the log of a CI job show and do not obey."""

from __future__ import annotations

import re

# Terminals obey control characters and reorder text at bidirectional ones; a document must not.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What runners of GitHub and Azure take for a command: at the start of a line, or anywhere in it.
_COMMAND = re.compile(r"^\s*::|##\[|##vso\[")


def strip_controls(text: str) -> str:
    r"""Return text on one line without what a terminal or the log of a CI job would obey.

    >>> strip_controls("::error::x")
    ':\u200b:error::x'
    """
    line = _UNSAFE.sub("�", " ".join(text.splitlines()).replace("\t", " "))
    return _COMMAND.sub(lambda found: found[0][:-1] + "\u200b" + found[0][-1], line)
