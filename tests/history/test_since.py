"""`check --since` and AC109, on the command line, in a repository made for the purpose."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

ZH = (
    "水磨坊的历史",
    "水磨坊立在山谷大路的尽头，一直为三百二十户村民磨面。",
    "一九五三年，村里的合作社买下了磨坊，又修了一条新的水渠。",
    "没有人知道它是谁建的，县里的档案也没有记载。",
    "工厂去年生产了三千台机器。",
)
EN = (
    "A History of the Watermill",
    "The watermill stands at the end of the valley road and has always ground flour for 320 "
    "households.",
    "In 1953 the village cooperative bought the mill and built a new channel for its water.",
    "Nobody knows who built it, and the archives of the county do not say.",
    "Last year the factory produced 5,000 machines.",  # old debt
)


@pytest.fixture
def mill(scratch, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 1)  # in this process, where the model is loaded
    scratch.write("zh/mill.md", *ZH)
    scratch.write("en/mill.md", *EN)
    scratch.commit("old")
    scratch.git("checkout", "-q", "-b", "work")
    return scratch


def found(cli, *arguments: str) -> list[tuple[str, int, str]]:
    """The findings, warnings and errors, with their lines."""
    done = cli("check", *arguments, "--depth", "fast", "--no-report", "-o", "jsonl:-")
    assert done.code in {0, 1}, done.err
    rows = [json.loads(line) for line in done.out.splitlines()]
    told = [(r["rule"], r["line"], r["severity"]) for r in rows if r["severity"] != "info"]
    assert done.code == int(bool(told))
    return told


FILES = ("zh/mill.md", "en/mill.md")


def test_old_debt_is_not_told_but_counted(mill, cli) -> None:
    assert found(cli, *FILES) == [("AC301", 9, "error")]
    assert found(cli, *FILES, "--since", "main") == []
    done = cli("check", *FILES, "--depth", "fast", "--no-report", "--since", "main")
    assert "0 of 5 pairs changed; 1 finding elsewhere is not told" in done.out
    assert done.out.splitlines()[-1].endswith("changed since main: no findings — pass")
    many = cli("check", "zh", "en", "--depth", "fast", "--no-report", "--since", "main")
    assert many.code == 0
    assert "1 finding elsewhere is not told" in many.out


def test_a_changed_paragraph_is_told_committed_or_not(mill, cli) -> None:
    mill.replace("en/mill.md", "320", "230")
    assert found(cli, *FILES, "--since", "main") == [("AC301", 3, "error")]
    mill.commit("error")
    assert found(cli, *FILES, "--since", "main") == [("AC301", 3, "error")]
    assert found(cli, *FILES, "--since", "HEAD") == []
    mill.git("mv", "zh/mill.md", "zh/m.md")
    mill.git("mv", "en/mill.md", "en/m.md")
    assert found(cli, "zh/m.md", "en/m.md", "--since", "HEAD") == []
    assert found(cli, "zh/m.md", "en/m.md", "--since", "main") == [("AC301", 3, "error")]


def test_a_deleted_paragraph_is_told_although_its_original_is_as_it_was(mill, cli) -> None:
    mill.write("en/mill.md", *EN[:2], *EN[3:])
    assert [rule for rule, *_ in found(cli, *FILES, "--since", "main")] == ["AC101"]


def test_a_stale_translation_stays_until_the_english_changes(mill, cli) -> None:
    mill.replace("zh/mill.md", "又修了一条新的水渠", "又修了一条新的水渠和一座木桥")
    stale = [("AC109", 5, "warning")]
    assert [f for f in found(cli, *FILES, "--since", "main") if f[0] == "AC109"] == stale
    mill.commit("original changed")
    mill.git("checkout", "-q", "main")
    mill.git("merge", "-q", "work")
    assert [f for f in found(cli, *FILES, "--since", "main") if f[0] == "AC109"] == stale
    assert "AC109" in [rule for rule, *_ in found(cli, *FILES, "--stale")]
    assert "AC109" not in [rule for rule, *_ in found(cli, *FILES)]
    mill.git("mv", "zh/mill.md", "zh/m.md")
    mill.git("mv", "en/mill.md", "en/m.md")
    mill.commit("renamed")
    assert "AC109" in [rule for rule, *_ in found(cli, "zh/m.md", "en/m.md", "--stale")]
    mill.replace("en/m.md", "for its water", "and a wooden bridge")
    assert "AC109" not in [rule for rule, *_ in found(cli, "zh/m.md", "en/m.md", "--stale")]


def test_a_decision_says_why_a_translation_need_not_change(mill, cli) -> None:
    mill.replace("zh/mill.md", "村里的合作社", "本村的合作社")
    rows = cli(
        "check", *FILES, "--since", "main", "--no-report", "-o", "jsonl:-", "--depth", "fast"
    )
    (row,) = [json.loads(line) for line in rows.out.splitlines() if "AC109" in line]
    assert "“村里” has become “本村”" in row["message"]
    decision = {"fingerprint": row["fingerprint"], "verdict": "dismiss", "reason": "said alike"}
    Path("decisions.jsonl").write_text(json.dumps(decision) + "\n", encoding="utf-8")
    arguments = (*FILES, "--since", "main", "--decisions", "decisions.jsonl")
    assert found(cli, *arguments) == []
    mill.replace("zh/mill.md", "买下了磨坊", "卖掉了磨坊")
    assert "AC109" in [rule for rule, *_ in found(cli, *arguments)]


def test_marks_new_paragraphs_and_reverted_originals_are_not_stale(mill, cli) -> None:
    mill.replace("zh/mill.md", "磨坊，又修", "磨坊；又修")
    mill.commit("marks")
    assert found(cli, *FILES, "--since", "main") == []
    mill.replace("zh/mill.md", "山谷大路", "大路")
    mill.commit("changed")
    mill.replace("zh/mill.md", "大路", "山谷大路")
    assert found(cli, *FILES, "--since", "main") == []
    mill.replace("zh/mill.md", "没有人知道", "后来又建了一座桥，通向对岸的村子。\n\n没有人知道")
    assert [rule for rule, *_ in found(cli, *FILES, "--since", "main")] == ["AC101"]


def test_one_file_with_both_sides_has_a_history_of_both(mill, cli) -> None:
    mill.write("mill.md", *(text for pair in zip(ZH[:4], EN[:4], strict=True) for text in pair))
    mill.commit("interleaved")
    mill.replace("mill.md", "一条新的水渠", "一条新的水渠和一座木桥")
    told = [rule for rule, *_ in found(cli, "mill.md", "--since", "HEAD")]
    assert "AC109" in told
    done = cli("check", "mill.md", "--since", "HEAD", "--no-report", "--depth", "fast")
    assert "1 of 4 pairs changed" in done.out


def test_new_documents_are_told_as_a_whole_and_lonely_ones_when_that_is_new(mill, cli) -> None:
    check = ("check", "zh", "en", "--since", "main", "--depth", "fast", "--no-report")
    mill.write("zh/new.md", *ZH[4:])
    mill.write("en/new.md", *EN[4:])
    done = cli(*check)
    assert done.code == 1
    assert "new: checked 1 pair (1 source and 1 target paragraphs), told on what" in done.out
    (mill.root / "en/new.md").unlink()
    done = cli(*check)
    assert (done.code, "new.md: has no translation, new since main" in done.out) == (1, True)
    mill.commit("lonely")
    mill.git("branch", "-f", "main", "work")
    done = cli(*check)
    assert (done.code, "new.md: has no translation, nor had it at main" in done.out) == (0, True)
    assert cli(*(a for a in check if a not in {"--since", "main"})).code == 1
    mill.git("rm", "-q", "en/mill.md")
    mill.write("en/unrelated.txt", "")
    (mill.root / "en/unrelated.txt").unlink()
    done = cli(*check)
    assert (done.code, "en/mill.md was deleted since main" in done.out) == (1, True)


def test_what_git_cannot_tell_is_one_line_and_code_2(mill, cli, tmp_path: Path) -> None:
    done = cli("check", *FILES, "--since", "nowhere")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "nowhere: no commit, branch or tag" in done.err
    mill.commit("two")
    clone = tmp_path / "clone"
    url = mill.root.as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "1", url, str(clone)], check=True)
    done = cli("check", clone / "zh/mill.md", clone / "en/mill.md", "--since", "main")
    assert (done.code, "shallow" in done.err, "fetch-depth: 0" in done.err) == (2, True, True)
    done = cli("check", clone / "zh", clone / "en", "--since", "main", "--no-report")
    assert (done.code, "fetch-depth: 0" in done.out) == (2, True)
    done = cli(
        "check", clone / "zh/mill.md", clone / "en/mill.md", "--stale", "--no-report",
        "--depth", "fast", "--fail-on", "never",
    )  # fmt: skip
    assert "this clone is shallow: older changes" in done.out


def test_paragraphs_that_were_joined_or_cut_are_not_stale(mill, cli) -> None:
    mill.replace("zh/mill.md", "磨坊，又修", "磨坊。\n\n又修")
    mill.commit("cut")
    assert "AC109" not in [rule for rule, *_ in found(cli, *FILES, "--stale")]
    mill.replace("zh/mill.md", "又修了一条新的水渠。", "")
    assert "AC109" in [rule for rule, *_ in found(cli, *FILES, "--stale")]


def test_a_hook_of_git_sees_the_repository_of_the_file(mill, cli, monkeypatch) -> None:
    mill.replace("en/mill.md", "320", "230")
    monkeypatch.setenv("GIT_DIR", ".git/none")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/none/index")
    assert found(cli, *FILES, "--since", "HEAD") == [("AC301", 3, "error")]


def test_a_baseline_holds_the_whole_whatever_the_configuration_reports(mill, cli) -> None:
    mill.write("aligncheck.toml", 'since = "main"')
    done = cli("baseline", "write", *FILES, "--depth", "fast")
    assert done.out.startswith("aligncheck-baseline.jsonl: 1 finding known (checked 5 pairs in 1 ")


def test_a_report_of_a_part_is_no_base_for_a_comparison(mill, cli) -> None:
    mill.replace("en/mill.md", "320", "230")
    for name, since in (("whole", ()), ("part", ("--since", "main"))):
        cli("check", *FILES, "--depth", "fast", "--no-report", *since, "-o", f"json:{name}.json")
    done = cli("compare", "whole.json", "part.json")
    assert (done.code, "made with --since" in done.err) == (2, True)
    done = cli("compare", "whole.json", "whole.json", "-o", "sarif:-")
    (run,) = json.loads(done.out)["runs"]
    assert {result["baselineState"] for result in run["results"]} == {"unchanged"}
