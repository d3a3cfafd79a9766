"""The detector in training: word ids, examples, inputs and network agree with what ships."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

import torch

from aligncheck.models import detector_features, lexicon, static_encoder, word_detector
from aligncheck.models.model_folder import model_folder
from aligncheck.text.words import en_words, zh_words
from training import detector_vocabulary, word_rows
from training.detector_batches import Batch, collate_items, make_batches
from training.detector_examples import TrainingItem, item_of_example, replace_words, stream_items
from training.detector_fit import fit_network
from training.detector_inputs import Inputs
from training.detector_network import DetectorNetwork, PretrainingNetwork
from training.detector_vocabulary import TableById
from training.linked_errors import make_clean_pair
from training.word_rows import EN, ZH, WordRows

ROWS = [
    ("工厂 去年 生产 了 三千 辆 汽车 。", "The factory built three thousand cars last year."),
    ("工厂 今年 出售 了 五百 辆 汽车 。", "The factory sold five hundred cars this year."),
    ("政府 去年 减少 了 税收 。", "The government reduced taxes last year."),
    ("政府 今年 增加 了 投资 。", "The government increased investment this year."),
]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work folder with a few rows whose words are linked in order."""
    folder = tmp_path_factory.mktemp("work")
    lines: dict[str, list[str]] = {"zh.seg": [], "rows.tsv": [], "fwd.links": [], "rev.links": []}
    for zh, en in ROWS * 20:
        size = min(len(zh.split()), len(en_words(en)))
        links = " ".join(f"{i}-{i}" for i in range(size))
        lines["zh.seg"].append(zh)
        lines["rows.tsv"].append(f"news_commentary_10k\tsent\t{zh.replace(' ', '')}\t{en}")
        lines["fwd.links"].append(links)
        lines["rev.links"].append(links)
    for name, texts in lines.items():
        (folder / name).write_text("\n".join(texts) + "\n", encoding="utf-8")
    word_rows.build_word_rows(folder)
    detector_vocabulary.build_detector_vocabulary([], folder, model_folder())
    return folder


@pytest.fixture(scope="module")
def rows(work: Path) -> WordRows:
    """The rows of the work folder."""
    return WordRows(work, detector_vocabulary.read_words(work))


def batch_of(work: Path, rows: WordRows, items: list[TrainingItem]) -> Batch:
    """Return one batch of all items."""
    return collate_items(items, TableById(work), np.array([len(word) for word in rows.texts[ZH]]))


def cut(zh: str, en: str) -> tuple[list[str], list[str]]:
    """Return the words of a row."""
    return zh.split(), [word.text for word in en_words(en)]


def test_rows_come_back_as_they_were_written(rows: WordRows) -> None:
    for k, (zh, en) in enumerate(ROWS):
        ids = rows.row(k)
        assert [rows.texts[ZH][i] for i in ids[ZH]] == zh.split()
        assert [rows.texts[EN][i] for i in ids[EN]] == [word.text for word in en_words(en)]
        links, sure = rows.links(k)
        assert links == sure == {(i, i) for i in range(len(links))}


def test_every_example_has_a_label_or_none_for_each_word(rows: WordRows) -> None:
    kinds = set()
    for group in islice(stream_items(rows, 3), 300):
        for item in group:
            n, m = len(item.words[ZH]), len(item.words[EN])
            assert len(item.omitted) == len(item.replaced[ZH]) == len(item.hidden[ZH]) == n
            assert len(item.added) == len(item.bad) == m
            assert len(item.gap) == m + 1
            hidden = sum(map(sum, item.hidden)) > 0
            swapped = 1.0 in item.replaced[ZH] or 1.0 in item.replaced[EN]
            kinds.add((hidden, swapped, 1.0 in item.omitted, 1.0 in item.added, 1.0 in item.bad))
            for side in (ZH, EN):
                masked = [i for i, word in enumerate(item.words[side]) if word == 0]
                assert masked == [i for i, word in enumerate(item.hidden[side]) if word]
    assert {sum(kind) > 0 for kind in kinds} == {False, True}
    assert all(any(kind[at] for kind in kinds) for at in range(5))


def test_a_word_is_replaced_by_one_seen_beside_the_same_neighbour(rows: WordRows) -> None:
    rng = random.Random(5)
    changed = []
    for _ in range(40):
        item = item_of_example(rows, make_clean_pair(*cut(*ROWS[0])))
        before = [list(words) for words in item.words]
        if replace_words(rows, item, frozenset({(0, 1)}), rng):
            assert item.whole == (-1.0, -1.0, 0.0)
            changed += [
                (side, before[side][i], new)
                for side in (ZH, EN)
                for i, new in enumerate(item.words[side])
                if new != before[side][i]
            ]
    assert changed
    for side, old, new in changed:
        assert rows.is_content(side, new)
        assert rows.texts[side][old] != rows.texts[side][new]


def test_inputs_made_of_ids_are_the_features_of_the_check(work: Path, rows: WordRows) -> None:
    items = [item_of_example(rows, make_clean_pair(*cut(*row))) for row in ROWS]
    made = Inputs(work)(batch_of(work, rows, items))
    for k, (zh, en) in enumerate(ROWS):
        words = zh_words(zh.replace(" ", "")), en_words(en)
        [known] = detector_features.extract_features(
            [words], static_encoder.load_static_encoder(), lexicon.load_lexicon()
        )
        assert [word.text for word in words[0]] == zh.split()
        for name, theirs in (
            ("zh_vectors", known.vectors[: known.n]),
            ("en_vectors", known.vectors[known.n :]),
            ("zh_words", known.words[: known.n]),
            ("en_words", known.words[known.n :]),
        ):
            assert made[name][k, : len(theirs)].numpy() == pytest.approx(theirs, abs=0.02), name
        ours = made["pairs"][k, : known.n, : known.m].numpy()
        assert ours == pytest.approx(known.pairs, abs=0.02)


def test_the_network_says_the_same_in_torch_and_in_numpy(work: Path, rows: WordRows) -> None:
    torch.manual_seed(1)
    network = DetectorNetwork(dim=32, layers=2, heads=2, inner=48)
    for value in network.parameters():
        value.data = value.data.half().float()
    network.save(work / "small.npz")
    read = word_detector.read_detector(work / "small.npz")
    items = [item_of_example(rows, make_clean_pair(*cut(*row))) for row in ROWS]
    made = Inputs(work)(batch_of(work, rows, items))
    with torch.no_grad():
        logits = {name: value.sigmoid().numpy() for name, value in network(made).items()}
    known = [
        detector_features.Features(
            n := int(made["zh_mask"][k].sum()),
            m := int(made["en_mask"][k].sum()),
            torch.cat([made["zh_vectors"][k, :n], made["en_vectors"][k, :m]]).numpy(),
            torch.cat([made["zh_words"][k, :n], made["en_words"][k, :m]]).numpy(),
            made["pairs"][k, :n, :m].contiguous().numpy(),
        )
        for k in range(len(ROWS))
    ]
    for k, (f, tags) in enumerate(zip(known, read.tag(known), strict=True)):
        assert tags.omitted == pytest.approx(logits["zh"][k, : f.n], abs=1e-4)
        assert tags.added == pytest.approx(logits["en"][k, : f.m, 0], abs=1e-4)
        assert tags.bad == pytest.approx(logits["en"][k, : f.m, 1], abs=1e-4)
        assert tags.gap == pytest.approx(logits["gap"][k, : f.m + 1], abs=1e-4)
        assert tags.quality == pytest.approx(logits["whole"][k, 2], abs=1e-4)
        [alone] = read.tag([f])
        assert alone.omitted == pytest.approx(tags.omitted, abs=1e-5)


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(
    work: Path, rows: WordRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.detector_fit.KEEP_EVERY", 2)
    monkeypatch.setattr("training.detector_batches.SHELF", 8)
    lengths = [len(word) for word in rows.texts[ZH]]
    inputs, kept, seen = Inputs(work), work / "kept.pt", []
    for steps in (4, 6):
        made = make_batches(stream_items(rows, 1), TableById(work), lengths, 400)
        drawn = (seen.append(steps) or batch for batch in made)
        fit_network(PretrainingNetwork(), inputs, drawn, steps, 1e-3, "test", 2, kept)
    assert seen.count(4) in {4, 5}  # the stream may be asked for a batch that is not used
    assert seen.count(6) in {3, 4}
