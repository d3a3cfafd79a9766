"""Archives as DOCX, XLSX and EPUB are: opened with limits, in memory, never unpacked to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from posixpath import normpath
from typing import Any

from aligncheck.errors import ReadError
from aligncheck.read.safe_xml import parse_xml

MOST_ENTRIES = 20_000
LARGEST_ENTRY = 2**28  # bytes unpacked
LARGEST_TOTAL = 2**29
HIGHEST_RATIO = 300  # unpacked to packed bytes, of entries larger than FREE
FREE = 2**24


_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


class Archive:
    """A ZIP archive; raises ReadError for what is none, or unpacks to more than the limits."""

    def __init__(self, raw: bytes, path: str, kind: str) -> None:
        self.path, self.kind = path, kind
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ReadError(f"{path}: not {kind}, the archive is damaged ({error})") from None
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise ReadError(f"{path}: {len(entries)} files in the archive, the limit is 20,000")
        if sum(entry.file_size for entry in entries) > LARGEST_TOTAL:
            raise ReadError(f"{path}: unpacks to more than {LARGEST_TOTAL // 2**20} MB")
        for entry in entries:
            if entry.file_size > FREE and entry.file_size > HIGHEST_RATIO * entry.compress_size:
                raise ReadError(f"{path}: {entry.filename!r} unpacks to {HIGHEST_RATIO} times its "
                                "size or more")  # fmt: skip
        self.names = frozenset(entry.filename for entry in entries)

    def read(self, name: str) -> bytes:
        """Return a file of the archive; raises ReadError if it is missing, damaged or too large.

        What the archive says of a file's size is not believed: no more than that is unpacked.
        """
        try:
            entry = self._zip.getinfo(name)
            if entry.file_size > LARGEST_ENTRY:
                raise ReadError(f"{self.path}: {name} is larger than {LARGEST_ENTRY // 2**20} MB")
            with self._zip.open(entry) as content:
                return content.read(entry.file_size + 1)
        except KeyError:
            raise ReadError(f"{self.path}: not {self.kind}, {name} is missing in it") from None
        except _DAMAGED as error:
            raise ReadError(f"{self.path}: {name} in it cannot be read ({error})") from None

    def read_xml(self, name: str) -> Any:  # noqa: ANN401  # lxml has no types
        """Return the root of an XML file of the archive; raises ReadError if it is no XML."""
        return parse_xml(self.read(name), f"{self.path}: {name}")


def join_names(folder: str, name: str) -> str:
    """Return the name in the archive of what `name` is, seen from `folder`; none leads outside."""
    return normpath("/" + folder + "/" + name).lstrip("/")
