"""AC301 for numbered parts: 第四章第二节 as "Section 4 of Chapter 2", 第十二条 as "Article 21".

Their numbers are small, so that they are compared level by level: a level of the source that the
English names, with other numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.number_mismatch import NUMBER
from aligncheck.quantities.structure_labels import ENGLISH, Label, read_labels_en, read_labels_zh
from aligncheck.report import Finding, Pair
from aligncheck.text.normalise import normalise

RULES = (NUMBER,)
SURE = 0.85


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the numbered parts of a pair that have another number in the translation."""
    if pair.source is None or pair.target is None or not _may_name(pair.source.text):
        return
    source = normalise(pair.source.text)
    mine = [one._replace(span=source.back(one.span)) for one in read_labels_zh(source.text)]
    yours = read_labels_en(pair.target.text) if mine else []
    for level in dict.fromkeys(one.level for one in mine):
        yield from _compare_level(
            pair,
            [one for one in mine if one.level == level],
            [one for one in yours if one.level in ENGLISH[level]],
        )


def _may_name(text: str) -> bool:
    return "第" in text or "附" in text or "表" in text or "图" in text


def _compare_level(pair: Pair, mine: list[Label], yours: list[Label]) -> Iterator[Finding]:
    """Yield the first part of one level that has another number, if both sides name as many."""
    lost = Counter(one.number for one in mine) - Counter(one.number for one in yours)
    new = Counter(one.number for one in yours) - Counter(one.number for one in mine)
    if not lost or not new or pair.source is None or pair.target is None:
        return
    if set(lost) <= {one.number for one in yours} or set(new) <= {one.number for one in mine}:
        return  # only said more often
    one = next(one for one in mine if one.number in lost)
    other = next(one for one in yours if one.number in new)
    written, said = one.span.cut(pair.source.text), other.span.cut(pair.target.text)
    wanted = f"{other.level.capitalize()} {one.number}"
    message = f"{written} is {wanted}; the translation says {said}."
    yield Finding("AC301", pair.id, message, SURE, (one.span,), (other.span,), wanted)
