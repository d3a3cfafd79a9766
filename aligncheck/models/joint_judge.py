"""Judges joined: the word detector with its translation table, and the contextual judge.

The table knows pairings that the encoder has not seen, the encoder knows the sentence; a logistic
over both, fitted on pairs read word by word (`training/judge_calibration.py`), says how much each
counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from aligncheck.errors import EncoderError
from aligncheck.models.contextual_judge import FOLDER, ContextualJudge, load_judge
from aligncheck.models.encoder import Floats
from aligncheck.models.judge import Judge, Judgement, WordPair
from aligncheck.models.model_folder import model_folder
from aligncheck.models.word_detector import WordDetector, load_detector

SCALES = {
    "omitted": 4,
    "mistranslated": 4,
    "added": 3,
    "bad": 3,
    "omission": 4,
    "quality": 5,
}
"""Numbers of each logistic: slopes, and the intercept last."""
EDGE = 1e-5  # probabilities are kept this far from 0 and 1 before their logit is taken


class DetectorJudge:
    """The word detector alone (`depth = "fast"`); it does not tell wrong source words."""

    def __init__(self, detector: WordDetector, fingerprint: str = "detector") -> None:
        self.detector = detector
        self.fingerprint = fingerprint

    def judge(self, pairs: Sequence[WordPair]) -> list[Judgement]:
        """Judge sentence pairs, whose sides must all have words."""
        found = []
        for pair, tags in zip(
            pairs, self.detector.tag([pair.features for pair in pairs]), strict=True
        ):
            known = pair.features.pairs
            partners = known[:, :, 3] * known[:, :, 4] * (1 - tags.omitted[:, None])
            none = np.zeros(len(pair.source_words), dtype=np.float32)
            found.append(
                Judgement(
                    tags.omitted,
                    none,
                    tags.added,
                    tags.bad,
                    tags.gap,
                    tags.quality,
                    -1.0,
                    -1.0,
                    partners,
                )
            )
        return found


@dataclass(frozen=True, slots=True)
class JointScales:
    """Logistics over what both judges say; see SCALES."""

    omitted: tuple[float, ...]
    mistranslated: tuple[float, ...]
    added: tuple[float, ...]
    bad: tuple[float, ...]
    omission: tuple[float, ...]
    quality: tuple[float, ...]


class JointJudge:
    """Both judges and the logistics that join them."""

    def __init__(
        self, detector: DetectorJudge, contextual: ContextualJudge, scales: JointScales
    ) -> None:
        self.detector = detector
        self.contextual = contextual
        self.scales = scales
        joined = f"{contextual.fingerprint}|{scales}"
        self.fingerprint = hashlib.blake2b(joined.encode(), digest_size=16).hexdigest()

    def judge(self, pairs: Sequence[WordPair]) -> list[Judgement]:
        """Judge sentence pairs, whose sides must all have words."""
        lexical, contextual = self.detector.judge(pairs), self.contextual.judge(pairs)
        return [self._join(a, b) for a, b in zip(lexical, contextual, strict=True)]

    def _join(self, lexical: Judgement, contextual: Judgement) -> Judgement:
        scales = self.scales
        omitted = apply_logistic(omitted_evidence(lexical, contextual), scales.omitted)
        pair = np.array([pair_evidence(lexical, contextual, omitted)], dtype=np.float32)
        return Judgement(
            omitted,
            apply_logistic(mistranslated_evidence(lexical, contextual), scales.mistranslated),
            apply_logistic(target_evidence(lexical.added, contextual.added), scales.added),
            apply_logistic(target_evidence(lexical.bad, contextual.bad), scales.bad),
            np.maximum(lexical.gap, contextual.gap),
            float(apply_logistic(pair, scales.quality)[0]),
            float(apply_logistic(pair[:, :3], scales.omission)[0]),
            contextual.major,
            contextual.partners,
            np.asarray((contextual.partners + lexical.partners) / 2, dtype=np.float32),
        )


def omitted_evidence(lexical: Judgement, contextual: Judgement) -> Floats:
    """Return (n, 3): logits of both judges that a source word is omitted, and the least wrong."""
    return np.stack(
        [logit(lexical.omitted), logit(contextual.omitted), contextual.partners.max(axis=1)],
        axis=1,
    )


def mistranslated_evidence(lexical: Judgement, contextual: Judgement) -> Floats:
    """Return (n, 3): what speaks for a source word being said as another thing."""
    return np.stack(
        [
            logit(contextual.mistranslated),
            logit(lexical.omitted),
            contextual.partners.max(axis=1),
        ],
        axis=1,
    )


def target_evidence(lexical: Floats, contextual: Floats) -> Floats:
    """Return (m, 2): the logits of both judges on target words."""
    return np.stack([logit(lexical), logit(contextual)], axis=1)


def pair_evidence(lexical: Judgement, contextual: Judgement, omitted: Floats) -> list[float]:
    """Return what speaks of the whole pair: omitted words, the judge's marks, the detector's."""
    lost = float(-np.log1p(-np.minimum(omitted, 1 - 1e-6)).sum())
    return [
        float(np.log(lost + 1e-2)),
        float(logit(np.array([contextual.omission]))[0]),
        float(logit(np.array([contextual.quality]))[0]),
        float(logit(np.array([lexical.quality]))[0]),
    ]


def logit(probability: Floats) -> Floats:
    """Return the logarithm of the odds, of probabilities kept off 0 and 1."""
    held = np.clip(probability, EDGE, 1 - EDGE)
    return np.asarray(np.log(held / (1 - held)), dtype=np.float32)


def apply_logistic(rows: Floats, scale: Sequence[float]) -> Floats:
    """Return (n,) the logistic of rows (n, k) times the slopes of `scale` plus its intercept."""
    x = rows @ np.array(scale[:-1], dtype=np.float32) + scale[-1]
    return np.asarray(1 / (1 + np.exp(-x)), dtype=np.float32)


def load_scales(folder: Path | None = None) -> JointScales:
    """Read joint.json of the judge's folder; raises EncoderError naming what is wrong."""
    path = (folder or model_folder() / FOLDER) / "joint.json"
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        for name, size in SCALES.items():
            if len(read[name]) != size:
                raise ValueError(f"{name} has {len(read[name])} numbers in place of {size}")
        return JointScales(**{name: tuple(map(float, read[name])) for name in SCALES})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EncoderError(f"{path}: not readable as the scales of the judge ({error})") from None


@cache  # read once a process
def load_shipped_judge(*, contextual: bool) -> Judge:
    """Load the word detector, with the contextual judge beside it or alone."""
    fast = DetectorJudge(load_detector())
    return fast if not contextual else JointJudge(fast, load_judge(), load_scales())
