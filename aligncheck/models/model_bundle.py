"""All models of a run in one value: it is passed to the stages, which import none of them."""

from __future__ import annotations

from dataclasses import dataclass

from aligncheck.models.encoder import Encoder, load_encoder
from aligncheck.models.joint_judge import load_shipped_judge
from aligncheck.models.judge import Judge
from aligncheck.models.lexicon import Lexicon, load_lexicon
from aligncheck.models.missing_word import MissingWordModel, load_missing_word_model
from aligncheck.models.phrase_table import PhraseTable, load_phrases
from aligncheck.models.static_encoder import StaticEncoder, load_static_encoder


@dataclass(frozen=True, slots=True, eq=False)
class Models:
    """What was learned, as the stages ask for it.

    `encoder` is the one that was chosen, for whole texts; `words` gives the vectors of words, for
    the lexical evidence, whatever encodes the texts.
    """

    encoder: Encoder
    words: StaticEncoder
    lexicon: Lexicon
    phrases: PhraseTable
    judge: Judge
    missing: MissingWordModel


def load_models(
    name: str | None = None, *, contextual: bool = False, judge: Judge | None = None
) -> Models:
    """Load the models that ship, with the encoder `name`; `judge` takes the place of theirs.

    Each file is read once a process. Raises EncoderError or MissingExtra if one cannot be loaded.
    """
    return Models(
        load_encoder(name),
        load_static_encoder(),
        load_lexicon(),
        load_phrases(),
        judge or load_shipped_judge(contextual=contextual),
        load_missing_word_model(),
    )
