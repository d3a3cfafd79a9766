"""Articles of any length, made of the same few thousand clauses: nothing is read from outside.

The English of each sentence is a right translation; with `faults`, now and then a clause is left
out. The same seed gives the same text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

SUBJECTS = [
    ("市政府", "the municipal government"),
    ("这家博物馆", "the museum"),
    ("当地渔民", "local fishermen"),
    ("研究人员", "researchers"),
    ("铁路公司", "the railway company"),
    ("两位工程师", "two engineers"),
    ("果园主人", "the owner of the orchard"),
    ("水利部门", "the water authority"),
    ("年轻教师", "young teachers"),
    ("医院", "the hospital"),
    ("居民委员会", "the residents' committee"),
    ("造船厂", "the shipyard"),
]
VERBS = [
    ("修建了", "built"),
    ("关闭了", "closed"),
    ("检查了", "inspected"),
    ("购买了", "bought"),
    ("介绍了", "introduced"),
    ("保护了", "protected"),
    ("扩大了", "expanded"),
    ("研究了", "studied"),
    ("批评了", "criticised"),
    ("放弃了", "gave up"),
]
OBJECTS = [
    ("新的图书馆", "the new library"),
    ("山上的水库", "the reservoir on the mountain"),
    ("旧码头", "the old wharf"),
    ("一座石桥", "a stone bridge"),
    ("灌溉设备", "irrigation equipment"),
    ("夜间列车", "the night train"),
    ("学校食堂", "the school canteen"),
    ("湿地里的鸟类", "the birds of the wetland"),
    ("棉花仓库", "the cotton warehouse"),
    ("气象站", "the weather station"),
    ("天然气管道", "the natural gas pipeline"),
    ("古老的城墙", "the ancient city wall"),
]
WHEN = [
    ("去年春天", "last spring"),
    ("洪水之后", "after the flood"),
    ("在会议结束时", "at the end of the meeting"),
    ("冬天来临之前", "before winter came"),
    ("经过长期讨论", "after long discussion"),
    ("在邻省的帮助下", "with the help of the neighbouring province"),
]
WHY = [
    ("因为价格上涨了", "because prices had risen"),
    ("尽管居民反对", "although residents objected"),
    ("为了节约用水", "to save water"),
    ("以便吸引游客", "to attract tourists"),
    ("因为预算不足", "because the budget was too small"),
    ("虽然道路还没有完工", "although the road was not yet finished"),
    ("为了改善空气质量", "to improve air quality"),
]
COUNTED = [
    ("名工人", "workers"),
    ("辆卡车", "trucks"),
    ("个村庄", "villages"),
    ("棵松树", "pine trees"),
    ("户家庭", "households"),
]


def make_sentence(draw: random.Random) -> tuple[str, str, str]:
    """Return a Chinese sentence, its English, and that English without its last clause."""
    subject, verb, thing = draw.choice(SUBJECTS), draw.choice(VERBS), draw.choice(OBJECTS)
    when, why = draw.choice(WHEN), draw.choice(WHY)
    number, noun = draw.randint(11, 989), draw.choice(COUNTED)
    zh = f"{when[0]}，{subject[0]}{verb[0]}{thing[0]}，动用了{number}{noun[0]}，{why[0]}。"
    start = f"{when[1]}, {subject[1]} {verb[1]} {thing[1]}, using {number} {noun[1]}"
    start = start[0].upper() + start[1:]
    return zh, f"{start}, {why[1]}.", f"{start}."


def make_paragraphs(
    count: int, *, sentences: int = 3, seed: int = 0, faults: float = 0.02
) -> Iterator[tuple[str, str]]:
    """Yield `count` paragraphs with their English; a share `faults` of sentences lacks a clause."""
    draw = random.Random(seed)  # noqa: S311
    for _ in range(count):
        made = [make_sentence(draw) for _ in range(sentences)]
        english = [short if draw.random() < faults else whole for _, whole, short in made]
        yield "".join(zh for zh, _, _ in made), " ".join(english)


def write_documents(folder: Path, count: int, **settings: int | float) -> tuple[Path, Path]:
    """Write an article of `count` paragraphs and its translation; return both paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = list(make_paragraphs(count, **settings))  # type: ignore[arg-type]
    paths = folder / f"zh-{count}.txt", folder / f"en-{count}.txt"
    for path, texts in zip(paths, zip(*made, strict=True), strict=True):
        path.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    return paths
