"""A whole review through the server: two windows, a server that dies, a text that is mended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aligncheck import Config, check
from aligncheck.findings.decisions import load_decisions
from aligncheck.report import Status
from aligncheck.write import save_report

pytest.importorskip("uvicorn")
pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
ZH = (
    "上半年，全市国内生产总值达到三千二百亿元。\n\n新开工的学校有十二所。\n\n"
    "大家要把劲儿往一处使。\n"
)
EN = (
    "In the first half of the year the city's gross domestic product reached 320 billion yuan.\n\n"
    "Work began on 21 schools.\n\nEveryone should pull in the the same direction.\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("zh.txt").write_text(ZH, encoding="utf-8")
    Path("en.txt").write_text(EN, encoding="utf-8")
    Path("aligncheck.toml").write_text('depth = "fast"\n', encoding="utf-8")
    save_report(check("zh.txt", "en.txt", config=Config(depth="fast")), "json", Path("r.json"))
    return tmp_path


@pytest.fixture
def start(folder: Path) -> Iterator[Callable[..., tuple[subprocess.Popen[str], str]]]:
    running: list[subprocess.Popen[str]] = []

    def run(port: int = 0) -> tuple[subprocess.Popen[str], str]:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "aligncheck", "review", "r.json", "--no-browser"),
                *("--port", str(port), "--decisions", "decisions.jsonl"),
            ],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        running.append(server)
        assert server.stdout is not None
        return server, server.stdout.readline().strip()

    yield run
    for server in running:
        server.kill()
        server.wait()
        assert server.stdout is not None
        server.stdout.close()


def kept() -> dict[str, str]:
    path = Path("decisions.jsonl")
    return {d.rule: d.verdict.value for d in load_decisions(path)} if path.exists() else {}


def wait_until(held: Callable[[], object]) -> None:
    for _ in range(100):
        if held():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to that")


def open_page(chromium, address: str):
    page = chromium.new_page()
    page.set_default_timeout(20_000)
    page.goto(address)
    page.wait_for_selector(".finding")
    return page


def reviewed(page) -> int:
    return int(page.inner_text("#progress").split()[1])


def decide(page, rule: str, act: str, reason: str = "") -> None:
    page.click(f".finding[data-rule={rule}] [data-act={act}]")
    if reason:
        page.keyboard.insert_text(reason)
        page.keyboard.press("Enter")


def test_two_windows_see_each_other_and_lose_nothing(chromium, start) -> None:
    _, address = start()
    one, two = open_page(chromium, address), open_page(chromium, address)
    decide(one, "AC301", "accept")
    decide(two, "AC402", "dismiss", "a figure of speech")
    wait_until(lambda: kept() == {"AC301": "accept", "AC402": "dismiss"})
    for page in (one, two):
        wait_until(lambda page=page: reviewed(page) == 2)
    one.reload()
    wait_until(lambda: reviewed(one) == 2)
    assert "a figure of speech" in one.inner_text(".finding[data-rule=AC402] .state")


def test_what_is_written_into_the_file_elsewhere_is_shown(chromium, start) -> None:
    _, address = start()
    page = open_page(chromium, address)
    mark = page.get_attribute(".finding[data-rule=AC301]", "data-fingerprint")
    line = json.dumps({"fingerprint": mark, "verdict": "dismiss", "who": "Lin"})
    Path("decisions.jsonl").write_text(line + "\n", encoding="utf-8")
    wait_until(lambda: reviewed(page) == 1)
    assert "Lin" in page.inner_text(".finding[data-rule=AC301] .state")


def test_decisions_wait_for_a_server_that_died(chromium, start) -> None:
    server, address = start()
    port = int(address.split(":")[2].split("/")[0])
    page = open_page(chromium, address)
    server.kill()
    server.wait()
    page.wait_for_selector("#offline")
    decide(page, "AC301", "accept")
    assert kept() == {}
    _, again = start(port)
    page.goto(again)
    wait_until(lambda: kept() == {"AC301": "accept"})
    wait_until(lambda: reviewed(page) == 1)
    assert page.locator("#offline").count() == 0


def test_a_mended_text_is_checked_again_and_its_decision_expires(chromium, start) -> None:
    _, address = start()
    page = open_page(chromium, address)
    decide(page, "AC402", "dismiss", "wanted")
    wait_until(lambda: kept() == {"AC402": "dismiss"})
    mended = EN.replace("21 schools", "12 schools").replace("the same direction", "one direction")
    mended = mended.replace("pull in the one", "pull in the the one")
    Path("en.txt").write_text(mended, encoding="utf-8")
    page.wait_for_selector(".finding[data-rule=AC902]", timeout=60_000)
    assert page.locator(".finding[data-rule=AC301]").count() == 0
    assert "was dismissed (wanted)" in page.inner_text(".finding[data-rule=AC902] .message")
    again = check("zh.txt", "en.txt", config=Config(decisions="decisions.jsonl", depth="fast"))
    assert [f.status for f in again.findings if f.rule == "AC402"] == [Status.NEW]
    assert "AC902" in {f.rule for f in again.findings}


def test_nothing_that_a_text_says_is_done(chromium, start) -> None:
    hostile = EN.replace("Everyone", "</script><img src=x onerror=alert(1)>Everyone")
    Path("en.txt").write_text(hostile, encoding="utf-8")
    save_report(check("zh.txt", "en.txt", config=Config(depth="fast")), "json", Path("r.json"))
    _, address = start()
    page = chromium.new_page()
    heard: list[str] = []
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.on("console", lambda message: heard.append(message.text))
    page.goto(address)
    page.wait_for_selector(".pair, .finding")
    assert page.locator("img").count() == 0
    assert heard == []
