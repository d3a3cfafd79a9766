"""Where an English sentence ends: what periods, abbreviations and footnote marks say.

`found` is a match of the pattern of `sentence_split`, with the groups mark, close and note.
"""

from __future__ import annotations

import re

from aligncheck.text.words import HAN

_OPENING = "“‘「『（《【〈〔\"'([{«"
_SKIP_OPENING = re.compile(rf"[\s{re.escape(_OPENING)}]*")
_GLUED_NOTE = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*(?=\s|$)")
_SPACED_NOTE = re.compile(r"[ \u00a0]\d{1,3}(?=\s+[“\"‘(]?[A-Z])")
_SPEECH_EN = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,3}(?:said|asked|replied|wrote|noted|added|argued|answered|cried"
    r"|exclaimed|shouted|whispered|remarked|observed|demanded|wondered)\b"
)
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]+(?:[’'-][^\W\d_]+)*$")
_LIST_MARKER = re.compile(r"[(\[]?(?:\d{1,3}|[IVXLC]{1,6}|[a-zA-Z])(?:\.\d{1,2})*$")
_NUMBER = re.compile(r"\d|[IVXLC]+\b|[ivxlc]+\b")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d$")


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Titles, with a capital letter, and abbreviations that a sentence never ends with.
_TITLES = _word_set(
    "Mr Mrs Ms Dr Prof Gen Col Lt Sgt Capt Cmdr Cdr Adm Gov Sen Rep Pres Rev Hon Messrs Mme Mlle "
    "St Mt Ft Maj Brig Hr Fr Dept "
)
_NEVER = _word_set("vs cf viz e.g i.e eg ie esp approx")
_MONTHS = _word_set("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")
# Abbreviations of what a number follows: before a number they do not end a sentence.
_BEFORE_NUMBER = _word_set(
    "no nos nr pp p vol vols ch chap chs fig figs eq eqs art arts sec sect secs para paras pt "
    "n nn fol ff l ll ser c ca op"
)
# Abbreviations that may end a sentence: they do when a word follows that mostly begins one.
_MAY_END = _word_set(
    "inc ltd co corp bros llc plc jr sr etc al ed eds trans repr rev ph.d m.d b.a m.a ll.d u.s "
    "u.k u.n e.u p.m a.m d.c b.c a.d b.c.e c.e u.s.s.r p.r.c r.o.c avg tel ext ave "
    "blvd rd univ assn lb lbs oz hrs mins secs yr yrs ibid "
)
_STARTERS = _word_set(
    "The A An In On At By For From With Without Within He She It They We I You This That These "
    "Those There Here But And Or So Yet Nor If When While Where Who What Why How As After "
    "Before Since Until Although Though Because However Moreover Furthermore Therefore Thus "
    "Hence Meanwhile Instead Indeed Then Now Today His Her Its Their Our My Your Some Many Most "
    "All Both Each Every No Not Only Even Such Another Other Others Once During Under Over "
    "Between Among Through To Of According Despite Unlike Like Nevertheless Nonetheless "
    "Consequently Finally First Second Third Later Also Still Perhaps Let One Two Three "
)


_AROUND = 300  # characters on either side of a mark that are looked at


def english_sentence_end(text: str, found: re.Match[str], start: int) -> int | None:
    """Return where the sentence that may end at a mark ends, None if it goes on."""
    end = _end_with_footnote(text, found)
    if end is None:
        return None
    rest = text[end : end + _AROUND]
    if not rest.strip():
        return end
    glued = (
        re.match(f"[{HAN}“「『（《]", rest) and text[found.start() - 1 : found.start()].isascii()
    )
    if not rest[0].isspace() and not glued:
        return None
    following = rest[_SKIP_OPENING.match(rest).end() :]  # type: ignore[union-attr]  # matches nothing at least
    if following[:1].islower() or re.match("[,;:)%]", following):
        return None
    if found["close"] and found["mark"] != "." and _SPEECH_EN.match(following):
        return None
    if found["mark"] == "." and not found["close"].strip("'’\"”"):
        before = text[max(start, found.start() - _AROUND) : found.start()]
        if end == found.end() and not _ends_sentence(before.lstrip(), following):
            return None
    return end


def _end_with_footnote(text: str, found: re.Match[str]) -> int | None:
    """Return the offset after a mark, its closers and a footnote mark glued to them.

    None when the mark stands inside a number or a word.
    """
    end = found.end()
    if end > found.end("close"):
        return end
    note = _GLUED_NOTE.match(text, end)
    if note:
        before = text[max(0, found.start() - _AROUND) : found.start()]
        digit = before[-1:].isdigit() and not found["close"]
        if found["mark"][0] == "." and digit and not _YEAR.search(before):
            return None
        if re.match(r"\s+[^\W\d_a-z]|\s*$|\s+[“\"‘(]", text[note.end() : note.end() + _AROUND]):
            return note.end()
        return None
    spaced = _SPACED_NOTE.match(text, end) if found["close"].strip("'’)") else None
    return spaced.end() if spaced else end


def _ends_sentence(before: str, following: str) -> bool:
    """Return whether the period after `before` ends a sentence, given what follows."""
    if _LIST_MARKER.fullmatch(before):
        return False
    found = _WORD_BEFORE.search(before)
    if found is None:
        return True
    word = found[0]
    key = word.casefold()
    if word in _TITLES or key in _NEVER:
        return False
    if word in _MONTHS:
        return not following[0].isdigit() and _begins_sentence(following)
    if key in _BEFORE_NUMBER and (len(word) > 1 or word.islower()):
        answer = key == "no" and not before[: found.start()].strip()  # "No. 20 of them stayed."
        return answer or not _NUMBER.match(following)
    if key in _MAY_END or re.fullmatch(r"(?:\w\.)+\w", word):
        return _begins_sentence(following) or key == "etc"
    if len(word) == 1 and word.isupper():
        return _begins_sentence(following) and bool(before[: found.start()].strip())
    return True


def _begins_sentence(following: str) -> bool:
    """Return whether the next word is one that mostly begins a sentence (and is no initial)."""
    found = re.match(r"[^\W\d_]+(?=([.’'])?)", following)
    if found is None:
        return bool(re.match(rf"[{HAN}]", following))
    return found[0] in _STARTERS and not (len(found[0]) == 1 and found[1] == ".")
