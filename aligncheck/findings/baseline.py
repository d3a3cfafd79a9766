"""The baseline: findings that are known and not to fail a check again.

Sorted JSON lines without line numbers, made for version control, keyed by fingerprint. The same
words may be found several times: each entry counts how often. A baseline only shrinks by itself:
`prune` drops what is found no more, nothing but `write` adds to it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from aligncheck.errors import ReadError
from aligncheck.file_bytes import read_limited
from aligncheck.report import Finding, Pair, Side, Status

LARGEST = 2**27  # bytes of a baseline


@dataclass(frozen=True, slots=True)
class KnownFinding:
    """A finding that is known, and how often; the quoted words are for those who read the file."""

    fingerprint: str
    rule: str
    count: int
    source: str = ""
    target: str = ""


Baseline = tuple[KnownFinding, ...]


def load_baseline(path: Path) -> Baseline:
    """Read the findings of a baseline; raises ReadError naming the line that is no entry."""
    return tuple(
        _parse_entry(row, place) for row, place in read_baseline_rows(path) if "pair" not in row
    )


def read_baseline_rows(path: Path) -> list[tuple[dict[str, object], str]]:
    """Return the rows of a baseline with their places: known findings, and scores ("pair")."""
    try:
        lines = read_limited(path, LARGEST).decode("utf-8-sig").split("\n")
    except FileNotFoundError:
        raise ReadError(f"{path}: no such baseline; `aligncheck baseline write` makes it") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{path}: not a readable UTF-8 file ({reason})") from None
    places = [(line, f"{path}:{n}") for n, line in enumerate(lines, start=1) if line.strip()]
    return [(_parse_row(line, place), place) for line, place in places]


def _parse_row(line: str, place: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{place}: not a JSON object ({error}); one finding a line") from None
    if not isinstance(row, dict):
        raise ReadError(f"{place}: expected a JSON object, got {line[:40]!r}")
    return row


def _parse_entry(row: dict[str, object], place: str) -> KnownFinding:
    names = {item.name for item in fields(KnownFinding)}
    if not {"fingerprint", "rule", "count"} <= set(row) <= names:
        raise ReadError(f"{place}: expected fingerprint, rule and count, got {sorted(row)}")
    texts = [row[name] for name in names & set(row) if name != "count"]
    count = row["count"]
    if not all(isinstance(text, str) for text in texts) or type(count) is not int or count < 1:
        raise ReadError(f"{place}: fingerprint and rule must be text, count a number above 0")
    return KnownFinding(**row)  # type: ignore[arg-type]  # checked above


def dump_baseline(known: Iterable[KnownFinding]) -> str:
    """Return a baseline as sorted JSON lines that `load_baseline` reads back."""
    rows = sorted(known, key=lambda entry: (entry.rule, entry.fingerprint))
    return "".join(
        json.dumps(asdict(entry), ensure_ascii=False, separators=(",", ":")) + "\n"
        for entry in rows
    )


def collect_baseline(findings: Iterable[Finding], pairs: Iterable[Pair]) -> Baseline:
    """Return the baseline of all findings that count or are known already."""
    by_id = {pair.id: pair for pair in pairs}
    kept: dict[str, KnownFinding] = {}
    for finding in findings:
        if finding.status is Status.DISMISSED:
            continue
        old = kept.get(finding.fingerprint)
        pair = by_id.get(finding.pair)
        kept[finding.fingerprint] = KnownFinding(
            finding.fingerprint,
            finding.rule,
            old.count + 1 if old else 1,
            _quote_side(pair.source if pair else None, finding, source=True),
            _quote_side(pair.target if pair else None, finding, source=False),
        )
    return tuple(kept.values())


def _quote_side(side: Side | None, finding: Finding, *, source: bool) -> str:
    spans = finding.source_spans if source else finding.target_spans
    return " … ".join(" ".join(s.cut(side.text).split()) for s in spans) if side else ""


def count_known(known: Baseline) -> Counter[str]:
    """Return how often each finding of the baseline may still be met, by fingerprint."""
    return Counter({entry.fingerprint: entry.count for entry in known})


def mark_known(findings: Sequence[Finding], left: Counter[str]) -> tuple[Finding, ...]:
    """Give the findings that are known their status; each takes one from `left`.

    Several documents share one `left`: what is known once is new when it stands there twice.
    """
    marked = []
    for finding in findings:
        if finding.status is Status.NEW and left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
            marked.append(replace(finding, status=Status.BASELINE))
        else:
            marked.append(finding)
    return tuple(marked)


def prune_baseline(known: Baseline, findings: Iterable[Finding]) -> Baseline:
    """Return the baseline without what is found no more; counts shrink, nothing is added."""
    there = count_fingerprints(findings)
    return tuple(
        replace(entry, count=min(entry.count, there[entry.fingerprint]))
        for entry in known
        if there.get(entry.fingerprint)
    )


def count_fingerprints(findings: Iterable[Finding]) -> Mapping[str, int]:
    """Return how often each finding that is not dismissed stands there."""
    return Counter(f.fingerprint for f in findings if f.status is not Status.DISMISSED)


def find_gone(known: Baseline, findings: Iterable[Finding]) -> Baseline:
    """Return the entries that are found no more, or less often."""
    there = count_fingerprints(findings)
    return tuple(e for e in known if there.get(e.fingerprint, 0) < e.count)
