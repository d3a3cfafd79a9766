"""What all tests share: no network, one thread, and the command line run in this process."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is imported
for name in [name for name in os.environ if name.startswith("ALIGNCHECK_")]:
    del os.environ[name]  # settings of the machine that tests must not depend on

_exempt = False  # true while a browser test runs, which speaks with its browser by a socket


def _refuse(address: object) -> None:
    if not _exempt:
        raise RuntimeError(f"a test wanted the network: {address!r}")


def _block() -> None:
    connect, connect_ex, look_up = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def guarded(self, address):
        if self.family != getattr(socket, "AF_UNIX", None):
            _refuse(address)
        return connect(self, address)

    def guarded_ex(self, address):
        if self.family != getattr(socket, "AF_UNIX", None):
            _refuse(address)
        return connect_ex(self, address)

    def guarded_look_up(host, *arguments, **named):
        _refuse(host)
        return look_up(host, *arguments, **named)

    socket.socket.connect = guarded
    socket.socket.connect_ex = guarded_ex
    socket.getaddrinfo = guarded_look_up


_block()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let browser tests, with their fixtures, use sockets."""
    global _exempt
    _exempt = item.get_closest_marker("browser") is not None
    try:
        return (yield)
    finally:
        _exempt = False


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code and both streams."""

    code: int
    out: str
    err: str


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run `aligncheck ARGUMENTS` in this process, where the model is loaded once."""
    from aligncheck.cli import main

    def run(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["aligncheck", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capsys.readouterr()
        code = stop.value.code
        return Done(code if isinstance(code, int) else int(code is not None), out, err)

    return run


ZH = (
    "水磨坊的历史\n\n"
    "水磨坊立在山谷大路的尽头，一百二十年来一直为村民磨面。\n\n"
    "一九五三年，村里的合作社买下了磨坊，又修了一条新的水渠。\n\n"
    "没有人知道它是谁建的，县里的档案也没有记载。\n"
)
EN = (
    "A History of the Watermill\n\n"
    "The watermill stands at the end of the valley road and has ground flour for the villagers "
    "for 120 years.\n\n"
    "In 1953 the village cooperative bought the mill and built a new channel for its water.\n\n"
    "Nobody knows who built it, and the archives of the county do not say.\n"
)


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with source.zh.txt and target.en.txt, four paragraphs that agree."""
    (tmp_path / "source.zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "target.en.txt").write_text(EN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
