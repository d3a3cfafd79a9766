"""The command line at work: exit codes, outputs, where they go and what stands in them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import EN, ZH

from aligncheck.version import VERSION

BOTH = ("source.zh.txt", "target.en.txt")
# Two findings whatever the model thinks: a number that differs, a word written twice.
BROKEN = EN.replace("320", "230").replace("the archives", "the the archives")
RULES = ("--select", "AC3,AC402")


@pytest.fixture(autouse=True)
def folder(texts: Path) -> Path:
    """A faithful translation, a broken one, and pairs of both."""
    (texts / "broken.en.txt").write_text(BROKEN, encoding="utf-8")
    rows = zip(ZH.split("\n\n"), BROKEN.split("\n\n"), strict=True)
    (texts / "pairs.jsonl").write_text(
        "".join(
            json.dumps({"id": f"row-{n}", "source": zh.strip(), "target": en.strip()}) + "\n"
            for n, (zh, en) in enumerate(rows)
        ),
        encoding="utf-8",
    )
    return texts


def test_findings_are_exit_code_1_and_none_is_0(cli) -> None:
    faithful = cli("check", *BOTH, *RULES, "--no-report")
    assert (faithful.code, faithful.err) == (0, "")
    assert faithful.out.splitlines()[-1].endswith("no findings — pass")
    broken = cli("check", "pairs.jsonl", *RULES, "--no-report")
    assert (broken.code, broken.err) == (1, "")
    assert "AC301" in broken.out
    assert "AC402" in broken.out
    assert broken.out.splitlines()[-1].endswith("— fail")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--fail-on", "never"], 0),
        (["--fail-on", "info"], 1),
        (["--exit-zero"], 0),
        (["--select", "AC402", "--fail-on", "error"], 0),
        (["--select", "AC402", "--fail-on", "warning"], 1),
        (["--select", "AC301", "--fail-on", "info"], 1),
        (["--ignore", "AC301,AC402"], 0),
    ],
)
def test_what_counts_decides_the_exit_code(cli, options: list[str], code: int) -> None:
    assert cli("check", "pairs.jsonl", *RULES, "--no-report", *options).code == code


def test_a_flag_wins_over_a_variable_and_that_over_the_file(cli, folder: Path, monkeypatch) -> None:
    command = ("check", "pairs.jsonl", "--no-report", "-o", "json:-")
    (folder / "aligncheck.toml").write_text(
        'fail_on = "never"\nselect = ["AC402"]\n[severity]\nac402 = "info"\n', encoding="utf-8"
    )
    done = cli(*command)
    assert done.code == 0
    assert [f["severity"] for f in json.loads(done.out)["findings"]] == ["info"]
    monkeypatch.setenv("ALIGNCHECK_FAIL_ON", "info")
    assert cli(*command).code == 1
    assert cli(*command, "--fail-on", "warning").code == 0
    monkeypatch.setenv("ALIGNCHECK_SELECT", "AC301,ac402")
    assert json.loads(cli(*command).out)["config"]["select"] == ["AC301", "AC402"]
    assert json.loads(cli(*command, "--select", "AC401").out)["config"]["select"] == ["AC401"]


def test_reports_go_into_the_folder_that_was_asked_for(cli, folder: Path, monkeypatch) -> None:
    command = ("check", *BOTH, *RULES)
    names = ["target.en.txt.html", "target.en.txt.json"]
    done = cli(*command)
    assert sorted(path.name for path in (folder / "reports").iterdir()) == names
    assert done.out.splitlines()[-1] == "report: reports/target.en.txt.html"
    cli(*command, "--report-dir", "out/deep")
    assert sorted(path.name for path in (folder / "out/deep").iterdir()) == names
    (folder / "aligncheck.toml").write_text('report_dir = "configured"\n', encoding="utf-8")
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    cli("check", "../source.zh.txt", "../target.en.txt", *RULES)
    assert sorted(path.name for path in (folder / "configured").iterdir()) == names
    assert list((folder / "below").iterdir()) == []


def test_no_report_leaves_nothing_behind(cli, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    cli("check", *BOTH, *RULES, "--no-report")
    assert sorted(folder.rglob("*")) == before


def test_json_on_stdout_is_nothing_but_json(cli) -> None:
    done = cli("check", "pairs.jsonl", *RULES, "-o", "json:-", "-v")
    report = json.loads(done.out)
    assert report["schema"] == "aligncheck.report/1"
    assert [pair["id"] for pair in report["pairs"]] == ["row-0", "row-1", "row-2", "row-3"]
    assert {finding["rule"] for finding in report["findings"]} == {"AC301", "AC402"}
    assert done.err.startswith("seconds: read ")  # -v tells the stages beside it
    assert done.err.count("\n") == 1


def test_annotations_on_stdout_name_the_english_line(cli) -> None:
    done = cli("check", "pairs.jsonl", *RULES, "--no-report", "-o", "github:-")
    *annotations, last = done.out.splitlines()
    assert last.startswith("checked 4 pairs")
    assert all(line.startswith(("::error ", "::warning ")) for line in annotations)
    assert "file=pairs.jsonl,line=2,endLine=2,title=AC301" in done.out
    assert "file=pairs.jsonl,line=4,endLine=4,title=AC402" in done.out


def test_many_outputs_at_once(cli, folder: Path) -> None:
    done = cli(
        *("check", "pairs.jsonl", *RULES, "--no-report", "-o", "json:out/a.json"),
        *("-o", "html:out/a.html", "-o", "text:out/a.txt", "-o", "github:-"),
    )
    assert done.code == 1
    assert done.out.startswith(("::error", "::warning"))
    assert json.loads((folder / "out/a.json").read_text(encoding="utf-8"))["summary"]
    assert (folder / "out/a.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "AC402" in (folder / "out/a.txt").read_text(encoding="utf-8")


def test_the_same_input_gives_the_same_bytes(cli, folder: Path) -> None:
    for name in ("one", "two"):
        cli("check", *BOTH, "--report-dir", "reports", "-o", f"github:{name}/github.txt")
        for path in list((folder / "reports").iterdir()):
            path.rename(folder / name / path.name)
    one, two = (
        {path.name: path.read_bytes() for path in (folder / name).iterdir()}
        for name in ("one", "two")
    )
    assert len(one) == 3
    assert one == two


def test_quiet_leaves_the_last_line_and_verbose_tells_info(cli, folder: Path) -> None:
    (folder / "aligncheck.toml").write_text('[severity]\nAC402 = "info"\n', encoding="utf-8")
    command = ("check", "pairs.jsonl", *RULES)
    quiet = cli(*command, "--quiet")
    assert len(quiet.out.splitlines()) == 1
    assert quiet.out.startswith("checked 4 pairs")
    usual, verbose = cli(*command), cli(*command, "-v")
    assert "1 info not shown; -v tells all" in usual.out
    assert "AC402" not in usual.out
    assert "AC402" in verbose.out


@pytest.mark.parametrize(
    ("options", "variables", "colored"),
    [
        ([], {}, True),
        (["--no-color"], {}, False),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    cli, monkeypatch, options: list[str], variables: dict[str, str], colored: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert "\x1b[" not in cli("check", "pairs.jsonl", *RULES, "--no-report").out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("aligncheck.cli.sys.stdout.isatty", lambda: True)
    done = cli("check", "pairs.jsonl", *RULES, "--no-report", *options)
    assert ("\x1b[" in done.out) is colored


def test_a_dismissed_finding_stops_counting(cli, folder: Path) -> None:
    command = ("check", "pairs.jsonl", "--select", "AC301", "--no-report")
    (finding,) = json.loads(cli(*command, "-o", "json:-").out)["findings"]
    decision = {"fingerprint": finding["fingerprint"], "verdict": "dismiss", "reason": "sic"}
    (folder / "decided.jsonl").write_text(json.dumps(decision) + "\n", encoding="utf-8")
    done = cli(*command, "--decisions", "decided.jsonl", "-o", "json:-")
    assert done.code == 0
    assert json.loads(done.out)["findings"][0]["status"] == "dismissed"


def test_compare_tells_what_a_revision_mended_and_broke(cli, folder: Path) -> None:
    source = ("--source", "source.zh.txt")
    worse = cli("compare", "target.en.txt", "broken.en.txt", *source, *RULES, "-o", "json:-")
    assert worse.code == 1
    assert json.loads(worse.out)["summary"]["new"] == 2
    better = cli("compare", "broken.en.txt", "target.en.txt", *source, *RULES, "-o", "html:c.html")
    assert better.code == 0
    assert "2 fixed" in better.out.splitlines()[-1]
    assert (folder / "c.html").is_file()


def test_compare_takes_reports_and_a_report_beside_a_text(cli, folder: Path) -> None:
    cli("check", *BOTH, *RULES)
    cli("check", "source.zh.txt", "broken.en.txt", *RULES)
    old, new = "reports/target.en.txt.json", "reports/broken.en.txt.json"
    assert cli("compare", old, new).code == 1
    mixed = cli("compare", old, "broken.en.txt", "--source", "source.zh.txt", *RULES)
    assert mixed.code == 1
    assert "2 new" in mixed.out.splitlines()[-1]
    differing = cli("compare", old, "broken.en.txt", "--source", "source.zh.txt")
    assert (differing.code, differing.out) == (2, "")
    assert "made differently" in differing.err
    (folder / "other.zh.txt").write_text(ZH.replace("水磨坊", "旧茶馆"), encoding="utf-8")
    cli("check", "other.zh.txt", "target.en.txt", *RULES, "--report-dir", "other")
    refused = cli("compare", old, "other/target.en.txt.json")
    assert (refused.code, refused.out) == (2, "")
    assert "the sources differ" in refused.err
    assert refused.err.count("\n") == 1


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("pair", "none", "findings[0].pair: there is no pair 'none'"),
        ("rule", "AC999", "findings[0].rule: this version has no rule 'AC999'"),
    ],
)
def test_a_report_that_contradicts_itself_is_refused(
    cli, folder: Path, key: str, value: str, said: str
) -> None:
    report = json.loads(cli("check", "pairs.jsonl", *RULES, "-o", "json:-").out)
    report["findings"][0][key] = value
    (folder / "bad.json").write_text(json.dumps(report), encoding="utf-8")
    done = cli("compare", "bad.json", "bad.json")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_english_alone_is_checked_for_its_english(cli) -> None:
    done = cli("check", "broken.en.txt", "--select", "AC402", "--no-report")
    assert done.code == 1
    assert "no original given: 4 paragraphs" in done.out


def test_align_writes_beads_as_json_and_tsv(cli) -> None:
    found = json.loads(cli("align", *BOTH).out)
    assert [set(bead) for bead in found["beads"]] == [{"source", "target", "score"}] * 4
    assert [(b["source"], b["target"]) for b in found["beads"]] == [([n], [n]) for n in range(4)]
    header, *rows = cli("align", *BOTH, "-o", "tsv:-").out.splitlines()
    assert header == "pin\tsource\ttarget\tscore\tsource_text\ttarget_text"
    assert [row.split("\t")[1:3] for row in rows] == [[str(n), str(n)] for n in range(4)]
    assert rows[0].endswith("\t水磨坊的历史\tA History of the Watermill")


def test_align_takes_sentences_and_lines(cli, folder: Path) -> None:
    sentences = json.loads(cli("align", *BOTH, "--unit", "sentence").out)["beads"]
    assert sum(len(bead["source"]) for bead in sentences) == 4
    (folder / "zh").write_text("水磨坊的历史\n\n没有人知道它是谁建的。\r\n", encoding="utf-8")
    (folder / "en").write_text("A History of the Watermill\nNobody knows who built it.\n")
    lines = json.loads(cli("align", "zh", "en", "--lines").out)["beads"]
    assert [(b["source"], b["target"]) for b in lines] == [([0], [0]), ([1], [1])]
    done = cli("align", "zh", "en", "--lines", "-o", "json:beads.json")
    assert (done.code, done.out) == (0, "")
    assert json.loads((folder / "beads.json").read_text(encoding="utf-8"))["beads"] == lines


def test_the_rules_can_be_listed_and_explained(cli) -> None:
    assert "AC103  content-dropped" in cli("rules").out
    line, *_ = cli("rules", "ac402").out.splitlines()
    assert line.startswith("AC402")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--version"], f"aligncheck {VERSION}"),
        (["--help"], "Usage: aligncheck"),
        (["check", "-h"], "--fail-on"),
    ],
)
def test_help_and_version_are_exit_code_0(cli, arguments: list[str], said: str) -> None:
    done = cli(*arguments)
    assert (done.code, done.err) == (0, "")
    assert said in done.out


def test_a_reader_that_stops_early_hears_no_complaint(folder: Path) -> None:
    command = [sys.executable, "-m", "aligncheck", "check", "pairs.jsonl", *RULES, "--no-report"]
    root = Path(__file__).resolve().parents[1]
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            command,
            stdout=writer,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(root)},
            check=False,
        )
    finally:
        os.close(writer)
    assert done.stderr == ""
    assert done.returncode == 1  # the verdict: the pairs have findings


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_under_stdout_is_one_line(folder: Path) -> None:
    command = [sys.executable, "-m", "aligncheck", "rules"]
    root = Path(__file__).resolve().parents[1]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(root)},
            check=False,
        )
    assert (
        done.stderr == "aligncheck: standard output: cannot be written (No space left on device)\n"
    )
    assert done.returncode == 2
