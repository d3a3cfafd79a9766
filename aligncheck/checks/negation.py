"""AC307: a negation that one side has and the other has not, a "must" that became "may".

Sentence by sentence: a finding needs a plain cue on one side and, in the linked sentences of the
other, not one word that could stand for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligncheck.document import Span
from aligncheck.report import Finding, Pair
from aligncheck.text.negation import Cue, Force, of
from aligncheck.text.negation_en import read_en
from aligncheck.text.negation_zh import read_zh

F = Force


def find(pair: Pair) -> Iterator[Finding]:
    """Yield the negations, limits and modal verbs of the pair that say the opposite."""
    if pair.source is None or pair.target is None:
        return
    zh, en = read_zh(pair.source.text), read_en(pair.target.text)
    for source, target in _links(pair):
        left = [c for c in zh if source.start <= c.span.start < source.end]
        right = [c for c in en if target.start <= c.span.start < target.end]
        yield from _compare(pair, left, right, source, target)


def _links(pair: Pair) -> list[tuple[Span, Span]]:
    assert pair.source and pair.target
    whole = [(Span(0, len(pair.source.text)), Span(0, len(pair.target.text)))]
    links = [(l.source, l.target) for l in pair.sentences if l.source and l.target]
    return links or whole


def _compare(pair, left, right, source, target):
    nots = of(F.NOT, left, sure=True)
    deny_en = [c for c in right if c.force in (F.NOT, F.DENIAL, F.TWICE)]
    if nots and not deny_en:
        yield Finding("AC307", pair.id, "lost " + nots[0].span.cut(pair.source.text), .8, (nots[0].span,), (target,))
    nots = of(F.NOT, right, sure=True)
    deny_zh = [c for c in left if c.force in (F.NOT, F.DENIAL, F.TWICE, F.MOST, F.LEAST)]
    if nots and not deny_zh:
        yield Finding("AC307", pair.id, "added " + nots[0].span.cut(pair.target.text), .8, (source,), (nots[0].span,))
