"""The beads alone, for other tools: `aligncheck align`."""

from __future__ import annotations

import os
from pathlib import Path

from aligncheck.alignment.aligned_units import Aligned
from aligncheck.alignment.dynamic_program import align
from aligncheck.alignment.null_alignment import revise_beads
from aligncheck.alignment.pairing import link_paragraphs
from aligncheck.alignment.require_parallel import require_parallel
from aligncheck.alignment.translation_probability import SENTENCE_MODEL
from aligncheck.document import Document, Kind, Lang
from aligncheck.errors import ReadError, UsageError
from aligncheck.file_bytes import read_limited
from aligncheck.models.encoder import load_encoder
from aligncheck.read import read_material
from aligncheck.read.decoding import decode_text
from aligncheck.read.opened_file import LARGEST
from aligncheck.text.sentence_split import split_sentences


def align_documents(
    source: Path,
    target: Path | None,
    *,
    unit: str,
    lines: bool,
    model: str | None,
    force: bool = False,
) -> Aligned:
    """Return the units of both sides and the beads that link them.

    A unit is a paragraph, a sentence, or with `lines` a line of the file that is not blank.
    Sentences are aligned across paragraph borders. Raises AlignError for texts that do not
    translate each other, unless `force` is given.
    """
    encoder = load_encoder(model)
    if lines:
        if target is None:
            raise UsageError("--lines: give two files, each with one unit a line")
        left, right = _read_lines(source), _read_lines(target)
    else:
        material = read_material([source] if target is None else [source, target])
        left = _split_units(material.source, unit, Lang.ZH)
        right = _split_units(material.target, unit, Lang.EN)
        if not left or not right:
            missing = "Chinese" if right else "English"
            raise UsageError(f"{source}: no {missing} to align with; give the other file as well")
    if unit == "paragraph" and not lines:
        found = link_paragraphs(left, right, encoder)
    else:
        found = revise_beads(align(left, right, encoder), left, right, SENTENCE_MODEL)
    require_parallel(found, left, right, (str(source), str(target or source)), force=force)
    return Aligned(tuple(left), tuple(right), tuple(found), unit, str(source))


def _split_units(document: Document, unit: str, lang: Lang) -> list[str]:
    texts = [p.text for p in document.paragraphs if p.kind is not Kind.NOTE]
    if unit == "paragraph":
        return texts
    return [span.cut(text) for text in texts for span in split_sentences(text, lang)]


def _read_lines(path: Path) -> list[str]:
    if os.path.isdir(path):
        raise ReadError(f"{path}: a directory; give a file")
    try:
        raw = read_limited(path, LARGEST)
    except FileNotFoundError:
        raise ReadError(f"{path}: no such file") from None
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror})") from None
    units = [line.strip() for line in decode_text(raw, str(path)).split("\n") if line.strip()]
    if not units:
        raise ReadError(f"{path}: the file is empty")
    return units
