"""What punctuation tells of sentences: speech, questions, how they begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

OPEN = re.compile("[“「『‘]|(?:^|(?<=[\\s(\\[—–-]))[\"']")
CLOSE = re.compile("[”」』]|(?<=\\S)\"|(?<=[.,!?…—–-])['’](?=\\s|$)")
ASK = re.compile("[?？]")
CRY = re.compile("[!！]")
NUMBER = re.compile("\\d+")
FULL_STOP = re.compile("[.。!！?？…][\"'”’」』)）]*$")
QUOTE = re.compile(f"(?P<open>{OPEN.pattern})|(?P<close>{CLOSE.pattern})")
MARKS = 10
(_OPENS, _CLOSES, _BEGINS, _ENDS, _ASKS, _CRIES, _STOPS, _LOWER, _COLON, _INSIDE) = range(MARKS)


def count_marks(texts: Sequence[str]) -> Floats:
    """Count what punctuation tells of each sentence: speech, questions, how it begins and ends."""
    out = np.zeros((len(texts), MARKS), dtype=np.float32)
    inside = False
    for row, raw in zip(out, texts, strict=True):
        text = raw.strip()
        row[_INSIDE] = inside
        for quote in QUOTE.finditer(text):
            inside = quote.lastgroup == "open"
        row[_OPENS] = min(len(OPEN.findall(text)), 4)
        row[_CLOSES] = min(len(CLOSE.findall(text)), 4)
        row[_BEGINS] = OPEN.match(text) is not None
        row[_ENDS] = bool(text) and (text[-1] in "”」』\"'’")
        row[_ASKS] = min(len(ASK.findall(text)), 4)
        row[_CRIES] = min(len(CRY.findall(text)), 4)
        row[_STOPS] = FULL_STOP.search(text) is not None
        row[_LOWER] = text[:1].islower()
        row[_COLON] = text.endswith(("：", ":"))
    return out
