"""What the documents say is there, and what is there they say."""

from __future__ import annotations

import re
from pathlib import Path
from runpy import run_path

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


def test_the_readme_has_the_table_that_the_rules_declare() -> None:
    script = run_path(str(ROOT / ".ci" / "rules_table.py"))
    assert script["compose_table"]() in TEXTS["README.md"], "run python .ci/rules_table.py"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_page(rule) -> None:
    number = rule.id.removeprefix("AC")
    assert re.search(rf"AC{number}|AC\d+–{number}", TEXTS[f"docs/{rule.page}.md"]), rule.page


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
