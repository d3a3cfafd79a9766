"""Cut a text into sentences, Chinese or English, with their offsets.

>>> text = "“你好！”他说。我走了。"
>>> [span.cut(text) for span in split_sentences(text, Lang.ZH)]
['“你好！”他说。', '我走了。']
"""

from __future__ import annotations

import re

from aligncheck.document import Lang, Span
from aligncheck.text.sentence_ends_en import english_sentence_end
from aligncheck.text.sentence_ends_zh import NO_QUOTES, QUOTES, QuoteSpans, chinese_sentence_end
from aligncheck.text.words import HAN

_CLOSERS = "”’」』）》】〉〕\"')]}»"
# marks that end a sentence, what closes after them, and a footnote mark glued to it
_END = re.compile(
    r"(?P<mark>[。！？｡!?]+[。！？｡!?…⋯]*|[…⋯]+[。！？!?]*|\.+[!?.]*)"
    rf"(?P<close>[{re.escape(_CLOSERS)}]*)"
    r"(?P<note>(?:\[\^?(?:注\s*)?\d{1,3}\]|［\d{1,3}］|〔\d{1,3}〕|[①-⑳]|[¹²³⁰⁴-⁹]+|[*†‡]+(?=\s|$))*)"
)
_WIDE_END = frozenset("。！？｡")


def split_sentences(text: str, lang: Lang) -> list[Span]:
    """Return the sentences of `text` in order, without white space around them.

    All that is not white space is covered. A line end always ends a sentence: readers join
    wrapped lines, so one that is left stands between paragraphs.
    """
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        spans.extend(span.shift(start) for span in _split_line(line, lang))
        start += len(line) + 1
    return spans


def _split_line(text: str, lang: Lang) -> list[Span]:
    """Cut one line; pieces without a letter or digit stay with the sentence before them."""
    spans: list[Span] = []
    start = 0
    for end in [*_find_sentence_ends(text, lang), len(text)]:
        piece = text[start:end]
        if not piece.strip():
            continue
        span = Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
        start = end
        if spans and not any(map(str.isalnum, piece)):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return spans


def _find_sentence_ends(text: str, lang: Lang) -> list[int]:
    """Return the offsets after which a new sentence begins."""
    quotes = QuoteSpans.of(text) if any(mark in text for mark in QUOTES) else NO_QUOTES
    ends: list[int] = []
    start = 0
    for found in _END.finditer(text):
        if found.start() < start:
            continue
        end = chinese_sentence_end(text, found, quotes) if _is_wide(text, found, lang) else (
            english_sentence_end(text, found, start)
        )  # fmt: skip
        if end is not None and end < len(text):
            ends.append(end)
            start = end
    return ends


def _is_wide(text: str, found: re.Match[str], lang: Lang) -> bool:
    """Return whether a mark is used as in Chinese: no space needs to follow it."""
    mark = found["mark"]
    if mark[0] in _WIDE_END:
        return True
    before = text[max(0, found.start() - 1) : found.start()]
    after = text[found.end() : found.end() + 1]
    beside = bool(re.search(f"[{HAN}”’」』）》]", before) or re.match(f"[{HAN}“「『（《]", after))
    if mark[0] == ".":
        # "结束. " ends a sentence, "弗.伊.列宁" and "3.5" do not
        two = text[max(0, found.start() - 2) : found.start()]
        return bool(re.fullmatch(f"[{HAN}]{{2}}", two)) and (not after or after.isspace())
    if mark[0] in "…⋯":
        return beside and (lang is Lang.ZH or len(mark) > 1)
    return beside and not (after.isascii() and after.isalnum() and before.isascii())
