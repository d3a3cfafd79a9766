"""Files are written whole or not at all, whatever else goes on."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from aligncheck.errors import UsageError
from aligncheck.write import whole_files
from aligncheck.write.whole_files import save_text, save_texts


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_several_texts_take_their_places_together_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    html, rows = tmp_path / "a.html", tmp_path / "a.json"
    save_texts([("old page", html), ("old rows", rows)])
    write_once = whole_files._write_utf8

    def fill_disk(text: str, path: Path, mode: str) -> None:
        if "json" in path.name:
            raise OSError(28, "No space left on device")
        write_once(text, path, mode)

    monkeypatch.setattr(whole_files, "_write_utf8", fill_disk)
    with pytest.raises(UsageError, match=r"a\.json: cannot be written \(No space left"):
        save_texts([("new page", html), ("new rows", rows)])
    assert html.read_text() == "old page"
    assert names(tmp_path) == ["a.html", "a.json"]


def test_a_text_that_cannot_be_made_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    def texts() -> Iterator[tuple[str, Path]]:
        yield "page", tmp_path / "a.html"
        raise RuntimeError("a planted fault")

    with pytest.raises(RuntimeError):
        save_texts(texts())
    assert names(tmp_path) == []


def test_threads_that_write_one_report_do_not_disturb_each_other(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    texts = [str(number) * 5_000 for number in range(10)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda text: save_text(text, path), texts * 20))
    assert path.read_text() in texts
    assert names(tmp_path) == ["report.json"]


def test_what_a_killed_run_left_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.json"
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                          capture_output=True, text=True, check=True).stdout.strip()  # fmt: skip
    left = tmp_path / f".report.json.{gone}-0123abcd.part"
    running = tmp_path / f".report.json.{os.getppid()}-0123abcd.part"
    other = tmp_path / f".other.json.{gone}-0123abcd.part"
    for part in (left, running, other):
        part.write_text("half")
        os.utime(part, (0, 0))
    fresh = tmp_path / f".report.json.{gone}-fedc9876.part"
    fresh.write_text("of a moment ago, on another machine perhaps")
    save_text("whole", path)
    assert names(tmp_path) == sorted([path.name, running.name, other.name, fresh.name])
    monkeypatch.setattr(time, "time", lambda: fresh.stat().st_mtime + 61)
    save_text("whole", path)
    assert not fresh.exists()


def test_links_stay_links_and_long_names_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / ("译" * 80 + ".json")
    save_text("one", target)
    link = tmp_path / "link.json"
    link.symlink_to(target)
    save_text("two", link)
    assert link.is_symlink()
    assert target.read_text() == "two"


@pytest.mark.parametrize("name", ["a/x" * 2000, "loop/x", "file/x"])
def test_a_path_that_cannot_be_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        save_text("x", tmp_path / name)
