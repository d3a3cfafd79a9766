"""`aligncheck init`: a commented configuration, made of what the folder holds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from aligncheck.commands.document_discovery import Discovery, Pairing, explore_folder
from aligncheck.config import find_config
from aligncheck.errors import UsageError
from aligncheck.write import save_text

NAME = "aligncheck.toml"
# What each setting is for; a line that begins with "# " and a key is a setting at its default.
_HEAD = """\
# Settings of aligncheck. A flag wins over an ALIGNCHECK_* variable, that over this file.
# What begins with "# " is the default, or an example; take the mark away to set it.
# Paths begin at this file's folder. `aligncheck doctor` tells what is wrong with it.

# fast: the word detector alone; full: the contextual judge beside it.
# depth = "full"

# Rules to run and to leave out, by prefix; the longer prefix wins. `aligncheck rules` lists them.
# select = ["AC"]
# ignore = []

# Least severity that makes the exit code 1: error, warning, info, never.
# In the first weeks, "never" reports and lets everything pass.
# fail_on = "warning"
"""
_PATHS = """
# What reviewers decided in the report page ("export"); what they dismissed no longer counts.
{decisions}

# Findings of today that shall not fail a check: `aligncheck baseline write` makes the file.
{baseline}

# The English that terms must have; `aligncheck terms -o csv:glossary.csv` proposes one.
{glossary}

# Where the HTML and JSON reports go.
# lang = "en"  # of the report page: en or zh
# report_dir = "reports"

# Pinned rows of an alignment, as `aligncheck align -o tsv:` writes it.
# alignment = "alignment.tsv"

# A sentence-transformers model for aligning and comparing, in place of the one that ships.
# model = "embedded"

# Report only what changes since a git revision touch; look for originals that changed alone.
# since = "origin/main"
# stale = false

# Columns of workbooks and tables: a letter, a number, or what its head says.
# source_column = "B"
# target_column = "C"

# What tracked changes of Word documents count as: accept, reject or fail.
# tracked = "accept"

# Check texts that look like no translation of each other, too.
# force = false

# Put every word's probability into the JSON.
# details = false
"""
_TABLES = """
# The most that a rule is said at.
# [severity]
# AC201 = "info"

# Leave out what is less sure, from 0 to 1.
# [confidence]
# AC103 = 0.7

# Rules to leave out in some files.
# [per_file_ignores]
# "en/statutes/*.md" = ["AC4"]

# Pairs of documents for `aligncheck check` without arguments: two folders, or two patterns
# whose placeholders stand for the same on both sides.
"""
_DEFAULTS = {
    "decisions": "decisions.jsonl",
    "baseline": "aligncheck-baseline.jsonl",
    "glossary": "glossary.csv",
}
_EXAMPLE = '# [[pair]]\n# source = "zh/{name}.md"\n# target = "en/{name}.md"\n'


def write_configuration(folder: Path, *, dry: bool = False) -> str:
    """Write aligncheck.toml into `folder` and return what to tell; with `dry`, return its text.

    Raises UsageError where a configuration is there already.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder")
    found = find_config(None, folder.resolve())
    if found is not None and found.parent == folder.resolve() and not dry:
        raise UsageError(f"{found.name}: is there already; `aligncheck doctor` tells of its faults")
    held = explore_folder(folder)
    text = render_configuration(held)
    if dry:
        return text.rstrip("\n")
    save_text(text, folder / NAME)
    return "\n".join([f"{folder / NAME}: {_describe(held.pairings)}", *_list_next_steps(held)])


def render_configuration(held: Discovery) -> str:
    """Return a configuration with a comment on every setting and what was found filled in."""
    paths = {
        name: _render_path(name, held.kept.get(name), example)
        for name, example in _DEFAULTS.items()
    }
    pairs = "\n".join(map(_render_pairing, held.pairings)) or _EXAMPLE
    return _HEAD + _PATHS.format(**paths) + _TABLES + pairs


def _render_path(name: str, found: str | None, example: str) -> str:
    return f"{name} = {_quote(found)}" if found else f"# {name} = {_quote(example)}"


def _render_pairing(pairing: Pairing) -> str:
    """Return a table, with the number of documents that it stands for now."""
    number = f"{pairing.count} document{'' if pairing.count == 1 else 's'}"
    return (
        f"[[pair]]  # {number} now\nsource = {_quote(pairing.source)}\n"
        f"target = {_quote(pairing.target)}\n"
    )


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a basic string of TOML is one of JSON


def _describe(pairings: Sequence[Pairing]) -> str:
    if not pairings:
        return "no pairs of documents were found; name them under [[pair]]"
    total = sum(pairing.count for pairing in pairings)
    shown = ", ".join(f"{p.source} – {p.target}" for p in pairings[:3])
    more = f" and {len(pairings) - 3} more" if len(pairings) > 3 else ""
    return f"{total} document{'' if total == 1 else 's'} with a translation ({shown}{more})"


def _list_next_steps(held: Discovery) -> list[str]:
    steps = {
        "aligncheck doctor": "is everything there?",
        "aligncheck check": "check all pairs",
    }
    if "baseline" not in held.kept:
        steps["aligncheck baseline write"] = "let what is known today pass"
    return ["next:", *_align_steps(steps)]


def _align_steps(steps: Mapping[str, str]) -> list[str]:
    width = max(map(len, steps))
    return [f"  {command:<{width}}  {what}" for command, what in steps.items()]
