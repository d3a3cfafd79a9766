"""A damaged translation lacks just what it should, and reads like a slip."""

from __future__ import annotations

import numpy as np
import pytest

from aligncheck.corrupt import (
    KINDS,
    AnalysedPair,
    Damage,
    Replacements,
    alterations,
    analyse_pair,
    collect_replacements,
    corrupt_pair,
    deletions,
)
from aligncheck.corrupt.grammar_repair import remove_span
from aligncheck.corrupt.number_errors import corrupt_numbers
from aligncheck.document import Lang, Span
from aligncheck.models.lexicon import Lexicon
from aligncheck.text.sentence_split import split_sentences
from aligncheck.text.words import stem_word

TABLE = {
    "工厂": "factory",
    "昨天": "yesterday",
    "生产": "produced",
    "钢铁": "steel",
    "廉价": "cheap",
    "上海": "Shanghai",
    "老": "old",
}
SEEDS = [str(number) for number in range(12)]


@pytest.fixture
def lexicon() -> Lexicon:
    """Give a table in which every word has one translation."""
    zh = {word: i for i, word in enumerate(TABLE)}
    en = {stem_word(word.lower()): i for i, word in enumerate(TABLE.values())}
    n = len(zh)
    keys = np.array([i * n + i for i in range(n)], dtype=np.int64)
    ones, zeros = np.ones(n, np.float32), np.zeros(n, np.float32)
    return Lexicon(zh, en, keys, ones, ones, zeros, zeros, zeros, zeros)


ZH = "昨天，上海的老工厂生产了300吨廉价钢铁。"
EN = "Yesterday, the old factory produced 300 tons of cheap steel in Shanghai."
HARBIN = Replacements(("Harbin",), ("in the north",))


def planted(zh: str, en: str, lexicon: Lexicon, seed: str = "0") -> dict[str, Damage]:
    """Return the damages by kind."""
    return {d.kind: d for d in corrupt_pair(analyse_pair(zh, en, lexicon), HARBIN, seed)}


def test_drops_the_partner_of_one_word_a_kind(lexicon: Lexicon) -> None:
    found = planted(ZH, EN, lexicon)
    assert {"noun dropped", "name dropped", "number dropped", "name replaced"} <= set(found)
    assert set(found) <= set(KINDS)
    name = found["name dropped"]
    assert name.en == "Yesterday, the old factory produced 300 tons of cheap steel."
    assert name.gone == {stem_word("shanghai")}
    assert [span.cut(ZH) for span in name.zh] == ["上海"]
    assert name.en[: name.place.start].endswith("cheap steel")
    assert name.is_deletion
    assert found["name replaced"].en == EN.replace("Shanghai", "Harbin")


def test_a_phrase_goes_with_its_preposition(lexicon: Lexicon) -> None:
    found = {
        d.en for seed in SEEDS for d in deletions.drop_phrase(analyse_pair(ZH, EN, lexicon), seed)
    }
    assert found == {
        "Yesterday, the old factory produced 300 tons of cheap steel.",
        "Yesterday, the old factory produced 300 tons in Shanghai.",
    }


def test_a_digit_of_a_number_changes(lexicon: Lexicon) -> None:
    for seed in SEEDS:
        (damage,) = corrupt_numbers(analyse_pair(ZH, EN, lexicon), seed)
        said = damage.place.cut(damage.en)
        assert said != "300 tons"
        assert sum(a != b for a, b in zip("300 tons", said, strict=True)) == 1
        assert [span.cut(ZH) for span in damage.zh] == ["300吨"]


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("产量达到320万吨。", "Output was 3.2 million tons.", {"32", "0.32", "billion"}),
        ("耗资15亿元。", "It cost 1.5 billion yuan.", {"15", "0.15", "million"}),
        ("共有4.1万家企业。", "There are 41,000 firms.", {"410,000", "4,100"}),
        ("共有三十万人。", "There are 300 thousand people.", {"3,000", "30", "million"}),
    ],
)
def test_a_magnitude_is_off_by_a_power_of_ten(
    zh: str, en: str, wrong: set[str], lexicon: Lexicon
) -> None:
    pair = analyse_pair(zh, en, lexicon)
    found = [d for seed in range(24) for d in corrupt_numbers(pair, str(seed)) if d.kind[0] == "m"]
    assert {damage.place.cut(damage.en) for damage in found} == wrong
    assert all(damage.en != en for damage in found)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("1998年建厂。", "The factory was built in 1998."),  # a year has no magnitude
        ("共有500人。", "There are 500 people."),
        ("共有5万人，另有5万人。", "There are 50,000 people and 50,000 more."),  # said twice
    ],
)
def test_other_numbers_have_no_magnitude(zh: str, en: str, lexicon: Lexicon) -> None:
    assert "magnitude changed" not in planted(zh, en, lexicon)


@pytest.mark.parametrize(
    ("zh", "en", "changed"),
    [
        ("昨天没有下雨。", "It has not rained today.", "It has rained today."),
        ("工厂不生产钢铁。", "It doesn't make steel.", "It makes steel."),
        ("工厂不再生产钢铁。", "It no longer makes steel.", "It still makes steel."),
        ("工厂无法生产钢铁。", "It cannot make steel.", "It can make steel."),
        ("工厂将生产钢铁。", "They will make cheap steel.", "They will not make cheap steel."),
        ("工厂能生产钢铁。", "They can make steel.", "They cannot make steel."),
    ],
)
def test_a_negation_comes_or_goes(zh: str, en: str, changed: str, lexicon: Lexicon) -> None:
    damage = planted(zh, en, lexicon)["negation changed"]
    assert damage.en == changed
    assert damage.zh


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("工厂不仅生产钢铁。", "They do not only make steel."),
        ("工厂没有停，也不生产钢铁。", "They neither stopped nor made steel."),
        ("工厂不生产钢铁。", "They will make steel."),  # not a good pair; not made worse
        ("工厂在五月生产钢铁。", "May saw cheap steel."),  # no auxiliary
    ],
)
def test_an_unclear_negation_is_left_alone(zh: str, en: str, lexicon: Lexicon) -> None:
    assert "negation changed" not in planted(zh, en, lexicon)


def test_a_phrase_is_added_before_the_last_mark(lexicon: Lexicon) -> None:
    damage = planted(ZH, EN, lexicon)["phrase added"]
    assert damage.en == EN[:-1] + " in the north."
    assert damage.place.cut(damage.en) == "in the north"
    assert not damage.is_deletion
    assert "phrase added" not in planted("在北方。", "It stands in the North.", lexicon)


def test_a_word_is_left_in_chinese(lexicon: Lexicon) -> None:
    for seed in SEEDS:
        (damage,) = alterations.leave_chinese_in(analyse_pair(ZH, EN, lexicon), seed)
        assert damage.place.cut(damage.en) == damage.zh[0].cut(ZH)


def test_names_and_phrases_come_from_the_texts_if_they_have_enough(lexicon: Lexicon) -> None:
    pairs = [analyse_pair(ZH, EN, lexicon)]
    assert collect_replacements(pairs) == Replacements(alterations.NAMES, alterations.PHRASES)
    many = [
        AnalysedPair("", text, analyse_pair("", "", lexicon).words, ())
        for text in ("It rained in the old town.",)
    ]
    assert collect_replacements(many) == collect_replacements(pairs)


def test_damage_is_the_same_every_time_and_another_for_another_seed(lexicon: Lexicon) -> None:
    pair = analyse_pair(ZH, EN, lexicon)
    assert list(corrupt_pair(pair, HARBIN)) == list(corrupt_pair(pair, HARBIN))
    drawn = {tuple(d.en for d in corrupt_pair(pair, HARBIN, seed)) for seed in SEEDS[:3]}
    assert len(drawn) > 1


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
    assert not any(p.word.text == "工厂" for p in analyse_pair(zh, en, lexicon).partners)


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
        ("Coal and steel are dear.", "steel", "Coal is dear."),
        ("The mines and the mill were sold.", "mill", "The mines were sold."),
        ("Coal, iron and steel are dear.", "steel", "Coal, iron are dear."),
    ],
)
def test_tidies_what_is_left(text: str, gone: str, left: str) -> None:
    start = text.index(gone)
    assert remove_span(text, Span(start, start + len(gone))) == left


@pytest.mark.parametrize(
    ("en", "left"),
    [
        (
            "The weather was fine, the old factory has produced steel, and it rained in Shanghai.",
            "The weather was fine, and it rained in Shanghai.",
        ),
        (
            "The weather was fine there, although the old factory produced steel.",
            "The weather was fine there.",
        ),
        ("Long ago, the old factory produced steel in the rain.", None),  # nothing would be left
    ],
)
def test_a_clause_goes_with_all_its_words(en: str, left: str | None, lexicon: Lexicon) -> None:
    zh = "昨天天气很好，老工厂生产钢铁，上海下雨。"
    clause = planted(zh, en, lexicon).get("clause dropped")
    assert (clause.en if clause else None) == left
    if clause:
        assert {span.cut(zh) for span in clause.zh} == {"老", "工厂", "生产", "钢铁"}


def test_a_sentence_goes_with_its_chinese(lexicon: Lexicon) -> None:
    zh = "昨天上海下雨。老工厂生产钢铁。"
    en = "It rained in Shanghai yesterday. The old factory produced steel."
    found = {
        (d.en, d.zh[0].cut(zh))
        for seed in SEEDS
        for d in deletions.drop_sentence(analyse_pair(zh, en, lexicon), seed)
    }
    assert found == {
        ("It rained in Shanghai yesterday.", "老工厂生产钢铁。"),
        ("The old factory produced steel.", "昨天上海下雨。"),
    }


def test_a_sentence_leaves_the_mark_that_closes_another() -> None:
    en = "He said: “It rained. Nobody came.” Then he left."
    second = split_sentences(en, Lang.EN)[1]
    assert second.cut(en) == "Nobody came.”"
    damage = deletions.delete_sentence(en, Span(0, 1), second)
    assert damage.en == "He said: “It rained.” Then he left."


def test_a_damaged_sentence_goes_back_into_its_paragraph(lexicon: Lexicon) -> None:
    damage = planted(ZH, EN, lexicon)["name dropped"]
    back = damage.put_back("Before. ", " After.", 3)
    assert back.en == f"Before. {damage.en} After."
    assert back.en[: back.place.start].endswith("cheap steel")
    assert [span.cut("好好。" + ZH) for span in back.zh] == ["上海"]
