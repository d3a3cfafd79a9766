"""The names that ship: Chinese names and how English writes them, from dictionaries and phrases."""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from aligncheck.models import lexicon
from aligncheck.names.transliteration import SURE_LIKE, latin_letters, letter_gain
from aligncheck.text.normalise import normalise
from aligncheck.text.words import en_words, stem_word

MOST_FORMS = 5
LONGEST = 12  # characters of a Chinese name
LEAST_USUAL = 0.25  # p(English | Chinese) of the likeliest word of a learned form
SAMPLE = 40  # every so manyth row of the training text is read for how its words are written
LEAST_CAPITAL = 0.8  # share of a word's sightings inside sentences that must have a capital
LEAST_TOGETHER = 0.4  # the same of the most capital word of a form of several: "State Council"
LINKS = frozenset("of the de von van der la le du and al bin el da di do dos y ibn for on".split())
DATES = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December"
)
NOT_NAMES = re.compile(
    r"China-|Sino-|[A-Z][a-z]+[A-Z]\w+\Z|I\Z|I'|Mr|Mrs|Miss|Ms\b|Dr\b|TV|PC|No\.|OK|Internet|Earth|God\Z"
)
HEAD = re.compile(
    r"(?:(?:abbr\. (?:for|of)|short name for|alternative name for|also called|aka) )?"
    r"(?P<form>[A-ZÀ-Þ][^\s(,;:]*(?:\s(?:(?:of|the|de|von|van|der|la|le|du|and|al|bin|el|da|di|do"
    r"|dos|y|ibn)\s)*[A-ZÀ-Þ0-9][^\s(,;:]*)*)"
)
PEOPLE = "人队"  # 美国人 is found as 美国
WORD = re.compile(r"[\w'’-]+")
HAN = re.compile(r"[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)*\Z")
Forms = dict[str, list[str]]
Case = dict[str, tuple[int, int]]  # sightings of a word with a capital, and without


def build_gazetteer(data: Path, work: Path, out: Path) -> None:
    """Write out/names.tsv.gz: a Chinese name and its English forms, commonest first."""
    case = _count_case(work / "pairs.tsv")
    learned, common = _names_from_phrases(out / "phrases.tsv.gz", case)
    words = _read_common_words(data / "lexicon")
    proper = {zh for zh, _ in _names_from_dictionaries(data / "lexicon")}
    learned = [(zh, form) for zh, form in learned if zh not in words or zh in proper]
    common |= words
    forms: Forms = defaultdict(list)
    for zh, form in learned:
        forms[zh].append(form)
    for zh, form in _names_from_dictionaries(data / "lexicon"):
        if zh not in common and not DATES.search(form) and not NOT_NAMES.match(form):
            forms[zh].append(form)
    known = {zh for zh, _ in learned}
    _write_lines(out / "surnames.tsv.gz", sorted(_read_surnames(data / "lexicon")))
    kept = {
        zh: list(dict.fromkeys(found))[:MOST_FORMS]
        for zh, found in forms.items()
        if HAN.match(zh) and 2 <= len(zh) <= LONGEST and (zh in known or zh not in common)
    }
    kept = {zh: found for zh, found in kept.items() if not (zh[-1] in PEOPLE and zh[:-1] in kept)}
    _write_lines(out / "names.tsv.gz", [f"{zh}\t{'|'.join(f)}" for zh, f in sorted(kept.items())])
    print(f"names: {len(kept)}")


def _write_lines(path: Path, lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def _read_surnames(folder: Path) -> set[str]:
    """Return the surnames the dictionary calls so; numerals are left out."""
    return {
        zh
        for zh, en, _ in _read_dictionary(folder / "cedict.tsv.gz")
        if re.match(r"(?:two-character )?surname ", en)
        and len(zh) <= 2
        and HAN.match(zh)
        and zh not in "一二三四五六七八九十百千万两"
    }


def _count_case(path: Path) -> Case:
    """Count how often a word inside a sentence has a capital, and how often it has none."""
    high: Counter[str] = Counter()
    low: Counter[str] = Counter()
    inside = re.compile(r"(?<=[a-z,] )[A-Za-zÀ-ÿ][\w'’-]*")
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % SAMPLE:
                continue
            *_, en = line.rstrip("\n").split("\t")
            for word in inside.findall(en):
                (high if word[0].isupper() else low)[word.lower()] += 1
    return {word: (high[word], low[word]) for word in high.keys() | low.keys()}


def _is_proper_name(form: str, case: Case) -> bool:
    """Return whether a word of `form` is mostly written with a capital wherever it stands."""
    if DATES.search(form) or NOT_NAMES.match(form):
        return False
    if not _is_title_case(form):
        return False
    words = [word for word in WORD.findall(form) if word.lower() not in LINKS]
    if form.isupper() and len(words) == 1 and len(form) < 5:
        return case.get(form.lower(), (0, 0))[0] > 1
    least = LEAST_TOGETHER if len(words) > 1 else LEAST_CAPITAL
    return any(_is_mostly_capital(word, case, least) for word in words if len(word) > 1)


def _is_title_case(form: str) -> bool:
    """Return whether every word but articles and the like has a capital."""
    words = [word for word in WORD.findall(form) if word.lower() not in LINKS]
    return bool(words) and all(word[0].isupper() or word[0].isdigit() for word in words)


def _is_mostly_capital(word: str, case: Case, least: float) -> bool:
    high, low = case.get(word.lower(), (0, 0))
    return high >= least * (high + low)


def _names_from_phrases(path: Path, case: Case) -> tuple[list[tuple[str, str]], set[str]]:
    """Return learned names with their forms, and the words whose commonest phrase is no name."""
    names: list[tuple[str, str]] = []
    common: set[str] = set()
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        zh, *found = line.split("\t")
        tidy = [re.sub(r" ?- ?", "-", re.sub(r"[’']s\Z", "", phrase)) for phrase in found]
        tidy = [re.sub(r"\A[Tt]he ", "", phrase) for phrase in tidy if "," not in phrase]
        first = tidy[0] if tidy else ""
        if _sounds_alike(zh, first, case) or (
            _is_proper_name(first, case) and _is_sighted_capital(first, case)
        ):
            if not _is_usual_translation(zh, tidy):
                continue
            names += [
                (zh, form)
                for form in tidy
                if _is_proper_name(form, case) or _sounds_alike(zh, form, case)
            ]
        elif tidy and not _is_title_case(first):
            common.add(zh)
    return names, common


def _sounds_alike(zh: str, form: str, case: Case) -> bool:
    """Whether a form with capitals writes the name by sound: rare ones were never sighted."""
    return _is_title_case(form) and any(
        letter_gain(zh, latin_letters(word)) >= SURE_LIKE
        and _is_mostly_capital(word, case, LEAST_CAPITAL)
        for word in form.split()
    )


def _is_usual_translation(zh: str, forms: list[str]) -> bool:
    """Return whether the translation table has one of the forms as a usual translation."""
    stems = sorted({stem_word(word.text) for form in forms for word in en_words(form)})
    forward, _ = lexicon.load_lexicon().matrices([zh], stems)
    return bool(forward.max(initial=0) >= LEAST_USUAL)


def _is_sighted_capital(form: str, case: Case) -> bool:
    """Return whether a telling word of the form was seen with a capital inside a sentence."""
    return any(
        case.get(word.lower(), (0, 0))[0] > 1 and _is_mostly_capital(word, case, LEAST_TOGETHER)
        for word in WORD.findall(form)
    )


def _read_common_words(folder: Path) -> set[str]:
    """Return the words that a dictionary knows with a meaning in small letters."""
    found = set()
    for source in ("cedict", "dict_words", "cedpane_pd_definitions"):
        for zh, en, extra in _read_dictionary(folder / f"{source}.tsv.gz"):
            if source == "cedict":
                small = not re.search(r"\|[A-Z]", extra)
            else:
                small = en[:1].islower() and not any(
                    word[0].isupper() for word in re.findall(r"[A-Za-z]+", en)
                )
            if small:
                found.add(zh)
    return found


def _names_from_dictionaries(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield names and the forms that dictionaries give."""
    for source in ("cedict", "cedpane_pd_definitions", "chinesenotes"):
        for zh, en, extra in _read_dictionary(folder / f"{source}.tsv.gz"):
            if source == "cedict" and not re.search(r"\|[A-Z]", extra):
                continue
            if source == "chinesenotes" and not extra.startswith("proper"):
                continue
            if found := HEAD.match(en):
                form = found["form"]
                whole = len(form) >= 0.5 * len(re.sub(r"\s*[(,;].*", "", en))
                if whole and not form.startswith(("Chinese", "Japanese variant")):
                    yield zh, form


def _read_dictionary(path: Path) -> Iterator[tuple[str, str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            zh, en, *extra = line.rstrip("\n").split("\t")
            yield normalise(zh).text, normalise(en).text, extra[0] if extra else ""
