"""Examples the detector learns from, as word ids with labels: masked, replaced, planted, judged.

Three tasks come first, on any text: to name masked words from both sides (translation language
modelling, Conneau and Lample 2019), to tell words that were replaced by ones seen in a like
context (replaced token detection, Clark et al. 2020), and to find planted errors.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from training.linked_errors import LabelledPair, Links, make_clean_pair, plant_error
from training.word_rows import EN, MASK, ZH, WordRows

SHARE_MASKED = 0.2  # of the examples of pretraining
MASKED = 0.22  # of the words of a side
ONE_SIDE = 0.25  # chance that the Chinese alone is masked, and that the English alone is
SHARE_CLEAN, SHARE_REPLACED = 0.12, 0.38  # of the planted examples
REPLACED_ZH = 0.4  # share of replacements on the Chinese side
REPLACED = (1, 1, 2, 3)  # words replaced in a row
TRIED = 8  # words of a row that are tried
TWINS = 0.4  # share of replaced examples that stand beside their undamaged twin
UNKNOWN = -1.0


@dataclass(slots=True, eq=False)
class TrainingItem:
    """A pair of rows of word ids with labels; -1 means unknown.

    omitted, added, bad, gap and whole: as in `plant.Example`. replaced: whether a word took
    another's place, per side. hidden: the ids of masked words, per side, 0 for the others. `twin`
    is the undamaged pair that this one must rank below.
    """

    words: tuple[list[int], list[int]]
    omitted: list[float]
    added: list[float]
    bad: list[float]
    gap: list[float]
    whole: tuple[float, ...]
    replaced: tuple[list[float], list[float]]
    hidden: tuple[list[int], list[int]]
    weight: float = 1.0
    twin: TrainingItem | None = field(default=None, repr=False)

    @property
    def size(self) -> int:
        """The words of both sides."""
        return len(self.words[ZH]) + len(self.words[EN])


def item_of_example(rows: WordRows, example: LabelledPair) -> TrainingItem:
    """Return a planted or judged example as ids."""
    zh = [rows.ids[ZH][word] for word in example.zh_words]
    en = [rows.ids[EN].get(word, MASK) for word in example.en_words]
    return TrainingItem(
        (zh, en),
        list(example.zh),
        list(example.added),
        list(example.bad),
        list(example.gap),
        example.whole,
        ([UNKNOWN] * len(zh), [UNKNOWN] * len(en)),
        ([MASK] * len(zh), [MASK] * len(en)),
        example.weight,
    )


def stream_items(
    rows: WordRows, seed: int, share_masked: float = SHARE_MASKED
) -> Iterator[list[TrainingItem]]:
    """Yield examples for ever; those of one group (a damaged pair and its twin) together."""
    rng = random.Random(seed)
    made = plant_items(rows, rng)
    while True:
        if rng.random() < share_masked:
            yield [mask_words(rows, rows.draw(rng, faithful=False), rng)]
        else:
            yield next(made)


def mask_words(rows: WordRows, k: int, rng: random.Random) -> TrainingItem:
    """Return a row with words masked on one side or on both."""
    zh, en = rows.row(k)
    n, m = len(zh), len(en)
    hidden = [MASK] * n, [MASK] * m
    which = rng.random()
    for side in [ZH] * (which < 1 - ONE_SIDE) + [EN] * (which > ONE_SIDE):
        words = (zh, en)[side]
        for i, word in enumerate(words):
            if rng.random() < MASKED:
                hidden[side][i], words[i] = word, MASK
    return TrainingItem(
        (zh, en),
        [UNKNOWN] * n,
        [UNKNOWN] * m,
        [UNKNOWN] * m,
        [UNKNOWN] * (m + 1),
        (UNKNOWN,) * 3,
        ([UNKNOWN] * n, [UNKNOWN] * m),
        hidden,
    )


def plant_items(rows: WordRows, rng: random.Random) -> Iterator[list[TrainingItem]]:
    """Yield faithful rows, most of them damaged, some beside their twins."""
    while True:
        k = rows.draw(rng, faithful=True)
        words = rows.row(k)
        zh, en = ([rows.texts[side][word] for word in words[side]] for side in (ZH, EN))
        draw = rng.random()
        if draw < SHARE_CLEAN:
            yield [item_of_example(rows, make_clean_pair(zh, en))]
            continue
        links, sure = rows.links(k)
        if draw < SHARE_CLEAN + SHARE_REPLACED:
            good, item = (item_of_example(rows, make_clean_pair(zh, en)) for _ in range(2))
            if not replace_words(rows, item, links, rng):
                continue
            item.twin = good if rng.random() < TWINS else None
        else:
            example = plant_error(zh, en, links, sure, rows.pool, rng)
            if example is None:
                continue
            item = item_of_example(rows, example)
            item.twin = item_of_example(rows, example.twin) if example.twin else None
        yield [item, item.twin] if item.twin else [item]


def replace_words(rows: WordRows, item: TrainingItem, links: Links, rng: random.Random) -> bool:
    """Replace one to three words of one side by ones that stand in like contexts.

    What a replaced word is linked to is neither right nor wrong: its labels become unknown.
    """
    side = ZH if rng.random() < REPLACED_ZH else EN
    words, other = item.words[side], 1 - side
    free = [i for i, word in enumerate(words) if rows.is_content(side, word)]
    rng.shuffle(free)
    times, done = rng.choice(REPLACED), 0
    marks = [0.0] * len(item.words[ZH]), [0.0] * len(item.words[EN])
    for i in free[:TRIED]:
        new = rows.draw_replacement(side, words, i, rng)
        if new is None:
            continue
        words[i] = new
        marks[side][i] = 1
        _mark_unknown(item, side, i)
        if side == EN:
            item.bad[i] = 1
        for link in links:
            if link[side] == i:
                marks[other][link[other]] = UNKNOWN
                _mark_unknown(item, other, link[other])
        done += 1
        if done == times:
            break
    if not done:
        return False
    item.replaced = marks
    item.whole = (UNKNOWN, UNKNOWN, 0.0)
    return True


def _mark_unknown(item: TrainingItem, side: int, at: int) -> None:
    if side == ZH:
        item.omitted[at] = UNKNOWN
    else:
        item.added[at] = item.bad[at] = UNKNOWN


def mix_items(
    rows: WordRows, judged: Sequence[TrainingItem], share: float, rng: random.Random, seed: int
) -> Iterator[list[TrainingItem]]:
    """Yield judged pairs, `share` of all, among planted ones."""
    human, made = _cycle_items(judged, rng), stream_items(rows, seed, 0.0)
    while True:
        yield [next(human)] if rng.random() < share else next(made)


def _cycle_items(items: Sequence[TrainingItem], rng: random.Random) -> Iterator[TrainingItem]:
    order = list(items)
    while True:
        rng.shuffle(order)
        yield from order
