"""The rules: stable ids, names, default severities and what each means in MQM and ITS 2.0."""

from __future__ import annotations

from dataclasses import dataclass

from aligncheck.report import Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong; `id` never changes its meaning.

    `severity` is the most a finding of this rule is said at; `warn_at` and `error_at` are the
    confidences from which it is a warning or an error (never above `severity`).
    """

    id: str
    name: str
    severity: Severity
    help: str
    mqm: str
    its: str


RULES: tuple[Rule, ...] = (
    Rule(
        "AC101",
        "paragraph-missing",
        ERROR,
        "A paragraph of the source has no translation.",
        "accuracy/omission",
        "omission",
    ),
    Rule(
        "AC102",
        "paragraph-added",
        WARNING,
        "A paragraph of the target has no source.",
        "accuracy/addition",
        "addition",
    ),
    Rule(
        "AC103",
        "content-dropped",
        ERROR,
        "Words of the source that nothing in the translation says.",
        "accuracy/omission",
        "omission",
    ),
    Rule(
        "AC104",
        "content-added",
        WARNING,
        "Words of the translation that nothing in the source says.",
        "accuracy/addition",
        "addition",
    ),
    Rule(
        "AC105",
        "untranslated",
        ERROR,
        "Chinese was left in the English text.",
        "accuracy/untranslated",
        "untranslated",
    ),
    Rule(
        "AC106",
        "order",
        WARNING,
        "A paragraph or a section stands in another place of the translation.",
        "accuracy/mistranslation",
        "other",
    ),
    Rule(
        "AC107",
        "sentence-missing",
        ERROR,
        "A sentence of the source has no translation inside its paragraph.",
        "accuracy/omission",
        "omission",
    ),
    Rule(
        "AC108",
        "mistranslated-word",
        WARNING,
        "A word of the source is translated by its opposite or by another thing.",
        "accuracy/mistranslation",
        "mistranslation",
    ),
    Rule(
        "AC201",
        "low-similarity",
        WARNING,
        "Source and target of a pair hardly mean the same.",
        "accuracy/mistranslation",
        "mistranslation",
    ),
    Rule(
        "AC203",
        "swapped",
        ERROR,
        "Two pairs whose translations fit each other's source better.",
        "accuracy/mistranslation",
        "mistranslation",
    ),
    Rule(
        "AC301",
        "number",
        ERROR,
        "A number of the source is missing from the translation or has changed.",
        "accuracy/mistranslation",
        "numbers",
    ),
    Rule(
        "AC302",
        "magnitude",
        ERROR,
        "A number differs by a power of ten: 万 and 亿 were mixed up.",
        "accuracy/mistranslation",
        "numbers",
    ),
    Rule(
        "AC303",
        "unit",
        ERROR,
        "A number counts something else: another unit, currency, or no percent.",
        "accuracy/mistranslation",
        "numbers",
    ),
    Rule(
        "AC304",
        "date",
        ERROR,
        "A year, month, day or period of the source is missing or has changed.",
        "accuracy/mistranslation",
        "numbers",
    ),
    Rule(
        "AC305",
        "name",
        ERROR,
        "A name of the source is missing from the translation or has become another.",
        "accuracy/mistranslation",
        "mistranslation",
    ),
    Rule(
        "AC306",
        "latin-word",
        ERROR,
        "An acronym, product name or address of the source is missing or has changed.",
        "accuracy/mistranslation",
        "mistranslation",
    ),
    Rule(
        "AC307",
        "negation",
        WARNING,
        "A negation, a limit or a modal verb stands on one side only or was turned round.",
        "accuracy/mistranslation",
        "mistranslation",
    ),
    Rule(
        "AC308",
        "quotation",
        WARNING,
        "A quotation or a title that only one side marks as such.",
        "accuracy/mistranslation",
        "mistranslation",
    ),
    Rule(
        "AC309",
        "citation",
        WARNING,
        "A footnote mark, a web address or a mail address that one side lacks.",
        "accuracy/mistranslation",
        "mistranslation",
    ),
    Rule(
        "AC401",
        "hole",
        ERROR,
        "The English sentence has a hole: a word must have fallen out.",
        "fluency/grammar",
        "grammar",
    ),
    Rule(
        "AC402",
        "doubled-word",
        WARNING,
        "A word of the English is written twice in a row.",
        "fluency/grammar",
        "duplication",
    ),
    Rule(
        "AC403",
        "unbalanced-mark",
        WARNING,
        "A bracket or a quotation mark has no partner.",
        "fluency/punctuation",
        "typographical",
    ),
    Rule(
        "AC404",
        "misspelling",
        WARNING,
        "A word of the English is misspelt.",
        "fluency/spelling",
        "misspelling",
    ),
    Rule(
        "AC501",
        "glossary",
        ERROR,
        "A term of the glossary is not rendered as the glossary says.",
        "terminology/inconsistent-with-resource",
        "terminology",
    ),
    Rule(
        "AC502",
        "term-consistency",
        INFO,
        "A term of the source is rendered in several ways.",
        "terminology/inconsistent-use",
        "terminology",
    ),
    Rule(
        "AC503",
        "repeated-paragraph",
        WARNING,
        "The same paragraph of the source is translated differently.",
        "style/inconsistency",
        "inconsistency",
    ),
    Rule(
        "AC902",
        "stale",
        WARNING,
        "A pin or a decision that no longer fits its text, and was not used.",
        "other",
        "uncategorized",
    ),
)

BY_ID = {rule.id: rule for rule in RULES}
