"""Make the examples of the judge's first stage: faithful pairs with their edits, in shards.

`make_shards` needs no torch and takes some 12 ms a pair; the shards are JSON lines, so that
training can begin while later ones are made.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from aligncheck.corrupt import analyse_pair, collect_replacements, corrupt_pair
from aligncheck.corrupt.damage import Damage
from aligncheck.evaluate.word_alignment_error import link_words
from aligncheck.models.lexicon import load_lexicon
from aligncheck.models.static_encoder import load_static_encoder
from aligncheck.text.normalise import normalise
from aligncheck.text.words import en_words, zh_words
from training.judge_edits import (
    LIGHT,
    SCOPE,
    Corpus,
    Edit,
    LinkedPair,
    edit_source,
    edit_target,
)
from training.judge_labels import Example, Mark, Spans, build_example, cut_pieces
from training.judge_variations import vary_pair

SHARD = 1_000  # pairs
SHARE_VARIED = 0.6  # of the pairs that can be, are drawn with a variation, too
TRADITIONAL = frozenset({"taiwan_laws", "plurality_book"})
SHARES: Mapping[str, int] = {  # pairs of each source, the users' kinds of text first
    "newstest_2017_2019": 6900,
    "news_commentary_10k": 9000,
    "gov_reports_speeches": 2300,
    "nyt_bilingual_notes": 7000,
    "finance_letters_bilingual": 6000,
    "xquad_wikipedia": 2000,
    "plurality_book": 2400,
    "unity_of_power_book": 1500,
    "gnews_bilingual": 900,
    "taiwan_laws": 11000,
    "hoi4_history_game": 7000,
    "vic3_history_game": 3500,
    "eu5_history_game": 4500,
    "four_histories": 2500,
    "dict_examples": 5000,
    "tatoeba_cmn": 4000,
    "ai_challenger_valid": 1500,
    "flygon_finance_mt": 3000,
    "kubernetes_website": 2500,
    "react_docs": 1500,
    "rust_book": 1500,
    "python_docs": 3000,
    "ms_architecture_ht": 2500,
    "ms_d365_project_ht": 1500,
    "opensource_guide": 800,
    "progit": 1000,
    "django_docs": 1000,
    "animal_farm": 500,
    "vue_docs": 500,
    "enkey_readers": 500,
}
WEIGHTS: Mapping[str, float] = {  # how often an edit is drawn beside the others of its pair
    "scope word put in": 1.3,
    "scope word dropped": 2.0,
    "list item put in": 2.0,
    "opposite in source": 1.5,
    "opposite in target": 1.5,
    "noun dropped": 1.3,
    "verb dropped": 1.3,
    "adjective or adverb dropped": 1.5,
    "figures exchanged": 1.2,
    "word taken from source": 0.7,
    "name replaced": 0.6,
    "Chinese left in": 0.15,
    "neutral: other order": 0.5,
}
_CLAUSE = re.compile(r"[一-鿿]{6,22}")
Pairs = Sequence[tuple[str, str]]
Row = dict[str, Any]


def make_shards(train: Path, out: Path, held: frozenset[str], seed: int = 11) -> Iterator[Path]:
    """Write shards of edited pairs and yield their paths; one that is there is left alone.

    `held` are texts that must not be learned from: those that are measured on.
    """
    rng = random.Random(seed)
    texts = {name: read_rows(train, name) for name in SHARES if (train / f"{name}.tsv.gz").exists()}
    base: list[tuple[str, str]] = []
    for name, rows in texts.items():
        fit = [row for row in rows if is_teachable(*row) and held.isdisjoint(row)]
        rng.shuffle(fit)
        base += fit[: SHARES[name]]
    rng.shuffle(base)
    corpus = collect_corpus([zh for rows in texts.values() for zh, _ in rows[:25_000]], rng)
    out.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(base), SHARD):
        path = out / f"{start // SHARD:04d}.jsonl.gz"
        if not path.exists():
            part = path.with_suffix(".part")
            with gzip.open(part, "wt", encoding="utf-8") as file:
                for row in edit_pairs(base[start : start + SHARD], corpus):
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
            part.replace(path)
        yield path


def read_rows(train: Path, name: str, *, simplify: bool = True) -> list[tuple[str, str]]:
    """Return the pairs of a source, in simplified characters unless told otherwise."""
    with gzip.open(train / f"{name}.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t")[:2] for line in lines]
    plain = normalise if simplify and name in TRADITIONAL else None
    return [(plain(zh).text if plain else zh, en) for zh, en in rows]


def is_teachable(zh: str, en: str) -> bool:
    """Return whether a pair is long enough, mostly Chinese, and of like length on both sides."""
    han = sum("\u4e00" <= char <= "\u9fff" for char in zh)
    words = len(en.split())
    fits = 7 <= len(zh) <= 130 and 4 <= words <= 80
    return fits and 0.12 < words / len(zh) < 1.6 and han > 0.45 * len(zh)


def collect_corpus(texts: Sequence[str], rng: random.Random) -> Corpus:
    """Return what the texts say of neighbours, lists and clauses."""
    single: Counter[str] = Counter()
    double: Counter[tuple[str, str]] = Counter()
    listed: defaultdict[str, set[str]] = defaultdict(set)
    clauses = []
    for text in texts:
        words = [word.text for word in zh_words(text)]
        single.update(words)
        double.update(pairwise(words))
        for left, mark, right in zip(words, words[1:], words[2:], strict=False):
            if mark == "、":
                listed[left].add(right)
                listed[right].add(left)
        parts = [
            part for part in re.split("[，。；！？]", text) if re.fullmatch(r"[一-鿿]{6,22}", part)
        ]
        clauses += [part for part in parts if rng.random() < 0.2]
    before: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), n in double.items():
        if n >= 3 and _may_modify(one):
            before[other][one] = n**0.5
    return Corpus(
        dict(before),
        {word: sorted(others) for word, others in listed.items()},
        clauses,
        _find_alike([w for w, n in single.most_common(24_000) if n >= 4 and len(w) > 1]),
    )


def _may_modify(word: str) -> bool:
    han = re.fullmatch(r"[一-鿿]+", word) is not None
    return han and word not in LIGHT and (len(word) > 1 or word in SCOPE)


def _find_alike(words: Sequence[str]) -> dict[str, list[str]]:
    """Return for each word others of its length that are near it, but not the same thing."""
    common = [word for word in words if re.fullmatch(r"[一-鿿]+", word)]
    if not common:
        return {}
    vectors = load_static_encoder().words(common)
    vectors = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6)
    alike: dict[str, list[str]] = {}
    for start in range(0, len(common), 2_000):
        near = vectors[start : start + 2_000] @ vectors.T
        for row, word in enumerate(common[start : start + 2_000]):
            order = np.argsort(-near[row])[:40]
            alike[word] = [
                common[j]
                for j in order
                if 0.3 < near[row, j] < 0.72
                and len(common[j]) == len(word)
                and not set(common[j]) & set(word)
            ][:20]
    return alike


def edit_pairs(pairs: Pairs, corpus: Corpus) -> Iterator[Row]:
    """Yield the pairs with their links and edits, as `draw_group` reads them."""
    table = load_lexicon()
    studied = [analyse_pair(zh, en, table) for zh, en in pairs]
    held = collect_replacements(studied)
    for (zh, en), pair in zip(pairs, studied, strict=True):
        source, target = zh_words(zh), en_words(en)
        links: defaultdict[int, list[int]] = defaultdict(list)
        for i, j in link_words([w.text for w in source], [w.text for w in target]):
            links[i].append(j)
        linked = LinkedPair(zh, en, source, target, links)
        rng = random.Random(f"{zh}\0{en}")
        edits = [*edit_source(linked, corpus, rng), *edit_target(linked, rng)]
        edits += [_edit_of(zh, damage) for damage in corrupt_pair(pair, held)]
        places = [
            (source[i].span.start, source[i].span.end, target[j].span.start, target[j].span.end)
            for i, js in links.items()
            for j in js
        ]
        yield {"zh": zh, "en": en, "links": places, "edits": [asdict(edit) for edit in edits]}


def _edit_of(zh: str, damage: Damage) -> Edit:
    """Return what `corrupt` planted as an edit."""
    source: list[Mark] = [(span.start, span.end, 1.0) for span in damage.zh]
    place: Mark = (damage.place.start, damage.place.end, 1.0)
    if damage.is_deletion:
        spans = Spans(omitted=source, gaps=[damage.place.start])
    elif damage.kind == "phrase added":
        spans = Spans(added=[place])
    elif damage.kind == "Chinese left in":
        spans = Spans(wrong_target=[place], unknown_source=source)
    else:
        unknown: list[Mark] = [] if source else [(0, len(zh), 1.0)]
        spans = Spans(wrong_source=source, wrong_target=[place], unknown_source=unknown)
    return Edit(damage.kind, zh, damage.en, spans)


def draw_group(tokenizer: Tokenizer, row: Row, rng: random.Random) -> list[Example]:
    """Return a pair, one edit of each side, at times a variation; faults rank below the pair."""
    good = build_example(tokenizer, row["zh"], row["en"], Spans(), "clean")
    good.links = _link_pieces(tokenizer, row)
    group = [good]
    for side in ("zh", "en"):
        edits = [edit for edit in row["edits"] if edit[side] != row[side]]
        if not edits:
            continue
        weights = [WEIGHTS.get(edit["kind"], 1.0) for edit in edits]
        edit = rng.choices(edits, weights)[0]
        spans = Spans(**edit["spans"])
        made = build_example(tokenizer, edit["zh"], edit["en"], spans, edit["kind"])
        made.better = -1 if made.kind.startswith("neutral") else 0
        group.append(made)
    varied = list(vary_pair(row["zh"], row["en"], row["links"], rng))
    if varied and rng.random() < SHARE_VARIED:
        change = rng.choice(varied)
        made = build_example(tokenizer, change.zh, change.en, change.spans, change.kind)
        made.better = -1 if made.kind.startswith("neutral") else 0
        group.append(made)
    return group


def _link_pieces(tokenizer: Tokenizer, row: Row) -> list[tuple[int, int]]:
    left, right = cut_pieces(tokenizer, row["zh"]), cut_pieces(tokenizer, row["en"])
    found = []
    for a, b, c, d in row["links"]:
        here = [k for k, (s, e) in enumerate(left) if s < e and s < b and a < e]
        there = [k for k, (s, e) in enumerate(right) if s < e and s < d and c < e]
        found += [(i, j) for i in here for j in there]
    return found
