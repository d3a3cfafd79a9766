"""Run the check over labelled pairs and keep of it what is measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from aligncheck.config import Config
from aligncheck.coverage.tagger import Tagger
from aligncheck.document import Span
from aligncheck.evaluate import cache
from aligncheck.evaluate.folds import FoldTaggers
from aligncheck.report import Finding, Pair, Report

BATCH = 250  # pairs a check
# Rules that compare the pairs of a document: a set's rows are none, often many renderings of one.
OF_DOCUMENTS = ("AC106", "AC203", "AC502", "AC503")
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a run measures with: `folds` replaces the detector that ships where rows trained it."""

    model: str | None = None
    folds: FoldTaggers | None = None
    keep: bool = True
    say: Say = lambda _: None


@dataclass(frozen=True, slots=True)
class Text:
    """A pair to score; `doc` decides the fold, None takes the detector that ships."""

    zh: str
    en: str
    doc: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the Chinese and its probability of being omitted."""

    start: int
    end: int
    probability: float

    def meets(self, span: Span) -> bool:
        """Tell whether the two have a character in common."""
        return self.start < span.end and span.start < self.end


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, with its stretches of either text and the English it suggests."""

    rule: str
    severity: str
    confidence: float
    source: tuple[tuple[int, int], ...]
    suggestion: str
    target: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, finding: Finding) -> Found:
        """Return what is kept of a finding."""
        return cls(
            finding.rule,
            finding.severity.value,
            finding.confidence,
            tuple((span.start, span.end) for span in finding.source_spans),
            finding.suggestion or "",
            tuple((span.start, span.end) for span in finding.target_spans),
        )

    @property
    def loud(self) -> bool:
        """Tell whether it is a warning or worse."""
        return self.severity != "info"

    def meets(self, span: Span) -> bool:
        """Tell whether it points at a character of `span` in the Chinese."""
        return any(start < span.end and span.start < end for start, end in self.source)


@dataclass(frozen=True, slots=True)
class Scored:
    """What the check said of one pair."""

    omission: float
    addition: float
    quality: float
    words: tuple[Stretch, ...] = ()
    dropped: tuple[Stretch, ...] = ()
    found: tuple[Found, ...] = ()


# A Scored as JSON keeps it.
Words = list[tuple[int, int, float]]
Places = list[tuple[int, int]]
PackedFound = tuple[str, str, float, Places, str, Places]
Packed = tuple[float, float, float, Words, Words, list[PackedFound]]
FORM = "2"  # of what is kept


def score(texts: Sequence[Text], options: Options, name: str) -> list[Scored]:
    """Score pairs in order, or take them from the cache; `name` is for the progress line."""
    mark = cache.key(
        FORM,
        options.model or "",
        options.folds.digest if options.folds else "",
        *(f"{t.doc if options.folds else ''}\0{t.zh}\0{t.en}" for t in texts),
    )
    kept = cache.load(mark) if options.keep else None
    if isinstance(kept, list) and len(kept) == len(texts):
        return [_revived(cast(Packed, row)) for row in kept]
    out: list[Scored | None] = [None] * len(texts)
    done = 0
    for number, places in sorted(_by_fold(texts, options.folds).items()):
        detector = options.folds.taggers[number] if options.folds and number >= 0 else None
        for start in range(0, len(places), BATCH):
            batch = places[start : start + BATCH]
            for i, scored in zip(
                batch, _checked([texts[i] for i in batch], options, detector), strict=True
            ):
                out[i] = scored
            done += len(batch)
            options.say(f"{name}: {done} of {len(texts)}")
    scored_all = [scored for scored in out if scored is not None]
    if options.keep:
        cache.save(mark, [_packed(scored) for scored in scored_all])
    return scored_all


def _by_fold(texts: Sequence[Text], folds: FoldTaggers | None) -> dict[int, list[int]]:
    """Group places by fold; -1 is the detector that ships."""
    groups: dict[int, list[int]] = {}
    for i, text in enumerate(texts):
        number = -1
        if folds and folds.taggers and text.doc is not None:
            number = folds.of(text.doc)
        groups.setdefault(number, []).append(i)
    return groups


def _checked(texts: Sequence[Text], options: Options, detector: Tagger | None) -> list[Scored]:
    from aligncheck.pipeline import check_pairs

    report = check_pairs(
        [{"id": str(i), "source": text.zh, "target": text.en} for i, text in enumerate(texts)],
        config=Config(model=options.model or "embedded", details=True, ignore=OF_DOCUMENTS),
        detector=detector,
    )
    return _of_report(report)


def _of_report(report: Report) -> list[Scored]:
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.pair, []).append(finding)
    return [_scored(pair, found.get(pair.id, ())) for pair in report.pairs]


def _scored(pair: Pair, findings: Sequence[Finding]) -> Scored:
    gone = float(pair.target is None)
    return Scored(
        gone if pair.omission is None else pair.omission,
        float(pair.source is None) if pair.addition is None else pair.addition,
        0.0 if pair.quality is None else pair.quality,
        tuple(Stretch(w.span.start, w.span.end, w.omission) for w in pair.words),
        tuple(Stretch(d.span.start, d.span.end, d.probability) for d in pair.dropped),
        tuple(map(Found.of, findings)),
    )


def packed(one: Found) -> PackedFound:
    """Return a finding as JSON keeps it."""
    places = list(one.source), list(one.target)
    return one.rule, one.severity, one.confidence, places[0], one.suggestion, places[1]


def revived(row: PackedFound) -> Found:
    """Undo `packed`; JSON has made lists of the tuples."""
    rule, severity, confidence, source, suggestion, target = row
    return Found(rule, severity, confidence, _pairs(source), suggestion, _pairs(target))


def _packed(scored: Scored) -> Packed:
    return (
        scored.omission,
        scored.addition,
        scored.quality,
        [(w.start, w.end, w.probability) for w in scored.words],
        [(w.start, w.end, w.probability) for w in scored.dropped],
        [packed(one) for one in scored.found],
    )


def _revived(row: Packed) -> Scored:
    """Undo `_packed`; JSON has made lists of the tuples."""
    omission, addition, quality, words, dropped, said = row
    return Scored(
        omission,
        addition,
        quality,
        tuple(Stretch(*word) for word in words),
        tuple(Stretch(*word) for word in dropped),
        tuple(map(revived, said)),
    )


def _pairs(places: Places) -> tuple[tuple[int, int], ...]:
    return tuple((low, high) for low, high in places)
