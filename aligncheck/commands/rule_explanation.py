"""What `aligncheck rules ID` tells about one rule beyond its line in the list."""

from __future__ import annotations

from aligncheck.commands.rule_examples import SILENT, Example, load_examples
from aligncheck.rules import Rule


def explain_rule(rule: Rule) -> str:
    """Return what the rule's severity, classes and settings mean, and an example a verdict."""
    examples = "".join(
        f"\n{_format_example(example)}" for example in load_examples().get(rule.id, ())
    )
    return (
        f"\n  {rule.help}\n\n"
        f"  severity   at most {rule.severity.value}; less where the check is less sure\n"
        f"  MQM        {rule.mqm}\n"
        f"  ITS 2.0    {rule.its}\n"
        f"  run alone  aligncheck check … --select {rule.id}\n"
        f"  leave out  aligncheck check … --ignore {rule.id}\n"
        f'  ceiling    [severity] {rule.id} = "info"   in aligncheck.toml\n'
        f"  docs       docs/rules/{rule.id}.md, docs/{rule.page}.md\n{examples}"
    )


def _format_example(example: Example) -> str:
    told = "says nothing of" if example.verdict == SILENT else f"says {example.verdict} of"
    pairs = "".join(
        f"    zh  {zh or '(none)'}\n    en  {en or '(none)'}\n"
        for zh, en in zip(example.source, example.target, strict=True)
    )
    row = example.glossary.rstrip().rpartition("\n")[2]
    given = f"    with the glossary  {row}\n" if row else ""
    pinned = "    with a pinned row of an alignment\n" if example.alignment else ""
    before = "".join(f"    before, zh  {zh}\n    before, en  {en}\n" for zh, en in example.before)
    return f"  {told}\n{before}{pairs}{given}{pinned}"
