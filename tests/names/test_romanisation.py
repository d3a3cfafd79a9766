"""How Chinese names are spelt with Latin letters: `romanisation`."""

from __future__ import annotations

import pytest

from aligncheck.names.romanisation import (
    MOST,
    all_pinyin_syllables,
    all_surname_forms,
    all_syllable_forms,
    given_forms,
    may_spell,
    name_spellings,
    pinyin_forms,
    surname_forms,
    syllable_forms,
    to_wade_giles,
    write_pinyin,
)


@pytest.mark.parametrize(
    ("pinyin", "giles"),
    [
        ("zhang", "chang"),
        ("qing", "ching"),
        ("xu", "hsu"),
        ("guo", "kuo"),
        ("jian", "chien"),
        ("zi", "tzu"),
        ("ma", "ma"),
        ("tang", "tang"),
        ("dui", "tui"),
        ("xie", "hsieh"),
    ],
)
def test_pinyin_is_rewritten_in_the_older_way(pinyin: str, giles: str) -> None:
    assert to_wade_giles(pinyin) == giles


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("王海波", "Wang Haibo"),
        ("王海", "Wang Hai"),
        ("欧阳海", "Ouyang Hai"),
        ("单海波", "Shan Haibo"),  # read so as a surname only
        ("曾海波", "Zeng Haibo"),
        ("吕海波", "Lü Haibo"),
    ],
)
def test_a_name_is_written_as_is_usual(name: str, written: str) -> None:
    assert write_pinyin(name) == written


def test_a_character_is_looked_for_in_the_letters() -> None:
    assert may_spell("海", "wanghaibo")
    assert not may_spell("海", "wangminbo")
    assert may_spell("国", "kuominglu")


def test_syllables_are_given_in_both_ways_or_in_pinyin_alone() -> None:
    assert {"zhong", "chung"} <= syllable_forms("中")
    assert "chung" not in pinyin_forms("中")
    assert "zhong" in pinyin_forms("中")
    assert syllable_forms("，") == frozenset()


def test_all_syllables_hold_those_of_each_character() -> None:
    assert syllable_forms("建") <= all_syllable_forms()
    assert pinyin_forms("建") <= all_pinyin_syllables()
    assert "chien" not in all_pinyin_syllables()
    assert surname_forms("陈") <= all_surname_forms()


@pytest.mark.parametrize(
    ("surname", "form", "held"),
    [
        ("陈", "chen", True),
        ("陈", "chan", True),
        ("陈", "tan", True),
        ("陈", "lee", False),
        ("黄", "wong", True),
        ("欧阳", "ouyang", True),
    ],
)
def test_surnames_are_known_from_elsewhere_too(surname: str, form: str, held: bool) -> None:
    assert (form in surname_forms(surname)) is held


def test_given_names_are_joined_and_older_forms_only_if_asked() -> None:
    assert {"zhiguo", "chihkuo"} <= given_forms("志国", apart=True)
    assert "chihkuo" not in given_forms("志国", apart=False)


def test_a_name_is_spelt_with_its_surname_first_and_last() -> None:
    spelt = name_spellings("王海波")
    assert {"wanghaibo", "haibowang"} <= set(spelt)
    assert len(spelt) == len(set(spelt)) <= 4 * MOST
    assert {"ouyanghai", "haiouyang"} <= set(name_spellings("欧阳海"))


def test_what_has_no_reading_is_not_spelt() -> None:
    assert name_spellings("王，") == ()
