"""An English number of several words while it is being read: "two hundred and fifty thousand"."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from aligncheck.quantities.exact_value import Value

ZERO = 0
HALF = Fraction(1, 2)
UNBOUNDED = 10**20


@dataclass(slots=True)
class PartialNumeral:
    """What has been read so far: whole thousands, the hundreds below them, the last word.

    `spread` makes the number vague: it reaches up to so many times its value. `rounded` marks
    "a million", "half", which another language may well say otherwise. `split` is how things
    stood before an "and", should what follows turn out to be a number of its own.
    """

    start: int
    end: int
    total: Value = ZERO
    section: Value = ZERO
    number: Value | None = None
    big: int = UNBOUNDED
    scale: int = 1
    words: int = 1
    figures: bool = False
    ordinal: bool = False
    rounded: bool = False
    spread: int = 1
    split: tuple[int, Value, Value, int, int] | None = None

    def value(self) -> Value:
        """Return the value so far."""
        return self.total + self.section + (self.number or ZERO)

    def add_small(self, value: int, gap: str, start: int, end: int) -> bool:
        """Take a word below a hundred that follows after `gap`; False if it cannot belong."""
        if self.figures or self.spread > 1:
            return False
        if self.number is None:
            if not self.value():
                return False
            if "and" in gap:
                self.split = (self.end, self.total, self.section, self.big, start)
            self.number = value
        elif self.ends_in_tens() and 0 < value < 10 and "and" not in gap:
            self.number += value
        elif self.words == 1 and 15 <= self.number <= 20 and value >= 10 and gap in " -":
            self.total, self.number = self.number * 100, value  # nineteen eighty-four
        else:
            return False
        self.end, self.words = end, self.words + 1
        return True

    def ends_in_tens(self) -> bool:
        """Return whether a one to nine may follow, as in twenty-five."""
        return self.number is not None and 20 <= self.number < 100 and self.number % 10 == 0

    def add_scale(self, size: int, end: int) -> None:
        """Take hundred, thousand, million."""
        if not self.value():
            self.number = 1
        if size == 100:
            self.section += (1 if self.number is None else self.number) * 100
        elif size > self.big or (self.total and not self.section and self.number is None):
            self.total, self.section = self.value() * size, ZERO
        else:
            self.total, self.section = self.total + (self.section + (self.number or 0)) * size, ZERO
        self.number = None
        self.big = size if size > 100 else self.big
        self.scale = self.scale * size if self.scale in (1, 100) else size
        self.end, self.words = end, self.words + 1

    def starts_anew(self, size: int) -> bool:
        """Return whether "one million and three million" are two numbers."""
        if self.split is None or self.number is None:
            return False
        return size >= self.big or (size == 100 and self.section > 0)

    def part(self) -> PartialNumeral:
        """Give back what follows the "and" as a number of its own."""
        if self.split is None:
            raise ValueError("no word has been joined with and")
        rest = PartialNumeral(self.split[4], self.end, number=self.number)
        self.end, self.total, self.section, self.big, _ = self.split
        self.number = None
        return rest

    def add_part(self, below: int, end: int) -> None:
        """Take "and a half": half of the last scale, or of one."""
        extra = Fraction(1, below) * self.scale
        if self.number is None:
            self.section += extra
        else:
            self.number += extra
        self.end = end
