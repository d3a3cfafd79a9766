"""Reports on many documents as one text of their format."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence

from aligncheck.errors import UsageError
from aligncheck.write.report_github import PER_LEVEL
from aligncheck.write.report_markdown import MOST as MOST_BYTES
from aligncheck.write.report_sarif import MOST_RESULTS

_SUITES = re.compile(r'<testsuites tests="(\d+)" failures="(\d+)" errors="(\d+)">\n')
SCHEMA = "aligncheck.documents/1"
_MORE = re.compile(r"::notice title=aligncheck::(\d+) more in the report")
_COMMAND = re.compile(r"::(error|warning|notice) ")
_WORST = ("error", "warning", "note")


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
    """Join lists of GitLab, which shows one of several entries with one fingerprint alone."""
    items = [item for text in texts for item in json.loads(text)]
    seen: Counter[str] = Counter()
    for item in items:
        mark = item["fingerprint"]
        seen[mark] += 1
        if seen[mark] > 1:  # the same words in another document
            item["fingerprint"] = f"{mark}-{seen[mark]}"
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _join_annotations(texts: Sequence[str]) -> str:
    """Keep as many annotations of each level as GitHub shows of one step, and count the rest."""
    shown: dict[str, list[str]] = {"error": [], "warning": [], "notice": []}
    others: list[str] = []
    hidden = 0
    for line in (line for text in texts for line in text.splitlines()):
        more = _MORE.fullmatch(line)
        level = _COMMAND.match(line)
        if more:
            hidden += int(more[1])
        elif level:
            shown[level[1]].append(line)
        else:
            others.append(line)
    # What says how many were left out is a notice, too, and needs its room.
    cut = hidden > 0 or any(len(lines) > PER_LEVEL for lines in shown.values())
    room = {level: PER_LEVEL - (cut and level == "notice") for level in shown}
    hidden += sum(max(0, len(lines) - room[level]) for level, lines in shown.items())
    kept = [line for level, lines in shown.items() for line in lines[: room[level]]]
    if hidden:
        kept.append(f"::notice title=aligncheck::{hidden} more in the report")
    return "".join(f"{line}\n" for line in (*kept, *others))


def _join_pages(texts: Sequence[str]) -> str:
    """Join Markdown up to what the summary of a job may hold."""
    left = MOST_BYTES
    for number, text in enumerate(texts):
        left -= len(text.encode()) + 1
        if left < 0:
            more = f"{len(texts) - number} more documents in the report\n"
            return "\n".join([*texts[:number], more])
    return "\n".join(texts)


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
    if len(run["results"]) > MOST_RESULTS:
        ranked = sorted(run["results"], key=lambda r: (_WORST.index(r["level"]), -r["rank"]))
        run["results"] = ranked[:MOST_RESULTS]
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
    "github": _join_annotations,
    "jsonl": _append,
    "rdjsonl": _append,
    "markdown": _join_pages,
    "csv": _join_csv,
    "gitlab": _join_lists,
    "sarif": _join_sarif,
    "junit": _join_junit,
}
