"""Where settings come from and what their values may be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aligncheck import check_pairs
from aligncheck.config import Config, FailOn, load_config, merge_values, with_flags
from aligncheck.errors import ConfigError
from aligncheck.report import Severity


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_any_configuration_the_defaults_hold(tmp_path: Path) -> None:
    assert load_config(None, {"PATH": "/bin"}, tmp_path) == Config()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("aligncheck.toml", "fail_on = 'error'"),
        (".aligncheck.toml", "fail-on = 'error'"),
        ("pyproject.toml", "[tool.aligncheck]\nfail_on = 'error'"),
        ("aligncheck.toml", "\ufefffail_on = 'error'"),
    ],
)
def test_finds_the_configuration_in_a_folder_above(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path / name, text)
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert load_config(None, {}, below).fail_on is FailOn.ERROR


@pytest.mark.parametrize("other", ["", "[tool.other]\nx = 1", "tool = 3", "[project]\nname = 'x'"])
def test_a_project_without_our_table_is_passed_over(tmp_path: Path, other: str) -> None:
    write(tmp_path / "aligncheck.toml", "fail_on = 'info'")
    write(tmp_path / "a" / "pyproject.toml", other)
    assert load_config(None, {}, tmp_path / "a").fail_on is FailOn.INFO


def test_a_file_that_is_named_wins_over_one_that_is_near(tmp_path: Path) -> None:
    write(tmp_path / "aligncheck.toml", "fail_on = 'info'")
    named = write(tmp_path / "other.toml", "fail_on = 'never'")
    assert load_config(named, {}, tmp_path).fail_on is FailOn.NEVER


def test_every_key_is_read(tmp_path: Path) -> None:
    text = """
        model = "m"
        select = ["ac1", "AC301"]
        ignore = "AC104, AC105"
        fail_on = "error"
        decisions = "d.jsonl"
        report_dir = "out"
        details = true
        force = true
        [severity]
        ac201 = "info"
        AC1 = "warning"
        [confidence]
        AC3 = 0.7
        AC103 = 1
    """
    assert load_config(write(tmp_path / "aligncheck.toml", text), {}, tmp_path) == Config(
        model="m",
        select=("AC1", "AC301"),
        ignore=("AC104", "AC105"),
        fail_on=FailOn.ERROR,
        severity=(("AC1", Severity.WARNING), ("AC201", Severity.INFO)),
        confidence=(("AC103", 1.0), ("AC3", 0.7)),
        decisions="d.jsonl",
        report_dir="out",
        details=True,
        force=True,
    )


def test_python_takes_what_a_file_takes() -> None:
    made = Config(
        select="AC3, ac1",
        fail_on="error",
        depth="fast",
        severity={"ac201": "info"},
        confidence={"AC3": 1},
        per_file_ignores={"en/*.md": ["AC4"]},
        decisions=Path("d.jsonl"),
        pair=[{"source": "zh/{a}.md", "target": "en/{a}.md"}],
    )
    assert (made.select, made.fail_on) == (("AC3", "AC1"), FailOn.ERROR)
    assert made.severity == (("AC201", Severity.INFO),)
    assert made.confidence == (("AC3", 1.0),)
    assert made.per_file_ignores == (("en/*.md", ("AC4",)),)
    assert made.decisions == "d.jsonl"
    assert made.pair == (("zh/{a}.md", "en/{a}.md"),)
    assert not made.selects("AC401")
    assert replace(made, details=True).severity == made.severity


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"select": "AC9x"}, "Config: select: no rule begins with 'AC9X'"),
        ({"fail_on": "errors"}, "Config: fail_on: expected error, warning, info or never"),
        ({"severity": ["AC3"]}, "Config: severity: expected a table"),
        ({"confidence": {"AC3": 10**5000}}, "got a number of thousands of digits"),
        ({"report_dir": "a\0b"}, "Config: report_dir: a path cannot hold a zero byte"),
        ({"decisions": 3}, "Config: decisions: expected text, got 3"),
        ({"per_file_ignores": {"a.md": "AC77"}}, "per_file_ignores.a.md: no rule begins"),
    ],
)
def test_python_says_what_it_does_not_take(values: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Config(**values)
    assert said in str(caught.value)


def test_no_rule_left_is_refused_before_anything_is_read() -> None:
    with pytest.raises(ConfigError, match="leave no rule"):
        check_pairs([("一", "one")], config=Config(select=()))


def test_a_pattern_leaves_rules_out_for_its_files_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        tmp_path / "aligncheck.toml",
        "[per-file-ignores]\n'en/legal/*.md' = ['AC4']\n'*.srt' = 'AC1,AC301'\n",
    )
    (tmp_path / "en").mkdir()
    monkeypatch.chdir(tmp_path / "en")
    found = load_config(None, {}, Path.cwd())
    legal = found.narrow_to_files("../zh/a.md", "legal/a.md")
    assert not legal.selects("AC401")
    assert legal.selects("AC301")
    assert not found.narrow_to_files("talk.srt").selects("AC103")
    absolute = str(tmp_path / "en" / "legal" / "b.md")
    assert not found.narrow_to_files(absolute).selects("AC403")
    assert found.narrow_to_files("news/a.md") is found
    named = replace(found, select=("AC401",))
    assert not named.narrow_to_files("legal/a.md").selects("AC401")


def test_a_number_of_thousands_of_digits_is_said(tmp_path: Path) -> None:
    write(tmp_path / "aligncheck.toml", "details = " + "1" * 5000)
    with pytest.raises(ConfigError, match="not TOML"):
        load_config(None, {}, tmp_path)


def test_paths_in_a_file_begin_at_the_file(tmp_path: Path) -> None:
    write(tmp_path / "aligncheck.toml", "decisions = 'd.jsonl'")
    below = tmp_path / "texts"
    below.mkdir()
    found = load_config(None, {}, below)
    assert (found.decisions, found.report_dir) == ("../d.jsonl", "reports")
    assert (
        load_config(None, {"ALIGNCHECK_DECISIONS": "mine.jsonl"}, below).decisions == "mine.jsonl"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("true", True), ("Yes", True), ("0", False), ("false", False), ("no", False)],
)
def test_a_variable_says_yes_or_no(tmp_path: Path, value: str, expected: bool) -> None:
    assert load_config(None, {"ALIGNCHECK_DETAILS": value}, tmp_path).details is expected


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (("AC",), (), True),
        (("AC3",), (), True),
        (("AC1",), (), False),
        (("AC",), ("AC3",), False),
        (("AC", "AC301"), ("AC3",), True),
        (("AC3",), ("AC301",), False),
    ],
)
def test_the_longer_prefix_decides_over_a_rule(
    select: tuple[str, ...], ignore: tuple[str, ...], expected: bool
) -> None:
    assert Config(select=select, ignore=ignore).selects("AC301") is expected


def test_flags_that_were_not_given_change_nothing() -> None:
    base = Config(model="m")
    assert with_flags(base, {"model": None, "report_dir": None}) == base
    assert with_flags(base, {"report_dir": Path("out")}).report_dir == "out"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"modle": "x"}, "here: modle: unknown key; did you mean 'model'?"),
        ({"zzz": "x"}, "here: zzz: unknown key; known are alignment, baseline, confidence"),
        ({"model": 3}, "here: model: expected text, got 3"),
        ({"select": ["AC3", "AC31x"]}, "here: select: no rule begins with 'AC31X'"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(values: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        merge_values(Config(), values, "here")
    assert said in str(caught.value)
