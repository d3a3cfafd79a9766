"""The translation table: how Chinese words were translated in the training text.

A table of pairs (Chinese word, English stem) with both conditional probabilities, learned by word
alignment. Words the table has not seen whole are looked up by their parts.
"""

from __future__ import annotations

import gzip
import zlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from aligncheck.errors import EncoderError
from aligncheck.models.model_folder import model_folder

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
PART_DISCOUNT = 0.7  # how much a translation of a part says of the whole
LONGEST_PART = 4  # characters
REMEMBERED = 20_000  # words whose parts are kept


class Vocabulary:
    """Sorted words and their places: a search is cheaper than a dictionary made at every start."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.places = _Places(words)

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: str) -> bool:
        return self.places[word] >= 0

    def __getitem__(self, word: str) -> int:
        found = self.places[word]
        if found < 0:
            raise KeyError(word)
        return found

    def get(self, word: str, missing: int) -> int:
        """Return the place of `word`, or `missing`."""
        found = self.places[word]
        return found if found >= 0 else missing


class _Places(dict[str, int]):
    """The places of the words met so far; -1 of those that are not there."""

    def __init__(self, words: list[str]) -> None:
        super().__init__()
        self.words = words

    def __missing__(self, word: str) -> int:
        if len(self) > REMEMBERED:
            self.clear()
        at = bisect_left(self.words, word)
        if at == len(self.words) or self.words[at] != word:
            at = -1
        self[word] = at
        return at


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The table as sorted keys; `forward` is p(English | Chinese), `backward` the reverse.

    keys: (n,) int64, ascending, zh id × len(en) + en id. `null_zh`, `null_en`: share of times the
    word was aligned to nothing. `count_zh`, `count_en`: log10 of the word's frequency per million.
    """

    zh: Vocabulary
    en: Vocabulary
    keys: Ints
    forward: Floats
    backward: Floats
    null_zh: Floats
    null_en: Floats
    count_zh: Floats
    count_en: Floats
    known: dict[str, list[tuple[str, float]]] = field(default_factory=dict, repr=False)
    columns: list[Ints] = field(default_factory=list, repr=False)

    def matrices(self, zh: list[str], en: list[str]) -> tuple[Floats, Floats]:
        """Return p(en | zh) and p(zh | en), each (len(zh), len(en)), for words and stems.

        A Chinese word takes the better of its own entry and, discounted, of its parts'.
        """
        units = self._units(zh)
        rows = sorted({part for unit in units for part, _ in unit})
        forward, backward = self._look_up_pairs(rows, en)
        place = {part: i for i, part in enumerate(rows)}
        shape = (len(zh), len(en))
        ahead, back = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        sizes = np.array([len(unit) for unit in units], dtype=np.int64)
        filled = sizes > 0
        if filled.any():
            at = [place[part] for unit in units for part, _ in unit]
            weights = np.array([w for unit in units for _, w in unit], dtype=np.float32)[:, None]
            starts = (np.cumsum(sizes) - sizes)[filled]
            ahead[filled] = np.maximum.reduceat(forward[at] * weights, starts, axis=0)
            back[filled] = np.maximum.reduceat(backward[at] * weights, starts, axis=0)
        return ahead, back

    def parts(self, word: str) -> list[tuple[str, float]]:
        """Return the word, if known, and its known parts, each with its weight."""
        place = self.zh.get
        found = [(word, 1.0)] if place(word, -1) >= 0 else []
        if len(word) < 2 or not "\u3400" <= word[0] <= "\u9fff":
            return found
        start = 0
        while start < len(word):
            for length in range(min(LONGEST_PART, len(word) - start), 0, -1):
                part = word[start : start + length]
                if part != word and place(part, -1) >= 0:
                    found.append((part, PART_DISCOUNT if length > 1 else PART_DISCOUNT**2))
                    start += length
                    break
            else:
                start += 1
        return found

    def _units(self, words: Sequence[str]) -> list[list[tuple[str, float]]]:
        """Return the parts of each word, which are kept for the next text."""
        if len(self.known) > REMEMBERED:
            self.known.clear()
        for word in words:
            if word not in self.known:
                self.known[word] = self.parts(word)
        return [self.known[word] for word in words]

    def rows(
        self, words: Sequence[str], stems: Set[str] | None = None
    ) -> tuple[Ints, Ints, Floats, Floats]:
        """Return what `matrices` holds of Chinese words and `stems` or all, without the zeros.

        Four arrays, (n,): the number of the word in `words`, the place of the stem, and p(en | zh)
        and p(zh | en).
        """
        units = [(i, part, w) for i, unit in enumerate(self._units(words)) for part, w in unit]
        if not units:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), *np.zeros((2, 0), np.float32)
        place = {part: i for i, part in enumerate(dict.fromkeys([part for _, part, _ in units]))}
        low, lengths, at, column = self._table_ranges(list(place), stems)
        row = np.array([place[part] for _, part, _ in units])
        unit, of_row = _expand_ranges(low[row], lengths[row])
        at, owner = at[of_row], np.array([i for i, _, _ in units])
        keys = owner[unit] * len(self.en) + column[of_row]
        order = np.argsort(keys, kind="stable")
        keys, unit, at = keys[order], unit[order], at[order]
        factor = np.array([w for _, _, w in units], dtype=np.float32)[unit]
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        ahead = np.maximum.reduceat(self.forward[at] * factor, first)
        back = np.maximum.reduceat(self.backward[at] * factor, first)
        return keys[first] // len(self.en), keys[first] % len(self.en), ahead, back

    def _table_ranges(
        self, words: Sequence[str], stems: Set[str] | None
    ) -> tuple[Ints, Ints, Ints, Ints]:
        """Return where the table has known words: first and length of each, places and stems."""
        size = len(self.en)
        row = np.array([self.zh[word] for word in words]) * size
        low, high = self.keys.searchsorted([row, row + size])
        lengths = high - low
        word, at = _expand_ranges(low, lengths)
        column = self.keys[at] - row[word]
        if stems is not None:
            wanted = np.zeros(size, np.bool_)
            wanted[[self.en[stem] for stem in stems if stem in self.en]] = True
            some = wanted[column]
            at, column = at[some], column[some]
            lengths = np.bincount(word[some], minlength=len(words))
        return np.cumsum(lengths) - lengths, lengths, at, column

    def translations(self, zh: str, least: float = 0.0) -> dict[str, float]:
        """Return the stems that translated a Chinese word as a whole, with p(en | zh) >= least."""
        at = self.zh.get(zh, -1)
        if at < 0:
            return {}
        size = len(self.en)
        low, high = self.keys.searchsorted([at * size, (at + 1) * size])
        shares = self.forward[low:high]
        often = shares >= least
        places = (self.keys[low:high][often] - at * size).tolist()
        return dict(
            zip(map(self.en.words.__getitem__, places), shares[often].tolist(), strict=True)
        )

    def frequency_zh(self, word: str, missing: float) -> float:
        """Return log10 of a Chinese word's sightings in a million words; `missing` if unknown."""
        at = self.zh.get(word, -1)
        return float(self.count_zh[at]) if at >= 0 else missing

    def unaligned_zh(self, word: str) -> float:
        """Return the share of its sightings in which nothing translated a word; 0 if unknown."""
        at = self.zh.get(word, -1)
        return float(self.null_zh[at]) if at >= 0 else 0.0

    def sources(self, en: str) -> tuple[list[str], list[float]]:
        """Return the Chinese words that a stem ever translated, and p(zh | en) of each."""
        at = self.en.get(en, -1)
        if at < 0:
            return [], []
        order, starts = _index_by_stem(self)
        places = order[starts[at] : starts[at + 1]]
        words = (self.keys[places] // len(self.en)).tolist()
        return [self.zh.words[word] for word in words], self.backward[places].tolist()

    def _look_up_pairs(self, zh: list[str], en: list[str]) -> tuple[Floats, Floats]:
        rows = np.array([self.zh[word] for word in zh], dtype=np.int64)
        cols = np.array([self.en.get(word, -1) for word in en], dtype=np.int64)
        keys = rows[:, None] * len(self.en) + np.maximum(cols, 0)[None, :]
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        hit = (self.keys[at] == keys) & (cols >= 0)[None, :]
        return np.where(hit, self.forward[at], 0), np.where(hit, self.backward[at], 0)


def _expand_ranges(low: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """Return the members of stretches, one after the other, and before them which each is of."""
    of = np.repeat(np.arange(len(low)), lengths)
    begin = np.cumsum(lengths) - lengths
    return of, np.arange(len(of)) + (low - begin)[of]


def _index_by_stem(table: Lexicon) -> tuple[Ints, Ints]:
    """Return the places of the table stem by stem, and where each stem begins; made once."""
    if not table.columns:
        stems = table.keys % len(table.en)
        order = np.argsort(stems.astype(np.uint16), kind="stable")  # by halves, which is faster
        order = order[np.argsort((stems >> 16).astype(np.uint16)[order], kind="stable")]
        ends = np.cumsum(np.bincount(stems, minlength=len(table.en)))
        table.columns[:] = order, np.concatenate(([0], ends))
    order, starts = table.columns
    return order, starts


@cache  # read once a process
def load_lexicon(folder: Path | None = None) -> Lexicon:
    """Read lexicon.npz and its word lists; raises EncoderError naming what is missing."""
    folder = folder or model_folder()
    path = folder / "lexicon.npz"
    try:
        with path.open("rb") as file:
            return _build_lexicon(np.load(file))
    except (OSError, EOFError, KeyError, ValueError, BadZipFile, zlib.error) as error:
        raise EncoderError(f"{path}: not a readable translation table ({error})") from None


def _build_lexicon(stored: Mapping[str, Any]) -> Lexicon:
    zh, en = (
        gzip.decompress(stored[name].tobytes()).decode("utf-8").split("\n") for name in ("zh", "en")
    )
    return Lexicon(
        Vocabulary(zh),
        Vocabulary(en),
        stored["keys"],
        _unpack_probabilities(stored["forward"]),
        _unpack_probabilities(stored["backward"]),
        _unpack_probabilities(stored["null_zh"]),
        _unpack_probabilities(stored["null_en"]),
        stored["count_zh"].astype(np.float32) / 32,
        stored["count_en"].astype(np.float32) / 32,
    )


def pack_probabilities(probabilities: Floats) -> NDArray[np.uint8]:
    """Pack probabilities into bytes on a square-root scale: fine where they are small."""
    return np.clip(np.round(np.sqrt(probabilities) * 255), 0, 255).astype(np.uint8)


def _unpack_probabilities(packed: NDArray[np.uint8]) -> Floats:
    return np.asarray(np.square(packed.astype(np.float32) / np.float32(255)), dtype=np.float32)
