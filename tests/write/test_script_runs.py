"""Sentences parted by script."""

from __future__ import annotations

import pytest

from aligncheck.write.script_runs import Run, split_scripts


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", ()),
        ("well", (Run("well", chinese=False),)),
        ("水井，", (Run("水井，", chinese=True),)),
        (
            "水 is 井",
            (Run("水", chinese=True), Run(" is ", chinese=False), Run("井", chinese=True)),
        ),
        ("a\U00020000", (Run("a", chinese=False), Run("\U00020000", chinese=True))),
    ],
)
def test_runs(text: str, runs: tuple[Run, ...]) -> None:
    assert split_scripts(text) == runs
    assert "".join(run.text for run in runs) == text
