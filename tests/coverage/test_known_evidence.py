"""Evidence that is kept: equal when read back, and found only for the very same pair."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligncheck.coverage import known_evidence
from aligncheck.coverage.analysis import CoverageEvidence, analyse_pairs
from aligncheck.coverage.chunks import Task
from aligncheck.coverage.evidence_record import dump_evidence, load_evidence
from aligncheck.coverage.known_evidence import recall_pairs
from aligncheck.coverage.pair_probabilities import Sums
from aligncheck.document import Span
from aligncheck.models.model_bundle import load_models
from aligncheck.report import SentenceLink
from aligncheck.result_cache.result_store import ResultStore

MODELS = load_models()
TASKS = [
    Task("市政府修建了新的图书馆，因为居民要求。", "The city built a library."),
    Task("", "Nothing."),
    Task("他来了。", "He came.", [SentenceLink(Span(0, 4), Span(0, 8), 1.0)], [(Span(2, 2), 0.7)]),
]


def test_evidence_comes_back_equal() -> None:
    found = list(analyse_pairs(TASKS, MODELS))
    assert found[1] is None
    assert found[0] is not None
    assert found[0].dropped
    assert [load_evidence(dump_evidence(one)) for one in found] == found
    bare = CoverageEvidence(Sums(0.1 + 0.2), 1 / 3, 1.0, 2.0, judged=0.25)
    assert load_evidence(dump_evidence(bare)) == bare


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"[1,2,3]", b'"text"', b"7", b"\xff"])
def test_what_is_no_evidence_is_said(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        load_evidence(raw)


def test_pairs_that_were_examined_are_not_examined_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def watch(tasks, models):
        some = list(tasks)
        asked.extend(task.source for task in some)
        return analyse_pairs(some, models)

    monkeypatch.setattr(known_evidence, "analyse_pairs", watch)
    store = ResultStore(tmp_path / "results.sqlite")
    plain = list(analyse_pairs(TASKS, MODELS))
    assert list(recall_pairs([*TASKS, TASKS[0]], MODELS, store)) == [*plain, plain[0]]
    assert len(asked) == 3
    changed = Task(TASKS[2].source, TASKS[2].target, TASKS[2].links)
    assert list(recall_pairs([*TASKS, changed], MODELS, store))[:3] == plain
    assert asked[3:] == [changed.source]
    store.close()
    assert list(recall_pairs(TASKS, MODELS, store)) == plain
