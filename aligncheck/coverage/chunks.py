"""What of a pair is read together: neighbouring sentences, and the words of both sides."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aligncheck.coverage import shared_quantities
from aligncheck.document import Span
from aligncheck.models.encoder import Mask
from aligncheck.report import SentenceLink
from aligncheck.text.words import Word, en_words, is_han, zh_words

CHUNK = 6  # Chinese words; a shorter sentence is read together with the next
FAR = 200  # characters; a sentence without a partner is not read together with what is farther
LONGEST = 512  # words of a side that are read together; time and memory grow with their square


@dataclass(frozen=True, slots=True)
class Task:
    """A pair to examine.

    `holes` are places where the English alone looks broken, with their probability: they attract
    the place of a dropped word.
    """

    source: str
    target: str
    links: Sequence[SentenceLink] = ()
    holes: Sequence[tuple[Span, float]] = ()


@dataclass(frozen=True, slots=True, order=True)
class Chunk:
    """What is read together; evidence on the source is kept inside `keep` alone."""

    source: Span
    target: Span
    keep: Span


@dataclass(frozen=True, slots=True)
class ChunkWords:
    """The words of a chunk; spans are offsets into the pair's texts.

    `settled`: the words of either side that belong to an amount both sides say.
    """

    chunk: Chunk
    zh: list[Word]
    en: list[Word]
    holes: Sequence[tuple[Span, float]]
    settled: tuple[Mask, Mask]
    texts: tuple[str, str]


class ReadPart(NamedTuple):
    """What is left of one side where reading stopped, and how many words there are in all."""

    of_source: bool
    rest: Span
    words: int


def split_chunks(task: Task) -> list[Chunk]:
    """Group neighbouring sentence links into chunks of CHUNK words or more.

    A source sentence without a partner is read together with the linked sentence after it (else
    before it), which is also read alone: what is missing must not make its neighbour look missing.
    Where many are missing, what lies between is not read again with each of them.
    """
    source, target, links = task.source, task.target, task.links
    if len(links) < 2 or not any(_is_linked(link) for link in links):
        full = Span(0, len(source))
        return [Chunk(full, Span(0, len(target)), full)]
    groups: list[list[SentenceLink]] = [[]]
    chunks: list[Chunk] = []
    size = 0
    for link, beside in zip(links, _find_linked_neighbours(links), strict=True):
        if link.source and not link.target:
            near = _enclosing_span([link.source, beside.source])
            read = near if near.end - near.start <= FAR else link.source
            chunks.append(Chunk(read, beside.target or Span(0, 0), link.source))
            continue
        if any(_is_linked(x) for x in groups[-1]) and size >= CHUNK:
            groups.append([])
            size = 0
        groups[-1].append(link)
        size += len(zh_words(link.source.cut(source))) if link.source else 0
    if len(groups) > 1 and not any(_is_linked(x) for x in groups[-1]):
        groups[-2:] = [groups[-2] + groups[-1]]
    for group in groups:
        own = _enclosing_span([x.source for x in group])
        chunks.append(Chunk(own, _enclosing_span([x.target for x in group]), own))
    return sorted(chunks)


def _find_linked_neighbours(links: Sequence[SentenceLink]) -> list[SentenceLink]:
    """Return for each link the next that has both sides, from itself on; for the last, the last."""
    found: list[SentenceLink] = []
    beside = next(link for link in reversed(links) if _is_linked(link))
    for link in reversed(links):
        beside = link if _is_linked(link) else beside
        found.append(beside)
    return found[::-1]


def _is_linked(link: SentenceLink) -> bool:
    return link.source is not None and link.target is not None


def _enclosing_span(spans: Sequence[Span | None]) -> Span:
    there = [span for span in spans if span is not None]
    return Span(min(s.start for s in there), max(s.end for s in there)) if there else Span(0, 0)


def read_chunk(task: Task, chunk: Chunk) -> ChunkWords | None:
    """Return the words of both sides of a chunk, LONGEST at most; None if one has none."""
    low, high = chunk.source, chunk.target
    zh = [Word(w.text, w.span.shift(low.start)) for w in zh_words(low.cut(task.source))]
    en = [Word(w.text, w.span.shift(high.start)) for w in _english_words(high.cut(task.target))]
    if not zh or not en:
        return None
    zh, low = _shorten_words(zh, low)
    en, high = _shorten_words(en, high)
    texts = low.cut(task.source), high.cut(task.target)
    mine, yours = shared_quantities.find_shared_quantities(*texts)
    settled = (
        shared_quantities.mark_covered_words(zh, [span.shift(low.start) for span in mine]),
        shared_quantities.mark_covered_words(en, [span.shift(high.start) for span in yours]),
    )
    return ChunkWords(chunk, zh, en, _select_holes(task.holes, high), settled, texts)


def _shorten_words(words: list[Word], span: Span) -> tuple[list[Word], Span]:
    """Return the words that are read, and the stretch of text that holds them."""
    if len(words) <= LONGEST:
        return words, span
    return words[:LONGEST], Span(span.start, words[LONGEST - 1].span.end)


def list_unread(source: str, target: str, links: Sequence[SentenceLink]) -> list[ReadPart]:
    """Return what of a pair is too long to be read to its end, each side of it once."""
    if max(len(source), len(target)) <= LONGEST:  # no text has more words than characters
        return []
    found: dict[ReadPart, None] = {}
    for chunk in split_chunks(Task(source, target, links)):
        for text, span, read, cut in (
            (source, chunk.source, True, zh_words),
            (target, chunk.target, False, en_words),
        ):
            words = cut(span.cut(text))
            if len(words) > LONGEST:
                end = span.start + words[LONGEST - 1].span.end
                found[ReadPart(read, Span(end, span.end), len(words))] = None
    return list(found)


def _select_holes(
    holes: Sequence[tuple[Span, float]], within: Span
) -> Sequence[tuple[Span, float]]:
    """Return the holes, which stand in order, that lie in a stretch of the target."""
    low = bisect_left(holes, within.start, key=lambda hole: hole[0].start)
    return holes[low : bisect_right(holes, within.end, key=lambda hole: hole[0].start)]


def _english_words(text: str) -> list[Word]:
    """Return the words of the target but for Chinese ones: those translate nothing.

    All of them if there are no others.
    """
    words = en_words(text)
    return [word for word in words if not is_han(word.text[0])] or words
