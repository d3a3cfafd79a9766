"""Files written whole or not at all: a reader meets the old text or the new one, never a part.

Each text goes to a file beside its target, which then takes its name. What killed runs have left
there is taken away by the next one.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from aligncheck.errors import UsageError

ABANDONED = 60.0  # seconds after which what a dead process has left is taken away
_LONGEST = 180  # bytes of a name that fit into one of 255 with what is put around them
_PART = re.compile(r"\.(.*)\.(\d+)-[0-9a-f]{8}\.part")


def save_text(text: str | bytes, path: Path) -> None:
    """Write `text` to `path` whole or not at all; folders on the way are made.

    Raises UsageError if that cannot be done.
    """
    save_texts([(text, path)])


def save_texts(texts: Iterable[tuple[str | bytes, Path]]) -> None:
    """Write several texts, all of them or none: none takes its place before all are on the disk.

    Raises UsageError naming the one that cannot be written.
    """
    ready: list[tuple[Path, Path]] = []
    shown = Path()
    try:
        for text, shown in texts:
            target = Path(os.path.realpath(shown))  # so that a link stays a link
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists() and not target.is_file():  # a pipe or a device: nothing to replace
                _write_utf8(text, target, "w")
                continue
            _remove_abandoned(target)
            ready.append((_name_beside(target), target))
            _write_utf8(text, ready[-1][0], "x")
        for beside, target in ready:
            beside.replace(target)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{shown}: cannot be written ({reason}); choose another path") from None
    finally:
        for beside, _ in ready:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _name_beside(target: Path) -> Path:
    """Return a name in the folder of `target` that no other process or thread uses."""
    name = target.name.encode("utf-8", "surrogateescape")[:_LONGEST].decode("utf-8", "ignore")
    return target.with_name(f".{name}.{os.getpid()}-{token_hex(4)}.part")


def _remove_abandoned(target: Path) -> None:
    """Take away what dead processes have left beside `target`."""
    start = _name_beside(target).name.split(f".{os.getpid()}-")[0]
    for entry in os.scandir(target.parent):
        found = _PART.fullmatch(entry.name)
        if found is None or f".{found[1]}" != start or _is_running(int(found[2])):
            continue
        with suppress(OSError):
            if time.time() - entry.stat().st_mtime > ABANDONED:
                Path(entry.path).unlink()


def _is_running(process: int) -> bool:
    if os.name != "posix":  # elsewhere there is no asking without harm
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # another user's
        return True
    return True


def _write_utf8(text: str | bytes, path: Path, mode: str) -> None:
    """Write bytes as they are, text as UTF-8; half a surrogate pair, which has none, escaped."""
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")
    with path.open(f"{mode}b") as out:
        out.write(raw)
