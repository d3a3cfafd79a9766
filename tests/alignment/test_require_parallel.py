"""Two documents that are no translation of each other are refused, with the evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from two import material, texts

from aligncheck.alignment import require_parallel
from aligncheck.alignment.pairing import pair_paragraphs
from aligncheck.errors import AlignError
from aligncheck.models.encoder import load_encoder
from aligncheck.report import Pair

ENCODER = load_encoder()


def pair_parallel(zh: Sequence[str], en: Sequence[str]) -> list[Pair]:
    """The pairs of both sides, if they are translations of each other."""
    read = material(zh, en)
    pairs = pair_paragraphs(read, ENCODER)
    require_parallel.require_parallel_pairs(read, pairs)
    return pairs


FOLDERS = ("court-judgment", "gdp-growth", "cross-strait-trade", "industrial-policy")


@pytest.mark.parametrize(("left", "right"), [(a, b) for a in FOLDERS for b in FOLDERS if a != b])
def test_unrelated_documents_are_refused(left: str, right: str) -> None:
    with pytest.raises(AlignError, match=r"no translation of each other: \d+% .* by chance"):
        pair_parallel(texts(left)[0], texts(right)[1])


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("part", [slice(None), slice(3), slice(1), slice(4, 6), slice(1, None, 2)])
def test_a_fragment_and_a_translation_with_gaps_are_not(folder: str, part: slice) -> None:
    zh, en = texts(folder)
    assert any(p.source and p.target for p in pair_parallel(zh, en[part]))
    assert any(p.source and p.target for p in pair_parallel(zh[part], en))


def test_the_command_line_says_so_in_one_line(tmp_path: Path, cli) -> None:
    zh, en = tmp_path / "a.zh.txt", tmp_path / "b.en.txt"
    zh.write_text("\n\n".join(texts("court-judgment")[0]), encoding="utf-8")
    en.write_text("\n\n".join(texts("gdp-growth")[1]), encoding="utf-8")
    for command in (("check", "--no-report"), ("align",), ("align", "--unit", "sentence")):
        done = cli(command[0], zh, en, *command[1:])
        assert done.code == 2
        assert "b.en.txt: no translation of each other" in done.err
        assert done.err.count("\n") == 1
        assert done.out == ""


def test_a_text_of_two_words_is_not_judged() -> None:
    assert pair_parallel(["目录"], ["Contents"])


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            "到了对岸，她要付两毛钱，他不肯收。",
            "On the other side she wanted to pay him twenty cents, but he would not take it.",
        ),
        (
            "魏伯摇了摇头，说：“等雾散了再走，江心有沙洲。”",
            "Uncle Wei shook his head. “We'll wait until the fog lifts,” he said.",
        ),
    ],
)
def test_a_free_sentence_by_itself_is_not_refused(source: str, target: str) -> None:
    (pair,) = pair_parallel([source], [target])
    assert pair.source
    assert pair.target


def test_a_free_translation_whose_words_say_little_is_not_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(require_parallel, "translation_probability", lambda *_: 0.3)
    zh, en = texts("gdp-growth")
    read = material(zh, en)
    note = require_parallel.require_parallel_pairs(read, pair_paragraphs(read, ENCODER))
    assert note is not None
    assert re.match(r"a free translation: \d+% of the shorter text .* by chance", note)
    with pytest.raises(AlignError, match="no translation of each other"):
        pair_parallel(zh, texts("industrial-policy")[1])


def test_a_sentence_and_one_of_other_things_are_refused() -> None:
    with pytest.raises(AlignError, match="no translation of each other"):
        pair_parallel(["里面有两本旧书和半个馒头。"], ["A white egret rose from the reeds."])


def test_force_checks_what_looks_like_no_translation_and_says_so(tmp_path: Path, cli) -> None:
    zh, en = tmp_path / "a.zh.txt", tmp_path / "b.en.txt"
    zh.write_text("\n\n".join(texts("court-judgment")[0]), encoding="utf-8")
    en.write_text("\n\n".join(texts("gdp-growth")[1]), encoding="utf-8")
    done = cli("check", zh, en, "--no-report", "--force", "--depth", "fast")
    assert done.code == 1
    assert "checked by force, although this looks like no translation" in done.out
    assert cli("align", zh, en, "--force").code == 0
