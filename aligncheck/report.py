"""The result of a check: pairs, findings and their summary, as frozen data.

The JSON form of these classes is `aligncheck.report/1`; see `write/report_json.py` and
`schema/report-1.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from aligncheck.document import Lang, Layout, Span, line_at

NO_ORIGINAL = "no original given"  # the note of target paragraphs of a page without their Chinese


class Severity(StrEnum):
    """How bad a finding is, as in MQM: error (major), warning (minor), info (neutral)."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return ("info", "warning", "error").index(self.value)


class Status(StrEnum):
    """Whether a finding counts: only new ones do."""

    NEW = "new"
    BASELINE = "baseline"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair: its paragraphs joined by a newline.

    `lines` lists (offset in `text`, 1-based line of the file), ascending. `places` lists (offset,
    name of a place such as "Sheet1!B7") for formats in which a line says nothing to a person.
    `links` lists (offset, target) of links and images.
    """

    text: str
    paragraphs: tuple[int, ...]
    lines: tuple[tuple[int, int], ...]
    places: tuple[tuple[int, str], ...] = ()
    links: tuple[tuple[int, str], ...] = ()

    @property
    def line(self) -> int:
        """The line on which the side begins."""
        return self.lines[0][1]

    def line_at(self, offset: int) -> int:
        """Return the line of the file on which code point `offset` of `text` stands."""
        return line_at(self.lines, offset)

    def place_at(self, offset: int) -> str:
        """Return the name of the place of code point `offset`, empty if it has none."""
        before = [name for start, name in self.places if start <= offset]
        return before[-1] if before else ""


@dataclass(frozen=True, slots=True)
class SentenceLink:
    """Sentences of a pair that belong together; spans into the pair's texts, one may be None."""

    source: Span | None
    target: Span | None
    confidence: float
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Source words that nothing in the target seems to say.

    `probability` is that of the words being omitted; `place` is where in the target they should
    stand (empty span: between two words); `suggestions` are likely translations, best first.
    """

    span: Span
    probability: float
    place: Span | None
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """Target words that nothing in the source seems to say, with the probability of that."""

    span: Span
    probability: float


@dataclass(frozen=True, slots=True)
class WordScore:
    """One source word and its probabilities (0..1) of being untranslated and of being wrong."""

    span: Span
    omission: float
    mistranslation: float = 0.0


@dataclass(frozen=True, slots=True)
class WordMatch:
    """One source word, the target words that say it, and the probability (0..1) that it is said.

    No targets: it is likely left out, or said by words that cannot be told.
    """

    source: Span
    targets: tuple[Span, ...]
    said: float


@dataclass(frozen=True, slots=True)
class TargetScore:
    """One target word and its probabilities (0..1) of being added and of being wrong."""

    span: Span
    addition: float
    error: float


@dataclass(frozen=True, slots=True)
class MissingWord:
    """A gap where a word is missing: an empty span after the left word, and its two neighbours."""

    span: Span
    left: Span
    right: Span
    probability: float


@dataclass(frozen=True, slots=True)
class Mistranslated:
    """Source words that the target says as another thing, `target`, with the probability of that.

    `target` is None where it is not certain which words stand for them.
    """

    source: Span
    target: Span | None
    probability: float


@dataclass(frozen=True, slots=True)
class Pair:
    """A bead with its texts and scores.

    `similarity`, `omission`, `addition` and `quality` are probabilities from 0 to 1 (see
    docs/json.md), `coverage` the weighted share of source content words that found a partner; all
    are None when there is nothing to score. `sentences`, `dropped`, `added`, `mistranslated`,
    `words` and `english` are the evidence that checks read. `note` says why a pair stands alone
    although nothing is wrong, such as "no original given". `matches` tells of the source's content
    words by which target words they are said.
    """

    id: str
    kind: str
    source: Side | None
    target: Side | None
    confidence: float = 1.0
    similarity: float | None = None
    omission: float | None = None
    addition: float | None = None
    quality: float | None = None
    coverage: float | None = None
    words: tuple[WordScore, ...] = ()
    sentences: tuple[SentenceLink, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    added: tuple[Added, ...] = ()
    mistranslated: tuple[Mistranslated, ...] = ()
    english: tuple[TargetScore, ...] = ()
    note: str | None = None
    holes: tuple[MissingWord, ...] = ()
    matches: tuple[WordMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding on a whole document points to: a line of one side's file."""

    side: Lang
    line: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at.

    Checks fill in `rule` to `suggestion`; the judge adds severity, fingerprint and status.
    `confidence` is the probability that the finding holds. Spans are half-open code points into
    the texts of the pair named by `pair`; `pair` is empty and `where` given for the whole document.
    """

    rule: str
    pair: str
    message: str
    confidence: float
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    suggestion: str | None = None
    severity: Severity = Severity.WARNING
    fingerprint: str = ""
    status: Status = Status.NEW
    where: Place | None = None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a report keeps of a document that was read."""

    path: str
    sha256: str
    format: str
    paragraphs: int


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """The model a report was made with; the fingerprint is a hash of its weights and tokenizer."""

    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over a report; only findings whose status is "new" are counted.

    `source_coverage` is the share (0..1) of source content words that found a partner, over the
    whole document; None when no pair had a source. `no_original` counts target paragraphs that
    were checked for their English alone.
    """

    verdict: str
    pairs: int
    unpaired_source: int
    unpaired_target: int
    no_original: int
    source_coverage: float | None
    findings: Mapping[str, int]
    by_rule: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one check found, and all that the numbers depend on (`signature`).

    `decisions` are those that were honoured, as lines of a decisions file: a page made of the
    report goes on from them. `unmatched` are the fingerprints of those that fitted nothing.
    """

    version: str
    signature: str
    model: ModelInfo
    source: DocumentInfo
    target: DocumentInfo
    layout: Layout
    config: Mapping[str, object]
    summary: Summary
    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = field(default=())
    decisions: str = ""
    unmatched: tuple[str, ...] = ()

    def pair(self, name: str) -> Pair:
        """Return the pair with id `name`; raises KeyError if there is none."""
        for pair in self.pairs:
            if pair.id == name:
                return pair
        raise KeyError(name)
