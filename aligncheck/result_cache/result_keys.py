"""Keys of results: a hash of all that they are made of, so that no stale one is ever found."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from aligncheck.models.model_folder import model_folder
from aligncheck.version import VERSION

EXTRAS = ("spellchecker", "opencc")  # libraries without which a check finds less
NAME = "results.sqlite"


def find_store() -> Path:
    """Return where results are kept: below XDG_CACHE_HOME, else ~/.cache."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    folder = Path(home) if Path(home).is_absolute() else Path.home() / ".cache"
    return folder / "aligncheck" / NAME


def hash_parts(*parts: object) -> bytes:
    """Return 16 bytes of what `parts` say of themselves by repr."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


@cache
def stamp_program() -> bytes:
    """Return a hash of the program, the models that ship, and the libraries that matter."""
    root = Path(__file__).parents[1]
    code = sorted(
        (path.relative_to(root).as_posix(), path.stat().st_size, path.stat().st_mtime_ns)
        for path in root.rglob("*")
        if path.suffix in {".py", ".txt"}
    )
    models = sorted(
        (path.relative_to(model_folder()).as_posix(), path.stat().st_size, path.stat().st_mtime_ns)
        for path in model_folder().rglob("*")
        if path.is_file()
    )
    return hash_parts(VERSION, code, models, [find_spec(name) is not None for name in EXTRAS])


def hash_files(paths: Sequence[str]) -> list[bytes]:
    """Return the hashes of files; of one that cannot be read, nothing that any other has."""
    return [_hash_file(path) for path in paths]


def _hash_file(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "blake2b").digest()
    except (OSError, ValueError) as error:
        return hash_parts("unreadable", path, type(error).__name__)
