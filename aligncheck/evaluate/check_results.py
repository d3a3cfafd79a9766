"""Run the check over labelled pairs and keep of it what is measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from aligncheck.config import Config, Depth
from aligncheck.document import Span
from aligncheck.evaluate import score_cache
from aligncheck.evaluate.document_folds import FoldTaggers
from aligncheck.models.joint_judge import DetectorJudge
from aligncheck.models.word_detector import WordDetector
from aligncheck.report import Finding, Pair, Report

BATCH = 250  # pairs a check
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a run measures with: `folds` replaces the detector that ships where rows trained it."""

    model: str | None = None
    folds: FoldTaggers | None = None
    keep: bool = True
    say: Say = lambda _: None
    depth: Depth = Depth.FULL


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

    def overlaps_span(self, span: Span) -> bool:
        """Return whether the two have a character in common."""
        return self.start < span.end and span.start < self.end


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A finding, with its stretches of either text and the English it suggests."""

    rule: str
    severity: str
    confidence: float
    source: tuple[tuple[int, int], ...]
    suggestion: str
    target: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, finding: Finding) -> KeptFinding:
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
        """Return whether it is a warning or worse."""
        return self.severity != "info"

    def overlaps_span(self, span: Span) -> bool:
        """Return whether it points at a character of `span` in the Chinese."""
        return any(start < span.end and span.start < end for start, end in self.source)


@dataclass(frozen=True, slots=True)
class Scored:
    """What the check said of one pair."""

    omission: float
    addition: float
    quality: float
    words: tuple[Stretch, ...] = ()
    dropped: tuple[Stretch, ...] = ()
    found: tuple[KeptFinding, ...] = ()


# A Scored as JSON keeps it.
Words = list[tuple[int, int, float]]
Places = list[tuple[int, int]]
PackedFound = tuple[str, str, float, Places, str, Places]
Packed = tuple[float, float, float, Words, Words, list[PackedFound]]
FORM = "2"  # of what is kept


def score_texts(texts: Sequence[Text], options: Options, name: str) -> list[Scored]:
    """Score pairs in order, or take them from the cache; `name` is for the progress line."""
    mark = score_cache.cache_key(
        FORM,
        options.model or "",
        options.depth,
        options.folds.digest if options.folds else "",
        *(f"{t.doc if options.folds else ''}\0{t.zh}\0{t.en}" for t in texts),
    )
    kept = score_cache.load_cached(mark) if options.keep else None
    if isinstance(kept, list) and len(kept) == len(texts):
        return [_unpack_scored(cast(Packed, row)) for row in kept]
    out: list[Scored | None] = [None] * len(texts)
    done = 0
    for number, places in sorted(_group_by_fold(texts, options.folds).items()):
        detector = options.folds.taggers[number] if options.folds and number >= 0 else None
        for start in range(0, len(places), BATCH):
            batch = places[start : start + BATCH]
            for i, scored in zip(
                batch, _check_batch([texts[i] for i in batch], options, detector), strict=True
            ):
                out[i] = scored
            done += len(batch)
            options.say(f"{name}: {done} of {len(texts)}")
    scored_all = [scored for scored in out if scored is not None]
    if options.keep:
        score_cache.save_cached(mark, [_pack_scored(scored) for scored in scored_all])
    return scored_all


def _group_by_fold(texts: Sequence[Text], folds: FoldTaggers | None) -> dict[int, list[int]]:
    """Group places by fold; -1 is the detector that ships."""
    groups: dict[int, list[int]] = {}
    for i, text in enumerate(texts):
        number = -1
        if folds and folds.taggers and text.doc is not None:
            number = folds.of(text.doc)
        groups.setdefault(number, []).append(i)
    return groups


def _check_batch(
    texts: Sequence[Text], options: Options, detector: WordDetector | None
) -> list[Scored]:
    from aligncheck.checks.rule_registry import OF_DOCUMENTS
    from aligncheck.pipeline import check_pairs

    report = check_pairs(
        [{"id": str(i), "source": text.zh, "target": text.en} for i, text in enumerate(texts)],
        config=Config(
            model=options.model or "embedded",
            depth=Depth.FAST if detector else options.depth,
            details=True,
            ignore=OF_DOCUMENTS,  # a set's rows are none, often many renderings of one
        ),
        judge=DetectorJudge(detector) if detector else None,
    )
    return _scores_of_report(report)


def _scores_of_report(report: Report) -> list[Scored]:
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.pair, []).append(finding)
    return [_scores_of_pair(pair, found.get(pair.id, ())) for pair in report.pairs]


def _scores_of_pair(pair: Pair, findings: Sequence[Finding]) -> Scored:
    gone = float(pair.target is None)
    return Scored(
        gone if pair.omission is None else pair.omission,
        float(pair.source is None) if pair.addition is None else pair.addition,
        0.0 if pair.quality is None else pair.quality,
        tuple(Stretch(w.span.start, w.span.end, w.omission) for w in pair.words),
        tuple(Stretch(d.span.start, d.span.end, d.probability) for d in pair.dropped),
        tuple(map(KeptFinding.of, findings)),
    )


def pack_finding(one: KeptFinding) -> PackedFound:
    """Return a finding as JSON keeps it."""
    places = list(one.source), list(one.target)
    return one.rule, one.severity, one.confidence, places[0], one.suggestion, places[1]


def unpack_finding(row: PackedFound) -> KeptFinding:
    """Undo `pack_finding`; JSON has made lists of the tuples."""
    rule, severity, confidence, source, suggestion, target = row
    return KeptFinding(
        rule, severity, confidence, _as_tuples(source), suggestion, _as_tuples(target)
    )


def _pack_scored(scored: Scored) -> Packed:
    return (
        scored.omission,
        scored.addition,
        scored.quality,
        [(w.start, w.end, w.probability) for w in scored.words],
        [(w.start, w.end, w.probability) for w in scored.dropped],
        [pack_finding(one) for one in scored.found],
    )


def _unpack_scored(row: Packed) -> Scored:
    """Undo `_pack_scored`; JSON has made lists of the tuples."""
    omission, addition, quality, words, dropped, said = row
    return Scored(
        omission,
        addition,
        quality,
        tuple(Stretch(*word) for word in words),
        tuple(Stretch(*word) for word in dropped),
        tuple(map(unpack_finding, said)),
    )


def _as_tuples(places: Places) -> tuple[tuple[int, int], ...]:
    return tuple((low, high) for low, high in places)
