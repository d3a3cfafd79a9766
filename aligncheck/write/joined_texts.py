"""Reports on many documents as one text of their format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

from aligncheck.errors import UsageError

_SUITES = re.compile(r'<testsuites tests="(\d+)" failures="(\d+)" errors="(\d+)">\n')
SCHEMA = "aligncheck.documents/1"


def require_joinable(name: str) -> None:
    """Raise UsageError for a format of which each document needs its own file."""
    if name not in _JOIN:
        raise UsageError(
            f"-o {name}: holds one document; for many take {', '.join(_JOIN)}, or the reports of "
            "--report-dir"
        )


def join_texts(name: str, texts: Sequence[str]) -> str:
    """Return texts of a format, one a document, as one text of it."""
    require_joinable(name)
    return _JOIN[name](texts)


def _append(texts: Sequence[str]) -> str:
    return "".join(texts)


def _join_paragraphs(texts: Sequence[str]) -> str:
    return "\n".join(texts)


def _join_csv(texts: Sequence[str]) -> str:
    """Keep the head of the first table alone."""
    return "".join(text if not i else text.partition("\n")[2] for i, text in enumerate(texts))


def _join_lists(texts: Sequence[str]) -> str:
    items = [item for text in texts for item in json.loads(text)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _join_documents(texts: Sequence[str]) -> str:
    held = ",\n".join(text.rstrip("\n") for text in texts)
    return f'{{"schema": "{SCHEMA}", "documents": [\n{held}\n]}}\n'


def _join_sarif(texts: Sequence[str]) -> str:
    """Put all results into one run: code scanning takes few runs, and the rules are the same."""
    if not texts:
        return '{"version": "2.1.0", "runs": []}\n'
    logs = [json.loads(text) for text in texts]
    run = logs[0]["runs"][0]
    run["automationDetails"] = {"id": "aligncheck/"}
    for log in logs[1:]:
        run["results"] += log["runs"][0]["results"]
    return json.dumps(logs[0], ensure_ascii=False, indent=1) + "\n"


def _join_junit(texts: Sequence[str]) -> str:
    counts = [0, 0, 0]
    bodies = []
    head = ""
    for text in texts:
        found = _SUITES.search(text)
        if found is None:
            continue
        head = head or text[: found.start()]
        counts = [a + int(b) for a, b in zip(counts, found.groups(), strict=True)]
        bodies.append(text[found.end() :].removesuffix("</testsuites>\n"))
    tests, failures, errors = counts
    suites = f'<testsuites tests="{tests}" failures="{failures}" errors="{errors}">\n'
    return f"{head}{suites}{''.join(bodies)}</testsuites>\n"


_JOIN: dict[str, Callable[[Sequence[str]], str]] = {
    "text": _join_paragraphs,
    "json": _join_documents,
    "github": _append,
    "jsonl": _append,
    "rdjsonl": _append,
    "markdown": _join_paragraphs,
    "csv": _join_csv,
    "gitlab": _join_lists,
    "sarif": _join_sarif,
    "junit": _join_junit,
}
