"""False alarms, planted changes and holes, measured on a few pairs of our own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aligncheck.evaluate import fact_figures, fact_trials
from aligncheck.evaluate import figures as figures_module
from aligncheck.evaluate.check_results import Options
from aligncheck.evaluate.figures import Figure
from aligncheck.evaluate.labelled_sets import Couple, ErrorMark, Judged, LabelledSet
from aligncheck.models.encoder import load_encoder

ZH = "1956年，上海的工厂没有生产740亿吨钢铁。"
EN = "In 1956, the factory in Shanghai did not produce 74 billion tons of steel."
WRONG = "In 1956, the factory in Shanghai did not produce 740 billion tons of steel."
ROW = Judged("1", "made", "d", ZH, EN, False, ("a",), (), False, False, 0.0)
MARK = ErrorMark("other", "minor", "a", source=False, span=None)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the intervals out."""
    monkeypatch.setattr(figures_module, "bootstrap", lambda *_: None)


def measured(*rows: Judged | Couple) -> dict[str, Figure]:
    held = LabelledSet("made", tuple(rows))
    tried = fact_trials.run_trials(held, load_encoder(None), Options(keep=False))
    return {f"{f.group}: {f.name}": f for f in fact_figures.summarise_trials("made", tried).figures}


def test_alarms_are_counted_where_nobody_marked_an_accuracy_error() -> None:
    rows = [
        ROW,
        replace(ROW, en=WRONG),
        replace(ROW, en=f"{EN} ", marks=(MARK,)),
        replace(ROW, en=f"{WRONG} ", marks=(replace(MARK, category="accuracy"),)),
        replace(ROW, en=f" {WRONG}", unsure=True),
    ]
    found = measured(*rows)
    meant = "false alarms, segments without a marked accuracy error: "
    clean = "false alarms, segments without any marked error: "
    alarm, calm = f"{meant}numbers, at warning or above", f"{meant}names, infos too"
    assert (found[alarm].positive, found[alarm].n) == (1, 3)
    assert (found[calm].positive, found[calm].n) == (0, 3)
    assert found[f"{clean}numbers, at warning or above"].n == 2


def test_planted_changes_of_every_kind_are_found() -> None:
    found = measured(Couple(ZH, EN))
    kinds = ("number replaced", "magnitude changed", "date replaced", "negation taken out")
    for kind in kinds:
        assert (found[f"planted: {kind}: found"].value, found[f"planted: {kind}: found"].n) == (
            1,
            1,
        )
    assert found["false alarms, pairs: dates, infos too"].value == 0


def test_what_already_has_a_finding_is_not_planted_in() -> None:
    found = measured(Couple(ZH, WRONG))
    assert found["planted: number replaced: found"].n == 0


def test_holes_are_counted_on_english_each_once() -> None:
    text = "The committee adopted the plan of the ministry in that year."
    found = measured(Couple("委员会通过了计划。", text), Couple("委员会批准了计划。", text))
    assert found["holes: good English with AC401"].n == 1
    recall = found["holes: recall: planted holes found"]
    assert recall.n == 1
    assert recall.positive in (0, 1)


def test_sets_together_are_the_sum_of_each() -> None:
    one, other = LabelledSet("a", (Couple(ZH, EN),)), LabelledSet("b", (Couple(ZH, WRONG),))
    tried = [
        fact_trials.run_trials(s, load_encoder(None), Options(keep=False)) for s in (one, other)
    ]
    both = fact_figures.Trials.merge_sets(tried)
    assert len(both.good) == 2
    assert len(both.outcomes) == len(tried[0].outcomes) + len(tried[1].outcomes)
