"""A "may" or "it is said" that the translation makes a fact, and the reverse: 或将 as "will"."""

from __future__ import annotations

from collections.abc import Iterator

from aligncheck.checks.judged_cues import weigh_added_cue, weigh_lost_cue
from aligncheck.document import Span
from aligncheck.negation.hedges import (
    explains_hedge,
    find_firm_hedges_en,
    find_future_zh,
    find_hedges_en,
)
from aligncheck.report import Finding, Pair

LIKELY = 0.6
BY_FORM = ("或", "疑")  # how hedges begin that the judge does not know well


def find_lost_hedges(
    pair: Pair, zh: str, source: Span, hedges: list[Span], en: str, target: Span
) -> Iterator[Finding]:
    """Yield the first hedge of linked sentences that nothing on the other side stands for."""
    mine = [one for one in hedges if source.start <= one.start < source.end]
    if mine and not find_hedges_en(en, target):
        said = mine[0].cut(zh)
        message = f"{said} leaves it open; the translation states it as a fact."
        finding = Finding("AC307", pair.id, message, LIKELY, (mine[0],), (target,))
        yield finding if said.startswith(BY_FORM) else weigh_lost_cue(pair, finding)
    if mine or explains_hedge(zh, source):
        return
    firm = find_firm_hedges_en(en, target)
    if firm:
        said = firm[0].cut(en)
        message = f"The translation leaves it open (“{said}”); the source states it as a fact."
        future = find_future_zh(zh, source)
        finding = Finding("AC307", pair.id, message, LIKELY, (future or source,), (firm[0],))
        yield finding if future else weigh_added_cue(pair, finding)
