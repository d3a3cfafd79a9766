"""Which English words say which Chinese word: what a reader is shown who knows one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from aligncheck.models.encoder import Floats, Mask
from aligncheck.report import WordMatch
from aligncheck.text.words import Word

MOST = 4  # English words shown for one Chinese word
LEAST = 0.05  # least evidence that an English word says it
NEARLY = 0.6  # share of the best word's evidence that another must have to be shown with it
LOST = 0.5  # probability of being left out from which no English word is shown


def match_words(
    zh: Sequence[Word], en: Sequence[Word], links: Floats, omitted: Floats, shown: Mask
) -> Iterator[WordMatch]:
    """Yield for each Chinese word that is `shown` the English words that say it.

    `links` (n, m) is the evidence that Chinese word i is said by English word j, `omitted` (n,)
    the probability that nothing says it.
    """
    for i in np.flatnonzero(shown).tolist():
        row = links[i]
        best = float(row.max())
        enough = max(LEAST, NEARLY * best)
        likely = [int(j) for j in np.argsort(-row, kind="stable")[:MOST] if row[j] >= enough]
        targets = tuple(en[j].span for j in sorted(likely)) if omitted[i] < LOST else ()
        yield WordMatch(zh[i].span, targets, round(1 - float(omitted[i]), 2))
