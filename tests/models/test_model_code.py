"""A model folder that brings code of its own is refused before anything of it is loaded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligncheck import load_encoder
from aligncheck.errors import EncoderError


def make_folder(folder: Path, files: dict[str, object]) -> Path:
    (folder / "model.safetensors").write_bytes(b"")
    (folder / "evil.py").write_text("raise SystemExit('ran')\n", encoding="utf-8")
    for name, held in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(held), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "files",
    [
        {"modules.json": [{"idx": 0, "path": "", "type": "evil.Module"}]},
        {"modules.json": [], "0_Router/router_config.json": {"types": {"a": "evil.Module"}}},
        {"modules.json": [], "2_Dense/config.json": {"activation_function": "os.system"}},
    ],
)
def test_classes_from_outside_the_libraries_are_refused(tmp_path: Path, files) -> None:
    with pytest.raises(EncoderError, match="code from outside") as caught:
        load_encoder(str(make_folder(tmp_path, files)))
    assert ".json: asks for" in str(caught.value)
