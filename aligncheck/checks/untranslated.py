"""AC105: Chinese that was left in the English; what is left alone stands in docs/english.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from aligncheck.checks.document_context import DocumentContext
from aligncheck.document import Span
from aligncheck.report import Finding, Pair, Severity
from aligncheck.rules import Rule, Scope
from aligncheck.text.words import HAN, has_han

RULES = (
    Rule(
        id="AC105",
        name="untranslated",
        severity=Severity.ERROR,
        help="Chinese was left in the English text.",
        mqm="accuracy/untranslated",
        its="untranslated",
        page="english",
        scope=Scope.ENGLISH,
        outranks=("AC103", "AC104"),
        lowers_quality=True,
        measured_as="Chinese left in",
    ),
)

# Chinese with the marks and figures between; brackets end a stretch, so that glosses stand alone.
_STRETCH = re.compile(rf"[{HAN}](?:[^A-Za-z\n()\[\]（）［］【】]{{0,8}}[{HAN}])*")
_KANA = re.compile(r"[\u3041-\u30ff]")
_BEFORE_GLOSS = re.compile(
    r"(?:\b(?:Chinese|Mandarin|Cantonese|original|pinyin|characters?|hanzi|ideographs?|phonetic"
    r"|word|term|phrase|expression|title|titled|literally|lit\.|namely|idiom|proverb|saying"
    r"|slogan|source|tag|keyword|hashtag|surname|注)\b[^\n.]{0,12})$",
    re.IGNORECASE,
)
_AFTER_GLOSS = re.compile(
    r"[”’\"'」』》]?\s*(?:[(\[（［]|[,，;:—–=-]*\s*(?:[“‘\"']|meaning\b|means\b|literally\b"
    r"|lit\.|i\.e\."
    r"|that is\b|or [“‘\"]|translated\b|is Chinese\b|in Chinese\b|in English\b|stands for\b))"
)
_QUOTED = re.compile('“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|《([^《》]+)》|"([^"]+)"')
_ON_WORDS = re.compile(
    r"\b(?:translat\w+|render\w*|word|term|phrase|character|spell\w*|writ\w+|called|calls?"
    r"|known as|read|reads"
    r"|means?|meaning|expression|title[sd]?|name[sd]?|Chinese|Mandarin|label\w*|equivalent"
    r"|wording|tag\w*)\b",
    re.IGNORECASE,
)
MEANT = 0.3  # a term that was left in Chinese on purpose
_CITATION = re.compile(
    r"《|》|\bpp?\.\s?\d|\bvol\.|\bno\.\s?\d|\bPress,? \d|\bPublishing House\b|https?:|\bdoi\b"
    r"|出版社|第\d+页|年第|\bibid\b|\beds?\.|\bCite\b|\bcitation\b|©",
    re.IGNORECASE,
)
_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|van"
    r"|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v)"
)
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüâêô"
_PLAIN = str.maketrans(_TONES, "aaaaeeeeiiiioooouuuuvvvvvaeo")
_LETTERS = rf"[A-Za-z{_TONES}'’-]+"
_LATIN_END = re.compile(rf"({_LETTERS}(?: {_LETTERS}){{0,3}})[\s,]*[“‘\"']?$")
_OPEN, _CLOSE = "([（［【〔《〈「『{`", ")]）］】〕》〉」』}`"
_NEAR = 60  # characters around Chinese in which a page number or a publisher makes a reference
_AROUND = 1_000  # characters on either side in which brackets and glosses are looked for
_SHOWN = 30  # characters of a long stretch that a message quotes


def find(_: DocumentContext, pair: Pair) -> Iterator[Finding]:
    """Yield the stretches of Chinese in the English of `pair`.

    A term that the source sets in quotation marks, in an English sentence on words, is meant.
    """
    if pair.target is None:
        return
    quoted = _list_quoted(pair.source.text) if pair.source and has_han(pair.target.text) else ()
    for finding in find_untranslated(pair.id, pair.target.text):
        said = "".join(span.cut(pair.target.text) for span in finding.target_spans)
        if said in quoted and _ON_WORDS.search(pair.target.text):
            finding = replace(finding, confidence=MEANT)
        yield finding


def _list_quoted(text: str) -> frozenset[str]:
    return frozenset(next(filter(None, found.groups())) for found in _QUOTED.finditer(text))


def find_untranslated(pair: str, text: str) -> Iterator[Finding]:
    """Yield AC105 for Chinese in an English text that is no gloss, title or reference."""
    if not has_han(text):
        return
    for line in re.finditer(r"[^\n]+", text):
        runs = list(_STRETCH.finditer(line.group()))
        if not runs or _KANA.search(line.group()):
            continue
        if _is_chinese(line.group()):
            start, end = line.start() + runs[0].start(), line.start() + runs[-1].end()
            yield _report_untranslated(pair, text, Span(start, _include_stop(text, end)), 0.97)
            continue
        for run in runs:
            confidence = _untranslated_probability(line.group(), run.start(), run.end())
            if confidence > 0:
                yield _report_untranslated(
                    pair, text, Span(*run.span()).shift(line.start()), confidence
                )


def _report_untranslated(pair: str, text: str, span: Span, confidence: float) -> Finding:
    shown = span.cut(text)
    if len(shown) > _SHOWN:
        shown = shown[:_SHOWN] + "…"
    message = f'"{shown}" was left in Chinese.'
    return Finding("AC105", pair, message, confidence, target_spans=(span,))


def _is_chinese(line: str) -> bool:
    """Return whether a line was not translated at all; English may have some Chinese in it."""
    han = len(re.findall(rf"[{HAN}]", line))
    latin = len(re.findall(r"[A-Za-z]+", line))
    return han >= 2 and han > 3 * latin and not _CITATION.search(line)


def _include_stop(text: str, end: int) -> int:
    """Take the mark that ends a Chinese sentence into the stretch."""
    return end + 1 if text[end : end + 1] in {"。", "！", "？", "；"} else end


def _untranslated_probability(line: str, start: int, end: int) -> float:
    """Return how likely the Chinese at `start` to `end` should have been translated."""
    before, after = line[max(0, start - _AROUND) : start], line[end : end + _AROUND]
    if _in_brackets(before, after) or _CITATION.search(before[-_NEAR:] + after[:_NEAR]):
        return 0.0
    if _BEFORE_GLOSS.search(before) or _AFTER_GLOSS.match(after) or _is_pinyin(before, end - start):
        return 0.0
    if re.search(r"[\w/.@#-]$", before) and re.match(r"[\w/@#-]", after):
        return 0.6  # glued on both sides: an identifier, perhaps
    quoted = re.search(r"[“‘\"']$", before) is not None
    if quoted and re.search(r"[”’\"'][\s,:—–-]*[“‘\"']$", before):
        return 0.0  # a slogan right after its translation
    if end - start == 1:
        return 0.6
    return 0.8 if quoted else 0.95


def _in_brackets(before: str, after: str) -> bool:
    depth = 0
    for char in reversed(before):
        if char in _CLOSE and char not in _OPEN:
            depth += 1
        elif char in _OPEN:
            depth -= 1
        if depth < 0:
            return any(char in _CLOSE for char in after)
    return False


def _is_pinyin(before: str, length: int) -> bool:
    """Return whether the words before the Chinese are its sound: "guanxi 关系", "Li Ming 李明"."""
    found = _LATIN_END.search(before)
    if found is None:
        return False
    words = found.group(1).split(" ")
    for first in range(len(words)):
        tail = words[first:]
        sound = re.sub(r"[^a-z]", "", "".join(tail).lower().translate(_PLAIN))
        if length > 1 and _splits_into_syllables(sound, length):
            return True
        if length == 1 and tail[0][0].isupper() and _splits_into_syllables(sound, 1):
            return True
    return False


def _splits_into_syllables(sound: str, count: int) -> bool:
    """Return whether `sound` can be cut into `count` syllables of pinyin."""
    ends = {0}
    for _ in range(count):
        ends = {
            at + size
            for at in ends
            for size in range(1, 7)
            if _SYLLABLE.fullmatch(sound[at : at + size]) and at + size <= len(sound)
        }
    return len(sound) in ends
