"""Remarks are plain values that nobody can change."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from aligncheck.write.unit_remarks import Remark


def test_a_remark_is_its_text_and_its_doubt() -> None:
    assert Remark("A word is missing.", doubtful=True) != Remark("A word is missing.", False)
    assert len({Remark("Same.", True), Remark("Same.", True)}) == 1


def test_a_remark_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Remark("Same.", doubtful=True).text = "Other."  # type: ignore[misc]
