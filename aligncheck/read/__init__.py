"""Files to Material: one or two paths in, both sides of a translation out.

The readers are imported when one is asked for: settings of reading, which stand beside them, are
needed at every start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aligncheck.read.material_reader import read_material, read_texts

__all__ = ["read_material", "read_texts"]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Return what the readers offer, imported at the first time."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from aligncheck.read import material_reader

    return getattr(material_reader, name)
