"""The report as one HTML page that needs nothing but itself: no network, no other file.

`render_template` serves every page we make (reports, comparisons): it inlines the style sheet and
the scripts into templates/base.html and forbids, by content security policy, anything else.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.report import Report

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent


SCRIPTS = (
    "decisions.js",
    "page_model.js",
    "text_view.js",
    "virtual_list.js",
    "word_bubble.js",
    "minimap.js",
    "finding_card.js",
    "finding_filter.js",
    "report.js",
)


@dataclass(frozen=True, slots=True)
class Served:
    """What a page needs to know of the server that it comes from.

    `token` is asked for with every request, `base` begins the addresses of its report, `file` is
    where decisions go, `index` is the address of the other reports, `version` that of the report.
    """

    token: str
    base: str
    file: str
    index: str
    version: str


def write(report: Report, out: TextIO) -> None:
    """Write `report` as a page, in the language that its settings name."""
    out.write(render_page(report))


def render_page(report: Report, served: Served | None = None) -> str:
    """Return the page of `report`; one that is served sends its decisions to the server."""
    from markupsafe import Markup

    from aligncheck.messages.page_texts import choose_texts
    from aligncheck.write.page_data import describe_page, dump_data
    from aligncheck.write.page_head import describe_head

    language = str(report.config.get("lang", "en"))
    texts = choose_texts(language)
    return render_template(
        "report.html",
        scripts=(*SCRIPTS[:-1], "server_sync.js", SCRIPTS[-1]) if served else SCRIPTS,
        connect=served is not None,
        head=describe_head(report, texts),
        t=texts,
        language="zh-Hans" if language == "zh" else language,
        served=served,
        rules=_describe_rules(report, texts),
        data=Markup(dump_data(describe_page(report, texts))),  # noqa: S704 - escaped there
    )


def _describe_rules(report: Report, texts: Mapping[str, str]) -> list[dict[str, str]]:
    """Return, for each rule that was found, its facts and what the documentation says of it."""
    from markupsafe import Markup

    from aligncheck.write.rule_pages import render_rule

    return [
        {
            "id": rule.id,
            "facts": _fill_in(
                texts["rule facts"],
                severity=texts[rule.severity.value],
                mqm=rule.mqm,
                its=rule.its,
                rule=rule.id,
            ),
            "page": Markup(render_rule(rule.id)),  # noqa: S704 - our own documentation, no HTML in it
        }
        for name in sorted({finding.rule for finding in report.findings})
        if (rule := BY_ID.get(name))
    ]


def _fill_in(text: str, **values: str) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def render_template(
    template: str, *, scripts: Sequence[str] = (), connect: bool = False, **values: object
) -> str:
    """Fill in a template; `scripts` names files of static/ that run at the end of the page.

    With `connect` the page may speak with the server that it comes from.
    """
    from markupsafe import Markup

    head, tail = _read_static("theme.js"), [_read_static(name) for name in scripts]
    # Our own files are the only text that enters a page unescaped; none holds a closing tag.
    own = {
        "style": Markup(_read_static("report.css")),  # noqa: S704 - our own file
        "head_script": Markup(head),  # noqa: S704 - our own file
        "scripts": [Markup(script) for script in tail],  # noqa: S704 - our own files
        "policy": _build_policy([head, *tail], connect=connect),
    }
    return _load_environment().get_template(template).render({**own, **values})


@cache  # read once a process
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


@cache  # read once a process
def _read_static(name: str) -> str:
    return (_HERE / "static" / name).read_text(encoding="utf-8").strip()


def _build_policy(scripts: Sequence[str], *, connect: bool) -> str:
    """Allow these scripts, by their hashes, and inline styles; nothing from anywhere else."""
    hashes = [b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    own = "; connect-src 'self'" if connect else ""
    allowed = " ".join(f"'sha256-{text}'" for text in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        f"base-uri 'none'; form-action 'none'{own}"
    )
