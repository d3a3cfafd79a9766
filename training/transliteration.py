"""Learn which letters a character writes in transliterated names, by EM over pairs of names."""

from __future__ import annotations

import gzip
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from aligncheck.names.gazetteer import SCALE
from aligncheck.names.transliteration import LONGEST_PIECE, latin_letters
from aligncheck.text.normalise import normalise

TRAINED_ON = ("cedict", "cedpane_pd_definitions", "dict_words", "eu5_history_game_terms",
              "vic3_history_game_terms")  # fmt: skip
MOST_PAIRS = 30_000  # more change little
ROUNDS = 6
BACKOFF = 4.0  # how many sightings the character's sound counts as, beside its own
LEAST_LOAN = -1.5  # weight of a character that may stand inside a foreign name
SAMPLE = 40  # every so manyth row of the training text is counted
LEAST_SEEN = 20  # sightings in foreign names, for a character to be one of theirs
LEAST_SHARE = 0.003  # of a piece, to be kept
LEAST_LETTER_GAIN = 0.3  # of a pair, to be taken for a transliteration after the first rounds
HAN = re.compile(r"[\u4e00-\u9fff]+")
NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+\Z")
Pairs = Sequence[tuple[str, str]]
Table = dict[str, dict[str, float]]


def build_sounds(data: Path, work: Path, out: Path) -> None:
    """Write out/sounds.tsv.gz from the names in data/lexicon."""
    readings = read_readings(data / "lexicon")
    pairs = sorted({pair for name in TRAINED_ON for pair in name_pairs(data / "lexicon", name)})
    drawn = random.Random(1).sample(pairs, min(MOST_PAIRS, len(pairs)))
    table = learn_pieces(drawn, readings)
    write_sounds(
        out / "sounds.tsv.gz", table, readings, loan_weights(pairs, readings, work / "pairs.tsv")
    )


def name_pairs(folder: Path, source: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of single names: (characters, letters)."""
    with gzip.open(folder / f"{source}.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            zh, en, *_ = line.rstrip("\n").split("\t")
            left = normalise(zh).text.split("·")
            right = re.sub(r"\s*[(,].*", "", en).split()
            if len(left) != len(right):
                continue
            for one, other in zip(left, right, strict=True):
                if (
                    2 <= len(one) <= 9
                    and NAME.match(other)
                    and re.fullmatch(r"[\u4e00-\u9fff]+", one)
                ):
                    latin = latin_letters(other)
                    if len(one) - 1 <= len(latin) <= 4 * len(one):
                        yield one, latin


def read_readings(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return the toneless readings of each character, from the dictionary's single characters."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    with gzip.open(folder / "cedict.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            zh, _, extra = line.rstrip("\n").split("\t")
            syllables = extra.partition("|")[2].lower().split()
            if len(zh) == len(syllables):
                for char, syllable in zip(zh, syllables, strict=True):
                    plain = syllable.rstrip("12345").replace("u:", "v")
                    if re.fullmatch("[a-z]+", plain) and plain != "r":
                        found[char][plain] += 5 if len(zh) == 1 else 1
    return {
        char: tuple(s for s, n in sorted(seen.items(), key=lambda i: (-i[1], i[0])) if n > 1)
        or tuple(seen)
        for char, seen in found.items()
    }


def learn_pieces(pairs: Pairs, readings: Mapping[str, Sequence[str]]) -> Table:
    """Return log probabilities of pieces by character; bad pairs drop out after some rounds."""
    table: Table = {}
    for number in range(ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        used = 0
        for zh, latin in pairs:
            used += _expectation_step(zh, latin, table, counts, strict=number >= 2)
        table = _maximisation_step(counts, readings)
        print(f"sounds: round {number + 1}, {used} of {len(pairs)} pairs, {len(table)} characters")
    return table


def _piece_probability(table: Table, char: str, piece: str) -> float:
    if not table:
        return 0.1 ** abs(len(piece) - 2) * 26.0 ** -len(piece)
    return table.get(char, {}).get(piece, 1e-6 * 0.1 ** len(piece))


def _expectation_step(
    zh: str, latin: str, table: Table, counts: dict[str, dict[str, float]], *, strict: bool
) -> int:
    """Add the pair's expected pieces to `counts`; return 0 if it does not sound alike."""
    size, steps = len(latin), len(zh)
    ahead = [[0.0] * (size + 1) for _ in range(steps + 1)]
    back = [[0.0] * (size + 1) for _ in range(steps + 1)]
    ahead[0][0] = back[steps][size] = 1.0
    arcs: list[list[tuple[int, int, float]]] = []
    for i, char in enumerate(zh):
        row = []
        for start in range(size + 1):
            if ahead[i][start]:
                for end in range(start, min(start + LONGEST_PIECE, size) + 1):
                    p = _piece_probability(table, char, latin[start:end])
                    row.append((start, end, p))
                    ahead[i + 1][end] += ahead[i][start] * p
        arcs.append(row)
    total = ahead[steps][size]
    if total <= 0 or (strict and math.log(total) / size < -2.75 + LEAST_LETTER_GAIN):
        return 0
    for i in range(steps - 1, -1, -1):
        for start, end, p in arcs[i]:
            back[i][start] += p * back[i + 1][end]
            weight = ahead[i][start] * p * back[i + 1][end] / total
            if weight > 1e-4:
                counts[zh[i]][latin[start:end]] += weight
    return 1


def _maximisation_step(
    counts: Mapping[str, Mapping[str, float]], readings: Mapping[str, Sequence[str]]
) -> Table:
    """Return probabilities, a character's own mixed with those of all characters that sound so."""
    by_sound: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for char, pieces in counts.items():
        for piece, n in pieces.items():
            by_sound[readings.get(char, ("",))[0]][piece] += n
    totals = {sound: sum(pieces.values()) for sound, pieces in by_sound.items()}
    table: Table = {}
    for char, pieces in counts.items():
        sound = readings.get(char, ("",))[0]
        seen = sum(pieces.values())
        shared = by_sound[sound]
        table[char] = {
            piece: (pieces.get(piece, 0.0) + BACKOFF * n / totals[sound]) / (seen + BACKOFF)
            for piece, n in shared.items()
        }
    return table


def loan_weights(
    pairs: Pairs, readings: Mapping[str, Sequence[str]], text: Path
) -> dict[str, float]:
    """Return the log of how much commoner each character is in foreign names than in text."""
    foreign: Counter[str] = Counter()
    for zh, latin in pairs:
        if "".join(readings.get(char, ("",))[0] for char in zh) != latin:
            foreign.update(zh)
    general: Counter[str] = Counter()
    with text.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % SAMPLE == 0:
                general.update(line.split("\t")[2])
    share = foreign.total() / general.total()
    return {
        char: math.log((n + 0.5) / (general[char] + 5) / share)
        for char, n in foreign.items()
        if n >= LEAST_SEEN
    }


def write_sounds(
    path: Path, table: Table, readings: Mapping[str, Sequence[str]], loan: Mapping[str, float]
) -> None:
    """Write one line a character: readings, letters with their costs, weight in foreign names."""
    lines = []
    for char in sorted(readings.keys() | table.keys()):
        pieces = [
            f"{piece}:{round(-SCALE * math.log(p))}"
            for piece, p in sorted(table.get(char, {}).items(), key=lambda i: (-i[1], i[0]))
            if p >= LEAST_SHARE
        ]
        weight = str(round(SCALE * loan[char])) if loan.get(char, -9.0) > LEAST_LOAN else ""
        lines.append(f"{char}\t{' '.join(readings.get(char, ()))}\t{' '.join(pieces)}\t{weight}\n")
    path.write_bytes(gzip.compress("".join(lines).encode("utf-8"), 9, mtime=0))
