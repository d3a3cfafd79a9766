"""The files of names and sounds that ship with the model."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from aligncheck.errors import EncoderError
from aligncheck.resources import model_folder

SCALE = 10.0  # stored costs are tenths of a natural logarithm


class Sounds(Mapping[str, Mapping[str, float]]):
    """For each character the log probabilities of the letters it writes; read when asked for."""

    def __init__(self, rows: dict[str, str]) -> None:
        self._rows = rows
        self._read: dict[str, Mapping[str, float]] = {}

    def __getitem__(self, char: str) -> Mapping[str, float]:
        if char not in self._read:
            self._read[char] = _pieces(self._rows[char])
        return self._read[char]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, char: object) -> bool:
        return char in self._rows


@dataclass(frozen=True, slots=True)
class Names:
    """Chinese names with their English forms; `starts` are the first two characters of all."""

    forms: Mapping[str, str]
    starts: frozenset[str]

    def english(self, name: str) -> tuple[str, ...]:
        """Return the forms of a name, commonest first; none for a name that is not held."""
        found = self.forms.get(name)
        return tuple(found.split("|")) if found else ()


@cache
def names() -> Names:
    """Read names.tsv.gz."""
    rows = dict(line.split("\t") for line in _lines("names.tsv.gz"))
    return Names(rows, frozenset(name[:2] for name in rows))


@cache
def sounds() -> Sounds:
    """Read the letters each character writes."""
    return Sounds({row[0]: row[2] for row in _sound_rows() if row[2]})


@cache
def readings() -> Mapping[str, str]:
    """Read the pinyin of each character: syllables without tones, commonest first, by spaces."""
    return {row[0]: row[1] for row in _sound_rows()}


@cache
def loans() -> Mapping[str, float]:
    """Read how much commoner a character is in foreign names than in text, as a logarithm."""
    return {row[0]: int(row[3]) / SCALE for row in _sound_rows() if row[3]}


@cache
def known_words() -> frozenset[str]:
    """Return the small letters of every word of every English form."""
    return frozenset(
        word.lower() for forms in names().forms.values() for word in re.split(r"[|\s-]", forms)
    )


@cache
def surnames() -> frozenset[str]:
    """Read the Chinese surnames, of one and two characters."""
    return frozenset(_lines("surnames.tsv.gz"))


@cache
def _sound_rows() -> list[list[str]]:
    return [line.split("\t") for line in _lines("sounds.tsv.gz")]


def _pieces(row: str) -> dict[str, float]:
    """Read "v:6 f:18": letters and tenths of a log probability; a lone number writes nothing."""
    pairs = (piece.partition(":") for piece in row.split(" "))
    return {letters: -int(cost) / SCALE for letters, _, cost in pairs}


def _lines(name: str) -> list[str]:
    path = model_folder() / name
    try:
        return gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise EncoderError(f"{path}: not a readable table of names ({error})") from None
