"""Examples of what each rule says and of what it is silent about, for its page and its tests."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SILENT = "silent"  # the verdict where a rule has nothing to say


@dataclass(frozen=True, slots=True)
class Example:
    """Paragraphs that belong to each other, and the verdict of a rule on them.

    `verdict` is a severity or "silent". With `documents` the paragraphs are two documents, to be
    aligned first. `glossary` and `alignment` are what files of these settings hold, "" for none;
    `before` are the pairs as they were in the revision or the baseline before.
    """

    verdict: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    documents: bool = False
    glossary: str = ""
    alignment: str = ""
    before: tuple[tuple[str, str], ...] = ()


@cache
def load_examples() -> dict[str, tuple[Example, ...]]:
    """Return the examples of each rule by its id, the gravest first."""
    text = files("aligncheck.commands").joinpath("rule_examples.toml").read_text(encoding="utf-8")
    return {rule: tuple(map(_read_example, rows)) for rule, rows in tomllib.loads(text).items()}


def _read_example(row: dict[str, Any]) -> Example:
    sides = tuple(row.pop("source")), tuple(row.pop("target"))
    before = tuple((zh, en) for zh, en in row.pop("before", ()))
    return Example(row.pop("verdict"), *sides, before=before, **row)
