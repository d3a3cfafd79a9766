"""The last step: calibrate similarity and write model.json with the hash of every file."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np

from aligncheck.models.encoder import Floats
from aligncheck.models.manifest import write_manifest
from aligncheck.version import VERSION
from training.static_vectors import DIM

CALIBRATION = "retrieval_ntrex_zhoCN_eng"
ROUNDS = 500


def calibrate_and_seal(data: Path, out: Path) -> None:
    """Fit the similarity calibration on news sentences and seal the folder."""
    from aligncheck.models.static_encoder import load_static_encoder

    write_manifest(
        out, {"name": "embedded", "version": VERSION, "dim": DIM, "similarity": [1.0, 0.0]}
    )
    load_static_encoder.cache_clear()
    with gzip.open(data / "dev" / f"{CALIBRATION}.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t")[:2] for line in lines]
    encoder = load_static_encoder(out)
    zh, en = encoder.encode([r[0] for r in rows]), encoder.encode([r[1] for r in rows])
    slope, middle = fit_logistic((zh * en).sum(1), (zh * np.roll(en, 7, axis=0)).sum(1))
    card = {"name": "embedded", "version": VERSION, "dim": DIM, "similarity": [slope, middle]}
    write_manifest(out, card)


def fit_logistic(true: Floats, chance: Floats) -> tuple[float, float]:
    """Fit slope and middle of a logistic that tells translations from chance by their cosine."""
    x = np.concatenate([true, chance]).astype(np.float64)
    y = np.concatenate([np.ones(len(true)), np.zeros(len(chance))])
    slope, offset = 10.0, -4.0
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-(slope * x + offset)))
        w = p * (1 - p) + 1e-6
        hessian = np.array([[(w * x * x).sum(), (w * x).sum()], [(w * x).sum(), w.sum()]])
        gradient = np.array([((y - p) * x).sum() - 1e-3 * slope, (y - p).sum()])
        step = np.linalg.solve(hessian + 1e-3 * np.eye(2), gradient)
        slope, offset = slope + step[0], offset + step[1]
        if np.abs(step).max() < 1e-8:
            break
    return round(float(slope), 4), round(float(-offset / slope), 4)
