"""AC404: misspellings, and the many words that only look like one."""

from __future__ import annotations

import pytest
from made import find_all, pair

from aligncheck.checks import misspelling
from aligncheck.config import Config
from aligncheck.errors import MissingExtra
from aligncheck.pipeline import check_pairs

pytest.importorskip("spellchecker")


def found(en: str, zh: str = "文") -> list[str]:
    return [one.message for one in find_all(misspelling, pair("p1", [(zh, en)]))]


@pytest.mark.parametrize(
    ("en", "message"),
    [
        ("They recieve letters.", "“recieve” looks misspelt; “receive” is one letter away."),
        ("The goverment fell.", "“goverment” looks misspelt; “government” is one letter away."),
        ("A Chinse engineer came.", "“Chinse” looks misspelt; “Chinese” is one letter away."),
        (
            "It was beautifull there.",
            "“beautifull” looks misspelt; “beautiful” is one letter away.",
        ),
    ],
)
def test_a_slip_is_found_with_the_word_that_was_meant(en: str, message: str) -> None:
    assert found(en) == [message]


@pytest.mark.parametrize(
    "en",
    [
        "The programme of the labour organisation defended its honour.",
        "The program of the labor organization defended its honor.",
        "Comrade Ligachev spoke with Zaslavskaya about the sovnarkhoz.",
        "They call it guanxi and shuanggui.",
        "See www.recieve.org, file goverment.txt and x_goverment.",
        "Neonatologists and micropayments are bioenergy subzones.",
        "The goverment said that the goverment fell.",
        "COVID-19 and GDP, TCP/IP, well-recieved",
    ],
)
def test_names_spellings_and_repeated_words_are_left_alone(en: str) -> None:
    assert found(en) == []


def test_a_latin_word_of_the_source_is_left_alone() -> None:
    assert found("The beautifull model.", "beautifull模型") == []


def test_asking_for_it_without_its_library_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "spellchecker", None)
    with pytest.raises(MissingExtra, match=r"aligncheck\[spelling\]"):
        check_pairs([("你好吗", "How are you")], config=Config(select=("AC404",)))
