"""`aligncheck doctor`: what is wrong with the installation, the settings and the documents."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from aligncheck.alignment.fixed_alignment import load_pins
from aligncheck.commands.configuration_source import find_working_folder
from aligncheck.commands.document_pairs import DocumentPair, list_document_pairs
from aligncheck.commands.output_guard import check_outputs
from aligncheck.config import VARIABLE, Config, Depth, find_config, load_config, with_flags
from aligncheck.errors import AlignCheckError, UsageError
from aligncheck.findings.baseline import load_baseline
from aligncheck.findings.decisions import load_decisions
from aligncheck.history.git_repository import find_repository, is_shallow
from aligncheck.models.encoder import EMBEDDED
from aligncheck.models.manifest import list_models, require_intact
from aligncheck.read import read_material
from aligncheck.terms.glossary import load_glossary
from aligncheck.text.terminal_line import strip_controls
from aligncheck.version import VERSION

EXTRAS = {
    "transformers": ("sentence_transformers", "models other than the one that ships"),
    "docs": ("docx", "Word, PO, XLIFF, TMX"),
    "spelling": ("spellchecker", "AC404, misspelt words"),
}
SHOWN = 10  # documents named one by one


class State(StrEnum):
    """How it is with what was looked at."""

    GOOD = "ok"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Sign:
    """One line of the doctor: what was looked at, how it is, what to do."""

    state: State
    text: str


def examine_project(path: Path | None) -> Iterator[Sign]:
    """Yield what is found of the installation, of the settings at `path` and what they name."""
    yield Sign(State.GOOD, f"aligncheck {VERSION}, Python {platform.python_version()}")
    yield _try("the model that ships", _verify_model)
    yield from _list_extras()
    folder = find_working_folder()
    try:
        found = find_config(path, folder)
        config = with_flags(load_config(path, os.environ, folder), {})
    except AlignCheckError as error:
        yield Sign(State.WRONG, str(error))
        return
    yield from _examine_settings(found, config)
    pairs = yield from _examine_pairs(config)
    yield from _examine_patterns(config, pairs)
    yield from _examine_repository(folder, config)


def render_signs(signs: Sequence[Sign]) -> str:
    """Return the signs as lines, and a last one that counts what is wrong."""
    lines = [f"{sign.state.value:<5}  {strip_controls(sign.text)}" for sign in signs]
    wrong = sum(sign.state is State.WRONG for sign in signs)
    last = f"{wrong} thing{'' if wrong == 1 else 's'} to mend" if wrong else "nothing is wrong"
    return "\n".join([*lines, last])


def _try(what: str, look: Callable[[], str]) -> Sign:
    """Return what `look` says, or what it raises."""
    try:
        return Sign(State.GOOD, f"{what}: {look()}")
    except AlignCheckError as error:
        return Sign(State.WRONG, str(error))


def _verify_model() -> str:
    require_intact(judge=True)
    return " ".join(list_models().split())


def _list_extras() -> Iterator[Sign]:
    for extra, (module, purpose) in EXTRAS.items():
        if find_spec(module) is None:
            text = f"without {purpose}: pip install 'aligncheck[{extra}]'"
            yield Sign(State.NOTE, text)


def _examine_settings(found: Path | None, config: Config) -> Iterator[Sign]:
    if found is None:
        yield Sign(State.NOTE, "no configuration; `aligncheck init` writes one")
    else:
        yield Sign(State.GOOD, f"settings: {found}")
    for name in sorted(name for name in os.environ if name.startswith(VARIABLE)):
        yield Sign(State.NOTE, f"{name} is set, and wins over the file")
    if config.model != EMBEDDED:
        yield Sign(State.NOTE, f"the model {config.model} is asked for, not the one that ships")
    if "AC404" in config.select and find_spec("spellchecker") is None:
        yield Sign(State.WRONG, "select: AC404 needs pip install 'aligncheck[spelling]'")
    if config.depth is Depth.FAST:
        yield Sign(State.NOTE, 'depth = "fast": the judge is left out')
    readers: dict[str, Callable[[Path], Sequence[object]]] = {
        "decisions": load_decisions,
        "baseline": load_baseline,
        "glossary": lambda path: load_glossary(path).terms,
        "alignment": load_pins,
    }
    for name, read in readers.items():
        if (file := getattr(config, name)) is not None:
            yield _try(f"{name} {file}", partial(_count_entries, read, file))
    yield _try(f"reports in {config.report_dir}", lambda: _check_folder(config))


def _count_entries(read: Callable[[Path], Sequence[object]], file: str) -> str:
    number = len(read(Path(file)))
    return f"{number} entr{'y' if number == 1 else 'ies'}"


def _check_folder(config: Config) -> str:
    check_outputs([], Path(config.report_dir))
    return "can be written"


def _examine_pairs(config: Config) -> Generator[Sign, None, Sequence[DocumentPair]]:
    """Yield what is wrong with the documents of the configuration, and return their pairs."""
    if not config.pair:
        yield Sign(State.NOTE, "no [[pair]]: documents are given on the command line")
        return []
    try:
        pairs = list_document_pairs(None, None, config)
    except AlignCheckError as error:
        yield Sign(State.WRONG, str(error))
        return []
    broken = [fault for pair in pairs if (fault := _find_fault(pair))]
    yield from (Sign(State.WRONG, fault) for fault in broken[:SHOWN])
    if len(broken) > SHOWN:
        yield Sign(State.WRONG, f"{len(broken) - SHOWN} more documents like these")
    good = len(pairs) - len(broken)
    yield Sign(State.GOOD, f"{good} of {len(pairs)} documents can be read, with a translation")
    return pairs


def _find_fault(pair: DocumentPair) -> str:
    """Return why a pair of documents cannot be checked, nothing if it can."""
    if pair.source is None or pair.target is None:
        side = "translation" if pair.target is None else "original"
        return f"{pair.source or pair.target}: has no {side}"
    try:
        read_material([pair.source, pair.target])
    except AlignCheckError as error:
        return str(error)
    return ""


def _examine_patterns(config: Config, pairs: Sequence[DocumentPair]) -> Iterator[Sign]:
    """Yield the patterns of files that fit none of the documents."""
    if not pairs:
        return
    paths = [os.path.relpath(p) for pair in pairs for p in (pair.source, pair.target) if p]
    for pattern, _ in config.per_file_ignores:
        if not any(fnmatchcase(path, pattern) or fnmatchcase(Path(path).name, pattern)
                   for path in paths):  # fmt: skip
            yield Sign(State.WRONG, f"per_file_ignores: {pattern} fits no document of [[pair]]")


def _examine_repository(folder: Path, config: Config) -> Iterator[Sign]:
    try:
        shallow = is_shallow(find_repository(folder))
    except UsageError:
        if config.since or config.stale:
            yield Sign(State.WRONG, "since and stale need a git repository, and this is none")
        return
    if shallow:
        state = State.WRONG if config.since or config.stale else State.NOTE
        yield Sign(state, "this clone is shallow: --since needs `fetch-depth: 0`")
