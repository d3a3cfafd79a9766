"""The texts of a YAML catalogue with their keys and lines."""

from __future__ import annotations

from aligncheck.errors import ReadError
from aligncheck.optional import require_module
from aligncheck.read.catalogue_entry import Entry, Key

MOST = 500_000  # texts; an alias may stand for a value again and again
_DEEPEST = 60


def list_yaml_texts(text: str, path: str) -> list[Entry]:
    """Return the texts of a YAML document, in order; nothing but plain data is made of it.

    Raises ReadError for what is no YAML, nests too deeply, or repeats itself without bound.
    """
    yaml = require_module("yaml", "docs", f"{path}: reading YAML")
    if text.count("[") + text.count("{") > MOST or _is_nested_too_deeply(text):
        raise ReadError(f"{path}: YAML nested too deeply")
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark is not None else ""
        reason = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise ReadError(f"{path}{line}: not YAML ({reason})") from None
    except (RecursionError, ValueError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ReadError(f"{path}: not YAML ({reason})") from None
    found: list[Entry] = []
    steps = 0
    waiting: list[tuple[Key, object]] = [((), root)] if root is not None else []
    while waiting:
        key, node = waiting.pop()
        steps += 1
        if steps > MOST or len(key) > _DEEPEST:
            raise ReadError(f"{path}: YAML with more than {MOST:,} values, or nested too deeply")
        children = getattr(node, "value", None)
        if isinstance(node, yaml.MappingNode):
            waiting += [((*key, str(k.value)), v) for k, v in reversed(node.value)]
        elif isinstance(node, yaml.SequenceNode):
            waiting += reversed([((*key, str(at)), v) for at, v in enumerate(node.value)])
        elif isinstance(node, yaml.ScalarNode) and str(node.tag).endswith(":str") and key:
            found.append(Entry(key, str(children), node.start_mark.line + 1))
    return found


def _is_nested_too_deeply(text: str) -> bool:
    """Return whether brackets stand inside each other beyond what a catalogue has."""
    depth = 0
    for char in text:
        depth += (char in "[{") - (char in "]}")
        if depth > _DEEPEST:
            return True
    return False
