"""Count which English words never end a sentence behind "the", "of" and the like.

An adjective by its ending is open if, behind such a word, a full stop follows it in at most RARE of
LEAST cases: "the agricultural." ends no sentence. `aligncheck/checks/open_words.txt` lists them.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

TEXTS = (  # of data/train, prose that people wrote
    "news_commentary_10k newstest_2017_2019 gov_reports_speeches finance_letters_bilingual"
    " nyt_bilingual_notes xquad_wikipedia plurality_book unity_of_power_book four_histories"
    " gnews_bilingual tatoeba_cmn dict_examples ai_challenger_valid taiwan_laws animal_farm"
    " enkey_readers progit opensource_guide rust_book ms_architecture_ht"
).split()
LEADS = frozenset(
    "the a an of in for on by with from its their our his her each every new such under between"
    " other".split()
)
LEAST = 20  # times a word must have been met
RARE = 0.004  # share of them in which it may have ended a sentence
_TOKEN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|[.!?;:,()“”\"]|\d[\d.,]*%?")
_ADJECTIVE = re.compile("(?:al|ic|ive|ous|ary|ory|ful|less|able|ible|ese|ern|ical|ular|ior)$")
_NOUNS = frozenset(  # with such an ending, met too rarely at the end
    "real free handful accrual deferral depository derivative metric mineral decimal live derive"
    " periodical graphic professional royal radical liberal ordinary magical".split()
)
_STOPS = frozenset(".!?;")


def count_endings(lines: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Return how often each word stands behind a lead, and how often a stop follows it there."""
    met: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    for line in lines:
        tokens = _TOKEN.findall(line)
        for lead, word, after in zip(tokens, tokens[1:], [*tokens[2:], ""], strict=False):
            if lead.lower() in LEADS and word[0].islower():
                met[word] += 1
                ended[word] += after in _STOPS
    return met, ended


def select_open_words(met: Counter[str], ended: Counter[str]) -> list[str]:
    """Return the words that hardly ever end a sentence behind a lead, sorted."""
    return sorted(
        word
        for word, count in met.items()
        if count >= LEAST
        and ended[word] <= RARE * count
        and _ADJECTIVE.search(word)
        and word.isascii()
        and word.isalpha()
        and word not in _NOUNS
    )


def read_english(path: Path) -> Iterator[str]:
    """Yield the most English cell of each row of a table, packed or not."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in file:
            yield max(line.rstrip("\n").split("\t"), key=_count_letters)


def _count_letters(cell: str) -> int:
    return sum(char.isascii() and char.isalpha() for char in cell)


def run(paths: Iterable[Path]) -> list[str]:
    """Return the open words of all files."""
    met: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    for path in paths:
        more, stops = count_endings(read_english(path))
        met, ended = met + more, ended + stops
    return select_open_words(met, ended)
