"""Draw by hash: the same for the same texts on every machine, another for another seed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def pick_option(options: Sequence[T], *seed: str) -> T:
    """Return one of `options`."""
    return options[_hash_number(*seed) % len(options)]


def shuffle_options(options: Sequence[T], *seed: str) -> list[T]:
    """Return the options in an order of chance."""
    order = sorted(range(len(options)), key=lambda i: _hash_number(str(i), *seed))
    return [options[i] for i in order]


def draw_chance(*seed: str) -> float:
    """Return a number from 0 to 1, 1 excluded."""
    return _hash_number(*seed) / 2**64


def _hash_number(*seed: str) -> int:
    digest = hashlib.blake2b("\0".join(seed).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big")
