"""What the documents say is there, and what is there they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from aligncheck.checks.rule_registry import RULES
from aligncheck.cli import app
from aligncheck.config import _READ
from aligncheck.write.registry import list_formats

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXTS = {page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8") for page in PAGES}
LATER = {"docs/report.png"}  # made of the finished page; checked as soon as it is there


def commands() -> dict[str, list[str]]:
    """Return every command of the command line with the flags of its options."""
    found: dict[str, list[str]] = {}

    def collect(command, name: str) -> None:
        found[name] = [
            flag
            for option in command.params
            for flag in (*option.opts, *option.secondary_opts)
            if flag.startswith("-")
        ]
        for inner, below in getattr(command, "commands", {}).items():
            collect(below, f"{name} {inner}")

    collect(typer.main.get_command(app), "aligncheck")
    return found


COMMANDS = commands()


def sections(text: str) -> dict[str, str]:
    """Cut a page at its second-level headings."""
    first, *rest = re.split(r"^## ", text, flags=re.MULTILINE)
    return {"": first} | {part.partition("\n")[0]: part for part in rest}


def test_the_command_line_is_walked_as_a_whole() -> None:
    assert {"aligncheck check", "aligncheck compare", "aligncheck models verify"} <= set(COMMANDS)
    assert "--fail-on" in COMMANDS["aligncheck check"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_section_that_names_its_options(command: str) -> None:
    _, *words = command.split()
    page = sections(TEXTS["docs/cli.md"])
    assert (words[0] if words else "") in page
    section = page[words[0] if words else ""]
    if len(words) > 1:
        assert command in " ".join(section.split())
    for flag in COMMANDS[command]:
        assert re.search(rf"(?<![\w-]){re.escape(flag)}(?![\w-])", section), flag


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_stands_in_the_readme_and_has_a_page(rule) -> None:
    row = re.search(
        rf"^\| {rule.id} \| ([\w-]+) \|.*\((docs/\w+\.md)\) \|$", TEXTS["README.md"], re.M
    )
    assert row, f"README.md has no row for {rule.id}"
    assert row[1] == rule.name
    number = rule.id.removeprefix("AC")
    assert re.search(rf"AC{number}|AC\d+–{number}", TEXTS[row[2]]), row[2]


def test_the_readme_names_no_rule_that_is_not_there() -> None:
    named = set(re.findall(r"^\| (AC\d+) \|", TEXTS["README.md"], re.M))
    assert named == {rule.id for rule in RULES}


def test_every_setting_and_format_is_described() -> None:
    for key in _READ:
        assert f"`{key}`" in TEXTS["docs/configuration.md"]
    for name in list_formats("report"):
        assert f"`{name}`" in TEXTS["docs/cli.md"]


LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
LINKS = [
    pytest.param(page, target, id=f"{page}-{target}")
    for page, text in TEXTS.items()
    for target in sorted(set(LINK.findall(text)))
    if not re.match(r"[a-z]+:", target)
]


@pytest.mark.parametrize(("page", "target"), LINKS)
def test_every_link_leads_to_a_file(page: str, target: str) -> None:
    path = ((ROOT / page).parent / target).resolve()
    name = path.relative_to(ROOT).as_posix()
    if name in LATER and not path.exists():
        pytest.skip("not made yet")
    assert path.exists(), name
