"""Look pairs up that were examined before; the others are examined, and kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligncheck.coverage.analysis import CoverageEvidence, analyse_pairs
from aligncheck.coverage.chunks import Task
from aligncheck.coverage.evidence_record import dump_evidence, load_evidence
from aligncheck.models.model_bundle import Models
from aligncheck.result_cache.result_keys import hash_parts, stamp_program
from aligncheck.result_cache.result_store import ResultStore

AT_ONCE = 256  # pairs that are looked up, examined and kept together


def recall_pairs(
    tasks: Sequence[Task], models: Models, store: ResultStore
) -> Iterator[CoverageEvidence | None]:
    """Yield what `analyse_pairs` says of each pair, from the store where it is there."""
    made = (stamp_program(), models.judge.fingerprint, models.words.fingerprint)
    for start in range(0, len(tasks), AT_ONCE):
        some = tasks[start : start + AT_ONCE]
        keys = [hash_parts(made, t.source, t.target, tuple(t.links), tuple(t.holes)) for t in some]
        known = _read_known(store.get(list(dict.fromkeys(keys))))
        missing = {key: task for key, task in zip(keys, some, strict=True) if key not in known}
        fresh = dict(zip(missing, analyse_pairs(missing.values(), models), strict=True))
        if fresh:
            store.put({key: dump_evidence(found) for key, found in fresh.items()})
        yield from ((fresh if key in fresh else known)[key] for key in keys)


def _read_known(raw: dict[bytes, bytes]) -> dict[bytes, CoverageEvidence | None]:
    """Return what is readable of the stored evidence."""
    known: dict[bytes, CoverageEvidence | None] = {}
    for key, value in raw.items():
        try:
            known[key] = load_evidence(value)
        except ValueError:
            continue
    return known
