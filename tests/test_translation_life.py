"""A translation's life in a git repository, told step by step: exit codes and what is said."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

CONFIG = (
    'depth = "fast"\n'
    'decisions = "decisions.jsonl"\n'
    "[[pair]]\n"
    'source = "zh/{name}.md"\n'
    'target = "en/{name}.md"'
)
MILL_ZH = (
    "水磨坊的历史",
    "水磨坊立在山谷大路的尽头，一直为三百二十户村民磨面。",
    "一九五三年，村里的合作社买下了磨坊，又修了一条新的水渠。",
    "去年全县国内生产总值增长百分之七点四，磨坊所在的乡排在第二位。",
)
MILL_EN = (
    "A History of the Watermill",
    "The watermill stands at the end of the valley road and has always ground flour for 320 "
    "households.",
    "In 1953 the village cooperative bought the mill and built a new channel for its water.",
    "Last year the gross domestic product of the county grew by 7.4 percent, and the township of "
    "the mill came second.",
)
WORKS_ZH = ("工厂去年生产了三千台机器。", "新的车间有十二名工人。", "厂里有两座仓库。")
WORKS_EN = (
    "Last year the factory produced 5,000 machines.",  # old debt
    "The new workshop has 21 workers.",  # old debt
    "The factory has two warehouses.",
)
BASELINE = ("--baseline", "aligncheck-baseline.jsonl")
GATE = ("check", "--since", "main", *BASELINE, "--no-report")


@pytest.fixture
def texts(scratch, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 1)  # in this process, where the model is loaded
    scratch.write("aligncheck.toml", CONFIG)
    scratch.write("decisions.jsonl", "")
    scratch.write("zh/mill.md", *MILL_ZH)
    scratch.write("en/mill.md", *MILL_EN)
    scratch.write("zh/works.md", *WORKS_ZH)
    scratch.write("en/works.md", *WORKS_EN)
    scratch.commit("texts")
    return scratch


def branch(texts, name: str) -> None:
    texts.git("checkout", "-q", "-B", name)


def merge(texts, name: str) -> None:
    texts.commit(name)
    texts.git("checkout", "-q", "main")
    texts.git("merge", "-q", name)


def last(done) -> str:
    return done.out.splitlines()[-1]


def dismiss_all(cli, reason: str) -> None:
    """Dismiss what is found, as a reviewer does, in the decisions file."""
    done = cli(*GATE, "-o", "jsonl:-")
    with Path("decisions.jsonl").open("a", encoding="utf-8") as out:
        for row in map(json.loads, done.out.splitlines()):
            decision = {"fingerprint": row["fingerprint"], "verdict": "dismiss", "reason": reason}
            decision |= {"rule": row["rule"], "source": row["source"]}
            out.write(json.dumps(decision, ensure_ascii=False) + "\n")


def test_the_life_of_a_translation(texts, cli) -> None:
    # The first audit finds old debt, and the baseline sets it aside.
    done = cli("check", "--no-report")
    assert done.code == 1
    assert last(done) == "checked 7 pairs in 2 documents: 2 errors, 0 warnings, 0 info"
    done = cli("baseline", "write", "--scores")
    assert done.code == 0
    assert done.out == (
        "aligncheck-baseline.jsonl: 2 findings known, scores of 7 pairs "
        "(checked 7 pairs in 2 documents)\n"
    )
    done = cli("check", *BASELINE, "--no-report")
    assert done.code == 0
    assert last(done).endswith("0 errors, 0 warnings, 0 info, 2 known")
    texts.commit("baseline")
    texts.git("tag", "v1")

    # A clean pull request passes.
    branch(texts, "clean")
    texts.replace("en/mill.md", "has always ground", "has ground")
    texts.replace("en/mill.md", "flour for", "flour all along for")
    done = cli(*GATE)
    assert done.code == 0, done.out
    assert "1 of 4 pairs changed" in done.out
    merge(texts, "clean")

    # One that drops a term does not.
    branch(texts, "term")
    texts.replace("en/mill.md", "gross domestic product of the county", "of the county")
    done = cli(*GATE)
    assert done.code == 1
    assert last(done).startswith(
        "checked 7 pairs in 2 documents, told on what changed since main: 2 errors"
    )
    single = cli("check", "zh/mill.md", "en/mill.md", "--no-report", "--since", "main")
    assert single.code == 1
    assert "AC103 content-dropped  en/mill.md:7" in single.out
    assert "Nothing in the translation says “国内生产总值”" in single.out

    # A reviewer dismisses the finding; an edit of its sentence lets the dismissal expire.
    dismiss_all(cli, "said in the sentence before")
    done = cli(*GATE)
    assert (done.code, last(done).endswith("2 dismissed")) == (0, True), done.out
    texts.replace("en/mill.md", "came second", "took second place")
    done = cli(*GATE)
    assert done.code == 1
    assert "2 decisions no longer match anything" in done.out
    texts.replace("en/mill.md", "of the county grew", "gross domestic product of the county grew")
    assert cli(*GATE).code == 0
    texts.write("decisions.jsonl", "")
    merge(texts, "term")

    # A rename changes nothing: the baseline knows the findings by their words.
    branch(texts, "rename")
    for folder in ("zh", "en"):
        texts.git("mv", f"{folder}/works.md", f"{folder}/factory.md")
    done = cli(*GATE)
    assert done.code == 0
    assert "en/factory: checked 3 pairs" in done.out
    done = cli("check", *BASELINE, "--no-report")
    assert (done.code, last(done).endswith("2 known")) == (0, True)
    merge(texts, "rename")

    # The original changes and the translation does not.
    branch(texts, "original")
    texts.replace("zh/mill.md", "一条新的水渠", "一条新的水渠和一座木桥")
    done = cli(*GATE, "-o", "github:-")
    assert done.code == 1
    assert "AC109 stale-translation" in done.out
    merge(texts, "original")
    branch(texts, "later")
    done = cli(*GATE, "-o", "github:-")  # it stays after the merge
    assert (done.code, "AC109 stale-translation" in done.out) == (1, True)
    texts.replace("en/mill.md", "for its water", "for its water, and a wooden bridge")
    assert cli(*GATE).code == 0, cli(*GATE).out
    merge(texts, "later")

    # A new document must come with its translation.
    branch(texts, "new")
    texts.write("zh/school.md", "今年全市新建了十二所学校。")
    done = cli(*GATE)
    assert done.code == 1
    assert "zh/school.md: has no translation, new since main" in done.out
    texts.write("en/school.md", "This year the city built 12 new schools.")
    done = cli(*GATE)
    assert done.code == 0
    assert last(done).startswith(
        "checked 8 pairs in 3 documents, told on what changed since main: 0 errors"
    )
    merge(texts, "new")

    # A revision that fixes two and breaks one.
    branch(texts, "revision")
    texts.replace("en/factory.md", "5,000", "3,000")
    texts.replace("en/factory.md", "21 workers", "12 workers")
    texts.replace("en/school.md", "12 new", "120 new")
    done = cli("compare", "main", "--depth", "fast")
    assert done.code == 1
    assert "compared 2 of 3 documents (1 unchanged), 4 paragraphs, 3 changed" in last(done)
    assert last(done).endswith("findings 1 new, 2 fixed, 0 still, 0 moved")
    assert "+ new   error" in done.out
    assert "[-12-] {+120+} new" in done.out
    texts.replace("en/school.md", "120 new", "12 new")
    assert cli("compare", "main", "--depth", "fast").code == 0

    # What is mended leaves the baseline, which only shrinks.
    done = cli("baseline", "check")
    assert (done.code, "2 (AC301" in done.out) == (1, True)
    done = cli("baseline", "prune")
    assert done.code == 0
    assert done.out.startswith("aligncheck-baseline.jsonl: 0 findings known, scores of ")
    assert cli("baseline", "check").code == 0
    assert cli("check", *BASELINE, "--no-report").code == 0
