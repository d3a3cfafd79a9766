"""What `aligncheck rules ID` tells about one rule beyond its line in the list."""

from __future__ import annotations

from aligncheck.rules import Rule


def explain_rule(rule: Rule) -> str:
    """Return what the rule's severity, classes and settings mean, and how to turn it off."""
    return (
        f"\n  {rule.help}\n\n"
        f"  severity   at most {rule.severity.value}; less where the check is less sure\n"
        f"  MQM        {rule.mqm}\n"
        f"  ITS 2.0    {rule.its}\n"
        f"  run alone  aligncheck check … --select {rule.id}\n"
        f"  leave out  aligncheck check … --ignore {rule.id}\n"
        f'  ceiling    [severity] {rule.id} = "info"   in aligncheck.toml\n'
        f"  docs       README.md, table of the rules"
    )
