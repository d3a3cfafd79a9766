"""Examining a pair: offsets and shares hold whatever the detector thinks of the words."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from aligncheck.coverage.analysis import analyse_pairs
from aligncheck.coverage.chunks import Task
from aligncheck.coverage.suggestions import suggest_translations
from aligncheck.document import Span
from aligncheck.errors import EncoderError
from aligncheck.models import lexicon, word_detector
from aligncheck.models.detector_features import (
    PAIR_FEATURES,
    WORD_FEATURES,
    Features,
    extract_features,
)
from aligncheck.models.joint_judge import DetectorJudge
from aligncheck.models.model_bundle import load_models
from aligncheck.models.phrase_table import load_phrases
from aligncheck.models.static_encoder import load_static_encoder
from aligncheck.models.word_detector import Tags, WordDetector
from aligncheck.report import SentenceLink
from aligncheck.text.words import en_words, zh_words

MODELS = load_models()
ZH = "国内生产总值年均增长率达到7.4%。"
EN = "The average annual growth rate of gross domestic product reached 7.4%."


def test_every_word_of_the_source_is_scored_where_it_stands() -> None:
    [found] = analyse_pairs([Task(ZH, EN)], MODELS)
    assert found is not None
    assert "".join(word.span.cut(ZH) for word in found.words) == ZH
    assert all(0 <= word.omission <= 1 for word in found.words)
    for value in (found.omission, found.addition, found.quality, found.coverage):
        assert 0 <= value <= 1
    for dropped in found.dropped:
        assert dropped.span.cut(ZH)
        assert dropped.place is not None
        assert dropped.place.end <= len(EN)


@pytest.mark.parametrize(("source", "target"), [("", EN), (ZH, ""), (" ", "\n"), ("", "")])
def test_a_side_without_words_cannot_be_examined(source: str, target: str) -> None:
    assert list(analyse_pairs([Task(source, target)], MODELS)) == [None]


def test_long_pairs_are_examined_in_chunks_that_cover_all() -> None:
    source, target = ZH * 30, " ".join([EN] * 30)
    step = len(EN) + 1
    links = [
        SentenceLink(Span(n * len(ZH), (n + 1) * len(ZH)), Span(n * step, n * step + len(EN)), 1.0)
        for n in range(30)
    ]
    [found] = analyse_pairs([Task(source, target, links)], MODELS)
    assert found is not None
    assert "".join(word.span.cut(source) for word in found.words) == source


def test_features_have_the_shapes_that_the_detector_was_trained_on() -> None:
    zh, en = zh_words(ZH), en_words(EN)
    [known] = extract_features([(zh, en)], load_static_encoder(), lexicon.load_lexicon())
    assert (known.n, known.m) == (len(zh), len(en))
    assert known.words.shape == (known.n + known.m, WORD_FEATURES)
    assert known.pairs.shape == (known.n, known.m, PAIR_FEATURES)
    assert np.isfinite(known.words).all()
    assert np.isfinite(known.pairs).all()


class Fixed:
    """A detector that thinks of every pair the same."""

    def as_judge(self) -> DetectorJudge:
        return DetectorJudge(cast("WordDetector", self))

    def __init__(self, omitted: dict[str, float], added: dict[str, float]) -> None:
        self.omitted, self.added = omitted, added

    def tag(self, pairs: list[Features]) -> list[Tags]:
        zh, en = [w.text for w in zh_words(CLAUSES)], [w.text for w in en_words(ADDING)]
        assert [(f.n, f.m) for f in pairs] == [(len(zh), len(en))] * len(pairs)
        omitted = np.array([self.omitted.get(word, 0.01) for word in zh], dtype=np.float32)
        added = np.array([self.added.get(word, 0.01) for word in en], dtype=np.float32)
        calm = np.full(len(en) + 1, 0.01, dtype=np.float32)
        return [Tags(omitted, added, calm[:-1], calm, 0.9) for _ in pairs]


CLAUSES = "工厂去年停产，工人被迫离开城市，政府增加了补贴。"
ADDING = "II. Last year the factory stopped and the government raised its generous subsidies."


@pytest.mark.parametrize(
    ("omitted", "spans"),
    [
        ({"工人": 0.2, "被迫": 0.2, "离开": 0.45, "城市": 0.2}, ["工人被迫离开城市"]),
        ({"工人": 0.2, "被迫": 0.2, "离开": 0.45, "城市": 0.02}, ["离开"]),
        ({"工厂": 0.2, "停产": 0.2, "工人": 0.2, "政府": 0.2, "补贴": 0.2}, []),
        ({"补贴": 0.9}, ["补贴"]),
    ],
)
def test_a_clause_is_dropped_when_none_of_its_words_is_well_translated(
    omitted: dict[str, float], spans: list[str]
) -> None:
    [found] = analyse_pairs(
        [Task(CLAUSES, ADDING)], load_models(judge=Fixed(omitted, {}).as_judge())
    )
    assert found is not None
    assert [x.span.cut(CLAUSES) for x in found.dropped] == spans
    assert all(0.25 <= x.probability <= max(omitted.values()) / 2 + 0.5 for x in found.dropped)


@pytest.mark.parametrize(
    ("added", "told"),
    [({"generous": 0.95}, ["generous"]), ({"ii": 0.95}, []), ({"generous": 0.4}, [])],
)
def test_added_words_are_told_when_likely_and_roman_numbers_never(
    added: dict[str, float], told: list[str]
) -> None:
    [found] = analyse_pairs([Task(CLAUSES, ADDING)], load_models(judge=Fixed({}, added).as_judge()))
    assert found is not None
    assert [x.span.cut(ADDING) for x in found.added] == told


def test_pairs_examined_together_are_examined_as_each_alone() -> None:
    tasks = [Task(ZH, EN), Task("", EN), Task(CLAUSES, ADDING), Task(ZH, ADDING)] * 20
    together = list(analyse_pairs(tasks, MODELS))
    for task, found in zip(tasks[:4], together[:4], strict=True):
        [alone] = analyse_pairs([task], MODELS)
        assert (alone is None) == (found is None)
        if alone and found:
            assert found.quality == pytest.approx(alone.quality, abs=1e-3)
            assert [x.span for x in found.dropped] == [x.span for x in alone.dropped]
    assert together[:4] == together[4:8]


def test_suggests_what_a_word_was_translated_by() -> None:
    best = [
        phrase.lower()
        for phrase in suggest_translations(["国内生产总值"], set(), MODELS.phrases, MODELS.lexicon)
    ]
    assert "gross domestic product" in best or "gdp" in best
    assert suggest_translations(["𠀀𠀁"], set(), MODELS.phrases, MODELS.lexicon) == ()


def test_probabilities_survive_their_packing() -> None:
    values = np.array([0, 0.001, 0.02, 0.5, 1], dtype=np.float32)
    opened = (lexicon.pack_probabilities(values).astype(np.float32) / 255) ** 2
    assert opened == pytest.approx(values, abs=0.005)


@pytest.mark.parametrize(
    ("read", "name"),
    [(lexicon.load_lexicon, "lexicon.npz"), (word_detector.load_detector, "tagger.npz")],
)
@pytest.mark.parametrize("content", [None, b"", b"no archive", b"PK\x03\x04cut"])
def test_a_damaged_part_of_the_model_is_named(tmp_path: Path, read, name, content) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(EncoderError) as caught:
        read(tmp_path)
    assert str(caught.value).startswith(str(tmp_path / name))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("read", [lexicon.load_lexicon, word_detector.load_detector])
def test_a_part_that_lacks_an_array_is_named(tmp_path: Path, read) -> None:
    out = io.BytesIO()
    np.savez(out, other=np.zeros(1))
    for name in ("lexicon.npz", "tagger.npz"):
        (tmp_path / name).write_bytes(out.getvalue())
    with pytest.raises(EncoderError):
        read(tmp_path)


@pytest.mark.parametrize("content", [None, b"no gzip", gzip.compress(b"x" * 999, mtime=0)[:20]])
def test_a_damaged_phrase_table_is_named(tmp_path: Path, content) -> None:
    if content is not None:
        (tmp_path / "phrases.tsv.gz").write_bytes(content)
    with pytest.raises(EncoderError, match=r"phrases\.tsv\.gz: not a readable"):
        load_phrases(tmp_path)
