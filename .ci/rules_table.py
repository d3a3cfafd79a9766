"""Write the table of the rules into README.md, from what the rules declare of themselves.

`python .ci/rules_table.py` rewrites it; `tests/test_docs.py` fails while the two differ.
"""

from __future__ import annotations

import re
from pathlib import Path

from aligncheck.checks.rule_registry import RULES

README = Path(__file__).resolve().parents[1] / "README.md"
HEAD = "| rule | name | says | page |\n|---|---|---|---|\n"
TABLE = re.compile(re.escape(HEAD) + r"(?:\|.*\n)+")


def compose_table() -> str:
    """Return the table, a row a rule."""
    rows = (
        f"| {rule.id} | {rule.name} | {rule.help} | [{rule.page}](docs/{rule.page}.md) |\n"
        for rule in RULES
    )
    return HEAD + "".join(rows)


def main() -> None:
    """Rewrite the table in README.md."""
    text = README.read_text(encoding="utf-8")
    README.write_text(TABLE.sub(lambda _: compose_table(), text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
