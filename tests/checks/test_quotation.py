"""Quotations, titles, note marks and addresses that one side lacks."""

from __future__ import annotations

import pytest
from made import find_all

from aligncheck.checks import citation, quotation
from aligncheck.report import Pair, Side

LINES = ((0, 1),)


def pair(zh: str, en: str) -> Pair:
    return Pair("p1", "1:1", Side(zh, (0,), LINES), Side(en, (0,), LINES))


@pytest.mark.parametrize(
    ("zh", "en", "fires"),
    [
        ("她说：“明天我们一起去田里看麦子。”", "She said they would see the wheat.", True),
        ("她说：“明天我们一起去田里看麦子。”", "She said, “We will see the wheat.”", False),
        ("她说：“明天我们一起去田里看麦子。”", "She said, 'We will see the wheat.'", False),
        ("她说明天去田里。", "She said, “Tomorrow we will all go to the field.”", True),
        ("她说「明天去田里」。", "She said, “Tomorrow we will all go to the field.”", False),
        ("他读了《稻田来信》。", "He read it through.", True),
        ("他读了《稻田来信》。", "He read *letters from the paddy*.", False),
        ("他读了《稻田来信》。", "He read Letters from the Paddy.", False),
        ("他读了一封信。", "He read a letter.", False),
    ],
)
def test_quotations_and_titles(zh: str, en: str, fires: bool) -> None:
    assert [f.rule for f in find_all(quotation, pair(zh, en))] == ["AC308"] * fires


@pytest.mark.parametrize(
    ("zh", "en", "message"),
    [
        ("产量下降。[3]", "Output fell.", "The source has the note mark [3]; "),
        ("产量下降。③", "Output fell.", "The source has the note mark ③; "),
        ("产量下降。", "Output fell.³", "The translation has the note mark ³; "),
        ("见[1]和[2]。", "See [2] and [1].", "The note mark [2] stands out of order."),
        ("见 https://a.example/x。", "See it.", "The source gives https://a.example/x; "),
        ("写信给hu@a.example。", "Write to hu@b.example.", "The source gives hu@a.example; "),
    ],
)
def test_marks_and_addresses_that_differ(zh: str, en: str, message: str) -> None:
    first, *_ = find_all(citation, pair(zh, en))
    assert first.rule == "AC309"
    assert first.message.startswith(message)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("产量下降。[3]", "Output fell.3 Then it rose."),
        ("产量下降。③", "Output fell [3]."),
        ("面积20m²。", "The area is 20 square metres."),
        ("①第一项。", "The first item."),
        ("见https://www.a.example/x/。", "See http://a.example/x."),
        ("写信给hu@a.example。", "Write to hu@a.example."),
        ("没有。", "None."),
    ],
)
def test_marks_and_addresses_that_agree(zh: str, en: str) -> None:
    assert find_all(citation, pair(zh, en)) == []
