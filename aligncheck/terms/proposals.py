"""Propose a glossary from a document: `aligncheck terms`."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aligncheck.alignment.pairing import pair_paragraphs
from aligncheck.alignment.require_parallel import require_parallel_pairs
from aligncheck.models.model_bundle import load_models
from aligncheck.read import read_material
from aligncheck.terms.renderings import LEAST, Rendering, content_stems, find_renderings
from aligncheck.text.spreadsheet_cell import make_inert

CLEAR = 2  # times a rendering must come to be proposed
SHORT = 2  # Chinese characters of words that every text uses
SHARE = 0.1  # … and its share of the term's renderings


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term, how often its English was clear, and its renderings with their counts."""

    source: str
    count: int
    targets: tuple[tuple[str, int], ...]


def propose_terms(
    source: Path, target: Path | None, *, least: int = LEAST, model: str | None = None
) -> list[Proposal]:
    """Return the recurring terms of a document, the commonest first."""
    material = read_material([source] if target is None else [source, target])
    models = load_models(model)
    pairs = pair_paragraphs(material, models.encoder)
    require_parallel_pairs(material, pairs)
    found = find_renderings(pairs, models.lexicon, least)
    proposals = [_build_proposal(term, uses) for term, uses in found.items()]
    fit = [one for one in proposals if one.count >= least and _is_term(one)]
    return sorted(fit, key=lambda one: (-one.count, one.source))


def _is_term(one: Proposal) -> bool:
    """Return whether a word is a term: it is long, or its English is a name."""
    if not one.targets:
        return False
    name = one.targets[0][0].split()[-1]
    return len(one.source) > SHORT or (name[0].isupper() and " " in one.targets[0][0])


def render_glossary(found: Sequence[Proposal]) -> str:
    """Write proposals as a glossary that `check --glossary` reads."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["source", "target", "forbidden", "count", "note"])
    for one in found:
        variants = "|".join(text for text, _ in one.targets)
        counts = ", ".join(f"{text} {times}" for text, times in one.targets)
        cells = (one.source, variants, "", str(one.count), counts)
        rows.writerow([make_inert(cell) for cell in cells])
    return out.getvalue()


def _build_proposal(term: str, uses: Sequence[Rendering]) -> Proposal:
    """Join forms of one rendering (plural, capitals) under the commonest of them."""
    forms = Counter(one.text for one in uses)
    names: dict[frozenset[str], str] = {}
    totals: Counter[str] = Counter()
    for text, times in sorted(forms.items(), key=lambda item: (-item[1], item[0])):
        totals[names.setdefault(content_stems(text), text)] += times
    kept = [
        (text.replace("|", "/"), times)
        for text, times in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
        if times >= CLEAR and times >= SHARE * len(uses)
    ]
    return Proposal(term, len(uses), tuple(kept))
