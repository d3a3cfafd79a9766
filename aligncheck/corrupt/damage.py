"""One known error: the text it leaves and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aligncheck.document import Span


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged translation.

    `zh` is what it no longer says, or says wrongly; empty for what was added. `gone` are the stems
    it lost. `place` is where in `en` the error stands, an empty span where something fell out.
    """

    kind: str
    en: str
    zh: tuple[Span, ...]
    gone: frozenset[str]
    place: Span

    @property
    def is_deletion(self) -> bool:
        """Return whether something fell out."""
        return self.place.start == self.place.end

    def put_back(self, before: str, after: str, shift: int) -> Damage:
        """Return the same damage with its sentence put back where it stood.

        `before` and `after` are the English around it, `shift` where its Chinese begins.
        """
        return replace(
            self,
            en=before + self.en + after,
            zh=tuple(span.shift(shift) for span in self.zh),
            place=self.place.shift(len(before)),
        )
