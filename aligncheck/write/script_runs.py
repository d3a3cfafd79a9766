"""Part sentences by script, so that each part gets the right glyphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CHINESE = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence in one script."""

    text: str
    chinese: bool


def split_scripts(text: str) -> tuple[Run, ...]:
    """Part a sentence into Chinese and other text.

    >>> [run.text for run in split_scripts("十二 is 12")]
    ['十二', ' is 12']
    """
    found: list[Run] = []
    at = 0
    for match in _CHINESE.finditer(text):
        if match.start() > at:
            found.append(Run(text[at : match.start()], chinese=False))
        found.append(Run(match.group(), chinese=True))
        at = match.end()
    if at < len(text):
        found.append(Run(text[at:], chinese=False))
    return tuple(found)
