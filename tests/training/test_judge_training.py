"""The judge's recipe on tiny data: edits with their places, labels, a few steps, graphs."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from aligncheck.models.model_folder import model_folder
from training.judge_calibration import fit_logistic
from training.judge_examples import collect_corpus, draw_group, edit_pairs, make_shards
from training.judge_labels import UNKNOWN, Spans, build_example, read_example
from training.reading_labels import hash_pair, join_text, strip_text

PAIRS = [
    ("男性员工占45%，女性员工占55%。", "Men make up 45% of the staff and women 55%."),
    (
        "去年全市粮食产量增加了百分之12，棉花产量下降了8%。",
        "Last year the city's grain output rose by 12 percent, and cotton output fell by 8%.",
    ),
    (
        "医院、学校和图书馆将免费开放，但游客不能进入。",
        "Hospitals, schools and libraries will be open free of charge, but visitors cannot enter.",
    ),
    (
        "李明华先生在北京表示，公司支持这项计划。",
        "Mr. Li Minghua said in Beijing that the company supports the plan.",
    ),
    (
        "工厂首次出口了3000台机器，进口了200台。",
        "The factory exported 3000 machines for the first time and imported 200.",
    ),
    (
        "政府可能在明年春季提高最低工资标准。",
        "The government may raise the minimum wage next spring.",
    ),
] * 3


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(model_folder() / "judge" / "tokenizer.json"))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, object]]:
    corpus = collect_corpus([zh for zh, _ in PAIRS] * 3, random.Random(1))
    return list(edit_pairs(PAIRS, corpus))


def test_every_edit_changes_one_side_and_says_where(rows: list[dict[str, object]]) -> None:
    kinds = set()
    for row in rows:
        edits = row["edits"]
        assert isinstance(edits, list)
        for edit in edits:
            kinds.add(edit["kind"])
            assert (edit["zh"] == row["zh"]) != (edit["en"] == row["en"])
            spans = Spans(**edit["spans"])
            for start, end, _ in (*spans.omitted, *spans.wrong_source):
                assert 0 <= start < end <= len(edit["zh"])
            for start, end, _ in (*spans.added, *spans.wrong_target):
                assert 0 <= start <= end <= len(edit["en"])
    assert {"opposite in source", "opposite in target", "figures exchanged"} <= kinds
    assert {"limit put in", "list item put in", "number changed in source"} & kinds


def test_labels_follow_the_characters(tokenizer: Tokenizer) -> None:
    zh, en = PAIRS[4]
    start = zh.index("首次")
    spans = Spans(omitted=[(start, start + 2, 1.0)])
    example = build_example(tokenizer, zh, en, spans, "scope word dropped")
    offsets = tokenizer.encode(zh).offsets
    marked = [zh[a:b] for (a, b), label in zip(offsets, example.omitted, strict=True) if label == 1]
    assert "首次" in "".join(marked)
    assert example.omitted[0] == UNKNOWN
    assert example.pair.tolist() == [1, 0, 1, 0]


def test_read_pairs_are_labelled_and_unplaced_errors_hide_the_side(tokenizer: Tokenizer) -> None:
    zh, en = PAIRS[1]
    error = {"category": "omission", "severity": "minor", "zh_start": 0, "zh_end": 2}
    read = read_example(tokenizer, {"zh": zh, "en": en, "errors": [error]})
    assert max(read.omitted) == pytest.approx(0.6)
    assert read.pair[0] == pytest.approx(0.6)
    unplaced = {"category": "addition", "severity": "major", "en_start": None, "en_end": None}
    read = read_example(tokenizer, {"zh": zh, "en": en, "errors": [unplaced]})
    assert set(read.added.tolist()) == {UNKNOWN}


def test_labels_without_text_are_joined_with_it_again(tmp_path: Path) -> None:
    zh, en = PAIRS[0]
    error = {"category": "omission", "severity": "major", "zh_start": 0, "zh_end": 2, "why": "x"}
    error |= {"en_start": None, "en_end": None}
    row = {"zh": zh, "en": en, "set": "made", "doc": "d", "errors": [error]}
    [bare] = strip_text([row])
    assert bare["pair"] == hash_pair(zh, en)
    assert zh not in str(bare)
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "a.jsonl").write_text(
        str(bare).replace("'", '"').replace("None", "null")
    )
    with gzip.open(tmp_path / "made.tsv.gz", "wt", encoding="utf-8") as file:
        file.write(f"{zh}\t{en}\tsent\n")
    [joined] = join_text(tmp_path, tmp_path / "labels")
    assert joined["errors"][0]["zh"] == zh[:2]


def test_shards_hold_no_text_that_is_measured_on(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "newstest_2017_2019.tsv.gz", "wt", encoding="utf-8") as file:
        file.writelines(f"{zh}\t{en}\n" for zh, en in PAIRS[:5])
    [path] = make_shards(tmp_path, tmp_path / "out", frozenset({PAIRS[0][0]}))
    text = gzip.decompress(path.read_bytes()).decode()
    assert PAIRS[1][0] in text
    assert PAIRS[0][0] not in text


def test_a_logistic_is_fitted_and_drawn_toward_its_start() -> None:
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(2000, 2))
    labels = (rng.random(2000) < 1 / (1 + np.exp(-(2 * rows[:, 0] - 1)))).astype(float)
    ones = np.ones(2000)
    slope, other, intercept = fit_logistic(rows, labels, ones, [0.0, 0.0, 0.0])
    assert slope == pytest.approx(2, abs=0.3)
    assert abs(other) < 0.2
    assert intercept == pytest.approx(-1, abs=0.3)
    held, _, _ = fit_logistic(rows, labels, ones, [5.0, 0.0, 0.0], pull=1e6)
    assert held == pytest.approx(5, abs=0.1)


@pytest.mark.transformers
def test_a_few_steps_lower_the_loss_and_the_graphs_say_the_same(
    tokenizer: Tokenizer, rows: list[dict[str, object]], tmp_path: Path
) -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx")
    from training import judge_export, judge_network, judge_training

    torch.manual_seed(1)
    pieces = tokenizer.get_vocab_size()
    judge = judge_training.Judge(
        judge_network.PieceTable(pieces), judge_network.Encoder(), judge_network.CrossReader()
    )
    rng = random.Random(1)
    groups = [draw_group(tokenizer, row, rng) for row in rows[:4]]
    batch = judge_training.collate(tokenizer, groups)
    first = sum(float(v.detach()) for v in judge_training.compute_losses(judge, batch).values())

    def again() -> Iterator[list[judge_training.Example]]:
        while True:
            yield from groups

    clock = judge_training.Clock(6.0)
    state = tmp_path / "state.pt"
    judge_training.BUFFER = 4
    judge_training.train_judge(judge, tokenizer, again(), state, clock, 2e-4, 5.0, rng)
    after = sum(float(v.detach()) for v in judge_training.compute_losses(judge, batch).values())
    assert after < first
    assert state.exists()
    path = model_folder() / "judge" / "tokenizer.json"
    judge_export.export_judge(judge.table, judge.encoder, judge.cross, path, tmp_path / "out")
    from aligncheck.models.contextual_judge import load_judge

    vectors = load_judge(tmp_path / "out").encode([PAIRS[0][1]])
    ids = torch.tensor([tokenizer.encode(PAIRS[0][1]).ids])
    with torch.no_grad():
        expected = judge.encode(ids)[0][0].mean(0)
    assert vectors[0] @ (expected / expected.norm()).numpy() > 0.99


@pytest.mark.transformers
def test_the_average_of_two_states_lies_between_them(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from training.judge_training import average_states

    paths = [tmp_path / "a.pt", tmp_path / "b.pt"]
    for path, value in zip(paths, (1.0, 3.0), strict=True):
        torch.save({"enc": {"w": torch.full((2,), value)}, "cross": {"b": torch.zeros(1)}}, path)
    mean = average_states(paths)
    assert mean["enc"]["w"].tolist() == [2.0, 2.0]
    assert mean["cross"]["b"].tolist() == [0.0]
