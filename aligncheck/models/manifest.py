"""What the embedded model is, and whether its files are what was shipped."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aligncheck.errors import EncoderError
from aligncheck.models.model_folder import model_folder

CARD = "model.json"


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What model.json must have; `files` maps names to SHA-256."""

    version: str
    fingerprint: str
    files: dict[str, str]


def list_models() -> str:
    """Return one line per model that ships."""
    card = _read_manifest()
    size = sum(path.stat().st_size for path in model_folder().rglob("*") if path.is_file())
    return f"embedded  {card.version}  {size / 1e6:.1f} MB  fingerprint {card.fingerprint}"


def read_model_card() -> str:
    """Return the model card."""
    path = model_folder() / "MODEL_CARD.md"
    try:
        return path.read_text(encoding="utf-8").rstrip()
    except OSError as error:
        raise EncoderError(f"{path}: cannot be read ({error.strerror})") from None


def verify_files() -> str:
    """Return a line that says all is well; raises EncoderError naming the files that differ."""
    folder, card = model_folder(), _read_manifest()
    wrong = [
        name for name, digest in sorted(card.files.items()) if _hash_file(folder / name) != digest
    ]
    if wrong:
        raise EncoderError(f"{folder}: changed or missing: {', '.join(wrong)}; install again")
    return f"embedded: {len(card.files)} files as shipped, fingerprint {card.fingerprint}"


@cache  # the files are read once a process
def require_intact(*, judge: bool) -> None:
    """Raise EncoderError naming the files that are not as shipped, those of the judge on demand.

    A flipped byte of a weight would change numbers without a word.
    """
    folder, card = model_folder(), _read_manifest()
    asked = {name: mark for name, mark in card.files.items() if judge or "/" not in name}
    wrong = [name for name, mark in sorted(asked.items()) if _hash_file(folder / name) != mark]
    if wrong:
        raise EncoderError(
            f"{folder}: changed or missing: {', '.join(wrong)}; install again, or write model.json "
            "anew for weights of your own"
        )


def write_manifest(folder: Path, card: dict[str, object]) -> None:
    """Write model.json: `card`, the hash of every file, and one fingerprint of them all."""
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {CARD, "MODEL_CARD.md"}
    )
    files = {name: _hash_file(folder / name) for name in names}
    joined = json.dumps([files, card], sort_keys=True).encode("utf-8")
    full = {
        **card,
        "fingerprint": hashlib.blake2b(joined, digest_size=16).hexdigest(),
        "files": files,
    }
    text = json.dumps(full, indent=1, ensure_ascii=False) + "\n"
    (folder / CARD).write_text(text, encoding="utf-8", newline="\n")


def _read_manifest() -> _Manifest:
    path = model_folder() / CARD
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EncoderError(f"{path}: cannot be read ({error.strerror}); install again") from None
    except ValueError as error:
        raise EncoderError(f"{path}: not a readable model card ({error}); install again") from None
    try:
        return _Manifest(card["version"], card["fingerprint"], dict(card["files"]))
    except (KeyError, TypeError, ValueError):
        raise EncoderError(
            f"{path}: not a model card, version, fingerprint or files is missing; install again"
        ) from None


def _hash_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
