"""The phrases that translated a Chinese word in the training text, the commonest first."""

from __future__ import annotations

import gzip
import re
import zlib
from functools import cache
from pathlib import Path

from aligncheck.errors import EncoderError
from aligncheck.models.model_folder import model_folder

UNFIT = re.compile(r"[^\w\s'’.,&/-]")  # brackets and quotes that only half belong to a phrase


class PhraseTable:
    """Rows of a word and its phrases, as one text: cheaper than a dictionary of all of it."""

    def __init__(self, text: str) -> None:
        self.text = f"\n{text}"

    def find(self, word: str) -> list[str]:
        """Return the phrases of a word, none if the table has none."""
        at = self.text.find(f"\n{word}\t")
        if at < 0:
            return []
        found = self.text[at + 1 : self.text.index("\n", at + 1)].split("\t")[1:]
        tidy = [phrase.replace(" - ", "-").replace(" '", "'") for phrase in found]
        return [phrase for phrase in tidy if not UNFIT.search(phrase)]


@cache  # a file of the model, read once a process
def load_phrases(folder: Path | None = None) -> PhraseTable:
    """Return the table of a folder, or the one that ships; EncoderError if it is not readable."""
    path = (folder or model_folder()) / "phrases.tsv.gz"
    try:
        return PhraseTable(gzip.decompress(path.read_bytes()).decode("utf-8"))
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise EncoderError(f"{path}: not a readable phrase table ({error})") from None
