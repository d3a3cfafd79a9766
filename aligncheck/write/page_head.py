"""What stands on top of the report page, as plain data that its template renders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from aligncheck.checks.rule_registry import BY_ID
from aligncheck.report import Report, Severity, Status
from aligncheck.write.page_data import to_percent

SYMBOLS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.INFO: "●"}


@dataclass(frozen=True, slots=True)
class Head:
    """The whole head. `key` is where the browser keeps the decisions."""

    title: str
    key: str
    decisions: str  # lines of the decisions file that the report was made with
    verdict: str
    verdict_text: str
    counts: tuple[tuple[str, str, int, str], ...]  # severity, symbol, number, noun
    coverage: int  # per cent, -1 for none
    documents: tuple[tuple[str, str, str], ...]  # role, path, format and size
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    rules: tuple[tuple[str, str, int], ...]  # id, name, number of findings
    findings: tuple[tuple[str, str, str, str], ...]  # severity, rule, message, place
    fresh: int
    pairs: int
    version: str


def describe_head(report: Report, texts: Mapping[str, str]) -> Head:
    """Return the head of the page of `report`, in the words of `texts`."""
    counts = Counter(finding.rule for finding in report.findings)
    return Head(
        title=f"{report.target.path}: {report.summary.verdict}",
        key=f"aligncheck.decisions|{report.source.path}|{report.target.path}|{report.signature}",
        decisions=report.decisions,
        verdict=report.summary.verdict,
        verdict_text=_explain_verdict(report, texts),
        counts=_count_severities(report, texts),
        coverage=to_percent(report.summary.source_coverage),
        documents=_describe_documents(report, texts),
        facts=_list_facts(report, texts),
        notes=report.notes,
        rules=tuple(
            (rule, BY_ID[rule].name if rule in BY_ID else "", number)
            for rule, number in sorted(counts.items())
        ),
        findings=tuple(
            (texts[finding.severity.value], finding.rule, finding.message, finding.pair)
            for finding in report.findings
            if finding.status is Status.NEW
        ),
        fresh=sum(1 for finding in report.findings if finding.status is Status.NEW),
        pairs=len(report.pairs),
        version=report.version,
    )


def _explain_verdict(report: Report, texts: Mapping[str, str]) -> str:
    level = str(report.config.get("fail_on", "warning"))
    if level == "never":
        return texts["verdict never"]
    key = f"verdict {report.summary.verdict}{' error' if level == 'error' else ''}"
    return texts[key].replace("{level}", texts.get(level, level))


def _count_severities(
    report: Report, texts: Mapping[str, str]
) -> tuple[tuple[str, str, int, str], ...]:
    counts = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO):
        number = report.summary.findings.get(severity.value, 0)
        plural = "" if number == 1 or severity is Severity.INFO else "s"
        noun = texts[f"{severity.value}{plural}"]
        counts.append((severity.value, SYMBOLS[severity], number, noun))
    return tuple(counts)


def _describe_documents(
    report: Report, texts: Mapping[str, str]
) -> tuple[tuple[str, str, str], ...]:
    source, target = report.source, report.target
    if source.path == target.path:
        sizes = (
            texts["both paragraphs"]
            .replace("{zh}", str(source.paragraphs))
            .replace("{en}", str(target.paragraphs))
        )
        return ((texts["document"], target.path, f"{target.format}, {sizes}"),)
    return tuple(
        (
            texts[role],
            info.path,
            f"{info.format}, {texts['paragraphs'].replace('{count}', str(info.paragraphs))}",
        )
        for role, info in (("original", source), ("translation", target))
    )


def _list_facts(report: Report, texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return (
        ("aligncheck", report.version),
        (texts["model"], f"{report.model.name} ({report.model.fingerprint})"),
        (texts["signature"], report.signature),
        (texts["layout"], report.layout.value),
        (texts["original hash"], report.source.sha256),
        (texts["translation hash"], report.target.sha256),
        *(
            (texts["setting"].replace("{name}", key), _format_setting(value, texts))
            for key, value in sorted(report.config.items())
        ),
    )


def _format_setting(value: object, texts: Mapping[str, str]) -> str:
    if isinstance(value, Mapping):
        value = [f"{key}: {_format_setting(item, texts)}" for key, item in value.items()]
    if isinstance(value, list | tuple):
        return ", ".join(_format_setting(item, texts) for item in value) or "–"
    if isinstance(value, bool):
        return texts["yes"] if value else texts["no"]
    return "–" if value is None else str(value)
