"""Which documents a manifest or a folder names, in which order they are handed out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligncheck.batch.job_list import list_jobs
from aligncheck.errors import ReadError


def touch(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def test_files_of_a_folder_are_paired_by_name_and_by_folder(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "talk.zh.md",
        "talk.en.html",
        "zh/sub/a.txt",
        "en/sub/a.txt",
        "mill/source.zh.txt",
        "mill/target.en.txt",
        "memory.tmx",
        "notes.txt",
        ".hidden/b.zh.txt",
        "lonely.zh.txt",
    )
    found = {job.name: job for job in list_jobs(tmp_path)}
    assert set(found) == {"talk", "sub/a", "mill", "memory", "lonely"}
    assert [Path(file).name for file in found["mill"].files] == ["source.zh.txt", "target.en.txt"]
    assert found["talk"].shown[0].endswith("talk.zh.md")
    assert "has no translation" in found["lonely"].error


def test_a_manifest_names_files_from_its_own_folder(tmp_path: Path) -> None:
    touch(tmp_path, "lists/a.zh.txt", "lists/a.en.txt")
    rows = [
        {"id": "a", "source": "a.zh.txt", "target": "a.en.txt"},
        {"source": "a.zh.txt"},
        {"target": "a.en.txt"},
        "text",
    ]
    manifest = tmp_path / "lists" / "all.jsonl"
    manifest.write_text("\n\n".join(json.dumps(row) for row in rows) + "\n{", encoding="utf-8")
    jobs = list_jobs(manifest)
    assert len(jobs) == 5
    assert jobs[0].size == len("lists/a.zh.txt") + len("lists/a.en.txt")
    assert jobs[1].name == "2"
    assert [bool(jobs[k].error) for k in range(5)] == [False, False, True, True, True]


def test_the_longest_documents_are_handed_out_first(tmp_path: Path) -> None:
    for name, size in (("a", 10), ("b", 900), ("c", 50)):
        (tmp_path / f"{name}.zh.txt").write_text("好" * size, encoding="utf-8")
        (tmp_path / f"{name}.en.txt").write_text("good", encoding="utf-8")
    assert [job.name for job in list_jobs(tmp_path)] == ["b", "c", "a"]


def test_a_job_is_another_one_when_its_file_has_changed(tmp_path: Path) -> None:
    touch(tmp_path, "a.zh.txt", "a.en.txt")
    [before] = list_jobs(tmp_path)
    (tmp_path / "a.en.txt").write_text("another text", encoding="utf-8")
    [after] = list_jobs(tmp_path)
    assert before.key != after.key
    assert after.key == next(iter(list_jobs(tmp_path))).key


def test_a_folder_without_documents_is_said(tmp_path: Path) -> None:
    touch(tmp_path, "notes.txt")
    with pytest.raises(ReadError, match="no document and translation"):
        list_jobs(tmp_path)
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(ReadError, match="names no document"):
        list_jobs(tmp_path / "empty.jsonl")
