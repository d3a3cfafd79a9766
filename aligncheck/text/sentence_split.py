"""Cut a text into sentences, Chinese or English, with their offsets.

>>> text = "“你好！”他说。我走了。"
>>> [span.cut(text) for span in split_sentences(text, Lang.ZH)]
['“你好！”他说。', '我走了。']
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from aligncheck.document import Lang, Span
from aligncheck.text.words import HAN

_CLOSERS = "”’」』）》】〉〕\"')]}»"
# marks that end a sentence, what closes after them, and a footnote mark glued to it
_END = re.compile(
    r"(?P<mark>[。！？｡!?]+[。！？｡!?…⋯]*|[…⋯]+[。！？!?]*|\.+[!?.]*)"
    rf"(?P<close>[{re.escape(_CLOSERS)}]*)"
    r"(?P<note>(?:\[\^?(?:注\s*)?\d{1,3}\]|［\d{1,3}］|〔\d{1,3}〕|[①-⑳]|[¹²³⁰⁴-⁹]+|[*†‡]+(?=\s|$))*)"
)
_WIDE_END = frozenset("。！？｡")
_OPENING = "“‘「『（《【〈〔\"'([{«"
_SKIP_OPENING = re.compile(rf"[\s{re.escape(_OPENING)}]*")
_GLUED_NOTE = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*(?=\s|$)")
_SPACED_NOTE = re.compile(r"[ \u00a0]\d{1,3}(?=\s+[“\"‘(]?[A-Z])")
_SPEECH_EN = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,3}(?:said|asked|replied|wrote|noted|added|argued|answered|cried"
    r"|exclaimed|shouted|whispered|remarked|observed|demanded|wondered)\b"
)
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]+(?:[’'-][^\W\d_]+)*$")
_LIST_MARKER = re.compile(r"[(\[]?(?:\d{1,3}|[IVXLC]{1,6}|[a-zA-Z])(?:\.\d{1,2})*$")
_NUMBER = re.compile(r"\d|[IVXLC]+\b|[ivxlc]+\b")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d$")


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Titles, with a capital letter, and abbreviations that a sentence never ends with.
_TITLES = _word_set(
    "Mr Mrs Ms Dr Prof Gen Col Lt Sgt Capt Cmdr Cdr Adm Gov Sen Rep Pres Rev Hon Messrs Mme Mlle "
    "St Mt Ft Maj Brig Hr Fr Dept "
)
_NEVER = _word_set("vs cf viz e.g i.e eg ie esp approx")
_MONTHS = _word_set("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")
# Abbreviations of what a number follows: before a number they do not end a sentence.
_BEFORE_NUMBER = _word_set(
    "no nos nr pp p vol vols ch chap chs fig figs eq eqs art arts sec sect secs para paras pt "
    "n nn fol ff l ll ser c ca op"
)
# Abbreviations that may end a sentence: they do when a word follows that mostly begins one.
_MAY_END = _word_set(
    "inc ltd co corp bros llc plc jr sr etc al ed eds trans repr rev ph.d m.d b.a m.a ll.d u.s "
    "u.k u.n e.u p.m a.m d.c b.c a.d b.c.e c.e u.s.s.r p.r.c r.o.c avg tel ext ave "
    "blvd rd univ assn lb lbs oz hrs mins secs yr yrs ibid "
)
_STARTERS = _word_set(
    "The A An In On At By For From With Without Within He She It They We I You This That These "
    "Those There Here But And Or So Yet Nor If When While Where Who What Why How As After "
    "Before Since Until Although Though Because However Moreover Furthermore Therefore Thus "
    "Hence Meanwhile Instead Indeed Then Now Today His Her Its Their Our My Your Some Many Most "
    "All Both Each Every No Not Only Even Such Another Other Others Once During Under Over "
    "Between Among Through To Of According Despite Unlike Like Nevertheless Nonetheless "
    "Consequently Finally First Second Third Later Also Still Perhaps Let One Two Three "
)

_PAIRS = {"“": "”", "「": "」", "『": "』", "《": "》", "（": "）", "【": "】", "〈": "〉"}
_SHORT_QUOTE = 20  # characters; a mark inside a shorter quote does not end a sentence
_TAG = re.compile(
    rf"[{HAN}·]{{0,8}}?(?:回答|表示|指出|写道|解释|补充|强调|寫道|解釋|補充|強調"
    r"|[说說问問答喊叫笑]?道|[说說问問答喊叫想])"
    r"(?:[。，,：:！？!?；;]|着|$)"
)
_TAG_BEFORE = re.compile(r"[:：]\s*$|(?:[说說道问問答喊]|指出|表示)[，,]\s*$")
_GOES_ON = re.compile(r"[，、；：,;:）)的地得了着吗呢吧啊这那和与或及等之而]")
_NEW_START = re.compile(r"(?:^|[。！？!?…\n”])\s*$")


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
    quotes = _QuoteSpans.of(text) if any(mark in text for mark in _PAIRS) else _NO_QUOTES
    ends: list[int] = []
    start = 0
    for found in _END.finditer(text):
        if found.start() < start:
            continue
        end = _chinese_sentence_end(text, found, quotes) if _is_wide(text, found, lang) else (
            _english_sentence_end(text, found, start)
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


# ---- Chinese


def _chinese_sentence_end(text: str, found: re.Match[str], quotes: _QuoteSpans) -> int | None:
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


def _is_embedded_quote(text: str, found: re.Match[str], rest: str, quotes: _QuoteSpans) -> bool:
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


@dataclass(frozen=True, slots=True)
class _QuoteSpans:
    """Where Chinese quotes and brackets open and close; both tuples ascend by closing offset."""

    opens: tuple[int, ...]
    closes: tuple[int, ...]
    titles: tuple[tuple[int, int], ...]
    short: tuple[tuple[int, int], ...]

    @staticmethod
    def of(text: str) -> _QuoteSpans:
        """Match the quotes of `text`; one left open is none."""
        stack: list[tuple[str, int]] = []
        pairs: list[tuple[int, int]] = []
        for at, char in enumerate(text):
            if char in _PAIRS:
                stack.append((char, at))
            elif char in "”」』》）】〉":
                depth = len(stack) - 1
                while depth >= 0 and _PAIRS[stack[depth][0]] != char:
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
        return _QuoteSpans(
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


_NO_QUOTES = _QuoteSpans((), (), (), ())


def _stands_within(stretches: tuple[tuple[int, int], ...], at: int) -> bool:
    number = bisect_right(stretches, (at, len(stretches) and at)) - 1
    return number >= 0 and stretches[number][0] < at <= stretches[number][1]


# ---- English


def _english_sentence_end(text: str, found: re.Match[str], start: int) -> int | None:
    """Return where the sentence that may end at a mark ends, None if it goes on."""
    end = _end_with_footnote(text, found)
    if end is None:
        return None
    rest = text[end:]
    if not rest.strip():
        return end
    glued = (
        re.match(f"[{HAN}“「『（《]", rest) and text[found.start() - 1 : found.start()].isascii()
    )
    if not rest[0].isspace() and not glued:
        return None
    following = rest[_SKIP_OPENING.match(rest).end() :]  # type: ignore[union-attr]  # matches nothing at least
    if following[:1].islower() or re.match("[,;:)%]", following):
        return None
    if found["close"] and found["mark"] != "." and _SPEECH_EN.match(following):
        return None
    if found["mark"] == "." and not found["close"].strip("'’\"”"):
        before = text[start : found.start()]
        if end == found.end() and not _ends_sentence(before.lstrip(), following):
            return None
    return end


def _end_with_footnote(text: str, found: re.Match[str]) -> int | None:
    """Return the offset after a mark, its closers and a footnote mark glued to them.

    None when the mark stands inside a number or a word.
    """
    end = found.end()
    if end > found.end("close"):
        return end
    note = _GLUED_NOTE.match(text, end)
    if note:
        before = text[: found.start()]
        digit = before[-1:].isdigit() and not found["close"]
        if found["mark"][0] == "." and digit and not _YEAR.search(before):
            return None
        if re.match(r"\s+[^\W\d_a-z]|\s*$|\s+[“\"‘(]", text[note.end() :]):
            return note.end()
        return None
    spaced = _SPACED_NOTE.match(text, end) if found["close"].strip("'’)") else None
    return spaced.end() if spaced else end


def _ends_sentence(before: str, following: str) -> bool:
    """Return whether the period after `before` ends a sentence, given what follows."""
    if _LIST_MARKER.fullmatch(before):
        return False
    found = _WORD_BEFORE.search(before)
    if found is None:
        return True
    word = found[0]
    key = word.casefold()
    if word in _TITLES or key in _NEVER:
        return False
    if word in _MONTHS:
        return not following[0].isdigit() and _begins_sentence(following)
    if key in _BEFORE_NUMBER and (len(word) > 1 or word.islower()):
        answer = key == "no" and not before[: found.start()].strip()  # "No. 20 of them stayed."
        return answer or not _NUMBER.match(following)
    if key in _MAY_END or re.fullmatch(r"(?:\w\.)+\w", word):
        return _begins_sentence(following) or key == "etc"
    if len(word) == 1 and word.isupper():
        return _begins_sentence(following) and bool(before[: found.start()].strip())
    return True


def _begins_sentence(following: str) -> bool:
    """Return whether the next word is one that mostly begins a sentence (and is no initial)."""
    found = re.match(r"[^\W\d_]+(?=([.’'])?)", following)
    if found is None:
        return bool(re.match(rf"[{HAN}]", following))
    return found[0] in _STARTERS and not (len(found[0]) == 1 and found[1] == ".")
