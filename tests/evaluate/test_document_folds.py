"""A document's fold is stable, and its threshold comes from the others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from aligncheck.errors import EncoderError
from aligncheck.evaluate import document_folds


def test_folds_are_fixed_for_ever() -> None:
    assert [document_folds.fold_of_document(doc, 4) for doc in ("a", "b", "新闻", "xinhua.1")] == [
        1,
        1,
        3,
        1,
    ]


def test_threshold_is_chosen_without_the_own_document() -> None:
    docs = [f"doc{i}" for i in range(40)]
    number = [document_folds.fold_of_document(doc, document_folds.FOLDS) for doc in docs]
    seen: list[set[int]] = []

    def choose(rows: document_folds.Ints) -> float:
        seen.append({number[int(i)] for i in rows})
        return float(len(seen))

    least = document_folds.crossfit_thresholds(docs, choose)
    for k, others in zip(sorted(set(number)), seen, strict=True):
        assert k not in others
    assert len({(k, float(t)) for k, t in zip(number, least, strict=True)}) == len(set(number))


def test_missing_fold_is_named(tmp_path: Path) -> None:
    np.savez(tmp_path / "fold0.npz", nothing=np.zeros(1))
    with pytest.raises(EncoderError, match=r"fold0\.npz: not a readable fold detector"):
        document_folds.load_fold_detectors(tmp_path)
