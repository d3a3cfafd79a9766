"""Where English sentences end: `sentence_ends_en`, by way of the sentences it gives."""

from __future__ import annotations

import pytest

from aligncheck.document import Lang
from aligncheck.text.sentence_split import split_sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rain fell. Nobody came.", 2),
        ("Rain fell! Nobody came?", 2),
        ("Dr. Hale came late.", 1),
        ("We left in Oct. The lake froze.", 2),
        ("We left on Oct. 4 by boat.", 1),
        ("See Fig. 4 and p. 9 there.", 1),
        ("See vol. IV for more.", 1),
        ("He works at Oakes Inc. They pay well.", 2),
        ("He works at Oakes Inc. Partners pay well.", 1),
        ("They sell tea, rice, etc. Boats bring it.", 2),
        ("The U.S. Navy sailed.", 1),
        ("He left the U.S. They stayed.", 2),
        ("J. Hale came.", 1),
        ("It cost 3.50 in all.", 1),
        ("1. Open the box.", 1),
        ("Is that so? asked Hale.", 1),
        ("“Is that so?” Hale asked.", 1),
        ("“Is that so?” Nobody knew.", 2),
        ("Rain fell.12 Nobody came.", 2),  # a footnote mark
        ("It opened in 1994.12 Nobody came.", 2),
        ("It weighs 4.12 Nobody came.", 1),
        ("He waited... and left.", 1),
        ("Compare tea vs. Rice wine.", 1),
    ],
)
def test_a_mark_ends_a_sentence_or_does_not(text: str, count: int) -> None:
    assert len(split_sentences(text, Lang.EN)) == count


def test_a_footnote_mark_stays_with_its_sentence() -> None:
    text = "Rain fell.12 Nobody came."
    assert [span.cut(text) for span in split_sentences(text, Lang.EN)] == [
        "Rain fell.12",
        "Nobody came.",
    ]
