"""Words that never end a sentence behind "the" and the like, counted in text."""

from __future__ import annotations

import gzip
from pathlib import Path

from training.open_words import LEAST, count_endings, read_english, run, select_open_words


def test_an_adjective_that_never_stands_last_is_open() -> None:
    lines = ["The agricultural reform began."] * LEAST
    assert select_open_words(*count_endings(lines)) == ["agricultural"]


def test_a_word_that_may_end_a_sentence_is_not_open() -> None:
    lines = ["This is in the general interest."] * LEAST + ["He spoke to the general."]
    met, ended = count_endings(lines)
    assert met["general"] == LEAST + 1
    assert ended["general"] == 1
    assert select_open_words(met, ended) == []


def test_rare_words_and_nouns_are_left_out() -> None:
    assert select_open_words(*count_endings(["The nautical mile."] * (LEAST - 1))) == []
    assert select_open_words(*count_endings(["The reform of it."] * LEAST)) == []


def test_the_most_english_cell_of_a_row_is_read(tmp_path: Path) -> None:
    table = tmp_path / "some.tsv.gz"
    with gzip.open(table, "wt", encoding="utf-8") as file:
        file.write("农业改革开始了\tThe agricultural reform began\tnote\n" * LEAST)
    assert next(read_english(table)) == "The agricultural reform began"
    assert run([table]) == ["agricultural"]
