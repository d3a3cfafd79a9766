from __future__ import annotations

import pytest

from aligncheck.checks.rule_registry import RULES
from aligncheck.write import rule_pages


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_words_and_no_links(rule) -> None:
    page = rule_pages.render_rule(rule.id)
    assert rule.mqm in page
    assert "<table>" in page
    assert "<a " not in page
    assert "<img" not in page


def test_without_documentation_there_is_no_page(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    rule_pages.render_rule.cache_clear()
    monkeypatch.setattr(rule_pages, "_PACKAGE", tmp_path / "none" / "none")
    assert rule_pages.render_rule("AC402") == ""
    rule_pages.render_rule.cache_clear()
