"""The scores that a baseline holds: what a pair may not fall behind again.

A line for each paragraph of the original, known by its words alone: an entry survives renames,
reordering and every edit of the English. `made` names what the scores were made with; scores of
another model or depth say nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from hashlib import blake2b
from pathlib import Path

from aligncheck.errors import ReadError
from aligncheck.findings.baseline import read_baseline_rows
from aligncheck.report import Finding, Pair, Severity, Status
from aligncheck.text.paragraph_key import hash_paragraph

QUOTED = 24  # characters of the original that an entry shows to those who read the file
RULE = "AC204"


@dataclass(frozen=True, slots=True)
class RecordedScore:
    """The scores, 0 to 1, that the pair with this original had; `pair` is a hash of its words."""

    pair: str
    made: str
    similarity: float
    omission: float
    source: str = ""


Scores = tuple[RecordedScore, ...]


def load_scores(path: Path) -> Scores:
    """Read the scores of a baseline; raises ReadError naming the line that is none."""
    return tuple(
        _parse_score(row, place) for row, place in read_baseline_rows(path) if "pair" in row
    )


def _parse_score(row: dict[str, object], place: str) -> RecordedScore:
    names = [item.name for item in fields(RecordedScore)]
    if not {"pair", "made", "similarity", "omission"} <= set(row) <= set(names):
        raise ReadError(f"{place}: expected pair, made, similarity and omission")
    values = [row[name] for name in ("similarity", "omission")]
    if not all(type(value) in {int, float} and 0 <= value <= 1 for value in values):  # type: ignore[operator]  # checked
        raise ReadError(f"{place}: similarity and omission must be numbers from 0 to 1")
    if not all(isinstance(row.get(name, ""), str) for name in ("pair", "made", "source")):
        raise ReadError(f"{place}: pair, made and source must be text")
    return RecordedScore(**row)  # type: ignore[arg-type]  # checked above


def dump_scores(scores: Iterable[RecordedScore]) -> str:
    """Return scores as sorted JSON lines that `load_scores` reads back."""
    rows = sorted(scores, key=lambda entry: (entry.pair, entry.made))
    return "".join(
        json.dumps(asdict(entry), ensure_ascii=False, separators=(",", ":")) + "\n"
        for entry in rows
    )


def collect_scores(pairs: Iterable[Pair], made: str) -> Scores:
    """Return the scores of all pairs that have some; of equal originals the worst are kept."""
    kept: dict[str, RecordedScore] = {}
    for pair in pairs:
        entry = _score_pair(pair, made)
        if entry is not None:
            kept[entry.pair] = _combine(kept.get(entry.pair), entry, worst=True)
    return tuple(kept.values())


def _score_pair(pair: Pair, made: str) -> RecordedScore | None:
    if pair.source is None or pair.similarity is None or pair.omission is None:
        return None
    words = " ".join(pair.source.text.split())
    return RecordedScore(
        hash_paragraph(pair.source.text), made, pair.similarity, pair.omission, _shorten(words)
    )


def _combine(known: RecordedScore | None, entry: RecordedScore, *, worst: bool) -> RecordedScore:
    if known is None:
        return entry
    low, high = (min, max) if worst else (max, min)
    return RecordedScore(
        entry.pair,
        entry.made,
        low(known.similarity, entry.similarity),
        high(known.omission, entry.omission),
        entry.source,
    )


def merge_scores(parts: Iterable[Scores]) -> Scores:
    """Join the scores of several documents; of equal originals the worst are kept."""
    kept: dict[str, RecordedScore] = {}
    for entry in (entry for part in parts for entry in part):
        kept[entry.pair] = _combine(kept.get(entry.pair), entry, worst=True)
    return tuple(kept.values())


def tighten_scores(known: Scores, now: Scores) -> Scores:
    """Return what is known without originals that are gone, and better where the pair now is.

    Scores made with another model stay as they are.
    """
    by_pair = {entry.pair: entry for entry in now}
    return tuple(
        _combine(entry, by_pair[entry.pair], worst=False)
        if entry.made == by_pair[entry.pair].made
        else entry
        for entry in known
        if entry.pair in by_pair
    )


def index_scores(scores: Scores, made: str) -> dict[str, tuple[float, float]]:
    """Return similarity and omission by pair, of the scores that were made alike."""
    return {
        entry.pair: (entry.similarity, entry.omission) for entry in scores if entry.made == made
    }


def name_maker(signature: str) -> str:
    """Return a short name of what scores are made with, out of a report's signature."""
    parts = [p for p in signature.split("|") if p.startswith(("version:", "model:", "judge:"))]
    return blake2b("|".join(parts).encode(), digest_size=4).hexdigest()


def drop_explained(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings without the worse scores that another finding of the pair explains.

    One that was dismissed explains them as well; one that the baseline knows was there before.
    """
    told = {
        finding.pair
        for finding in findings
        if finding.rule != RULE
        and finding.status is not Status.BASELINE
        and finding.severity is not Severity.INFO
    }
    return tuple(f for f in findings if f.rule != RULE or f.pair not in told)


def describe_unused(scores: Scores, made: str) -> tuple[str, ...]:
    """Say that recorded scores were not compared, being made with something else."""
    other = sum(1 for entry in scores if entry.made != made)
    if not other:
        return ()
    noun = "score" if other == 1 else "scores"
    return (
        f"{other} {noun} of the baseline, made with another version, model or depth, not compared;"
        " `aligncheck baseline write --scores` records them anew",
    )


def _shorten(text: str) -> str:
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"
