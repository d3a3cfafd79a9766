"""From word links to the translation table and the phrases that suggestions are made of."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aligncheck.models.lexicon import pack_probabilities
from aligncheck.text.words import en_words, is_content_en, is_han

LEAST_COUNT = 2.0  # of a word, to enter the table
LEAST_SHARE = 0.004  # of an entry, in either direction
LEAST_LINKS = 1.0
PHRASES = 4  # suggestions kept a word
LONGEST_PHRASE = 5  # English words


def build_table(work: Path, out: Path) -> None:
    """Write out/lexicon.npz from the links in `work`."""
    zh_count: Counter[str] = Counter()
    en_count: Counter[str] = Counter()
    linked: Counter[tuple[str, str]] = Counter()
    zh_null: Counter[str] = Counter()
    en_null: Counter[str] = Counter()
    for zh, en, _, links in _read_aligned_rows(work):
        zh_count.update(zh)
        en_count.update(en)
        zh_null.update(zh[i] for i in set(range(len(zh))) - {i for i, _ in links})
        en_null.update(en[j] for j in set(range(len(en))) - {j for _, j in links})
        for (i, j), weight in links.items():
            linked[zh[i], en[j]] += weight  # type: ignore[assignment]  # ½ for a one-way link
    _write_table(out, zh_count, en_count, linked, zh_null, en_null)


def build_phrases(work: Path, out: Path) -> None:
    """Write out/phrases.tsv.gz: for each Chinese word, its commonest English, best first."""
    phrases: dict[str, Counter[str]] = {}
    for zh, _, row, links in _read_aligned_rows(work):
        text = row.rstrip("\n").split("\t")[-1]
        surface = [word.span.cut(text) for word in en_words(text)]
        for word, phrase in _extract_phrases(zh, surface, links):
            phrases.setdefault(word, Counter())[phrase] += 1
    _write_phrases(out, phrases)


def read_links(line: str) -> set[tuple[int, int]]:
    """Read "0-0 1-2" as pairs of word places."""
    return {(int(a), int(b)) for a, _, b in (link.partition("-") for link in line.split())}


def _read_aligned_rows(
    work: Path,
) -> Iterator[tuple[list[str], list[str], str, dict[tuple[int, int], float]]]:
    names = ("zh.seg", "en.seg", "rows.tsv", "fwd.links", "rev.links")
    files = [(work / name).open(encoding="utf-8") for name in names]
    for zh, en, row, forward, reverse in zip(*files, strict=True):
        ahead, back = read_links(forward), read_links(reverse)
        links = {link: 1.0 if link in ahead and link in back else 0.5 for link in ahead | back}
        yield zh.split(), en.split(), row, links
    for file in files:
        file.close()


def _extract_phrases(
    zh: list[str], surface: list[str], links: dict[tuple[int, int], float]
) -> Iterator[tuple[str, str]]:
    """Yield the English of each Chinese word whose links fill one short stretch alone."""
    owners: dict[int, set[int]] = {}
    places: dict[int, list[int]] = {}
    for (i, j), weight in links.items():
        places.setdefault(i, []).append(j)
        if weight == 1.0:
            owners.setdefault(j, set()).add(i)
    for i, spots in places.items():
        low, high = min(spots), max(spots) + 1
        inside = range(low, high)
        if len(inside) > LONGEST_PHRASE or not is_han(zh[i][0]):
            continue
        if any(owners.get(j, {i}) != {i} for j in inside) or not any(j in owners for j in inside):
            continue
        while low < high and not is_content_en(surface[low].lower()):
            low += 1
        while low < high and not is_content_en(surface[high - 1].lower()):
            high -= 1
        if low < high and any(word[0].isalpha() for word in surface[low:high]):
            yield zh[i], " ".join(surface[low:high])


def _write_table(
    out: Path,
    zh_count: Counter[str],
    en_count: Counter[str],
    linked: Counter[tuple[str, str]],
    zh_null: Counter[str],
    en_null: Counter[str],
) -> None:
    zh_links: Counter[str] = Counter()
    en_links: Counter[str] = Counter()
    for (z, e), count in linked.items():
        zh_links[z] += count
        en_links[e] += count
    entries = [
        (z, e, count / zh_links[z], count / en_links[e])
        for (z, e), count in linked.items()
        if count >= LEAST_LINKS
        and zh_count[z] >= LEAST_COUNT
        and max(count / zh_links[z], count / en_links[e]) >= LEAST_SHARE
    ]
    zh_words = sorted({z for z, *_ in entries})
    en_stems = sorted({e for _, e, *_ in entries})
    zh_id = {word: i for i, word in enumerate(zh_words)}
    en_id = {word: i for i, word in enumerate(en_stems)}
    keys = np.array([zh_id[z] * len(en_id) + en_id[e] for z, e, *_ in entries], dtype=np.int64)
    order = np.argsort(keys)
    total = sum(zh_count.values())
    total_en = sum(en_count.values())
    np.savez_compressed(
        out / "lexicon.npz",
        zh=_pack_words(zh_words),
        en=_pack_words(en_stems),
        keys=keys[order],
        forward=pack_probabilities(np.array([p for *_, p, _ in entries], dtype=np.float32)[order]),
        backward=pack_probabilities(np.array([p for *_, p in entries], dtype=np.float32)[order]),
        null_zh=pack_probabilities(
            np.array([zh_null[z] / zh_count[z] for z in zh_words], dtype=np.float32)
        ),
        null_en=pack_probabilities(
            np.array([en_null[e] / en_count[e] for e in en_stems], dtype=np.float32)
        ),
        count_zh=_pack_log_shares([zh_count[z] / total for z in zh_words]),
        count_en=_pack_log_shares([en_count[e] / total_en for e in en_stems]),
    )


def _write_phrases(out: Path, phrases: dict[str, Counter[str]]) -> None:
    rows = []
    for word in sorted(phrases):
        best = _commonest_phrases(phrases[word])
        if best:
            rows.append("\t".join([word, *best]))
    packed = gzip.compress(("\n".join(rows) + "\n").encode("utf-8"), mtime=0)
    (out / "phrases.tsv.gz").write_bytes(packed)


def _commonest_phrases(counts: Counter[str]) -> list[str]:
    """Return the commonest phrases, spellings that differ in case alone counted as one."""
    folded: dict[str, Counter[str]] = {}
    for phrase, count in counts.items():
        folded.setdefault(phrase.lower(), Counter())[phrase] += count
    ranked = sorted(folded.values(), key=lambda forms: (-forms.total(), min(forms)))
    kept = [forms for forms in ranked if forms.total() > 1][:PHRASES]
    return [min(forms, key=lambda form: (-forms[form], form)) for forms in kept]


def _pack_words(words: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer(gzip.compress("\n".join(words).encode("utf-8"), mtime=0), dtype=np.uint8)


def _pack_log_shares(shares: list[float]) -> NDArray[np.uint8]:
    """Pack log10 of parts per million, times 32, into a byte."""
    packed = np.clip(np.log10(np.array(shares) * 1e6 + 1) * 32, 0, 255)
    return np.asarray(packed, dtype=np.uint8)
