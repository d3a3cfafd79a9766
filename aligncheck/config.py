"""Settings: where they come from, which ones exist, what their values may be.

A flag wins over an `ALIGNCHECK_*` variable, that over `aligncheck.toml` or `[tool.aligncheck]` in
pyproject.toml, that over the defaults below.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

from aligncheck.errors import ConfigError
from aligncheck.report import Severity

VARIABLE = "ALIGNCHECK_"
PATHS = (
    "decisions",
    "baseline",
    "alignment",
    "glossary",
    "report_dir",
)  # in a file they are meant from the file's own folder


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


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a check.

    `select` and `ignore` hold prefixes of rule ids, the longer prefix wins. `severity` caps or
    raises the severity of a rule, `confidence` drops findings of a rule below it. `pair` holds
    patterns of sources and targets, for a check without arguments.
    """

    model: str = "embedded"
    depth: Depth = Depth.FULL
    select: tuple[str, ...] = ("AC",)
    ignore: tuple[str, ...] = ()
    fail_on: FailOn = FailOn.WARNING
    severity: tuple[tuple[str, Severity], ...] = ()
    confidence: tuple[tuple[str, float], ...] = ()
    decisions: str | None = None
    baseline: str | None = None
    alignment: str | None = None
    glossary: str | None = None
    report_dir: str = "reports"
    pair: tuple[tuple[str, str], ...] = ()
    details: bool = False
    force: bool = False

    def selects(self, rule: str) -> bool:
        """Return whether `rule` is switched on."""
        chosen = max((len(p) for p in self.select if rule.startswith(p)), default=-1)
        dropped = max((len(p) for p in self.ignore if rule.startswith(p)), default=-1)
        return chosen > dropped


DEFAULT = Config()


def load_config(path: Path | None, environ: Mapping[str, str], start: Path) -> Config:
    """Return the settings of `path`, or of the nearest configuration in or above `start`.

    Relative paths in a configuration file begin at its folder. Raises ConfigError for an unknown
    key, a wrong value or unreadable TOML.
    """
    config = DEFAULT
    found = path or _find_nearest(start)
    if found is not None:
        config = _rebase_paths(
            merge_values(config, _read_table(found), str(found)), found.resolve().parent, start
        )
    variables = {
        key.removeprefix(VARIABLE).lower(): value
        for key, value in environ.items()
        if key.startswith(VARIABLE)
    }
    return _apply_values(config, variables, lambda key: VARIABLE + key.upper())


def merge_values(config: Config, values: Mapping[str, object], place: str) -> Config:
    """Return `config` with `values` put over it; `place` names their origin in errors."""
    return _apply_values(config, values, lambda key: f"{place}: {key}")


def with_flags(config: Config, flags: Mapping[str, object]) -> Config:
    """Return `config` with the flags that were given (are not None) put over it.

    Raises ConfigError also when no rule is left to run.
    """
    given = {
        name: str(value) if isinstance(value, Path) else value
        for name, value in flags.items()
        if value is not None
    }
    merged = _apply_values(config, given, lambda key: f"--{key.replace('_', '-')}")
    if not any(merged.selects(rule) for rule in _list_rule_ids()):
        chosen, left_out = ",".join(merged.select), ",".join(merged.ignore)
        raise ConfigError(f"select {chosen!r} and ignore {left_out!r} leave no rule to run")
    return merged


def _apply_values(
    config: Config, values: Mapping[str, object], named: Callable[[str], str]
) -> Config:
    known = {item.name for item in fields(Config)}
    changes: dict[str, object] = {}
    for key, value in values.items():
        name = key.replace("-", "_")
        if name not in known:
            raise ConfigError(f"{named(key)}: unknown key{_suggest_key(name, known)}")
        changes[name] = _READ[name](value, named(key))
    return replace(config, **changes)  # type: ignore[arg-type]  # each reader returns its field's type


def _rebase_paths(config: Config, folder: Path, start: Path) -> Config:
    """Return `config` with paths that were meant from `folder` written as seen from `start`.

    They stay relative, so that reports are the same wherever a checkout lies.
    """
    set_there = {name: getattr(config, name) for name in PATHS}
    changes = {
        name: _relative_to(start.resolve(), folder / value)
        for name, value in set_there.items()
        if value != getattr(DEFAULT, name)
    }
    return replace(config, **changes)  # type: ignore[arg-type]  # both are text


def _relative_to(start: Path, path: Path) -> str:
    try:
        return os.path.relpath(path, start)
    except ValueError:  # another drive
        return str(path)


def _list_rule_ids() -> set[str]:
    """Return the ids of all rules."""
    from aligncheck.checks.rule_registry import BY_ID  # with it come the checks: not for --help

    return set(BY_ID)


def read_prefixes(value: object, place: str) -> tuple[str, ...]:
    """Read rule prefixes, from a list or from text with commas."""
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise ConfigError(f"{place}: expected rule ids such as AC3 or AC301, got {value!r}")
    names = tuple(item.strip().upper() for item in items if item.strip())
    known = _list_rule_ids()
    for name in names:
        if not any(rule.startswith(name) for rule in known):
            raise ConfigError(f"{place}: no rule begins with {name!r}{_suggest_key(name, known)}")
    return names


def _find_nearest(start: Path) -> Path | None:
    """Find aligncheck.toml, or a pyproject.toml with our table, in `start` or above it."""
    for folder in (start, *start.parents):
        for name in ("aligncheck.toml", ".aligncheck.toml"):
            if (folder / name).is_file():
                return folder / name
        project = folder / "pyproject.toml"
        if project.is_file() and _read_tool_table(project) is not None:
            return project
    return None


def _read_table(path: Path) -> Mapping[str, object]:
    table = (_read_tool_table(path) or {}) if path.name == "pyproject.toml" else _read_toml(path)
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.aligncheck must be a table")
    return table


def _read_tool_table(project: Path) -> object:
    """Return what pyproject.toml has under tool.aligncheck, None without it."""
    tools = _read_toml(project).get("tool")
    return tools.get("aligncheck") if isinstance(tools, dict) else None


def _read_toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such configuration file") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from None


def _suggest_key(name: str, known: set[str]) -> str:
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(sorted(known))}"


def _read_text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise ConfigError(f"{place}: expected text, got {value!r}")
    return value


def _read_flag(value: object, place: str) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in {"1", "true", "yes", "0", "false", "no"}:
        return value.lower() in {"1", "true", "yes"}
    raise ConfigError(f"{place}: expected true or false, got {value!r}")


def _read_fail_on(value: object, place: str) -> FailOn:
    try:
        return FailOn(_read_text(value, place))
    except ValueError:
        raise ConfigError(
            f"{place}: expected error, warning, info or never, got {value!r}"
        ) from None


def _read_depth(value: object, place: str) -> Depth:
    try:
        return Depth(_read_text(value, place))
    except ValueError:
        raise ConfigError(f"{place}: expected fast or full, got {value!r}") from None


def _read_severities(value: object, place: str) -> tuple[tuple[str, Severity], ...]:
    pairs = []
    for rule, name in sorted(_read_rules_table(value, place).items()):
        if name not in list(Severity):
            raise ConfigError(f"{place}.{rule}: expected error, warning or info, got {name!r}")
        pairs.append((rule, Severity(str(name))))
    return tuple(pairs)


def _read_confidences(value: object, place: str) -> tuple[tuple[str, float], ...]:
    pairs = []
    for rule, least in sorted(_read_rules_table(value, place).items()):
        if isinstance(least, bool) or not isinstance(least, int | float) or not 0 <= least <= 1:
            raise ConfigError(f"{place}.{rule}: expected a number from 0 to 1, got {least!r}")
        pairs.append((rule, float(least)))
    return tuple(pairs)


def _read_pairs(value: object, place: str) -> tuple[tuple[str, str], ...]:
    """Read [[pair]] tables: a pattern of sources and one of targets each."""
    if not isinstance(value, list):
        raise ConfigError(f"{place}: expected [[{place.split()[-1]}]] tables, got {value!r}")
    pairs = []
    for number, item in enumerate(value, start=1):
        if not isinstance(item, dict) or set(item) != {"source", "target"}:
            raise ConfigError(f"{place} {number}: expected source and target, got {item!r}")
        source, target = (_read_text(item[name], f"{place} {number}") for name in sorted(item))
        pairs.append((source, target))
    return tuple(pairs)


def _read_rules_table(value: object, place: str) -> dict[str, object]:
    """Read a table by rules; their ids are put into capitals."""
    if not isinstance(value, dict):
        raise ConfigError(f"{place}: expected a table such as {{AC301 = ...}}, got {value!r}")
    if "" in value:
        raise ConfigError(f"{place}: expected the id of a rule such as AC301, got an empty one")
    return {read_prefixes([rule], place)[0]: setting for rule, setting in value.items()}


_READ = {
    "model": _read_text,
    "depth": _read_depth,
    "select": read_prefixes,
    "ignore": read_prefixes,
    "fail_on": _read_fail_on,
    "severity": _read_severities,
    "confidence": _read_confidences,
    "decisions": _read_text,
    "baseline": _read_text,
    "alignment": _read_text,
    "glossary": _read_text,
    "report_dir": _read_text,
    "pair": _read_pairs,
    "details": _read_flag,
    "force": _read_flag,
}
