"""The store of results: whatever happens to its file, a run goes on and says one line."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from pathlib import Path

import pytest

from aligncheck.result_cache import result_store
from aligncheck.result_cache.result_store import ResultStore, count_results, remove_store

ROOT = Path(__file__).parents[2]


def keys(count: int) -> list[bytes]:
    return [number.to_bytes(16, "big") for number in range(count)]


@pytest.fixture
def said() -> io.StringIO:
    return io.StringIO()


def test_what_was_put_is_got_also_by_the_next_run(tmp_path: Path, said: io.StringIO) -> None:
    path = tmp_path / "below" / "results.sqlite"
    store = ResultStore(path, say=said)
    values = {key: key * 50 for key in keys(1200)}
    store.put(values)
    assert store.get([*values, b"another"]) == values
    store.close()
    assert store.get(list(values)) == {}
    assert ResultStore(path, say=said).get(list(values)) == values
    assert count_results(path) == 1200
    assert said.getvalue() == ""


@pytest.mark.parametrize("spoilt", [b"no database at all", b"SQLite format 3\x00" + b"\xff" * 9000])
def test_a_damaged_file_is_made_anew_with_a_notice(
    tmp_path: Path, said: io.StringIO, spoilt: bytes
) -> None:
    path = tmp_path / "results.sqlite"
    path.write_bytes(spoilt)
    store = ResultStore(path, say=said)
    store.put({b"key": b"value"})
    assert store.get([b"key"]) == {b"key": b"value"}
    assert said.getvalue().count("\n") == 1
    assert "damaged" in said.getvalue()


def test_damage_inside_is_no_wrong_result(tmp_path: Path, said: io.StringIO) -> None:
    path = tmp_path / "results.sqlite"
    values = {key: bytes(range(256)) * 4 for key in keys(300)}
    store = ResultStore(path, say=said)
    store.put(values)
    store.close()
    raw = bytearray(path.read_bytes())
    for place in range(8192, len(raw), 700):
        raw[place] ^= 0x55
    path.write_bytes(raw)
    store = ResultStore(path, say=said)
    found = store.get(list(values))
    assert all(values[key] == value for key, value in found.items())
    store.put({b"new": b"value"})
    assert ResultStore(path, say=said).get([b"new"]) in ({b"new": b"value"}, {})
    assert said.getvalue().count("\n") <= 3


def test_a_file_of_another_layout_is_made_anew(tmp_path: Path, said: io.StringIO) -> None:
    path = tmp_path / "results.sqlite"
    store = ResultStore(path, say=said)
    assert store.file is not None
    store.file.execute("PRAGMA user_version = 99")
    store.close()
    assert ResultStore(path, say=said).get([b"key"]) == {}
    assert "its layout is 99" in said.getvalue()


def test_a_place_that_cannot_be_written_costs_a_line(tmp_path: Path, said: io.StringIO) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    store = ResultStore(tmp_path / "file" / "results.sqlite", say=said)
    store.put({b"key": b"value"})
    assert store.get([b"key"]) == {}
    assert "not used" in said.getvalue()
    assert said.getvalue().count("\n") == 1


def test_the_file_stays_small_and_keeps_what_is_used(
    tmp_path: Path, said: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "results.sqlite"
    store = ResultStore(path, largest=800_000, say=said)
    day = 0
    monkeypatch.setattr(result_store, "_today", lambda: day)
    values = {key: random.Random(key).randbytes(2000) for key in keys(600)}
    first = dict(list(values.items())[:60])
    store.put(first)
    for day in range(1, 18):
        if day % 2:
            assert store.get(list(first)) == first
        else:
            store.put(dict(list(values.items())[30 * day : 30 * day + 30]))
    store.close()
    assert path.stat().st_size < 1_000_000
    assert ResultStore(path, say=said).get(list(first)) == first
    assert 60 < count_results(path) < 220


def test_processes_write_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "results.sqlite"
    code = (
        "import sys; from pathlib import Path\n"
        "from aligncheck.result_cache.result_store import ResultStore\n"
        "store = ResultStore(Path(sys.argv[1]))\n"
        "for k in range(60):\n"
        "    store.put({f'{sys.argv[2]}-{k}'.encode(): b'value' * 100, b'shared': b'same'})\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path), str(n)], cwd=ROOT, stderr=subprocess.PIPE
        )
        for n in range(3)
    ]
    assert [process.communicate()[1] for process in running] == [b"", b"", b""]
    assert count_results(path) == 3 * 60 + 1


def test_removing_a_store_leaves_nothing(tmp_path: Path, said: io.StringIO) -> None:
    path = tmp_path / "results.sqlite"
    store = ResultStore(path, say=said)
    store.put({b"key": b"value"})
    assert remove_store(path) > 0
    assert list(tmp_path.iterdir()) == []
    assert remove_store(path) == 0
