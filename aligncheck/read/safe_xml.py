"""XML from strangers: no entity is resolved, nothing is fetched, depth and size are bounded.

The parser refuses elements inside each other beyond 256, and texts of more than ten million bytes.
"""

from __future__ import annotations

from typing import Any

from aligncheck.errors import ReadError
from aligncheck.optional import require_module


def parse_xml(raw: bytes, place: str) -> Any:  # noqa: ANN401
    """Return the root of an XML text; entities stay unresolved and nothing is fetched.

    Raises ReadError naming `place` for what is no XML, declares entities, or is nested too deeply.
    """
    etree = require_module("lxml.etree", "docs", place)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"{place}: not XML ({error})") from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ReadError(f"{place}: declares entities of its own, which are not read; remove them")
    return root


def local_name(element: Any) -> str:  # noqa: ANN401
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
