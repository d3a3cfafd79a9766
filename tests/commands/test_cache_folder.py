"""The cache as a user meets it: the same bytes with and without, where it is, clearing it."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligncheck.result_cache.open_result_store import open_store


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    open_store.cache_clear()
    yield
    open_store().close()
    open_store.cache_clear()


def test_reports_are_the_same_with_the_cache_and_without(texts: Path, cli) -> None:
    made = []
    for number, more in enumerate(((), (), ("--no-cache",))):
        out = f"r{number}.json"
        done = cli("check", "source.zh.txt", "target.en.txt", "--no-report", "-o", f"json:{out}",
                   "--depth", "fast", *more)  # fmt: skip
        assert done.code == 0, done.err
        made.append((texts / out).read_bytes())
    assert made[0] == made[1] == made[2]
    told = cli("cache", "where").out
    assert str(texts / "cache") in told
    assert "4 results" in told
    assert "removed" in cli("cache", "clear").out
    assert "0 results" in cli("cache", "where").out
    assert "is empty" in cli("cache", "clear").out


def test_without_the_cache_nothing_is_written(texts: Path, cli) -> None:
    cli("check", "source.zh.txt", "target.en.txt", "--no-report", "--depth", "fast", "--no-cache")
    assert not (texts / "cache").exists()


def test_a_batch_of_unchanged_files_is_looked_up(texts: Path, cli) -> None:
    for name in ("one", "two"):
        folder = texts / "in" / name
        folder.mkdir(parents=True)
        for file in ("source.zh.txt", "target.en.txt"):
            (folder / file).write_bytes((texts / file).read_bytes())
    made = []
    for out, more in (("a", ()), ("b", ()), ("c", ("--no-cache",))):
        done = cli("batch", "in", "-o", out, "--jobs", "1", "--depth", "fast", *more)
        assert done.code == 0, done.err
        made.append((texts / out / "results.jsonl").read_bytes())
    assert made[0] == made[1] == made[2]
    before = cli("cache", "where").out
    (texts / "in" / "two" / "target.en.txt").write_text("Something else.\n", encoding="utf-8")
    cli("batch", "in", "-o", "d", "--jobs", "1", "--depth", "fast")
    assert (texts / "d" / "results.jsonl").read_bytes() != made[0]
    assert cli("cache", "where").out != before
