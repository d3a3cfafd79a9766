"""The training text: read once, normalised, capped by source, written as plain files."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aligncheck.text.normalise import normalise

# Sources of the users' domain (politics, economics, history, news) and of everyday language: kept
# whole and weighted up. All others are capped, or documentation would be most of the text.
DOMAIN = frozenset(
    "gov_reports_speeches news_commentary_10k nyt_bilingual_notes newstest_2017_2019 "
    "finance_letters_bilingual unity_of_power_book plurality_book four_histories "
    "eu5_history_game hoi4_history_game vic3_history_game china_daily_notes gnews_bilingual "
    "enkey_readers animal_farm xquad_wikipedia".split()
)
GENERAL = frozenset("tatoeba_cmn dict_examples ai_challenger_valid microtopia".split())
# Free translations: good for words and similarity, no examples of "nothing is missing".
LOOSE = frozenset(
    "four_histories four_histories_classical finance_letters_bilingual eu5_history_game "
    "hoi4_history_game vic3_history_game pingcap_docs oceanbase_docs milvus_docs "
    "dolphinscheduler microtopia animal_farm".split()
)
CAP = {"taiwan_laws": 120_000}
CAP_MACHINE, CAP_OTHER = 25_000, 30_000
LONGEST_ZH, LONGEST_EN = 600, 2_000  # characters; longer rows are whole sections


@dataclass(frozen=True, slots=True)
class ParallelRow:
    """One parallel row: its source, kind (sent, para, ui, lex) and both texts, normalised."""

    source: str
    kind: str
    zh: str
    en: str


def build_corpus(data: Path, work: Path, seed: int = 1) -> None:
    """Write work/pairs.tsv and work/lex.tsv from data/train and data/lexicon."""
    rng = random.Random(seed)
    with (work / "pairs.tsv").open("w", encoding="utf-8", newline="\n") as out:
        for path in sorted((data / "train").glob("*.tsv.gz")):
            source = path.name.removesuffix(".tsv.gz")
            rows = sorted(set(_read_source(path, source)), key=lambda r: (r.zh, r.en))
            rng.shuffle(rows)
            for row in rows[: _row_cap(source)]:
                out.write(f"{row.source}\t{row.kind}\t{row.zh}\t{row.en}\n")
    with (work / "lex.tsv").open("w", encoding="utf-8", newline="\n") as out:
        for path in sorted((data / "lexicon").glob("*.tsv.gz")):
            for row in _read_source(path, path.name.removesuffix(".tsv.gz")):
                if len(row.zh) <= 30 and len(row.en) <= 150:
                    out.write(f"{row.source}\tlex\t{row.zh}\t{row.en}\n")


def read_rows(path: Path) -> Iterator[ParallelRow]:
    """Yield the rows of a file that `build_corpus` wrote."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield ParallelRow(*line.rstrip("\n").split("\t"))


def _read_source(path: Path, source: str) -> Iterator[ParallelRow]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) < 2:
                continue
            zh, en = _normalise_text(parts[0]), _normalise_text(parts[1])
            if zh and en and len(zh) <= LONGEST_ZH and len(en) <= LONGEST_EN:
                yield ParallelRow(source, parts[2] if len(parts) > 2 else "sent", zh, en)


def _normalise_text(text: str) -> str:
    return re.sub(r"\s+", " ", normalise(text).text).strip()


def _row_cap(source: str) -> int | None:
    if source in DOMAIN or source in GENERAL:
        return None
    if source.endswith("_mt"):
        return CAP_MACHINE
    return CAP.get(source, CAP_OTHER)
