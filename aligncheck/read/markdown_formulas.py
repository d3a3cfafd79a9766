r"""Formulas of Markdown on lines of their own: $$ … $$, \[ … \], \begin{…} … \end{…}.

A mark that looks like the beginning of a formula but has no end, or has sentences before its end,
begins none: what follows is text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligncheck.read.prose import is_prose

_ENV = re.compile(r"\s*\\begin\{(equation|align|gather|eqnarray|multline|split)\*?\}")
_SIGN = re.compile(r"[=^_<>+\\{}∑∫≤≥≈]|\d\s*[*/-]\s*\d|^\s*[a-zA-Z]\s*$")
_LONGEST = 200  # lines of a formula


def find_formula(lines: Sequence[str], at: int) -> tuple[int, str] | None:
    """Return the last line of the formula that begins on line `at`, and the text behind it there.

    None if none begins there.
    """
    start = lines[at].strip()
    if start.startswith("$$"):
        return _find_end(lines, at, "$$", "$$", start[2:])
    if start.startswith("\\["):
        found = _find_end(lines, at, "\\]", "\\]", start[2:])
        inner = "\n".join(lines[at : (found[0] if found else at) + 1]).strip()
        is_math = bool(found) and bool(_SIGN.search(inner.removeprefix("\\[").replace("\\]", "")))
        return found if is_math and found and not found[1].strip() else None
    env = _ENV.match(lines[at])
    if env:
        return _find_end(lines, at, f"\\end{{{env[1]}", "}", lines[at][env.end() :])
    return None


def _find_end(
    lines: Sequence[str], at: int, mark: str, last: str, rest: str
) -> tuple[int, str] | None:
    """Return where `mark` stands, from `rest` of line `at` on, and what follows it on its line.

    `last` is the final sign of the mark: an environment's end is followed by its name.
    """
    for number in range(at, min(len(lines), at + _LONGEST)):
        line = rest if number == at else lines[number]
        before, found, after = line.partition(mark)
        if is_prose(before):
            return None
        if found:
            return number, after.partition(last)[2] if last != mark else after
    return None
