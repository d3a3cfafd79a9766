"""The vocabulary: a unigram tokenizer over both languages."""

from __future__ import annotations

import random
from pathlib import Path

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from training.parallel_corpus import DOMAIN, GENERAL, read_rows

SIZE = 65_536
SHARE_OTHER, SHARE_LEXICON = 0.18, 0.35  # what is drawn of the sources outside the domain


def train_tokenizer(work: Path, out: Path, seed: int = 2) -> None:
    """Train the tokenizer on a draw of the corpus and write out/tokenizer.json (12 minutes)."""
    rng = random.Random(seed)
    texts: list[str] = []
    for row in read_rows(work / "pairs.tsv"):
        if row.source in DOMAIN or row.source in GENERAL or rng.random() < SHARE_OTHER:
            texts += [row.zh, row.en]
    for row in read_rows(work / "lex.tsv"):
        if rng.random() < SHARE_LEXICON:
            texts += [row.zh, row.en]
    rng.shuffle(texts)
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Whitespace(), pre_tokenizers.Digits(individual_digits=False)]
    )
    trainer = trainers.UnigramTrainer(
        vocab_size=SIZE,
        special_tokens=["[UNK]"],
        unk_token="[UNK]",  # noqa: S106  # a vocabulary entry, not a secret
        max_piece_length=12,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.save(str(out / "tokenizer.json"))
