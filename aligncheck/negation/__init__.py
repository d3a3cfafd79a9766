"""Cues of negation in both languages and what they deny."""
