"""Return whether a finding is about a planted error."""

from __future__ import annotations

from collections.abc import Iterable

from aligncheck.corrupt.damage import Damage

Stretch = tuple[int, int]


def points_at_damage(
    rule: str, source: Iterable[Stretch], target: Iterable[Stretch], damage: Damage
) -> bool:
    """Return whether a finding points at the error: its Chinese words, or its place in the English.

    Where something fell out, a finding on the English alone counts if it says that the English is
    broken there.
    """
    if overlaps_damage(source, damage):
        return True
    place = damage.place
    if damage.is_deletion:
        return rule.startswith("AC4") and any(a <= place.start <= b for a, b in target)
    return any(a < place.end and place.start < b for a, b in target)


def overlaps_damage(source: Iterable[Stretch], damage: Damage) -> bool:
    """Return whether a stretch of the Chinese has a character in common with the error's."""
    held = list(source)
    return any(a < span.end and span.start < b for a, b in held for span in damage.zh)
