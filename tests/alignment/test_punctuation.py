"""What punctuation tells of a sentence, in both languages' quotation marks."""

from __future__ import annotations

import pytest

from aligncheck.alignment import punctuation as module
from aligncheck.alignment.punctuation import count_marks


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        ("“走吧。”他说。", 1, 1),
        ("「走吧。」他說。", 1, 1),
        ("'Off with you,' he said, 'it's late.'", 2, 2),
        ('"Off with you," he said.', 1, 1),
        ("“Off with you,” he said. “Now!”", 2, 2),
        ("The miller's wife didn't wait.", 0, 0),
    ],
)
def test_counts_speech(text: str, opens: int, closes: int) -> None:
    (row,) = count_marks([text])
    assert (row[module._OPENS], row[module._CLOSES]) == (opens, closes)


def test_knows_which_sentences_begin_inside_speech() -> None:
    rows = count_marks(["他说：“你来了。", "坐吧。”", "我坐下了。"])
    assert list(rows[:, module._INSIDE]) == [0, 1, 0]
    rows = count_marks(["'So you came.", "Sit down,' he said.", "I sat down."])
    assert list(rows[:, module._INSIDE]) == [0, 1, 0]


def test_knows_how_sentences_begin_and_end() -> None:
    rows = count_marks(["“真的？”", "and so on,", "他说：", ""])
    assert list(rows[:, module._BEGINS]) == [1, 0, 0, 0]
    assert list(rows[:, module._ENDS]) == [1, 0, 0, 0]
    assert list(rows[:, module._STOPS]) == [1, 0, 0, 0]
    assert list(rows[:, module._LOWER]) == [0, 1, 0, 0]
    assert list(rows[:, module._COLON]) == [0, 0, 1, 0]
    assert list(rows[:, module._ASKS]) == [1, 0, 0, 0]
