"""All faithful sentence rows of the training text as word ids with their links, kept in one file.

Errors are planted into these by the million; ids are quicker to handle than words, and arrays are
shared by the processes that read them.
"""

from __future__ import annotations

import json
import random
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aligncheck.text.words import en_words, is_content_en, is_content_zh
from training.linked_errors import Links
from training.parallel_corpus import DOMAIN, GENERAL, LOOSE
from training.translation_table import read_links

Ints = NDArray[np.int32]
SHORTEST, LONGEST = 3, (60, 80)  # words of a sentence: Chinese, English
POOL = 60_000  # English words drawn for replacing others
TRIES = 4  # places drawn before a word is left as it is
ALIKE = 4  # first letters; English words that share them mean too much the same
# How often a row is drawn: the users' domain and everyday language above documentation.
WEIGHT = {"domain": 5.0, "loose domain": 2.0, "general": 2.5, "machine": 0.15, "other": 0.5}
WEIGHT_LAWS = 0.8
MASK = 0  # the id of a masked word

ZH, EN = 0, 1


def build_word_rows(work: Path) -> None:
    """Write work/rows.npz and work/words.json from the segmented text and its links."""
    known: tuple[dict[str, int], dict[str, int]] = {}, {}
    sources: dict[str, int] = {}
    flat: tuple[list[int], list[int]] = [], []
    starts: tuple[list[int], list[int]] = [0], [0]
    links: list[tuple[int, int, bool]] = []
    link_starts, source_of = [0], []
    names = ("zh.seg", "rows.tsv", "fwd.links", "rev.links")
    files = [(work / name).open(encoding="utf-8") for name in names]
    for zh, row, forward, reverse in zip(*files, strict=True):
        source, kind, _, text = row.rstrip("\n").split("\t")
        left = zh.split()
        if kind == "lex" or not SHORTEST <= len(left) <= LONGEST[ZH]:
            continue
        right = [word.text for word in en_words(text)]
        if not SHORTEST <= len(right) <= LONGEST[EN]:
            continue
        for side, words in enumerate((left, right)):
            flat[side].extend(known[side].setdefault(word, len(known[side]) + 1) for word in words)
            starts[side].append(len(flat[side]))
        ahead, back = read_links(forward), read_links(reverse)
        links += [(i, j, (i, j) in ahead and (i, j) in back) for i, j in set(ahead) | set(back)]
        link_starts.append(len(links))
        source_of.append(sources.setdefault(source, len(sources)))
    for file in files:
        file.close()
    np.savez(
        work / "rows.npz",
        zh=np.array(flat[ZH], np.int32),
        en=np.array(flat[EN], np.int32),
        zh_at=np.array(starts[ZH]),
        en_at=np.array(starts[EN]),
        links=np.array(links, np.uint8),
        links_at=np.array(link_starts),
        source=np.array(source_of, np.int16),
    )
    words = {"zh": list(known[ZH]), "en": list(known[EN]), "sources": list(sources)}
    (work / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")


class WordRows:
    """The rows; `flat[side]` holds the word ids of all rows, row k from `at[side][k]` on.

    Id 0 is the masked word. `texts[side]` are the words; `ids[side]` the way back.
    """

    def __init__(self, work: Path, texts: tuple[list[str], list[str]]) -> None:
        stored = np.load(work / "rows.npz")
        names = json.loads((work / "words.json").read_text(encoding="utf-8"))["sources"]
        self.flat: tuple[Ints, Ints] = stored["zh"], stored["en"]
        self.at = stored["zh_at"], stored["en_at"]
        self._links, self._links_at = stored["links"], stored["links_at"]
        self.texts = texts
        self.ids = tuple({word: i for i, word in enumerate(side)} for side in texts)
        weights = np.array([_source_weight(name) for name in names])[stored["source"]]
        loose = np.array([name in LOOSE or name.endswith("_mt") for name in names])
        strict = np.where(loose[stored["source"]], 0, weights)
        self._any = np.cumsum(weights / weights.sum())
        self._faithful = np.cumsum(strict / strict.sum())
        self._content: dict[tuple[int, int], bool] = {}

    def draw(self, rng: random.Random, faithful: bool) -> int:
        """Draw a row by its source's weight; a `faithful` one leaves nothing out."""
        return int(np.searchsorted(self._faithful if faithful else self._any, rng.random()))

    def row(self, k: int) -> tuple[list[int], list[int]]:
        """Return the ids of both sides of a row."""
        zh, en = (self.flat[s][self.at[s][k] : self.at[s][k + 1]].tolist() for s in (ZH, EN))
        return zh, en

    def links(self, k: int) -> tuple[Links, Links]:
        """Return all word links of a row, and those found in both directions."""
        links = self._links[self._links_at[k] : self._links_at[k + 1]].tolist()
        return frozenset((i, j) for i, j, _ in links), frozenset((i, j) for i, j, s in links if s)

    @cached_property
    def pool(self) -> list[str]:
        """English words with a meaning of their own, as often as the text has them."""
        rng, flat = random.Random(1), self.flat[EN]
        drawn = (self.texts[EN][flat[rng.randrange(len(flat))]] for _ in range(POOL))
        return [word for word in drawn if word.isalpha() and len(word) > 3]

    def is_content(self, side: int, word: int) -> bool:
        """Return whether a word has a meaning of its own."""
        key = side, word
        if key not in self._content:
            test = is_content_zh if side == ZH else is_content_en
            self._content[key] = test(self.texts[side][word])
        return self._content[key]

    def draw_replacement(
        self, side: int, words: list[int], at: int, rng: random.Random
    ) -> int | None:
        """Return another word that was seen beside the left or the right neighbour; else None."""
        flat, left = self.flat[side], rng.random() < 0.5
        beside = at - 1 if left else at + 1
        near = words[beside] if 0 <= beside < len(words) else MASK
        low, high = self._places[side][1][near : near + 2].tolist()
        if not near or high <= low:
            return None
        for _ in range(TRIES):
            place = int(self._places[side][0][rng.randrange(low, high)]) + (1 if left else -1)
            new = int(flat[place]) if 0 <= place < len(flat) else MASK
            if new and self._is_another(side, new, words[at]):
                return new
        return None

    @cached_property
    def _places(self) -> list[tuple[Ints, NDArray[np.int64]]]:
        """Per side: the places of all words in `flat`, word by word, and where each word begins."""
        found = []
        for side in (ZH, EN):
            counts = np.bincount(self.flat[side], minlength=len(self.texts[side]) + 1)
            order = np.argsort(self.flat[side], kind="stable").astype(np.int32)
            found.append((order, np.concatenate([[0], np.cumsum(counts)])))
        return found

    def _is_another(self, side: int, new: int, old: int) -> bool:
        if new == old or not self.is_content(side, new):
            return False
        one, other = self.texts[side][new], self.texts[side][old]
        return not set(one) & set(other) if side == ZH else one[:ALIKE] != other[:ALIKE]


def _source_weight(source: str) -> float:
    if source in DOMAIN:
        return WEIGHT["loose domain" if source in LOOSE else "domain"]
    if source in GENERAL:
        return WEIGHT["general"]
    if source.endswith("_mt"):
        return WEIGHT["machine"]
    return WEIGHT_LAWS if source == "taiwan_laws" else WEIGHT["other"]
