"""AC101–104 and AC107: what is missing from the translation, and what it adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligncheck.checks.quote import short
from aligncheck.document import Lang, Span
from aligncheck.report import Added, Dropped, Finding, Pair, Side
from aligncheck.text.split import sentences
from aligncheck.text.words import en_words, is_content_en, is_content_zh

WHOLE_SENTENCE = 0.6  # probability from which all of a sentence is called missing
LINKED = 0.5  # probability of having no partner from which a sentence of the target was added
LINKED_ONE = 0.8  # the same where the source is one sentence, which translators like to split
LEAST_WORDS = 3  # content words a sentence must have for AC107


def find(pair: Pair) -> Iterator[Finding]:
    """Yield the coverage findings of a pair."""
    if pair.note is not None:
        return
    if pair.source and not pair.target:
        yield _missing(pair, pair.source.text)
    elif pair.target and not pair.source:
        yield _extra(pair, pair.target.text)
    else:
        gone = list(_sentences(pair))
        yield from gone
        for dropped in pair.dropped:
            if not any(_inside(dropped.span, finding.source_spans) for finding in gone):
                yield _dropped(pair, dropped)
        more = list(_more_sentences(pair))
        yield from more
        for added in pair.added:
            if not any(_inside(added.span, finding.target_spans) for finding in more):
                yield _added(pair, added)


def _missing(pair: Pair, text: str) -> Finding:
    return Finding(
        "AC101",
        pair.id,
        f"No translation was found for the paragraph “{short(text)}”.",
        pair.confidence,
        (Span(0, len(text)),),
    )


def _extra(pair: Pair, text: str) -> Finding:
    return Finding(
        "AC102",
        pair.id,
        f"No source was found for the paragraph “{short(text)}”.",
        pair.confidence,
        (),
        (Span(0, len(text)),),
    )


def _sentences(pair: Pair) -> Iterator[Finding]:
    """Find sentences whose content words are nearly all untranslated."""
    if pair.source is None:
        return
    text = pair.source.text
    for span in _source_sentences(pair):
        words = [w for w in pair.words if span.start <= w.span.start < span.end]
        content = [w for w in words if is_content_zh(w.span.cut(text).lower())]
        if len(content) < LEAST_WORDS or _copied([w.span.cut(text) for w in content], pair.target):
            continue
        mean = sum(w.omission for w in content) / len(content)
        alone = _alone(pair, span)
        chance = 1 - (1 - mean) * (1 - alone)  # two witnesses that look at different evidence
        if chance >= WHOLE_SENTENCE:
            quote = short(span.cut(text))
            yield Finding(
                "AC107",
                pair.id,
                f"No translation was found for the sentence “{quote}”.",
                round(chance, 4),
                (span,),
            )


def _copied(words: Sequence[str], target: Side | None) -> bool:
    """Tell whether most words stand in the translation as they are: untranslated, not missing."""
    return target is not None and sum(w in target.text for w in words) > len(words) / 2


def _alone(pair: Pair, span: Span) -> float:
    """Return the probability, by the alignment, that a sentence of the source has no partner."""
    return max(
        (link.confidence for link in pair.sentences if link.source == span and not link.target),
        default=0.0,
    )


def _more_sentences(pair: Pair) -> Iterator[Finding]:
    """Find sentences of the target that nothing in the source says."""
    if pair.target is None or len(pair.sentences) < 2:
        return
    least = LINKED if _source_sentences(pair) else LINKED_ONE
    for link in pair.sentences:
        if link.source is not None or link.target is None or link.confidence < least:
            continue
        text = link.target.cut(pair.target.text)
        words = [word.text for word in en_words(text) if is_content_en(word.text)]
        if len(words) >= LEAST_WORDS:
            yield Finding(
                "AC104",
                pair.id,
                f"Nothing in the source says the sentence “{short(text)}”.",
                link.confidence,
                (),
                (link.target,),
            )


def _source_sentences(pair: Pair) -> list[Span]:
    found = sentences(pair.source.text, Lang.ZH) if pair.source else []
    return found if len(found) > 1 else []


def _dropped(pair: Pair, dropped: Dropped) -> Finding:
    quote = dropped.span.cut(pair.source.text) if pair.source else ""
    likely = f" (likely “{dropped.suggestions[0]}”)" if dropped.suggestions else ""
    return Finding(
        "AC103",
        pair.id,
        f"Nothing in the translation says “{short(quote)}”{likely}.",
        dropped.probability,
        (dropped.span,),
        (dropped.place,) if dropped.place else (),
        " / ".join(dropped.suggestions) or None,
    )


def _added(pair: Pair, added: Added) -> Finding:
    quote = added.span.cut(pair.target.text) if pair.target else ""
    return Finding(
        "AC104",
        pair.id,
        f"Nothing in the source says “{short(quote)}”.",
        added.probability,
        (),
        (added.span,),
    )


def _inside(span: Span, spans: tuple[Span, ...]) -> bool:
    return any(outer.start <= span.start and span.end <= outer.end for outer in spans)
