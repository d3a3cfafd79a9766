"""Labels of the judge: spans in characters to labels of pieces, from plants, raters and readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Labels = NDArray[np.float32]
Offsets = Sequence[tuple[int, int]]
Mark = tuple[int, int, float]  # first and after the last character, how much it counts
Row = dict[str, Any]
LONGEST = 150  # pieces of a text in training
UNKNOWN = -1.0
MINOR = 0.6  # what a reader's minor mark counts; a major one counts 1
MISLEADING = frozenset("mistranslation number name negation untranslated misaligned".split())
FAULTS = MISLEADING | {"omission", "addition", "hole"}


@dataclass(slots=True)
class Spans:
    """What is marked in a pair: omitted and wrong source, added and wrong target, gaps, unknown."""

    omitted: list[Mark] = field(default_factory=list)
    wrong_source: list[Mark] = field(default_factory=list)
    added: list[Mark] = field(default_factory=list)
    wrong_target: list[Mark] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    unknown_source: list[Mark] = field(default_factory=list)
    unknown_target: list[Mark] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Example:
    """A pair with labels by piece, UNKNOWN where nothing is known.

    pair (4,): omission, addition, any Major fault, free of faults. `links` are pieces that belong
    together; `better` is the place of the undamaged pair that must rank above this one.
    """

    zh: str
    en: str
    omitted: Labels
    wrong_source: Labels
    added: Labels
    wrong_target: Labels
    gap: Labels
    pair: Labels
    kind: str = "clean"
    weight: float = 1.0
    links: list[tuple[int, int]] = field(default_factory=list)
    better: int = -1

    @property
    def size(self) -> int:
        """The pieces of the longer side."""
        return max(len(self.omitted), len(self.added))


def cut_pieces(tokenizer: Tokenizer, text: str) -> Offsets:
    """Return where the pieces of a text stand; special ones have empty spans."""
    return list(tokenizer.encode(text).offsets[:LONGEST])


def label_pieces(offsets: Offsets, marks: Iterable[Mark], unknown: Iterable[Mark] = ()) -> Labels:
    """Return one label a piece: the most of the marks it meets, 0 if none, or UNKNOWN."""
    labels = np.zeros(len(offsets), dtype=np.float32)
    hidden, held = list(unknown), list(marks)
    for k, (start, end) in enumerate(offsets):
        if start == end or any(start < e and s < end for s, e, _ in hidden):
            labels[k] = UNKNOWN
        labels[k] = max([labels[k], *(v for s, e, v in held if start < e and s < end)])
        if start == end:
            labels[k] = UNKNOWN
    return labels


def label_gaps(offsets: Offsets, gaps: Iterable[int], *, known: bool = True) -> Labels:
    """Return labels (t - 1,): a gap stands before the first piece that begins at or after it."""
    labels = np.zeros(max(0, len(offsets) - 1), dtype=np.float32)
    if not known:
        labels[:] = UNKNOWN
        return labels
    last = len(offsets) - 1
    for gap in gaps:
        place = next((k for k in range(1, len(offsets)) if k == last or offsets[k][0] >= gap), None)
        if place:
            labels[place - 1] = 1
    return labels


def build_example(tokenizer: Tokenizer, zh: str, en: str, spans: Spans, kind: str) -> Example:
    """Return a planted (or clean) pair as an example."""
    left, right = cut_pieces(tokenizer, zh), cut_pieces(tokenizer, en)
    wrong = bool(spans.wrong_source or spans.wrong_target)
    faulty = bool(spans.omitted or spans.added or wrong)
    gap = label_gaps(right, spans.gaps, known=not spans.omitted or bool(spans.gaps))
    omission = UNKNOWN if spans.unknown_source and not spans.omitted else float(bool(spans.omitted))
    addition = UNKNOWN if spans.unknown_target and not spans.added else float(bool(spans.added))
    return Example(
        zh,
        en,
        label_pieces(left, spans.omitted, [*spans.unknown_source, *spans.wrong_source]),
        label_pieces(left, spans.wrong_source, [*spans.unknown_source, *spans.omitted]),
        label_pieces(right, spans.added, [*spans.unknown_target, *spans.wrong_target]),
        label_pieces(right, spans.wrong_target, [*spans.unknown_target, *spans.added]),
        gap,
        np.array([omission, addition, faulty, not faulty], dtype=np.float32),
        kind,
    )


def read_example(tokenizer: Tokenizer, row: Row) -> Example:
    """Return a pair that was read word by word, with its `errors`."""
    spans = Spans()
    unplaced: set[str] = set()
    for error in row["errors"]:
        value = 1.0 if error["severity"] == "major" else MINOR
        zh, en = _place(error, "zh", value), _place(error, "en", value)
        if error["category"] == "omission":
            _add(spans.omitted, zh, unplaced, "omitted")
        elif error["category"] == "addition":
            _add(spans.added, en, unplaced, "added")
        elif error["category"] in MISLEADING:
            _add(spans.wrong_source, zh, unplaced, "wrong_source")
            _add(spans.wrong_target, en, unplaced, "wrong_target")
        elif en:
            spans.unknown_target.append(en)
    example = build_example(tokenizer, row["zh"], row["en"], spans, "read")
    example.gap = label_gaps(
        cut_pieces(tokenizer, row["en"]), [], known=not spans.omitted and "omitted" not in unplaced
    )
    for name in unplaced:
        labels: Labels = getattr(example, name)
        labels[labels == 0] = UNKNOWN
    major = sum(error["severity"] == "major" for error in row["errors"])
    minor = len(row["errors"]) - major
    example.pair = np.array(
        [
            _worst(row, {"omission", "misaligned"}),
            _worst(row, {"addition", "misaligned"}),
            float(major > 0),
            1 / (1 + (5 * major + minor) / 6),
        ],
        dtype=np.float32,
    )
    return example


def rated_example(tokenizer: Tokenizer, row: Row) -> Example:
    """Return a segment with the marks of professional raters, which count little."""
    raters = max(1, row["n_raters"])
    unsure = bool(row.get("maybe_unmarked_coverage"))
    spans = Spans()
    for error in row["errors"]:
        if error.get("start") is None:
            continue
        value = {"Major": 1.0, "Critical": 1.0, "Minor": 0.5}.get(error["severity"], 0.2)
        place = error["start"], error["end"]
        if "Omission" in error["category"] and error["side"] == "source":
            spans.omitted.append((*place, value))
        elif "Addition" in error["category"] and error["side"] == "target":
            spans.added.append((*place, value / raters))
        elif "Omission" not in error["category"] and error["side"] == "target":
            wide = place[1] - place[0] > 0.7 * len(row["en"])
            spans.wrong_target.append((*place, (0.3 if wide else 1.0) * value / raters))
    example = build_example(tokenizer, row["zh"], row["en"], spans, "rated")
    example.weight = 0.6
    if unsure or not row["set"].startswith(("wmt21", "bio")):  # the others mark no source spans
        example.omitted[:] = UNKNOWN
    example.wrong_source[:] = UNKNOWN
    example.gap[:] = UNKNOWN
    omission, addition = _share(row, "omission", raters), _share(row, "addition", raters)
    severe = sum(error["severity"] in {"Major", "Critical"} for error in row["errors"])
    mqm = row.get("mqm")
    example.pair = np.array(
        [
            UNKNOWN if unsure and omission == 0 else omission,
            addition,
            UNKNOWN if mqm is None else min(1.0, severe / raters),
            UNKNOWN if mqm is None else 1 / (1 + max(0.0, mqm) / 6),
        ],
        dtype=np.float32,
    )
    return example


def _place(error: Row, side: str, value: float) -> Mark | None:
    start, end = error.get(f"{side}_start"), error.get(f"{side}_end")
    return None if start is None or end is None or start >= end else (start, end, value)


def _add(marks: list[Mark], mark: Mark | None, unplaced: set[str], name: str) -> None:
    if mark:
        marks.append(mark)
    else:
        unplaced.add(name)


def _worst(row: Row, categories: set[str]) -> float:
    values = [
        1.0 if error["severity"] == "major" else MINOR
        for error in row["errors"]
        if error["category"] in categories
    ]
    return max(values, default=0.0)


def _share(row: Row, what: str, raters: int) -> float:
    major, every = row[f"n_raters_major_{what}"], row[f"n_raters_{what}"]
    return float((major + 0.4 * (every - major)) / raters)
