"""What the documentation says of a rule, as markup that can stand inside a page without links."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


@cache
def render_rule(rule: str) -> str:
    """Return the page of a rule by its id, as HTML without links and scripts.

    Empty where the documentation is not installed.
    """
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return str(reader.render(_LINK.sub(r"\1", _read_page(rule))))


def _read_page(rule: str) -> str:
    for folder in (_PACKAGE / "docs", _PACKAGE.parent / "docs"):
        path = folder / "rules" / f"{rule}.md"
        if path.is_file():
            return path.read_text(encoding="utf-8").partition("\n")[2]  # the dialog has the heading
    return ""
