"""Find what is broken in the English as it stands: Chinese left in it, doubled words, lone marks.

AC105 untranslated, AC402 doubled word, AC403 unbalanced quotation marks or brackets. None of them
reads the Chinese; what they leave alone is listed in docs/english.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import eq

from aligncheck.document import Span
from aligncheck.report import Finding, Pair
from aligncheck.text.words import HAN, en_word_table, has_han

# --- AC105 -------------------------------------------------------------------------------------
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
    r"[”’\"'」』》]?\s*(?:[(\[（［]|[,，;:—–=-]*\s*(?:[“‘\"']|meaning\b|means\b|literally\b|lit\.|i\.e\."
    r"|that is\b|or [“‘\"]|translated\b|is Chinese\b|in Chinese\b|in English\b|stands for\b))"
)
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
_SHOWN = 30  # characters of a long stretch that a message quotes


def find_in_pair(pair: Pair) -> Iterator[Finding]:
    """Yield what is wrong with the English of `pair`, rule by rule."""
    if pair.target is None:
        return
    yield from find_untranslated(pair.id, pair.target.text)
    yield from find_doubled_words(pair.id, pair.target.text)
    yield from find_unbalanced_marks(pair, pair.target.text)


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
    """Tell a line that was not translated at all from English with some Chinese in it."""
    han = len(re.findall(rf"[{HAN}]", line))
    latin = len(re.findall(r"[A-Za-z]+", line))
    return han >= 2 and han > 3 * latin and not _CITATION.search(line)


def _include_stop(text: str, end: int) -> int:
    """Take the mark that ends a Chinese sentence into the stretch."""
    return end + 1 if text[end : end + 1] in {"。", "！", "？", "；"} else end


def _untranslated_probability(line: str, start: int, end: int) -> float:
    """Return how likely the Chinese at `start` to `end` should have been translated."""
    before, after = line[:start], line[end:]
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


# --- AC402 -------------------------------------------------------------------------------------
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
# Words that good English doubles ("had had", "what it is is", "gave her her hat", "long long ago").
_MAY_DOUBLE = frozenset(
    "had that very is do her so no yes bye ha many much more really now there blah again never "
    "long far big what who you it up out down over out long old deep too well oh ah hey la na "
    "hear knock tut chop bora pago sing walla wagga tuk cha can boo night win pooh yo tom hula "
    "mahi dik ping bling day year little further ever whatever please go come run wait stop help "
    "look dear same good great one two three x in on off as right plus well".split()
)
# Words that good English all but never doubles.
_NEVER_DOUBLE = frozenset(
    "the a an of and or with for from to was were are by at its their our my your his this these "
    "those has have will would should could must but not into if than when which because be been "
    "they we he she i him them us about between through during against under how".split()
)
_AT_LEAST = re.compile(r"\s+(?:least|most|best|first|last|all|once|worst)\b")  # "at at least ten"


def find_doubled_words(pair: str, text: str) -> Iterator[Finding]:
    """Yield AC402 for a word written twice in a row."""
    forms = en_word_table(text).texts
    if not any(map(eq, forms, forms[1:])):
        return
    words = list(_WORD.finditer(text))
    for i, (first, second) in enumerate(pairwise(words)):
        between = text[first.end() : second.start()]
        if not between.isspace() or between.count("\n") > 1:
            continue
        if first.group().lower() != second.group().lower() or _is_tripled(text, words, i):
            continue
        confidence = _doubling_probability(text, first, second)
        if confidence > 0:
            message = f'"{second.group()}" is written twice.'
            span = Span(first.start(), second.end())
            yield Finding(
                "AC402", pair, message, confidence, target_spans=(span,), suggestion=first.group()
            )


def _doubling_probability(text: str, first: re.Match[str], second: re.Match[str]) -> float:
    word = second.group().lower()
    if second.group()[0].isupper() and word not in {"i"}:
        return 0.0  # a name: Duran Duran, The The
    around = text[max(0, first.start() - 1) : first.start()] + text[second.end() : second.end() + 1]
    if re.search(r"[-`_/<>=\d\\“‘\"']", around) or word in _MAY_DOUBLE:
        return 0.0
    if word == "at" and _AT_LEAST.match(text, second.end()):
        return 0.0
    if word in _NEVER_DOUBLE:
        return 0.97
    return 0.9 if len(word) > 3 else 0.6


def _is_tripled(text: str, words: list[re.Match[str]], i: int) -> bool:
    """Return whether the word comes three times: then somebody means it."""
    form = words[i].group().lower()
    beside = [words[j].group().lower() for j in (i - 1, i + 2) if 0 <= j < len(words)]
    return form in beside and form not in _NEVER_DOUBLE


# --- AC403 -------------------------------------------------------------------------------------
_PAIRS = {"(": ")", "[": "]", "（": "）", "［": "］"}
_MATCHED = re.compile(r"[()\[\]（）［］\"“”„″]")
_BRACKET = re.compile(r"[()\[\]]")
_TWINS = str.maketrans("（）［］", "()[]")
# Both marks of a quotation the wrong way round: ”so“, between spaces or marks.
_TURNED = re.compile(r"(?<![^\s(])”(?=\w)[^“”]*[\w.,!?]“(?=[\s.,;:!?)]|\Z)")
TURNED = 0.8  # both marks of the only quotation stand the wrong way round
OPEN_ENDED = 0.55  # a quotation open to the next pair although the source closes it: half hold
# "1) ", "a) ", "iv) ", "(1) ": marks of a list, at the start of a line or after a space.
_LIST_MARK = re.compile(
    r"(?:^|(?<=[\s(（]))(?:\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[)）]"
)
_SMILEY = re.compile(r"[:;=]['’]?-?[()\[\]DPp|/](?!\w)")
_INTERVAL = re.compile(r"[(\[][-+−]?[\d.∞]+\s?[,;]\s?[-+−]?[\d.∞]+[)\]]")
_CODE = re.compile(r"`[^`]*`|(?:https?://|www\.)[^\s()（）\[\]]+|\\.|<[^<>]+>")


def find_unbalanced_marks(pair: Pair, text: str) -> Iterator[Finding]:
    """Yield AC403 for brackets and double quotation marks that have no partner in `text`.

    Single quotation marks are left alone: they cannot be told from apostrophes. A quotation that
    is open at the end, or closed without a beginning, may run over several paragraphs: it is only
    reported when the source of the pair shows that it does not.
    """
    if not _MATCHED.search(text):
        return
    plain = text
    for pattern in (_CODE, _SMILEY, _INTERVAL):
        plain = pattern.sub(lambda found: " " * len(found.group()), plain)
    yield from _find_lone_bracket(pair.id, text, plain)
    if marks := list(_list_quote_directions(plain)):
        whole = pair.source is not None and _has_paired_quotes(pair.source.text)
        yield from _find_lone_quote(pair.id, text, plain, marks, whole=whole)


def _find_lone_bracket(pair: str, text: str, plain: str) -> Iterator[Finding]:
    waiting: list[int] = []
    lone: list[int] = []
    same = plain.translate(_TWINS)
    found = [(mark.start(), mark.group()) for mark in _BRACKET.finditer(same)]
    if not found:
        return
    marks = {mark.end() - 1 for mark in _LIST_MARK.finditer(plain)}
    for at, char in found:
        if char in "([":
            waiting.append(at)
        elif waiting and _PAIRS[same[waiting[-1]]] == char:
            waiting.pop()
        elif at not in marks:
            lone.append(at)
    if len(waiting) + len(lone) != 1:
        return  # none, or so many that something else is going on: code, a formula, a drawing
    (at,) = waiting or lone
    if waiting and not text.rstrip().endswith((".", "!", "?", "”", '"', ")", "]")):
        return  # a cell or a line cut off
    if text[at + 1 : at + 2].isupper() if waiting else text[at - 1 : at] in {".", "!", "?"}:
        return  # whole sentences in brackets: they may run over several paragraphs
    word = "closed" if waiting else "opened"
    yield _report_lone_mark(pair, at, f'The bracket "{text[at]}" is never {word}.', 0.9)


def _find_lone_quote(
    pair: str, text: str, plain: str, marks: Sequence[tuple[int, bool | None]], *, whole: bool
) -> Iterator[Finding]:
    if any(opens is None for _, opens in marks):
        return  # inches, or a mark between spaces: no telling what belongs together
    if found := _TURNED.search(plain) if len(marks) == 2 else None:
        at = found.start()
        yield _report_lone_mark(
            pair, at, f"The quotation mark {text[at]} turns the wrong way.", TURNED
        )
        return
    lone: list[tuple[int, str, float]] = []
    open_at: int | None = None
    for number, (at, opens) in enumerate(marks):
        if opens:
            if open_at is not None and not _opens_paragraph(plain, at):
                lone.append((open_at, "closed", 0.85))
            open_at = at
        elif open_at is None:
            if number or whole:
                lone.append((at, "opened", 0.85 if number else OPEN_ENDED))
        else:
            open_at = None
    if open_at is not None and whole:
        lone.append((open_at, "closed", OPEN_ENDED))
    if len(lone) == 1:
        ((at, word, confidence),) = lone
        yield _report_lone_mark(
            pair, at, f"The quotation mark {text[at]} is never {word}.", confidence
        )


def _list_quote_directions(text: str) -> Iterator[tuple[int, bool | None]]:
    """Yield each double quotation mark and whether it opens; None if there is no telling."""
    for found in re.finditer('["“”„″]', text):
        at, mark = found.start(), found.group()
        if mark in "“”":
            inch = mark == "”" and text[at - 1 : at].isdigit() and at > 0
            yield at, None if inch else mark == "“"
            continue
        before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
        left = before.isspace() or before in "([—–-/'‘“"
        right = after.isspace() or after in ")].,;:!?—–-/'’”"
        yield at, None if left == right or before.isdigit() or mark in "„″" else left


def _has_paired_quotes(source: str) -> bool:
    """Return whether a Chinese text has quotation marks, and every one its partner."""
    straight = source.count('"')
    some = straight > 0 or any(mark in source for mark in "“「『")
    return (
        some
        and straight % 2 == 0
        and all(source.count(a) == source.count(b) for a, b in ("“”", "「」", "『』"))
    )


def _opens_paragraph(text: str, at: int) -> bool:
    """Return whether a mark opens a paragraph, as it does when a quotation runs on."""
    return "\n" in text[:at] and not text[:at].rsplit("\n", 1)[1].strip()


def _report_lone_mark(pair: str, at: int, message: str, confidence: float) -> Finding:
    return Finding("AC403", pair, message, confidence, target_spans=(Span(at, at + 1),))
