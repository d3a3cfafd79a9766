"""Ten thousand paragraphs and two thousand findings: quick to open, light in the page."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from aligncheck.document import Span
from aligncheck.report import Finding, Report, Severity, WordMatch
from aligncheck.write import save_report
from aligncheck.write.report_json import read_report

pytestmark = pytest.mark.browser

SAMPLE = Path(__file__).parents[1] / "write" / "sample.json"
MATCHES = tuple(
    WordMatch(Span(2 * i, 2 * i + 2), (Span(6 * i, 6 * i + 5),), 0.9) for i in range(14)
)
SLOWER = 12  # times as long as a hundred paragraphs ten thousand may take to open
SECONDS = 2.0  # for all of it, as long as the machine is not busy with other work


def make_report(pairs: int, findings: int) -> Report:
    sample = read_report(SAMPLE)
    pattern = replace(sample.pair("p2"), words=(), matches=MATCHES)
    many = tuple(replace(pattern, id=f"p{i}") for i in range(pairs))
    every = pairs // findings
    found = tuple(
        Finding(
            "AC103",
            f"p{i * every}",
            f"Nothing in the translation says number {i}.",
            0.9,
            (Span(6, 12),),
            (Span(47, 47),),
            "gross domestic product",
            Severity.WARNING,
            f"{i:032x}",
        )
        for i in range(findings)
    )
    return replace(sample, pairs=many, findings=found)


def open_page(chromium, path: Path):
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.wait_for_selector(".finding")
    return page, time.perf_counter() - start


@pytest.fixture(scope="module")
def pages(chromium, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("long")
    for name, size in (("short", (100, 20)), ("long", (10_000, 2_000))):
        save_report(make_report(*size), "html", folder / f"{name}.html")
    open_page(chromium, folder / "short.html")[0].close()  # the browser warms up
    short = open_page(chromium, folder / "short.html")
    return folder, short, open_page(chromium, folder / "long.html")


def test_a_long_document_opens_at_once(pages) -> None:
    _, (_, short), (_, long) = pages
    assert long < max(SECONDS, SLOWER * short)


def test_only_what_is_near_the_window_is_in_the_page(pages) -> None:
    _, (short, _), (long, _) = pages
    count = "document.querySelectorAll('*').length"
    assert long.evaluate(count) < 1.2 * short.evaluate(count) + 100
    long.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    long.wait_for_function("document.querySelectorAll('.finding, .pair').length > 2")
    assert long.evaluate(count) < 4000


def test_every_place_can_be_gone_to(pages) -> None:
    page = pages[2][0]
    page.evaluate("location.hash = '#pair-p9995'")
    page.wait_for_selector("#pair-p9995.here")
    assert page.locator("#pair-p9995").is_visible()
    page.evaluate(f"location.hash = '#finding-{1234:032x}'")
    page.wait_for_selector(".finding.current")
    assert page.is_visible(f"#finding-{1234:032x}")
    page.keyboard.press("j")
    assert page.is_visible(f"#finding-{1235:032x}")


def test_a_filter_is_quick(pages) -> None:
    page = pages[2][0]
    start = time.perf_counter()
    page.fill("[name=q]", "number 1777.")
    page.wait_for_selector(".slot:only-child")
    assert time.perf_counter() - start < SECONDS
    page.fill("[name=q]", "")


def test_the_file_is_not_three_times_as_long_as_its_texts(pages) -> None:
    folder = pages[0]
    report = make_report(10_000, 2_000)
    texts = sum(
        len(side.text.encode()) for pair in report.pairs for side in (pair.source, pair.target)
    )
    assert (folder / "long.html").stat().st_size < 3 * texts
