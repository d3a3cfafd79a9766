"""Any sentence-transformers model in the place of the embedded one."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from aligncheck import align, load_encoder
from aligncheck.errors import EncoderError

pytestmark = pytest.mark.transformers

WORDS = "the mill stands at end of road valley nobody knows who built it a history".split()
CHARACTERS = list("水磨坊立在山谷大路的尽头没有人知道它是谁建历史，。")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random BERT of two layers over a word list of our own, with mean pooling."""
    library = pytest.importorskip("sentence_transformers")
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    from sentence_transformers.sentence_transformer import modules as models

    torch.manual_seed(0)
    base = tmp_path_factory.mktemp("bert")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS, *CHARACTERS]
    (base / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    transformers.BertTokenizerFast(
        vocab={word: n for n, word in enumerate(vocabulary)}
    ).save_pretrained(base)
    sizes = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=24,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=48,
        max_position_embeddings=64,
    )
    transformers.BertModel(sizes).save_pretrained(base)
    word = models.Transformer(str(base), max_seq_length=64)
    pooling = models.Pooling(24)
    saved = tmp_path_factory.mktemp("model") / "tiny"
    library.SentenceTransformer(modules=[word, pooling], device="cpu").save(str(saved))
    return saved


def test_rows_are_unit_vectors_and_empty_texts_zeros(folder: Path) -> None:
    encoder = load_encoder(str(folder))
    rows = encoder.encode(["the mill", "水磨坊", "", "the mill"])
    assert (rows.dtype, rows.shape) == (np.float32, (4, 24))
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 0, 1], abs=1e-5)
    assert np.allclose(rows[0], rows[3], atol=1e-6)
    assert encoder.encode([]).shape == (0, 24)
    assert np.isfinite(encoder.encode(["\ud83d"])).all()


def test_the_fingerprint_follows_the_weights(folder: Path, tmp_path: Path) -> None:
    encoder = load_encoder(str(folder))
    assert encoder.name == str(folder)
    assert len(encoder.fingerprint) == 32
    assert load_encoder(str(folder)).fingerprint == encoder.fingerprint
    torch = pytest.importorskip("torch")
    encoder.model[0].auto_model.embeddings.word_embeddings.weight.data += torch.ones(1)
    encoder.model.save(str(tmp_path / "changed"))
    assert load_encoder(str(tmp_path / "changed")).fingerprint != encoder.fingerprint


def test_a_check_runs_with_it_and_names_it(cli, texts: Path, folder: Path) -> None:
    done = cli(
        *("check", "source.zh.txt", "target.en.txt", "--model", folder),
        *("--no-report", "--exit-zero", "-o", "json:-"),
    )
    assert (done.code, done.err) == (0, "")
    report = json.loads(done.out)
    assert report["model"]["name"] == str(folder)
    assert report["model"]["fingerprint"] == load_encoder(str(folder)).fingerprint
    assert f"model:{report['model']['fingerprint'][:16]}" in report["signature"]
    assert len(report["pairs"]) >= 4


def test_sentences_are_aligned_with_it(folder: Path) -> None:
    encoder = load_encoder(str(folder))
    zh = ["水磨坊立在山谷的尽头。", "没有人知道它是谁建的。", "大路没有历史。"]
    en = ["the mill stands at the end of the valley", "nobody knows who built it", "a road"]
    beads = align(zh, en, encoder)
    assert [i for bead in beads for i in bead.source] == [0, 1, 2]
    assert [j for bead in beads for j in bead.target] == [0, 1, 2]
    assert all(0 <= bead.score <= 1 for bead in beads)
    assert align(zh, en, encoder) == beads
    assert align(zh, en, load_encoder()) != beads


def test_weights_that_are_cut_off_are_one_line(folder: Path, tmp_path: Path) -> None:
    import shutil

    broken = shutil.copytree(folder, tmp_path / "broken")
    (weights,) = broken.rglob("model.safetensors")
    weights.write_bytes(weights.read_bytes()[:100])
    with pytest.raises(EncoderError, match="cannot load it") as caught:
        load_encoder(str(broken))
    assert "\n" not in str(caught.value)
