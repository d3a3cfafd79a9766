"""Labels of pairs read word by word, kept without their text: a hash of the pair, and offsets.

`training/labels/*.jsonl` hold `{"pair": hash, "set": source, "errors": [{category, severity,
zh_start, zh_end, en_start, en_end}], "drawn": "doubtful"}`, the last where a judge had doubts about
the pair, which is why it was read; whoever has the source's text can join them again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from training.judge_examples import read_rows

FOLDER = Path(__file__).parent / "labels"
KEPT = ("category", "severity", "zh_start", "zh_end", "en_start", "en_end")
Row = dict[str, Any]


def hash_pair(zh: str, en: str) -> str:
    """Return the name of a pair: the same for the same two texts."""
    return hashlib.blake2b(f"{zh}\0{en}".encode(), digest_size=12).hexdigest()


def strip_text(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield read pairs without their text."""
    for row in rows:
        errors = [{name: error.get(name) for name in KEPT} for error in row["errors"]]
        yield {
            "pair": hash_pair(row["zh"], row["en"]),
            "set": row["set"],
            "doc": row["doc"],
            "errors": errors,
            **({"drawn": row["drawn"]} if "drawn" in row else {}),
        }


def join_text(train: Path, folder: Path = FOLDER) -> Iterator[Row]:
    """Yield the labelled pairs whose text stands in the sources under `train`."""
    labels = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    by_pair = {label["pair"]: label for label in labels}
    for name in sorted({label["set"] for label in labels}):
        if not (train / f"{name}.tsv.gz").exists():
            continue
        for zh, en in read_rows(train, name, simplify=False):
            label = by_pair.pop(hash_pair(zh, en), None)
            if label is None:
                continue
            errors = [_quote(error, zh, en) for error in label["errors"]]
            yield {**label, "id": label["pair"], "system": "human", "is_human": True} | {
                "zh": zh,
                "en": en,
                "errors": errors,
            }


def _quote(error: Row, zh: str, en: str) -> Row:
    quoted = dict(error)
    for side, text in (("zh", zh), ("en", en)):
        start, end = error[f"{side}_start"], error[f"{side}_end"]
        quoted[side] = "" if start is None else text[start:end]
    return quoted
