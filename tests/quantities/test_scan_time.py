from __future__ import annotations

from time import process_time

import pytest

from aligncheck.checks.untranslated import find_untranslated
from aligncheck.quantities.en.english_numbers import read_quantities_en
from aligncheck.quantities.zh.chinese_numbers import read_quantities_zh


@pytest.mark.parametrize("piece", ["a", "…", "Ⅳ", "一", "1,", "a1", "中a", "第", "..@"])
def test_numbers_are_found_in_linear_time(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    start = process_time()
    read_quantities_zh(text)
    read_quantities_en(text)
    assert process_time() - start < 5


@pytest.mark.parametrize("piece", ["中a", "a中 b", "（中a", "中"])
def test_untranslated_words_are_found_in_linear_time(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    start = process_time()
    list(find_untranslated("1", text))
    assert process_time() - start < 5
