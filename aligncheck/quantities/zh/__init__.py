"""Readers of figures in Chinese text."""
