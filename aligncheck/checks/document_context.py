"""What the checks are given besides a pair: the document that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from aligncheck.alignment.fixed_alignment import StalePin
from aligncheck.document import Material
from aligncheck.history.document_history import History
from aligncheck.models.model_bundle import Models, load_models
from aligncheck.names.name_readings import NameReading, read_names
from aligncheck.report import Pair
from aligncheck.terms.glossary import Term


@dataclass(frozen=True)
class DocumentContext:
    """All pairs of a document, scored, and what the user wants to be held against them.

    `terms` are those of the glossary; `stale_pins` were not used, and stand in the file
    `alignment`. `named` are the rules that were asked for by their id, `left_out` those that were
    not asked for: what is costly, or needs an extra, may go by that. `material` is what was read,
    `history` that of its files where it was asked for. `recorded` are similarity and omission that
    the baseline holds of a paragraph, by its hash. `models` are those of the run.
    """

    pairs: Sequence[Pair]
    material: Material | None = None
    terms: Sequence[Term] = ()
    stale_pins: Sequence[StalePin] = ()
    alignment: str = ""
    named: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    history: History | None = None
    recorded: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    models: Models = field(default_factory=load_models)

    @cached_property
    def names(self) -> dict[tuple[str, str], NameReading]:
        """What is read of names, by the texts of a pair; several families ask it."""
        return read_names(
            (pair.source.text, pair.target.text)
            for pair in self.pairs
            if pair.source and pair.target
        )
