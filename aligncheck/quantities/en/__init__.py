"""Readers of figures in English text."""
