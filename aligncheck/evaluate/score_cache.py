"""Keep scored rows between runs; what is kept depends on every file the numbers depend on."""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
import os
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from aligncheck.models.model_folder import model_folder

_PACKAGE = Path(__file__).parents[1]
_NOT_MEASURED = (
    "evaluate",
    "write",
    "corrupt",
    "selftest",
)  # parts that no score depends on


def cache_key(*parts: str) -> str:
    """Return a name for what `parts`, the installed code and the model files give."""
    digest = hashlib.blake2b(code_and_model_hash().encode(), digest_size=16)
    for part in parts:
        digest.update(hashlib.blake2b(part.encode("utf-8", "surrogatepass")).digest())
    return digest.hexdigest()


@cache  # read once a process
def code_and_model_hash() -> str:
    """Return a hash of the code that scores and of the model it scores with."""
    digest = hashlib.blake2b(digest_size=16)
    code = [
        path
        for path in sorted(_PACKAGE.rglob("*"))
        if path.suffix in {".py", ".txt"}
        and path.relative_to(_PACKAGE).parts[0] not in _NOT_MEASURED
    ]
    for path in [*code, *_model_files(model_folder())]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def load_cached(name: str) -> object | None:
    """Return what was kept under `name`; None if nothing usable is there."""
    try:
        value: object = json.loads(gzip.decompress(_cache_path(name).read_bytes()))
    except (OSError, EOFError, ValueError, zlib.error):
        return None
    return value


def save_cached(name: str, value: object) -> None:
    """Keep `value` under `name`; a cache that cannot be written is none, and no failure."""
    path = _cache_path(name)
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(gzip.compress(json.dumps(value).encode("utf-8"), mtime=0))
        beside.replace(path)
    except OSError as error:
        logging.getLogger(__name__).debug("%s: not kept (%s)", path, error)


def _cache_path(name: str) -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "aligncheck" / "eval" / f"{name}.json.gz"


def _model_files(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md")
