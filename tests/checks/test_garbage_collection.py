"""The collector of cycles while a document is read."""

from __future__ import annotations

import gc

import pytest

from aligncheck.checks.garbage_collection import pause_collector


def test_collector_rests_inside_and_runs_again_after_an_error() -> None:
    seen = []
    with pytest.raises(ZeroDivisionError), pause_collector():
        seen.append(gc.isenabled() / 0)
    with pause_collector():
        seen.append(gc.isenabled())
    assert seen == [False]
    assert gc.isenabled()


def test_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with pause_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
