"""Quality estimation: how `quality` ranks sentences, how wrong words are told from right ones."""

from __future__ import annotations

import html
from collections.abc import Sequence

import numpy as np

from aligncheck.coverage.analysis import analyse_pairs
from aligncheck.coverage.chunks import Task
from aligncheck.document import Span
from aligncheck.evaluate import document_folds, metrics
from aligncheck.evaluate.check_results import Options, Text, score_texts
from aligncheck.evaluate.figures import Figure, SetFigures, measure_statistic
from aligncheck.evaluate.labelled_sets import Tagged
from aligncheck.evaluate.metrics import Ints
from aligncheck.models.model_bundle import load_models
from aligncheck.report import TargetScore

END = "<EOS>"  # the tag after the last word: something is missing at the end


def measure_tagged(name: str, rows: Sequence[Tagged], options: Options) -> SetFigures:
    """Return the sentence and word figures of a quality estimation set."""
    docs = [row.zh for row in rows]
    scored = score_texts([Text(row.zh, row.en) for row in rows], options, name)
    quality = np.array([s.quality for s in scored])
    better = np.array([row.score for row in rows])
    figures = [
        measure_statistic(
            "quality",
            "Spearman with the judges' score",
            docs,
            lambda drawn: metrics.spearman(quality[drawn], better[drawn]),
        ),
        *_word_figures(rows, docs, options),
    ]
    return SetFigures(name, "tagged", len(rows), len(set(docs)), tuple(figures))


def _word_figures(rows: Sequence[Tagged], docs: Sequence[str], options: Options) -> list[Figure]:
    """Return word MCC and AUC; the threshold of each half is chosen on the other."""
    value: list[float] = []
    label: list[bool] = []
    doc: list[str] = []
    for number, row in enumerate(rows, start=1):
        value += token_scores(row, _examine_english(row))
        label += row.bad
        doc += [docs[number - 1]] * len(row.bad)
        if number % 100 == 0:
            options.say(f"words: {number} of {len(rows)}")
    scores, bad = np.array(value), np.array(label, dtype=np.bool_)
    half = np.array([document_folds.fold_of_document(name, 2) for name in doc])
    said = np.zeros(len(bad), dtype=np.bool_)
    for k in (0, 1):
        least = metrics.mcc_threshold(scores[half != k], bad[half != k])
        said[half == k] = scores[half == k] >= least
    positive = int(bad.sum())

    def mcc_of_draw(drawn: Ints) -> float:
        return metrics.mcc(said[drawn], bad[drawn])

    def auc_of_draw(drawn: Ints) -> float:
        return metrics.auc(scores[drawn], bad[drawn])

    return [
        measure_statistic("words", "MCC of bad words", doc, mcc_of_draw, positive=positive),
        measure_statistic("words", "AUC of bad words", doc, auc_of_draw, positive=positive),
    ]


def _examine_english(row: Tagged) -> tuple[TargetScore, ...]:
    models = load_models(contextual=True)
    broken = [(hole.span, hole.probability) for hole in models.missing.find(row.en)]
    [found] = analyse_pairs([Task(row.zh, row.en, (), broken)], models)
    return found.english if found else ()


def token_scores(row: Tagged, words: Sequence[TargetScore]) -> list[float]:
    """Return how likely each token is bad or added: the most likely of the words it meets."""
    return [
        max((max(w.error, w.addition) for w in words if _overlap(w.span, span)), default=0.0)
        if span
        else 0.0
        for span in locate_tokens(row.tokens, row.en)
    ]


def locate_tokens(tokens: Sequence[str], text: str) -> list[Span | None]:
    """Find the tokens in the text they were cut from; None for one that is not there."""
    found: list[Span | None] = []
    at = 0
    for token in tokens:
        plain = html.unescape(token)
        start = text.find(plain, at) if token != END else -1
        if start < 0:
            found.append(None)
            continue
        at = start + len(plain)
        found.append(Span(start, at))
    return found


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
