"""The collector of cycles while a document is read."""

from __future__ import annotations

import gc

import pytest

from aligncheck.collector import held_off


def test_collector_rests_inside_and_runs_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="no"), held_off():
        assert not gc.isenabled()
        raise ValueError("no")
    assert gc.isenabled()


def test_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with held_off():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
