"""The forms of a comparison: its schema, its words, its page."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from importlib.resources import files
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from aligncheck import write as written
from aligncheck.comparison.comparison import Comparison, compare
from aligncheck.errors import UsageError
from aligncheck.report import Report
from aligncheck.write import comparison_text
from aligncheck.write.registry import list_formats, load_writer
from aligncheck.write.word_diff import diff_words

TEXT = """\
+ new   error AC302  speeches/half-year.en.md:5  十二 is 12; the translation says 21.
  zh  新开工的学校有⟦十二所⟧，其中八所在山区。
  en  Building began on ⟦21 schools⟧ & eight <b>of them</b> are in the mountains.

✓ fixed error AC103  speeches/half-year.en.md:3  国内生产总值 is not in the translation, which stops short at “of the”.
✓ fixed warning AC401  speeches/half-year.en.md:3  “of the reached” has no noun: a word must have fallen out.
= still error AC301  speeches/half-year.en.md:5  十二 is 12; the translation says 21.
= still error AC101  speeches/half-year.en.md  This paragraph of the source has no translation.
▲ better  speeches/half-year.en.md:3  quality 0.38 → 0.92 (+0.54 ± 0.11)
  zh  上半年，全市国内生产总值达到三千二百亿元，比去年同期增长百分之六点五，为近五年最好水平。
  en  In the first half of the year [-the value of the-] {+gross domestic product+} reached 320 billion yuan, 6.5 percent more than a year earlier and the best result in five years.

▼ worse  speeches/half-year.en.md:5  quality 0.91 → 0.60 (-0.31 ± 0.18)
  zh  新开工的学校有十二所，其中八所在山区。
  en  [-Work-] {+Building+} began on 21 schools [-, eight-] {+& eight <b>+}of them{+</b> are+} in the mountains.

quality of the whole +0.120 (-0.151 to +0.387): the same
compared 8 paragraphs, 2 changed (1 better, 1 worse): findings 1 new, 2 fixed, 3 still, 0 moved
"""  # noqa: E501 - as wide as the output


@pytest.fixture
def changed(report: Report) -> Comparison:
    """The sample with its hole filled, a sentence edited, and one more finding in it."""
    pairs = list(report.pairs)
    filled = str(pairs[1].target and pairs[1].target.text).replace(
        "the value of the reached", "gross domestic product reached"
    )
    edited = "Building began on 21 schools & eight <b>of them</b> are in the mountains."
    for i, text, quality in ((1, filled, 0.92), (2, edited, 0.6)):
        target = pairs[i].target
        assert target is not None
        pairs[i] = replace(pairs[i], target=replace(target, text=text), quality=quality)
    number = next(f for f in report.findings if f.rule == "AC301")
    start = edited.index("21 schools")
    span = replace(number.target_spans[0], start=start, end=start + len("21 schools"))
    moved = replace(number, target_spans=(span,), fingerprint="0" * 32)
    kept = [f for f in report.findings if f.pair not in ("p2", "p3")]
    found = (*kept, moved, replace(moved, rule="AC302", fingerprint="1" * 32))
    return compare(report, replace(report, pairs=tuple(pairs), findings=found))


def test_text_tells_new_findings_in_full_and_others_in_a_line(changed: Comparison) -> None:
    assert written.render_comparison(changed, "text") == TEXT


def test_text_can_be_quiet_verbose_and_colored(changed: Comparison) -> None:
    def shown(**options: bool) -> str:
        out = StringIO()
        comparison_text.write(changed, out, **options)
        return out.getvalue()

    assert shown(quiet=True) == TEXT.splitlines(keepends=True)[-1]
    assert "= still warning AC104  speeches/half-year.en.md:9 [dismissed]" in shown(verbose=True)
    assert "\x1b[" in shown(color=True)


def test_json_follows_its_schema(changed: Comparison) -> None:
    schema = json.loads(
        files("aligncheck").joinpath("schema/comparison-1.json").read_text(encoding="utf-8")
    )
    Draft202012Validator.check_schema(schema)
    value = json.loads(written.render_comparison(changed, "json"))
    Draft202012Validator(schema).validate(value)
    assert value["schema"] == "aligncheck.comparison/1"
    assert {key: value["summary"][key] for key in ("new", "fixed", "still", "moved")} == {
        "new": 1,
        "fixed": 2,
        "still": 3,
        "moved": 0,
    }
    first = next(item for item in value["findings"] if item["change"] == "fixed")
    assert value["paragraphs"][first["paragraph"]]["quality_new"] == 0.92
    assert first["source_spans"][0]["text"] == "国内生产总值"


def test_page_marks_the_words_that_differ_and_says_so_in_words(changed: Comparison) -> None:
    page = written.render_comparison(changed, "html")
    assert "the year <del>the value of the</del> reached" in page
    assert "the year <ins>gross domestic product</ins> reached" in page
    assert "&lt;b&gt;" in page
    assert "<b>of them" not in page
    assert "Fixed (2)" in page
    assert "Still there (3, 1 set aside)" in page
    assert "unchanged paragraph without findings" in page
    assert "http://" not in page
    assert "https://" not in page


@pytest.mark.parametrize("name", list_formats("comparison"))
def test_the_same_comparison_gives_the_same_bytes(changed: Comparison, name: str) -> None:
    assert written.render_comparison(changed, name) == written.render_comparison(changed, name)


@pytest.mark.parametrize("name", sorted({*list_formats("comparison")} - {"jsonl", "rdjsonl"}))
def test_identical_reports_can_be_shown(report: Report, name: str) -> None:
    clean = replace(report, findings=())
    assert written.render_comparison(compare(clean, clean), name)


def test_refuses_an_unknown_format() -> None:
    with pytest.raises(UsageError, match="did you mean 'html'"):
        load_writer("comparison", "htm")


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("the value of the reached", "the value reached", ["of the"], []),
        ("Work began on it.", "Work on it began.", ["began"], ["began"]),
        ("one two", "one two", [], []),
        ("", "one", [], ["one"]),
        ("a b c", "d b e", ["a b c"], ["d b e"]),  # one word alike is chance
    ],
)
def test_marks_changed_words(old: str, new: str, gone: list[str], come: list[str]) -> None:
    left, right = diff_words(old, new)
    assert [stretch.text for stretch in left if stretch.changed] == gone
    assert [stretch.text for stretch in right if stretch.changed] == come


WORDS = st.lists(st.sampled_from(["a", "b ", "the ", "，", "十二", "\n", " ", "."])).map("".join)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_marking_loses_no_character(old: str, new: str) -> None:
    left, right = diff_words(old, new)
    assert "".join(stretch.text for stretch in left) == old
    assert "".join(stretch.text for stretch in right) == new


def test_every_format_of_findings_tells_what_is_new(changed: Comparison) -> None:
    shown = {name: written.render_comparison(changed, name) for name in list_formats("comparison")}
    assert "::error file=speeches/half-year.en.md,line=5" in shown["github"]
    assert "AC103" not in shown["github"]
    assert [row["check_name"] for row in json.loads(shown["gitlab"])] == ["AC302 magnitude"]
    assert json.loads(shown["rdjsonl"])["code"]["value"] == "AC302"
    rows = [json.loads(line) for line in shown["jsonl"].splitlines()]
    assert sorted(row["change"] for row in rows) == ["fixed"] * 2 + ["new"] + ["still"] * 3
    assert 'failures="1"' in shown["junit"]  # a new finding in a paragraph that became worse
    assert '<failure type="worse"' in shown["junit"]


def test_sarif_says_what_is_new_and_leaves_out_what_is_fixed(changed: Comparison) -> None:
    (run,) = json.loads(written.render_comparison(changed, "sarif"))["runs"]
    states = [(result["ruleId"], result["baselineState"]) for result in run["results"]]
    assert sorted(states, key=str) == [
        ("AC101", "unchanged"),
        ("AC201", "unchanged"),
        ("AC301", "unchanged"),
        ("AC302", "new"),
    ]


def test_the_table_of_paragraphs_has_the_words_and_no_formula(changed: Comparison) -> None:
    rows = list(csv.DictReader(StringIO(written.render_comparison(changed, "csv"))))
    assert len(rows) == len(changed.passages)
    assert [row["trend"] for row in rows if row["trend"]] == ["better", "worse"]
    assert "[-the value of the-] {+gross domestic product+}" in rows[1]["words"]
    assert (rows[1]["findings_fixed"], rows[2]["findings_new"]) == ("AC103 AC401", "AC302")


def test_markdown_escapes_what_it_quotes(changed: Comparison) -> None:
    page = written.render_comparison(changed, "markdown")
    assert page.startswith("### aligncheck: speeches/half-year.en.md\n")
    assert "\\<b\\>" in page
    assert "| new | error | AC302 magnitude |" in page
    assert "<details><summary>Paragraphs that changed</summary>" in page


def test_an_original_that_changed_is_shown_with_its_change(changed: Comparison) -> None:
    passage = changed.passages[1]
    assert passage.source is not None
    before = replace(passage.source, text=passage.source.text.replace("三千二百亿", "三千亿"))
    held = replace(
        changed,
        passages=(
            changed.passages[0],
            replace(passage, source_old=before),
            *changed.passages[2:],
        ),
    )
    assert "达到三千{+二百+}亿元" in written.render_comparison(held, "text")
    assert "三千亿" in written.render_comparison(held, "html")
    value = json.loads(written.render_comparison(held, "json"))
    assert "三千亿" in value["paragraphs"][1]["source_old"]["text"]


def test_rivals_are_weighed_in_every_form(changed: Comparison) -> None:
    rivals = replace(changed, rivals=True)
    text = written.render_comparison(rivals, "text")
    assert "findings 2 in the first alone, 1 in the second alone, 3 in both" in text
    assert "Of what the original says, speeches/half-year.en.md covers" in text
    value = json.loads(written.render_comparison(rivals, "json"))
    assert value["rivals"]["summary"] in text
    assert "Paragraph by paragraph" in written.render_comparison(rivals, "markdown")
    assert "Paragraph by paragraph" in written.render_comparison(rivals, "html")
    assert 'type="worse"' not in written.render_comparison(rivals, "junit")
