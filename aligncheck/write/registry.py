"""One registry of output formats: a module `<kind>_<format>` of this package is a writer.

Kinds are `report`, `comparison` and `alignment`. Adding a format is adding its module, which has
`write(document, out)`, or `render_bytes(document)` where the format is no text; it is imported
when the format is first asked for.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from io import StringIO
from pathlib import Path
from pkgutil import iter_modules
from typing import Generic, Protocol, TextIO, TypeVar, cast

from aligncheck.errors import UsageError

FIRST = ("text", "json", "html")  # how formats are listed; the others follow by name
T_contra = TypeVar("T_contra", contravariant=True)


class Writer(Protocol, Generic[T_contra]):
    """A module that shows a document in one format; same document, same characters."""

    def write(self, document: T_contra, out: TextIO) -> None:
        """Write all of `document` to `out`."""


@cache  # the folder is read once a process
def list_formats(kind: str) -> tuple[str, ...]:
    """Return the names of the formats of a kind of document, the common ones first."""
    names = [module.name for module in iter_modules([str(Path(__file__).parent)])]
    found = {name.removeprefix(f"{kind}_") for name in names if name.startswith(f"{kind}_")}
    common = tuple(name for name in FIRST if name in found)
    return (*common, *sorted(found.difference(common)))


def load_writer(kind: str, name: str) -> Writer[object]:
    """Return the writer of a format; raises UsageError if there is none."""
    known = list_formats(kind)
    if name not in known:
        close = get_close_matches(name, known, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(known)}"
        what = "" if kind == "report" else f" for {'an' if kind[0] == 'a' else 'a'} {kind}"
        raise UsageError(f"unknown output format {name!r}{what}; {hint}")
    return cast(Writer[object], import_module(f"{__package__}.{kind}_{name}"))


def render_document(document: object, kind: str, name: str) -> str:
    """Return a document of a kind in a format as text."""
    out = StringIO()
    load_writer(kind, name).write(document, out)
    return out.getvalue()


def render_content(document: object, kind: str, name: str) -> str | bytes:
    """Return a document of a kind in a format as text, or as bytes where the format is no text."""
    as_bytes = getattr(load_writer(kind, name), "render_bytes", None)
    return render_document(document, kind, name) if as_bytes is None else bytes(as_bytes(document))
