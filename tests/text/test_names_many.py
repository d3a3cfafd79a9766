"""Many names asked at once sound like the same words as asked one by one."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from aligncheck.checks import names
from aligncheck.report import Pair, Side
from aligncheck.text.names import many
from aligncheck.text.names.sound import LIKE, gains

NAMES = st.text(alphabet="勃列日涅夫莫斯科柯西金托克维尔马丁路德斯坦福华盛顿一·", max_size=7)
WORDS = st.text(alphabet="abcdefghiklmnoprstvwyz", max_size=16) | st.sampled_from(
    ["brezhnev", "moscow", "martin", "luther", "stanford", "washington", "tocqueville"]
)
LEAST = st.sampled_from([-0.5, 0.2, 0.4, LIKE, 0.8])


@given(st.lists(st.tuples(NAMES, WORDS, LEAST), max_size=30))
@example(
    [("勃列日涅夫", "brezhnev", LIKE), ("莫斯科", "moscow", LIKE), ("莫斯科", "brezhnev", LIKE)]
)
@settings(max_examples=60, deadline=None)
def test_many_questions_are_answered_as_each_alone(questions: list[many.Question]) -> None:
    assert many._alike(questions) == [gains(*one) for one in questions]


def test_answers_do_not_depend_on_the_size_of_a_batch() -> None:
    held = ["莫斯科", "勃列日涅夫", "华盛顿", "柯西金"]
    words = ["moscow", "brezhnev", "washington", "kosygin", "stanford"]
    questions = [(zh, word, LIKE) for zh in held for word in words for _ in range(99)]
    told = many._alike(questions)
    assert told == [gains(*one) for one in questions]
    assert sum(told) == 4 * 99


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
    forget()
    alone = [list(names.find(pair)) for pair in pairs]
    forget()
    names.prepare(pairs)
    assert [list(names.find(pair)) for pair in pairs] == alone
    assert alone[0]
    assert alone[2]
    assert not alone[1]
    assert not alone[3]


def forget() -> None:
    """Forget what is kept of texts."""
    many._TOLD.clear()
    names._lost.cache_clear()
