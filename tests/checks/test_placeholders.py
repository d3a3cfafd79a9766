from __future__ import annotations

import pytest

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.placeholders import find
from aligncheck.report import Finding, Pair, Side


def found(zh: str, en: str) -> list[Finding]:
    pair = Pair("1", "1:1", Side(zh, (0,), ((0, 1),)), Side(en, (0,), ((0, 1),)))
    return list(find(DocumentContext([pair]), pair))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("已删除 %d 个文件", "Deleted %d files"),
        ("%1$s 邀请了 %2$s", "%2$s was invited by %1$s"),
        ("{name} 的文件", "Files of {name}"),
        ("{n, plural, other {# 个}}", "{n, plural, one {# file} other {# files}}"),
        ("<b>{name}</b>", "<b>{name}</b>"),
        ("{name} 有一个", "{name} has {name}'s one"),
        ("没有占位符", "No placeholders at 50% of it"),
        ("%s 和 %s", "%s and %s"),
    ],
)
def test_the_same_placeholders_are_silent(zh: str, en: str) -> None:
    assert found(zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en", "message"),
    [
        ("已删除 %d 个文件", "Deleted the files", "%d is missing from the translation."),
        ("共 {count} 个", "{cuont} in all", "The source has {count}, the translation {cuont}."),
        ("你好", "Hello {name}", "{name} stands in the translation and not in the source."),
        ("%d 个，共 %s", "%s of %d", "%d comes where the translation has %s; these are filled"),
        ("<b>重要</b>", "<b>Important", "</b> is missing from the translation."),
        ("{n, plural, other {#}}", "{n, plural, one {#}}", "n, plural has no branch “other”."),
        ("%s 和 %s", "%s only", "%s is missing from the translation."),
        ("${x}", "{x}", "The source has ${x}, the translation {x}."),
    ],
)
def test_what_differs_is_said(zh: str, en: str, message: str) -> None:
    (one,) = found(zh, en)
    assert one.message.startswith(message)
    assert one.confidence == (0.7 if "</b>" in message else 0.9 if "branch" in message else 0.95)


def test_points_at_both_sides() -> None:
    (one,) = found("共 {count} 个", "{cuont} in all")
    assert [(s.start, s.end) for s in (*one.source_spans, *one.target_spans)] == [(2, 9), (0, 7)]
    assert one.suggestion == "{count}"
