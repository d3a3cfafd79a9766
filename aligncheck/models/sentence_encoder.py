"""Any sentence-transformers model, by name or path: LaBSE, bge-m3, multilingual-e5 and the like."""

from __future__ import annotations

import hashlib
import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aligncheck.errors import EncoderError
from aligncheck.models.encoder import Floats, replace_surrogates
from aligncheck.optional import require_module

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 32
_CHUNK = 1 << 20
_TRUSTED = ("sentence_transformers.", "torch.nn.")  # whose classes a model folder may name
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin", "*.onnx", "tokenizer.json", "config.json")


@dataclass(frozen=True, slots=True)
class SentenceEncoder:
    """A loaded model; importing this module does not import torch, loading does."""

    name: str
    fingerprint: str
    model: SentenceTransformer

    @classmethod
    def load(cls, name: str) -> SentenceEncoder:
        """Load `name`; a path must be a model folder, a name is looked up as the library does."""
        folder = Path(name)
        local = folder.exists() or name.startswith((".", "/", "~"))
        if local:
            _check_folder(folder.expanduser())
        library = require_module("sentence_transformers", "transformers", f"the model {name!r}")
        _silence_libraries()
        try:
            model = library.SentenceTransformer(
                str(folder.expanduser()) if local else name, device="cpu"
            )
        except Exception as error:  # the library raises whatever its parts raise
            reason = (
                str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            )
            raise EncoderError(f"{name}: sentence-transformers cannot load it: {reason}") from None
        return cls(name, _hash_weights(folder.expanduser() if local else None, model), model)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return unit rows (n, dim); a text without any character gives zeros."""
        vectors = self.model.encode(
            replace_surrogates(texts) or [""],
            batch_size=BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        rows = np.array(vectors, dtype=np.float32)[: len(texts)]
        rows[[not text.strip() for text in texts]] = 0
        return rows


def _silence_libraries() -> None:
    """Keep the libraries' remarks off stderr, and progress bars where it is no terminal."""
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    chatter = import_module("transformers.utils.logging")
    chatter.set_verbosity_error()
    if not sys.stderr.isatty():
        chatter.disable_progress_bar()
        import_module("huggingface_hub.utils").disable_progress_bars()


def _check_folder(folder: Path) -> None:
    """Say what a folder lacks before the library says it in many lines."""
    if not folder.is_dir():
        raise EncoderError(f"{folder}: no such model folder")
    if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
        raise EncoderError(
            f"{folder}: not a model folder, modules.json and config.json are missing"
        )
    for path in sorted(folder.rglob("*.json")):
        _refuse_foreign_classes(path)
    weights = [found for pattern in _WEIGHTS[:3] for found in folder.rglob(pattern)]
    if not weights:
        raise EncoderError(
            f"{folder}: not a model folder, its weights (model.safetensors) are missing"
        )


def _refuse_foreign_classes(path: Path) -> None:
    """Refuse a file of a model folder that names classes outside the libraries.

    Loading such a folder would run the Python that lies in it.
    """
    try:
        held = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return  # not ours to judge; the library says what it misses
    for item in held if isinstance(held, list) else [held]:
        if not isinstance(item, dict):
            continue
        types = item.get("types")
        named = [item.get("type"), *(types.values() if isinstance(types, dict) else ())]
        named += [item.get("activation_function")] if path.name == "config.json" else []
        for name in named:
            if isinstance(name, str) and "." in name and not name.startswith(_TRUSTED):
                raise EncoderError(
                    f"{path}: asks for {name!r}, code from outside sentence-transformers; models "
                    "that bring code of their own are not loaded"
                )


def _hash_weights(folder: Path | None, model: SentenceTransformer) -> str:
    """Hash the files of a local model; of one loaded by name, its weights as they were loaded."""
    digest = hashlib.blake2b(digest_size=16)
    if folder is not None:
        for path in sorted({p for pattern in _WEIGHTS for p in folder.rglob(pattern)}):
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as content:
                while chunk := content.read(_CHUNK):
                    digest.update(chunk)
        return digest.hexdigest()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().float().cpu().numpy().tobytes())
    return digest.hexdigest()
