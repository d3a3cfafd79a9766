"""A file of results by their keys, SQLite, for any number of processes; losing it costs only time.

Whatever is wrong with the file is no reason for a check to fail: a damaged one is made anew, one
that cannot be written is left alone, and one line says so. Values are compressed, and with that
their bytes are checked when they are read.
"""

from __future__ import annotations

import sqlite3
import sys
import time
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TextIO

LARGEST = 512 << 20  # bytes of the file; from there on what was used longest ago goes
LEFT = 0.75  # share of them that stays then
WAIT = 5.0  # seconds for another process to finish its writing
AT_ONCE = 500  # keys of one query
DAY = 86_400
LAYOUT = 1  # of the table; a file of another one is made anew


class ResultStore:
    """Results in a file, by key; `get` and `put` take many at once."""

    def __init__(self, path: Path, *, largest: int = LARGEST, say: TextIO | None = None) -> None:
        self.path = path
        self.largest = largest
        self.say = sys.stderr if say is None else say
        self.file: sqlite3.Connection | None = None
        self._open(again=True)

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the values of the keys that are there, and whole."""
        found: dict[bytes, bytes] = {}
        old: list[bytes] = []
        try:
            for start in range(0, len(keys), AT_ONCE):
                some = keys[start : start + AT_ONCE]
                for key, packed, used in self._query(some):
                    with suppress(zlib.error):
                        found[key] = zlib.decompress(packed)
                    if used != _today():
                        old.append(key)
            if old:
                self._write(
                    "UPDATE results SET used = ? WHERE key = ?", ((_today(), k) for k in old)
                )
        except sqlite3.Error as error:
            self._give_up(error)
        return found

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values, and make room if there is none."""
        rows = ((key, zlib.compress(value, 1), _today()) for key, value in values.items())
        try:
            self._write("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)
            self._make_room()
        except sqlite3.Error as error:
            self._give_up(error)

    def close(self) -> None:
        """Close the file; nothing is found in it or kept from then on."""
        if self.file is not None:
            self.file.close()
            self.file = None

    def _open(self, *, again: bool) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.file = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
            self.file.execute("PRAGMA auto_vacuum = INCREMENTAL")
            self.file.execute("PRAGMA journal_mode = WAL")
            self.file.execute("PRAGMA synchronous = NORMAL")
            [layout] = self.file.execute("PRAGMA user_version").fetchone()
            if layout not in (0, LAYOUT):
                raise sqlite3.DatabaseError(f"its layout is {layout}")
            self.file.execute(
                "CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, value BLOB NOT NULL,"
                " used INTEGER NOT NULL) WITHOUT ROWID"
            )
            self.file.execute(f"PRAGMA user_version = {LAYOUT}")
            self.file.execute("SELECT key, used FROM results LIMIT 1").fetchone()
        except (sqlite3.Error, OSError) as error:
            if again and _is_damaged(error):
                self._renew(error)
            else:
                self._give_up(error)

    def _query(self, keys: Sequence[bytes]) -> list[tuple[bytes, bytes, int]]:
        if self.file is None:
            return []
        marks = ",".join("?" * len(keys))
        asked = f"SELECT key, value, used FROM results WHERE key IN ({marks})"  # noqa: S608  # marks
        return self.file.execute(asked, list(keys)).fetchall()

    def _write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        if self.file is None:
            return
        self.file.execute("BEGIN IMMEDIATE")
        try:
            self.file.executemany(statement, rows)
            self.file.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self.file.execute("ROLLBACK")
            raise

    def _make_room(self) -> None:
        """Delete what was used longest ago if the file is too large."""
        if self.file is None or self._count_bytes() <= self.largest:
            return
        [count] = self.file.execute("SELECT count(*) FROM results").fetchone()
        goes = count - int(count * LEFT * self.largest / self._count_bytes())
        self.file.execute("BEGIN IMMEDIATE")
        self.file.execute(
            "DELETE FROM results WHERE key IN (SELECT key FROM results ORDER BY used, key LIMIT ?)",
            (goes,),
        )
        self.file.execute("COMMIT")
        self.file.executescript("PRAGMA incremental_vacuum")  # a script, which runs to its end

    def _count_bytes(self) -> int:
        if self.file is None:
            return 0
        [pages] = self.file.execute("PRAGMA page_count").fetchone()
        [free] = self.file.execute("PRAGMA freelist_count").fetchone()
        [size] = self.file.execute("PRAGMA page_size").fetchone()
        return int((pages - free) * size)

    def _renew(self, error: Exception) -> None:
        self.close()
        self.say.write(f"aligncheck: {self.path}: damaged ({error}); the cache is made anew\n")
        try:
            remove_store(self.path)
        except OSError as reason:
            self._give_up(reason)
        else:
            self._open(again=False)

    def _give_up(self, error: Exception) -> None:
        """Go on without the file; one that is found damaged in use is made anew by the next run."""
        if self.file is not None and _is_damaged(error):
            self._renew(error)
            return
        if self.file is not None or not isinstance(error, sqlite3.Error):
            with suppress(sqlite3.Error):
                self.close()
        self.file = None
        self.say.write(f"aligncheck: {self.path}: not used ({error}); --no-cache leaves it alone\n")


def remove_store(path: Path) -> int:
    """Delete the file of a store and what SQLite keeps beside it; return how many bytes it had."""
    size = 0
    for file in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
        if file.exists():
            size += file.stat().st_size
            file.unlink()
    return size


def count_results(path: Path) -> int:
    """Return how many results a store holds; 0 if it cannot be read."""
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(path, timeout=WAIT)) as file:
            return int(file.execute("SELECT count(*) FROM results").fetchone()[0])
    except sqlite3.Error:
        return 0


def _is_damaged(error: Exception) -> bool:
    """Return whether an error says that the file is no good, not that it is busy."""
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(
        error, sqlite3.OperationalError
    )


def _today() -> int:
    return int(time.time()) // DAY
