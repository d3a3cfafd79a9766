"""One registry of rules: a module of this package that has `RULES` is a family of them.

A family has `find(context, pair)`, which yields its findings in a pair. If it needs more than the
pair, it has `prepare(document)`, which returns the context; else the context is the document.
What it says of itself besides stands in its `RULES`. If it compares the pairs of a document with
each other, it says `ACROSS = True`. Adding a rule is adding its module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, NamedTuple

from aligncheck import checks
from aligncheck.checks.document_context import DocumentContext
from aligncheck.report import Finding, Pair
from aligncheck.rules import Rule, Scope


@dataclass(frozen=True, slots=True)
class Family:
    """A module of checks; `context` is whatever its `prepare` returns."""

    name: str
    rules: tuple[Rule, ...]
    prepare: Callable[[DocumentContext], Any]
    find: Callable[[Any, Pair], Iterator[Finding]]
    across: bool

    def find_in_pairs(self, document: DocumentContext) -> list[tuple[Finding, ...]]:
        """Return what the family finds in each pair of a document."""
        context = self.prepare(document)
        return [tuple(self.find(context, pair)) for pair in document.pairs]


class PairFindings(NamedTuple):
    """What is found in a pair: by itself, and beside the other pairs of its document."""

    own: tuple[Finding, ...]
    across: tuple[Finding, ...]


def find_in_document(
    document: DocumentContext, families: Sequence[Family] | None = None
) -> list[PairFindings]:
    """Return what the families, all if none are given, find in each pair of a document."""
    chosen = FAMILIES if families is None else families
    own: list[list[Finding]] = [[] for _ in document.pairs]
    across: list[list[Finding]] = [[] for _ in document.pairs]
    for family in chosen:
        kept = across if family.across else own
        for place, found in zip(kept, family.find_in_pairs(document), strict=True):
            place += found
    return [
        PairFindings(tuple(mine), tuple(others)) for mine, others in zip(own, across, strict=True)
    ]


def load_families() -> tuple[Family, ...]:
    """Return the families of the package in the order of their first rules' ids."""
    names = sorted(module.name for module in iter_modules(checks.__path__))
    here = f"{checks.__name__}.rule_registry"
    found = [
        _read_declaration(import_module(f"{checks.__name__}.{name}"))
        for name in names
        if f"{checks.__name__}.{name}" != here
    ]
    return tuple(sorted((one for one in found if one), key=lambda one: (one.rules[0].id, one.name)))


def collect_rules(families: Iterable[Family]) -> tuple[Rule, ...]:
    """Return the rules of families, each once, by their ids.

    Raises ValueError if two modules declare one id, or one yields to a rule that is not there.
    """
    rules: dict[str, Rule] = {}
    for rule in (rule for family in families for rule in family.rules):
        if rules.setdefault(rule.id, rule) is not rule:
            raise ValueError(f"{rule.id} is declared twice: {rules[rule.id].name}, {rule.name}")
    for rule in rules.values():
        for other in (*rule.outranks, *rule.yields_to):
            if not any(name.startswith(other) for name in rules):
                raise ValueError(f"{rule.id} names {other}, and no rule begins so")
    return tuple(rules[name] for name in sorted(rules))


def outranks(better: Rule, rule: Rule) -> bool:
    """Return whether `rule` repeats `better` where both speak of the same words.

    What looks at the English alone, or at no translation at all, repeats nothing.
    """
    if better.id == rule.id or rule.scope is not Scope.PAIR:
        return False
    return rule.id.startswith(better.outranks) or better.id.startswith(rule.yields_to)


def _read_declaration(module: ModuleType) -> Family | None:
    rules: tuple[Rule, ...] = getattr(module, "RULES", ())
    if not rules:
        return None
    return Family(
        module.__name__.rpartition(".")[2],
        rules,
        getattr(module, "prepare", _take_document),
        module.find,
        getattr(module, "ACROSS", False),
    )


def _take_document(document: DocumentContext) -> DocumentContext:
    return document


FAMILIES = load_families()
RULES = collect_rules(FAMILIES)
BY_ID = {rule.id: rule for rule in RULES}
OF_DOCUMENTS = tuple(
    rule.id for rule in RULES if all(family.across for family in FAMILIES if rule in family.rules)
)
"""Rules that only compare the pairs of a document with each other."""
