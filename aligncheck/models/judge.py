"""What a judge says of a sentence pair, word by word: the interface, and how judges are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from aligncheck.models.detector_features import Features
from aligncheck.models.encoder import Floats
from aligncheck.text.words import Word


@dataclass(frozen=True, slots=True)
class WordPair:
    """A sentence pair and its words; the words' spans are offsets into the two texts.

    `features` is the lexical evidence on the words, which the word detector reads.
    """

    source: str
    target: str
    source_words: Sequence[Word]
    target_words: Sequence[Word]
    features: Features


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probabilities (0..1) for a sentence pair of n Chinese and m English words.

    omitted (n,): nothing in the English says the word; mistranslated (n,): the English says
    another thing in its place; added (m,): nothing in the Chinese says the word; bad (m,): the
    word is wrong; gap (m + 1,): words are missing before English word j (m: at the end).
    quality: that the pair is free of faults; omission: that important content is missing;
    major: that the pair has a Major error. partners (n, m): how surely word i of the source is
    said by word j of the target. links (n, m): the same by all evidence there is, to be shown to
    readers; None where partners is all there is.
    """

    omitted: Floats
    mistranslated: Floats
    added: Floats
    bad: Floats
    gap: Floats
    quality: float
    omission: float
    major: float
    partners: Floats
    links: Floats | None = None

    @property
    def evidence(self) -> Floats:
        """All evidence (n, m) there is that a source word is said by a target word."""
        return self.partners if self.links is None else self.links


class Judge(Protocol):
    """What tells, for a list of pairs, which words are not conveyed and which are wrong."""

    @property
    def fingerprint(self) -> str:
        """A hash of the weights: the same judgements come out only where it is the same."""

    def judge(self, pairs: Sequence[WordPair]) -> list[Judgement]:
        """Judge sentence pairs, whose sides must all have words."""
