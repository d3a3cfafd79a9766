"""Amounts, dates and other figures: read in both languages and compared."""
