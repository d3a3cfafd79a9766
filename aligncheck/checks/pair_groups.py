"""Findings over a whole document, put beside the pairs that they are in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aligncheck.report import Finding


def group_by_pair(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    """Return the findings by the id of their pair, each pair's in their order."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.pair, []).append(finding)
    return groups
