"""What tests of the command line share: two short texts, and what a command left."""

from __future__ import annotations

from dataclasses import dataclass

ZH = (
    "水磨坊的历史\n\n"
    "水磨坊立在山谷大路的尽头，一直为三百二十户村民磨面。\n\n"
    "一九五三年，村里的合作社买下了磨坊，又修了一条新的水渠。\n\n"
    "没有人知道它是谁建的，县里的档案也没有记载。\n"
)
EN = (
    "A History of the Watermill\n\n"
    "The watermill stands at the end of the valley road and has always ground flour for 320 "
    "households.\n\n"
    "In 1953 the village cooperative bought the mill and built a new channel for its water.\n\n"
    "Nobody knows who built it, and the archives of the county do not say.\n"
)


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code and both streams."""

    code: int
    out: str
    err: str
