"""Golden rows of figures and structure: wrong translations are found, right ones stay silent."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from aligncheck.checks.document_context import DocumentContext
from aligncheck.document import Lang, Span
from aligncheck.findings.grading import WARN_AT
from aligncheck.report import Finding, Pair, SentenceLink, Side
from aligncheck.text.sentence_split import split_sentences

ROWS = Path(__file__).parent / "figures"
FAMILIES = {  # the checks that read each table, and the rules that may speak
    "exchanged": ("number_mismatch", {"AC301"}),
    "bounds": ("number_mismatch", {"AC301"}),
    "signs": ("number_mismatch", {"AC301"}),
    "directions": ("number_mismatch", {"AC301", "AC108"}),
    "structure": ("structure_ordinals", {"AC301"}),
    "eras": ("year_eras", {"AC304"}),
    "dates": ("number_mismatch calendar_units", {"AC304"}),
    "links": ("link_targets", {"AC306"}),
    "lists": ("list_items", {"AC103"}),
    "broken": ("broken_english", {"AC401"}),
}


def read_rows(name: str) -> list[tuple[str, str, str]]:
    """Return the rows of a table as (Chinese, mark, English); # heads a group."""
    lines = (ROWS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = []
    for line in lines:
        if line and not line.startswith("#"):
            mark = " ! " if " ! " in line else " = "
            zh, _, en = line.partition(mark)
            rows.append((zh, mark.strip(), en))
    return rows


def make_pair(zh: str, en: str) -> Pair:
    """Return a pair of two texts whose sentences are linked one by one where they are as many."""
    left, right = split_sentences(zh, Lang.ZH), split_sentences(en, Lang.EN)
    links = [SentenceLink(a, b, 1.0) for a, b in zip(left, right, strict=False)]
    if len(left) != len(right):
        links = [SentenceLink(Span(0, len(zh)), Span(0, len(en)), 1.0)]
    sides = (Side(text, (0,), ((0, 1),)) for text in (zh, en))
    return Pair("1", "1:1", *sides, sentences=tuple(links))


def find_loud(families: str, pair: Pair) -> list[Finding]:
    """Return what families of checks say of a pair at warning and above."""
    document, found = DocumentContext([pair]), []
    for family in families.split():
        module = import_module(f"aligncheck.checks.{family}")
        context = module.prepare(document) if hasattr(module, "prepare") else document
        found += module.find(context, pair)
    return [one for one in found if one.confidence >= WARN_AT]


@pytest.mark.parametrize("name", FAMILIES)
def test_each_family_has_twenty_rows_of_which_half_are_right(name: str) -> None:
    marks = [mark for _, mark, _ in read_rows(name)]
    assert len(marks) >= 20
    assert 0.3 <= marks.count("=") / len(marks) <= 0.7


@pytest.mark.parametrize(
    ("name", "zh", "mark", "en"),
    [(name, *row) for name in FAMILIES for row in read_rows(name)],
)
def test_wrong_rows_are_found_and_right_ones_are_silent(
    name: str, zh: str, mark: str, en: str
) -> None:
    families, rules = FAMILIES[name]
    loud = find_loud(families, make_pair(zh, en))
    assert {one.rule for one in loud} <= rules
    assert bool(loud) == (mark == "!"), [one.message for one in loud]
