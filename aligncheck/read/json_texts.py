"""The texts of a JSON value with their keys and lines, which the json module does not tell."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass

from aligncheck.errors import ReadError
from aligncheck.read.catalogue_entry import Entry

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)


@dataclass(slots=True)
class _Level:
    """An open object or list; `key` is that of the value which comes."""

    is_list: bool
    key: str = ""
    index: int = 0
    waits_for_key: bool = True


def load_json(text: str, path: str) -> object:
    """Return the value of a JSON text; raises ReadError with the line of what is wrong."""

    def build(pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        if len(made) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise ReadError(f"{path}: {twice!r} stands twice in one object; leave one")
        return made

    try:
        return json.loads(text, object_pairs_hook=build)
    except json.JSONDecodeError as error:
        raise ReadError(f"{path}:{error.lineno}: not JSON ({error.msg})") from None
    except RecursionError:
        raise ReadError(f"{path}: not JSON (nested too deeply)") from None
    except ValueError as error:
        raise ReadError(f"{path}: not JSON ({error})") from None


def list_json_texts(text: str) -> list[Entry]:
    """Return the texts of a JSON value that `load_json` has read, in order."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    levels: list[_Level] = []
    found: list[Entry] = []
    for token in _TOKEN.finditer(text):
        said = _take_token(token[0], levels)
        if said is not None:
            key = tuple(str(one.index) if one.is_list else one.key for one in levels)
            found.append(Entry(key, said, bisect_right(starts, token.start())))
    return found


def _take_token(sign: str, levels: list[_Level]) -> str | None:
    """Follow a token into and out of the levels; return the text that it is, if it is a value."""
    if sign in "{[":
        levels.append(_Level(sign == "["))
        return None
    if sign in "}]":
        levels.pop()
        return None
    if not levels:
        return None
    level = levels[-1]
    if sign in ",:":
        level.waits_for_key = sign == ","
        level.index += sign == ","
        return None
    if sign[0] != '"':
        return None
    if level.is_list or not level.waits_for_key:
        return str(json.loads(sign))
    level.key = json.loads(sign)
    return None
