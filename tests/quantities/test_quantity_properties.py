"""What holds for every number: rendered in both languages it reads back, and differs if changed."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from aligncheck.quantities.en.english_numbers import read_quantities_en
from aligncheck.quantities.quantity import (
    Quantity,
    count_significant_digits,
    power_of_ten_apart,
    values_agree,
)
from aligncheck.quantities.zh.chinese_numbers import read_quantities_zh
from aligncheck.quantities.zh.chinese_numeral import parse_numeral

HAN = "零一二三四五六七八九"
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))

integers = st.one_of(st.integers(11, 9999), st.integers(11, 10**12 - 1))
settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("quick")


def han(number: int) -> str:
    """Write a whole number in Chinese characters."""
    if number >= 10**8:
        return han(number // 10**8) + "亿" + tail(number % 10**8, 10**7)
    if number >= 10**4:
        return han(number // 10**4) + "万" + tail(number % 10**4, 10**3)
    for size, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            return HAN[number // size] + name + tail(number % size, size // 10)
    return HAN[number]


def tail(rest: int, size: int) -> str:
    """Write what follows a unit: nothing, or 零 and the rest where a place is empty."""
    if rest == 0:
        return ""
    return ("零" if rest < size else "") + han(rest)


def words(number: int) -> str:
    """Write a whole number in English words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + ("" if number % 10 == 0 else f"-{ONES[number % 10]}")
    if number < 1000:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f" and {words(rest)}" if rest else "")
    size, name = next(pair for pair in SCALES if number >= pair[0])
    rest = number % size
    return f"{words(number // size)} {name}" + (f" {words(rest)}" if rest else "")


def only(found: list[Quantity]) -> Quantity:
    (quantity,) = found
    return quantity


@given(integers)
def test_a_chinese_numeral_reads_back(number: int) -> None:
    read = parse_numeral(han(number))
    assert read is not None
    assert read.low == read.high == number


@given(integers)
def test_english_words_and_figures_read_back(number: int) -> None:
    assert only(read_quantities_en(f"{words(number)} people")).low == number
    assert only(read_quantities_en(f"{number:,} people")).low == number


@given(integers)
def test_the_same_number_agrees_in_every_form(number: int) -> None:
    chinese = [only(read_quantities_zh(f"共{form}名")) for form in (han(number), f"{number:,}")]
    english = [
        only(read_quantities_en(f"{form} people")) for form in (words(number), f"{number:,}")
    ]
    assert all(values_agree(one, other) for one in chinese for other in english)


@given(integers, st.data())
def test_one_changed_digit_never_agrees(number: int, data: st.DataObject) -> None:
    figures = str(number)
    place = data.draw(st.integers(0, len(figures) - 1))
    digit = data.draw(st.sampled_from([one for one in "123456789" if one != figures[place]]))
    changed = int(figures[:place] + digit + figures[place + 1 :])
    assert not values_agree(
        only(read_quantities_zh(f"共{han(number)}名")),
        only(read_quantities_en(f"{words(changed)} people")),
    )
    assert not values_agree(
        only(read_quantities_zh(f"共{number}名")),
        only(read_quantities_en(f"about {changed:,} people")),
    )


@given(st.integers(11, 99_999), st.integers(0, 2))
def test_ten_thousand_is_never_a_hundred_million(number: int, places: int) -> None:
    amount = Fraction(number, 10**places)
    written = f"{float(amount):.{places}f}"
    right = only(read_quantities_en(f"{int(amount * 100) / 100} million yuan"))
    mixed = only(read_quantities_zh(f"{written}亿元"))
    exact = only(read_quantities_zh(f"{written}万元"))
    wanted = only(read_quantities_en(f"{float(amount * 10_000):.0f} yuan"))
    assert values_agree(exact, wanted)
    assert not values_agree(mixed, wanted)
    assert power_of_ten_apart(exact, mixed) == 4
    assert right.scale == 10**6


@given(st.integers(1, 20), st.integers(2, 60))
def test_fractions_agree_by_value(above: int, below: int) -> None:
    if above >= below:
        above, below = below - 1, below + 1
    chinese = only(read_quantities_zh(f"占{han(below)}分之{han(above)}"))
    assert chinese.low == Fraction(above, below)
    assert values_agree(chinese, read_quantities_en(f"{above}/{below} of it")[0])
    assert not values_agree(chinese, read_quantities_en(f"{above}/{below + 1} of it")[0])


@given(st.integers(1, 9999), st.integers(1, 3))
def test_percentages_agree_by_value(number: int, places: int) -> None:
    share = Fraction(number, 10**places)
    written = f"{float(share):.{places}f}"
    for chinese in (f"增长{written}%", f"百分之{written}"):
        one = only(read_quantities_zh(chinese))
        assert values_agree(one, only(read_quantities_en(f"rose {written} percent")))
        assert not values_agree(one, only(read_quantities_en(f"rose {float(share * 10)} percent")))


@given(st.integers(1000, 2099), st.integers(1, 12), st.integers(1, 28))
def test_dates_read_part_by_part(year: int, month: int, day: int) -> None:
    found = read_quantities_zh(f"{year}年{month}月{day}日")
    assert [int(one.low) for one in found] == [year, month, day]
    digit_year = "".join(HAN[int(one)] for one in str(year))
    assert [one.low for one in read_quantities_zh(f"{digit_year}年{han(month)}月{han(day)}日")] == [
        year, month, day,
    ]  # fmt: skip


@given(
    st.text(
        alphabet="一二三十百千万亿零几数第年月日元%.,0123456789 两半成倍分之多余点·-至到",
        max_size=24,
    )
)
def test_no_chinese_text_breaks_the_reader(text: str) -> None:
    for one in read_quantities_zh(text):
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.low <= one.high


@given(
    st.lists(
        st.sampled_from(
            "one twenty hundred thousand million half a and of third dozen several hundreds to "
            "1,234 5.5 7% 3/4 12th 1980s May 14 8:30 $ bn - , . in five years century I XIV".split()
        ),
        max_size=9,
    )
)
def test_no_english_text_breaks_the_reader(parts: list[str]) -> None:
    text = " ".join(parts)
    for one in read_quantities_en(text):
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.low <= one.high


@given(st.integers(1, 10**9))
def test_significant_digits_are_counted(number: int) -> None:
    assert count_significant_digits(Fraction(number)) == len(str(number).rstrip("0"))
    assert count_significant_digits(Fraction(number, 1000)) == len(str(number).rstrip("0"))
