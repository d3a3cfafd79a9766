"""`aligncheck selftest` on texts of two pages, and how its outcome is written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from aligncheck.corrupt import KINDS
from aligncheck.document import Lang
from aligncheck.pipeline import check
from aligncheck.read import read_material
from aligncheck.selftest import Outcome, Selftest, Trial
from aligncheck.selftest.selftest_plan import PARAGRAPH, plan_errors
from aligncheck.selftest.selftest_report import render_selftest

MISS = Trial(
    "noun dropped", Outcome.MISSED, 3, "面包", "They sell bread.", "They\x1bsell.", 9, 9, ()
)
DONE = Selftest(
    "1.0",
    "s",
    "a.zh",
    "a.en",
    5,
    2,
    (
        MISS,
        Trial(PARAGRAPH, Outcome.WARNING, 5, "全文", "All of it.", "", 0, 0, ("AC101",), True),
        Trial("noun dropped", Outcome.INFO, 7, "山", "A hill.", "A.", 1, 1, ("AC103",)),
    ),
    "warning",
    8,
    2,
)


def test_the_command_plants_and_counts(texts: Path, cli) -> None:
    done = cli("selftest", "source.zh.txt", "target.en.txt", "--count", 5, "-o", "json:out.json")
    assert done.code == 0, done.err
    held = json.loads((texts / "out.json").read_text(encoding="utf-8"))
    total = held["summary"]["all"]
    assert held["schema"] == "aligncheck.selftest/1"
    assert total["planted"] == 5 == len(held["trials"])
    assert total["planted"] == total["warning"] + total["info"] + total["missed"]
    assert all(trial["after"] != trial["before"] for trial in held["trials"])
    assert "planted 5 errors into target.en.txt (seed 0" in done.out
    assert not (texts / "reports").exists()


def test_rows_that_are_pairs_are_planted_into_as_well(texts: Path, cli) -> None:
    zh, en = (
        [line for line in (texts / name).read_text(encoding="utf-8").splitlines() if line]
        for name in ("source.zh.txt", "target.en.txt")
    )
    rows = [json.dumps({"source": a, "target": b}) for a, b in zip(zh, en, strict=True)]
    (texts / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    done = cli("selftest", "rows.jsonl", "--count", 3, "--select", "AC1", "-o", "json:-")
    held = json.loads(done.out)
    assert held["summary"]["all"]["planted"] == 3
    assert {rule[:3] for trial in held["trials"] for rule in trial["rules"]} <= {"AC1"}


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["missing.txt", "target.en.txt"], "missing.txt"),
        (["target.en.txt"], "target.en.txt"),
        (["source.zh.txt", "target.en.txt", "--count", "0"], "count"),
        (["source.zh.txt", "target.en.txt", "-o", "sarif:x"], "sarif"),
        (["source.zh.txt", "target.en.txt", "--min", "1.5"], "--min"),
    ],
)
def test_bad_input_is_one_line_and_code_2(
    arguments: list[str], named: str, texts: Path, cli
) -> None:
    done = cli("selftest", *arguments)
    assert (done.code, done.out) == (2, "")
    assert named in done.err


def test_the_same_seed_plants_the_same(texts: Path) -> None:
    material = read_material([texts / "source.zh.txt", texts / "target.en.txt"])
    report = check(texts / "source.zh.txt", texts / "target.en.txt")
    first, again, other = (
        plan_errors(report.pairs, material, 12, seed) for seed in ("0", "0", "1")
    )
    assert first == again != other
    assert len({plant.damage.kind for plant in first}) >= 5
    assert {plant.damage.kind for plant in first} <= {*KINDS, PARAGRAPH}
    english = {p.index: p.text for p in material.target.paragraphs}
    assert all(plant.damage.en != english[plant.target] for plant in first)
    assert material.source.lang is Lang.ZH


def test_the_table_counts_by_kind_and_shows_misses() -> None:
    lines = render_selftest(DONE, "text").splitlines()
    (noun,) = [line.split() for line in lines if line.startswith("noun dropped")]
    assert noun == ["noun", "dropped", "2", "0", "0", "1", "1"]
    (shown,) = [line for line in lines if line.startswith("  noun dropped, line 3")]
    assert "sell[__].” for “面包”" in shown
    assert "\x1b" not in shown
    assert lines[-1] == (
        "planted 3 errors into a.en (seed 5, 2 checks): this gate (fail-on warning) is worth 0.33;"
        " 1 caught at the gate, 1 below it, 1 missed; 2 alarms on the untouched text of 8 pairs"
    )
    assert any(line.startswith("no place for: verb dropped") for line in lines)


def test_json_counts_every_kind() -> None:
    held = json.loads(render_selftest(DONE, "json"))
    assert held["summary"]["all"] == {
        "planted": 3,
        "gate": 1,
        "warning": 1,
        "info": 1,
        "missed": 1,
    }
    assert (held["worth"], held["alarms"], held["pairs"]) == (0.3333, 2, 8)
    assert set(held["summary"]) == {"all", *KINDS, PARAGRAPH}
    assert held["trials"][1]["rules"] == ["AC101"]


def test_the_page_shows_the_number_the_kinds_and_the_misses_as_text() -> None:
    page = render_selftest(DONE, "html")
    assert '<h1 class="worth">0.33</h1>' in page
    assert '<tr class="all"><td>all</td><td class="n">3</td><td class="n">1</td>' in page
    assert page.index("<b>missed</b> noun dropped") < page.index("<b>caught</b>")
    assert "<mark>__</mark>" in page
    hostile = replace(DONE, target="<b>.en")
    assert "<b>.en" not in render_selftest(hostile, "html")


def test_what_does_not_fail_the_check_is_worth_nothing(texts: Path, cli) -> None:
    arguments = ("selftest", "source.zh.txt", "target.en.txt", "--count", 5)
    done = cli(*arguments, "-o", "json:-")
    held = json.loads(done.out)
    assert held["worth"] == held["summary"]["all"]["gate"] / 5 > 0
    never = cli(*arguments, "--fail-on", "never", "-o", "json:-")
    assert json.loads(never.out)["worth"] == 0
    assert never.code == 0


def test_the_gate_on_the_gate(texts: Path, cli) -> None:
    arguments = ("selftest", "source.zh.txt", "target.en.txt", "--count", 5)
    low = cli(*arguments, "--min", 1)
    assert (low.code, "less than --min 1" in low.err) == (1, True)
    assert cli(*arguments, "--min", 0.1).code == 0
