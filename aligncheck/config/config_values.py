"""What the values of settings may be: a reader a kind of value, which names the place in errors."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from os import PathLike, fspath

from aligncheck.errors import ConfigError
from aligncheck.read.read_options import Tracked
from aligncheck.report import Severity


class FailOn(StrEnum):
    """From which severity on a finding makes the check fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


class Depth(StrEnum):
    """How deep a check looks: the word detector alone, or the contextual judge beside it."""

    FAST = "fast"
    FULL = "full"


class Language(StrEnum):
    """A language that pages and messages are written in."""

    EN = "en"
    ZH = "zh"


def read_text(value: object, place: str) -> str:
    """Read text."""
    if not isinstance(value, str):
        raise ConfigError(f"{place}: expected text, got {shorten_value(value)}")
    return value


def read_path(value: object, place: str) -> str:
    """Read a path, as text or as a path object."""
    name = fspath(value) if isinstance(value, PathLike) else value
    text = read_text(name, place)
    if "\0" in text:
        raise ConfigError(f"{place}: a path cannot hold a zero byte, got {shorten_value(text)}")
    return text


def read_optional_path(value: object, place: str) -> str | None:
    """Read a path; None is no path."""
    return None if value is None else read_path(value, place)


def read_flag(value: object, place: str) -> bool:
    """Read yes or no."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in {"1", "true", "yes", "0", "false", "no"}:
        return value.lower() in {"1", "true", "yes"}
    raise ConfigError(f"{place}: expected true or false, got {shorten_value(value)}")


def read_fail_on(value: object, place: str) -> FailOn:
    """Read the least severity that fails a check."""
    try:
        return FailOn(read_text(value, place))
    except ValueError:
        raise ConfigError(
            f"{place}: expected error, warning, info or never, got {shorten_value(value)}"
        ) from None


def read_tracked(value: object, place: str) -> Tracked:
    """Read what becomes of tracked changes."""
    try:
        return Tracked(read_text(value, place))
    except ValueError:
        raise ConfigError(f"{place}: expected accept, reject or fail, got {value!r}") from None


def read_depth(value: object, place: str) -> Depth:
    """Read how deep a check looks."""
    try:
        return Depth(read_text(value, place))
    except ValueError:
        raise ConfigError(f"{place}: expected fast or full, got {shorten_value(value)}") from None


def read_language(value: object, place: str) -> Language:
    """Read the language of pages and messages."""
    try:
        return Language(read_text(value, place))
    except ValueError:
        raise ConfigError(f"{place}: expected en or zh, got {shorten_value(value)}") from None


def read_prefixes(value: object, place: str) -> tuple[str, ...]:
    """Read rule prefixes, from a list or from text with commas."""
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise ConfigError(
            f"{place}: expected rule ids such as AC3 or AC301, got {shorten_value(value)}"
        )
    names = tuple(item.strip().upper() for item in items if item.strip())
    for name in names:
        if not any(rule.startswith(name) for rule in list_rule_ids()):
            hint = suggest_key(name, list_rule_ids())
            raise ConfigError(f"{place}: no rule begins with {name[:20]!r}{hint}")
    return names


def list_rule_ids() -> set[str]:
    """Return the ids of all rules."""
    from aligncheck.checks.rule_registry import BY_ID  # with it come the checks: not for --help

    return set(BY_ID)


def read_severities(value: object, place: str) -> tuple[tuple[str, Severity], ...]:
    """Read the severities of rules, sorted."""
    pairs = []
    for rule, name in sorted(_read_rules_table(value, place).items()):
        if name not in list(Severity):
            raise ConfigError(
                f"{place}.{rule}: expected error, warning or info, got {shorten_value(name)}"
            )
        pairs.append((rule, Severity(str(name))))
    return tuple(pairs)


def read_confidences(value: object, place: str) -> tuple[tuple[str, float], ...]:
    """Read the least confidences of rules, sorted."""
    pairs = []
    for rule, least in sorted(_read_rules_table(value, place).items()):
        if isinstance(least, bool) or not isinstance(least, int | float) or not 0 <= least <= 1:
            raise ConfigError(
                f"{place}.{rule}: expected a number from 0 to 1, got {shorten_value(least)}"
            )
        pairs.append((rule, float(least)))
    return tuple(pairs)


def read_file_ignores(value: object, place: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read a table from patterns of paths to the rules that are left out there."""
    table = _read_table(value, place, '{"en/legal/*.md" = ["AC4"]}')
    found = []
    for pattern, rules in table.items():
        if not pattern:
            raise ConfigError(f"{place}: expected a pattern of paths, got an empty one")
        found.append((pattern.removeprefix("./"), read_prefixes(rules, f"{place}.{pattern}")))
    return tuple(found)


def read_pairs(value: object, place: str) -> tuple[tuple[str, str], ...]:
    """Read [[pair]] tables: a pattern of sources and one of targets each."""
    if not isinstance(value, list | tuple):
        raise ConfigError(
            f"{place}: expected [[{place.split()[-1]}]] tables, got {shorten_value(value)}"
        )
    pairs = []
    for number, item in enumerate(value, start=1):
        here = f"{place} {number}"
        if isinstance(item, tuple) and len(item) == 2:
            item = dict(zip(("source", "target"), item, strict=True))
        if not isinstance(item, Mapping) or set(item) != {"source", "target"}:
            raise ConfigError(f"{here}: expected source and target, got {shorten_value(item)}")
        pairs.append((read_path(item["source"], here), read_path(item["target"], here)))
    return tuple(pairs)


def shorten_value(value: object) -> str:
    """Return how a value is shown in an error, at most 80 characters long."""
    try:
        shown = repr(value)
    except ValueError:  # a number of thousands of digits
        return "a number of thousands of digits"
    return shown if len(shown) <= 80 else f"{shown[:77]}…"


def suggest_key(name: str, known: set[str]) -> str:
    """Return what was perhaps meant instead of `name`, else all that is known."""
    close = get_close_matches(name[:40], sorted(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(sorted(known))}"


def _read_rules_table(value: object, place: str) -> dict[str, object]:
    """Read a table by rules; their ids are put into capitals."""
    table = _read_table(value, place, "{AC301 = ...}")
    if "" in table:
        raise ConfigError(f"{place}: expected the id of a rule such as AC301, got an empty one")
    return {read_prefixes([rule], place)[0]: setting for rule, setting in table.items()}


def _read_table(value: object, place: str, like: str) -> dict[str, object]:
    """Read a table with text as keys, given as a mapping or as pairs."""
    if isinstance(value, tuple) and all(isinstance(i, tuple) and len(i) == 2 for i in value):
        value = dict(value)
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise ConfigError(f"{place}: expected a table such as {like}, got {shorten_value(value)}")
    return dict(value)
