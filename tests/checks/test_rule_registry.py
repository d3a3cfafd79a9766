"""Rules declare themselves: a module in the folder of checks is all that a new rule needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from aligncheck import checks
from aligncheck.checks.rule_registry import (
    BY_ID,
    FAMILIES,
    OF_DOCUMENTS,
    RULES,
    Family,
    collect_rules,
    load_families,
    outranks,
)
from aligncheck.corrupt.fact_errors import KINDS
from aligncheck.report import Severity
from aligncheck.rules import Rule, Scope

ROOT = Path(__file__).parents[2]
TOY = '''"""AC399: telephone numbers that the translation does not give."""

import re

from aligncheck.document import Span
from aligncheck.report import Finding, Severity
from aligncheck.rules import Rule

RULES = (
    Rule(
        id="AC399",
        name="telephone",
        severity=Severity.ERROR,
        help="A telephone number of the source is missing or has changed.",
        mqm="accuracy/mistranslation",
        its="numbers",
        page="numbers",
        outranks=("AC103", "AC301"),
        yields_to=("AC107",),
        lowers_quality=True,
        planted=("number replaced",),
        measured_as="telephones",
    ),
)
NUMBER = re.compile(r"\\d{3,4}-\\d{7,8}")


def prepare(document):
    """Return the numbers of the English of the whole document."""
    texts = [pair.target.text for pair in document.pairs if pair.target]
    return {number for text in texts for number in NUMBER.findall(text)}


def find(said, pair):
    """Yield the numbers that are said nowhere."""
    for found in NUMBER.finditer(pair.source.text if pair.source else ""):
        if found.group() not in said:
            message = f"{found.group()} is not given."
            yield Finding("AC399", pair.id, message, 0.9, (Span(*found.span()),))
'''


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A folder with one more module of checks."""
    (tmp_path / "telephone.py").write_text(TOY, encoding="utf-8")
    return tmp_path


def run(toy: Path, program: str) -> subprocess.CompletedProcess[str]:
    """Run a program in which the folder is part of the checks, and nothing else was changed."""
    more = f"from aligncheck import checks; checks.__path__.append({str(toy)!r}); "
    return subprocess.run(
        [sys.executable, "-c", more + program],
        cwd=toy,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )


def run_command(toy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(
        toy,
        f"import sys; sys.argv = ['aligncheck', *{arguments!r}]; "
        "from aligncheck.cli import main; main()",
    )


def test_a_new_module_is_a_new_rule_of_every_command(toy: Path) -> None:
    rows = [
        {"id": "a", "source": "请拨打0571-88001234。", "target": "Please call 0571-88001234."},
        {"id": "b", "source": "请拨打0571-88005678。", "target": "Please call 0571-88009999."},
    ]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (toy / "rows.jsonl").write_text(text, encoding="utf-8")
    (toy / "aligncheck.toml").write_text("[confidence]\nAC399 = 0.2\n", encoding="utf-8")
    assert "telephone" in run_command(toy, "rules", "AC399").stdout
    done = run_command(
        *(toy, "check", "rows.jsonl", "--select", "AC399,AC301", "--fail-on", "warning"),
        *("--no-report", "-o", "json:a.json", "-o", "sarif:a.sarif"),
    )
    assert done.returncode == 1, done.stderr
    report = json.loads((toy / "a.json").read_text(encoding="utf-8"))
    (found,) = report["findings"]
    assert (found["rule"], found["pair"], found["severity"]) == ("AC399", "b", "error")
    assert "AC399" in report["signature"]
    sarif = json.loads((toy / "a.sarif").read_text(encoding="utf-8"))["runs"][0]
    assert "AC399" in [rule["id"] for rule in sarif["tool"]["driver"]["rules"]]


def test_a_new_module_is_measured_as_it_declares(toy: Path) -> None:
    program = (
        "from aligncheck.evaluate.declared_groups import group_measured_rules, list_finders; "
        "print(group_measured_rules()['telephones'], list_finders('number replaced'))"
    )
    done = run(toy, program)
    assert done.stdout.split("\n")[0].startswith("('AC399',) ("), done.stderr
    assert "'AC399')" in done.stdout


def test_families_are_found_in_the_order_of_their_rules(
    toy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(toy)])
    names = [family.name for family in load_families()]
    assert names.index("telephone") == names.index("placeholders") + 1
    assert sorted(names) == sorted([*(family.name for family in FAMILIES), "telephone"])


def test_rules_stand_once_and_in_order() -> None:
    assert [rule.id for rule in RULES] == sorted(BY_ID)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_two_rules_of_one_id_are_refused() -> None:
    again = replace(BY_ID["AC308"], name="speech")
    other = Family("other", (again,), lambda document: document, lambda *_: iter(()), across=False)
    with pytest.raises(ValueError, match="AC308 is declared twice: quotation, speech"):
        collect_rules([*FAMILIES, other])


def test_a_rule_that_yields_to_nothing_is_refused() -> None:
    odd = Rule(
        id="AC777",
        name="odd",
        severity=Severity.INFO,
        help="Odd.",
        mqm="other",
        its="other",
        page="english",
        yields_to=("AC8",),
    )
    with pytest.raises(ValueError, match="AC777 names AC8"):
        collect_rules([Family("odd", (odd,), lambda d: d, lambda *_: iter(()), across=False)])


@pytest.mark.parametrize(
    ("better", "worse"),
    [("AC107", "AC103"), ("AC302", "AC301"), ("AC101", "AC305"), ("AC501", "AC305")],
)
def test_the_more_exact_rule_outranks_the_other(better: str, worse: str) -> None:
    assert outranks(BY_ID[better], BY_ID[worse])
    assert not outranks(BY_ID[worse], BY_ID[better])


@pytest.mark.parametrize("rule", ["AC105", "AC401", "AC404", "AC902"])
def test_what_looks_at_no_source_repeats_nothing(rule: str) -> None:
    assert BY_ID[rule].scope is not Scope.PAIR
    assert not any(outranks(better, BY_ID[rule]) for better in RULES)


def test_a_rule_may_say_itself_to_which_it_yields() -> None:
    mild = replace(BY_ID["AC308"], id="AC398", yields_to=("AC30",))
    assert outranks(BY_ID["AC301"], mild)
    assert not outranks(BY_ID["AC401"], mild)


def test_rules_that_only_compare_pairs_are_those_of_documents() -> None:
    assert OF_DOCUMENTS == ("AC106", "AC203", "AC502", "AC503")


def test_every_planted_kind_has_a_rule_and_every_rule_plants_known_kinds() -> None:
    assert {kind for rule in RULES for kind in rule.planted} == set(KINDS)
