"""Read a file whole, but no more of it than makes sense."""

from __future__ import annotations

import errno
from pathlib import Path

_CHUNK = 2**20


def read_limited(path: Path, largest: int) -> bytes:
    """Return the bytes of a file, which may be a pipe.

    Raises OSError, whose `strerror` says why, also for more than `largest` bytes and for a name
    that no file can have.
    """
    parts: list[bytes] = []
    size = 0
    try:
        with path.open("rb") as content:
            while chunk := content.read(_CHUNK):
                parts.append(chunk)
                size += len(chunk)
                if size > largest:
                    raise OSError(errno.EFBIG, f"larger than {_name_size(largest)}", str(path))
    except ValueError as error:  # a zero byte in the name
        raise OSError(errno.EINVAL, str(error), str(path)) from None
    return b"".join(parts)


def _name_size(number: int) -> str:
    return f"{number // 2**20} MB" if number >= 2**20 else f"{number} bytes"
