"""Figures of judged sets, on scores that are made up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aligncheck.corrupt import Damage
from aligncheck.document import Span
from aligncheck.evaluate import figures as figures_module
from aligncheck.evaluate import labelled_set_reader, minimal_pairs, mqm_segments
from aligncheck.evaluate.check_results import KeptFinding, Options, Scored, Stretch, Text
from aligncheck.evaluate.document_folds import fold_of_document
from aligncheck.evaluate.figures import Figure, SetFigures
from aligncheck.evaluate.labelled_sets import ErrorMark, Judged

SHARED = Path(__file__).parents[2].parent / "shared/data/dev/mqm_wmt20a_zhen.jsonl.gz"
ZH = "昨天工厂停工了。"
PLAIN = Judged("1", "made", "d", ZH, "The factory.", False, ("a", "b"), (), False, False, 0.0)
GONE = ErrorMark("omission", "major", "a", source=True, span=Span(0, 2))
SMALL = replace(GONE, severity="minor")
CALM = Scored(0.1, 0.1, 0.9, (Stretch(0, 2, 0.1), Stretch(2, 4, 0.1)))
LOUD = Scored(
    0.9,
    0.1,
    0.2,
    (Stretch(0, 2, 0.9), Stretch(2, 4, 0.1)),
    (Stretch(0, 2, 0.9),),
    (KeptFinding("AC103", "warning", 0.9, ((0, 2),), "yesterday"),),
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the intervals out: they are tested where they are made, and take most of the time."""
    monkeypatch.setattr(figures_module, "bootstrap", lambda *_: None)


def measured(
    monkeypatch: pytest.MonkeyPatch, rows: Sequence[Judged], scored: Sequence[Scored]
) -> tuple[dict[str, Figure], SetFigures]:
    """Measure with these scores in place of the check's."""
    monkeypatch.setattr(mqm_segments, "score_texts", lambda *_: list(scored))
    held = mqm_segments.measure_judged("made", rows, Options(keep=False))
    return {f"{f.group}: {f.name}": f for f in held.figures}, held


def test_minor_only_and_unsure_rows_are_left_out_of_ranking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [
        replace(PLAIN, marks=(GONE,)),
        PLAIN,
        replace(PLAIN, marks=(SMALL,)),
        replace(PLAIN, unsure=True),
    ]
    figures, _ = measured(monkeypatch, rows, [LOUD, CALM, CALM, LOUD])
    ranked = figures["omission: AUC, at least one Major"]
    assert (ranked.value, ranked.n, ranked.positive) == (1.0, 2, 1)


def test_two_raters_need_two_marks_and_a_major(monkeypatch: pytest.MonkeyPatch) -> None:
    both = (GONE, replace(SMALL, rater="b"))
    small = (SMALL, replace(SMALL, rater="b"))
    rows = [replace(PLAIN, marks=both), replace(PLAIN, marks=small), PLAIN]
    figures, _ = measured(monkeypatch, rows, [LOUD, LOUD, CALM])
    assert figures["omission: AUC, two raters or more"].n == 2
    assert figures["omission: AUC, two raters Major"].value is None


def test_raters_agree_with_each_other_as_their_marks_do(monkeypatch: pytest.MonkeyPatch) -> None:
    docs = [f"d{i}" for i in range(12)]
    rows = [replace(PLAIN, doc=doc, marks=(GONE,) if i % 2 else ()) for i, doc in enumerate(docs)]
    rows[1] = replace(rows[1], marks=(GONE, replace(GONE, rater="b")))
    figures, _ = measured(monkeypatch, rows, [LOUD if row.marks else CALM for row in rows])
    # a marks six rows, b one of them
    assert figures["omission: … of raters with each other, mean"].value == pytest.approx(2 / 7)
    assert figures["omission: F1 with single raters, mean"].value == pytest.approx((1 + 2 / 7) / 2)


def test_a_rater_s_major_marks_are_ranked_by_us_and_by_the_other_rater(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    b_small, b_gone = replace(SMALL, rater="b"), replace(GONE, rater="b")
    rows = [replace(PLAIN, marks=(GONE, b_small)), PLAIN, replace(PLAIN, marks=(b_gone,))]
    figures, _ = measured(monkeypatch, rows, [LOUD, CALM, LOUD])
    # Major of a: the first row, of b: the last; b's Minor counts for neither side
    ours = figures["omission: AUC of one rater's Major"]
    assert (ours.value, ours.n, ours.positive) == (pytest.approx(5 / 6), 5, 2)
    assert figures["omission: … by another rater"].value == pytest.approx(1 / 2)


def test_false_alarms_count_rows_without_any_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    other = replace(GONE, category="other", source=False)
    rows = [PLAIN, replace(PLAIN, human=True), replace(PLAIN, marks=(other,))]
    figures, _ = measured(monkeypatch, rows, [LOUD, CALM, LOUD])
    alarms = figures["false alarms: AC103 at warning or above, all"]
    assert (alarms.value, alarms.n) == (0.5, 2)
    people = figures["false alarms: AC103 at warning or above, human translations"]
    assert (people.value, people.n) == (0.0, 1)


def test_marked_words_and_characters_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    docs = _of_every_fold()
    rows = [replace(PLAIN, doc=doc, marks=(GONE,)) for doc in docs]
    figures, held = measured(monkeypatch, rows, [LOUD] * len(rows))
    assert figures["omitted words: token AUC"].value == 1.0
    assert figures["omitted words: characters, reported stretches: F1"].value == 1.0
    assert figures["findings: AC103 as warning: touches a marked omission"].value == 1.0
    assert [curve.name for curve in held.curves][-1] == "confidence of AC103"


def test_half_of_a_marked_stretch_is_half_the_recall(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = replace(GONE, span=Span(0, 4))
    rows = [replace(PLAIN, doc=doc, marks=(wide,)) for doc in _of_every_fold()]
    figures, _ = measured(monkeypatch, rows, [LOUD] * len(rows))
    name = "omitted words: characters, reported stretches: "
    assert figures[name + "precision"].value == 1.0
    assert figures[name + "recall"].value == 0.5


def test_partial_rows_give_words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [replace(PLAIN, doc=doc, marks=(GONE,), partial=True) for doc in _of_every_fold()]
    figures, held = measured(monkeypatch, rows, [LOUD] * len(rows))
    assert {f.group for f in figures.values()} == {"omitted words"}
    assert any("only some marks" in note for note in held.notes)


def test_says_when_the_rows_trained_the_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    _, held = measured(monkeypatch, [replace(PLAIN, set="bio21_zhen"), PLAIN], [CALM, CALM])
    assert any("trained on these rows" in note for note in held.notes)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="no reference material beside the checkout")
def test_professionals_agree_as_their_annotations_say() -> None:
    (held,) = labelled_set_reader.read_sets([SHARED])
    rows = held.of(Judged)
    labels = mqm_segments.rater_labels(rows)
    assert mqm_segments.rater_agreement_f1(
        np.arange(len(rows)), labels, mean=False
    ) == pytest.approx(0.4075, abs=1e-4)
    assert mqm_segments.rater_agreement_f1(
        np.arange(len(rows)), labels, mean=True
    ) == pytest.approx(0.4041, abs=1e-4)


def _of_every_fold() -> list[str]:
    docs: dict[int, str] = {}
    for i in range(100):
        docs.setdefault(fold_of_document(f"d{i}", 4), f"d{i}")
    return list(docs.values())


def test_a_tie_in_quality_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    good = [
        Text("昨天工厂停工了，没有人来。", f"The factory stood still yesterday, {i}.")
        for i in (1, 2)
    ]
    gone = frozenset({"yesterdai"})
    made = Damage("noun dropped", "Stood still.", (Span(0, 2),), gone, Span(0, 0))
    monkeypatch.setattr(minimal_pairs.lexicon, "load_lexicon", lambda: None)
    monkeypatch.setattr(minimal_pairs, "analyse_pair", lambda zh, en, _: None)
    monkeypatch.setattr(minimal_pairs, "collect_replacements", lambda _: None)
    monkeypatch.setattr(minimal_pairs, "corrupt_pair", lambda pair, held: [made])
    monkeypatch.setattr(minimal_pairs, "score_texts", lambda *_: [CALM, CALM, LOUD, CALM])
    found, _ = minimal_pairs.measure_minimal("made", good, Options())
    figures = {f.name: f for f in found}
    assert figures["noun dropped: good one ranked higher"].value == 0.5
    assert figures["noun dropped: pointed at as warning or above"].value == 0.5
    assert figures["good ones with AC103 at warning or above"].value == 0.0
    name = next(name for name in figures if re.match("suggestions", name))
    assert (figures[name].value, figures[name].n) == (1.0, 1)
