"""Word alignment of the training text, by the external program eflomal.

eflomal (Östling and Tiedemann 2016, GPL-3) is run as it is, for training only; nothing of it
ships.
"""

from __future__ import annotations

import random
from pathlib import Path

from aligncheck.text.words import en_words, stem_word, zh_words
from training.parallel_corpus import read_rows

SHARE_LEXICON = 0.65
LONGEST = 120, 150  # words on each side


def build_links(work: Path, seed: int = 5) -> None:
    """Write work/{zh,en}.seg, work/rows.tsv and work/{fwd,rev}.links, line by line parallel."""
    _write_segments(work, random.Random(seed))
    import eflomal

    with (work / "zh.seg").open() as zh, (work / "en.seg").open() as en:
        eflomal.Aligner(model=3).align(
            zh,
            en,
            links_filename_fwd=str(work / "fwd.links"),
            links_filename_rev=str(work / "rev.links"),
        )


def _write_segments(work: Path, rng: random.Random) -> None:
    with (
        (work / "zh.seg").open("w", encoding="utf-8") as zh_out,
        (work / "en.seg").open("w", encoding="utf-8") as en_out,
        (work / "rows.tsv").open("w", encoding="utf-8") as rows_out,
    ):
        for name in ("pairs.tsv", "lex.tsv"):
            for row in read_rows(work / name):
                if row.kind == "lex" and rng.random() >= SHARE_LEXICON:
                    continue
                zh = [word.text.replace(" ", "") for word in zh_words(row.zh)]
                en = [stem_word(word.text) for word in en_words(row.en)]
                if zh and en and len(zh) <= LONGEST[0] and len(en) <= LONGEST[1]:
                    zh_out.write(" ".join(zh) + "\n")
                    en_out.write(" ".join(en) + "\n")
                    rows_out.write(f"{row.source}\t{row.kind}\t{row.zh}\t{row.en}\n")
