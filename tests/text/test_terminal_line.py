"""Names and texts of documents give no commands to terminals and CI logs."""

from __future__ import annotations

import pytest

from aligncheck.text.terminal_line import strip_controls


@pytest.mark.parametrize("line", ["::error file=x::y", "  ::stop-commands::z", "::"])
def test_no_line_begins_as_a_command_of_a_runner(line: str) -> None:
    assert not strip_controls(line).lstrip().startswith("::")
    assert strip_controls(line).replace("\u200b", "") == line


@pytest.mark.parametrize("line", ["a ##[error]b", "a ##vso[task.complete]b"])
def test_no_line_holds_a_command_of_another_runner(line: str) -> None:
    assert "##[" not in strip_controls(line)
    assert "##vso[" not in strip_controls(line)


def test_text_is_one_line_without_what_moves_the_cursor() -> None:
    shown = strip_controls("a\n::error::b\r\x1b[31mc\x85d\u2028e\u202ef\tg")
    assert shown == "a ::error::b �[31mc d e�f g"
    assert strip_controls("国内生产总值: 7.4%") == "国内生产总值: 7.4%"
