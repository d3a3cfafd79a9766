"""Many names asked at once sound like the same words as asked one by one."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made import find_all

from aligncheck.checks import name_rendering
from aligncheck.names import batch_transliteration
from aligncheck.names.name_sounds import EVEN
from aligncheck.names.transliteration import LIKE, gains_enough
from aligncheck.report import Pair, Side

NAMES = st.text(alphabet="勃列日涅夫莫斯科柯西金托克维尔马丁路德斯坦福华盛顿一·", max_size=7)
WORDS = st.text(alphabet="abcdefghiklmnoprstvwyz", max_size=16) | st.sampled_from(
    ["brezhnev", "moscow", "martin", "luther", "stanford", "washington", "tocqueville"]
)
LEAST = st.sampled_from([-0.5, 0.2, 0.4, LIKE, 0.8])


QUESTIONS = st.builds(
    batch_transliteration.Question,
    st.lists(st.tuples(NAMES, LEAST), max_size=4).map(tuple),
    st.lists(st.tuples(WORDS, LEAST | st.just(EVEN)), max_size=6).map(tuple),
)


@given(st.lists(QUESTIONS, max_size=8))
@example(
    [
        batch_transliteration.Question(
            (("勃列日涅夫", EVEN),), (("brezhnev", LIKE), ("moscow", LIKE))
        )
    ]
)
@example(
    [
        batch_transliteration.Question(
            (("莫斯科", LIKE),), (("moscow", EVEN), ("", EVEN), ("moskva", 0.8))
        )
    ]
)
@settings(max_examples=80, deadline=None)
def test_many_questions_are_answered_as_each_alone(
    questions: list[batch_transliteration.Question],
) -> None:
    assert batch_transliteration._answer_batch(questions) == [alone(one) for one in questions]


def test_answers_do_not_depend_on_how_many_are_asked_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = tuple((one, LIKE) for one in ("moscow", "brezhnev", "washington", "kosygin", "ottawa"))
    held = ["莫斯科", "勃列日涅夫", "华盛顿", "柯西金"]
    questions = [
        batch_transliteration.Question(((zh, i / 1000),), words) for zh in held for i in range(99)
    ]
    together = batch_transliteration.answer_all(questions)
    monkeypatch.setattr(batch_transliteration, "AT_ONCE", 7)
    assert batch_transliteration.answer_all(questions) == together
    assert [list(batch_transliteration.get_answer(one)) for one in questions] == [
        list(batch_transliteration.get_answer(one, together)) for one in questions
    ]
    assert [together[one] for one in questions] == [alone(one) for one in questions]
    assert [len(together[one]) for one in questions] == [1] * 4 * 99


def alone(question: batch_transliteration.Question) -> list[tuple[str, str]]:
    """Try each name of a question with each word."""
    return [
        (zh, latin)
        for zh, least in question.names
        for latin, other in question.words
        if gains_enough(zh, latin, max(least, other))
    ]


def test_findings_are_those_of_pairs_that_were_not_prepared() -> None:
    rows = [
        ("勃列日涅夫在莫斯科会见了柯西金。", "Khrushchev met Kosygin in Washington."),
        ("约翰·霍夫施泰特到了德国。", "John Hofstetter came to Germany."),
        ("约翰·霍夫施泰特到了德国。", "John Brzezinski came to France."),
        ("他们见了季诺维也夫。", "They saw Zinoviev."),
    ]
    pairs = [
        Pair(f"p{i}", "1:1", Side(zh, (i,), ((0, i + 1),)), Side(en, (i,), ((0, i + 1),)))
        for i, (zh, en) in enumerate(rows)
    ]
    alone = [find_all(name_rendering, pair) for pair in pairs]
    assert find_all(name_rendering, *pairs) == list(chain.from_iterable(alone))
    assert alone[0]
    assert alone[2]
    assert not alone[1]
    assert not alone[3]
