"""The examples of the rules hold, and their pages are those that the rules make."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from aligncheck import check, check_pairs
from aligncheck.checks.rule_registry import BY_ID, RULES
from aligncheck.commands.rule_examples import SILENT, Example, load_examples
from aligncheck.commands.rule_explanation import explain_rule
from aligncheck.commands.rule_page import render_list, render_page, save_pages
from aligncheck.config import Config
from aligncheck.report import Report, Severity
from aligncheck.rules import Scope

PAGES = Path(__file__).resolve().parents[2] / "docs" / "rules"
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule}-{example.verdict}")
    for rule, examples in load_examples().items()
    for example in examples
]


def write_texts(folder: Path, pairs: Iterable[tuple[str, str]]) -> tuple[Path, Path]:
    paths = folder / "zh.txt", folder / "en.txt"
    for path, side in zip(paths, zip(*pairs, strict=True), strict=True):
        path.write_text("\n\n".join(side) + "\n", encoding="utf-8")
    return paths


def run_history(rule: str, example: Example, folder: Path, cli) -> list[Severity]:
    """Return what the rule says of texts that have a revision and a baseline before them."""
    name = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    paths = write_texts(folder, example.before)
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "before"]):
        subprocess.run(["git", "-C", str(folder), *name, *command], check=True)
    alone = ("--depth", "fast", "--select", rule)  # what other rules say explains a score
    known = ("--baseline", "known.jsonl") if rule == "AC204" else ()
    if known:
        assert cli("baseline", "write", *paths, *alone, *known, "--scores").code == 0
    write_texts(folder, zip(example.source, example.target, strict=True))
    flags = ("--force", "--no-report", "-o", "json:-")
    done = cli("check", *paths, *alone, *flags, *(known or ("--stale",)))
    found = json.loads(done.out)["findings"]
    return [Severity(one["severity"]) for one in found if one["rule"] == rule]


def run_example(example: Example, folder: Path) -> Report:
    settings: dict[str, str] = {}
    for name in ("glossary", "alignment"):
        if text := getattr(example, name):
            (folder / name).write_text(text, encoding="utf-8")
            settings[name] = str(folder / name)
    config = Config(depth="fast", force=True, **settings)
    if not example.documents:
        return check_pairs(zip(example.source, example.target, strict=True), config=config)
    paths = write_texts(folder, zip(example.source, example.target, strict=True))
    return check(*paths, config=config)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_the_rule_says_so(
    rule: str, example: Example, tmp_path: Path, cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    if example.before:
        monkeypatch.chdir(tmp_path)
        found = run_history(rule, example, tmp_path, cli)
    else:
        found = [f.severity for f in run_example(example, tmp_path).findings if f.rule == rule]
    if example.verdict == SILENT:
        assert found == []
    else:
        assert max(found, key=lambda level: level.rank) == Severity(example.verdict)


def test_every_rule_has_one_that_it_tells_and_one_that_it_does_not() -> None:
    examples = load_examples()
    # What the tool says of itself may need a text too long to quote.
    assert [r.id for r in RULES if r.id not in examples and r.scope is not Scope.TOOL] == []
    assert set(examples) <= set(BY_ID)
    for rule, some in examples.items():
        ranks = [Severity(example.verdict).rank for example in some[:-1]]
        assert some[-1].verdict == SILENT, rule
        assert ranks, rule
        assert ranks == sorted(ranks, reverse=True), rule
        assert ranks[0] <= BY_ID[rule].severity.rank


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_page_of_a_rule_is_current(rule) -> None:
    page = PAGES / f"{rule.id}.md"
    assert page.is_file(), "write the pages anew: aligncheck rules --pages docs/rules"
    said = page.read_text(encoding="utf-8")
    assert said == render_page(rule), "write the pages anew: aligncheck rules --pages docs/rules"


def test_no_page_is_of_a_rule_that_is_not_there(tmp_path: Path) -> None:
    assert save_pages(tmp_path) == len(RULES)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(path.name for path in PAGES.iterdir())
    assert (PAGES / "README.md").read_text(encoding="utf-8") == render_list(RULES)


def test_an_explanation_has_an_example_of_each_verdict(cli) -> None:
    told = cli("rules", "AC305").out
    for verdict in ("says error of", "says warning of", "says nothing of"):
        assert verdict in told
    assert "zh  上海和广州的代表参加了会议。" in told
    for rule in load_examples():
        assert explain_rule(BY_ID[rule]).count("    zh  ") >= 2


def test_pages_are_written_where_they_are_wanted(cli, tmp_path: Path) -> None:
    done = cli("rules", "--pages", tmp_path / "rules")
    assert done.code == 0
    assert f"{len(RULES)} pages" in done.out
    assert (tmp_path / "rules" / "AC301.md").is_file()
