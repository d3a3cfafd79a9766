"""Files are read whole, and no more of them than makes sense."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from aligncheck.file_bytes import read_limited


def test_a_file_is_read_whole_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 100)
    assert read_limited(path, 100) == b"x" * 100
    with pytest.raises(OSError, match="larger than 99 bytes") as caught:
        read_limited(path, 99)
    assert caught.value.errno == errno.EFBIG


def test_a_device_without_end_is_cut_off() -> None:
    with pytest.raises(OSError, match="larger than 2 MB"):
        read_limited(Path("/dev/zero"), 2**21)


def test_a_name_that_no_file_can_have_is_an_error_like_others(tmp_path: Path) -> None:
    for name in ("a\0b", "x" * 5000):
        with pytest.raises(OSError, match=r"null byte|too long") as caught:
            read_limited(tmp_path / name, 1)
        assert caught.value.strerror
