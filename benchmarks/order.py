"""Plant moved sections, and put documents together that do not belong together.

    python benchmarks/order.py PATH… [--limit DOCUMENTS]

The PATHs are those of benchmarks/gaps.py. Says how often a moved paragraph or section is found as
one (AC106) and nothing of it called missing or added; what AC106 says of faithful documents; how
often documents of different texts of one source are refused, and faithful ones: whole, of one to
three paragraphs, a third of them beside the whole, and with every other paragraph gone.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from planted import LEAST, SEED, Kept, Row, documents

from aligncheck.alignment.pairing import link_paragraphs
from aligncheck.alignment.reordering import mark_in_order
from aligncheck.alignment.require_parallel import require_parallel
from aligncheck.errors import AlignError
from aligncheck.models.encoder import Encoder, load_encoder

Texts = tuple[list[str], list[str]]


def main() -> None:
    """Print both tables for all paths together."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, default=20, help="documents of a path")
    given = parser.parse_args()
    encoder = Kept(load_encoder())
    moved: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for path in given.paths:
        draw = random.Random(SEED)  # noqa: S311  # texts, not secrets
        found = [rows for rows in documents(path, draw) if len(rows) >= LEAST]
        found = draw.sample(found, min(given.limit, len(found)))
        for at, rows in enumerate(found):
            _moved(rows, draw, encoder, moved)
            others = [other for k, other in enumerate(found) if k != at]
            for other in draw.sample(others, min(2, len(others))):
                _strangers(rows, other, draw, encoder, refused)
            _faithful(rows, draw, encoder, refused)
    for kind in ("faithful", "moved, one", "moved, three"):
        print(
            f"{kind:<26}{moved[kind]:>6} documents, something moved in {moved[kind + ' moved']}, "
            f"something lonely in {moved[kind + ' lonely']}"
        )
    for kind in [kind for kind in refused if not kind.endswith(" refused")]:
        print(f"{kind:<26}{refused[kind]:>6} documents, refused {refused[kind + ' refused']}")


def _moved(rows: list[Row], draw: random.Random, encoder: Encoder, counts: Counter[str]) -> None:
    for kind, size in (("faithful", 0), ("moved, one", 1), ("moved, three", 3)):
        if len(rows) < 2 * size + 2:
            continue
        start = draw.randrange(len(rows) - size)
        rest = rows[:start] + rows[start + size :]
        to = draw.choice([k for k in range(len(rest) + 1) if abs(k - start) > 1])
        turned = rest[:to] + rows[start : start + size] + rest[to:]
        beads = link_paragraphs(_texts(rows)[0], _texts(turned)[1], encoder)
        both = [bead for bead in beads if bead.source and bead.target]
        places = [bead.target[0] for bead in both]
        counts[kind] += 1
        counts[kind + " moved"] += not all(mark_in_order(places, [1.0] * len(places)))
        counts[kind + " lonely"] += len(both) < len(beads)


def _strangers(
    rows: list[Row], other: list[Row], draw: random.Random, encoder: Encoder, counts: Counter[str]
) -> None:
    """Refuse the Chinese of one document with the English of another, cut to one length."""
    size = min(len(rows), len(other))
    _count("strangers", (_texts(rows[:size])[0], _texts(other[:size])[1]), encoder, counts)
    short = draw.randint(1, 3)
    _count("strangers, short", (_texts(rows[:short])[0], _texts(other[:short])[1]), encoder, counts)


def _faithful(rows: list[Row], draw: random.Random, encoder: Encoder, counts: Counter[str]) -> None:
    zh, en = _texts(rows)
    short = draw.randint(1, 3)
    third = rows[len(rows) // 3 : 2 * len(rows) // 3]
    _count("faithful", (zh, en), encoder, counts)
    _count("faithful, short", _texts(rows[:short]), encoder, counts)
    _count("faithful, a third in zh", (_texts(third)[0], en), encoder, counts)
    _count("faithful, a third in en", (zh, _texts(third)[1]), encoder, counts)
    _count("faithful, half gone", (zh, _texts(rows[::2])[1]), encoder, counts)


def _count(kind: str, texts: Texts, encoder: Encoder, counts: Counter[str]) -> None:
    counts[kind] += 1
    try:
        require_parallel(link_paragraphs(*texts, encoder), *texts, ("zh", "en"))
    except AlignError:
        counts[kind + " refused"] += 1


def _texts(rows: list[Row]) -> Texts:
    return [text for row in rows for text in row.zh], [text for row in rows for text in row.en]


if __name__ == "__main__":
    main()
