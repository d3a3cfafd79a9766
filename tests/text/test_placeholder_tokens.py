from __future__ import annotations

import pytest

from aligncheck.text.placeholder_tokens import PlaceholderKind, find_placeholders


def keys(text: str) -> list[str]:
    return [one.key for one in find_placeholders(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("已删除 %d 个文件，共 %.2f MB", ["%d", "%.2f"]),
        ("%1$s 邀请了 %2$s", ["%1$s", "%2$s"]),
        ("你好，%(name)s！", ["%(name)s"]),
        ("%@ 说 %ld", ["%@", "%ld"]),
        ("欢迎 {name}，你有 {{ count }} 条", ["{name}", "{{count}}"]),
        ("第 {0} 页，共 {1} 页", ["{0}", "{1}"]),
        ("${user.name} 和 %{amount} 和 #{x}", ["${user.name}", "%{amount}", "#{x}"]),
        ("打开 {}", ["{}"]),
        ("%username% 来了", ["%username%"]),
        ("<b>重要</b><br/>见<a href='x'>这里</a>", ["<b>", "</b>", "<br>", "<a>", "</a>"]),
        ("<0>点这里</0>", ["<0>", "</0>"]),
        ("{count, plural, other {# 个文件}}", ["{count, plural}"]),
        ("{n, plural, one {{x} has one} other {{x} has #}}", ["{n, plural}", "{x}", "{x}"]),
        ("{{value | upper}} 和 {price:.2f}", ["{{value|upper}}", "{price:.2f}"]),
    ],
)  # fmt: skip
def test_finds_placeholders(text: str, found: list[str]) -> None:
    assert keys(text) == found


@pytest.mark.parametrize(
    "text",
    ["增长了 50% of it", "a 5% discount", "100%", "%%", "$x_{1}$", "\\frac{a}{b}", "a < b > c",
     "{这是一句话}", "{a, b, c}", "见 <磨坊志> 一书", "'{name}' 是原样", "if (a) { return; }"],
)  # fmt: skip
def test_what_only_looks_like_one(text: str) -> None:
    assert keys(text) == []


def test_tells_kinds_and_places() -> None:
    one, other = find_placeholders("共 %d 个 {name}")
    assert (one.kind, one.span.start, one.span.end) == (PlaceholderKind.PRINTF, 2, 4)
    assert (other.kind, other.span.start) == (PlaceholderKind.NAMED, 7)


def test_long_and_hostile_texts_cost_little() -> None:
    assert keys("{name}" * 10_000) == []
    for piece in ("{", "%", "<a ", "{{", "{a,", "'{", "%(", "${"):
        keys(piece * (19_000 // len(piece)))
