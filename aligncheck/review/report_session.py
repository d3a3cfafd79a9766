"""One report under review: its page, its decisions, and the check again when a text changes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from aligncheck.config import Config
from aligncheck.errors import AlignCheckError
from aligncheck.findings.expired_decisions import find_expired
from aligncheck.report import Report
from aligncheck.review.decision_store import Change, DecisionStore

TICK = 0.4  # seconds between two looks at the files
BEAT = 15.0  # seconds after which an idle stream says that it is alive

Stamp = tuple[int, int] | None  # when a file changed and how long it is, None if it is not there


class ReportSession:
    """A report and whoever looks at it.

    `recheck` holds the settings of a check on the same texts, None where they are not at hand.
    """

    def __init__(self, report: Report, store: DecisionStore, recheck: Config | None) -> None:
        self.report = report
        self.store = store
        self.recheck = recheck
        self._listeners: set[asyncio.Queue[str]] = set()
        self._texts = [Path(report.source.path), Path(report.target.path)]
        self._seen = [_stamp_file(path) for path in self._texts]
        self._decided = _stamp_file(store.path)

    @property
    def version(self) -> str:
        """A name for what the texts and the findings are: the page is out of date if it changes."""
        marks = [finding.fingerprint for finding in self.report.findings]
        texts = [self.report.source.sha256, self.report.target.sha256, *marks]
        return blake2b("|".join(texts).encode(), digest_size=8).hexdigest()

    def current(self) -> Report:
        """Return the report with the decisions as the file has them now."""
        return replace(self.report, decisions=self.store.lines())

    async def decide(self, changes: list[Change]) -> None:
        """Write changes into the decisions file and tell everyone."""
        lines = await asyncio.to_thread(self.store.apply, changes)
        self._decided = _stamp_file(self.store.path)
        self._tell("decisions", {"lines": lines})

    async def listen(self) -> AsyncIterator[str]:
        """Yield events for one page: first where things stand, then what changes."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield _format_event("report", {"version": self.version})
            yield _format_event("decisions", {"lines": self.store.lines()})
            while True:
                try:
                    yield await asyncio.wait_for(queue.get(), BEAT)
                except TimeoutError:
                    yield ": alive\n\n"
        finally:
            self._listeners.discard(queue)

    async def watch(self) -> None:
        """Look at the files for ever: decisions made elsewhere are told, changed texts checked."""
        while True:
            await asyncio.sleep(TICK)
            await self._look_at_decisions()
            seen = [_stamp_file(path) for path in self._texts]
            if self.recheck is None or seen == self._seen or None in seen:
                continue
            await asyncio.sleep(TICK)  # an editor may still be writing
            self._seen = [_stamp_file(path) for path in self._texts]
            await self._check_again(self.recheck)

    async def _look_at_decisions(self) -> None:
        stamp = _stamp_file(self.store.path)
        if stamp == self._decided:
            return
        self._decided = stamp
        try:
            self._tell("decisions", {"lines": self.store.lines()})
        except AlignCheckError as error:
            self._tell("failed", {"error": str(error)})

    async def _check_again(self, config: Config) -> None:
        from aligncheck.pipeline import check

        self._tell("checking", {})
        source, target = self._texts
        given = (source,) if source == target else (source, target)
        try:
            self.report = await asyncio.to_thread(check, *given, config=config)
        except AlignCheckError as error:
            self._tell("failed", {"error": str(error)})
            return
        expired = find_expired(self.store.load(), self.report.findings, self.report.pairs)
        self.report = replace(self.report, findings=(*self.report.findings, *expired))
        self._tell("report", {"version": self.version})

    def _tell(self, name: str, data: dict[str, str]) -> None:
        for queue in self._listeners:
            queue.put_nowait(_format_event(name, data))


def _format_event(name: str, data: dict[str, str]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _stamp_file(path: Path) -> Stamp:
    try:
        held = path.stat()
    except OSError:
        return None
    return held.st_mtime_ns, held.st_size
