"""Recurring terms, their renderings and glossaries."""
