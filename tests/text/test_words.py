"""Cutting into words, side by side and one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligncheck.text.words import en_word_table, en_words, zh_word_table, zh_words

TEXT = st.text(alphabet="中国经济增长〇㐀 aB3,%.…½①’'-&_\n\t\u3000か\u3099é", max_size=24)


@given(TEXT)
@settings(max_examples=150, deadline=None)
def test_words_stand_where_they_are_said_to_and_leave_only_space_out(text: str) -> None:
    for words in (zh_words(text), en_words(text)):
        covered = {at for word in words for at in range(word.span.start, word.span.end)}
        assert all(text[at].isspace() for at in range(len(text)) if at not in covered)
        assert all(word.text and not word.text.isspace() for word in words)


@pytest.mark.parametrize("text", ["", "Don’t STOP… 3.5%", "中国GDP增长7%。 好", "１２％的國家"])
def test_cut_is_the_words_side_by_side(text: str) -> None:
    for cut, words in (
        (zh_word_table(text), zh_words(text)),
        (en_word_table(text), en_words(text)),
    ):
        assert cut.texts == [word.text for word in words]
        assert cut.starts == [word.span.start for word in words]
        assert cut.ends == [word.span.end for word in words]
        assert [piece.lower() for piece in cut.pieces] == [t.replace("'", "’") for t in cut.texts]


def test_english_is_cut_at_marks_and_kept_in_one_with_an_apostrophe() -> None:
    assert [word.text for word in en_words("It’s well-known: 3.5%!")] == [
        "it's", "well", "-", "known", ":", "3.5%", "!"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zoë's naïveté", ["zoë's", "naïveté"]),  # begins with plain letters, goes on with others
        ("rock'n'roll' o’clock", ["rock'n'roll", "'", "o'clock"]),
        ("x2 a_b 21st", ["x", "2", "a", "_", "b", "21st"]),
    ],
)
def test_english_word_ends_where_its_letters_end(text: str, words: list[str]) -> None:
    assert en_word_table(text).texts == words


@pytest.mark.parametrize(
    ("text", "pieces", "starts"),
    [
        ("", [], []),
        ("  ", [], []),
        ("河，山", ["河", "，", "山"], [0, 1, 2]),
        (" 河 IBM's 山 。", ["河", "IBM's", "山", "。"], [1, 3, 9, 11]),
        ("v2 3.5%河", ["v", "2", "3.5%", "河"], [0, 1, 3, 7]),
    ],
)
def test_chinese_is_cut_around_what_is_no_chinese(
    text: str, pieces: list[str], starts: list[int]
) -> None:
    cut = zh_word_table(text)
    assert (cut.pieces, cut.starts) == ([piece.replace("，", ",") for piece in pieces], starts)
    assert cut.ends == [at + len(piece) for at, piece in zip(starts, pieces, strict=True)]
