"""Words that the translation says as their opposite, by the translation table.

A source word that nothing in the target says, while a word there says its opposite and nothing
else in the source explains it: 上升 as "fell". Sentences that deny near it are left alone: "did not
fall" may well say 上升.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from aligncheck.models.lexicon import Lexicon
from aligncheck.report import Mistranslated
from aligncheck.text.words import Word, is_content_en, stem_word

# Strengths are p(target|source) p(source|target).
SAID = 0.003  # least strength of a target word that says the opposite
UNSAID = 0.1  # most share of that which any target word has if nothing says the word itself
EXPLAINED = 0.03  # share of that strength from which another source word explains the target word
SURE = 0.55  # probability that such a word is mistranslated; those that are not are paraphrases
DENYING_ZH = frozenset(
    "不 没 没有 未 无 非 并非 不再 从未 並非 沒有 難以 难以 避免 防止 缺乏".split()
)
DENYING_EN = frozenset(
    "not no never without nor n't cannot avoid prevent less fewer than from".split()
)
REACH = 4  # words around the target word in which a denial counts


def find_opposites(zh: Sequence[Word], en: Sequence[Word], lexicon: Lexicon) -> list[Mistranslated]:
    """Return the source words that the target says as their opposite."""
    texts = [word.text for word in zh]
    held = set(texts)
    found = []
    for i, text in enumerate(texts):
        rivals = [other for other in load_opposites().get(text, ()) if other not in held]
        if not rivals or held & DENYING_ZH or texts.count(text) > 1:
            continue
        place = _find_opposite_word(i, rivals, texts, en, lexicon)
        if place is not None:
            found.append(Mistranslated(zh[i].span, en[place].span, SURE))
    return found


def _find_opposite_word(
    i: int, rivals: Sequence[str], texts: Sequence[str], en: Sequence[Word], lexicon: Lexicon
) -> int | None:
    """Return the place of the target word that says an opposite of source word `i`, or None."""
    stems = [stem_word(word.text) for word in en]
    ahead, back = lexicon.matrices([texts[i], *rivals], stems)
    strength = ahead * back
    if not stems:
        return None
    best = strength[1:].max(axis=0)
    place = int(best.argmax())
    if best[place] < SAID or strength[0].max() > UNSAID * best[place]:
        return None
    if not is_content_en(en[place].text):
        return None
    near = {word.text for word in en[max(0, place - REACH) : place + REACH + 1]}
    if near & DENYING_EN or any(word.endswith("n't") for word in near):
        return None
    others = [text for k, text in enumerate(texts) if k != i]
    if others:
        ahead, back = lexicon.matrices(others, [stems[place]])
        if (ahead * back).max() > EXPLAINED * best[place]:
            return None
    return place


@cache  # a small file, read once
def load_opposites() -> Mapping[str, Sequence[str]]:
    """Return the opposites of words, both ways."""
    found: dict[str, list[str]] = {}
    text = Path(__file__).with_name("opposites.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        one, other = line.split()
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found
