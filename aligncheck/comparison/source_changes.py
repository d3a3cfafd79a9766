"""Where the original changed, too: find each of its earlier paragraphs in the new original."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from aligncheck.errors import CompareError
from aligncheck.history.changed_paragraphs import is_same_text, match_paragraphs, share_letters
from aligncheck.report import Pair, Report, Side

LEAST = 0.5  # share of the shorter original that the other must have to be a revision of it
KIN = 0.3  # letters in common from which a paragraph counts as found again


@dataclass(frozen=True, slots=True)
class SourceChanges:
    """Where the old original's places are in the new one.

    `edited` holds both texts of each paragraph that was edited, by its number in the new original.
    """

    edited: Mapping[int, tuple[str, str]]
    added: int = 0
    deleted: int = 0

    def relocate(self, paragraph: int, start: int, end: int) -> tuple[int, int, int]:
        """Return where a stretch of the old original stands in the new one."""
        if paragraph not in self.edited:
            return paragraph, start, end
        old, new = self.edited[paragraph]
        place = _map_offsets(old, new)
        return paragraph, place[min(start, len(old))], place[min(end, len(old))]

    def describe(self) -> tuple[str, ...]:
        """Return a note on what of the original changed; nothing where nothing did."""
        counts = {"edited": len(self.edited), "added": self.added, "deleted": self.deleted}
        told = [f"{count} {word}" for word, count in counts.items() if count]
        if not told:
            return ()
        noun = "paragraph" if sum(counts.values()) == 1 else "paragraphs"
        first, *others = told
        number, word = first.split()
        return (f"The original changed, too: {', '.join([f'{number} {noun} {word}', *others])}.",)


SAME = SourceChanges({})


def carry_over_source(old: Report, new: Report, *, allowed: bool) -> tuple[Report, SourceChanges]:
    """Return the old report with its paragraphs numbered as in the new original, and the changes.

    Files that hold both languages differ whenever the English does; there the Chinese decides.
    Raises CompareError if the originals differ and that is not `allowed`, or if they have too
    little in common.
    """
    if old.source.sha256 and old.source.sha256 == new.source.sha256:
        return old, SAME
    before, after = _list_paragraphs(old), _list_paragraphs(new)
    if [_squeeze(text) for text in before] == [_squeeze(text) for text in after]:
        return old, SAME
    if not before or not after:
        return old, SourceChanges({}, added=len(after), deleted=len(before))
    if not allowed:
        raise CompareError(_describe_difference(old, new, "or say --source-changed"))
    partner = match_paragraphs(before, after)
    _require_kin(old, new, before, after, partner)
    number = {i: j for j, i in partner.items()}
    spare = {i: number.get(i, len(after) + i) for i in range(len(before))}
    pairs = tuple(_renumber(pair, spare) for pair in old.pairs)
    edited = {
        j: (before[i], after[j])
        for j, i in partner.items()
        if not is_same_text(before[i], after[j])
    }
    changes = SourceChanges(edited, len(after) - len(partner), len(before) - len(partner))
    return replace(old, pairs=pairs), changes


def _require_kin(
    old: Report,
    new: Report,
    before: Sequence[str],
    after: Sequence[str],
    partner: Mapping[int, int],
) -> None:
    """Raise CompareError unless most of the shorter original is found again in the other."""
    found = sum(
        min(len(before[i]), len(after[j]))
        for j, i in partner.items()
        if share_letters(before[i], after[j]) >= KIN
    )
    shorter = min(sum(map(len, before)), sum(map(len, after)))
    if found >= LEAST * shorter:
        return
    raise CompareError(_describe_difference(old, new, "which these are not"))


def _describe_difference(old: Report, new: Report, remedy: str) -> str:
    return (
        f"{old.source.path} (sha256 {old.source.sha256[:12]}) and {new.source.path} "
        f"(sha256 {new.source.sha256[:12]}): the sources differ; compare revisions of one source, "
        f"{remedy}"
    )


def _list_paragraphs(report: Report) -> list[str]:
    """Return the paragraphs of a report's original by their numbers; one that it lacks is ""."""
    texts: dict[int, str] = {}
    for side in (pair.source for pair in report.pairs if pair.source):
        pieces = side.text.split("\n")
        if len(pieces) != len(side.paragraphs):  # they cannot be told apart: all is in the first
            pieces = [side.text, *([""] * (len(side.paragraphs) - 1))]
        texts |= dict(zip(side.paragraphs, pieces, strict=True))
    return [texts.get(i, "") for i in range(max(texts, default=-1) + 1)]


def _renumber(pair: Pair, number: Mapping[int, int]) -> Pair:
    if pair.source is None:
        return pair
    side = Side(
        pair.source.text, tuple(number[i] for i in pair.source.paragraphs), pair.source.lines
    )
    return replace(pair, source=side)


def _map_offsets(old: str, new: str) -> list[int]:
    """Return for each offset of a text where it is in its edited form."""
    place = [0] * (len(old) + 1)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, low, high, first, last in matcher.get_opcodes():
        for at in range(low, high):
            place[at] = first + (at - low if tag == "equal" else 0)
        place[high] = last
    return place


def _squeeze(text: str) -> str:
    return "".join(text.split())
