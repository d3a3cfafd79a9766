"""A duty that the English only allows, leave that it makes a duty: 应当 as "may", 可以 as "must".

A modal of the English is wrong where the Chinese has the opposite one and no word that explains it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from aligncheck.document import Span
from aligncheck.negation.cues import Cue, Force
from aligncheck.text.words import en_word_table, zh_word_table

_DUTY = frozenset("应当 必须 务必 应 须".split())
_LEAVE = frozenset("可以 有权 得 可".split())
# Words that English says "may" or "can" for, and "must"; one of these explains the modal.
_MAY = frozenset(
    """
    可 可以 可能 能 能够 会 允许 准许 准予 许可 许 得 得以 酌 酌情 酌予 若 如 如果 倘 或许 也许 有权
    足以 便于 容易 易 是否 若干 未必 不一定 不可 不得 不能 可否 能否 得否 恐 恐怕 万一 难免 只能
    始得 始可 始能 方得 方可 方能 才能 才可 不在此限 除外 准用 有可能 尽可能 尽量 以便 使得 无法
    """.split()
)
_MUST = frozenset(
    """
    应 应当 应该 须 必须 必 必要 需 需要 该 令 命 命令 责令 勒令 强制 义务 限 一定 务必 不得 不可
    不能 未 不 无 非 禁止 有待 只有 只能 方可 方能 始得 始可 才 应予 应于 必需 必定 势必 非得
    要 要求 规定 不得不 有义务 负责 应由 应以 应将
    """.split()
)
_ALLOWS = re.compile(
    r"\b(?:may|can|(?:is|are|be) (?:allowed|permitted|entitled|free) to)\b(?! not\b)", re.I
)
_OBLIGES = re.compile(
    r"\b(?:must|(?:is|are|be) (?:required|obliged|obligated) to)\b(?! not\b)", re.I
)
_SHALL = re.compile(r"\bshall\b(?! not\b)")  # not for 得: laws say "shall" for much else
_TURNS = (
    (_DUTY, _MAY, _ALLOWS),
    (_LEAVE, _MUST, _OBLIGES),
    (_LEAVE - {"得", "可"}, _MUST, _SHALL),
)


# What either side must hold for that: a word of those above, in either kind of characters.
_SOME_ZH = re.compile("[应應须須必務务可得有]")
_SOME_EN = frozenset(
    "may can can't must shall allowed permitted entitled free required obliged obligated".split()
)


_SAYS_DUTY = re.compile(
    r"\b(?:must|shall|should|ought|ha(?:ve|s|d|ving) to|need\w*|require\w*|oblig\w+|necess\w+|duty"
    r"|mandatory|essential|(?:is|are|was|were) to)\b",
    re.I,
)
_SAYS_LEAVE = re.compile(
    r"\b(?:may|can|could|might|allow\w*|permit\w*|entitle\w*|free to|right to|possib\w+|able)\b"
)
_NOBODY = re.compile(r"\b(?:no|none|nobody|neither|nor|only)\b", re.I)  # "no person may … unless"
# Before 得 that is spoken "děi" and means "must"; laws have it for "may".
_SPOKEN = re.compile("(?:[就也还都才只总非必又先你我他她它们咱谁要不]|事|家|人|者)得\\Z")
_LAW = re.compile("[應須條規機關權]|第.{1,5}条|申请人|当事人|机关")


def _is_said(own: frozenset[str], en: str, target: Span) -> bool:
    """Return whether the English says the duty or the leave in another clause."""
    pattern = _SAYS_DUTY if own is _DUTY else _SAYS_LEAVE
    return pattern.search(en, target.start, target.end) is not None


def _is_spoken(zh: str, at: int) -> bool:
    """Return whether 得 means "must", as it does outside of laws."""
    return _SPOKEN.search(zh, 0, at + 1) is not None or _LAW.search(zh) is None


def may_turn(zh: str, en: str) -> bool:
    """Return, at a glance, whether a duty or leave may have become its opposite."""
    return _SOME_ZH.search(zh) is not None and not _SOME_EN.isdisjoint(en_word_table(en).texts)


def find_turned_modals(
    zh: str, source: Span, cues: Sequence[Cue], en: str, target: Span
) -> Iterator[tuple[Cue, Span]]:
    """Yield a duty and the English leave that it became, or leave and the duty."""
    modal = [cue for cue in cues if cue.force in (Force.DUTY, Force.LEAVE)]
    if not modal or not may_turn(zh, en):
        return
    for own, known, wrong in _TURNS:
        said = wrong.search(en, target.start, target.end)
        if said is None or (said.group() == "May"):
            continue
        cut = zh_word_table(zh)
        low, high = (bisect_left(cut.starts, at) for at in (source.start, source.end))
        words = cut.texts[low:high]
        if own.isdisjoint(words) or not known.isdisjoint(words):
            continue
        if _is_said(own, en, target) or _NOBODY.search(en, target.start, said.start()):
            continue
        starts = {
            cut.starts[low + i]
            for i, word in enumerate(words)
            if word in own and not (word == "得" and _is_spoken(zh, cut.starts[low + i]))
        }
        mine = [cue for cue in modal if cue.span.start in starts]
        if mine:
            yield mine[0], Span(*said.span())
            return
