"""Measure the finder of holes: on good English, and on English with one word taken out.

Which words leave a hole is settled here by word class, before and apart from any model.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aligncheck.text.gaps import Model
from aligncheck.text.gate import Floats
from aligncheck.text.hole import Hole, Token, is_prose, judge, lines_of, pick

# Good English nobody trained on. The first group sets the calibration, the second only measures.
TUNING = ("ntrex", "wmt20_human", "wikipedia_a")
HELD_OUT = ("tatoeba", "tico19", "wmt21_human", "wikipedia_b", "novels")
MACHINE = ("wmt20_machine", "wmt21_machine")  # machine translations without any error marked

Judge = Callable[[Sequence[Sequence[Token]], Model], list[Floats]]

_OWNING = frozenset("the a an its their our your my".split())
_PERSON = frozenset({"he", "she", "they", "we", "i"})
_AUXILIARY = frozenset("is are was were has have had will would can could may must should".split())
_MODAL = frozenset("will would can could may might must should".split())
_OF = frozenset("of from into during among between despite upon by with for at".split())
_AFTER_NOUN = frozenset("of in for from with by at on into during among that which who and".split())
_POINT = frozenset({",", ".", ";", ":"})
_ADJECTIVES = frozenset(
    "political economic social international historical cultural financial global regional "
    "serious large small great important significant different major early recent big huge strong "
    "special rapid severe entire certain basic real long short low good bad military industrial "
    "commercial agricultural traditional federal environmental effective successful".split()
)
_VERBS = frozenset(
    "announced became reached showed caused made took received provided includes included has had "
    "is was are were lost won built created established faced gave held offers offered introduced "
    "published required reported requires needs wants represents produced increased reduced "
    "replaced supported rejected approved joined entered followed described".split()
)
_FUNCTION = frozenset(
    "the a an of in to for from with by at on into and or but that which who not no so as if than "
    "this these those it its his her their our your my he she they we i you all more most very "
    "such there then now also only just even is are was were be been has have had will would can "
    "could may might must should do does did when where what how why because while up out".split()
)


@dataclass(frozen=True, slots=True)
class Plant:
    """A sentence without one of its words, what kind of word it was, and where it stood."""

    text: str
    kind: str
    at: int


def good(data: Path, name: str) -> list[str]:
    """Return the sentences of a measuring set, each once."""
    dev = data / "dev"
    readers: dict[str, Callable[[], Iterator[str]]] = {
        "ntrex": lambda: _column(dev / "retrieval_ntrex_zhoCN_eng.tsv.gz"),
        "tatoeba": lambda: _column(dev / "retrieval_tatoeba_cmn_eng.tsv.gz"),
        "tico19": lambda: _column(dev / "retrieval_tico19_en-zh.tsv.gz"),
        "wmt20_human": lambda: _faultless(dev / "mqm_wmt20a_zhen.jsonl.gz", human=True),
        "wmt21_human": lambda: _faultless(dev / "mqm_wmt21news_zhen.jsonl.gz", human=True),
        "wmt20_machine": lambda: _faultless(dev / "mqm_wmt20a_zhen.jsonl.gz", human=False),
        "wmt21_machine": lambda: _faultless(dev / "mqm_wmt21news_zhen.jsonl.gz", human=False),
        "wikipedia_a": lambda: _tokens(dev / "mlqe_enzh_word_train.jsonl.gz", range(0, 3000)),
        "wikipedia_b": lambda: _tokens(dev / "mlqe_enzh_word_train.jsonl.gz", range(3000, 9000)),
        "comments": lambda: _field(dev / "ced21_enzh.jsonl.gz"),
        "novels": lambda: _chapters(dev / "docalign_mac_dev"),
    }
    return list(dict.fromkeys(readers[name]()))


def plants(sentences: Sequence[str], seed: int = 0) -> list[Plant]:
    """Take one word out of every sentence that has a word whose loss leaves a hole."""
    rng = np.random.default_rng(seed)
    out: list[Plant] = []
    for text in sentences:
        tokens = [token for line in lines_of(text) for token in line]
        places = [(i, kind) for i in range(1, len(tokens) - 1) if (kind := leaves_hole(tokens, i))]
        if not places:
            continue
        kinds = sorted({kind for _, kind in places})
        kind = kinds[int(rng.integers(len(kinds)))]
        some = [i for i, other in places if other == kind]
        i = some[int(rng.integers(len(some)))]
        start = tokens[i - 1].span.end
        out.append(Plant(text[:start] + text[tokens[i].span.end :], kind, start))
    return out


def leaves_hole(tokens: Sequence[Token], i: int) -> str:
    """Say what kind of hole the loss of word `i` leaves; "" if it may leave none."""
    left, word, right = tokens[i - 1].form, tokens[i].form, tokens[i + 1].form
    if not word.isalpha() or tokens[i].glued or (tokens[i + 1].glued and right not in _POINT):
        return ""
    function = word in _FUNCTION
    if not function and left in _OWNING and right in _AUXILIARY | _AFTER_NOUN | _POINT:
        return "noun"
    described = i > 1 and tokens[i - 2].form in _OWNING and left in _ADJECTIVES
    if not function and described and right in _AUXILIARY | {"of"} | _POINT:
        return "noun after adjective"
    if not function and left in _OF and right in _AUXILIARY | {",", "."}:
        return "object of preposition"
    if left in _PERSON and right in {"the", "a", "an", "to", "been"} and word not in _NOT_VERB:
        return "verb after pronoun"
    if left in _MODAL and i > 1 and right in _OWNING and not function and not word.endswith("ly"):
        return "verb after modal"
    if word in _VERBS and right in {"the", "a", "an"} and left.isalpha() and left not in _FUNCTION:
        return "verb between nouns"
    return ""


_NOT_VERB = _FUNCTION - _AUXILIARY


@dataclass(frozen=True, slots=True)
class Tally:
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


def find(
    model: Model, texts: Sequence[str], least: float, judge: Judge = judge
) -> list[list[Hole]]:
    """Return the holes of each text, as aligncheck.text.hole.holes does, but all at once."""
    lines = [(i, line) for i, text in enumerate(texts) for line in lines_of(text) if is_prose(line)]
    out: list[list[Hole]] = [[] for _ in texts]
    for (i, line), probability in zip(lines, judge([n for _, n in lines], model), strict=True):
        out[i].extend(pick(texts[i], line, probability, least))
    return out


def alone(lines: Sequence[Sequence[Token]], model: Model) -> list[Floats]:
    """Judge as aligncheck.text.hole.judge does, but by the network alone."""
    return model.chances([[(token.form, token.shape) for token in line] for line in lines])


def hit(plant: Plant, hole: Hole) -> bool:
    """Tell whether a hole is the planted one, or lies one word beside it."""
    return hole.left.start <= plant.at <= hole.right.end


def tally(planted: Sequence[Plant], found_in: Sequence[Sequence[Hole]]) -> Tally:
    """Count what was found of planted holes."""
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    false = 0
    for plant, holes in zip(planted, found_in, strict=True):
        hits = [hit(plant, hole) for hole in holes]
        total[plant.kind] += 1
        found[plant.kind] += any(hits)
        false += sum(not hit for hit in hits)
    return Tally(total, found, false)


def _column(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")[1]


def _field(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["en"]


def _faultless(path: Path, *, human: bool) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["is_human"] == human and not row["errors"]:
                yield row["en"]


def _tokens(path: Path, which: range) -> Iterator[str]:
    """Yield sentences that are stored as words, with the spaces of running text."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number in which:
                words = " ".join(json.loads(line)["en_tokens"])
                words = re.sub(r" ([,.;:!?%)\]]|'\w+\b|n't\b)", r"\1", words)
                yield re.sub(r"([(\[$]) | (-|/) ", r"\1\2", words)


def _chapters(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.json")):
        yield from json.loads(path.read_text(encoding="utf-8"))["en_sents"]
