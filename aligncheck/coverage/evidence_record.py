"""The evidence on a pair as bytes, for keeping it: what is read back is equal to what was kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from aligncheck.coverage.analysis import CoverageEvidence

Reader = Callable[[Any], Any]


def dump_evidence(evidence: CoverageEvidence | None) -> bytes:
    """Return the evidence as compact JSON, without names; numbers keep every digit."""
    return json.dumps(_strip_names(evidence), separators=(",", ":")).encode()


def load_evidence(raw: bytes) -> CoverageEvidence | None:
    """Return what `dump_evidence` was given; raises ValueError if it is nothing of the kind."""
    try:
        found = json.loads(raw)
        return None if found is None else _read(CoverageEvidence)(found)
    except (TypeError, IndexError, RecursionError) as error:
        raise ValueError(f"no evidence on a pair ({error})") from None


def _strip_names(value: Any) -> Any:  # noqa: ANN401
    if is_dataclass(value):
        return [_strip_names(getattr(value, item.name)) for item in fields(value)]
    if isinstance(value, tuple):
        return [_strip_names(item) for item in value]
    return value if value is None or isinstance(value, str | int) else float(value)


@cache
def _read(kind: Any) -> Reader:  # noqa: ANN401  # a type, or a form of types
    """Return what makes a value of `kind` of its JSON."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        readers = [_read(hints[item.name]) for item in fields(kind)]
        make: Any = kind
        return lambda row: make(*[read(x) for read, x in zip(readers, row, strict=True)])
    if get_origin(kind) is tuple:
        inner = _read(get_args(kind)[0])
        return lambda row: tuple([inner(item) for item in row])
    if get_origin(kind) is UnionType:
        [some] = [form for form in get_args(kind) if form is not NoneType]
        read = _read(some)
        return lambda item: None if item is None else read(item)
    return _plain


def _plain(item: Any) -> Any:  # noqa: ANN401
    return item
