"""Chinese, English, or another language, by the letters of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aligncheck.document import Lang
from aligncheck.text.words import HAN

# A Chinese character says about as much as three Latin letters: in parallel text of politics and
# economics the ratio lies between 2.6 and 3.4, so a third of the letters is half of the text.
HAN_WEIGHT = 3
_SAMPLE = 400_000  # characters of a document that are looked at

_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_SCRIPTS = (
    ("Cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("Japanese", _KANA),
    ("Korean", re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")),
    ("Arabic", re.compile(r"[\u0600-\u06ff]")),
    ("Greek", re.compile(r"[\u0370-\u03ff]")),
    ("Thai", re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]")),
    ("Hebrew", re.compile(r"[\u05d0-\u05ea]")),
    ("Devanagari", re.compile(r"[\u0900-\u097f]")),
)
_WORD = re.compile(r"[^\W\d_]+")


def _split_words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = _split_words(
    "the of and to in a is that for was by with as on it his from are be which not have had this"
)
_OTHERS = {
    "French": _split_words("le la les des et du une dans est pour que qui sur au aux par avec"),
    "German": _split_words("der die und das den von zu mit ist des dem nicht eine ein auf für"),
    "Spanish": _split_words("el los las del una por con para que se su como más y en"),
    "Portuguese": _split_words("os da do em um uma para com não que as dos das é ao"),
    "Italian": _split_words("il di che della per una gli con del sono nel alla è le"),
    "Dutch": _split_words("het een van en dat niet zijn met voor op te aan er"),
}
_QUOTED = re.compile(r"[（(\[【“「『《][^（）()\[\]【】“”「」『』《》]*[）)\]】”」』》]")
_SPEAKS_HAN = re.compile("[的了是在和与对不为。，、；]")


def count_han(text: str) -> int:
    """Count the Chinese characters of `text`."""
    return len(_HAN.findall(text))


def count_latin(text: str) -> int:
    """Count the Latin letters of `text`."""
    return len(_LATIN.findall(text))


def paragraph_language(text: str) -> Lang | None:
    """Return the language of one paragraph; None when it holds no letters of either.

    An English paragraph that quotes Chinese names and titles stays English.

    >>> paragraph_language("(一) 思想上故步自封")
    <Lang.ZH: 'zh'>
    >>> paragraph_language("By 张树华 (Zhang Shuhua) in the journal")
    <Lang.EN: 'en'>
    """
    han, latin = count_han(text), count_latin(text)
    if not han:
        return Lang.EN if latin else None
    if han >= latin:
        return Lang.ZH if not latin or not _is_english_sentence(text) else Lang.EN
    if _is_english_sentence(text):
        return Lang.EN
    bare = _QUOTED.sub(" ", text)
    if han * HAN_WEIGHT < latin and not _SPEAKS_HAN.search(bare):
        return Lang.EN
    return Lang.ZH if count_han(bare) >= 4 or han * HAN_WEIGHT >= 2 * latin else Lang.EN


def dominant_language(texts: Iterable[str]) -> Lang | None:
    """Return which language carries more of a document; None without letters of either."""
    han = latin = seen = 0
    for text in texts:
        han += count_han(text)
        latin += count_latin(text)
        seen += len(text)
        if seen > _SAMPLE:
            break
    if not han and not latin:
        return None
    return Lang.ZH if han * HAN_WEIGHT >= latin else Lang.EN


def foreign_language(texts: Iterable[str]) -> str | None:
    """Name the language or script of a document that is neither Chinese nor English.

    None when it may be either. Latin letters are called another language only on clear evidence:
    forty words or more, that language's commonest words thick among them and English ones rare.
    """
    text = "\n".join(texts)[:_SAMPLE]
    ours = count_han(text) * HAN_WEIGHT + count_latin(text)
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS}
    if counts["Japanese"] * 5 > count_han(text) and counts["Japanese"] * 3 > count_latin(text):
        return "Japanese"
    han, latin = count_han(text), count_latin(text)
    if counts["Korean"] * 5 > han and counts["Korean"] * HAN_WEIGHT > latin:
        return "Korean"
    if counts["Cyrillic"] > max(2 * han, latin):
        return "Cyrillic"
    name = max(counts, key=lambda key: counts[key])
    if counts[name] > ours:
        return name
    return None if count_han(text) * HAN_WEIGHT >= count_latin(text) else _latin_language(text)


def _latin_language(text: str) -> str | None:
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < 40:
        return None
    english = sum(word in _ENGLISH for word in words) / len(words)
    shares = {
        name: sum(word in common for word in words) / len(words) for name, common in _OTHERS.items()
    }
    name = max(shares, key=lambda key: shares[key])
    return name if shares[name] >= 0.1 and shares[name] > 2 * english else None


def _is_english_sentence(text: str) -> bool:
    """Return whether the words outside quotes and brackets hang together as English."""
    bare = _QUOTED.sub(" ", text)
    words = [word.casefold() for word in re.findall("[A-Za-z]+", bare)]
    common = sum(word in _ENGLISH for word in words)
    return (
        common >= 2
        and len(words) >= 5
        and common * 10 >= len(words)
        and not re.search(f"[{HAN}][的了是在和与]?[{HAN}]{{3,}}[。，；]", bare)
    )
