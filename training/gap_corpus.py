"""English with words taken out: what the network that finds holes learns from.

Good English teaches it: words are taken out at random, and the network learns to tell the gaps
they leave from all other gaps. Where the rest still reads well (a dropped adjective) the same
words also occur with nothing missing, so the network learns to stay silent there.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aligncheck.models.gap_model import BORDER, KEY, longest_known_ending, neighbour_surprise
from aligncheck.models.missing_word import split_token_lines

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

# Rows taken from each source of data/train: prose whole, documentation and laws capped.
PROSE = (
    "dict_examples eu5_history_game hoi4_history_game vic3_history_game finance_letters_bilingual "
    "four_histories gov_reports_speeches nyt_bilingual_notes news_commentary_10k "
    "newstest_2017_2019 plurality_book unity_of_power_book xquad_wikipedia tatoeba_cmn "
    "animal_farm enkey_readers opensource_guide china_daily_notes gnews_bilingual "
    "flygon_finance_mt flygon_techbooks_mt progit rust_book"
).split()
CAPPED = {
    "taiwan_laws": 40_000, "python_docs": 15_000, "kubernetes_website": 10_000,
    "ms_architecture_ht": 15_000, "ms_customer_insights_ht": 5_000, "ms_rms_ht": 5_000,
    "tensorflow_docs": 8_000, "pingcap_docs": 5_000, "react_docs": 5_000, "vue_docs": 2_000,
    "electron_docs": 2_000, "ai_challenger_valid": 10_000, "ms_powershell_ht": 5_000,
}  # fmt: skip
LONGEST = 1500  # characters of a row
FORMS, LEAST_COUNT = 15_000, 6  # words with a row of their own in the network
ENDINGS, LEAST_RARE = 1_500, 12  # endings that the other words share

# Never taken out: what remains reads well, or is the clumsy English of people who mean it.
OPTIONAL = frozenset(
    "a an the that very also just even only so then now still too not never quite rather however "
    "all both such own other more most much many some any always often again already first new "
    "really perhaps ever yet there here old own same whole thus therefore well far no my your "
    "his her its our their and or but".split()
)
ARTICLES = frozenset({"a", "an", "the"})
DIM = 64  # of the vectors that training starts from
CHUNK = 4096  # words of one step
COMMON = 600  # words that are always read as themselves, and that tell the class of the others
LEAST_PAIRS = 3  # occurrences from which two words count as neighbours
LEAST_SHARE = 0.05  # of the occurrences that chance would give, from which they do


@dataclass(frozen=True, slots=True)
class Corpus:
    """Many lines of words, one after the other; `forms` are numbers into `types`, 0 a border."""

    types: tuple[str, ...]
    forms: Ints
    shapes: Ints


def read_corpus(data: Path, seed: int) -> Corpus:
    """Read the English side of data/train."""
    numbers: dict[str, int] = {"": BORDER}
    forms, shapes = [BORDER], [0]
    for row in _draw_rows(data / "train", seed):
        for line in split_token_lines(row):
            forms.extend(numbers.setdefault(token.form, len(numbers)) for token in line)
            shapes.extend(token.shape for token in line)
            forms.append(BORDER)
            shapes.append(0)
    return Corpus(tuple(numbers), np.array(forms), np.array(shapes))


def _draw_rows(folder: Path, seed: int) -> Iterator[str]:
    rng = np.random.default_rng(seed)
    for source in (*PROSE, *CAPPED):
        rows = _read_english(folder / f"{source}.tsv.gz")
        order = rng.permutation(len(rows))[: CAPPED.get(source)]
        yield from (rows[i] for i in order)


def _read_english(path: Path) -> list[str]:
    """Return the sentences of a source, each once, without markup and templates."""
    seen: dict[str, None] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            _, english, kind = line.rstrip("\n").split("\t")[:3]
            if kind == "sent" and len(english) <= LONGEST and not set(english) & set("{}<>|\\$_"):
                seen[english] = None
    return list(seen)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words and endings that have a row in the network, and the row of each type."""

    words: tuple[str, ...]
    endings: tuple[str, ...]
    rows: Ints  # (types,)


def build_vocabulary(corpus: Corpus) -> Vocabulary:
    """Give the commonest words a row each and the rest the rows of their endings."""
    counts = Counter(dict(enumerate(np.bincount(corpus.forms).tolist())))
    counts[BORDER] = 0
    top = [i for i, n in counts.most_common(FORMS) if n >= LEAST_COUNT]
    words = ("", *(corpus.types[i] for i in top))
    own = {corpus.types[i]: row for row, i in enumerate((BORDER, *top))}
    rare = [form for form in corpus.types[1:] if form not in own]
    shared: Counter[str] = Counter()
    for form in rare:
        shared.update({form[-n:] for n in (1, 2, 3, 4) if len(form) > n})
    kept = [end for end, n in shared.most_common(ENDINGS) if n >= LEAST_RARE]
    endings = ("", *kept)
    at = {end: len(words) + i for i, end in enumerate(endings)}
    rows = [
        own[form] if form in own else at[longest_known_ending(form, at)] for form in corpus.types
    ]
    return Vocabulary(words, endings, np.array(rows))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Pairs of words (rows of the network) that stand side by side; keys ascend.

    `counts` tells how often they do, `least` how often they must for good English: the commonest
    words meet by accident in any large text ("the of"), so it grows with what chance would give.
    """

    keys: Ints
    counts: Ints
    least: Floats
    common: Floats  # (rows,)  log occurrences of each word, less half the log size of the corpus

    def surprise(self, words: Ints, own: Mask) -> Floats:
        """Return after each word the surprise that the next follows it.

        `own` marks the gaps that stand in the corpus itself, and so were counted.
        """
        keys = np.append(words[:-1] * KEY + words[1:], -1)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        known = (self.keys[at] == keys) & (self.counts[at] - own >= self.least[at])
        chance = self.common[words] + self.common[np.roll(words, -1)]
        return neighbour_surprise(known.astype(np.float32), chance)

    def good(self) -> Ints:
        """Return the keys of the pairs that good English knows."""
        return self.keys[self.counts >= self.least]


def count_neighbours(words: Ints, rows: int) -> Neighbours:
    """Count the pairs of neighbours in a corpus of rows; those of one occurrence are left out."""
    keys, counts = np.unique(words[:-1] * KEY + words[1:], return_counts=True)
    inside = (counts > 1) & (keys // KEY != BORDER) & (keys % KEY != BORDER)
    keys, counts = keys[inside], counts[inside]
    single = np.maximum(np.bincount(words, minlength=rows), 1)
    rounded = np.asarray(np.log(single) - np.log(len(words)) / 2, dtype=np.float16)
    common = rounded.astype(np.float32)  # as exact as in the file
    chance = np.exp(common[keys // KEY] + common[keys % KEY])
    return Neighbours(keys, counts, np.maximum(LEAST_PAIRS, LEAST_SHARE * chance), common)


@dataclass(frozen=True, slots=True)
class HoledCorpus:
    """A corpus with words taken out: rows, shapes, and for each word whether a hole follows it."""

    words: Ints
    shapes: Ints
    holed: Floats
    counted: Floats  # 1 where a gap between two words of one line follows
    surprise: Floats  # that the two words around the gap stand side by side, see Model.surprise


def take_words_out(
    corpus: Corpus, rows: Ints, pairs: Neighbours, rng: np.random.Generator
) -> HoledCorpus:
    """Take words out of about half of the lines, and articles out of some of all lines."""
    forms, shapes = corpus.forms, corpus.shapes.copy()
    n = len(forms)
    line = np.cumsum(forms == BORDER)
    rate = rng.choice([0.0, 0.06, 0.15], size=line[-1] + 1, p=[0.4, 0.3, 0.3])[line]
    can = _mask_removable(corpus)
    gone = can & (rng.random(n) < rate)
    for _ in range(2):  # names and terms fall out whole
        before = np.roll(gone, -1) & can & (rng.random(n) < 0.3)
        gone |= before
    clumsy = (rng.random(line[-1] + 1) < 0.25)[line]
    article = np.isin(forms, [i for i, form in enumerate(corpus.types) if form in ARTICLES])
    silent = clumsy & article & (rng.random(n) < 0.3) & ~gone
    kept = ~(gone | silent)
    lost = np.cumsum(gone)[kept]
    holed = np.zeros(len(lost), dtype=np.float32)
    holed[:-1] = np.diff(lost) > 0
    forms, shapes = forms[kept], shapes[kept]
    inside = np.zeros(len(lost), dtype=np.float32)
    inside[:-1] = (forms[:-1] != BORDER) & (forms[1:] != BORDER)
    after = np.roll(holed > 0, 1) & (shapes > 6) & (rng.random(len(lost)) < 0.4)
    shapes[after] -= 6  # "because of the , prices rose"
    at = np.flatnonzero(kept)
    own = np.append(np.diff(at) == 1, False)
    words = rows[forms]
    return HoledCorpus(words, shapes, holed * inside, inside, pairs.surprise(words, own))


def _mask_removable(corpus: Corpus) -> Mask:
    """Tell which words of a corpus leave a hole when they are taken out, for the most part."""
    fixed = np.array(
        [form in OPTIONAL or form.endswith("ly") or not form[:1].isalnum() for form in corpus.types]
    )
    point = np.array(
        [form in {",", ".", ";", ":", "!", "?", ")", "”", '"'} for form in corpus.types]
    )
    free: Mask = (corpus.shapes > 0) & (corpus.shapes <= 6) & ~fixed[corpus.forms]
    free &= np.roll((corpus.shapes <= 6) | point[corpus.forms], -1)
    return free


def draw_stretches(
    corpus: Corpus,
    known: Vocabulary,
    pairs: Neighbours,
    rng: np.random.Generator,
    steps: int,
) -> Iterator[HoledCorpus]:
    """Yield stretches of the corpus in random order, as often as asked."""
    at = {end: len(known.words) + i for i, end in enumerate(known.endings)}
    endings = np.array([at[longest_known_ending(form, at)] for form in corpus.types])
    rare = known.rows > COMMON
    done = 0
    while done < steps:
        hidden = rare & (rng.random(len(rare)) < 0.05)
        rows = np.where(hidden, endings, known.rows)
        planted = take_words_out(corpus, rows, pairs, rng)
        starts = np.arange(0, len(planted.words) - CHUNK, CHUNK)
        for start in rng.permutation(starts)[: steps - done]:
            part = slice(start, start + CHUNK)
            yield HoledCorpus(
                *(getattr(planted, field.name)[part] for field in fields(HoledCorpus))
            )
            done += 1


def initial_vectors(words: Ints, count: int) -> Floats:
    """Return a vector for every row from the common words beside it: a start for training."""
    columns: list[Floats] = []
    for shift in (-2, -1, 1, 2):
        beside = np.roll(words, -shift)
        known = beside < COMMON
        cells = np.bincount(words[known] * COMMON + beside[known], minlength=count * COMMON)
        table = cells.reshape(count, COMMON).astype(np.float32)
        expected = table.sum(1, keepdims=True) * table.sum(0) / max(1.0, float(table.sum()))
        columns.append(np.maximum(np.log((table + 0.1) / (expected + 0.1)), 0))
    table = np.concatenate(columns, axis=1)
    _, axes = np.linalg.eigh(table.T @ table)
    rows: Floats = table @ axes[:, -DIM:]
    return np.asarray(0.3 * rows / rows.std(), dtype=np.float32)
