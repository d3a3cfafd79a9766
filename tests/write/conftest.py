"""A small report built by hand: one finding of each sort an editor meets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aligncheck.document import Layout, Span
from aligncheck.report import (
    DocumentInfo,
    Finding,
    ModelInfo,
    Pair,
    Report,
    Severity,
    Side,
    Status,
    Summary,
    WordScore,
)

TEXTS: dict[str, tuple[str | None, str | None]] = {
    "p1": ("上半年经济工作回顾", "The economy in the first half of the year"),
    "p2": (
        "上半年，全市国内生产总值达到三千二百亿元，比去年同期增长百分之六点五，为近五年最好水平。",
        "In the first half of the year the value of the reached 320 billion yuan, "
        "6.5 percent more than a year earlier and the best result in five years.",
    ),
    "p3": (
        "新开工的学校有十二所，其中八所在山区。",
        "Work began on 21 schools, eight of them in the mountains.",
    ),
    "p4": (
        "与此同时，还要看到，部分县的财政收入没有完成计划，教师工资有拖欠。\n"
        "对这些问题，必须在下半年解决，不能再拖。",
        "At the same time we must see that in some counties revenue fell short of the plan and "
        "that teachers were paid late; these problems must be solved in the second half of the "
        "year and must not be put off again.",
    ),
    "p5": ("各县要在九月底以前提出办法，报市政府批准。", None),
    "p6": (
        "会议还讨论了水库的修复。",
        "The meeting also discussed repairs to the reservoir, which everyone welcomed warmly.",
    ),
    "p7": (None, "This translation was prepared for readers abroad."),
    "p8": ("大家要把劲儿往一处使。", "Everyone should pull in the same direction."),
}


def _side(text: str | None, first: int, line: int) -> Side | None:
    if text is None:
        return None
    starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]
    return Side(
        text=text,
        paragraphs=tuple(range(first, first + len(starts))),
        lines=tuple((start, line + 2 * i) for i, start in enumerate(starts)),
    )


def _pairs() -> tuple[Pair, ...]:
    pairs = []
    source = target = 0
    for name, (zh, en) in TEXTS.items():
        left, right = _side(zh, source, 2 * source + 1), _side(en, target, 2 * target + 1)
        kind = f"{len(left.paragraphs) if left else 0}:{len(right.paragraphs) if right else 0}"
        both = left is not None and right is not None
        pair = Pair(
            id=name,
            kind=kind,
            source=left,
            target=right,
            confidence=0.98 if both else 0.9,
            similarity=0.93 if both else None,
            omission=0.04 if both else None,
            addition=0.0312345 if both else None,
            quality=0.91 if both else None,
            coverage=0.95 if both else None,
            note="no original given" if left is None else None,
        )
        pairs.append(pair)
        source += len(left.paragraphs) if left else 0
        target += len(right.paragraphs) if right else 0
    pairs[1] = replace(
        pairs[1],
        omission=0.94,
        quality=0.38,
        coverage=0.71,
        words=(WordScore(Span(0, 3), 0.02), WordScore(Span(6, 12), 0.943217)),
    )
    return tuple(pairs)


def _find(name: str, side: int, piece: str) -> Span:
    text = TEXTS[name][side]
    assert text is not None
    start = text.index(piece)
    return Span(start, start + len(piece))


def _findings() -> tuple[Finding, ...]:
    hole = _find("p2", 1, "of the reached")
    gap = Span(hole.start + len("of the "), hole.start + len("of the "))
    return (
        Finding(
            rule="AC103",
            pair="p2",
            message="国内生产总值 is not in the translation, which stops short at “of the”.",
            confidence=0.96,
            source_spans=(_find("p2", 0, "国内生产总值"),),
            target_spans=(gap,),
            suggestion="gross domestic product",
            severity=Severity.ERROR,
            fingerprint="1f0c8a52d4b7e3906a5d2c1b8f7e4a30",
        ),
        Finding(
            rule="AC301",
            pair="p3",
            message="十二 is 12; the translation says 21.",
            confidence=0.93,
            source_spans=(_find("p3", 0, "十二所"),),
            target_spans=(_find("p3", 1, "21 schools"),),
            severity=Severity.ERROR,
            fingerprint="6b2d90c1e5f84a7793d0c6b1a2e4f581",
        ),
        Finding(
            rule="AC101",
            pair="p5",
            message="This paragraph of the source has no translation.",
            confidence=0.88,
            source_spans=(Span(0, len(TEXTS["p5"][0] or "")),),
            severity=Severity.ERROR,
            fingerprint="a94e17d2c06b4f5e8d3a7b1c9e2f0d64",
        ),
        Finding(
            rule="AC401",
            pair="p2",
            message="“of the reached” has no noun: a word must have fallen out.",
            confidence=0.9,
            target_spans=(hole,),
            severity=Severity.WARNING,
            fingerprint="c3d5e8f7a1b2049687f0e1d2c3b4a596",
        ),
        Finding(
            rule="AC201",
            pair="p8",
            message="The two sides have few words in common; an idiom may explain it.",
            confidence=0.41,
            source_spans=(Span(0, len(TEXTS["p8"][0] or "")),),
            target_spans=(Span(0, len(TEXTS["p8"][1] or "")),),
            severity=Severity.INFO,
            fingerprint="e0f1a2b3c4d5968778695a4b3c2d1e0f",
        ),
        Finding(
            rule="AC104",
            pair="p6",
            message="“which everyone welcomed warmly” has nothing in the source to rest on.",
            confidence=0.82,
            target_spans=(_find("p6", 1, "which everyone welcomed warmly"),),
            severity=Severity.WARNING,
            fingerprint="f7e6d5c4b3a2910f8e7d6c5b4a392817",
            status=Status.DISMISSED,
        ),
    )


def sample() -> Report:
    """Return the report that the tests of the writers share."""
    return Report(
        version="0.1.0",
        signature="aligncheck:0.1.0|model:5c1e7d20|rules:AC|thresholds:9b1f",
        model=ModelInfo("embedded", "5c1e7d2040ab93f1"),
        source=DocumentInfo("speeches/half-year.zh.md", "ab" * 32, "markdown", 8),
        target=DocumentInfo("speeches/half-year.en.md", "cd" * 32, "markdown", 7),
        layout=Layout.DOCUMENTS,
        config={"model": "embedded", "select": ["AC"], "fail_on": "warning", "details": True},
        summary=Summary(
            verdict="fail",
            pairs=8,
            unpaired_source=1,
            unpaired_target=0,
            no_original=1,
            source_coverage=0.9321987,
            findings={"error": 3, "warning": 1, "info": 1},
            by_rule={"AC101": 1, "AC103": 1, "AC201": 1, "AC301": 1, "AC401": 1},
        ),
        pairs=_pairs(),
        findings=_findings(),
        notes=("no original given: 1 paragraph checked for the English only",),
    )


@pytest.fixture
def report() -> Report:
    """The hand-built report."""
    return sample()
