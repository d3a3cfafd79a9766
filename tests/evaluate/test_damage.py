"""A damaged translation lacks just what it should, and reads like a slip."""

from __future__ import annotations

import numpy as np
import pytest

from aligncheck.coverage.lexicon import Lexicon
from aligncheck.document import Span
from aligncheck.evaluate.damage import damages, study, without
from aligncheck.text.words import stem

TABLE = {
    "工厂": "factory",
    "昨天": "yesterday",
    "生产": "produced",
    "钢铁": "steel",
    "廉价": "cheap",
    "上海": "Shanghai",
    "老": "old",
}


@pytest.fixture
def lexicon() -> Lexicon:
    """Give a table in which every word has one translation."""
    zh = {word: i for i, word in enumerate(TABLE)}
    en = {stem(word.lower()): i for i, word in enumerate(TABLE.values())}
    n = len(zh)
    keys = np.array([i * n + i for i in range(n)], dtype=np.int64)
    ones, zeros = np.ones(n, np.float32), np.zeros(n, np.float32)
    return Lexicon(zh, en, keys, ones, ones, zeros, zeros, zeros, zeros)


ZH = "昨天，上海的老工厂生产了300吨廉价钢铁。"
EN = "Yesterday, the old factory produced 300 tons of cheap steel in Shanghai."


def test_drops_the_partner_of_one_word_a_kind(lexicon: Lexicon) -> None:
    found = {d.kind: d for d in damages(study(ZH, EN, lexicon), ["Harbin"])}
    assert {"noun dropped", "name dropped", "number dropped", "name replaced"} <= set(found)
    assert found["name dropped"].en == (
        "Yesterday, the old factory produced 300 tons of cheap steel."
    )
    assert found["name dropped"].gone == {stem("shanghai")}
    assert [span.cut(ZH) for span in found["name dropped"].zh] == ["上海"]
    assert found["name replaced"].en == EN.replace("Shanghai", "Harbin")
    assert "400 tons" in found["number replaced"].en


def test_damage_is_the_same_every_time(lexicon: Lexicon) -> None:
    pair = study(ZH, EN, lexicon)
    assert list(damages(pair, ["Harbin"])) == list(damages(pair, ["Harbin"]))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("工厂生产钢铁，另一家工厂停工。", "The factory produced steel."),  # said twice in Chinese
        ("工厂停工。", "The factory and the other factory stand still."),  # twice in English
        ("工厂停工。", "The factory-made goods stand still."),  # part of a compound
        ("……", "The factory."),
        ("工厂", ""),
    ],
)
def test_leaves_unclear_partners_alone(zh: str, en: str, lexicon: Lexicon) -> None:
    assert not any(p.word.text == "工厂" for p in study(zh, en, lexicon).partners)


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        ("The growth rate of the economy was 7%.", "economy", "The growth rate was 7%."),
        ("She bought an old car.", "old", "She bought a car."),
        ("He went to Paris, and stayed.", "Paris", "He went, and stayed."),
        ("Steel and coal, too.", "coal", "Steel, too."),
        ("Prices rose sharply.", "sharply", "Prices rose."),
        ("Prices rose in cities and villages.", "cities", "Prices rose in villages."),
        ("Sadly, it rained.", "Sadly", "It rained."),
        ("The (famous) wall", "wall", "The (famous)"),
    ],
)
def test_tidies_what_is_left(text: str, gone: str, left: str) -> None:
    start = text.index(gone)
    assert without(text, Span(start, start + len(gone))) == left


def test_a_clause_goes_with_all_its_words(lexicon: Lexicon) -> None:
    zh = "昨天天气很好，老工厂生产钢铁，上海下雨。"
    en = "The weather was fine, the old factory has produced steel, and it rained in Shanghai."
    (clause,) = [d for d in damages(study(zh, en, lexicon), []) if d.kind == "clause dropped"]
    assert clause.en == "The weather was fine, and it rained in Shanghai."
    assert {span.cut(zh) for span in clause.zh} == {"老", "工厂", "生产", "钢铁"}
