from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligncheck.document import Layout
from aligncheck.errors import ReadError, UsageError
from aligncheck.read import read_material
from aligncheck.read.pairs_reader import read_jsonl, read_table
from aligncheck.read.read_options import ReadOptions


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", '{"id":"x","source":"天亮了。","target":"Dawn."}\n'
         '{"id":7,"source":"走吧。","target":""}\n'),
        ("a.jsonl", '\ufeff{"id":"x","zh":"天亮了。","en":"Dawn."}\n'
         '{"id":7,"zh":"走吧。","en":null}\n'),
        ("a.tsv", "ID\tSource\tTarget\nx\t天亮了。\tDawn.\n7\t走吧。\t\n"),
        ("a.tsv", "译文\t原文\tid\nDawn.\t天亮了。\tx\n\t走吧。\t7\n"),
        ("a.csv", "id,Chinese,English\nx,天亮了。,Dawn.\n7,走吧。,\n"),
        ("a.csv", "id;zh;en\r\nx;天亮了。;Dawn.\r\n7;走吧。;\r\n"),
    ],
)  # fmt: skip
def test_reads_rows_with_ids(tmp_path: Path, name: str, text: str) -> None:
    material = read_material([write(tmp_path, name, text)])
    assert material.layout is Layout.ALIGNED
    assert material.ids == ("x", "7")
    assert [bead.kind for bead in material.beads] == ["1:1", "1:0"]
    assert [p.text for p in material.source.paragraphs] == ["天亮了。", "走吧。"]
    assert [p.text for p in material.target.paragraphs] == ["Dawn."]
    assert [p.index for p in material.source.paragraphs] == [0, 1]


def test_numbers_rows_without_ids_and_knows_their_lines(tmp_path: Path) -> None:
    text = '{"zh":"天亮了。","en":"Dawn."}\n\n{"zh":"","en":"Go."}\n'
    material = read_material([write(tmp_path, "a.jsonl", text)])
    assert material.ids == ("1", "2")
    assert [p.line for p in material.target.paragraphs] == [1, 3]
    assert material.beads[1].source == ()


def test_tells_unnamed_columns_by_script(tmp_path: Path) -> None:
    text = "Dawn came, said (李).\t天亮了。\tsent\nWe left.\t我们走了。\tsent\n"
    material = read_material([write(tmp_path, "a.tsv", text)])
    assert [p.text for p in material.source.paragraphs] == ["天亮了。", "我们走了。"]
    assert [p.text for p in material.target.paragraphs] == ["Dawn came, said (李).", "We left."]
    assert material.notes[0].endswith("a.tsv: column 3 not read")


def test_reads_quoted_cells(tmp_path: Path) -> None:
    csv = read_material(
        [write(tmp_path, "a.csv", 'zh,en\n"一，\n二。","One, ""two""."\n三。,Three.\n')]
    )
    assert csv.source.paragraphs[0].text == "一，\n二。"
    assert csv.target.paragraphs[0].text == 'One, "two".'
    assert csv.source.paragraphs[1].line == 4
    tsv = read_material(
        [write(tmp_path, "a.tsv", 'zh\ten\n"好"\t"Good," he said.\n坏\t"A ""bad"" one"\n')]
    )
    assert [p.text for p in tsv.source.paragraphs] == ['"好"', "坏"]
    assert [p.text for p in tsv.target.paragraphs] == ['"Good," he said.', 'A "bad" one']


def test_takes_rows_in_the_other_order(tmp_path: Path) -> None:
    material = read_material(
        [write(tmp_path, "a.jsonl", '{"source":"Dawn came.","target":"天亮了。"}')]
    )
    assert material.source.paragraphs[0].text == "天亮了。"
    assert "taken the other way" in material.notes[0]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.jsonl", '{"zh":"一","en":"One"}\n{"zh":\n', "a.jsonl:2: not a JSON object"),
        ("a.jsonl", "[1]\n", "a.jsonl:1: expected an object"),
        ("a.jsonl", '{"zh":"一"}\n', 'a.jsonl:1: no "target" (or "en")'),
        ("a.jsonl", '{"en":"One"}\n', 'a.jsonl:1: no "source" (or "zh")'),
        ("a.jsonl", '{"zh":1,"en":"One"}\n', 'a.jsonl:1: "zh" must be text, got 1'),
        ("a.jsonl", '{"id":1.5,"zh":"一","en":"One"}\n', "a.jsonl:1: id must be text"),
        ("a.jsonl", '{"zh":" ","en":""}\n', "a.jsonl:1: both sides of the pair are empty"),
        ("a.jsonl", '{"id":1,"zh":"一","en":"One"}\n{"id":"1","zh":"二","en":"Two"}\n',
         "a.jsonl:2: id '1' is on line 1 already"),
        ("a.tsv", "zh\tnote\n一\tOne\n", "the header names the source column but not the target"),
        ("a.tsv", "zh\ten\n一\tOne\n二\n", "a.tsv:3: 1 column, expected 2 or more"),
        ("a.tsv", "One\tTwo\nThree\tFour\n", "a.tsv:1: no header"),
        ("a.csv", 'zh,en\n一,"One"x\n', "a.csv:2: not CSV"),
        ("a.csv", 'zh,en\n一,"One\n', "a.csv:2: not CSV"),
        ("a.csv", "zh,en\n", "holds no pairs"),
        ("a.jsonl", "  \n", "the file is empty"),
        ("a.jsonl", "[" * 100_000, "a.jsonl:1: not a JSON object"),
    ],
)  # fmt: skip
def test_names_file_line_and_remedy(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = write(tmp_path, name, text)
    with pytest.raises(ReadError) as caught:
        read_material([path])
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_refuses_rows_of_one_language(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"source":"One.","target":"Two."}\n')
    with pytest.raises(UsageError, match="no Chinese on the source side"):
        read_material([path])


def test_refuses_rows_beside_another_file(tmp_path: Path) -> None:
    rows = write(tmp_path, "a.jsonl", '{"zh":"一","en":"One"}\n')
    other = write(tmp_path, "b.txt", "One was here.\n")
    with pytest.raises(UsageError, match="holds pairs already"):
        read_material([rows, other])


def test_ten_thousand_rows_are_an_ordinary_file(tmp_path: Path) -> None:
    row = {"source": "磨坊立在山谷大路的尽头。", "target": "The mill stood at the road's end."}
    lines = (json.dumps({"id": n, **row}, ensure_ascii=False) for n in range(10_000))
    material = read_material([write(tmp_path, "a.jsonl", "\n".join(lines))])
    assert len(material.beads) == len(material.ids) == 10_000
    assert material.source.paragraphs[-1].line == 10_000


CSV = "no,原稿,第一稿,Final\n1,磨坊很老。,旧,The mill is old.\n2,没有人知道。,新,Nobody knows.\n"


@pytest.mark.parametrize(("source", "target"), [("原稿", "final"), ("2", "4"), ("B", "D")])
def test_reads_the_columns_that_are_asked_for(source: str, target: str) -> None:
    options = ReadOptions(source_column=source, target_column=target)
    rows = read_table(CSV.encode(), "a.csv", options).rows
    assert [(row.source, row.target) for row in rows] == [
        ("磨坊很老。", "The mill is old."),
        ("没有人知道。", "Nobody knows."),
    ]


def test_a_column_that_is_not_there_is_refused() -> None:
    for source, said in (("5", "no column '5'"), ("Text", "no column 'Text'"), ("0", "column '0'")):
        with pytest.raises(ReadError, match=said):
            read_table(CSV.encode(), "a.csv", ReadOptions(source_column=source))
    with pytest.raises(ReadError, match=r"which column is the target\?"):
        read_table(CSV.encode(), "a.csv", ReadOptions(source_column="原稿"))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('{"zh": "一", "source": "二", "en": "one"}', '"source" and "zh" differ'),
        ('{"zh": "一", "en": "one", "en": "two"}', '"en" stands twice'),
    ],
)
def test_a_row_that_says_a_side_twice_is_refused(row: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_jsonl(row.encode(), "a.jsonl")
