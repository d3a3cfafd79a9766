"""Settings: where they come from and which ones exist.

A flag wins over an `ALIGNCHECK_*` variable, that over `aligncheck.toml` or `[tool.aligncheck]` in
pyproject.toml, that over the defaults below. What their values may be is in `config_values`.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from fnmatch import fnmatchcase
from pathlib import Path

from aligncheck.config.config_values import (
    Depth,
    FailOn,
    Language,
    list_rule_ids,
    read_confidences,
    read_depth,
    read_fail_on,
    read_file_ignores,
    read_flag,
    read_language,
    read_optional_path,
    read_pairs,
    read_path,
    read_prefixes,
    read_severities,
    read_text,
    read_tracked,
    suggest_key,
)
from aligncheck.errors import ConfigError
from aligncheck.file_bytes import read_limited
from aligncheck.read.read_options import ReadOptions, Tracked
from aligncheck.report import Severity

__all__ = [
    "Config",
    "Depth",
    "FailOn",
    "Language",
    "find_config",
    "load_config",
    "merge_values",
    "with_flags",
]

VARIABLE = "ALIGNCHECK_"
LARGEST = 2**20  # bytes of a configuration file
PATHS = (
    "decisions",
    "baseline",
    "alignment",
    "glossary",
    "report_dir",
)  # in a file they are meant from the file's own folder


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a check; takes the values that a configuration file takes.

    `select` and `ignore` hold prefixes of rule ids, the longer prefix wins. `severity` caps or
    raises the severity of a rule, `confidence` drops findings of a rule below it.
    `per_file_ignores` holds patterns of paths and the rules that are left out there. `pair` holds
    patterns of sources and targets, for a check without arguments. `since` names a git revision:
    only what changed from there on is reported; `stale` looks for originals that changed after
    their translation, which `since` does as well. Raises ConfigError for a value that a setting
    does not take.
    """

    model: str = "embedded"
    depth: Depth = Depth.FULL
    lang: Language = Language.EN
    select: tuple[str, ...] = ("AC",)
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
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
    since: str | None = None
    source_column: str | None = None
    target_column: str | None = None
    tracked: Tracked = Tracked.ACCEPT
    stale: bool = False

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if value is not item.default:  # ids need the rules, and they take time to load
                read = _READ[item.name](value, f"Config: {item.name}")
                object.__setattr__(self, item.name, read)

    @property
    def reading(self) -> ReadOptions:
        """What of the settings is for readers."""
        return ReadOptions(self.source_column, self.target_column, self.tracked)

    def selects(self, rule: str) -> bool:
        """Return whether `rule` is switched on."""
        chosen = max((len(p) for p in self.select if rule.startswith(p)), default=-1)
        dropped = max((len(p) for p in self.ignore if rule.startswith(p)), default=-1)
        return chosen > dropped

    def require_rules(self) -> None:
        """Raise ConfigError if no rule is left to run."""
        if not any(map(self.selects, list_rule_ids())):
            chosen, left_out = ",".join(self.select), ",".join(self.ignore)
            raise ConfigError(f"select {chosen!r} and ignore {left_out!r} leave no rule to run")

    def narrow_to_files(self, *paths: str) -> Config:
        """Return the settings for documents at `paths`: with what is left out there ignored."""
        prefixes = tuple(
            prefix
            for pattern, rules in self.per_file_ignores
            if any(_matches_path(pattern, path) for path in paths)
            for prefix in rules
        )
        if not prefixes:
            return self
        off = sorted(rule for rule in list_rule_ids() if rule.startswith(prefixes))
        return replace(self, ignore=(*self.ignore, *off))


def _matches_path(pattern: str, path: str) -> bool:
    """Return whether a pattern fits a path from the working directory, or its last part alone."""
    relative = _relative_to(Path.cwd(), Path(path)).replace(os.sep, "/")
    bare = "/" not in pattern and fnmatchcase(Path(path).name, pattern)
    return bare or fnmatchcase(relative, pattern)


def find_config(path: Path | None, start: Path) -> Path | None:
    """Return the configuration file to use: `path`, or the nearest one in or above `start`."""
    return path or _find_nearest(start)


def load_config(path: Path | None, environ: Mapping[str, str], start: Path) -> Config:
    """Return the settings of `path`, or of the nearest configuration in or above `start`.

    Relative paths in a configuration file begin at its folder. Raises ConfigError for an unknown
    key, a wrong value or unreadable TOML.
    """
    config = DEFAULT
    found = find_config(path, start)
    if found is not None:
        config = _rebase_paths(
            merge_values(config, _read_table(found), str(found)), _folder_of(found), start
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
    given = {name: value for name, value in flags.items() if value is not None}
    merged = _apply_values(config, given, lambda key: f"--{key.replace('_', '-')}")
    merged.require_rules()
    return merged


def _apply_values(
    config: Config, values: Mapping[str, object], named: Callable[[str], str]
) -> Config:
    known = {item.name for item in fields(Config)}
    changes: dict[str, object] = {}
    for key, value in values.items():
        name = key.replace("-", "_")
        if name not in known:
            raise ConfigError(f"{named(key)}: unknown key{suggest_key(name, known)}")
        changes[name] = _READ[name](value, named(key))
    return replace(config, **changes)  # type: ignore[arg-type]  # each reader returns its field's type


def _folder_of(file: Path) -> Path:
    return Path(os.path.realpath(file)).parent


def _rebase_paths(config: Config, folder: Path, start: Path) -> Config:
    """Return `config` with paths that were meant from `folder` written as seen from `start`.

    They stay relative, so that reports are the same wherever a checkout lies.
    """
    here = start.resolve()
    set_there = {name: getattr(config, name) for name in PATHS}
    changes = {
        name: _relative_to(here, folder / value)
        for name, value in set_there.items()
        if value != getattr(DEFAULT, name)
    }
    ignores = tuple(
        (_relative_to(here, folder / pattern) if "/" in pattern else pattern, rules)
        for pattern, rules in config.per_file_ignores
    )
    pairs = tuple(
        (_relative_to(here, folder / left), _relative_to(here, folder / right))
        for left, right in config.pair
    )
    return replace(config, per_file_ignores=ignores, pair=pairs, **changes)  # type: ignore[arg-type]


def _relative_to(start: Path, path: Path) -> str:
    try:
        return os.path.relpath(path, start)
    except ValueError:  # another drive
        return str(path)


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
        return tomllib.loads(read_limited(path, LARGEST).decode("utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such configuration file") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except (ValueError, RecursionError) as error:  # TOML, or a number of thousands of digits
        raise ConfigError(f"{path}: not TOML: {error}") from None


_READ: dict[str, Callable[[object, str], object]] = {
    "model": read_text,
    "depth": read_depth,
    "lang": read_language,
    "select": read_prefixes,
    "ignore": read_prefixes,
    "per_file_ignores": read_file_ignores,
    "fail_on": read_fail_on,
    "severity": read_severities,
    "confidence": read_confidences,
    "decisions": read_optional_path,
    "baseline": read_optional_path,
    "alignment": read_optional_path,
    "glossary": read_optional_path,
    "report_dir": read_path,
    "pair": read_pairs,
    "details": read_flag,
    "since": read_text,
    "source_column": read_text,
    "target_column": read_text,
    "tracked": read_tracked,
    "stale": read_flag,
    "force": read_flag,
}
DEFAULT = Config()
