from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from aligncheck import Config, check
from aligncheck.document import Span
from aligncheck.findings.decisions import dump_decisions, load_decisions
from aligncheck.report import Report, Status, WordMatch
from aligncheck.write import save_report
from aligncheck.write.report_json import read_report

sync_api = pytest.importorskip("playwright.sync_api")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
SAMPLE = Path(__file__).parents[1] / "write" / "sample.json"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DROPPED = "#finding-1f0c8a52d4b7e3906a5d2c1b8f7e4a30"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]
Open = Callable[..., "sync_api.Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def sample() -> Report:
    return read_report(SAMPLE)


@pytest.fixture(scope="module")
def shared(browser: sync_api.Browser) -> sync_api.Page:
    """Keep one page for all tests that need no profile of their own: opening one takes long."""
    return browser.new_page(viewport={"width": 1280, "height": 900})


@pytest.fixture
def visit(
    browser: sync_api.Browser, shared: sync_api.Page, sample: Report, tmp_path: Path
) -> Iterator[Open]:
    """Open a report; no page may complain or ask the network for anything."""
    path = tmp_path / "report.html"
    wrong: list[str] = []
    heard = {
        "pageerror": lambda error: wrong.append(f"error: {error}"),
        "console": lambda message: wrong.append(f"console: {message.text}"),
        "dialog": lambda dialog: wrong.append(f"dialog: {dialog.message}"),
        "request": lambda request: wrong.append(request.url) if foreign(request) else None,
    }
    pages = []

    def open_page(
        report: Report = sample, *, address: str = "", new: bool = False, **profile: object
    ) -> sync_api.Page:
        save_report(report, "html", path)
        page = browser.new_page(**profile) if new or profile else shared
        page.set_default_timeout(5000)
        for name, note in heard.items():
            page.on(name, note)
        pages.append(page)
        page.goto(f"{path.as_uri()}{address}")
        return page

    yield open_page
    for page in pages:
        for name, note in heard.items():
            page.remove_listener(name, note)
        if page is not shared:
            page.close()
    if shared in pages:
        shared.evaluate("localStorage.clear()")
        shared.goto("about:blank")
    assert wrong == []


def foreign(request: sync_api.Request) -> bool:
    return not request.url.startswith(("file:", "blob:"))


def press(page: sync_api.Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def shown(page: sync_api.Page) -> list[str]:
    """Return the rules of the findings that can be seen."""
    cards = page.locator(".findings .finding:visible").all()
    return [str(card.get_attribute("data-rule")) for card in cards]


def export(page: sync_api.Page, path: Path) -> list[dict[str, str]]:
    with page.expect_download() as caught:
        page.click("[data-act=export]")
    assert caught.value.suggested_filename == "decisions.jsonl"
    caught.value.save_as(path)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_dismissal_is_kept_exported_and_imported(visit: Open, tmp_path: Path) -> None:
    page = visit()
    page.click("[data-act=decisions]")
    page.fill("[name=who]", "Lin 林")
    page.locator("h2").first.click()
    press(page, "j", "d")
    page.keyboard.insert_text("said in the note")
    press(page, "Enter")
    press(page, "a")  # the next finding is current now
    assert page.inner_text("#progress") == "reviewed 2 of 5"

    entries = export(page, tmp_path / "decisions.jsonl")
    assert [list(entry) for entry in entries] == [
        ["fingerprint", "verdict", "reason", "who", "at", "rule", "source", "target"]
    ] * 2
    assert entries == sorted(entries, key=lambda entry: entry["fingerprint"])
    dismissed = {key: value for key, value in entries[0].items() if key != "at"}
    assert dismissed == {
        "fingerprint": DROPPED.removeprefix("#finding-"),
        "verdict": "dismiss",
        "reason": "said in the note",
        "who": "Lin 林",
        "rule": "AC103",
        "source": "国内生产总值",
        "target": "",
    }
    assert (entries[1]["verdict"], entries[1]["rule"]) == ("accept", "AC301")
    schema = files("aligncheck").joinpath("schema/decision-1.json").read_text(encoding="utf-8")
    for entry in entries:
        jsonschema.validate(entry, json.loads(schema))

    page.reload()
    told = "– dismissed by Lin 林: said in the note"
    assert page.inner_text(f"{DROPPED} .state") == told

    other = visit(new=True)
    assert other.inner_text("#progress") == "reviewed 0 of 5"
    other.set_input_files("#import", tmp_path / "decisions.jsonl")
    other.wait_for_function("document.querySelector('#progress').value === 'reviewed 2 of 5'")
    assert other.inner_text(f"{DROPPED} .state") == told
    other.click("[data-act=decisions]")
    export(other, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "decisions.jsonl").read_bytes()


def test_a_page_goes_on_from_the_decisions_it_was_made_with(visit: Open, tmp_path: Path) -> None:
    mark = DROPPED.removeprefix("#finding-")
    made = [
        {
            "fingerprint": mark,
            "verdict": "accept",
            "reason": "right <b>",
            "at": "2026-03-01T09:30:00Z",
        },
        {"fingerprint": "0" * 32, "verdict": "dismiss", "reason": "of another page"},
    ]
    path = tmp_path / "made.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")
    lines = dump_decisions(load_decisions(path))
    page = visit(replace(read_report(SAMPLE), decisions=lines), new=True)
    assert "accepted" in page.inner_text(f"{DROPPED} .state")
    page.locator("h2").first.click()
    press(page, "j", "j", "a")
    page.click("[data-act=decisions]")
    entries = export(page, tmp_path / "out.jsonl")
    assert {entry["fingerprint"] for entry in entries} >= {mark, "0" * 32}
    assert len(entries) == 3


def test_a_file_that_holds_no_decisions_changes_nothing(visit: Open, tmp_path: Path) -> None:
    page = visit()
    (tmp_path / "notes.txt").write_text('{"verdict": "accept"}\n', encoding="utf-8")
    page.click("[data-act=decisions]")
    page.set_input_files("#import", tmp_path / "notes.txt")
    page.wait_for_selector("#say.wrong")
    assert "line 1 is no decision" in page.inner_text("#say")
    assert page.inner_text("#progress") == "reviewed 0 of 5"


def test_undo_takes_decisions_back(visit: Open) -> None:
    page = visit()
    press(page, "j", "a", "a", "u")
    assert page.inner_text("#progress") == "reviewed 1 of 5"
    press(page, "u")
    assert page.inner_text("#progress") == "reviewed 0 of 5"
    assert page.inner_text(f"{DROPPED} .state") == ""


def test_filters_narrow_the_list_and_stay_in_the_address(visit: Open) -> None:
    page = visit()
    assert shown(page) == ["AC103", "AC301", "AC101", "AC401", "AC201"]
    press(page, "/")
    page.keyboard.insert_text("十二所")
    assert shown(page) == ["AC301"]
    page.fill("[name=q]", "")
    page.select_option("[name=rule]", "AC401")
    assert shown(page) == ["AC401"]
    page.check("[name=only]")
    assert page.locator(".pair:visible").count() == 1

    page.reload()  # with the filter in the address
    assert shown(page) == ["AC401"]
    page.evaluate("location.hash = '#severity=warning,info'")
    page.wait_for_function("document.querySelector('[name=rule]').value === ''")
    assert shown(page) == ["AC401", "AC201"]


def test_a_link_leads_to_a_finding_and_its_pair(visit: Open) -> None:
    page = visit(address=DROPPED)
    assert "current" in (page.get_attribute(DROPPED, "class") or "")
    page.click(f"{DROPPED} a.aside")
    page.wait_for_selector("#pair-p2.here")
    assert page.locator("#pair-p2").is_visible()


def test_a_finding_lights_up_on_both_sides(visit: Open) -> None:
    page = visit()
    page.evaluate("Page.goToPair(Page.pairs[2])")
    page.hover("#pair-p3 .mark:text('十二所')")
    assert page.locator("#pair-p3 .mark.lit").all_inner_texts() == ["十二所", "21 schools"]
    page.focus("#pair-p2 .hole")
    assert page.locator("#pair-p2 .mark.lit").all_inner_texts() == ["国内生产总值"]


def test_the_theme_is_remembered(visit: Open) -> None:
    page = visit()
    press(page, "t")
    chosen = page.get_attribute("html", "data-theme")
    assert chosen in {"light", "dark"}
    page.reload()
    assert page.get_attribute("html", "data-theme") == chosen


def test_a_browser_that_keeps_nothing_says_so(visit: Open) -> None:
    page = visit(new=True)
    assert not page.is_visible("#forgetful")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('shut'); }})"
    )
    page.reload()
    press(page, "j", "a")
    assert page.is_visible("#forgetful")
    assert page.inner_text("#progress") == "reviewed 1 of 5"


def test_the_findings_can_be_read_without_scripts(visit: Open) -> None:
    page = visit(java_script_enabled=False)
    assert page.locator(".finding:visible").count() == 5
    assert page.locator("button:visible").count() == 0


def test_hostile_text_does_nothing(visit: Open, sample: Report) -> None:
    bad = "</script><img src=x onerror=alert(1)><script>alert(2)</script>"
    findings = tuple(
        replace(item, message=bad, suggestion=bad, fingerprint=f"{bad}{i}")
        for i, item in enumerate(sample.findings)
    )
    page = visit(replace(sample, findings=findings, notes=(bad,), signature=bad))
    press(page, "j", "d")
    page.keyboard.insert_text(bad)
    press(page, "Enter")
    assert bad in page.inner_text(".finding .state")
    assert page.locator("img").count() == 0


def test_what_is_dismissed_in_the_page_no_longer_counts(visit: Open, tmp_path: Path) -> None:
    folder = Path(__file__).parents[2] / "pairs" / "gdp-growth"
    texts = folder / "source.zh.txt", folder / "target.en.txt"
    page = visit(check(*texts))
    page.locator('.finding[data-rule="AC103"]:has-text("国内生产总值") [data-act=dismiss]').click()
    page.keyboard.insert_text("said elsewhere")
    press(page, "Enter")
    page.click("[data-act=decisions]")
    (entry,) = export(page, tmp_path / "decisions.jsonl")
    assert (entry["rule"], entry["source"]) == ("AC103", "国内生产总值")

    config = Config(decisions=str(tmp_path / "decisions.jsonl"))
    again = check(*texts, config=config)
    dismissed = [f.fingerprint for f in again.findings if f.status is Status.DISMISSED]
    assert dismissed == [entry["fingerprint"]]


def test_a_phone_gives_the_pairs_all_of_its_width(visit: Open) -> None:
    page = visit(viewport={"width": 380, "height": 800})
    widths = page.evaluate(
        "[document.querySelector('.pairs'), document.querySelector('.pair')]"
        ".map((element) => element.getBoundingClientRect().width)"
    )
    assert widths[1] > 0.95 * widths[0] > 300


def test_paper_gets_the_findings_and_no_keys(visit: Open) -> None:
    page = visit(new=True)
    page.emulate_media(media="print")
    assert page.locator(".finding:visible").count() > 0
    for hidden in (".pair", ".acts", "kbd", ".tools"):
        assert page.locator(f"{hidden}:visible").count() == 0


def test_a_word_shows_its_partner_and_how_sure_that_is(visit: Open, sample: Report) -> None:
    page = visit(with_words(sample))
    page.evaluate("Page.goToPair(Page.pairs[5])")
    page.hover("#pair-p6 .w[data-zh='0']")
    assert page.inner_text("#bubble") == "水库 → reservoir\n97% sure that it is said"
    assert page.locator("#pair-p6 .w.partner").all_inner_texts() == ["reservoir"]
    page.hover("#pair-p6 .w[data-en='1']")
    assert "修复 → repairs" in page.inner_text("#bubble")
    assert page.locator("#pair-p6 .w.partner").all_inner_texts() == ["修复"]
    page.mouse.move(5, 5)
    assert not page.is_visible("#bubble")


def test_words_can_be_stepped_through_by_key(visit: Open, sample: Report) -> None:
    page = visit(with_words(sample), address="#sort=document")
    page.evaluate("location.hash = '#finding-' + Page.findings.at(-1).fingerprint")
    page.wait_for_selector(".finding.current")
    page.select_option("[name=state]", "")
    page.evaluate("document.activeElement.blur()")
    press(page, "w")
    assert "no English word found" in page.inner_text("#bubble") or page.is_visible("#bubble")
    press(page, "Escape")
    assert not page.is_visible("#bubble")


def with_words(sample: Report) -> Report:
    """Return the sample with two words of p6 matched, and all of p8 unmatched."""
    zh, en = sample.pair("p6").source.text, sample.pair("p6").target.text
    found = [
        WordMatch(span(zh, "水库"), (span(en, "reservoir"),), 0.97),
        WordMatch(span(zh, "修复"), (span(en, "repairs"),), 0.9),
    ]
    lost = [WordMatch(Span(0, 2), (), 0.12)]
    held = {"p6": tuple(found), "p8": tuple(lost), "p2": tuple(lost)}
    pairs = tuple(replace(pair, matches=held.get(pair.id, ())) for pair in sample.pairs)
    return replace(sample, pairs=pairs)


def span(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


def test_findings_are_sorted_as_asked_and_the_address_keeps_it(visit: Open) -> None:
    page = visit()
    page.select_option("[name=sort]", "document")
    assert shown(page) == ["AC401", "AC103", "AC301", "AC101", "AC201"]
    page.select_option("[name=sort]", "confidence")
    assert shown(page)[:2] == ["AC103", "AC301"]
    assert "sort=confidence" in page.url
    page.reload()
    assert page.input_value("[name=sort]") == "confidence"


def test_one_stroke_dismisses_with_the_last_reason_and_goes_on(visit: Open) -> None:
    page = visit()
    press(page, "j", "d")
    page.keyboard.insert_text("as it should be")
    press(page, "Enter", "x", "x")
    assert page.inner_text("#progress") == "reviewed 3 of 5"
    kept = page.evaluate("[...Page.decisions.values()].map((entry) => entry.reason)")
    assert kept == ["as it should be"] * 3
    assert page.get_attribute(".finding.current", "data-rule") == "AC401"


def test_all_findings_on_the_same_words_are_dismissed_at_once(visit: Open, sample: Report) -> None:
    first = sample.findings[0]
    more = tuple(replace(first, fingerprint=f"{first.fingerprint}{i}") for i in range(3))
    page = visit(replace(sample, findings=sample.findings + more))
    press(page, "j", "D")
    page.keyboard.insert_text("said in the note")
    press(page, "Enter")
    assert page.inner_text("#say") == "4 dismissed."
    assert page.inner_text("#progress") == "reviewed 4 of 8"
    press(page, "u")
    assert page.inner_text("#progress") == "reviewed 0 of 8"


def test_the_page_of_a_rule_is_one_click_away(visit: Open) -> None:
    page = visit()
    page.click(f"{DROPPED} button.rule")
    assert page.is_visible("#rule")
    assert page.inner_text("#rule h2").startswith("AC103")
    assert "--ignore AC103" in page.inner_text("#rule-facts")
    assert len(page.inner_text("#rule-page")) > 100
    press(page, "Escape")
    assert not page.is_visible("#rule")


def test_a_suggestion_stands_in_the_english_as_a_caret(visit: Open) -> None:
    page = visit()
    assert page.inner_text(f"{DROPPED} .hole ins") == "‸gross domestic product"


def test_what_was_dismissed_before_is_found_by_its_state(visit: Open) -> None:
    page = visit()
    page.select_option("[name=state]", "earlier")
    assert shown(page) == ["AC104"]
    assert "dismissed" in page.inner_text(".finding .state")


def test_the_page_speaks_chinese(visit: Open, sample: Report) -> None:
    page = visit(replace(sample, config={**sample.config, "lang": "zh"}))
    assert page.inner_text("#progress") == "已处理 0 / 5"
    assert "确认" in page.inner_text(f"{DROPPED} .acts")
    press(page, "?")
    assert "快捷键" in page.inner_text("#help")
