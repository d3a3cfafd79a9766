"""The decisions file: what editors said of findings, one JSON object a line, for version control.

A decision hangs on a finding's fingerprint and so expires when the text it was made for changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from aligncheck.config import Config
from aligncheck.errors import ReadError
from aligncheck.file_bytes import read_limited
from aligncheck.report import Finding

LARGEST = 2**27  # bytes of a file of decisions
SHOWN = 5  # stale decisions named in a note


class Verdict(StrEnum):
    """What an editor thinks of a finding; only a dismissed one stops counting."""

    ACCEPT = "accept"
    DISMISS = "dismiss"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Decision:
    """One editor's word on one finding.

    `at` is a moment in ISO 8601. `rule`, `source` and `target` repeat the finding's rule and its
    quoted words for those who read the file; only `fingerprint` decides what it applies to.
    """

    fingerprint: str
    verdict: Verdict
    reason: str = ""
    who: str = ""
    at: str = ""
    rule: str = ""
    source: str = ""
    target: str = ""


def load_decisions(path: Path) -> tuple[Decision, ...]:
    """Read a decisions file, sorted by fingerprint; of several on one finding the last counts.

    Raises ReadError naming the line that is no decision.
    """
    try:
        text = read_limited(path, LARGEST).decode("utf-8-sig")
    except FileNotFoundError:
        raise ReadError(f"{path}: no such decisions file") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{path}: not a readable UTF-8 file ({reason})") from None
    rows = [
        _parse_decision(line, f"{path}:{number}")
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    ]
    return keep_latest(rows)


def keep_latest(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Keep the last decision on each finding, sorted by fingerprint."""
    last: dict[str, Decision] = {}
    for decision in decisions:
        known = last.get(decision.fingerprint)
        if known is None or _parse_moment(decision.at) >= _parse_moment(known.at):
            last[decision.fingerprint] = decision
    return tuple(last[mark] for mark in sorted(last))


def dump_decisions(decisions: Iterable[Decision]) -> str:
    """Write decisions as sorted JSON lines that `load_decisions` reads back.

    The bytes are those that the report page exports, so that both can edit one file.
    """
    return "".join(
        json.dumps(asdict(decision), ensure_ascii=False, separators=(",", ":")) + "\n"
        for decision in keep_latest(decisions)
    )


def find_unmatched_decisions(
    decisions: Sequence[Decision], findings: Iterable[Finding]
) -> tuple[Decision, ...]:
    """Return the decisions whose finding is not there any more."""
    present = {finding.fingerprint for finding in findings}
    return tuple(d for d in decisions if d.fingerprint not in present)


def describe_unmatched(
    decisions: Sequence[Decision], findings: Iterable[Finding], config: Config
) -> tuple[str, ...]:
    """Say which decisions no longer match anything; those on rules that are off may rest."""
    asked = [d for d in decisions if not d.rule or config.selects(d.rule)]
    return describe_stale(find_unmatched_decisions(asked, findings))


def describe_stale(stale: Sequence[Decision]) -> tuple[str, ...]:
    """Say of decisions that they no longer match anything; nothing where there are none."""
    if not stale:
        return ()
    shown = ", ".join(_describe_decision(decision) for decision in stale[:SHOWN])
    more = f" and {len(stale) - SHOWN} more" if len(stale) > SHOWN else ""
    what = "decision no longer matches" if len(stale) == 1 else "decisions no longer match"
    return (f"{len(stale)} {what} anything: {shown}{more}.",)


def _describe_decision(decision: Decision) -> str:
    quote = decision.source or decision.target
    words = f" “{quote[:20]}…”" if len(quote) > 21 else f" “{quote}”" if quote else ""
    return f"{decision.rule or 'rule unknown'}{words} ({decision.fingerprint[:8]})"


def _parse_decision(line: str, place: str) -> Decision:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        raise ReadError(f"{place}: a merge conflict; keep the lines of both sides, drop the marks")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{place}: not a JSON object ({error}); one decision a line") from None
    if not isinstance(row, dict):
        raise ReadError(f"{place}: expected a JSON object with a fingerprint, got {line[:40]!r}")
    return read_decision_row(row, place)


def read_decision_row(row: Mapping[str, object], place: str) -> Decision:
    """Return the decision that an object of a decisions file says.

    Raises ReadError naming `place` if it says none.
    """
    values: dict[str, str] = {}
    for name in (item.name for item in fields(Decision)):
        value = row.get(name)
        if value is not None and not isinstance(value, str):
            raise ReadError(f"{place}: {name} must be text, got {value!r}")
        values[name] = value or ""
    mark = values.pop("fingerprint")
    if not mark:
        raise ReadError(f"{place}: a decision needs the fingerprint of its finding")
    verdict = values.pop("verdict")
    if verdict not in set(Verdict):
        raise ReadError(f"{place}: verdict must be accept, dismiss or comment, got {verdict!r}")
    if values["at"] and not _is_moment(values["at"]):
        raise ReadError(
            f"{place}: at must be a moment such as 2026-03-01T09:30:00Z, got {values['at']!r}"
        )
    return Decision(mark, Verdict(verdict), **values)


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _parse_moment(text: str) -> datetime:
    """Return the moment `text` names, in UTC when it names no zone; no text is the earliest."""
    moment = datetime.fromisoformat(text) if text else datetime.min
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
