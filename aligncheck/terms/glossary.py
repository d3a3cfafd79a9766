"""Read a glossary: which English a Chinese term must have, and which it must not.

CSV (or TSV): a header row with `source` and `target`, and `forbidden` if there is one; variants
are separated by |. TBX: every entry with Chinese and English terms; an English term marked
deprecated, superseded or forbidden is one that must not be used.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from xml.parsers import expat

from aligncheck.errors import ReadError
from aligncheck.file_bytes import read_limited
from aligncheck.text.normalise import normalise
from aligncheck.text.spreadsheet_cell import read_inert
from aligncheck.text.words import is_han

LARGEST = 32 * 2**20  # bytes; a glossary of a million terms is a mistake
COLUMNS = frozenset({"source", "target", "forbidden"})
EXTRA = frozenset({"count", "note"})  # columns that `aligncheck terms` writes, or people do
_GROUPS = frozenset({"tig", "ntig", "termSec"})  # hold a term and what is said of it
BANNED = ("deprecated", "superseded", "forbidden")


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: a Chinese term, the English it may have, best first, and what it may not have."""

    source: str
    targets: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class TermList:
    """What a glossary holds, and a short hash of its bytes for the signature of a report."""

    terms: tuple[Term, ...]
    digest: str


def load_glossary(path: Path) -> TermList:
    """Read a glossary; raises ReadError that names the file, the line and the remedy."""
    raw = _read_bytes(path)
    terms = _parse_tbx(path, raw) if _is_xml(path, raw) else _parse_csv(path, raw)
    if not terms:
        raise ReadError(f"{path}: no term; each row needs a Chinese source and an English target")
    return TermList(tuple(terms), blake2b(raw, digest_size=6).hexdigest())


def _read_bytes(path: Path) -> bytes:
    try:
        return read_limited(path, LARGEST)
    except FileNotFoundError:
        raise ReadError(f"{path}: no such glossary file") from None
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror})") from None


def _is_xml(path: Path, raw: bytes) -> bool:
    if path.suffix.lower() in {".tbx", ".xml"}:
        return True
    return raw.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def _parse_csv(path: Path, raw: bytes) -> list[Term]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ReadError(f"{path}:{line}: not UTF-8; save the glossary as UTF-8") from None
    head = text.partition("\n")[0]
    mark = "\t" if "\t" in head else ";" if ";" in head and "," not in head else ","
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    terms: list[Term] = []
    try:
        names = [name.strip().lower() for name in rows.fieldnames or ()]
        rows.fieldnames = names
        _check_columns(path, names)
        for row in rows:
            if any(value for value in row.values()):
                terms.append(_parse_row(path, row, rows.line_num))
    except csv.Error as error:
        raise ReadError(f"{path}:{rows.line_num}: not CSV ({error}); check its quotes") from None
    return terms


def _check_columns(path: Path, names: Sequence[str]) -> None:
    missing = sorted({"source", "target"} - set(names))
    if missing:
        raise ReadError(f"{path}:1: no column {missing[0]!r}; begin with source,target,forbidden")
    if strange := sorted(set(names) - COLUMNS - EXTRA):
        known = ", ".join(sorted(COLUMNS | EXTRA))
        raise ReadError(f"{path}:1: unknown column {strange[0]!r}; known are {known}")


def _parse_row(path: Path, row: dict[str, str | None], line: int) -> Term:
    if None in row:
        raise ReadError(f"{path}:{line}: more cells than columns; put quotes around a comma")
    source = read_inert((row["source"] or "").strip())
    targets, forbidden = _split_variants(row["target"]), _split_variants(row.get("forbidden"))
    return _check_term(path, Term(source, targets, forbidden, line))


def _split_variants(cell: str | None) -> tuple[str, ...]:
    text = read_inert((cell or "").strip())
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _check_term(path: Path, term: Term) -> Term:
    if not any(map(is_han, normalise(term.source).text)):
        raise ReadError(f"{path}:{term.line}: source {term.source!r} has no Chinese in it")
    if not term.targets and not term.forbidden:
        raise ReadError(f"{path}:{term.line}: {term.source} has neither target nor forbidden")
    if both := set(term.targets) & set(term.forbidden):
        raise ReadError(f"{path}:{term.line}: {min(both)!r} is both a target and forbidden")
    return term


@dataclass(slots=True)
class _Entry:
    """A TBX entry as far as it has been read."""

    line: int
    zh: list[str] = field(default_factory=list)
    en: list[str] = field(default_factory=list)
    banned: set[str] = field(default_factory=set)

    def terms(self) -> Iterator[Term]:
        targets = tuple(term for term in self.en if term not in self.banned)
        forbidden = tuple(term for term in self.en if term in self.banned)
        if targets or forbidden:
            yield from (Term(source, targets, forbidden, self.line) for source in self.zh)


class _TbxParser:
    """Collect the terms of a TBX file, of the dialects with and without langSec."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start_element
        self.parser.EndElementHandler = self._end_element
        self.parser.CharacterDataHandler = self._collect_text
        self.parser.EntityDeclHandler = self._refuse_entity
        self.found: list[Term] = []
        self.entry = _Entry(0)
        self.lang, self.written, self.term, self.banned = "", "", "", False

    def _refuse_entity(self, *_: object) -> None:
        raise _EntityError

    def _start_element(self, name: str, attributes: dict[str, str]) -> None:
        local, self.written = name.rpartition(":")[2], ""
        if local in {"termEntry", "conceptEntry"}:
            self.entry = _Entry(self.parser.CurrentLineNumber)
        elif local in _GROUPS:
            self.term, self.banned = "", False
        elif local in {"langSet", "langSec"}:
            self.lang = attributes.get("xml:lang", attributes.get("lang", "")).lower()[:2]

    def _collect_text(self, text: str) -> None:
        self.written += text

    def _end_element(self, name: str) -> None:
        local, written = name.rpartition(":")[2], " ".join(self.written.split())
        self.written = ""
        if local == "term" and written:
            self.term = written
            {"zh": self.entry.zh, "en": self.entry.en}.get(self.lang, []).append(written)
        elif local in {"termNote", "administrativeStatus"} and written.startswith(BANNED):
            self.banned = True
        elif local in _GROUPS and self.banned:
            self.entry.banned.add(self.term)
        elif local in {"termEntry", "conceptEntry"}:
            self.found.extend(self.entry.terms())


class _EntityError(Exception):
    """The file declares an entity, which a glossary has no use for and an attack has."""


def _parse_tbx(path: Path, raw: bytes) -> list[Term]:
    reader = _TbxParser()
    try:
        reader.parser.Parse(raw, True)
    except expat.ExpatError as error:
        reason = expat.errors.messages[error.code]
        raise ReadError(f"{path}:{error.lineno}: not XML ({reason}); export it as TBX") from None
    except (ValueError, LookupError) as error:  # an encoding that expat does not know
        reason = " ".join(str(error).split())
        raise ReadError(f"{path}: not readable as XML ({reason}); save it as UTF-8") from None
    except _EntityError:
        line = reader.parser.CurrentLineNumber
        raise ReadError(f"{path}:{line}: declares an entity; take the declaration out") from None
    return [_check_term(path, term) for term in reader.found]
