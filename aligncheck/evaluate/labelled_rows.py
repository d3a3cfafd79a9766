"""What a row of a labelled set is, by its fields: marks of raters, links, chapters, pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from aligncheck.document import Span
from aligncheck.errors import ReadError
from aligncheck.evaluate.labelled_sets import (
    Aside,
    Chapter,
    Couple,
    ErrorMark,
    Judged,
    Linked,
    Read,
    Row,
    Tagged,
)
from aligncheck.write.json_node import Node, NodeError

SEVERITY = {"Critical": "major", "Major": "major", "Minor": "minor"}  # any other is neutral
# Parts of a category's name; any other category is "other".
CATEGORIES = {
    "Omission": "omission",
    "Addition": "addition",
    "Accuracy": "accuracy",
    "Non-translation": "accuracy",
}
MAJOR_WEIGHT = 5.0  # MQM points of a major error


def parse_row(value: object, place: str) -> Row:
    """Return the row that a value of JSON is; raises ReadError naming `place` if it is none."""
    node = Node(value, "")
    for fields, make in SCHEMAS:
        if all(name in node for name in fields):
            try:
                return make(node)
            except (NodeError, ValueError) as error:
                raise ReadError(f"{place}: {error}") from None
    held = ", ".join(sorted(node.mapping())[:8]) if isinstance(value, dict) else f"{value!r:.40}"
    raise ReadError(
        f"{place}: not a row of a labelled set that is known (it holds {held}); docs/measuring.md"
        " lists the fields of each kind"
    )


def _parse_judged(row: Node) -> Judged:
    marks = tuple(_parse_mark(error) for error in row["errors"].items())
    raters = (
        tuple(rater.text() for rater in row["raters"].items())
        if "raters" in row
        else tuple(sorted({mark.rater for mark in marks})) or ("",)
    )
    zh = row["zh"].text()
    return Judged(
        _text_or_default(row, "id", ""),
        _text_or_default(row, "set", ""),
        _text_or_default(row, "doc", "") or zh,
        zh,
        row["en"].text(),
        _parse_flag(row, "is_human"),
        raters,
        marks,
        _parse_flag(row, "maybe_unmarked_coverage"),
        False,
        _parse_number(row["mqm"]) if "mqm" in row and not row["mqm"].empty else None,
    )


def _parse_mark(error: Node) -> ErrorMark:
    name = error["category"].text()
    return ErrorMark(
        next((kind for part, kind in CATEGORIES.items() if part in name), "other"),
        SEVERITY.get(error["severity"].text(), "neutral"),
        _text_or_default(error, "rater", ""),
        _text_or_default(error, "side", "") == "source",
        _parse_span(error),
    )


def _parse_errors(row: Node) -> Judged | Read:
    """Read a row with errors: of raters (MQM), or of one reader who read it word by word."""
    if "system" in row and not any(name in row for name in ("raters", "n_raters", "mqm")):
        return _parse_read(row, {"reader": "errors"})
    return _parse_judged(row)


def _parse_read_twice(row: Node) -> Read:
    return _parse_read(row, {"A": "A", "B": "B"})


def _parse_read(row: Node, readers: Mapping[str, str]) -> Read:
    """Read a pair with the marks of its readers, by the names of their fields."""
    zh, en = row["zh"].text(), row["en"].text()
    marks = {
        reader: tuple(
            mark for error in row[name].items() for mark in _parse_reading(error, reader, zh, en)
        )
        for reader, name in readers.items()
    }
    doc = _text_or_default(row, "doc", "") or zh
    return Read(_text_or_default(row, "id", ""), doc, zh, en, _parse_flag(row, "is_human"), marks)


def _parse_reading(error: Node, reader: str, zh: str, en: str) -> Iterator[ErrorMark]:
    """Yield a mark for each side of an error that quotes words, where they first stand."""
    category, severity = error["category"].text(), error["severity"].text()
    for name, text in (("zh", zh), ("en", en)):
        quote = _text_or_default(error, name, "")
        at = text.find(quote) if quote else -1
        if at >= 0:
            span = Span(at, at + len(quote))
            yield ErrorMark(category, severity, reader, name == "zh", span)


def _parse_partly_judged(row: Node) -> Judged:
    """Read a row whose marks have a weight and no category: those in the Chinese are omissions."""
    marks = []
    for note in row["annotations"].items():
        source = _text_or_default(note, "side", "") == "source"
        weight = _parse_number(note["weight"])
        if weight:
            severity = "major" if weight >= MAJOR_WEIGHT else "minor"
            category = "omission" if source else "other"
            marks.append(ErrorMark(category, severity, "", source, _parse_span(note)))
    zh, en = row["zh"].text(), row["en"].text()
    return Judged(
        _text_or_default(row, "id", ""),
        "",
        zh,
        zh,
        en,
        False,
        ("",),
        tuple(marks),
        True,
        True,
        None,
    )


def _parse_span(mark: Node) -> Span | None:
    if "start" not in mark or "end" not in mark or mark["start"].empty or mark["end"].empty:
        return None
    return Span(mark["start"].count(), mark["end"].count())


def _parse_tagged(row: Node) -> Tagged:
    tokens = tuple(token.text() for token in row["en_tokens"].items())
    bad = tuple(tag.one_of(("OK", "BAD")) == "BAD" for tag in row["tags"].items())
    if len(tokens) != len(bad):
        raise NodeError(f"{len(tokens)} en_tokens and {len(bad)} tags; expected one tag a token")
    return Tagged(row["zh"].text(), row["en"].text(), tokens, bad, _parse_number(row["mqm"]))


def _parse_chapter(row: Node) -> Chapter:
    zh = tuple(item.text() for item in row["zh_sents"].items())
    en = tuple(item.text() for item in row["en_sents"].items())
    beads = tuple(
        (_parse_places(bead[0], len(zh)), _parse_places(bead[1], len(en)))
        for bead in row["links"].items()
    )
    return Chapter(_text_or_default(row, "doc", ""), zh, en, beads)


def _parse_places(side: Node, size: int) -> tuple[int, ...]:
    places = tuple(item.count() for item in side.items())
    if any(place >= size for place in places):
        raise NodeError(f"{side.place}: there are {size} sentences, so no number {max(places)}")
    return places


def _parse_linked(row: Node) -> Linked:
    sides = (tuple(t.text() for t in row[name].items()) for name in ("zh_tokens", "en_tokens"))
    zh, en = sides
    sure = frozenset((link[0].count(), link[1].count()) for link in row["sure"].items())
    possible = frozenset((link[0].count(), link[1].count()) for link in row["possible"].items())
    return Linked(zh, en, sure, sure | possible)


def _parse_couple(row: Node) -> Couple:
    names = ("zh", "en") if "zh" in row else ("source", "target")
    return Couple(row[names[0]].text(), row[names[1]].text())


def _set_aside(reason: str) -> Callable[[Node], Aside]:
    return lambda _: Aside(reason)


# Fields that a row must have, and how it is read; the first that fits is taken.
SCHEMAS: Sequence[tuple[tuple[str, ...], Callable[[Node], Row]]] = (
    (("zh", "en", "A", "B"), _parse_read_twice),
    (("zh", "en", "errors"), _parse_errors),
    (("zh", "en", "annotations"), _parse_partly_judged),
    (("zh", "en", "en_tokens", "tags", "mqm"), _parse_tagged),
    (("zh_sents", "en_sents", "links"), _parse_chapter),
    (("zh_tokens", "en_tokens", "sure", "possible"), _parse_linked),
    (("en_tokens", "zh_tokens", "mt_tags"), _set_aside("translated from English; not measured")),
    (("zh", "en", "scores", "label"), _set_aside("translated from English; not measured")),
    (("zh", "en", "pred_under_spans"), _set_aside("output of another detector; not measured")),
    (("zh", "en"), _parse_couple),
    (("source", "target"), _parse_couple),
)


def _text_or_default(row: Node, name: str, default: str) -> str:
    if name not in row or row[name].empty:
        return default
    return row[name].text()


def _parse_flag(row: Node, name: str) -> bool:
    return name in row and row[name].value is True


def _parse_number(node: Node) -> float:
    value = node.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NodeError(f"{node.place}: expected a number, got {value!r:.40}")
    return float(value)
