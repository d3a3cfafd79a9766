"""Human labels of the development sets as training examples; formats in the sets' own README."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligncheck.text.words import Word, en_words, zh_words
from training.linked_errors import LabelledPair

MQM_SETS = ("mqm_wmt20a_zhen", "mqm_wmt21news_zhen", "mqm_bio21_zhen")
MAJOR = {"Major": 1.0, "Critical": 1.0, "Minor": 0.5}
QUALITY_SCALE = 6.0  # MQM points at which quality is one half


@dataclass(frozen=True, slots=True)
class Labelled:
    """One judged segment: its set, its document (the unit of folds) and the labelled example."""

    set: str
    doc: str
    row: dict[str, Any]
    example: LabelledPair


def load_labelled(dev: Path, name: str) -> Iterator[Labelled]:
    """Yield the judged segments of an MQM set."""
    with gzip.open(dev / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["zh"].strip() and row["en"].strip():
                yield Labelled(name, row["doc"], row, _make_example(row))


def _make_example(row: dict[str, Any]) -> LabelledPair:
    zh, en = zh_words(row["zh"]), en_words(row["en"])
    unsure = bool(row.get("maybe_unmarked_coverage"))
    raters = max(1, row["n_raters"])
    spans_known = row["set"].startswith(("wmt21", "bio")) or any(
        e["side"] == "source" for e in row["errors"]
    )
    omitted = [0.0 if spans_known and not unsure else -1.0] * len(zh)
    added, bad = [0.0] * len(en), [0.0] * len(en)
    for error in row["errors"]:
        if error.get("start") is None:
            continue
        weight = MAJOR.get(error["severity"], 0.2)
        if "Omission" in error["category"] and error["side"] == "source":
            _mark_words(zh, omitted, error, weight)
        elif "Addition" in error["category"] and error["side"] == "target":
            _mark_words(en, added, error, weight / raters)
        elif "Omission" not in error["category"] and error["side"] == "target":
            wide = error["end"] - error["start"] > 0.7 * len(row["en"])
            _mark_words(en, bad, error, (0.3 if wide else 1.0) * weight / raters)
    omission = _rater_share(row, "omission", raters)
    addition = _rater_share(row, "addition", raters)
    if unsure and omission == 0:
        omission = -1.0
    mqm = row.get("mqm")
    quality = -1.0 if mqm is None else 1 / (1 + max(0.0, mqm) / QUALITY_SCALE)
    return LabelledPair(
        [w.text for w in zh],
        [w.text for w in en],
        omitted,
        added,
        bad,
        [-1.0] * (len(en) + 1),
        (omission, addition, quality),
        kind="human",
    )


def _rater_share(row: dict[str, Any], what: str, raters: int) -> float:
    major, all_ = row[f"n_raters_major_{what}"], row[f"n_raters_{what}"]
    return float((major + 0.4 * (all_ - major)) / raters)


def _mark_words(
    words: list[Word], labels: list[float], error: dict[str, Any], weight: float
) -> None:
    for i, word in enumerate(words):
        if word.span.start < error["end"] and word.span.end > error["start"]:
            labels[i] = min(1.0, max(labels[i], 0.0) + weight)
