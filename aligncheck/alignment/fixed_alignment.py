"""Beads that a person has fixed: rows of `align -o tsv:` with something in the column `pin`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aligncheck.document import Bead
from aligncheck.errors import AlignError
from aligncheck.file_bytes import read_limited
from aligncheck.read.decoding import decode_text
from aligncheck.text.spreadsheet_cell import read_inert

COLUMNS = ("pin", "source", "target", "score", "source_text", "target_text")
NEEDED = ("pin", "source", "target", "source_text", "target_text")
NO = {"", "0", "no", "false"}  # what may stand in the column `pin` of a row that is none
REMEDY = "write the file anew with `aligncheck align -o tsv:`"

LARGEST = 2**27  # bytes of a table


@dataclass(frozen=True, slots=True)
class Pin:
    """One pinned row: what it says of units and their texts, and its line in the file."""

    line: int
    source: tuple[int, ...]
    target: tuple[int, ...]
    source_text: str
    target_text: str


@dataclass(frozen=True, slots=True)
class StalePin:
    """A pin that was not used, and why."""

    pin: Pin
    why: str


def load_pins(path: Path) -> list[Pin]:
    """Read the pinned rows; raises AlignError naming file and line for what is no such table."""
    try:
        raw = read_limited(path, LARGEST)
    except OSError as error:
        reason = "no such file" if isinstance(error, FileNotFoundError) else error.strerror
        raise AlignError(f"{path}: alignment cannot be read ({reason})") from None
    lines = decode_text(raw, str(path)).split("\n")
    if not any(map(str.strip, lines)):
        raise AlignError(f"{path}:1: the alignment is empty; {REMEDY}")
    header = [name.strip().casefold() for name in lines[0].split("\t")]
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise AlignError(f"{path}:1: no column {missing[0]!r} in the alignment; {REMEDY}")
    places = {name: header.index(name) for name in NEEDED}
    pins: list[Pin] = []
    seen: dict[tuple[str, int], int] = {}
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        pin = _parse_row(line.split("\t"), places, len(header), f"{path}:{number}", number)
        if pin is not None:
            _forbid_repeats(pin, seen, path)
            pins.append(pin)
    return pins


def _parse_row(
    cells: Sequence[str], places: dict[str, int], width: int, place: str, line: int
) -> Pin | None:
    """Read a row; None if nobody pinned it."""
    if len(cells) != width:
        raise AlignError(
            f"{place}: {len(cells)} columns, expected {width}; is a tab missing or one too many?"
        )
    cell = {name: _strip_quotes(cells[at].strip()) for name, at in places.items()}
    sides = [_parse_indices(cell[name], name, place) for name in ("source", "target")]
    if not any(sides):
        raise AlignError(f"{place}: neither source nor target has a number")
    if cell["pin"].casefold() in NO:
        return None
    return Pin(
        line,
        sides[0],
        sides[1],
        _normalise_spaces(read_inert(cell["source_text"])),
        _normalise_spaces(read_inert(cell["target_text"])),
    )


def _strip_quotes(cell: str) -> str:
    """Take off the quotes that a spreadsheet puts around a cell with quotes in it."""
    if len(cell) > 3 and cell[0] == cell[-1] == '"' and '""' in cell[1:-1]:
        inner = cell[1:-1].replace('""', "\0")
        return cell if '"' in inner else inner.replace("\0", '"')
    return cell


def _parse_indices(cell: str, name: str, place: str) -> tuple[int, ...]:
    parts = [part.strip() for part in cell.split(",")] if cell else []
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
        raise AlignError(
            f"{place}: {name} must be numbers with commas, such as 3,4; got {cell[:40]!r}"
        )
    found = tuple(int(part) for part in parts)
    if found != tuple(range(found[0], found[0] + len(found)) if found else ()):
        raise AlignError(f"{place}: {name} must be neighbours in order, such as 3,4; got {cell!r}")
    return found


def _forbid_repeats(pin: Pin, seen: dict[tuple[str, int], int], path: Path) -> None:
    for name, units in (("source", pin.source), ("target", pin.target)):
        for unit in units:
            if (name, unit) in seen:
                raise AlignError(
                    f"{path}:{pin.line}: {name} {unit} is pinned on line {seen[name, unit]} already"
                )
            seen[name, unit] = pin.line


def fit_pins(
    pins: Sequence[Pin], source: Sequence[str], target: Sequence[str]
) -> tuple[list[Bead], list[StalePin]]:
    """Return the pins as beads over these units, and those whose texts are no longer there.

    A text may have come to stand elsewhere, for something was put in before it: it is looked for.
    """
    sides = (
        [_normalise_spaces(text) for text in source],
        [_normalise_spaces(text) for text in target],
    )
    beads: list[Bead] = []
    stale: list[StalePin] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for pin in pins:
        left = _find_text(pin.source, pin.source_text, sides[0], taken[0])
        right = _find_text(pin.target, pin.target_text, sides[1], taken[1])
        if left is None or right is None:
            which = "source" if left is None else "target"
            stale.append(StalePin(pin, f"its {which} text is no longer in the document"))
            continue
        taken[0].update(left)
        taken[1].update(right)
        beads.append(Bead(left, right, 1.0))
    return beads, stale


def _find_text(
    units: tuple[int, ...], text: str, texts: Sequence[str], taken: set[int]
) -> tuple[int, ...] | None:
    """Return where `text` stands: as numbered, else in the nearest run of as many units."""
    size = len(units)
    if not size:
        return () if not text else None
    starts = sorted(range(len(texts) - size + 1), key=lambda at: (abs(at - units[0]), at))
    for at in starts:
        run = tuple(range(at, at + size))
        if not taken & set(run) and " ".join(texts[at : at + size]) == text:
            return run
    return None


def _normalise_spaces(text: str) -> str:
    return " ".join(text.split())
