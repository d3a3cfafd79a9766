"""The embedded model: unit vectors without torch, those that sentence-transformers gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from aligncheck import load_encoder
from aligncheck.errors import EncoderError, MissingExtra
from aligncheck.models import static_encoder as module
from aligncheck.models.encoder import EMBEDDED
from aligncheck.models.model_folder import model_folder
from aligncheck.models.static_encoder import load_static_encoder

SIMPLIFIED = [
    "国内生产总值年均增长7.4%。",
    "水磨坊立在山谷大路的尽头。",
    "The watermill stands at the end of the valley road.",
    "Gross domestic product grew by 7.4% a year.",
]


def test_rows_are_unit_vectors_and_empty_texts_zeros() -> None:
    rows = load_encoder().encode([*SIMPLIFIED, "", " \n"])
    assert rows.dtype == np.float32
    assert rows.shape[0] == 6
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 1, 0, 0], abs=1e-5)
    assert load_encoder().encode([]).shape == (0, rows.shape[1])


def test_a_text_has_one_vector_whatever_stands_beside_it() -> None:
    together = load_encoder(EMBEDDED).encode(SIMPLIFIED)
    reverse = load_encoder(EMBEDDED).encode(SIMPLIFIED[::-1])[::-1]
    alone = np.concatenate([load_encoder().encode([text]) for text in SIMPLIFIED])
    assert np.array_equal(together, reverse)
    assert np.allclose(together, alone, atol=1e-6)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("國內生產總值增長了", "国内生产总值增长了"),
        ("ＧＤＰ　１２％", "GDP 12%"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_forms_of_one_text_have_one_vector(one: str, other: str) -> None:
    left, right = load_encoder().encode([one, other])
    assert np.array_equal(left, right)


def test_halves_of_a_character_do_no_harm() -> None:
    assert np.isfinite(load_encoder().encode(["国\ud83d内", "\udc00"])).all()
    assert np.isfinite(load_static_encoder().words(["\ud83d"])).all()


def test_a_phrase_is_the_sum_of_its_words() -> None:
    words = load_static_encoder().words(["生产", "总值"])
    assert words.shape == (2, load_encoder().encode(["一"]).shape[1])
    assert np.linalg.norm(words, axis=1).min() > 0


def test_the_fingerprint_is_that_of_the_card() -> None:
    encoder = load_encoder()
    assert encoder.name == EMBEDDED
    assert f'"fingerprint": "{encoder.fingerprint}"' in (model_folder() / "model.json").read_text()


def test_an_incomplete_folder_names_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"model\.safetensors, tokenizer\.json, model\.json is"):
        load_static_encoder(tmp_path)
    (tmp_path / "model.json").write_text("{}")
    with pytest.raises(EncoderError, match=r"model\.safetensors, tokenizer\.json is missing"):
        load_static_encoder(tmp_path)


@pytest.mark.parametrize("name", module.FILES)
@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe"])
def test_a_damaged_file_is_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    for file in module.FILES:
        if file != name:
            (tmp_path / file).symlink_to(model_folder() / file)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(EncoderError, match="unreadable embedded model") as caught:
        load_static_encoder(tmp_path)
    assert str(caught.value).startswith(str(tmp_path))
    assert "\n" not in str(caught.value)


def test_another_model_needs_an_extra_that_the_error_names(monkeypatch) -> None:
    def missing(name: str, package: str | None = None) -> object:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr("aligncheck.optional.import_module", missing)
    with pytest.raises(MissingExtra, match=r"pip install 'aligncheck\[transformers\]'"):
        load_encoder("some/model")


@pytest.mark.transformers
def test_sentence_transformers_reads_the_folder_and_gives_the_same_vectors(tmp_path: Path) -> None:
    library = pytest.importorskip("sentence_transformers")
    folder = shutil.copytree(model_folder(), tmp_path / "embedded")
    theirs = library.SentenceTransformer(str(folder), device="cpu").encode(SIMPLIFIED)
    assert np.abs(theirs - load_encoder().encode(SIMPLIFIED)).max() < 1e-3
