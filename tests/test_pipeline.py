"""The straight line from Python: what goes in, what a report keeps of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import aligncheck
from aligncheck import AlignCheckError, Config
from aligncheck.document import Layout

PAIRS = [
    ("水磨坊立在山谷大路的尽头。", "The watermill stands at the end of the valley road."),
    ("没有人知道它是谁建的。", "Nobody knows knows who built it."),
]


def test_two_documents_make_a_report(texts: Path) -> None:
    report = aligncheck.check("source.zh.txt", texts / "target.en.txt")
    assert report.layout is Layout.DOCUMENTS
    assert [pair.kind for pair in report.pairs] == ["1:1"] * 4
    assert [pair.id for pair in report.pairs] == ["p1", "p2", "p3", "p4"]
    assert (report.source.path, report.source.paragraphs) == ("source.zh.txt", 4)
    assert [pair.source.line for pair in report.pairs if pair.source] == [1, 3, 5, 7]
    assert report.summary.pairs == 4
    assert report.summary.source_coverage is not None
    assert all(pair.words == () for pair in report.pairs)


def test_the_order_of_two_documents_is_told_by_script(texts: Path) -> None:
    swapped = aligncheck.check("target.en.txt", "source.zh.txt")
    assert swapped.source.path == "source.zh.txt"
    assert any("taken in that order" in note for note in swapped.notes)


def test_details_keep_every_word(texts: Path) -> None:
    report = aligncheck.check("source.zh.txt", "target.en.txt", config=Config(details=True))
    pair = report.pairs[0]
    assert pair.source is not None
    assert "".join(word.span.cut(pair.source.text) for word in pair.words) == pair.source.text


def test_pairs_are_taken_as_they_stand_and_keep_their_ids() -> None:
    rows = [
        {"id": "a", "source": PAIRS[0][0], "target": PAIRS[0][1]},
        {"zh": PAIRS[1][0], "en": PAIRS[1][1]},
        {"id": "c", "source": PAIRS[0][0], "target": ""},
    ]
    report = aligncheck.check_pairs(rows)
    assert report.layout is Layout.ALIGNED
    assert [(pair.id, pair.kind) for pair in report.pairs] == [
        ("a", "1:1"), ("2", "1:1"), ("c", "1:0")
    ]  # fmt: skip
    assert {"AC101", "AC402"} <= {finding.rule for finding in report.findings}
    assert report.pair("c").target is None


def test_a_report_does_not_depend_on_what_was_checked_before() -> None:
    first = aligncheck.check_pairs(PAIRS)
    aligncheck.check_pairs([PAIRS[1]])
    assert aligncheck.check_pairs(PAIRS) == first


def test_the_signature_tells_settings_apart() -> None:
    marks = {
        aligncheck.check_pairs(PAIRS[:1], config=config).signature
        for config in (
            Config(),
            Config(select=("AC1",)),
            Config(ignore=("AC301",)),
            Config(confidence=(("AC3", 0.7),)),
        )
    }
    assert len(marks) == 4


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "nothing to check"),
        ([{"source": "一"}], "row 1 lacks source or target"),
        ([("一", "one"), {"en": "two"}], "row 2 lacks source or target"),
    ],
)
def test_rows_that_are_no_pairs(rows: list[object], said: str) -> None:
    with pytest.raises(AlignCheckError, match=said):
        aligncheck.check_pairs(rows)  # type: ignore[arg-type]


def test_the_public_face_is_complete() -> None:
    for name in aligncheck.__all__:
        assert getattr(aligncheck, name) is not None
    assert set(aligncheck.__all__) <= set(dir(aligncheck))
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        _ = aligncheck.chek  # type: ignore[attr-defined]
