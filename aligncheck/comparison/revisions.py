"""Find each paragraph of one revision in the other: by its source, or else by its words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from aligncheck.comparison.passage import Edit, Passage, count_words, dice_coefficient
from aligncheck.report import Pair, Report, Side

ALIKE = 0.5  # share of common words (Dice) from which two texts are revisions of one paragraph
COMMON = 50  # a word in more texts than this finds no candidates: "the" is in all of them
CANDIDATES = 5  # texts compared in full for each one sought


def match_passages(old: Report, new: Report) -> tuple[Passage, ...]:
    """Return the passages of both revisions, in the order of the new one."""
    found = _match_by_words(
        [*_match_by_source(old.pairs, new.pairs), *_passages_without_source(old.pairs, new.pairs)]
    )
    moved = _out_of_order(found)
    named = [
        replace(passage, change=_classify_edit(passage, i in moved))
        for i, passage in enumerate(found)
    ]
    return tuple(_sort_passages(named, old.pairs, new.pairs))


def match_texts(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Match texts of `new` (keys) with texts of `old`: equal ones in order, then the most alike.

    The time is linear in the number of texts: a text is compared only with the few that share
    its rarest words.
    """
    waiting: dict[str, list[int]] = defaultdict(list)
    for i in reversed(range(len(old))):
        waiting[_squeeze_space(old[i])].append(i)
    matched = {}
    for j, text in enumerate(new):
        if waiting[_squeeze_space(text)]:
            matched[j] = waiting[_squeeze_space(text)].pop()
    taken = set(matched.values())
    rest_old = [i for i in range(len(old)) if i not in taken]
    rest_new = [j for j in range(len(new)) if j not in matched]
    return matched | _match_similar(old, new, rest_old, rest_new)


def _match_similar(
    old: Sequence[str], new: Sequence[str], rest_old: Sequence[int], rest_new: Sequence[int]
) -> dict[int, int]:
    bags = {i: count_words(old[i]) for i in rest_old}
    holders: dict[str, list[int]] = defaultdict(list)
    for i, bag in bags.items():
        for word in bag:
            holders[word].append(i)
    scored = []
    for j in rest_new:
        sought = count_words(new[j])
        shared = Counter(
            i for word in sought if len(holders[word]) <= COMMON for i in holders[word]
        )
        nearest = sorted(shared, key=lambda i: (-shared[i], abs(i - j), i))[:CANDIDATES]
        scored += [(-dice_coefficient(bags[i], sought), abs(i - j), i, j) for i in nearest]
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for score, _, i, j in sorted(scored):
        if -score >= ALIKE and i not in taken and j not in matched:
            matched[j] = i
            taken.add(i)
    return matched


def _match_by_source(old: Sequence[Pair], new: Sequence[Pair]) -> Iterator[Passage]:
    """Yield a passage for each smallest stretch of source that both revisions cut alike."""
    roots = _group_paragraphs([pair.source for pair in (*old, *new) if pair.source])
    groups: dict[int, tuple[list[Pair], list[Pair]]] = {}
    for side, pairs in enumerate((old, new)):
        for pair in pairs:
            if pair.source and pair.source.paragraphs:
                root = roots[pair.source.paragraphs[0]]
                groups.setdefault(root, ([], []))[side].append(pair)
    for _, (before, after) in sorted(groups.items()):
        yield _build_passage(before, after)


def _group_paragraphs(sides: Iterable[Side]) -> dict[int, int]:
    """Map each source paragraph to the first one of the stretch it is bound up with."""
    parent: dict[int, int] = {}

    def find_root(i: int) -> int:
        while parent.setdefault(i, i) != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for side in sides:
        for index in side.paragraphs:
            one, other = sorted((find_root(side.paragraphs[0]), find_root(index)))
            parent[other] = one
    return {i: find_root(i) for i in parent}


def _passages_without_source(old: Sequence[Pair], new: Sequence[Pair]) -> Iterator[Passage]:
    for pair in old:
        if pair.source is None and pair.target:
            yield _build_passage([pair], [])
    for pair in new:
        if pair.source is None and pair.target:
            yield _build_passage([], [pair])


def _build_passage(old: Sequence[Pair], new: Sequence[Pair]) -> Passage:
    source = _join_sides([pair.source for pair in (new or old)])
    before = _join_sides([pair.source for pair in old])
    return Passage(
        change=Edit.UNCHANGED,
        source=source,
        source_old=before if new and source and before and source.text != before.text else None,
        old=_join_sides([pair.target for pair in old]),
        new=_join_sides([pair.target for pair in new]),
        quality_old=_mean_quality(old),
        quality_new=_mean_quality(new),
        old_pairs=tuple(pair.id for pair in old),
        new_pairs=tuple(pair.id for pair in new),
        coverage_old=_mean_coverage(old),
        coverage_new=_mean_coverage(new),
    )


def _join_sides(sides: Iterable[Side | None]) -> Side | None:
    """Put sides that follow each other into one."""
    held = [side for side in sides if side is not None]
    if len(held) < 2:
        return held[0] if held else None
    lines: list[tuple[int, int]] = []
    shift = 0
    for side in held:
        lines += [(offset + shift, line) for offset, line in side.lines]
        shift += len(side.text) + 1
    return Side(
        text="\n".join(side.text for side in held),
        paragraphs=tuple(i for side in held for i in side.paragraphs),
        lines=tuple(lines),
    )


def _mean_quality(pairs: Sequence[Pair]) -> float | None:
    """Return the mean quality of the pairs by the length of their source."""
    known = [
        (pair.quality, len(pair.source.text) if pair.source else 1)
        for pair in pairs
        if pair.quality is not None
    ]
    total = sum(length for _, length in known)
    return round(sum(q * n for q, n in known) / total, 4) if total else None


def _mean_coverage(pairs: Sequence[Pair]) -> float | None:
    """Return the mean coverage of the pairs by length of source; what is missing counts as 0."""
    known = [
        (0.0 if pair.target is None else pair.coverage, len(pair.source.text))
        for pair in pairs
        if pair.source is not None and pair.note is None
    ]
    shares = [(share, length) for share, length in known if share is not None]
    total = sum(length for _, length in shares)
    return round(sum(s * n for s, n in shares) / total, 4) if total else None


def _match_by_words(found: Sequence[Passage]) -> list[Passage]:
    """Join passages that lack one revision with those that lack the other, where words agree."""
    lost = [passage for passage in found if passage.old and not passage.new]
    gained = [passage for passage in found if passage.new and not passage.old]
    matched = match_texts(
        [p.old.text for p in lost if p.old], [p.new.text for p in gained if p.new]
    )
    partner: dict[tuple[str, ...], Passage] = {}
    gone: set[tuple[str, ...]] = set()
    for j, i in matched.items():
        if lost[i].source is None or gained[j].source is None:
            partner[lost[i].old_pairs] = gained[j]
            gone.add(gained[j].new_pairs)
    joined = []
    for passage in found:
        if passage.new is None and passage.old_pairs in partner:
            joined.append(_join_passages(passage, partner[passage.old_pairs]))
        elif passage.old is not None or passage.new_pairs not in gone:
            joined.append(passage)
    return joined


def _join_passages(lost: Passage, gained: Passage) -> Passage:
    return replace(
        lost,
        source=lost.source or gained.source,
        new=gained.new,
        quality_new=gained.quality_new,
        coverage_new=gained.coverage_new,
        old_pairs=(*gained.old_pairs, *lost.old_pairs),
        new_pairs=(*lost.new_pairs, *gained.new_pairs),
    )


def _out_of_order(found: Sequence[Passage]) -> set[int]:
    """Return the passages to take out so that the others stand in the same order in both."""
    both = sorted(
        (passage.old.paragraphs, passage.new.paragraphs, i)
        for i, passage in enumerate(found)
        if passage.old and passage.new
    )
    return {both[k][2] for k in range(len(both))} - {
        both[k][2] for k in _longest_rising([new for _, new, _ in both])
    }


def _longest_rising(places: Sequence[tuple[int, ...]]) -> list[int]:
    """Return the indexes of a longest rising subsequence (patience sorting)."""
    tops: list[tuple[int, ...]] = []
    ends: list[int] = []
    before: list[int] = []
    for k, place in enumerate(places):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        ends[pile : pile + 1] = [k]
    chain = []
    k = ends[-1] if ends else -1
    while k >= 0:
        chain.append(k)
        k = before[k]
    return chain[::-1]


def _classify_edit(passage: Passage, out_of_order: bool) -> Edit:
    if passage.old is None and passage.new is None:
        return Edit.UNCHANGED
    if passage.old is None:
        return Edit.ADDED
    if passage.new is None:
        return Edit.DELETED
    if out_of_order:
        return Edit.MOVED
    return (
        Edit.UNCHANGED
        if _squeeze_space(passage.old.text) == _squeeze_space(passage.new.text)
        else Edit.EDITED
    )


def _squeeze_space(text: str) -> str:
    return " ".join(text.split())


def _sort_passages(
    found: Sequence[Passage], old: Sequence[Pair], new: Sequence[Pair]
) -> Iterator[Passage]:
    """Sort by the new revision; what is only in the old one follows what it followed there."""
    rank_new = {pair.id: i for i, pair in enumerate(new)}
    rank_old = {pair.id: i for i, pair in enumerate(old)}
    holder: Mapping[str, Passage] = {name: p for p in found for name in p.old_pairs}
    key: dict[int, tuple[int, int]] = {
        id(p): (min(rank_new[name] for name in p.new_pairs), -1) for p in found if p.new_pairs
    }
    last = -1
    for pair in old:
        passage = holder.get(pair.id)
        if passage is None:
            continue
        if passage.new_pairs:
            last = max(rank_new[name] for name in passage.new_pairs)
        else:
            key[id(passage)] = (last, rank_old[pair.id])
    yield from sorted(found, key=lambda p: key[id(p)])
