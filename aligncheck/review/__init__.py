"""Reviewing a report: a page on the loopback or a terminal, decisions written as they are made."""
