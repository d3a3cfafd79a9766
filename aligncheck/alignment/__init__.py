"""Alignment: which units of the translation belong to which of the original."""
