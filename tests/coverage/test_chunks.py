"""What of a pair is read together, and that it stays small however long the pair is."""

from __future__ import annotations

from aligncheck.coverage.chunks import (
    FAR,
    LONGEST,
    Chunk,
    Task,
    list_unread,
    read_chunk,
    split_chunks,
)
from aligncheck.document import Span
from aligncheck.report import SentenceLink

SENTENCE = "市政府修建了新的图书馆，因为居民多年来一直要求这样做。"


def lonely(count: int) -> Task:
    """A pair of which only the last sentence was translated."""
    spans = [Span(k * len(SENTENCE), (k + 1) * len(SENTENCE)) for k in range(count)]
    english = "The municipal government built the new library."
    links = [SentenceLink(span, None, 0.9) for span in spans[:-1]]
    links.append(SentenceLink(spans[-1], Span(0, len(english)), 0.9))
    return Task(SENTENCE * count, english, links)


def test_a_missing_sentence_is_read_with_the_next_that_has_a_partner() -> None:
    chunks = split_chunks(lonely(2))
    size = len(SENTENCE)
    assert chunks[0] == Chunk(Span(0, 2 * size), Span(0, 47), Span(0, size))
    assert chunks[1].source == chunks[1].keep == Span(size, 2 * size)


def test_the_last_missing_sentence_is_read_with_the_one_before() -> None:
    task = lonely(2)
    swapped = [
        SentenceLink(Span(0, 27), Span(0, 47), 0.9),
        SentenceLink(Span(27, 54), None, 0.9),
    ]
    chunks = split_chunks(Task(task.source, task.target, swapped))
    assert Chunk(Span(0, 54), Span(0, 47), Span(27, 54)) in chunks


def test_what_is_read_with_a_missing_sentence_does_not_grow_with_the_gap() -> None:
    chunks = split_chunks(lonely(300))
    assert len(chunks) == 300
    assert max(chunk.source.end - chunk.source.start for chunk in chunks) <= FAR
    assert all(chunk.target == Span(0, 47) for chunk in chunks)


def test_a_sentence_is_read_up_to_its_longest_and_the_rest_is_told() -> None:
    source, target = "好，" * 400 + "。", "good, " * 400
    [chunk] = split_chunks(Task(source, target))
    read = read_chunk(Task(source, target), chunk)
    assert read is not None
    assert len(read.zh) == len(read.en) == LONGEST
    assert read.texts[0] == source[: read.zh[-1].span.end]
    rest = list_unread(source, target, ())
    assert [(part.of_source, part.words) for part in rest] == [(True, 801), (False, 800)]
    assert rest[0].rest == Span(LONGEST, len(source))
    assert target[rest[1].rest.start :].startswith(" good,")


def test_holes_of_other_chunks_are_left_to_them() -> None:
    source, target = "他来了。她走了。", "He came. She  gone."
    holes = [(Span(2, 2), 0.9), (Span(13, 13), 0.8)]
    links = [
        SentenceLink(Span(0, 4), Span(0, 8), 0.9),
        SentenceLink(Span(4, 8), Span(9, 19), 0.9),
    ]
    task = Task(source, target, links, holes)
    read = read_chunk(task, Chunk(Span(4, 8), Span(9, 19), Span(4, 8)))
    assert read is not None
    assert list(read.holes) == [(Span(13, 13), 0.8)]


def test_nothing_is_told_of_what_is_read_whole() -> None:
    assert list_unread(SENTENCE, "Short.", ()) == []
    long = Task(SENTENCE * 60, "A library. " * 60)
    links = [
        SentenceLink(Span(k * 27, k * 27 + 27), Span(k * 11, k * 11 + 10), 0.9) for k in range(60)
    ]
    assert list_unread(long.source, long.target, links) == []
