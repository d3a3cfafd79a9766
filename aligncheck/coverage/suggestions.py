"""What a dropped word most likely says in English, from how the training text translated it."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Sequence
from functools import cache

from aligncheck.errors import EncoderError
from aligncheck.models import lexicon
from aligncheck.models.model_folder import model_folder

MOST = 3  # suggestions given
UNFIT = re.compile(r"[^\w\s'’.,&/-]")  # brackets and quotes that only half belong to a phrase


def suggest_translations(words: Sequence[str], said: frozenset[str] | set[str]) -> tuple[str, ...]:
    """Return likely English for the Chinese `words` of one dropped stretch, best first.

    A phrase whose words the sentence has already comes last. Nothing is returned for words the
    training text never translated.

    >>> suggest_translations(["国内生产总值"], set())[0]
    'gross domestic product'
    """
    options = [_translation_options(word) for word in words]
    if not any(options):
        return ()
    if len(words) == 1:
        return tuple(_unsaid_first(options[0], said))[:MOST]
    best = [_unsaid_first(found, said)[0] for found in options if found]
    return (" ".join(best),)


def _translation_options(word: str) -> list[str]:
    if whole := _look_up(word):
        return whole
    parts = [part for part, _ in lexicon.load_lexicon().parts(word) if len(part) > 1]
    known = [found[0] for part in parts if (found := _look_up(part))]
    return [" ".join(known)] if known else []


def _look_up(word: str) -> list[str]:
    """Find the word's row in the table's text: cheaper than a dictionary of all of it."""
    text = _load_phrases()
    at = text.find(f"\n{word}\t")
    if at < 0:
        return []
    found = text[at + 1 : text.index("\n", at + 1)].split("\t")[1:]
    tidy = [phrase.replace(" - ", "-").replace(" '", "'") for phrase in found]
    return [phrase for phrase in tidy if not UNFIT.search(phrase)]


def _unsaid_first(options: list[str], said: frozenset[str] | set[str]) -> list[str]:
    return sorted(options, key=lambda phrase: all(w.lower() in said for w in phrase.split()))


@cache
def _load_phrases() -> str:
    path = model_folder() / "phrases.tsv.gz"
    try:
        return "\n" + gzip.decompress(path.read_bytes()).decode("utf-8")
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise EncoderError(f"{path}: not a readable phrase table ({error})") from None
