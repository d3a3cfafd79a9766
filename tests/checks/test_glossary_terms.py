"""AC501, AC502 and AC503: what a glossary asks for, and what a document says in two ways."""

from __future__ import annotations

import pytest
from made import find_all, pair

from aligncheck.checks import consistency, glossary_terms
from aligncheck.document import Span
from aligncheck.models.lexicon import load_lexicon
from aligncheck.terms.glossary import Term
from aligncheck.terms.renderings import Rendering, find_renderings

FARM = Term("国营农场", ("state farm", "sovkhoz"), ("government farm",))
PARTY = Term("党的领导", ("leadership of the Party",))
DIET = Term("国会", ("the Diet",))


def messages(zh: str, en: str, *terms: Term) -> list[str]:
    return [one.message for one in find_all(glossary_terms, pair("p1", [(zh, en)]), terms=terms)]


@pytest.mark.parametrize(
    ("zh", "en", "terms"),
    [
        ("国营农场增加了。", "State farms have grown in number.", (FARM,)),
        ("國營農場增加了。", "There are more sovkhozes.", (FARM,)),
        ("国营农场增加了。", "The state-farm sector grew.", (FARM,)),
        ("要加强党的领导。", "The leadership of Party must be stronger.", (PARTY,)),
        ("全国会议开幕。", "The national conference opened.", (DIET,)),
        ("农业发展很快。", "Agriculture grows fast on the government farm.", (FARM,)),
    ],
)
def test_a_term_in_any_of_its_forms_is_no_finding(
    zh: str, en: str, terms: tuple[Term, ...]
) -> None:
    assert messages(zh, en, *terms) == []


def test_a_term_without_its_english_is_found() -> None:
    (found,) = find_all(
        glossary_terms, pair("p1", [("国营农场增加了。", "Public estates grew.")]), terms=[FARM]
    )
    assert found.rule == "AC501"
    assert found.message == (
        "The glossary renders 国营农场 as “state farm” or “sovkhoz”; the translation does not."
    )
    assert (found.source_spans[0].start, found.source_spans[0].end) == (0, 4)
    assert found.suggestion == "state farm"


def test_a_forbidden_variant_is_pointed_at() -> None:
    zh, en = "国营农场增加了。", "The government farms grew."
    (found,) = find_all(glossary_terms, pair("p1", [(zh, en)]), terms=[FARM])
    assert found.target_spans[0].cut(en) == "government farms"
    assert "does not allow “government farms” for 国营农场; it wants “state farm”" in found.message


def test_the_longer_term_wins_and_rows_of_one_term_are_joined() -> None:
    short, long = Term("农场", ("farm",)), Term("国营农场", ("sovkhoz",))
    assert messages("国营农场增加了。", "Sovkhozes grew.", short, long) == []
    again = Term("国营农场", ("state farm",))
    assert messages("国营农场增加了。", "State farms grew.", long, again) == []


USUAL = [
    ("农业集体化开始了。", "Agricultural collectivization began."),
    ("农业集体化很快。", "Agricultural collectivization was quick."),
    ("他反对农业集体化。", "He opposed agricultural collectivization."),
    ("农业集体化结束了。", "Agricultural collectivization ended."),
]


def found_in(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    pairs = [pair(f"p{i}", [row], i) for i, row in enumerate(rows)]
    return [(one.rule, one.pair) for one in find_all(consistency, *pairs)]


def test_a_document_that_keeps_its_terms_is_no_finding() -> None:
    assert found_in(USUAL) == []


def test_an_odd_rendering_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    said = ["foreign trade"] * 4 + ["external commerce", "commerce", "the foreign trading"]
    uses = [
        Rendering(pair(f"p{i}", [("对外贸易", text)], i), Span(0, 4), Span(0, len(text)), text)
        for i, text in enumerate(said)
    ]
    monkeypatch.setattr(consistency, "find_renderings", lambda *_: {"对外贸易": uses})
    (found,) = consistency.find_term_variants([], load_lexicon())
    assert (found.rule, found.pair, found.suggestion) == ("AC502", "p4", "foreign trade")
    assert "is “foreign trade” 5 times" in found.message


def test_a_term_without_a_word_of_its_usual_rendering_is_an_info() -> None:
    odd = [("他谈到农业集体化。", "He spoke of pooled tillage.")]
    assert found_in([*USUAL, *odd]) == [("AC502", "p4")]
    again = [("他谈到农业集体化。", "He spoke of collectivizing farms.")]
    assert found_in([*USUAL, *again]) == []


def test_a_term_that_is_as_often_said_otherwise_has_no_usual_rendering() -> None:
    odd = [(f"{who}谈到农业集体化。", "They spoke of it.") for who in ("他们", "农民", "学生")]
    assert found_in([*USUAL, *odd]) == []


def test_renderings_are_the_clear_partners_of_a_recurring_term() -> None:
    rows = [
        ("他们讨论了对外贸易。", "They discussed foreign trade."),
        ("他管理对外贸易。", "He managed foreign trade."),
    ]
    found = find_renderings(
        [pair(f"p{i}", [row], i) for i, row in enumerate(rows)], load_lexicon(), 2
    )
    assert [one.text for one in found["对外贸易"]] == ["foreign trade"] * 2


def test_a_paragraph_translated_twice_differently_is_found_once() -> None:
    rows = [("会议到此结束。", "The meeting ends here."), ("会议到此结束。", "That is all.")]
    assert found_in(rows) == [("AC503", "p1")]
    same = [rows[0], ("会议到此结束", "The meeting ends here")]
    assert found_in(same) == []


@pytest.mark.parametrize("source", ["谢谢各位！", "第三章工业与农业", "表二：各省产量"])
def test_labels_translated_twice_differently_are_an_info(source: str) -> None:
    pairs = [pair(f"p{i}", [(source, en)], i) for i, en in enumerate(("One", "Two"))]
    assert [one.confidence < 0.5 for one in consistency.find_paragraph_variants(pairs)] == [True]
