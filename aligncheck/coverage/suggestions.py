"""What a dropped word most likely says in English, from how the training text translated it."""

from __future__ import annotations

from collections.abc import Sequence

from aligncheck.models.lexicon import Lexicon
from aligncheck.models.phrase_table import PhraseTable

MOST = 3  # suggestions given


def suggest_translations(
    words: Sequence[str],
    said: frozenset[str] | set[str],
    phrases: PhraseTable,
    lexicon: Lexicon,
) -> tuple[str, ...]:
    """Return likely English for the Chinese `words` of one dropped stretch, best first.

    A phrase whose words the sentence has already comes last. Nothing is returned for words the
    training text never translated.
    """
    options = [_translation_options(word, phrases, lexicon) for word in words]
    if not any(options):
        return ()
    if len(words) == 1:
        return tuple(_unsaid_first(options[0], said))[:MOST]
    best = [_unsaid_first(found, said)[0] for found in options if found]
    return (" ".join(best),)


def _translation_options(word: str, phrases: PhraseTable, lexicon: Lexicon) -> list[str]:
    if whole := phrases.find(word):
        return whole
    parts = [part for part, _ in lexicon.parts(word) if len(part) > 1]
    known = [found[0] for part in parts if (found := phrases.find(part))]
    return [" ".join(known)] if known else []


def _unsaid_first(options: list[str], said: frozenset[str] | set[str]) -> list[str]:
    return sorted(options, key=lambda phrase: all(w.lower() in said for w in phrase.split()))
