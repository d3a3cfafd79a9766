"""Documents in other scripts by mistake are named; all kinds of Chinese are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligncheck.errors import UsageError
from aligncheck.read import read_material
from aligncheck.read.language_identification import foreign_language

JAPANESE = "水車は谷の道の終わりにあり、村人は毎日粉を挽きに来た。誰が建てたのか誰も知らない。"
KOREAN = "물레방아는 골짜기 끝에 있고 마을 사람들은 매일 찾아왔다. 水車 小屋 歷史."
RUSSIAN = "Мельница (水磨坊) стояла в конце дороги, и никто не знал, кто её построил. 没有人知道."


@pytest.mark.parametrize(
    ("text", "name"),
    [(JAPANESE, "Japanese"), (KOREAN, "Korean"), (RUSSIAN, "Cyrillic")],
)
def test_another_script_is_named_although_it_has_han(text: str, name: str, tmp_path: Path) -> None:
    for side in ("zh.txt", "en.txt"):
        for other in ("zh.txt", "en.txt"):
            content = "水磨坊很老，没有人知道。" if other == "zh.txt" else "The mill is old."
            (tmp_path / other).write_text(content, encoding="utf-8")
        (tmp_path / side).write_text(text, encoding="utf-8")
        with pytest.raises(UsageError, match=f"{side}: neither Chinese nor English.* {name}"):
            read_material([tmp_path / "zh.txt", tmp_path / "en.txt"])


@pytest.mark.parametrize(
    "text",
    [
        "呢間磨坊喺條路嘅盡頭，冇人知佢係邊個起嘅，我哋日日都去磨粉。",
        "磨坊在谷之末，不知何人所建，縣志亦無載焉。",
        "水磨坊立在山谷大路的盡頭，沒有人知道它是誰建的。",
        "作者谢尔盖·伊万诺夫（Сергей Иванов）在书里写到这座水磨坊，没有人知道它是谁建的。",
        "商店の招牌挂在门口，人们都叫它“の店”，没有人知道是谁起的名字。",
    ],
)
def test_cantonese_classical_and_traditional_texts_are_chinese(text: str) -> None:
    assert foreign_language([text]) is None
