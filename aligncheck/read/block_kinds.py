"""Headings, list items and notes by their form, where no markup says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from aligncheck.document import Kind, Lang
from aligncheck.read.blocks import Block
from aligncheck.read.language_identification import count_han, paragraph_language

_HAN_NUMBER = "[一二三四五六七八九十百零〇]{1,4}"
# (style, form); two numbers of one style are items of one list or sections of one level
_NUMBERED = (
    ("han", re.compile(rf"({_HAN_NUMBER})\s*[、．.]\s*")),
    ("(han)", re.compile(rf"[（(]\s*({_HAN_NUMBER})\s*[)）]\s*")),
    ("chapter", re.compile(rf"第\s*({_HAN_NUMBER}|\d{{1,3}})\s*[章节節篇部编編回讲]\s*")),
    ("chapter", re.compile(r"(?:Chapter|Part|Section|Article)\s+(\d{1,3}|[IVXLC]{1,6})\b[.:]?\s*")),
    ("1.1.1", re.compile(r"(\d{1,2}[.．]\d{1,2}[.．]\d{1,2})[.．]?\s+")),
    ("1.1", re.compile(r"(\d{1,2}[.．]\d{1,2})[.．]?\s+(?=\D)")),
    ("1.", re.compile(r"(\d{1,2})\s*[.．、]\s*(?=\D)")),
    ("(1)", re.compile(r"[（(]\s*(\d{1,2})\s*[)）]\s*")),
    ("I.", re.compile(r"([IVX]{1,5})[.．、]\s*")),
    ("a)", re.compile(r"[（(]?([a-zA-Z])[)）]\s+")),
)
_CLOSED = re.compile("[.!?。！？；;，,：:…]['\"”’」』)）\\]】]*(?:\\[?\\d{1,3}\\]?)?$")
_TITLE_END = re.compile("[?？:：]$")  # a title may ask or announce
_TITLE_LINES = 3  # blocks at the beginning of a file that may be its title
_SMALL_WORD = re.compile("[a-z]{4,}")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_BYLINE = re.compile(
    r"(?:By|Author|Authors|Translated by|Translator|Source|Date|Published)\b[:\s]\s*\S"
    r"|(?:作者|文|撰文|译者|翻译|来源|日期|时间|发布时间)\s*[:：／/]"
    r"|\S{0,12}\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?$|《[^》]+》[\s,，]*\d{4}\s*年?.{0,12}$",
    re.IGNORECASE,
)
_NOTES_TITLE = re.compile(
    r"(?:#+\s*)?(?:Foot|End)?notes?|References|Bibliography|Works Cited|Sources"
    r"|注释|注解|註釋|附注|附註|尾注|脚注|腳註|注|参考文献|參考文獻|参考资料|引文出处",
    re.IGNORECASE,
)
_NOTE_ITEM = re.compile(
    r"\[\^?\w{1,4}\]|[①-⑳]|\^?\d{1,3}\s*[.．、)）]?\s|[【［]\d{1,3}[】］]|[*†‡]\s"
)
_NOTE_MARK = re.compile(r"(?:\[\d{1,3}\]|［\d{1,3}］|[①-⑳])\s*\S")
_CITATION = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b.*"
    r"(?:\bpp?\.\s?\d|Press\b|https?://|\bdoi\b|出版社|年版|第\s*\d+\s*[页頁期卷])"
    r"|(?:出版社|\bpp?\.\s?\d|https?://).*\b(?:1[5-9]|20)\d\d\b"
)
_ASIDE = re.compile(
    r"(?:注|註|译注|譯註|译者注|译者按|译按|编者注|编者按|按"
    r"|Translator(?:['’]s)? note|Translators?['’]? note|T\.?N\.?|Editor(?:['’]s)? note|Note)"
    r"\s*[:：]",
    re.IGNORECASE,
)
_OPEN_ASIDE = re.compile(
    r"(?:译注|譯註|译者注|译者按|译按|Translator(?:['’]s)? note|Translators['’] note)\s*[:：]",
    re.IGNORECASE,
)


def guess_kinds(blocks: Sequence[Block]) -> list[Block]:
    """Give each block that markup says nothing of a kind: heading, list item or body."""
    kinds = [block.kind if block.marked else _guess_kind(block.text) for block in blocks]
    for at, block in enumerate(blocks[:_TITLE_LINES]):
        if kinds[at] is Kind.BODY and _TITLE_END.search(block.text):
            kinds[at] = block.kind if block.marked else _guess_kind(block.text.rstrip("?？:："))
    for run in _find_list_runs(blocks, kinds):
        for at in run:
            kinds[at] = Kind.LIST
    return [replace(block, kind=kind) for block, kind in zip(blocks, kinds, strict=True)]


def mark_notes(blocks: Sequence[Block]) -> list[Block]:
    """Mark footnotes, lists of sources and translator's notes as notes."""
    kinds = [Kind.NOTE if is_aside(block.text) else block.kind for block in blocks]
    at = 0
    while at < len(blocks):
        end = at + 1
        if _NOTES_TITLE.fullmatch(blocks[at].text.strip(" :：")):
            while end < len(blocks) and _is_note_item(blocks[end].text):
                end += 1
            if end > at + 1:
                kinds[at:end] = [Kind.NOTE] * (end - at)
        at = end
    at = len(blocks) - 1
    while at >= 0 and (kinds[at] is Kind.NOTE or _NOTE_MARK.match(blocks[at].text)):
        kinds[at] = Kind.NOTE
        at -= 1
    return [replace(block, kind=kind) for block, kind in zip(blocks, kinds, strict=True)]


def is_aside(text: str) -> bool:
    """Return whether a whole paragraph is a translator's note such as "[译注：…]"."""
    if text[:1] in "[［【（(〔" and text[-1:] in "]］】）)〕":
        inner = text[1:-1].strip()
        return bool(_ASIDE.match(inner)) and not re.search(r"[\]］】]", inner)
    return bool(_OPEN_ASIDE.match(text))


def parse_numbering(text: str) -> tuple[str, str, str] | None:
    """Return style, number and title of a numbered heading or item, such as "(一) 引言"."""
    for style, form in _NUMBERED:
        found = form.match(text)
        if found and found.end() < len(text):
            return style, found[1], text[found.end() :]
    return None


def is_byline(text: str) -> bool:
    """Return whether `text` names an author, a date or an issue: no matter for pairing."""
    return len(text) <= 80 and bool(_BYLINE.match(text))


def is_label(text: str) -> bool:
    """Return whether a picture's description is a name or a file name, not a statement."""
    return count_han(text) < 4 and len(_WORD.findall(text)) < 4


def _guess_kind(text: str) -> Kind:
    if text.startswith(("- ", "* ", "• ", "· ", "– ")):
        return Kind.LIST
    if _CLOSED.search(text) or is_byline(text):
        return Kind.BODY
    words = _WORD.findall(text)
    han = count_han(text)
    if parse_numbering(text):
        return Kind.HEADING if han <= 60 and (han or len(words) <= 40) else Kind.BODY
    if paragraph_language(text) is Lang.ZH:
        return Kind.HEADING if 2 <= han <= 30 else Kind.BODY
    long = [word for word in words if len(word) >= 4]
    title = len(_SMALL_WORD.findall(" ".join(w for w in long if w[0].islower()))) * 3 <= len(long)
    fits = len(words) <= (30 if title else 12)
    starts = bool(words) and (words[0][0].isupper() or not text[0].isalpha())
    return Kind.HEADING if words and fits and starts else Kind.BODY


def _find_list_runs(blocks: Sequence[Block], kinds: Sequence[Kind]) -> list[list[int]]:
    """Find numbered lines that follow one another with nothing between: lists, not headings.

    On a page of two languages "(1) …", "(一) …", "(2) …" may alternate; runs are told apart by
    style.
    """
    runs: list[list[int]] = []
    open_runs: dict[str, list[int]] = {}
    for at, block in enumerate(blocks):
        found = (
            parse_numbering(block.text) if kinds[at] is Kind.HEADING and not block.marked else None
        )
        if found is None:
            open_runs = {}
            continue
        run = open_runs.setdefault(found[0], [])
        if not run:
            runs.append(run)
        run.append(at)
    return [run for run in runs if len(run) > 1]


def _is_note_item(text: str) -> bool:
    return bool(_NOTE_ITEM.match(text) or _CITATION.search(text))
