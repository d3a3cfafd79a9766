from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from aligncheck import Config, check
from aligncheck.document import Span
from aligncheck.findings.decisions import Decision, Verdict, dump_decisions
from aligncheck.findings.expired_decisions import drop_expired, find_expired
from aligncheck.report import Finding, Pair, Severity, Side

ZH, EN = "十二所学校开学了。", "Schools opened."
PAIR = Pair("p1", "1:1", Side(ZH, (0,), ((0, 1),)), Side(EN, (0,), ((0, 1),)))
FOUND = Finding("AC301", "p1", "x", 0.9, (Span(0, 3),), fingerprint="b" * 32)
OLD = Decision("a" * 32, Verdict.DISMISS, "said before", "Lin", rule="AC301", source="十二所")


def test_a_decision_on_the_same_words_in_another_sentence_has_expired() -> None:
    (told,) = find_expired([OLD], [FOUND], [PAIR])
    assert (told.rule, told.severity, told.pair) == ("AC902", Severity.INFO, "p1")
    assert told.message == (
        "AC301 “十二所” was dismissed by Lin (said before), but its sentence has changed since; "
        "decide again."
    )
    assert len(told.fingerprint) == 32
    assert drop_expired([OLD], [FOUND], [PAIR]) == ()


def test_what_still_fits_or_is_decided_again_or_is_gone_has_not_expired() -> None:
    fits = replace(OLD, fingerprint=FOUND.fingerprint)
    assert find_expired([fits], [FOUND], [PAIR]) == ()
    assert find_expired([OLD, fits], [FOUND], [PAIR]) == ()
    assert find_expired([OLD], [], [PAIR]) == ()
    assert find_expired([replace(OLD, rule="AC103")], [FOUND], [PAIR]) == ()
    assert find_expired([replace(OLD, source="")], [FOUND], [PAIR]) == ()


def test_a_check_says_so_and_an_edit_elsewhere_does_not_matter(texts: Path) -> None:
    english = texts / "target.en.txt"
    english.write_text(
        english.read_text(encoding="utf-8") + "\nThe the end came.\n", encoding="utf-8"
    )
    chinese = texts / "source.zh.txt"
    chinese.write_text(chinese.read_text(encoding="utf-8") + "\n结局来了。\n", encoding="utf-8")
    before = check(chinese, english)
    (doubled,) = [f for f in before.findings if f.rule == "AC402"]
    side = before.pair(doubled.pair).target
    decision = Decision(
        doubled.fingerprint,
        Verdict.DISMISS,
        rule="AC402",
        target=" … ".join(span.cut(side.text) for span in doubled.target_spans),
    )
    (texts / "decisions.jsonl").write_text(dump_decisions([decision]), encoding="utf-8")
    config = Config(decisions="decisions.jsonl")
    assert [f for f in check(chinese, english, config=config).findings if f.rule == "AC902"] == []
    changed = english.read_text(encoding="utf-8").replace(
        "The the end came", "The the end came late"
    )
    english.write_text(changed, encoding="utf-8")
    after = check(chinese, english, config=config)
    assert [f.pair for f in after.findings if f.rule == "AC902"] == [doubled.pair]
    assert not any("no longer match" in note for note in after.notes)
