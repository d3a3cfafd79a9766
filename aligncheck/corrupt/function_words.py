"""Small English words by what they do, for telling phrases apart and for tidying a cut."""

from __future__ import annotations

import re

DETERMINERS = frozenset(
    "a an the its his her their our my your this that these those some any each every".split()
)
PREPOSITIONS = frozenset(
    "of in on at to for with by from as into over under about after before between among through"
    " during within towards toward against across per".split()
)
CONJUNCTIONS = frozenset(["and", "or", "but", "nor"])
AUXILIARIES = frozenset(
    "is are was were be been being has have had do does did will would can could may might shall"
    " should must".split()
)
PRONOUNS = frozenset("i you he she it we they him them us".split())
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december".split()
)
RELATIVES = frozenset("that which who whom whose where when while".split())
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty"
    " seventy eighty ninety hundred thousand million billion trillion dozen first second third"
    " fourth fifth half".split()
)
ADJECTIVE = re.compile(r".{2,}(?:able|ible|al|ive|ous|ful|less|ic|ary|ish|ly|ent|ant)\Z")
PARTICIPLE = re.compile(r".{2,}(?:ed|ing)\Z")
CLOSING = ",.;:!?)]”’%"
OPENING = "([“‘"
