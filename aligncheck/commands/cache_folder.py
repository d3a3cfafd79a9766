"""Where results are kept, how many, and throwing them away."""

from __future__ import annotations

from aligncheck.errors import UsageError
from aligncheck.result_cache.result_keys import find_store
from aligncheck.result_cache.result_store import count_results, remove_store


def describe_store() -> str:
    """Return where the store lies and what is in it."""
    path = find_store()
    size = path.stat().st_size if path.exists() else 0
    return f"{path}: {count_results(path)} results, {size / 1e6:.1f} MB"


def clear_store() -> str:
    """Delete the store; raises UsageError if that cannot be done."""
    path = find_store()
    try:
        size = remove_store(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be removed ({error.strerror})") from None
    return f"{path}: {size / 1e6:.1f} MB removed" if size else f"{path}: is empty"
