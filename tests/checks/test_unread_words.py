"""AC904: what is longer than the judge reads is named."""

from __future__ import annotations

from made import find_all, pair

from aligncheck.checks import unread_words


def test_a_list_of_a_thousand_items_is_not_read_to_its_end() -> None:
    held = pair("p1", [("灯、" * 600 + "灯。", "lamp, " * 600 + "lamp.")])
    told = find_all(unread_words, held)
    assert [finding.rule for finding in told] == ["AC904", "AC904"]
    assert "of the source has 1202 words" in told[0].message
    assert "of the translation has 1202 words" in told[1].message
    assert told[0].source_spans[0].end == len(held.source.text)
    assert told[0].source_spans[0].start == 512
    assert not told[0].target_spans


def test_a_long_paragraph_of_sentences_is_read_whole() -> None:
    held = pair("p1", [("他们修建了一座石桥。", "They built a stone bridge.")] * 200)
    assert find_all(unread_words, held) == []


def test_one_side_alone_has_nothing_that_was_not_read() -> None:
    held = pair("p1", [("灯、" * 600, "")])
    assert find_all(unread_words, held) == []
