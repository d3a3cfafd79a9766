"""The words of the page: complete in both languages, and all that is asked for is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aligncheck.messages.page_texts import LANGUAGES, TEXTS, choose_texts

WRITE = Path(__file__).parents[2] / "aligncheck" / "write"
SCRIPTS = [path.read_text(encoding="utf-8") for path in (WRITE / "static").glob("*.js")]
TEMPLATE = (WRITE / "templates" / "report.html").read_text(encoding="utf-8")
COMPOSED = ("said ", "state ", "sort ", "key ", "reason ", "verdict ", "ask ")
FROM_PYTHON = {
    "quality",
    "error",
    "errors",
    "warning",
    "warnings",
    "info",
    "setting",
    "model",
    "layout",
}


@pytest.mark.parametrize("key", TEXTS)
def test_every_text_is_said_in_both_languages_with_the_same_holes(key: str) -> None:
    english, chinese = TEXTS[key]
    assert english.strip()
    assert re.search("[\u3000-\u9fff\uff00-\uffef]", chinese)
    holes = [sorted(re.findall(r"\{\w+\}", text)) for text in (english, chinese)]
    assert holes[0] == holes[1]


def test_every_text_that_scripts_and_template_ask_for_is_there() -> None:
    asked = {key for script in SCRIPTS for key in re.findall(r'\bsay\(\s*"([^"]+)"', script)}
    asked |= set(re.findall(r't\["([^"]+)"\]', TEMPLATE))
    assert len(asked) > 60
    assert asked <= set(TEXTS)


def test_no_text_is_left_over() -> None:
    everything = "\n".join([*SCRIPTS, TEMPLATE])
    everything += (WRITE / "page_head.py").read_text(encoding="utf-8")
    everything += (WRITE / "report_html.py").read_text(encoding="utf-8")
    idle = [
        key
        for key in TEXTS
        if not re.search(rf"['\"]{re.escape(key)}['\"]", everything)
        and not key.startswith(COMPOSED)
        and key not in FROM_PYTHON
        and f"{key}:" not in everything
    ]
    assert idle == []


def test_a_language_is_chosen() -> None:
    assert choose_texts("zh")["passed"] == "通过"
    assert choose_texts("en")["passed"] == "Passed"
    assert LANGUAGES == ("en", "zh")
    with pytest.raises(KeyError):
        choose_texts("fr")
