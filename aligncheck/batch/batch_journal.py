"""What a run has done so far, on disk line by line: a killed run goes on where it was."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from aligncheck.batch.batch_job import Job, JobResult

NOTHING = -1


class BatchJournal:
    """Results in the order in which they came; only their places are held in memory.

    The first line says of which run they are: with another `run` the journal begins anew. What a
    kill has left half-written at its end is cut off.
    """

    def __init__(self, path: Path, run: str) -> None:
        self.path = path
        self.places = array("q")
        self.resumed = 0
        head = f"{json.dumps({'run': run})}\n".encode()
        self.file = path.open("r+b" if path.exists() else "w+b")
        if self.file.readline() == head:
            self._read_places()
        else:
            self.file.seek(0)
            self.file.truncate()
            self.file.write(head)
            self.file.flush()

    def _read_places(self) -> None:
        end = at = self.file.tell()
        for line in self.file:
            if not line.endswith(b"\n"):
                break
            try:
                number = int(json.loads(line)["job"])
            except (ValueError, KeyError, TypeError):
                break
            self._note_place(number, at)
            at += len(line)
            end = at
        self.file.seek(end)
        self.file.truncate()
        self.resumed = len(self)

    def _note_place(self, number: int, at: int) -> None:
        missing = number + 1 - len(self.places)
        if missing > 0:
            self.places.extend([NOTHING] * missing)
        self.places[number] = at

    def __len__(self) -> int:
        """Return the number of jobs that are done."""
        return sum(place != NOTHING for place in self.places)

    def has(self, job: Job) -> bool:
        """Return whether this very job, its files unchanged, was done."""
        if job.number >= len(self.places) or self.places[job.number] == NOTHING:
            return False
        return bool(self._read_entry(self.places[job.number])["key"] == job.key)

    def append(self, result: JobResult) -> None:
        """Write down what came of a job, at once."""
        entry = {
            "job": result.number,
            "key": result.key,
            "lines": result.lines,
            "kept": result.kept,
        }
        self.file.seek(0, 2)
        at = self.file.tell()
        self.file.write(json.dumps(entry, ensure_ascii=True).encode() + b"\n")
        self.file.flush()
        self._note_place(result.number, at)

    def read(self, part: str) -> Iterator[str]:
        """Yield the "lines" or the "kept" lines of all jobs, in the order of their list."""
        for place in self.places:
            if place != NOTHING:
                yield from self._read_entry(place)[part]

    def _read_entry(self, place: int) -> Any:  # noqa: ANN401
        self.file.seek(place)
        return json.loads(self.file.readline())

    def remove(self) -> None:
        """Take the journal away: its run is complete."""
        self.file.close()
        self.path.unlink(missing_ok=True)

    def __enter__(self) -> BatchJournal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.file.close()
