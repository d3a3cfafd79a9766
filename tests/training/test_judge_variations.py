"""Variations of a faithful pair: what is said another way, and slips that need only the links."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from training.judge_edits import Edit
from training.judge_variations import vary_pair

ZH = "李建军说，北海矿业公司去年产煤45万吨、铜12万吨。"
EN = (
    "Li Jianjun said North Sea Mining Company mined 45 million tonnes of coal "
    "and 12 million of copper."
)


def link(*pairs: tuple[str, str]) -> list[tuple[int, int, int, int]]:
    return [
        (ZH.index(zh), ZH.index(zh) + len(zh), EN.index(en), EN.index(en) + len(en))
        for zh, en in pairs
    ]


LINKS = link(
    ("李建军", "Li Jianjun"), ("北海", "North Sea"), ("矿业", "Mining"), ("公司", "Company")
)


def made(kind: str, zh: str = ZH, en: str = EN) -> Iterator[Edit]:
    for seed in range(20):
        yield from (e for e in vary_pair(zh, en, LINKS, random.Random(seed)) if e.kind == kind)


def test_a_name_may_be_said_by_its_gloss_alone() -> None:
    edits = list(made("neutral: name by its gloss"))
    assert edits
    company = [edit for edit in edits if "北海矿业公司（" in edit.zh or "公司(" in edit.zh]
    assert company
    for edit in company:
        assert "NSMC" in edit.en or "North" in edit.en
    assert any("North Sea" not in edit.en for edit in company)
    assert not any(edit.spans.omitted for edit in edits)


def test_a_subject_may_be_a_pronoun() -> None:
    assert {edit.en.split(" said")[0] for edit in made("neutral: pronoun")} <= {
        "He",
        "She",
        "It",
        "They",
    }


def test_a_changed_given_name_is_marked_on_both_sides() -> None:
    edits = list(made("given name changed in target"))
    assert edits
    for edit in edits:
        [(start, end, _)] = edit.spans.wrong_source
        assert edit.zh[start:end] == "建军"
        [(start, end, _)] = edit.spans.wrong_target
        assert edit.en.startswith(f"Li {edit.en[start:end]} said")
        assert "Jianjun" not in edit.en[start:end]


def test_exchanged_figures_are_marked_on_both_sides() -> None:
    edit = next(made("figures exchanged in target"))
    assert "12 million tonnes of coal and 45 million" in edit.en
    assert [edit.zh[a:b] for a, b, _ in edit.spans.wrong_source] == ["45", "12"]
    assert [edit.en[a:b] for a, b, _ in edit.spans.wrong_target] == ["12", "45"]


@pytest.mark.parametrize("en", ["You said so.", "nothing here", "Listing 6-19 shows 6-19."])
def test_what_cannot_be_varied_is_left_alone(en: str) -> None:
    assert not list(vary_pair("你这样说。", en, [(0, 5, 0, len(en))], random.Random(1)))
