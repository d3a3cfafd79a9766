"""Measure the finder of holes: on good English, and on English with one word taken out.

The words are taken out by `aligncheck.corrupt.word_removal`.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligncheck.corrupt.word_removal import RemovedWord, hits_removed_word, remove_words
from aligncheck.models.gap_model import GapModel
from aligncheck.models.gap_prefilter import Floats
from aligncheck.models.missing_word import (
    Token,
    is_prose,
    score_gaps,
    select_missing_words,
    split_token_lines,
)
from aligncheck.report import MissingWord

__all__ = [
    "count_found_holes",
    "find_all_holes",
    "hits_removed_word",
    "read_good_sentences",
    "remove_words",
]

# Good English nobody trained on. The first group sets the calibration, the second only measures.
TUNING = ("ntrex", "wmt20_human", "wikipedia_a")
HELD_OUT = ("tatoeba", "tico19", "wmt21_human", "wikipedia_b", "novels")
# Manuals of software that were not trained on either; every so manyth sentence of them.
MANUALS = ("angular_docs", "django_docs", "gnome_user_docs", "istio_docs", "ms_cpp_ht")
MOST = 3000  # sentences of a manual
MACHINE = ("wmt20_machine", "wmt21_machine")  # machine translations without any error marked

Judge = Callable[[Sequence[Sequence[Token]], GapModel], list[Floats]]


def read_good_sentences(data: Path, name: str) -> list[str]:
    """Return the sentences of a measuring set, each once."""
    dev = data / "dev"
    readers: dict[str, Callable[[], Iterator[str]]] = {
        "ntrex": lambda: _read_tsv_column(dev / "retrieval_ntrex_zhoCN_eng.tsv.gz"),
        "tatoeba": lambda: _read_tsv_column(dev / "retrieval_tatoeba_cmn_eng.tsv.gz"),
        "tico19": lambda: _read_tsv_column(dev / "retrieval_tico19_en-zh.tsv.gz"),
        "wmt20_human": lambda: _read_faultless(dev / "mqm_wmt20a_zhen.jsonl.gz", human=True),
        "wmt21_human": lambda: _read_faultless(dev / "mqm_wmt21news_zhen.jsonl.gz", human=True),
        "wmt20_machine": lambda: _read_faultless(dev / "mqm_wmt20a_zhen.jsonl.gz", human=False),
        "wmt21_machine": lambda: _read_faultless(dev / "mqm_wmt21news_zhen.jsonl.gz", human=False),
        "wikipedia_a": lambda: _read_tokens(dev / "mlqe_enzh_word_train.jsonl.gz", range(0, 3000)),
        "wikipedia_b": lambda: _read_tokens(
            dev / "mlqe_enzh_word_train.jsonl.gz", range(3000, 9000)
        ),
        "comments": lambda: _read_json_field(dev / "ced21_enzh.jsonl.gz"),
        "novels": lambda: _read_chapters(dev / "docalign_mac_dev"),
    }
    if name in MANUALS:
        found = list(dict.fromkeys(_read_training_sentences(data / "train" / f"{name}.tsv.gz")))
        return found[:: max(1, len(found) // MOST)][:MOST]
    return list(dict.fromkeys(readers[name]()))


@dataclass(frozen=True, slots=True)
class HoleCounts:
    """How many planted holes were found, and what else was said."""

    planted: Counter[str]
    found: Counter[str]
    false: int

    @property
    def recall(self) -> float:
        """The share of planted holes that were found."""
        return self.found.total() / max(1, self.planted.total())

    @property
    def precision(self) -> float:
        """The share of findings that lie at the planted hole."""
        return self.found.total() / max(1, self.found.total() + self.false)


def find_all_holes(
    model: GapModel, texts: Sequence[str], least: float, judge: Judge = score_gaps
) -> list[list[MissingWord]]:
    """Return the holes of each text all at once.

    They are those of `MissingWordModel.find`.
    """
    lines = [
        (i, line)
        for i, text in enumerate(texts)
        for line in split_token_lines(text)
        if is_prose(line)
    ]
    out: list[list[MissingWord]] = [[] for _ in texts]
    for (i, line), probability in zip(lines, judge([n for _, n in lines], model), strict=True):
        out[i].extend(select_missing_words(texts[i], line, probability, least))
    return out


def judge_by_network(lines: Sequence[Sequence[Token]], model: GapModel) -> list[Floats]:
    """Judge as aligncheck.models.missing_word.score_gaps does, but by the network alone."""
    return model.gap_probabilities(
        [[(token.form, token.shape) for token in line] for line in lines]
    )


def count_found_holes(
    planted: Sequence[RemovedWord], found_in: Sequence[Sequence[MissingWord]]
) -> HoleCounts:
    """Count what was found of planted holes."""
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    false = 0
    for plant, holes in zip(planted, found_in, strict=True):
        hits = [hits_removed_word(plant, hole) for hole in holes]
        total[plant.kind] += 1
        found[plant.kind] += any(hits)
        false += sum(not hit for hit in hits)
    return HoleCounts(total, found, false)


def _read_tsv_column(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")[1]


def _read_training_sentences(path: Path) -> Iterator[str]:
    """Yield the English sentences of a training source, those with markup or code left out."""
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            _, english, kind = line.rstrip("\n").split("\t")[:3]
            if kind == "sent" and not set(english) & set("{}<>|\\$_"):
                yield english


def _read_json_field(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["en"]


def _read_faultless(path: Path, *, human: bool) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["is_human"] == human and not row["errors"]:
                yield row["en"]


def _read_tokens(path: Path, which: range) -> Iterator[str]:
    """Yield sentences that are stored as words, with the spaces of running text."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number in which:
                words = " ".join(json.loads(line)["en_tokens"])
                words = re.sub(r" ([,.;:!?%)\]]|'\w+\b|n't\b)", r"\1", words)
                yield re.sub(r"([(\[$]) | (-|/) ", r"\1\2", words)


def _read_chapters(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.json")):
        yield from json.loads(path.read_text(encoding="utf-8"))["en_sents"]
