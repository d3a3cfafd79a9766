"""One document in each format has the findings of its plain text, and names their places."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from textwrap import wrap

import pytest
from made_pdf import make_pdf

from aligncheck import Config, check
from aligncheck.config import Depth

PAIR = Path(__file__).parents[2] / "pairs" / "gdp-growth"
FAST = Config(depth=Depth.FAST)
HOLE = "国内生产总值"  # what the English has dropped, in its seventh paragraph


def paragraphs(name: str) -> list[str]:
    return [line for line in (PAIR / name).read_text(encoding="utf-8").split("\n") if line.strip()]


ZH, EN = paragraphs("source.zh.txt"), paragraphs("target.en.txt")


def told(report) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return rule, severity and quoted Chinese of each finding that is no remark."""
    texts = {pair.id: pair.source.text if pair.source else "" for pair in report.pairs}
    return sorted(
        (f.rule, f.severity.value, tuple(s.cut(texts[f.pair]) for s in f.source_spans))
        for f in report.findings
        if f.severity.value != "info"
    )


@pytest.fixture(scope="module")
def plain() -> list[tuple[str, str, tuple[str, ...]]]:
    found = told(check(PAIR / "source.zh.txt", PAIR / "target.en.txt", config=FAST))
    assert len(ZH) == len(EN) >= 20
    assert found
    return found


def place_of_the_hole(report) -> str:
    """Return where the finding on the dropped word is, in the English."""
    pairs = {pair.id: pair for pair in report.pairs}
    return next(
        pairs[f.pair].target.place_at(0)
        for f in report.findings
        if f.rule == "AC103" and HOLE in pairs[f.pair].source.text
    )


def write_docx(folder: Path) -> list[Path]:
    docx = pytest.importorskip("docx")
    for name, texts in (("zh.docx", ZH), ("en.docx", EN)):
        document = docx.Document()
        for text in texts:
            document.add_paragraph(text)
        document.save(folder / name)
    return [folder / "zh.docx", folder / "en.docx"]


def write_docx_table(folder: Path) -> list[Path]:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for zh, en in zip(ZH, EN, strict=True):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = zh, en
    document.save(folder / "both.docx")
    return [folder / "both.docx"]


def write_xlsx(folder: Path) -> list[Path]:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["中文", "English"])
    for row in zip(ZH, EN, strict=True):
        book.active.append(row)
    book.save(folder / "both.xlsx")
    return [folder / "both.xlsx"]


def write_html(folder: Path) -> list[Path]:
    for name, texts in (("zh.html", ZH), ("en.html", EN)):
        body = "\n".join(f"<p>{text}</p>" for text in texts)
        (folder / name).write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return [folder / "zh.html", folder / "en.html"]


def write_catalogues(folder: Path) -> list[Path]:
    for name, texts in (("zh.json", ZH), ("en.json", EN)):
        value = {"page": {f"p{number}": text for number, text in enumerate(texts, start=1)}}
        (folder / name).write_text(json.dumps(value, indent=1), encoding="utf-8")
    return [folder / "zh.json", folder / "en.json"]


def wrap_chinese(text: str, width: int) -> list[str]:
    """Break lines anywhere but inside a number or before a mark."""
    lines = [""]
    for piece in re.findall(r"[A-Za-z0-9.%]+[，。、；：]*|.[，。、；：”）》]*", text):
        if len(lines[-1]) + len(piece) > width:
            lines.append("")
        lines[-1] += piece
    return lines


def write_pdf(folder: Path) -> list[Path]:
    pytest.importorskip("pypdf")
    for name, texts, width in (("zh.pdf", ZH, 40), ("en.pdf", EN, 90)):
        pages, page = [], []
        for text in texts:
            page += wrap_chinese(text, width) if width == 40 else wrap(text, width)
            page.append("")
            if len(page) > 40:
                pages.append(page)
                page = []
        (folder / name).write_bytes(make_pdf([*pages, page]))
    return [folder / "zh.pdf", folder / "en.pdf"]


def write_mixed(folder: Path) -> list[Path]:
    return [write_docx(folder)[0], write_html(folder)[1]]


def write_jsonl(folder: Path) -> list[Path]:
    rows = [json.dumps({"zh": zh, "en": en}) for zh, en in zip(ZH, EN, strict=True)]
    (folder / "both.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return [folder / "both.jsonl"]


FORMATS: list[tuple[Callable[[Path], list[Path]], str]] = [
    (write_docx, "paragraph 7"),
    (write_docx_table, "table 1, row 7"),
    (write_xlsx, "Sheet!B8"),
    (write_html, ""),
    (write_mixed, ""),
    (write_jsonl, ""),
    (write_pdf, "page 1"),
    (write_catalogues, "page.p7"),
]


@pytest.mark.parametrize(
    ("write", "place"), FORMATS, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_document_has_the_findings_of_its_plain_text(write, place: str, plain, tmp_path) -> None:
    report = check(*write(tmp_path), config=FAST)
    assert told(report) == plain
    assert place_of_the_hole(report) == place
