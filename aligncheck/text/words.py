"""Chinese and English words with their offsets.

>>> [w.text for w in zh_words("国内生产总值年均增长率达到7.4%")]
['国内生产总值', '年均增长率', '达到', '7.4%']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, compress
from typing import NamedTuple

from aligncheck.document import Span
from aligncheck.text.normalise import NormalisedText, normalise

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff〇"
_RUN = re.compile(f"([{HAN}]+)")
_LATIN = r"[A-Za-z\u00c0-\u024f\u0370-\u052f]+"
_OTHER = re.compile(rf"{_LATIN}(?:['’.&-]{_LATIN})*|\d+(?:[.,:/]\d+)*%?|\S|\s+")
_ANY_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0010ffff〇]")
_EN = re.compile(
    r"([A-Za-z]++(?![^\W\d_]|['’])"  # most words, the quicker way
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?%?|[^\w\s]|_)"
)


class Word(NamedTuple):
    """A word as it is compared (normalised, English in lower case) and where it stands."""

    text: str
    span: Span


class WordTable(NamedTuple):
    """The words of a text side by side; what reads whole documents is quicker with these.

    `pieces` are the words before capitals are lowered; word i stands at starts[i] to ends[i].
    """

    texts: list[str]
    pieces: list[str]
    starts: list[int]
    ends: list[int]

    def words(self) -> tuple[Word, ...]:
        """Return the words one by one."""
        return tuple(map(Word, self.texts, map(_make_span, self.starts, self.ends)))


_make_span = lru_cache(maxsize=1 << 14)(Span)  # the same few stand in every sentence


def zh_words(text: str) -> list[Word]:
    """Cut Chinese text into words; Latin words, numbers and marks stand alone.

    Segmentation is that of jieba's dictionary without its model for unknown words: an unknown
    name falls into characters, which evidence from both languages can join again.
    """
    return list(_zh_words(text))


def en_words(text: str) -> list[Word]:
    """Cut English text into words, numbers and marks; a hyphen is a mark of its own."""
    return list(_en_words(text))


@lru_cache(maxsize=1 << 12)  # several checks cut the same sentences
def zh_word_table(text: str) -> WordTable:
    """Cut Chinese text as `zh_words` does. The lists are shared: leave them as they are."""
    plain = normalise(text)
    parts = _RUN.split(plain.text)  # what stands between runs of Chinese, and those, by turns
    between = map(_split_other_text, parts[::2])
    pieces = list(next(between))
    for piece in load_segmenter()("\n".join(parts[1::2]), False):
        if piece == "\n":
            pieces += next(between)
        else:
            pieces.append(piece)
    pieces += next(between, ())
    ends = list(accumulate(map(len, pieces)))
    starts = [0, *ends[:-1]] if pieces else []
    if " " in plain.text:
        words = [piece[0] != " " for piece in pieces]
        pieces, starts = list(compress(pieces, words)), list(compress(starts, words))
        ends = list(compress(ends, words))
    lowered = plain.text.lower() != plain.text
    return _build_table(_lower_words(pieces) if lowered else pieces, pieces, starts, ends, plain)


def _split_other_text(text: str) -> list[str]:
    """Cut what holds no Chinese into words, numbers, marks and white space."""
    return _OTHER.findall(text)


@lru_cache(maxsize=1 << 12)  # without it all checks take 41 % longer: several cut one sentence
def en_word_table(text: str) -> WordTable:
    """Cut English text as `en_words` does. The lists are shared: leave them as they are."""
    plain = normalise(text)
    parts = _EN.split(plain.text)  # what lies between words, and words, by turns
    bounds = list(accumulate(map(len, parts)))
    pieces = parts[1::2]
    texts = _lower_words(pieces)
    if "’" in plain.text:
        texts = [text.replace("’", "'") for text in texts]
    return _build_table(texts, pieces, bounds[:-1:2], bounds[1::2], plain)


@lru_cache(maxsize=1 << 12)  # as above, word by word
def _zh_words(text: str) -> tuple[Word, ...]:
    return zh_word_table(text).words()


@lru_cache(maxsize=1 << 12)  # as above, word by word
def _en_words(text: str) -> tuple[Word, ...]:
    return en_word_table(text).words()


def _lower_words(pieces: list[str]) -> list[str]:
    """Lower the words, none of which holds white space, all at once."""
    return "\n".join(pieces).lower().split("\n") if pieces else []


def _build_table(
    texts: list[str], pieces: list[str], starts: list[int], ends: list[int], plain: NormalisedText
) -> WordTable:
    """Put words where they stood before `plain` was normalised."""
    if plain.origin is not None:
        spans = [plain.back(Span(*ends)) for ends in zip(starts, ends, strict=True)]
        starts, ends = [span.start for span in spans], [span.end for span in spans]
    return WordTable(texts, pieces, starts, ends)


# English words without content of their own. The first line can go with a dropped phrase, so that
# grammatical English is left behind.
GLUE_EN = frozenset(
    "a an the of and or in on at to for with by from as its their his her our this that these those"
    " also".split()
)
FUNCTION_EN = GLUE_EN | frozenset(
    "is are was were be been being has have had do does did will would can could may might shall"
    " should must not it he she they we you i which who whom what than then so if but s t".split()
)
NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两廿卅" + "壹贰叁肆伍陆柒捌玖拾佰仟")
FUNCTION_ZH = frozenset(
    "的 了 着 过 在 是 和 与 及 或 而 也 都 就 又 还 很 把 被 将 对 从 向 于 以 为 之 其 所 者"
    " 这 那 此 该 个 们 地 得 上 下 中 里 内 等 吗 呢 吧 啊 但 并 且 因 由 到 有 使 让 给 并且 以及"
    " 但是"
    " 因为 所以 如果 一个 一种 这个 那个 这些 那些 我们 他们 它们 自己 可以 一 年 月 日 时 后 前"
    " 间".split()
)


def is_content_zh(word: str) -> bool:
    """Return whether a Chinese word carries content of its own."""
    return word not in FUNCTION_ZH and word[0].isalnum()


def is_content_en(word: str) -> bool:
    """Return whether an English word carries content of its own."""
    return word not in FUNCTION_EN and word[0].isalnum()


def is_numeral(word: str) -> bool:
    """Return whether a Chinese word is a number and nothing else; numbers are compared by value."""
    return all(char in NUMERALS or not char.isalpha() for char in word)


def has_han(text: str) -> bool:
    """Return whether a Chinese character stands in `text`."""
    return not text.isascii() and _ANY_HAN.search(text) is not None


def is_han(char: str) -> bool:
    """Return whether `char` is a Chinese character."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or char == "〇"
        or "\uf900" <= char <= "\ufaff"
        or char >= "\U00020000"
    )


@lru_cache(maxsize=50_000)  # most words of a document come again
def stem_word(word: str) -> str:
    """Take the commonest English endings off, so that forms of one word share a key.

    A key for look-up, not a lemma: "policies" and "policy" both give "polici".
    """
    if len(word) <= 3 or not word[0].isalpha() or not word.isascii():
        return word
    if word.endswith("'s"):
        word = word[:-2]
    for ending, least in _ENDINGS.get(word[-1], ()):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsez":
        word = word[:-1]
    if word.endswith("y") and len(word) > 3:
        word = word[:-1] + "i"
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


_ENDINGS: Mapping[str, Sequence[tuple[str, int]]] = {  # by their last letter
    "s": (("sses", 2), ("ies", 2), ("es", 3), ("s", 3)),
    "d": (("ied", 2), ("ed", 3)),
    "g": (("ing", 3),),
    "y": (("edly", 3), ("ly", 4)),
}


@cache  # the words are added to rjieba's dictionary once a process
def load_segmenter() -> Callable[[str, bool], list[str]]:
    """Return rjieba's `cut`, which knows the words our lexicons add (terms and names).

    They are added to the instance that importing rjieba makes: a second one costs as much again.
    """
    import rjieba  # a fifth of a second, not for --help

    for word in files("aligncheck.text").joinpath("words.txt").read_text(encoding="utf-8").split():
        rjieba.add_word(word, rjieba.suggest_freq(word), None)
    return rjieba.cut
