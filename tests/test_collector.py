"""The collector of cycles while a document is read."""

from __future__ import annotations

import gc

import pytest

from aligncheck.collector import held_off


def test_collector_rests_inside_and_runs_again_after_an_error() -> None:
    seen = []
    with pytest.raises(ZeroDivisionError), held_off():
        seen.append(gc.isenabled() / 0)
    with held_off():
        seen.append(gc.isenabled())
    assert seen == [False]
    assert gc.isenabled()


def test_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with held_off():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
