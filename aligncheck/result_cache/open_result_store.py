"""The store of this user, opened once a process."""

from __future__ import annotations

import sys
from functools import cache

from aligncheck.result_cache.result_keys import find_store
from aligncheck.result_cache.result_store import ResultStore


@cache
def open_store() -> ResultStore:
    """Return the store of results; whatever is wrong with it is one line on stderr."""
    return ResultStore(find_store(), say=sys.stderr)
