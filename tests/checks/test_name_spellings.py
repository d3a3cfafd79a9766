"""One name, spelt in two ways within a document."""

from __future__ import annotations

import pytest
from made import find_all

from aligncheck.checks import name_spellings
from aligncheck.report import Finding, Pair, Side


def found(*rows: tuple[str, str]) -> list[Finding]:
    pairs = [
        Pair(f"p{i}", "1:1", Side(zh, (i,), ((0, i),)), Side(en, (i,), ((0, i),)))
        for i, (zh, en) in enumerate(rows, start=1)
    ]
    return find_all(name_spellings, *pairs)


GOOD = ("勃列日涅夫来了。", "Brezhnev came.")


def test_second_spelling_is_reported_where_it_stands() -> None:
    odd = ("后来勃列日涅夫走了。", "Later Brezhniev left.")
    (one,) = found(GOOD, odd, GOOD)
    assert (one.rule, one.pair, one.suggestion) == ("AC305", "p2", "Brezhnev")
    assert one.message == "勃列日涅夫 is spelt Brezhniev here and Brezhnev elsewhere (2 times)."
    assert [span.cut(odd[1]) for span in one.target_spans] == ["Brezhniev"]
    assert [span.cut(odd[0]) for span in one.source_spans] == ["勃列日涅夫"]


@pytest.mark.parametrize(
    "other",
    [
        ("勃列日涅夫走了。", "Brezhnev left."),
        ("勃列日涅夫的政策。", "Brezhnev’s policy."),
        ("勃列日涅夫的政策。", "The policy of the Brezhnevs."),
        ("勃列日涅夫走了。", "He left."),
        ("赫鲁晓夫走了。", "Khrushchev left."),
    ],
)
def test_same_spelling_pronoun_and_other_name_are_none(other: tuple[str, str]) -> None:
    assert found(GOOD, other) == []


def test_country_and_its_people_are_one_spelling() -> None:
    assert found(("爱沙尼亚独立了。", "Estonia became free."), ("爱沙尼亚人", "Estonians")) == []


def test_first_of_two_equally_frequent_spellings_is_the_usual_one() -> None:
    (one,) = found(GOOD, ("勃列日涅夫走了。", "Brezhniev left."))
    assert one.pair == "p2"
    assert found(GOOD) == found() == []
