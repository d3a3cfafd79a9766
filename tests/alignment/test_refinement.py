"""The second pass on texts whose beads are known, with the weights that ship."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import STEADY

from aligncheck.alignment import refinement as module
from aligncheck.alignment.dynamic_program import SENTENCES, align
from aligncheck.alignment.pairing import pair_paragraphs
from aligncheck.document import Document, Lang, Layout, Material, Paragraph
from aligncheck.errors import EncoderError
from aligncheck.models.encoder import load_encoder
from aligncheck.text.sentence_split import split_sentences

ROOT = Path(__file__).resolve().parents[2]

# Each row is a bead; its sentences are divided by "|".
TEXT = [
    (
        "渡口的老船工姓魏，大家都叫他魏伯。",
        "The old ferryman was called Wei.|Everyone knew him as Uncle Wei.",
    ),
    ("他在这条江上撑了四十年的船。", "He had poled his boat across this river for forty years."),
    (
        "那天早晨雾很大。|对岸什么也看不见。",
        "The fog was so thick that morning that nothing could be seen of the far bank.",
    ),
    ("“今天还过江吗？”一个女学生问。", "“Are you crossing today?” asked a schoolgirl."),
    (
        "魏伯摇了摇头，说：“等雾散了再走，江心有沙洲。”",
        "Uncle Wei shook his head.|“We'll wait until the fog lifts,” he said.|"
        "“There are sandbanks in the middle of the river.”",
    ),
    (
        "女学生坐在石阶上，打开了书包。",
        "The schoolgirl sat down on the stone steps and opened her satchel.",
    ),
    ("里面有两本旧书和半个馒头。", "Inside were two old books and half a steamed bun."),
    ("她把馒头掰开，分给老人一半。", "She broke the bun and gave the old man half of it."),
    ("太阳出来的时候，雾慢慢散了。", "When the sun came out, the fog slowly thinned."),
    ("一只白鹭从芦苇里飞起来。", "A white egret rose from the reeds."),
    ("魏伯解开缆绳，船离了岸。", "Uncle Wei untied the rope.|The boat left the shore."),
    (
        "到了对岸，她要付两毛钱，他不肯收。",
        "On the other side she wanted to pay him twenty cents, but he would not take it.",
    ),
]
STRAY = "The price of steel fell by eleven per cent on the London exchange."


def units(rows: list[tuple[str, str]]) -> tuple[list[str], list[str], list[object]]:
    zh: list[str] = []
    en: list[str] = []
    beads: list[object] = []
    for source, target in rows:
        left, right = ([part for part in side.split("|") if part] for side in (source, target))
        beads.append(
            (
                tuple(range(len(zh), len(zh) + len(left))),
                tuple(range(len(en), len(en) + len(right))),
            )
        )
        zh += left
        en += right
    return zh, en, beads


def found(zh: list[str], en: list[str]) -> list[object]:
    return [(bead.source, bead.target) for bead in align(zh, en)]


def test_sentences_that_were_split_and_joined() -> None:
    zh, en, beads = units(TEXT)
    assert found(zh, en) == beads


@pytest.mark.parametrize("gone", [0, 9, 11])
def test_a_sentence_that_was_left_out(gone: int) -> None:
    rows = [(source, "" if k == gone else target) for k, (source, target) in enumerate(TEXT)]
    zh, en, beads = units(rows)
    assert found(zh, en) == beads


@pytest.mark.parametrize("at", [0, 5, 9, 12])
def test_a_sentence_that_was_added(at: int) -> None:
    zh, en, beads = units([*TEXT[:at], ("", STRAY), *TEXT[at:]])
    assert found(zh, en) == beads


def test_scores_are_probabilities_and_a_wrong_pair_is_doubted() -> None:
    zh, en, _ = units(TEXT)
    scores = [bead.score for bead in align(zh, en)]
    assert all(0 <= score <= 1 for score in scores)
    assert np.mean(scores) > 0.8
    other = [STRAY, "Nobody had voted against the budget.", "Rain is expected on Thursday."] * 4
    assert np.mean([bead.score for bead in align(zh, other)]) < np.mean(scores) - 0.2


def test_stretches_of_the_band_are_weighed_like_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    zh, en, beads = units(TEXT)
    assert found(zh, en) == beads
    monkeypatch.setattr(module, "STRETCH", 40)
    assert found(zh, en) == beads


def test_one_thread_or_two_give_the_same_beads() -> None:
    zh, en, _ = units(TEXT)
    code = (
        "import json, sys; from aligncheck import align; zh, en = json.load(sys.stdin);"
        "print(json.dumps([[b.source, b.target, b.score] for b in align(zh, en)]))"
    )
    out = []
    for threads in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps([zh * 3, en * 3]),
            capture_output=True,
            text=True,
            check=True,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "OPENBLAS_NUM_THREADS": threads,
                "OMP_NUM_THREADS": threads,
            },
        )
        out.append(done.stdout)
    assert out[0] == out[1]


def test_weights_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    path = tmp_path / "beads.npz"
    np.savez(path, mean=np.zeros(3))
    with pytest.raises(EncoderError, match=r"beads\.npz: not readable bead weights"):
        module.load_bead_weights(path)


ZH_ROWS, EN_ROWS = [row[0].replace("|", "") for row in TEXT], [r[1].replace("|", " ") for r in TEXT]


def document(texts: list[str], lang: Lang) -> Document:
    paragraphs = tuple(Paragraph(k, text, block=k) for k, text in enumerate(texts))
    return Document(f"text.{lang}", lang, "text", "", paragraphs)


@STEADY
@given(st.lists(st.lists(st.integers(0, 11), min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_sentence_link_leaves_its_pair_of_paragraphs(groups: list[list[int]]) -> None:
    zh = document(["".join(ZH_ROWS[k] for k in group) for group in groups], Lang.ZH)
    en = document([" ".join(EN_ROWS[k] for k in group) for group in groups], Lang.EN)
    for pair in pair_paragraphs(Material(zh, en, Layout.DOCUMENTS), load_encoder()):
        for side, lang, name in (
            (pair.source, Lang.ZH, "source"),
            (pair.target, Lang.EN, "target"),
        ):
            spans = [getattr(link, name) for link in pair.sentences if getattr(link, name)]
            if side is None:
                assert not spans
                continue
            # the links of a pair cover its sentences, each once and in order, and nothing else
            own = split_sentences(side.text, lang)
            assert (spans[0].start, spans[-1].end) == (own[0].start, own[-1].end)
            starts = {span.start for span in own}
            assert all(span.start in starts for span in spans)
            assert all(a.end <= b.start for a, b in pairwise(spans))


def test_costs_that_are_not_learned_leave_the_first_pass() -> None:
    zh, en, _ = units(TEXT)
    plain = type(SENTENCES)(SENTENCES.skip, SENTENCES.merge, SENTENCES.length)
    cosines = [bead.score for bead in align(zh, en, costs=plain) if bead.source and bead.target]
    assert max(cosines) < 0.99
