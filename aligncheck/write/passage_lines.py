"""How a passage of a comparison is said in words: its change, its quality, its words."""

from __future__ import annotations

from collections import Counter

from aligncheck.comparison.comparison import Comparison, Edit, Passage
from aligncheck.comparison.quality_gain import Gain
from aligncheck.write.word_diff import mark_words

RIVAL_EDITS = {
    Edit.UNCHANGED: "alike",
    Edit.EDITED: "different",
    Edit.MOVED: "elsewhere",
    Edit.ADDED: "in the second alone",
    Edit.DELETED: "in the first alone",
}
TREND_SYMBOLS = {"better": "▲", "worse": "▼", "": "·"}


def describe_quality(passage: Passage) -> str:
    """Return quality and gain with its interval, such as "0.52 → 0.81 (+0.29 ± 0.09)"."""
    values = (passage.quality_old, passage.quality_new)
    if values == (None, None):
        return ""
    shown = " → ".join(dict.fromkeys("–" if value is None else f"{value:.2f}" for value in values))
    gain = passage.gain
    if gain is None or passage.change is Edit.UNCHANGED:
        return shown
    return f"{shown} ({gain:+.2f} ± {passage.margin:.2f})"


def describe_gain(gain: Gain | None) -> str:
    """Return what the whole gained, such as "+0.031 (-0.002 to +0.070): the same"."""
    if gain is None:
        return "not known"
    told = {"same": "the same"}.get(gain.trend, gain.trend)
    return f"{gain.mean:+.3f} ({gain.low:+.3f} to {gain.high:+.3f}): {told}"


def mark_passage(passage: Passage) -> str:
    """Return the English of both revisions in one text, on one line."""
    old = passage.old.text if passage.old else ""
    new = passage.new.text if passage.new else ""
    return " ".join(mark_words(old, new).split())


def mark_source(passage: Passage) -> str:
    """Return the Chinese, with what changed in it where it was something else."""
    if passage.source is None:
        return ""
    if passage.source_old is None:
        return " ".join(passage.source.text.split())
    return " ".join(mark_words(passage.source_old.text, passage.source.text).split())


def place_passage(comparison: Comparison, passage: Passage) -> str:
    """Return `path:line` of the revision in which the passage stands."""
    if passage.new is not None:
        return f"{comparison.new.target.path}:{passage.new.line}"
    if passage.old is not None:
        return f"{comparison.old.target.path}:{passage.old.line}"
    return comparison.new.target.path


def name_edit(edit: Edit, *, rivals: bool) -> str:
    """Return the word for a change; of rivals, which of them has the paragraph."""
    return RIVAL_EDITS[edit] if rivals else edit.value


def summarise_edits(comparison: Comparison) -> str:
    """Return how many passages changed in each way, and became better or worse."""
    edits = Counter(passage.change for passage in comparison.passages)
    trends = Counter(passage.trend for passage in comparison.passages)
    rivals = comparison.rivals
    told = [f"{edits[edit]} {name_edit(edit, rivals=rivals)}" for edit in Edit if edits[edit]]
    if rivals:
        return ", ".join(told)
    told += [f"{trends[trend]} {trend}" for trend in ("better", "worse") if trends[trend]]
    return ", ".join(told)
