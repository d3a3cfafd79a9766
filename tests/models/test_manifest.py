"""The shipped model says what it is, and whether its files are what was shipped."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from aligncheck.errors import EncoderError
from aligncheck.models import manifest
from aligncheck.models.manifest import write_manifest
from aligncheck.models.model_folder import model_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small model folder in the place of the shipped one."""
    made = tmp_path / "embedded"
    (made / "1_Normalize").mkdir(parents=True)
    (made / "weights.bin").write_bytes(b"0123")
    (made / "1_Normalize" / "config.json").write_text("{}")
    (made / "MODEL_CARD.md").write_text("# A model\n\nSmall.\n")
    write_manifest(made, {"name": "embedded", "version": "9.9"})
    monkeypatch.setattr(manifest, "model_folder", lambda: made)
    return made


def test_lists_and_describes_the_model(cli, folder: Path) -> None:
    card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    done = cli("models", "list")
    assert done.code == 0
    assert done.out.startswith("embedded  9.9  ")
    assert card["fingerprint"] in done.out
    assert cli("models", "info").out == "# A model\n\nSmall.\n"


def test_verifies_files_that_are_as_shipped(cli, folder: Path) -> None:
    done = cli("models", "verify")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("embedded: 2 files as shipped")


def test_names_the_files_that_changed_or_went(cli, folder: Path) -> None:
    (folder / "weights.bin").write_bytes(b"0124")
    shutil.rmtree(folder / "1_Normalize")
    done = cli("models", "verify")
    assert (done.code, done.out) == (2, "")
    assert "changed or missing: 1_Normalize/config.json, weights.bin" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("command", ["list", "verify"])
@pytest.mark.parametrize("content", [None, "{", "[]", "{}", '{"version": 1, "files": []}'])
def test_a_model_card_that_is_none(cli, folder: Path, command: str, content: str | None) -> None:
    card = folder / "model.json"
    card.unlink()
    if content is not None:
        card.write_text(content)
    done = cli("models", command)
    assert (done.code, done.out) == (2, "")
    assert str(card) in done.err
    assert done.err.count("\n") == 1


def test_a_missing_description_is_said(cli, folder: Path) -> None:
    (folder / "MODEL_CARD.md").unlink()
    done = cli("models", "info")
    assert (done.code, done.out) == (2, "")
    assert "MODEL_CARD.md: cannot be read" in done.err


def test_the_fingerprint_follows_from_files_and_card(tmp_path: Path) -> None:
    marks = set()
    for content, version in ((b"1", "1"), (b"1", "1"), (b"2", "1"), (b"2", "2")):
        (tmp_path / "weights.bin").write_bytes(content)
        write_manifest(tmp_path, {"version": version})
        marks.add(json.loads((tmp_path / "model.json").read_text())["fingerprint"])
    assert len(marks) == 3


def test_the_shipped_model_is_what_was_sealed() -> None:
    assert manifest.verify_files().startswith("embedded: ")
    assert {"model.safetensors", "tokenizer.json", "modules.json"} <= {
        path.name for path in model_folder().iterdir()
    }


def test_a_flipped_byte_is_found_before_its_numbers_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "judge").mkdir()
    for name in ("a.npz", "judge/b.onnx"):
        (tmp_path / name).write_bytes(b"weights")
    manifest.write_manifest(tmp_path, {"version": "1"})
    monkeypatch.setattr(manifest, "model_folder", lambda: tmp_path)
    whole = manifest.require_intact.__wrapped__  # without the memory of this process
    whole(judge=True)
    (tmp_path / "judge" / "b.onnx").write_bytes(b"veights")
    whole(judge=False)
    with pytest.raises(EncoderError, match=r"changed or missing: judge/b\.onnx"):
        whole(judge=True)
