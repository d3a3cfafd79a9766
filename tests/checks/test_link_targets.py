"""Links of Markdown and HTML files that lead elsewhere in the translation."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligncheck.pipeline import check

PAGES = {
    "md": "# {0}\n\n{1}[{2}]({3}){4}\n",
    "html": '<html><body><h1>{0}</h1><p>{1}<a href="{3}">{2}</a>{4}</p></body></html>',
}


def _write(folder: Path, ending: str, lang: str, target: str) -> Path:
    words = {
        "zh": ("安装", "安装步骤请参见", "安装手册", target, "，其中有详细说明。"),
        "en": ("Installation", "For the steps of installation, see the ", "manual", target,
               ", which has detailed notes."),
    }[lang]  # fmt: skip
    path = folder / f"page.{lang}.{ending}"
    path.write_text(PAGES[ending].format(*words), encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", PAGES)
@pytest.mark.parametrize(
    ("target", "rules"), [("install.md", []), ("en/install.md", []), ("upgrade.md", ["AC306"])]
)
def test_a_link_of_a_file_that_leads_elsewhere_is_found(
    tmp_path: Path, ending: str, target: str, rules: list[str]
) -> None:
    source, translation = (
        _write(tmp_path, ending, "zh", "install.md"),
        _write(tmp_path, ending, "en", target),
    )
    report = check(source, translation)
    assert [one.rule for one in report.findings if one.rule == "AC306"] == rules
