"""Which pairs are kept: a condition on their scores, such as `omission < .3 and errors == 0`.

Names are those of the results; numbers are compared by <, <=, >, >=, ==, !=, conditions are joined
by `and`, `or`, `not`, brackets. A score that a pair has not keeps no pair.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping

from aligncheck.errors import UsageError

NAMES = frozenset(
    "similarity omission addition quality coverage errors warnings infos source_length"
    " target_length".split()
)
_COMPARE: Mapping[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}

Scores = Mapping[str, float | None]
Condition = Callable[[Scores], bool]


def parse_keep(text: str) -> Condition:
    """Return the condition that `text` states; raises UsageError that says what is wrong with it.

    >>> parse_keep("omission < .3")({"omission": 0.1})
    True
    """
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise UsageError(f"--keep {text!r}: not a condition such as 'omission < .3'") from None
    return _read_condition(tree, text)


def _read_condition(node: ast.expr, text: str) -> Condition:
    if isinstance(node, ast.BoolOp):
        parts = [_read_condition(value, text) for value in node.values]
        joined = all if isinstance(node.op, ast.And) else any
        return lambda scores: joined(part(scores) for part in parts)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        part = _read_condition(node.operand, text)
        return lambda scores: not part(scores)
    if isinstance(node, ast.Compare):
        return _read_comparison(node, text)
    raise UsageError(f"--keep {text!r}: {ast.unparse(node)} compares nothing")


def _read_comparison(node: ast.Compare, text: str) -> Condition:
    if not all(type(kind) in _COMPARE for kind in node.ops):
        raise UsageError(f"--keep {text!r}: compare by <, <=, >, >=, == or !=")
    tests = [_COMPARE[type(kind)] for kind in node.ops]
    values = [_read_value(value, text) for value in (node.left, *node.comparators)]

    def holds(scores: Scores) -> bool:
        found = [value if isinstance(value, float) else scores.get(value) for value in values]
        known = [value for value in found if value is not None]
        if len(known) < len(found):
            return False
        return all(test(a, b) for test, a, b in zip(tests, known, known[1:], strict=False))

    return holds


def _read_value(node: ast.expr, text: str) -> float | str:
    """Return a number, or the name of a score."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = _read_value(node.operand, text)
        if isinstance(value, float):
            return -value
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    if isinstance(node, ast.Name) and node.id in NAMES:
        return node.id
    told = ", ".join(sorted(NAMES))
    raise UsageError(f"--keep {text!r}: {ast.unparse(node)} is no number and none of {told}")
