"""What the rules declare for `eval`: which are counted together, which find a planted error."""

from __future__ import annotations

from aligncheck.checks.rule_registry import RULES
from aligncheck.rules import Scope


def group_measured_rules() -> dict[str, tuple[str, ...]]:
    """Return the ids of the rules by the group they are measured in; the English alone last."""
    groups: dict[str, list[str]] = {}
    for rule in sorted(RULES, key=lambda one: one.scope is Scope.ENGLISH):
        if rule.measured_as:
            groups.setdefault(rule.measured_as, []).append(rule.id)
    return {name: tuple(rules) for name, rules in groups.items()}


def list_finders(kind: str) -> tuple[str, ...]:
    """Return the ids of the rules that should find a kind of planted error."""
    return tuple(rule.id for rule in RULES if kind in rule.planted)
