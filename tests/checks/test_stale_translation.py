"""AC109 by versions made by hand: when the original changed after its translation was written."""

from __future__ import annotations

from made import pair
from two import material

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.stale_translation import find, find_stale_translations, prepare
from aligncheck.history.document_history import History, Version
from aligncheck.report import Finding

OLD_ZH, NEW_ZH = "村里的合作社修了一条新的水渠。", "村里的合作社修了两条新的水渠。"
OLD_EN, NEW_EN = "The cooperative built a new channel.", "The cooperative built two new channels."
HEAD_ZH, HEAD_EN = "水磨坊的历史", "A History of the Watermill"
Texts = tuple[str, ...] | None


def stale(*versions: tuple[Texts, Texts], zh: str = NEW_ZH, en: str = OLD_EN) -> list[Finding]:
    """What is found in a document of a heading and a paragraph; the newest version comes first."""
    past = tuple(Version(f"c{i}", *held) for i, held in enumerate(versions))
    pairs = [pair("p1", [(HEAD_ZH, HEAD_EN)], 0), pair("p2", [(zh, en)], 1)]
    held = material([HEAD_ZH, zh], [HEAD_EN, en])
    return list(find_stale_translations(pairs, held, History(past)))


def both(zh: str, en: str) -> tuple[Texts, Texts]:
    return (HEAD_ZH, zh), (HEAD_EN, en)


def test_an_original_that_changed_since_is_told_with_its_words() -> None:
    (told,) = stale(both(OLD_ZH, OLD_EN))
    assert (told.rule, told.pair) == ("AC109", "p2")
    assert "(c0): “一条” has become “两条”." in told.message
    assert [span.cut(NEW_ZH) for span in told.source_spans] == ["两条"]


def test_the_translation_is_of_the_version_it_was_written_at() -> None:
    (told,) = stale(both(NEW_ZH, OLD_EN), both(OLD_ZH, OLD_EN), both(OLD_ZH, "Other."))
    assert "(c1)" in told.message
    assert stale(both(NEW_ZH, OLD_EN), both(OLD_ZH, "Other.")) == []
    assert stale(both(OLD_ZH, "Other.")) == []  # the English was changed just now


def test_an_original_that_was_changed_back_is_not_stale() -> None:
    assert stale(both(OLD_ZH, OLD_EN), both(NEW_ZH, OLD_EN)) == []


def test_what_was_not_there_yet_says_nothing() -> None:
    assert stale() == []
    assert stale((None, (HEAD_EN, OLD_EN))) == []
    assert stale(((HEAD_ZH, OLD_ZH), None)) == []
    assert stale(both(OLD_ZH, OLD_EN), en=NEW_EN) == []


def test_marks_and_cuts_are_no_change() -> None:
    assert stale(both(OLD_ZH, OLD_EN), zh=OLD_ZH.replace("。", "！")) == []
    joined = OLD_ZH + "没有人知道它是谁建的。"
    assert stale(both(joined, OLD_EN), zh=joined) == []
    (told,) = stale(both(joined, OLD_EN), zh=OLD_ZH)
    assert "“没有人知道它是谁建的” was taken out" in told.message


def test_a_check_without_history_finds_nothing() -> None:
    held = [pair("p1", [(NEW_ZH, OLD_EN)], 0)]
    found = prepare(DocumentContext(held, material=material([NEW_ZH], [OLD_EN])))
    assert list(find(found, held[0])) == []
    history = History((Version("c", (OLD_ZH,), (OLD_EN,)),))
    context = DocumentContext(held, material=material([NEW_ZH], [OLD_EN]), history=history)
    assert [told.rule for told in find(prepare(context), held[0])] == ["AC109"]
