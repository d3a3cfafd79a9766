"""Keys change with whatever a result depends on."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligncheck.batch.run_job import hash_settings
from aligncheck.config import Config
from aligncheck.result_cache.result_keys import (
    find_store,
    hash_files,
    hash_parts,
    stamp_program,
)


def test_the_settings_and_the_files_they_name_are_in_the_key(tmp_path: Path) -> None:
    terms = tmp_path / "terms.csv"
    terms.write_text("磨坊,mill\n", encoding="utf-8")
    config = Config(glossary=str(terms))
    before = hash_settings(config)
    assert before == hash_settings(Config(glossary=str(terms)))
    assert before != hash_settings(Config())
    terms.write_text("磨坊,watermill\n", encoding="utf-8")
    assert before != hash_settings(config)


def test_files_are_known_by_their_content(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    one.write_text("text", encoding="utf-8")
    other.write_text("text", encoding="utf-8")
    assert len({*hash_files([str(one), str(other)])}) == 1
    assert len({*hash_files([str(one), str(tmp_path / "none"), str(tmp_path), "\0"])}) == 4


def test_parts_do_not_run_together() -> None:
    assert hash_parts("ab", "c") != hash_parts("a", "bc")
    assert hash_parts("\ud800") == hash_parts("\ud800")
    assert len(stamp_program()) == 16


def test_the_store_lies_where_the_system_keeps_such_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert find_store() == tmp_path / "aligncheck" / "results.sqlite"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert find_store().is_relative_to(Path.home())
