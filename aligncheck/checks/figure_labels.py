"""Whether two numbers stand for each other's thing, by the words that say what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from aligncheck.document import Span
from aligncheck.models.encoder import Floats
from aligncheck.models.model_bundle import Models
from aligncheck.quantities.quantity import Quantity
from aligncheck.text.words import (
    en_words,
    is_content_en,
    is_content_zh,
    is_numeral,
    stem_word,
    zh_words,
)

PARTNER = 0.004  # least p(English | Chinese) · p(Chinese | English) of a label's partner
SHARED = 0.1  # of a partner's strength, from which a word shares it
ALIKE = 0.25  # least likeness of two labels that are told apart from each other
SURE = 0.85  # the labels of both numbers say so
LIKELY = 0.6  # … of labels that are less alike
_STEMS = dict(zip("甲乙丙丁", "ABCD", strict=True))
_BESIDE_AFTER = re.compile(r"\s(?:of |for |in )?(?:the |all )?(?!and\b|or\b)(?:[\w-]+ )?")
_BESIDE_BEFORE = re.compile(r"\s?(?:\(|at |was |were |is |are |of |in |by |for )?[$€£¥]?")


def exchange_by_labels(
    mine: Sequence[str],
    yours: Sequence[str],
    en: str,
    right: Span,
    numbers: tuple[Quantity, Quantity],
    models: Models,
) -> float:
    """Return how likely it is that two numbers were exchanged; 0 if their labels do not say so.

    `mine` and `yours` are the Chinese words that say what either counts, `numbers` stand for them
    in the English, whose sentence is `right`.
    """
    if not mine or not yours:
        return 0.0
    left, other = _find_partners(mine, yours, en, right, models)
    turned = numbers[0].span.start > numbers[1].span.start
    votes = [
        (i, j, (left[i] < other[j]) == turned)
        for i in range(len(mine))
        for j in range(len(yours))
        if left[i] >= 0 and other[j] >= 0 and left[i] != other[j]
    ]
    if votes and not any(exchanged for *_, exchanged in votes):
        return 0.0
    alike = _measure_likeness(mine, yours, models)
    i, j, exchanged = max(votes, key=lambda vote: alike[vote[0], vote[1]], default=(0, 0, True))
    single = len(mine) == len(yours) == 1
    if not votes or (alike[i, j] < ALIKE and not single):
        return LIKELY if _touches_other(en, left, other, numbers) else 0.0
    if not exchanged:
        return 0.0
    if _stands_beside(en, left[i], numbers[0]) or _stands_beside(en, other[j], numbers[1]):
        return 0.0
    sure = alike[i, j] >= ALIKE and all(vote for *_, vote in votes)
    return SURE if sure else LIKELY


def list_content_zh(text: str) -> list[str]:
    """Return the content words of Chinese, numbers left out."""
    words = [word.text for word in zh_words(text)]
    return [
        word
        for word in words
        if word[0] in _STEMS or (is_content_zh(word) and not is_numeral(word) and len(word) > 1)
    ]


def _stands_beside(en: str, label: int, number: Quantity) -> bool:
    """Return whether a label touches its own number: "46 ships", "62% of women", "women: 62%"."""
    if label > number.span.end:
        return _BESIDE_AFTER.fullmatch(en, number.span.end, label) is not None
    word = en.find(" ", label)
    return word > 0 and _BESIDE_BEFORE.fullmatch(en, word, number.span.start) is not None


def _find_partners(
    mine: Sequence[str], yours: Sequence[str], en: str, right: Span, models: Models
) -> tuple[list[int], list[int]]:
    """Return where in the English each word's one clear partner stands, -1 if it has none.

    A partner of words of both groups, as "industry" is of 第二产业 and 第三产业, tells neither.
    """
    english = [word for word in en_words(right.cut(en)) if is_content_en(word.text)]
    stems = [stem_word(word.text) for word in english]
    if not stems:
        return [-1] * len(mine), [-1] * len(yours)
    ahead, back = models.lexicon.matrices([*mine, *yours], stems)
    joint = ahead * back
    groups = joint[: len(mine)].max(axis=0), joint[len(mine) :].max(axis=0)
    joint[:, np.minimum(*groups) > SHARED * np.maximum(*groups)] = 0
    places = []
    for label, row in zip([*mine, *yours], joint, strict=True):
        letter = _find_letter(label, en, right)
        if letter is not None:
            places.append(letter)
            continue
        at = int(row.argmax())
        clear = row[at] >= PARTNER and stems.count(stems[at]) == 1
        clear = clear and row[at] >= joint[:, at].max()
        places.append(right.start + english[at].span.start if clear else -1)
    return places[: len(mine)], places[len(mine) :]


def _find_letter(label: str, en: str, right: Span) -> int | None:
    """Return where the English has the A of 甲队, the B of 乙组; None if the label is no such."""
    if label[0] not in _STEMS:
        return None
    found = list(re.finditer(rf"\b{_STEMS[label[0]]}\b", right.cut(en)))
    return right.start + found[0].start() if len(found) == 1 else -1


def _touches_other(
    en: str, mine: Sequence[int], yours: Sequence[int], numbers: tuple[Quantity, Quantity]
) -> bool:
    """Return whether a label touches the other's number and not its own."""
    first, second = numbers
    return any(
        _stands_beside(en, at, wrong) and not _stands_beside(en, at, right)
        for places, right, wrong in ((mine, first, second), (yours, second, first))
        for at in places
        if at >= 0 and len(places) == 1
    )


def _measure_likeness(mine: Sequence[str], yours: Sequence[str], models: Models) -> Floats:
    """Return how alike labels are, (mine, yours): 男性 and 女性 are, 男性 and 收入 are not."""
    left, right = models.words.encode(list(mine)), models.words.encode(list(yours))
    shared = np.array(
        [[len(set(one) & set(two)) / max(len(one), len(two)) for two in yours] for one in mine],
        np.float32,
    )
    return np.asarray(left @ right.T + 0.5 * shared, np.float32)
