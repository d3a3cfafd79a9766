"""No file makes a reader do anything but read it or refuse it in one line.

`FUZZ_INPUTS=100000 pytest tests/read/test_hostile_files.py` feeds so many to each reader.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_formats import PIECES, SEEDS, mutate

from aligncheck.errors import AlignCheckError
from aligncheck.read.opened_file import parse_file
from aligncheck.text.placeholder_tokens import find_placeholders

COUNT = int(os.environ.get("FUZZ_INPUTS", "60"))
SLOWEST = 5.0  # seconds for a file of a few kilobytes


def feed(name: str, raw: bytes) -> None:
    """Read a file; it must be read, or refused in one line that names it."""
    start = time.process_time()
    said = name
    try:
        parse_file(Path(name), raw)
    except AlignCheckError as error:
        said = str(error)
    assert said.startswith(name)
    assert len(said) < 2_000
    assert time.process_time() - start < SLOWEST


@pytest.mark.parametrize("name", SEEDS)
def test_the_files_themselves_are_read(name: str) -> None:
    if name != "a.jsonl":  # two objects on a line
        parse_file(Path(name), SEEDS[name])


@pytest.mark.parametrize("name", SEEDS)
def test_changed_files_are_read_or_refused(name: str) -> None:
    random = Random(name)
    for number in range(COUNT):
        raw = mutate(name, random)
        try:
            feed(name, raw)
        except BaseException:
            Path(f"/tmp/crash-{number}-{name}").write_bytes(raw) if COUNT > 1000 else None  # noqa: S108
            raise


@pytest.mark.parametrize(
    "name", [name for name in SEEDS if name[2:] not in ("docx", "xlsx", "epub")]
)
@settings(max_examples=max(20, COUNT // 10), deadline=None)
@given(pieces=st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=8)), max_size=60))
def test_any_pieces_are_read_or_refused(name: str, pieces: list[bytes]) -> None:
    feed(name, b"".join(pieces))


@settings(max_examples=max(50, COUNT // 5), deadline=None)
@given(st.text(alphabet="%{}<>$#()ab1,. 'pluraother", max_size=200))
def test_placeholders_of_any_text_lie_in_it(text: str) -> None:
    end = 0
    for one in find_placeholders(text):
        assert one.span.start >= end
        assert one.span.cut(text) == one.text
        end = one.span.end


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("piece", ["<div>", "[", "{", "- ", "> ", "Mr. ", "一", "*", "\\", "$$\n"])
def test_long_repetitions_cost_little(name: str, piece: str) -> None:
    feed(name, piece.encode() * (20_000 // len(piece)))
