"""AC101–104 and AC107: what is missing from the translation, and what it adds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from aligncheck.checks.document_context import DocumentContext
from aligncheck.checks.message_quotes import shorten_quote
from aligncheck.document import Lang, Span
from aligncheck.quantities.zh.number_scan import IDIOMS
from aligncheck.report import Added, Dropped, Finding, Pair, Severity, WordScore
from aligncheck.rules import Rule
from aligncheck.text.sentence_split import split_sentences
from aligncheck.text.words import en_words, is_content_en, is_content_zh

DROPPED = Rule(
    id="AC103",
    name="content-dropped",
    severity=Severity.ERROR,
    help="Words of the source that nothing in the translation says.",
    mqm="accuracy/omission",
    its="omission",
    page="coverage",
    outranks=("AC108",),
)
RULES = (
    Rule(
        id="AC101",
        name="paragraph-missing",
        severity=Severity.ERROR,
        help="A paragraph of the source has no translation.",
        mqm="accuracy/omission",
        its="omission",
        page="coverage",
        whole=True,
        outranks=("AC",),
    ),
    Rule(
        id="AC102",
        name="paragraph-added",
        severity=Severity.WARNING,
        help="A paragraph of the target has no source.",
        mqm="accuracy/addition",
        its="addition",
        page="coverage",
        whole=True,
        outranks=("AC",),
    ),
    DROPPED,
    Rule(
        id="AC104",
        name="content-added",
        severity=Severity.WARNING,
        help="Words of the translation that nothing in the source says.",
        mqm="accuracy/addition",
        its="addition",
        page="coverage",
    ),
    Rule(
        id="AC107",
        name="sentence-missing",
        severity=Severity.ERROR,
        help="A sentence of the source has no translation inside its paragraph.",
        mqm="accuracy/omission",
        its="omission",
        page="coverage",
        outranks=("AC103", "AC108", "AC301", "AC302", "AC303", "AC304", "AC305", "AC306"),
    ),
)

TITLE = 14  # characters of a heading
_IDIOM = re.compile(rf"[不管他它]*(?:{IDIOMS})地?")
_CLOSED = re.compile("[。！？；，,.!?;]")
_FORMAL = re.compile(
    "(?:相关|有关|主要|基本|具体|情况|说明|概述|概况|概览|概要|一览表?|简介|介绍|内容|须知|事项"
    "|方面|问题|工作"
    "|部分|附录|目录|列表|总览|综述|简述|详情|详解|总体|一般|及其|若干)+"
)
_BYLINE = re.compile(
    r"\s*(?:作者|文字?|记者|编辑|责任编辑|责编|编者|译者|翻译|校对|审校|摄影|摄|图片?|供图|撰文"
    r"|撰稿|来源|出处|监制"
    r"|主编|策划|美编|设计|绘图|制图|通讯员|本报记者|发布时间|日期)(?:[/／、和](?:文|图"
    r"|摄影?))?\s*[:：／/]"
)
WHOLE_SENTENCE = 0.6  # probability from which all of a sentence is called missing
LINKED = 0.5  # probability of having no partner from which a sentence of the target was added
LINKED_ONE = 0.8  # the same where the source is one sentence, which translators like to split
LEAST_WORDS = 3  # content words a sentence must have for AC107


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the coverage findings of a pair."""
    if pair.note is not None:
        return
    if pair.source and not pair.target:
        yield _report_missing_paragraph(pair, pair.source.text)
    elif pair.target and not pair.source:
        yield _report_added_paragraph(pair, pair.target.text)
    else:
        text = pair.source.text if pair.source else ""
        gone = list(_find_missing_sentences(pair))
        yield from gone
        kept = pair.target.text if pair.target else ""
        lost = sorted(span for finding in gone for span in finding.source_spans)
        for dropped in pair.dropped:
            if _is_inside(dropped.span, lost) or _is_formal(text, dropped.span):
                continue
            if dropped.span.cut(text) not in kept:  # AC105 speaks of what was left in Chinese
                yield _report_dropped_words(pair, dropped)
        more = list(_find_added_sentences(pair))
        yield from more
        new = sorted(span for finding in more for span in finding.target_spans)
        for added in pair.added:
            if not _is_inside(added.span, new):
                yield _report_added_words(pair, added)


def _report_missing_paragraph(pair: Pair, text: str) -> Finding:
    return Finding(
        "AC101",
        pair.id,
        f"No translation was found for the paragraph “{shorten_quote(text)}”.",
        pair.confidence,
        (Span(0, len(text)),),
    )


def _report_added_paragraph(pair: Pair, text: str) -> Finding:
    return Finding(
        "AC102",
        pair.id,
        f"No source was found for the paragraph “{shorten_quote(text)}”.",
        pair.confidence,
        (),
        (Span(0, len(text)),),
    )


def _find_missing_sentences(pair: Pair) -> Iterator[Finding]:
    """Find sentences whose content words are nearly all untranslated."""
    if pair.source is None:
        return
    text = pair.source.text
    written = pair.target.text if pair.target else ""
    letters = frozenset(written)
    unlinked = {link.source: link.confidence for link in pair.sentences if not link.target}
    spoken = sorted(pair.words, key=lambda word: word.span.start)
    for span in _split_source(pair):
        words = spoken[
            bisect_left(spoken, span.start, key=_start_of) : bisect_left(
                spoken, span.end, key=_start_of
            )
        ]
        content = [w for w in words if is_content_zh(w.span.cut(text).lower())]
        if len(content) < LEAST_WORDS or _is_copied(
            [w.span.cut(text) for w in content], written, letters
        ):
            continue
        mean = sum(w.omission for w in content) / len(content)
        alone = unlinked.get(span, 0.0)
        chance = 1 - (1 - mean) * (1 - alone)  # two witnesses that look at different evidence
        if chance >= WHOLE_SENTENCE:
            quote = shorten_quote(span.cut(text))
            yield Finding(
                "AC107",
                pair.id,
                f"No translation was found for the sentence “{quote}”.",
                round(chance, 4),
                (span,),
            )


def _start_of(word: WordScore) -> int:
    return word.span.start


def _is_copied(words: Sequence[str], written: str, letters: frozenset[str]) -> bool:
    """Return whether most words stand in the translation as they are: untranslated, not missing.

    `letters` are those of the translation: a word with another is not searched for.
    """
    return sum(letters.issuperset(w) and w in written for w in words) > len(words) / 2


def _find_added_sentences(pair: Pair) -> Iterator[Finding]:
    """Find sentences of the target that nothing in the source says."""
    if pair.target is None or len(pair.sentences) < 2:
        return
    least = LINKED if _split_source(pair) else LINKED_ONE
    for link in pair.sentences:
        if link.source is not None or link.target is None or link.confidence < least:
            continue
        text = link.target.cut(pair.target.text)
        words = [word.text for word in en_words(text) if is_content_en(word.text)]
        if len(words) >= LEAST_WORDS:
            yield Finding(
                "AC104",
                pair.id,
                f"Nothing in the source says the sentence “{shorten_quote(text)}”.",
                link.confidence,
                (),
                (link.target,),
            )


def _split_source(pair: Pair) -> list[Span]:
    found = split_sentences(pair.source.text, Lang.ZH) if pair.source else []
    return found if len(found) > 1 else []


def _is_formal(source: str, span: Span) -> bool:
    """Return whether words only give a heading its form, name a by-line, or are an idiom.

    数据来源说明 is "Data Sources", 主要内容 "Contents", 作者：沈岚 "By Shen Lan".
    """
    if _IDIOM.fullmatch(span.cut(source)):
        return True  # 不管三七二十一, which English says by its sense
    text = source.strip()
    label = _BYLINE.match(source)
    if label is not None and span.end <= label.end():
        return True
    title = len(text) <= TITLE and not _CLOSED.search(text)
    return title and _FORMAL.fullmatch(span.cut(source)) is not None


def _report_dropped_words(pair: Pair, dropped: Dropped) -> Finding:
    quote = dropped.span.cut(pair.source.text) if pair.source else ""
    likely = f" (likely “{dropped.suggestions[0]}”)" if dropped.suggestions else ""
    return Finding(
        "AC103",
        pair.id,
        f"Nothing in the translation says “{shorten_quote(quote)}”{likely}.",
        dropped.probability,
        (dropped.span,),
        (dropped.place,) if dropped.place else (),
        " / ".join(dropped.suggestions) or None,
    )


def _report_added_words(pair: Pair, added: Added) -> Finding:
    quote = added.span.cut(pair.target.text) if pair.target else ""
    return Finding(
        "AC104",
        pair.id,
        f"Nothing in the source says “{shorten_quote(quote)}”.",
        added.probability,
        (),
        (added.span,),
    )


def _is_inside(span: Span, sentences: Sequence[Span]) -> bool:
    """Return whether `span` lies in one of the sentences, which are in order."""
    at = bisect_right(sentences, span.start, key=lambda outer: outer.start) - 1
    return at >= 0 and span.end <= sentences[at].end
