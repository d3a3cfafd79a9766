"""The stop watch of a run, and that -v tells what it saw."""

from __future__ import annotations

import re
from pathlib import Path

from aligncheck.commands import stage_times
from aligncheck.commands.stage_times import StageTimes


def test_a_stage_gets_the_time_since_the_one_before(monkeypatch) -> None:
    now = iter([10.0, 10.5, 12.5, 13.0])
    monkeypatch.setattr(stage_times, "perf_counter", lambda: next(now))
    watch = StageTimes()
    for stage in ("read", "align", "read"):
        watch(stage)
    assert watch.seconds == {"read": 1.0, "align": 2.0}
    assert watch.tell() == "seconds: read 1.00, align 2.00; 3.00 in all"


def test_v_tells_the_time_of_each_stage_beside_the_report(texts: Path, cli) -> None:
    arguments = ("check", "source.zh.txt", "target.en.txt", "--no-report", "--depth", "fast")
    done = cli(*arguments, "-v")
    told = re.findall(r"(\w+) \d+\.\d\d", done.err.splitlines()[-1])
    assert told[:7] == ["read", "load", "align", "score", "find", "judge", "report"]
    assert "seconds:" not in done.out
    assert "seconds:" not in cli(*arguments).err
