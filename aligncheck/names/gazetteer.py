"""The files of names and sounds that ship with the model."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from aligncheck.errors import EncoderError
from aligncheck.models.model_folder import model_folder

_KIND = re.compile(
    r"(?:自治区|自治州|特别行政区|省|市|县|区|州|镇|乡|村|江|河|湖|山|岛|海|港|湾|路|街|国|人|语|文|族|队|党)\Z"
)
_ENDS = frozenset("区州省市县镇乡村江河湖山岛海港湾路街国人语文族队党")
# Months and money, which dictionaries list with a capital.
_NO_NAME = re.compile("[一二三四五六七八九十]+月|新台币|人民币|台币|港币|日元|欧元|美元|英镑")
HASHES = 1 << 20  # a hundred times as many as there are pairs of characters that begin a name
SCALE = 10.0  # stored costs are tenths of a natural logarithm


class SoundTable(Mapping[str, Mapping[str, float]]):
    """For each character the log probabilities of the letters it writes; read when asked for."""

    def __init__(self, rows: dict[str, str]) -> None:
        self.rows = rows
        self._read: dict[str, Mapping[str, float]] = {}

    def __getitem__(self, char: str) -> Mapping[str, float]:
        if char not in self._read:
            self._read[char] = _parse_pieces(self.rows[char])
        return self._read[char]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, char: object) -> bool:
        return char in self.rows


@dataclass(frozen=True, slots=True)
class NameTable:
    """Chinese names with their English forms.

    `lengths` tells of two characters how long the names are that they begin, the longest first;
    `begun` tells of all others, by what `hash_pairs` makes of the two, that mostly they begin none.
    """

    forms: Mapping[str, str]
    lengths: Mapping[str, Sequence[int]]
    begun: NDArray[np.bool_]

    def english(self, name: str) -> tuple[str, ...]:
        """Return the forms of a name, commonest first; none for a name that is not held.

        A place has the forms of its bare name too: 贵州省 those of 贵州.
        """
        found = [self.forms[one] for one in (name, strip_kind(name)) if one in self.forms]
        return tuple(dict.fromkeys("|".join(found).split("|"))) if found else ()


def strip_kind(name: str) -> str:
    """Return a name without the word for its kind: 贵州 of 贵州省; 法国 stays as it is.

    >>> strip_kind("贵州省"), strip_kind("法国"), strip_kind("涅瓦河")
    ('贵州', '法国', '涅瓦')
    """
    short = _KIND.sub("", name) if name[-1:] in _ENDS else name
    return short if len(short) > 1 else name


@cache  # read once a process
def load_names() -> NameTable:
    """Read names.tsv.gz and the established spellings of well-known names."""
    rows = dict(line.split("\t") for line in _read_lines("names.tsv.gz") if line[0] != "第")
    known = files("aligncheck.names").joinpath("spellings.tsv").read_text(encoding="utf-8")
    for line in known.splitlines():
        name, forms = line.split("\t")
        rows[name] = f"{rows[name]}|{forms}" if name in rows else forms
    rows = {name: forms for name, forms in rows.items() if not _NO_NAME.fullmatch(name)}
    lengths: dict[str, set[int]] = {}
    for name in rows:
        lengths.setdefault(name[:2], set()).add(len(name))
    codes = np.frombuffer("".join(lengths).encode("utf-32-le"), np.uint32)
    begun = np.zeros(HASHES, np.bool_)
    begun[hash_pairs(codes[::2], codes[1::2])] = True
    return NameTable(
        rows, {two: sorted(held, reverse=True) for two, held in lengths.items()}, begun
    )


def hash_pairs(first: NDArray[np.uint32], second: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return a number below HASHES for each two code points."""
    return (first << np.uint32(7) ^ second) & np.uint32(HASHES - 1)


@cache  # read once a process
def load_sounds() -> SoundTable:
    """Read the letters each character writes."""
    return SoundTable({row[0]: row[2] for row in _sound_rows() if row[2]})


@cache  # read once a process
def load_readings() -> Mapping[str, str]:
    """Read the pinyin of each character: syllables without tones, commonest first, by spaces."""
    return {row[0]: row[1] for row in _sound_rows()}


@cache  # read once a process
def load_loan_weights() -> Mapping[str, float]:
    """Read how much commoner a character is in foreign names than in text, as a logarithm."""
    return {row[0]: int(row[3]) / SCALE for row in _sound_rows() if row[3]}


@cache  # read once a process
def form_words() -> frozenset[str]:
    """Return the small letters of every word of every English form."""
    return frozenset(re.split(r"[|\s-]", "|".join(load_names().forms.values()).lower()))


@cache  # read once a process
def single_word_forms() -> frozenset[str]:
    """Return the small letters of the English forms of one word: germany, no word of "Bank of"."""
    forms = "|".join(load_names().forms.values()).split("|")
    return frozenset("|".join(filter(str.isalpha, forms)).lower().split("|"))


@cache  # read once a process
def load_surnames() -> frozenset[str]:
    """Read the Chinese surnames, of one and two characters."""
    return frozenset(_read_lines("surnames.tsv.gz"))


@cache  # read once a process
def _sound_rows() -> list[list[str]]:
    return [line.split("\t") for line in _read_lines("sounds.tsv.gz")]


def _parse_pieces(row: str) -> dict[str, float]:
    """Read "v:6 f:18": letters and tenths of a log probability; a lone number writes nothing."""
    pairs = (piece.partition(":") for piece in row.split(" "))
    return {letters: -int(cost) / SCALE for letters, _, cost in pairs}


def _read_lines(name: str) -> list[str]:
    path = model_folder() / name
    try:
        return gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise EncoderError(f"{path}: not a readable table of names ({error})") from None
