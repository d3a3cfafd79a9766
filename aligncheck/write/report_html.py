"""The report as one HTML page that needs nothing but itself: no network, no other file.

`render_template` serves every page we make (reports, comparisons): it inlines the style sheet and
the scripts into templates/base.html and forbids, by content security policy, anything else.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from aligncheck.report import Report

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent


def write(report: Report, out: TextIO) -> None:
    """Write `report` as a page."""
    from aligncheck.write.page_layout import build_page

    out.write(
        render_template(
            "report.html", scripts=("decisions.js", "report.js"), page=build_page(report)
        )
    )


def render_template(template: str, *, scripts: Sequence[str] = (), **values: object) -> str:
    """Fill in a template; `scripts` names files of static/ that run at the end of the page."""
    from markupsafe import Markup

    head, tail = _read_static("theme.js"), [_read_static(name) for name in scripts]
    # Our own files are the only text that enters a page unescaped; none holds a closing tag.
    own = {
        "style": Markup(_read_static("report.css")),  # noqa: S704 - our own file
        "head_script": Markup(head),  # noqa: S704 - our own file
        "scripts": [Markup(script) for script in tail],  # noqa: S704 - our own files
        "policy": _build_policy([head, *tail]),
    }
    return _load_environment().get_template(template).render({**own, **values})


@cache
def _load_environment() -> Environment:
    """Set up the templates: everything they show is escaped, nothing may be left undefined."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _read_static(name: str) -> str:
    return (_HERE / "static" / name).read_text(encoding="utf-8").strip()


def _build_policy(scripts: Sequence[str]) -> str:
    """Allow these scripts, by their hashes, and inline styles; nothing from anywhere else."""
    hashes = [b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    allowed = " ".join(f"'sha256-{text}'" for text in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
