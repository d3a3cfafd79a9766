"""Plant errors into good pairs: drop, add or replace what word links say belongs together."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from aligncheck.text.words import GLUE_EN, is_content_en, is_content_zh

TWINS = 0.5  # share of damaged pairs that are trained beside their undamaged twin
Links = frozenset[tuple[int, int]]


@dataclass(slots=True)
class LabelledPair:
    """A pair of word lists with labels; -1 means unknown.

    zh, added, bad, gap: one label a word (gap: one more). whole: omission, addition, quality.
    `twin` is the undamaged pair that the planted one must rank below.
    """

    zh_words: list[str]
    en_words: list[str]
    zh: list[float]
    added: list[float]
    bad: list[float]
    gap: list[float]
    whole: tuple[float, float, float]
    kind: str = "clean"
    twin: LabelledPair | None = field(default=None, repr=False)
    weight: float = 1.0


def make_clean_pair(zh: list[str], en: list[str]) -> LabelledPair:
    """Return the pair as an example without any error."""
    n, m = len(zh), len(en)
    return LabelledPair(zh, en, [0.0] * n, [0.0] * m, [0.0] * m, [0.0] * (m + 1), (0.0, 0.0, 1.0))


def plant_error(
    zh: list[str], en: list[str], links: Links, sure: Links, pool: list[str], rng: random.Random
) -> LabelledPair | None:
    """Plant one to three errors; None if the pair offers no closed phrase.

    `links` are all word links, `sure` those found in both directions; `pool` gives words to
    replace with.
    """
    kind = rng.choices(("drop", "add", "replace"), (0.6, 0.2, 0.2))[0]
    times = rng.choices((1, 2, 3), (0.75, 0.18, 0.07))[0]
    result = make_clean_pair(list(zh), list(en))
    if kind == "drop":
        done = _drop_stretches(result, links, sure, times, rng)
    elif kind == "add":
        done = _add_stretches(result, links, sure, times, rng)
    else:
        done = _replace_words(result, links, sure, pool, rng)
    if not done:
        return None
    result.kind = kind
    if rng.random() < TWINS:
        result.twin = make_clean_pair(list(zh), list(en))
    return result


def closed_partners(links: Links, sure: Links, low: int, high: int, side: int) -> set[int] | None:
    """Return the words of the other side that belong to words low..high - 1 of `side` alone.

    None if the stretch has no sure link or shares a partner with a word outside.
    """
    inside = range(low, high)
    partners = {link[1 - side] for link in links if link[side] in inside}
    if not any(link[side] in inside for link in sure):
        return None
    if any(link[1 - side] in partners and link[side] not in inside for link in sure):
        return None
    shared = {
        link[1 - side] for link in links if link[1 - side] in partners and link[side] not in inside
    }
    return (partners - shared) or None


def _draw_stretch(size: int, breaks: list[int], rng: random.Random) -> tuple[int, int]:
    """Draw a stretch: mostly a word or two, sometimes a phrase, seldom a clause."""
    draw = rng.random()
    if draw < 0.08 and len(breaks) > 2:
        i = rng.randrange(len(breaks) - 1)
        return breaks[i], breaks[i + 1]
    length = 1 if draw < 0.6 else 2 if draw < 0.8 else rng.randint(3, 6)
    low = rng.randrange(max(1, size - length + 1))
    return low, min(size, low + length)


def _drop_stretches(
    ex: LabelledPair, links: Links, sure: Links, times: int, rng: random.Random
) -> bool:
    gone: set[int] = set()
    breaks = [
        0,
        *(i + 1 for i, w in enumerate(ex.zh_words) if w in {",", "。", ";"}),
        len(ex.zh_words),
    ]
    planted = 0
    for _ in range(times * 12):
        low, high = _draw_stretch(len(ex.zh_words), breaks, rng)
        partners = closed_partners(links, sure, low, high, 0)
        if (
            not partners
            or partners & gone
            or not any(is_content_zh(w) for w in ex.zh_words[low:high])
        ):
            continue
        if not any(is_content_en(ex.en_words[j]) for j in partners) or _count_runs(partners) > 2:
            continue
        for i in range(low, high):
            ex.zh[i] = 1.0 if is_content_zh(ex.zh_words[i]) else -1.0
        gone |= partners | _choose_function_words(ex.en_words, partners, rng)
        planted += 1
        if planted == times:
            break
    if not planted or len(gone) > 0.8 * len(ex.en_words):
        return False
    _cut_en(ex, gone)
    ex.whole = (1.0, -1.0, 0.0)
    return True


def _choose_function_words(en: list[str], gone: set[int], rng: random.Random) -> set[int]:
    """Choose function words around a dropped phrase that a fluent translator would drop with it."""
    extra: set[int] = set()
    if rng.random() < 0.35:
        return extra  # leave the hole
    low = min(gone) - 1
    while low >= 0 and en[low] in GLUE_EN and len(extra) < 3:
        extra.add(low)
        low -= 1
    high = max(gone) + 1
    if not extra and high < len(en) and en[high] in {"of", ",", "and"}:
        extra.add(high)
    return extra


def _cut_en(ex: LabelledPair, gone: set[int]) -> None:
    """Take English words out; the gaps where they stood are labelled, a/an is mended."""
    kept = [j for j in range(len(ex.en_words)) if j not in gone]
    gap = [0.0] * (len(kept) + 1)
    for place, j in enumerate([*kept, len(ex.en_words)]):
        before = kept[place - 1] if place else -1
        if j - before > 1:
            gap[place] = 1.0
    words = [ex.en_words[j] for j in kept]
    for place in range(len(words) - 1):
        if gap[place + 1] and words[place] in {"a", "an"}:
            words[place] = "an" if words[place + 1][0] in "aeiou" else "a"
    ex.en_words, ex.gap = words, gap
    ex.added, ex.bad = [0.0] * len(kept), [0.0] * len(kept)


def _add_stretches(
    ex: LabelledPair, links: Links, sure: Links, times: int, rng: random.Random
) -> bool:
    gone: set[int] = set()
    planted = 0
    for _ in range(times * 12):
        low, high = _draw_stretch(len(ex.en_words), [], rng)
        partners = closed_partners(links, sure, low, high, 1)
        if (
            not partners
            or partners & gone
            or not any(is_content_en(w) for w in ex.en_words[low:high])
        ):
            continue
        if not any(is_content_zh(ex.zh_words[i]) for i in partners) or _count_runs(partners) > 2:
            continue
        for j in range(low, high):
            ex.added[j] = 1.0 if is_content_en(ex.en_words[j]) else -1.0
        gone |= partners
        planted += 1
        if planted == times:
            break
    if not planted or len(gone) > 0.8 * len(ex.zh_words):
        return False
    ex.zh_words = [w for i, w in enumerate(ex.zh_words) if i not in gone]
    ex.zh = [0.0] * len(ex.zh_words)
    ex.whole = (-1.0, 1.0, 0.0)
    return True


def _replace_words(
    ex: LabelledPair, links: Links, sure: Links, pool: list[str], rng: random.Random
) -> bool:
    """Put another word in place of one that has a sure partner; a number gets another number."""
    places = sorted(
        {j for i, j in sure if is_content_en(ex.en_words[j]) and is_content_zh(ex.zh_words[i])}
    )
    if not places or not pool:
        return False
    for j in rng.sample(places, min(len(places), rng.choice((1, 1, 2)))):
        old = ex.en_words[j]
        new = _change_digit(old, rng) if old[0].isdigit() else rng.choice(pool)
        if new == old:
            return False
        ex.en_words[j] = new
        ex.bad[j] = 1.0
        ex.added[j] = -1.0
        for i, k in links:
            if k == j:
                ex.zh[i] = -1.0
    ex.whole = (-1.0, -1.0, 0.0)
    return True


def _change_digit(text: str, rng: random.Random) -> str:
    places = [i for i, char in enumerate(text) if char.isdigit()]
    at = rng.choice(places)
    return text[:at] + rng.choice([d for d in "0123456789" if d != text[at]]) + text[at + 1 :]


def _count_runs(places: set[int]) -> int:
    return sum(1 for place in places if place - 1 not in places)
