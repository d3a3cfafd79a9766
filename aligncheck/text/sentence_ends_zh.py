"""Where a Chinese sentence ends: what its marks, quotes and speech tags say.

`found` is a match of the pattern of `sentence_split`, with the groups mark, close and note.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from aligncheck.text.words import HAN

QUOTES = {"“": "”", "「": "」", "『": "』", "《": "》", "（": "）", "【": "】", "〈": "〉"}
_SHORT_QUOTE = 20  # characters; a mark inside a shorter quote does not end a sentence
_TAG = re.compile(
    rf"[{HAN}·]{{0,8}}?(?:回答|表示|指出|写道|解释|补充|强调|寫道|解釋|補充|強調"
    r"|[说說问問答喊叫笑]?道|[说說问問答喊叫想])"
    r"(?:[。，,：:！？!?；;]|着|$)"
)
_TAG_BEFORE = re.compile(r"[:：]\s*$|(?:[说說道问問答喊]|指出|表示)[，,]\s*$")
_GOES_ON = re.compile(r"[，、；：,;:）)的地得了着吗呢吧啊这那和与或及等之而]")
_NEW_START = re.compile(r"(?:^|[。！？!?…\n”])\s*$")


@dataclass(frozen=True, slots=True)
class QuoteSpans:
    """Where Chinese quotes and brackets open and close; both tuples ascend by closing offset."""

    opens: tuple[int, ...]
    closes: tuple[int, ...]
    titles: tuple[tuple[int, int], ...]
    short: tuple[tuple[int, int], ...]

    @staticmethod
    def of(text: str) -> QuoteSpans:
        """Match the quotes of `text`; one left open is none."""
        stack: list[tuple[str, int]] = []
        pairs: list[tuple[int, int]] = []
        for at, char in enumerate(text):
            if char in QUOTES:
                stack.append((char, at))
            elif char in "”」』》）】〉":
                depth = len(stack) - 1
                while depth >= 0 and QUOTES[stack[depth][0]] != char:
                    depth -= 1
                if depth >= 0:
                    pairs.append((stack[depth][1], at))
                    del stack[depth:]
        outer = sorted((a, b) for a, b in pairs if b - a <= _SHORT_QUOTE)
        flat: list[tuple[int, int]] = []
        for start, end in outer:
            if not flat or start > flat[-1][1]:
                flat.append((start, end))
        titles = tuple(sorted((a, b) for a, b in pairs if text[a] in "《〈"))
        return QuoteSpans(
            tuple(a for a, _ in pairs), tuple(b for _, b in pairs), titles, tuple(flat)
        )

    def is_title(self, at: int) -> bool:
        """Return whether `at` stands inside a title such as 《怎么办？》."""
        return _stands_within(self.titles, at)

    def inside_short(self, at: int) -> bool:
        """Return whether `at` stands inside a short quote or bracket."""
        return _stands_within(self.short, at)

    def opened_before(self, end: int) -> int | None:
        """Return where the quote opened whose closing mark ends at `end`."""
        at = bisect_left(self.closes, end - 1)
        if at < len(self.closes) and self.closes[at] == end - 1:
            return self.opens[at]
        return None


NO_QUOTES = QuoteSpans((), (), (), ())


def chinese_sentence_end(text: str, found: re.Match[str], quotes: QuoteSpans) -> int | None:
    """Return where the sentence that may end at a mark ends, None if it goes on."""
    closers = found["close"]
    end = found.start("close")
    if quotes.is_title(found.start()):
        return None
    for char in closers:
        if char == '"' and text.count('"', 0, end) % 2 == 0:
            break  # an opening quote, that of the next sentence
        end += 1
    closed = end > found.start("close")
    if end == found.end("close"):
        end = found.end()
    rest = text[end:]
    if not rest.strip():
        return end
    if quotes.inside_short(end):
        return None
    if found["mark"][0] in "…⋯" and _GOES_ON.match(rest):
        return None
    if closed and _is_embedded_quote(text, found, rest, quotes):
        return None
    if re.match("[，、；：,;:）」』》]", rest):
        return None
    return end


def _is_embedded_quote(text: str, found: re.Match[str], rest: str, quotes: QuoteSpans) -> bool:
    """Return whether the quote that closes here is only a part of its sentence.

    So it is when a speech tag follows (“你好！”他说), when the sentence plainly goes on (“冲啊！”的
    口号), or when it was opened in the middle of a clause (他喊着“万岁！”跑了).
    """
    if _GOES_ON.match(rest) and not rest.startswith(("这", "那", "等", "而")):
        return True
    opened = quotes.opened_before(found.end("close"))
    if opened is None:
        return bool(_TAG.match(rest)) and found["mark"][0] not in "。｡"
    before = text[:opened]
    if text[opened] == "（":
        return not _NEW_START.search(before)
    if _TAG_BEFORE.search(before):
        return False
    if _NEW_START.search(before):
        return bool(_TAG.match(rest))
    return found.end() - opened <= _SHORT_QUOTE


def _stands_within(stretches: tuple[tuple[int, int], ...], at: int) -> bool:
    number = bisect_right(stretches, (at, len(stretches) and at)) - 1
    return number >= 0 and stretches[number][0] < at <= stretches[number][1]
