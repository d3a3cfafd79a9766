"""What cannot be used: one line that names it, exit code 2, nothing written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import ZH, Done

FRENCH = (
    "Le moulin est dans la vallée et les gens du village ne savent pas qui a fait la maison pour "
    "le meunier, ni pour qui. Sur la route des moulins une dame est là avec du pain et des fruits "
    "pour les enfants, et dans la maison est une table.\n"
)
RUSSIAN = "Мельница стояла в конце дороги, и никто не знал, кто её построил.\n"


def assert_refused(done: Done, *named: str) -> None:
    """One line on stderr that names everything, no output, exit code 2."""
    assert done.code == 2, done.out + done.err
    assert done.out == ""
    assert done.err.startswith("aligncheck: ")
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err
    for name in named:
        assert name in done.err


@pytest.fixture(autouse=True)
def folder(texts: Path):
    """The texts to break; after the test nothing may have been written beside them."""
    yield texts
    assert not (texts / "reports").exists()
    assert not list(texts.rglob("*.part"))


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"ab\x00\x01\x02\x00\x7f\x00\x03", "binary data"),
        (b"", "the file is empty"),
        (b" \n\t\r\n  ", "the file is empty"),
        (b"caf\xe9 au lait et du pain", "not UTF-8 at byte 3"),
        (ZH.encode("big5", "ignore"), "not UTF-8 at byte 0"),
        (FRENCH, "French"),
        (RUSSIAN, "Cyrillic"),
        (ZH, "both Chinese"),
        (b"1 2 3\n", "neither Chinese nor English"),
    ],
)
def test_a_translation_that_is_none(cli, folder: Path, content: str | bytes, said: str) -> None:
    put(folder, "bad.txt", content)
    assert_refused(cli("check", "source.zh.txt", "bad.txt"), "bad.txt", said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["source.zh.txt", "none.txt"], "none.txt: no such file"),
        (["none.txt"], "none.txt: no such file"),
        (["source.zh.txt", "."], "a directory; give a file"),
        (["source.zh.txt", "target.en.txt/x"], "target.en.txt/x"),
        (["source.zh.txt"], "source.zh.txt: Chinese alone"),
        (["target.en.txt", "target.en.txt"], "both English"),
        (["source.zh.txt", "source.zh.txt"], "both Chinese"),
    ],
)
def test_files_that_make_no_check(cli, arguments: list[str], said: str) -> None:
    assert_refused(cli("check", *arguments), said)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (['{"source": "一", "target": "one"}', '{"source": "二", '], "pairs.jsonl:2: not a JSON"),
        (
            ['{"source": "一", "target": "one"}', "", '{"source": "二"}'],
            'pairs.jsonl:3: no "target"',
        ),
        (['["一", "one"]'], "pairs.jsonl:1: expected an object"),
        (['{"source": 1, "target": "one"}'], 'pairs.jsonl:1: "source" must be text'),
        (['{"source": "", "target": " "}'], "pairs.jsonl:1: both sides"),
        (['{"id": 1, "zh": "一", "en": "one"}', '{"id": 1, "zh": "二", "en": "two"}'], "on line 1"),
        (['{"zh": "一家银行", "en": "一家银行"}'], "no English on the target side"),
    ],
)
def test_malformed_pairs_name_their_line(cli, folder: Path, rows: list[str], said: str) -> None:
    put(folder, "pairs.jsonl", "\n".join(rows) + "\n")
    assert_refused(cli("check", "pairs.jsonl"), "pairs.jsonl", said)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('fial_on = "error"', "aligncheck.toml: fial_on: unknown key; did you mean 'fail_on'?"),
        ('fail_on = "erorr"', "aligncheck.toml: fail_on: expected error, warning, info or never"),
        ("fail_on = 1", "aligncheck.toml: fail_on: expected text, got 1"),
        ('select = ["AC999"]', "aligncheck.toml: select: no rule begins with 'AC999'"),
        ("select = [1]", "aligncheck.toml: select: expected rule ids"),
        ('details = "maybe"', "aligncheck.toml: details: expected true or false"),
        ("[severity]\nAC201 = 'bad'", "severity.AC201: expected error, warning or info"),
        ("[severity]\nAC201 = ['info']", "severity.AC201: expected error, warning or info"),
        ("[severity]\nAD2 = 'info'", "severity: no rule begins with 'AD2'"),
        ("[severity]\n'' = 'info'", "severity: expected the id of a rule"),
        ("[confidence]\nAC103 = 7", "confidence.AC103: expected a number from 0 to 1"),
        ("[confidence]\nAC103 = true", "confidence.AC103: expected a number from 0 to 1"),
        ("severity = 3", "severity: expected a table"),
        ("fail_on = ", "aligncheck.toml: not TOML: Invalid value (at"),
        ('model = "m\n', "aligncheck.toml: not TOML"),
        (b"model = '\xff'", "aligncheck.toml: not UTF-8 at byte 9"),
        ('decisions = "none.jsonl"', "none.jsonl: no such decisions file"),
        ('select = ["AC3"]\nignore = ["AC3"]', "leave no rule to run"),
        ("select = []", "leave no rule to run"),
    ],
)
def test_a_configuration_that_is_wrong(cli, folder: Path, toml: str | bytes, said: str) -> None:
    put(folder, "aligncheck.toml", toml)
    assert_refused(cli("check", "source.zh.txt", "target.en.txt"), said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--config", "none.toml"], "none.toml: no such configuration file"),
        (["--config", "."], "cannot be read"),
        (["--select", "AC999"], "--select: no rule begins with 'AC999'"),
        (["--select", "numbers"], "--select: no rule begins with 'NUMBERS'"),
        (["--select", ""], "leave no rule to run"),
        (["--ignore", "AC"], "leave no rule to run"),
        (["--ignore", "XY1"], "--ignore: no rule begins with 'XY1'"),
        (["-o", "jsn:out.json"], "-o jsn:out.json: unknown format 'jsn'; known are text, json"),
        (["-o", "json"], "-o json: expected json:PATH"),
        (["-o", "json:"], "-o json:: expected json:PATH"),
        (["-o", "json:-", "-o", "github:-"], "only one report can go to standard output"),
        (["-o", "json:."], "-o .: a directory; give the name of a file"),
        (["-o", "json:target.en.txt"], "-o target.en.txt: is an input"),
        (["-o", "json:a", "-o", "html:a"], "-o a: given twice"),
        (["-o", "json:target.en.txt/a.json"], "target.en.txt is not a directory"),
        (["--report-dir", "target.en.txt"], "target.en.txt is not a directory"),
        (["--report-dir", "target.en.txt/reports"], "target.en.txt is not a directory"),
        (["--decisions", "none.jsonl"], "none.jsonl: no such decisions file"),
        (["--decisions", "target.en.txt"], "target.en.txt:1: not a JSON object"),
        (["--decisions", "."], "not a readable UTF-8 file"),
        (["--model", "./none"], "none: no such model folder"),
        (["--model", "target.en.txt"], "target.en.txt: no such model folder"),
    ],
)
def test_an_option_that_leads_nowhere(cli, arguments: list[str], said: str) -> None:
    assert_refused(cli("check", "source.zh.txt", "target.en.txt", *arguments), said)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"verdict": "dismiss"}, "decisions.jsonl:2: a decision needs the fingerprint"),
        ({"fingerprint": "ab", "verdict": "drop"}, "decisions.jsonl:2: verdict must be"),
        ([1], "decisions.jsonl:2: expected a JSON object"),
    ],
)
def test_a_decision_that_is_none_names_its_line(cli, folder: Path, row: object, said: str) -> None:
    good = {"fingerprint": "ab" * 16, "verdict": "dismiss"}
    put(folder, "decisions.jsonl", f"{json.dumps(good)}\n{json.dumps(row)}\n")
    assert_refused(
        cli("check", "source.zh.txt", "target.en.txt", "--decisions", "decisions.jsonl"), said
    )


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("ALIGNCHECK_FIAL_ON", "error", "ALIGNCHECK_FIAL_ON: unknown key; did you mean 'fail_on'?"),
        ("ALIGNCHECK_FAIL_ON", "bad", "ALIGNCHECK_FAIL_ON: expected error, warning, info or never"),
        ("ALIGNCHECK_SEVERITY", "AC1", "ALIGNCHECK_SEVERITY: expected a table"),
    ],
)
def test_a_variable_that_is_wrong(cli, monkeypatch, variable: str, value: str, said: str) -> None:
    monkeypatch.setenv(variable, value)
    assert_refused(cli("check", "source.zh.txt", "target.en.txt"), said)


def test_model_folders_name_what_they_lack(cli, folder: Path) -> None:
    empty = folder / "model"
    empty.mkdir()
    texts = ("check", "source.zh.txt", "target.en.txt", "--model", empty)
    assert_refused(cli(*texts), "model: not a model folder, modules.json and config.json")
    put(empty, "modules.json", "[]")
    assert_refused(cli(*texts), "model: not a model folder, its weights (model.safetensors)")


@pytest.mark.transformers
def test_models_that_the_library_cannot_load(cli, folder: Path) -> None:
    pytest.importorskip("sentence_transformers")
    texts = ("check", "source.zh.txt", "target.en.txt", "--model")
    assert_refused(cli(*texts, "nobody/no-such-model"), "nobody/no-such-model: ")
    broken = folder / "model"
    broken.mkdir()
    put(broken, "modules.json", "[]")
    put(broken, "config.json", "{}")
    put(broken, "model.safetensors", "no weights")
    assert_refused(cli(*texts, broken), "model: sentence-transformers cannot load it")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is no aligncheck report (it is not JSON"),
        ("[]", "names no schema"),
        ('{"schema": "other/1"}', "its schema is 'other/1'"),
        ('{"schema": "aligncheck.report/1"}', "damaged report, 'model' is missing"),
        (b"\xff\xfe\xff", "it is not UTF-8"),
    ],
)
def test_a_file_that_is_no_report(cli, folder: Path, content: str | bytes, said: str) -> None:
    put(folder, "a.json", content)
    assert_refused(cli("compare", "a.json", "a.json"), "a.json", said)


def test_comparisons_that_cannot_be_made(cli, folder: Path) -> None:
    assert_refused(cli("compare", "none.json", "b.json"), "none.json: cannot be read as a report")
    assert_refused(
        cli("compare", "target.en.txt", "b.txt"), "give the Chinese original with --source"
    )
    assert_refused(
        cli("compare", "target.en.txt", "source.zh.txt", "--source", "source.zh.txt"),
        "both Chinese",
    )
    assert_refused(cli("compare", "a.json", "b.json", "-o", "badge:-"), "unknown format 'badge'")


def test_alignments_that_cannot_be_made(cli, folder: Path) -> None:
    put(folder, "empty.txt", "\n\n")
    refused = (
        (["source.zh.txt", "none.txt"], "none.txt: no such file"),
        (["source.zh.txt", "--lines"], "--lines: give two files"),
        (["source.zh.txt", "empty.txt", "--lines"], "empty.txt: the file is empty"),
        (["source.zh.txt", ".", "--lines"], "a directory; give a file"),
        (["target.en.txt"], "target.en.txt: no Chinese to align with"),
        (["source.zh.txt", "target.en.txt", "-o", "docx:-"], "known are json, tmx"),
        (["source.zh.txt", "target.en.txt", "-o", "json:target.en.txt"], "is an input"),
    )
    for arguments, said in refused:
        assert_refused(cli("align", *arguments), said)


@pytest.mark.parametrize(
    "arguments",
    [
        ["chek"],
        ["check", "a", "b", "c"],
        ["check", "a", "--no-such-option"],
        ["check", "a", "--fail-on", "bad"],
        ["align", "a", "b", "--unit", "word"],
        ["models", "sing"],
        ["compare"],
    ],
)
def test_a_wrong_command_line_is_told_in_one_usage_message(cli, arguments: list[str]) -> None:
    done = cli(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("Usage:") == 1
    assert done.err.count("Error:") == 1
    assert "Traceback" not in done.err


def test_an_unknown_rule_is_refused(cli) -> None:
    assert_refused(cli("rules", "AC999"), "no rule begins with 'AC999'")


def test_a_fault_of_ours_is_not_taken_for_findings(cli, monkeypatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a planted fault")

    monkeypatch.setattr("aligncheck.pipeline.check", fail)
    done = cli("check", "source.zh.txt", "target.en.txt")
    assert done.code == 2
    assert "ZeroDivisionError: a planted fault" in done.err


def test_nothing_is_left_of_a_report_that_cannot_be_written(cli, folder: Path, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("aligncheck.write.whole_files._write_utf8", full)
    done = cli("check", "source.zh.txt", "target.en.txt", "--no-report", "-o", "json:out.json")
    assert_refused(done, "out.json: cannot be written (No space left on device)")
    assert sorted(path.name for path in folder.iterdir()) == ["source.zh.txt", "target.en.txt"]


@pytest.mark.parametrize("option", ["--decisions", "--alignment", "--glossary", "--config"])
def test_no_output_takes_the_place_of_a_file_that_is_read(cli, folder: Path, option: str) -> None:
    put(folder, "kept.toml", "")
    done = cli(
        "check", "source.zh.txt", "target.en.txt", option, "kept.toml", "-o", "json:kept.toml"
    )
    assert_refused(done, "-o kept.toml: is an input")


def test_no_report_takes_the_place_of_a_page_that_is_read(cli, folder: Path) -> None:
    put(folder, "target.en.txt.html", "<p>国内生产总值增长了。</p>")
    done = cli("check", "target.en.txt.html", "target.en.txt", "--report-dir", ".", "--no-color")
    assert_refused(done, "target.en.txt.html: is an input")
