"""Figures as a table for the terminal, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Literal

from aligncheck.evaluate.figures import Curve, Figure, Figures, SetFigures

SCHEMA = "aligncheck.figures/1"


def render_figures(figures: Figures, form: str | Literal["text", "json"]) -> str:
    """Return figures as text or as JSON (`aligncheck.figures/1`)."""
    if form == "json":
        return json.dumps(_round_numbers({"schema": SCHEMA, **asdict(figures)}), indent=1) + "\n"
    return "\n".join(_report_lines(figures)) + "\n"


def _round_numbers(value: object) -> object:
    """Round every number: the last digits of a sum depend on the machine."""
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, dict):
        return {key: _round_numbers(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_round_numbers(held) for held in value]
    return value


def _report_lines(figures: Figures) -> Iterator[str]:
    yield f"aligncheck {figures.version}, model {figures.model}, detector {figures.detector}"
    if figures.limit is not None:
        yield f"at most {figures.limit} rows a set (--limit)"
    for held in figures.sets:
        yield ""
        yield from _set_lines(held)


def _set_lines(held: SetFigures) -> Iterator[str]:
    documents = f", {held.documents} documents" if held.documents is not None else ""
    yield f"{held.name}: {held.rows} rows{documents}"
    for note in held.notes:
        yield f"  note: {note}"
    width = max((len(figure.name) for figure in held.figures), default=0)
    group = ""
    for figure in held.figures:
        if figure.group != group:
            group = figure.group
            yield f"  {group}"
        yield _figure_line(figure, width)
    for curve in held.curves:
        yield from _curve_lines(curve)


def _figure_line(figure: Figure, width: int) -> str:
    value = "    –" if figure.value is None else f"{figure.value:5.3f}"
    interval = (
        " " * 14
        if figure.low is None or figure.high is None
        else f"[{figure.low:5.3f}, {figure.high:5.3f}]"
    )
    of = "" if figure.positive is None else f" ({figure.positive} positive)"
    return f"    {figure.name:<{width}}  {value}  {interval}  n {figure.n}{of}".rstrip()


def _curve_lines(curve: Curve) -> Iterator[str]:
    yield f"  {curve.group}: {curve.name}, said and true"
    for b in curve.bins:
        yield f"    {b.low:.1f}–{b.high:.1f}  {b.said:5.3f}  {b.true:5.3f}  n {b.n}"
