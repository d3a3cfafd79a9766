"""An alignment that a person has corrected: written, edited, read, honoured."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from two import texts

from aligncheck.alignment.aligned_units import Aligned
from aligncheck.alignment.fixed_alignment import Pin, fit_pins, load_pins
from aligncheck.document import Bead
from aligncheck.errors import AlignError
from aligncheck.write.registry import render_document

HEADER = "pin\tsource\ttarget\tscore\tsource_text\ttarget_text"
NASTY = Aligned(
    ("甲 & 乙 <丙>\x0b", "“丁”\n戊"),
    ('A & B <C> "q"', "D\tE", "added"),
    (Bead((0,), (0,), 0.5), Bead((1,), (1,), 1.0), Bead((), (2,), 0.9)),
    name='a"&<.zh.txt',
)


def table(path: Path, *rows: str, header: str = HEADER) -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_table_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    written = render_document(NASTY, "alignment", "tsv")
    assert written.splitlines()[0] == HEADER
    path = tmp_path / "beads.tsv"
    path.write_text("\n".join(
        line if number == 0 else "x" + line for number, line in enumerate(written.split("\n")[:-1])
    ), encoding="utf-8")  # fmt: skip
    beads, stale = fit_pins(load_pins(path), NASTY.source, NASTY.target)
    assert [(b.source, b.target) for b in beads] == [((0,), (0,)), ((1,), (1,)), ((), (2,))]
    assert stale == []


def test_rows_without_a_mark_are_no_pins(tmp_path: Path) -> None:
    rows = ["\t0\t0\t0.5\t甲\ta", "x\t1\t1\t0.5\t乙\tb", "no\t2\t\t1\t丙\t"]
    pins = load_pins(table(tmp_path / "a.tsv", *rows))
    assert pins == [Pin(3, (1,), (1,), "乙", "b")]


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        ("source\ttarget", "0\t0", "a.tsv:1: no column 'pin'"),
        (HEADER, "x\t0\t0", "a.tsv:2: 3 columns, expected 6"),
        (HEADER, "x\tone\t0\t1\t甲\ta", "a.tsv:2: source must be numbers"),
        (HEADER, "x\t0,2\t0\t1\t甲\ta", "a.tsv:2: source must be neighbours"),
        (HEADER, "x\t\t\t1\t\t", "a.tsv:2: neither source nor target"),
        (HEADER, "x\t0\t0\t1\t甲\ta\nx\t0\t1\t1\t甲\tb", "a.tsv:3: source 0 is pinned on line 2"),
    ],
)
def test_a_malformed_table_is_named_with_its_line(tmp_path, header, row, said) -> None:
    with pytest.raises(AlignError, match=said):
        load_pins(table(tmp_path / "a.tsv", row, header=header))


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_an_empty_table_and_one_that_is_not_there(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.tsv").write_bytes(content)
    with pytest.raises(AlignError, match=r"a\.tsv:1: the alignment is empty"):
        load_pins(tmp_path / "a.tsv")
    with pytest.raises(AlignError, match="no such file"):
        load_pins(tmp_path / "b.tsv")


def test_a_text_that_came_to_stand_elsewhere_is_found_and_a_changed_one_is_stale() -> None:
    pins = [Pin(2, (0,), (0,), "甲", "a"), Pin(3, (1, 2), (1,), "乙 丙", "b c")]
    beads, stale = fit_pins(pins, ["新", "甲", "乙", "丙"], ["a", "b d"])
    assert [(b.source, b.target) for b in beads] == [((1,), (0,))]
    assert [(item.pin.line, item.why) for item in stale] == [
        (3, "its target text is no longer in the document")
    ]


def test_texts_that_repeat_are_taken_once_each_nearest_first() -> None:
    pins = [Pin(2, (2,), (2,), "甲", "a"), Pin(3, (0,), (0,), "甲", "a")]
    beads, stale = fit_pins(pins, ["甲", "乙", "甲"], ["a", "b", "a"])
    assert [(b.source, b.target) for b in beads] == [((2,), (2,)), ((0,), (0,))]
    assert stale == []


@pytest.mark.parametrize("name", ["tmx", "xliff"])
def test_xml_is_well_formed_and_keeps_texts_and_languages(name: str) -> None:
    root = ElementTree.fromstring(render_document(NASTY, "alignment", name))  # noqa: S314  # our own text
    told = [
        "".join(node.itertext())
        for node in root.iter()
        if _tag(node) in {"seg", "source", "target"}
    ]
    assert [text for text in told if text] == [
        "甲 & 乙 <丙>", 'A & B <C> "q"', "“丁” 戊", "D E", "added"
    ]  # fmt: skip
    if name == "tmx":
        lang = "{http://www.w3.org/XML/1998/namespace}lang"
        assert [node.attrib[lang] for node in root.iter("tuv")] == ["zh", "en", "zh", "en", "en"]
        header = root.find("header")
        assert header is not None
        assert header.attrib["srclang"] == "zh"
        assert header.attrib["segtype"] == "paragraph"
    else:
        (file,) = [node for node in root.iter() if _tag(node) == "file"]
        assert (file.attrib["source-language"], file.attrib["target-language"]) == ("zh", "en")
        assert file.attrib["original"] == 'a"&<.zh.txt'


def _tag(node: ElementTree.Element) -> str:
    return node.tag.rpartition("}")[2]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str]]:
    zh, en = texts("court-judgment")
    zh, en = zh[:7], en[:7]
    (tmp_path / "a.zh.txt").write_text("\n\n".join(zh), encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("\n\n".join(en), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return zh, en


def test_check_honours_a_pin_and_aligns_the_rest_around_it(files, cli) -> None:
    zh, en = files
    row = f"x\t2,3\t2\t1\t{' '.join([zh[2], zh[3]])}\t{en[2]}"
    table(Path("a.tsv"), row, f"x\t\t3\t1\t\t{en[3]}")
    done = cli("check", "a.zh.txt", "a.en.txt", "--alignment", "a.tsv", "--no-report",
               "-o", "json:-")  # fmt: skip
    report = json.loads(done.out)
    kinds = [pair["kind"] for pair in report["pairs"]]
    assert kinds.count("2:1") == kinds.count("0:1") == 1
    assert kinds.count("1:1") == len(kinds) - 2
    assert report["summary"]["by_rule"].get("AC902") is None


def test_a_pin_that_no_longer_fits_is_a_finding_and_is_not_used(files, cli) -> None:
    zh, en = files
    table(Path("a.tsv"), f"x\t2,3\t2\t1\t{zh[2]} {zh[3]}\t{en[2]} It is so.")
    arguments = ("check", "a.zh.txt", "a.en.txt", "--alignment", "a.tsv", "--no-report")
    done = cli(*arguments, "-o", "json:-")
    report = json.loads(done.out)
    assert done.code == 1
    assert [pair["kind"] for pair in report["pairs"]] == ["1:1"] * 7
    (finding,) = [f for f in report["findings"] if f["rule"] == "AC902"]
    assert finding["severity"] == "warning"
    assert "line 2 of a.tsv" in finding["message"]
    for name in ("text", "html", "github"):
        assert "a.tsv" in cli(*arguments, "-o", f"{name}:-").out


def test_a_malformed_alignment_is_exit_2_with_file_and_line(files, cli) -> None:
    table(Path("a.tsv"), "x\t0")
    done = cli("check", "a.zh.txt", "a.en.txt", "--alignment", "a.tsv", "--no-report")
    assert done.code == 2
    assert "a.tsv:2:" in done.err
    assert done.err.count("\n") == 1


def test_an_alignment_is_for_two_documents(files, cli) -> None:
    table(Path("a.tsv"))
    Path("rows.jsonl").write_text('{"source": "甲乙丙", "target": "a b c"}\n', encoding="utf-8")
    done = cli("check", "rows.jsonl", "--alignment", "a.tsv", "--no-report")
    assert done.code == 2
    assert "leave --alignment out" in done.err
