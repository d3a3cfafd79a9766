from __future__ import annotations

import pytest

from aligncheck.read.prose import describe_unread, is_mostly_prose, is_prose, weigh_prose


@pytest.mark.parametrize(
    "line",
    ["村民们每天来磨面，没有人记得。", "The mill was built in a year of bad harvests."],
)
def test_sentences_are_prose(line: str) -> None:
    assert is_prose(line)


@pytest.mark.parametrize(
    "line",
    ["for (let i = 0; i < n; i++) { sum += a[i]; }", "首页 新闻 关于我们", "Home News About us",
     "pip install the package", "$ cat a.txt | grep mill", "", "import os, sys, json"],
)  # fmt: skip
def test_code_and_labels_are_not(line: str) -> None:
    assert not is_prose(line)


def test_a_chinese_character_weighs_three_letters() -> None:
    assert weigh_prose("磨坊很老，没有人记得。") == 27
    assert weigh_prose("x = 1\n磨坊很老，没有人记得。") == 27
    assert is_mostly_prose("x = 1\n磨坊很老，没有人记得。")
    assert not is_mostly_prose("x = 1\ny = 2")


def test_what_holds_no_letter_is_not_told() -> None:
    assert describe_unread("formula", 3, " $$ --- ") is None
    found = describe_unread("code", 3, "a  =\n1")
    assert found is not None
    assert (found.line, found.size, found.prose) == (3, 5, 0)
