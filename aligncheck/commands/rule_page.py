"""The page of a rule in docs/rules/, made of what the rule declares and of its examples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from aligncheck.checks.rule_registry import RULES, outranks
from aligncheck.commands.rule_examples import SILENT, Example, load_examples
from aligncheck.rules import Rule, Scope
from aligncheck.write import save_texts

SCOPES = {
    Scope.PAIR: "the Chinese and the English of a pair",
    Scope.ENGLISH: "the English alone",
    Scope.TOOL: "what the tool was given, not the translation",
}
_MARK = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|"})


def save_pages(folder: Path) -> int:
    """Write the page of every rule, and a list of them, into a folder; return how many."""
    pages = [(render_page(rule), folder / f"{rule.id}.md") for rule in RULES]
    save_texts([*pages, (render_list(RULES), folder / "README.md")])
    return len(pages)


def render_list(rules: Sequence[Rule]) -> str:
    """Return a page that links the pages of all rules."""
    rows = (
        f"| [{rule.id}]({rule.id}.md) | {rule.name} | {rule.severity.value} | {rule.help} |\n"
        for rule in rules
    )
    return (
        "# The rules\n\nA page each, made of what the rules declare (`aligncheck rules --pages`).\n"
        "\n| rule | name | at most | |\n|---|---|---|---|\n" + "".join(rows)
    )


def render_page(rule: Rule) -> str:
    """Return the page of a rule as Markdown."""
    over = [other.id for other in RULES if outranks(rule, other)]
    under = [other.id for other in RULES if outranks(other, rule)]
    rows = [
        ("severity", f"at most {rule.severity.value}; less where the check is less sure"),
        ("looks at", SCOPES[rule.scope]),
        ("MQM", rule.mqm),
        ("ITS 2.0", rule.its),
        ("told instead of", _link_rules(over)),
        ("left to", _link_rules(under)),
        ("lowers the quality of a pair", "yes" if rule.lowers_quality else ""),
    ]
    table = "".join(f"| {name} | {value} |\n" for name, value in rows if value)
    examples = "".join(map(_format_example, load_examples().get(rule.id, ())))
    if examples:
        examples = f"## Examples\n\nVerdicts of this rule at `--depth fast`.\n\n{examples}"
    return (
        f"# {rule.id} {rule.name}\n\n{rule.help}\n\n| | |\n|---|---|\n{table}\n"
        f"How it works: [{rule.page}.md](../{rule.page}.md).\n\n"
        f"{examples}"
        "## Settings\n\nIn `aligncheck.toml`:\n\n```toml\n"
        f'select = ["{rule.id}"]  # this rule alone\n'
        f'ignore = ["{rule.id}"]  # all but this rule\n\n'
        f'[severity]\n{rule.id} = "info"  # never more than this\n\n'
        f"[confidence]\n{rule.id} = 0.7  # nothing that is less sure\n\n"
        f'[per_file_ignores]\n"en/drafts/*" = ["{rule.id}"]  # not in these files\n```\n'
    )


def _link_rules(names: Iterable[str]) -> str:
    return ", ".join(f"[{name}]({name}.md)" for name in names)


def _format_example(example: Example) -> str:
    told = "nothing" if example.verdict == SILENT else f"**{example.verdict}**"
    table = _format_pairs(zip(example.source, example.target, strict=True))
    before = f"Before:\n\n{_format_pairs(example.before)}\nNow:\n\n" if example.before else ""
    given = "".join(
        f"With this {name}:\n\n```\n{text}```\n\n"
        for name, text in (("glossary", example.glossary), ("alignment", example.alignment))
        if text
    )
    place = " of two documents" if example.documents and not example.before else ""
    return f"It says {told}{place}:\n\n{before}{table}\n{given}"


def _format_pairs(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"| {_escape(zh)} | {_escape(en)} |\n" for zh, en in pairs)
    return f"| Chinese | English |\n|---|---|\n{rows}"


def _escape(text: str) -> str:
    return text.translate(_MARK) if text else "*(none)*"
