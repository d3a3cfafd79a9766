"""Two rival translations side by side, for people in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from aligncheck.comparison.comparison import Comparison
from aligncheck.comparison.passage import Passage
from aligncheck.comparison.rivals import compare_coverage, weigh_rivals
from aligncheck.write.report_text import Line, Piece, strip_controls

LONGEST = 160  # characters of a paragraph that are shown
MOST = 12  # paragraphs shown unless all are asked for


def build_rival_lines(comparison: Comparison, *, verbose: bool) -> Iterator[Line]:
    """Yield the paragraphs of which one translation covers more, the widest apart first."""
    held = weigh_rivals(comparison)
    ahead = [*held.more["first"], *held.more["second"]]
    ranked = sorted(ahead, key=lambda i: (-_width(comparison.passages[i]), i))
    shown = ranked if verbose else ranked[:MOST]
    for index in shown:
        yield from _build_block(comparison, comparison.passages[index])
    if len(shown) < len(ranked):
        yield (Piece(f"{len(ranked) - len(shown)} more paragraphs apart; -v tells all", "dim"),)


def _width(passage: Passage) -> float:
    return abs(compare_coverage(passage) or 0.0)


def _build_block(comparison: Comparison, passage: Passage) -> Iterator[Line]:
    first, second = comparison.old.target.path, comparison.new.target.path
    ahead = second if (compare_coverage(passage) or 0) > 0 else first
    shares = f"{passage.coverage_old or 0:.0%} and {passage.coverage_new or 0:.0%}"
    where = f"source line {passage.source.line}" if passage.source else ""
    yield (
        Piece(strip_controls(ahead), "bold"),
        Piece(f" covers more: {shares}"),
        Piece(f"  {where}", "dim"),
    )
    texts = (("zh", passage.source), ("1 ", passage.old), ("2 ", passage.new))
    for label, side in texts:
        text = " ".join(side.text.split()) if side else "(nothing)"
        cut = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        yield (Piece(f"  {label}  ", "dim"), Piece(strip_controls(cut)))
    yield ()
