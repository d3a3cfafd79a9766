"""Scores are kept between runs, and told by everything they depend on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligncheck.document import Span
from aligncheck.evaluate import check_results, score_cache
from aligncheck.evaluate.check_results import KeptFinding, Options, Scored, Stretch, Text
from aligncheck.evaluate.evaluation_report import render_figures
from aligncheck.evaluate.figures import Curve, Figure, Figures, SetFigures
from aligncheck.evaluate.labelled_sets import Tagged
from aligncheck.evaluate.metrics import Bin
from aligncheck.evaluate.quality_estimation import locate_tokens, token_scores
from aligncheck.report import TargetScore

SCORED = Scored(
    0.5,
    0.25,
    0.75,
    (Stretch(0, 2, 0.5),),
    (Stretch(0, 2, 0.625),),
    (KeptFinding("AC103", "info", 0.625, ((0, 2),), "factory"),),
)
TEXTS = [Text("工厂停工。", "It stands still."), Text("下雨。", "It rains.")]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the cache in a folder of the test's own, and need no model."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(score_cache, "code_and_model_hash", lambda: "state")
    return tmp_path


def test_a_second_run_scores_nothing_and_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def checked(texts: list[Text], *_: object) -> list[Scored]:
        asked.append(len(texts))
        return [SCORED] * len(texts)

    monkeypatch.setattr(check_results, "_check_batch", checked)
    first = check_results.score_texts(TEXTS, Options(), "made")
    assert check_results.score_texts(TEXTS, Options(), "made") == first == [SCORED, SCORED]
    assert asked == [2]
    check_results.score_texts(TEXTS, Options(keep=False), "made")
    check_results.score_texts(TEXTS[:1], Options(), "made")
    assert asked == [2, 2, 1]


def test_a_broken_cache_is_no_cache(home: Path) -> None:
    score_cache.save_cached("name", [1, 2])
    assert score_cache.load_cached("name") == [1, 2]
    (home / "aligncheck" / "eval" / "name.json.gz").write_bytes(b"torn")
    assert score_cache.load_cached("name") is None
    assert score_cache.load_cached("another") is None


def test_a_cache_that_cannot_be_written_is_no_failure(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "file"))
    score_cache.save_cached("name", [1])
    assert score_cache.load_cached("name") is None


def test_keys_differ_where_texts_do() -> None:
    assert (
        len(
            {
                score_cache.cache_key("a", "b"),
                score_cache.cache_key("ab"),
                score_cache.cache_key("a", "c"),
                score_cache.cache_key("a", "b"),
            }
        )
        == 3
    )


def test_tokens_find_their_place_through_escapes() -> None:
    text = "It's “4 %” — fine."
    tokens = ("It", "&apos;s", "“", "4", "%", "”", "—", "fine", ".", "<EOS>")
    found = locate_tokens(tokens, text)
    assert [span.cut(text) if span else None for span in found] == [
        "It", "'s", "“", "4", "%", "”", "—", "fine", ".", None,
    ]  # fmt: skip


def test_a_token_is_as_bad_as_the_worst_word_it_meets() -> None:
    row = Tagged("好", "It's fine.", ("It", "'s", "fine", ".", "<EOS>"), (False,) * 5, 1.0)
    words = [TargetScore(Span(0, 4), 0.1, 0.4), TargetScore(Span(5, 9), 0.7, 0.2)]
    assert token_scores(row, words) == [0.4, 0.4, 0.7, 0.0, 0.0]


FIGURES = Figures(
    "1.0",
    "embedded",
    "f",
    "as shipped",
    5,
    (
        SetFigures(
            "made",
            "judged",
            5,
            2,
            (
                Figure("omission", "AUC", 0.75, 0.5, 0.9, 5, 2),
                Figure("omission", "AP", None, None, None, 5),
            ),
            (Curve("calibration", "omission", (Bin(0.0, 0.1, 3, 1 / 3, 0.0),)),),
            ("a note",),
        ),
    ),
)


def test_table_shows_value_interval_and_number() -> None:
    text = render_figures(FIGURES, "text")
    assert "made: 5 rows, 2 documents" in text
    assert "AUC  0.750  [0.500, 0.900]  n 5 (2 positive)" in text
    assert "note: a note" in text
    assert "0.0–0.1  0.333  0.000  n 3" in text


def test_json_has_schema_and_null_where_nothing_is_defined() -> None:
    held = json.loads(render_figures(FIGURES, "json"))
    assert held["schema"] == "aligncheck.figures/1"
    first, second = held["sets"][0]["figures"]
    assert (first["value"], second["value"]) == (0.75, None)
    assert held["sets"][0]["curves"][0]["bins"][0]["said"] == 0.33333
