"""Units in the heads of tables: the numbers below are compared with what they are counted in."""

from __future__ import annotations

from aligncheck.checks import number_mismatch
from aligncheck.checks.table_heads import read_table_heads
from aligncheck.quantities.header_units import read_head_scale
from aligncheck.report import Pair
from tests.made import find_all
from tests.made import pair as made_pair

TABLE = (
    (
        "地区 | 投资（亿元） | 从业人员（万人）",
        "Region | Investment (billion yuan) | Staff (thousand)",
    ),
    ("东区 | 315.6 | 4.2", "East | 31.56 | 42"),
    ("西区 | 87.0 | 1.5", "West | 8.7 | 15"),
)


def pair(zh: str, en: str, *, id: str = "0") -> Pair:
    """A pair of one row."""
    return made_pair(id, [(zh, en)])


def test_the_rows_below_a_head_are_scaled_column_by_column() -> None:
    pairs = [pair(zh, en, id=str(n)) for n, (zh, en) in enumerate(TABLE)]
    assert find_all(number_mismatch, *pairs) == []
    assert set(read_table_heads(pairs)) == {"1", "2"}


def test_without_the_head_the_same_row_is_wrong() -> None:
    found = [f for f in find_all(number_mismatch, pair(*TABLE[1])) if f.confidence > 0.8]
    assert {one.rule for one in found} == {"AC302"}


def test_a_changed_cell_is_found_all_the_same() -> None:
    head = pair(*TABLE[0], id="0")
    wrong = pair("东区 | 315.6 | 4.2", "East | 31.65 | 42", id="1")
    assert [f.rule for f in find_all(number_mismatch, head, wrong)] == ["AC301"]


def test_a_caption_and_a_cell_of_its_own_are_heads() -> None:
    caption = pair("单位：万元", "Unit: 10,000 yuan", id="0")
    assert find_all(number_mismatch, caption, pair("合计 | 560", "Total | 560", id="1")) == []
    own = pair("出口额（亿元） | 1,234", "Exports (billion yuan) | 123.4")
    assert find_all(number_mismatch, own) == []


def test_prose_ends_a_table() -> None:
    pairs = [pair(zh, en, id=str(n)) for n, (zh, en) in enumerate(TABLE[:2])]
    prose = pair("这一段讲的是别的事情，" * 9, "This paragraph is about something else.", id="2")
    assert set(read_table_heads([pairs[0], prose, pairs[1]])) == set()


def test_what_a_head_scales_by() -> None:
    assert read_head_scale("产量（万吨）") == 10**4
    assert read_head_scale("Output (10,000 tons)") == 10**4
    assert read_head_scale("Value (RMB million)") == 10**6
    assert read_head_scale("人口（人）") == 1
    assert read_head_scale("共有（12人）") is None
