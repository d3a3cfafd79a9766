"""Read loosely typed JSON into typed values, naming the place of whatever is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn


class NodeError(Exception):
    """A value that is missing or of the wrong type; the text names its place."""


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value and the path that led to it, such as "pairs[3].source"."""

    value: object
    place: str

    def __getitem__(self, key: str | int) -> Node:
        """Go down to a key of an object or an item of a list."""
        if isinstance(key, int):
            items = self.items()
            return (
                items[key] if key < len(items) else self._raise_expected(f"{key + 1} items or more")
            )
        held = self.mapping()
        if key not in held:
            where = f" in {self.place}" if self.place else ""
            raise NodeError(f"{key!r} is missing{where}")
        return Node(held[key], f"{self.place}.{key}" if self.place else key)

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    @property
    def empty(self) -> bool:
        """Return whether the value is null."""
        return self.value is None

    def items(self) -> list[Node]:
        """Return the items of a list."""
        if not isinstance(self.value, list):
            self._raise_expected("a list")
        return [Node(item, f"{self.place}[{i}]") for i, item in enumerate(self.value)]

    def mapping(self) -> dict[str, object]:
        """Return an object as it is."""
        return self.value if isinstance(self.value, dict) else self._raise_expected("an object")

    def counts(self) -> dict[str, int]:
        """Return an object whose values are all counts."""
        return {key: self[key].count() for key in self.mapping()}

    def text(self) -> str:
        """Return a string."""
        return self.value if isinstance(self.value, str) else self._raise_expected("text")

    def text_or_none(self) -> str | None:
        """Return a string or null."""
        return None if self.value is None else self.text()

    def one_of(self, names: Iterable[str]) -> str:
        """Return a string that is one of `names`."""
        known = [str(name) for name in names]
        return (
            self.text()
            if self.value in known
            else self._raise_expected(f"one of {', '.join(known)}")
        )

    def count(self) -> int:
        """Return an integer from 0 up."""
        if isinstance(self.value, int) and not isinstance(self.value, bool) and self.value >= 0:
            return self.value
        return self._raise_expected("a count")

    def share(self) -> float:
        """Return a number from 0 to 1."""
        value = self.value
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
            return float(value)
        return self._raise_expected("a number from 0 to 1")

    def share_or_none(self) -> float | None:
        """Return a number from 0 to 1 or null."""
        return None if self.value is None else self.share()

    def _raise_expected(self, expected: str) -> NoReturn:
        shown = f"{self.value!r:.60}"
        raise NodeError(f"{self.place or 'the report'}: expected {expected}, got {shown}")
