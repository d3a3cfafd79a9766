"""Quotes as messages show them."""

from __future__ import annotations

SHOWN = 40  # characters


def shorten_quote(text: str, shown: int = SHOWN) -> str:
    """Put a quote on one line and cut it to `shown` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= shown else flat[: shown - 1] + "…"
