"""What all tests share: no network, one thread, and the command line run in this process."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import EN, ZH, Done
from scratch_repository import ScratchRepository

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="aligncheck-tests-")  # not the user's
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


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with source.zh.txt and target.en.txt, four paragraphs that agree."""
    (tmp_path / "source.zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "target.en.txt").write_text(EN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ScratchRepository:
    """An empty git repository as the working folder."""
    root = tmp_path / "texts"
    root.mkdir()
    monkeypatch.chdir(root)
    return ScratchRepository(root)
