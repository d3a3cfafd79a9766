"""How far a run over many documents is, on a line of the terminal that goes when it is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
WIDTH = 24  # characters of the bar


def follow_progress(
    items: Iterable[T], total: int, say: Callable[[str], None], noun: str = "documents"
) -> Iterator[T]:
    """Yield `items` and show how many of `total` came; the line is clear while one is at work.

    `say` puts a line in the place of the one before.
    """
    began = time.monotonic()
    say(format_bar(0, total, 0.0, noun))
    for number, item in enumerate(items, start=1):
        say("")
        yield item
        say(format_bar(number, total, time.monotonic() - began, noun))
    say("")


def format_bar(done: int, total: int, seconds: float, noun: str) -> str:
    """Return a bar with what is done, of how many, and how long the rest will take.

    >>> format_bar(6, 12, 30, "documents")
    '[############            ] 6 of 12 documents, about 30 s left'
    """
    filled = WIDTH * done // total if total else WIDTH
    bar = "#" * filled + " " * (WIDTH - filled)
    left = f", about {seconds / done * (total - done):.0f} s left" if 0 < done < total else ""
    return f"[{bar}] {done} of {total} {noun}{left}"
