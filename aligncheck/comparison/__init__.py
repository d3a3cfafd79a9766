"""Revisions of a translation compared."""
