"""SARIF 2.1.0, for code scanning: rules, results, the Chinese as their related place."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TextIO
from urllib.parse import quote

from aligncheck.checks.rule_registry import RULES
from aligncheck.report import Report, Severity
from aligncheck.rules import Rule
from aligncheck.version import VERSION
from aligncheck.write.exact_place import Spot
from aligncheck.write.finding_rows import FindingRow, list_rows

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST_RESULTS = 5_000  # code scanning takes no more of one run
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
Json = dict[str, object]


def write(report: Report, out: TextIO) -> None:
    """Write the findings that count, the worst first where there are too many."""
    rows = list(list_rows(report))
    if len(rows) > MOST_RESULTS:
        ranked = sorted(rows, key=lambda r: (-r.finding.severity.rank, -r.finding.confidence))
        rows = ranked[:MOST_RESULTS]
    run: Json = {
        "tool": {
            "driver": {
                "name": "aligncheck",
                "semanticVersion": VERSION,
                "informationUri": "https://pypi.org/project/aligncheck/",
                "rules": [_describe_rule(rule) for rule in RULES],
            }
        },
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"aligncheck/{_uri(report.target.path)}"},
        "results": [_describe_result(row) for row in rows],
    }
    json.dump(
        {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, out, ensure_ascii=False, indent=1
    )
    out.write("\n")


def _describe_rule(rule: Rule) -> Json:
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.help},
        "help": {"text": rule.help, "markdown": _describe_help(rule)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [f"mqm/{rule.mqm}", f"its/{rule.its}"]},
    }


def _describe_help(rule: Rule) -> str:
    return (
        f"{rule.help}\n\n- at most **{rule.severity.value}**; less where the check is less sure\n"
        f"- MQM: {rule.mqm}; ITS 2.0: {rule.its}\n"
        f"- examples: `aligncheck rules {rule.id}`; leave out: `--ignore {rule.id}`\n"
    )


def _describe_result(row: FindingRow) -> Json:
    finding = row.finding
    result: Json = {
        "ruleId": finding.rule,
        "ruleIndex": [rule.id for rule in RULES].index(finding.rule),
        "level": LEVELS[finding.severity],
        "message": {"text": row.text},
        "locations": [{"physicalLocation": _describe_place(row.place, row.target)}],
        "partialFingerprints": {"aligncheck/v1": finding.fingerprint},
        "rank": round(100 * finding.confidence, 1),
    }
    if row.source_place is not None:
        related: Json = {
            "id": 1,
            "physicalLocation": _describe_place(row.source_place, row.source),
            "message": {"text": "the original"},
        }
        result["relatedLocations"] = [related]
    return result


def _describe_place(place: Spot, quote_of: str) -> Json:
    region: Json = {"startLine": place.line, "endLine": place.end_line}
    if place.column is not None and place.end_column is not None:
        region |= {"startColumn": place.column, "endColumn": place.end_column}
    if quote_of:
        region["snippet"] = {"text": quote_of}
    return {"artifactLocation": {"uri": _uri(place.path)}, "region": region}


def _uri(path: str) -> str:
    """Return a path as a URI reference: escaped, `file:` only where it is absolute."""
    escaped = quote(path)
    return f"file://{escaped}" if PurePosixPath(path).is_absolute() else escaped
