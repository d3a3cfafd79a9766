from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligncheck.document import Layout
from aligncheck.errors import ReadError
from aligncheck.read import read_material
from aligncheck.read.catalogue_reader import read_json, read_strings, read_xml, read_yaml

ZH = {"menu": {"open": "打开文件", "close": "关闭窗口"}, "steps": ["先保存。", "再退出。"], "n": 1}
EN = {"menu": {"open": "Open a file", "exit": "Leave"}, "steps": ["Save first.", "Then leave."]}


def places(page) -> list[tuple[str, str, int]]:
    return [(block.place, block.text, block.line) for block in page.blocks]


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def pairs(material) -> list[tuple[str, str, str]]:
    source, target = material.source.paragraphs, material.target.paragraphs
    return [
        (name, *(" ".join(side[i].text for i in ends) for side, ends in
                 ((source, bead.source), (target, bead.target))))
        for name, bead in zip(material.ids, material.beads, strict=True)
    ]  # fmt: skip


PAIRS = [
    ("menu.open", "打开文件", "Open a file"),
    ("menu.close", "关闭窗口", ""),
    ("steps.0", "先保存。", "Save first."),
    ("steps.1", "再退出。", "Then leave."),
    ("menu.exit", "", "Leave"),
]


def test_two_catalogues_are_paired_by_their_keys(tmp_path: Path) -> None:
    zh = put(tmp_path, "zh.json", json.dumps(ZH, indent=2))
    en = put(tmp_path, "en.json", json.dumps(EN, indent=2))
    for paths in ([zh, en], [en, zh]):
        material = read_material(paths)
        assert material.layout is Layout.ALIGNED
        assert pairs(material) == PAIRS
        assert [p.place for p in material.target.paragraphs][:2] == ["menu.open", "steps.0"]


def test_a_key_without_translation_is_told_by_its_own_name(
    cli, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "zh.json", json.dumps(ZH, indent=2))
    put(tmp_path, "en.json", json.dumps(EN, indent=2))
    done = cli("check", "zh.json", "en.json", "--depth", "fast", "--select", "AC101", "--no-report")
    assert "AC101 paragraph-missing  zh.json, menu.close" in done.out
    assert done.code == 1


def test_catalogues_of_different_formats_are_paired(tmp_path: Path) -> None:
    zh = put(tmp_path, "zh.json", json.dumps(ZH))
    yaml = "en:\n  menu:\n    open: Open a file\n    exit: Leave\n"
    yaml += "  steps: [Save first., Then leave.]\n"
    assert pairs(read_material([zh, put(tmp_path, "en.yml", yaml)])) == PAIRS


def test_a_catalogue_beside_a_page_is_aligned(tmp_path: Path) -> None:
    zh = put(tmp_path, "zh.json", json.dumps(ZH))
    en = put(tmp_path, "en.txt", "Open a file\nClose the window\nSave first.\nThen leave.\n")
    assert read_material([zh, en]).layout is Layout.DOCUMENTS


@pytest.mark.parametrize("codes", [("zh", "en"), ("zh-CN", "en_US"), ("zh_Hant", "en-GB")])
def test_one_catalogue_of_both_languages_holds_pairs(codes: tuple[str, str]) -> None:
    both = json.dumps({codes[0]: ZH, codes[1]: EN}, indent=1)
    rows = read_json(both.encode(), "both.json").rows
    assert [(row.id, row.source, row.target) for row in rows] == PAIRS


def test_json_texts_have_their_lines() -> None:
    text = '{\n "a": {"b": "One\\n\\"two\\"",\n  "c": [1, null, "three {x}"]},\n "d": ""\n}'
    assert places(read_json(text.encode(), "a.json")) == [
        ("a.b", 'One "two"', 2),
        ("a.c.2", "three {x}", 3),
    ]


def test_arb_leaves_out_what_describes_a_text() -> None:
    text = '{"@@locale": "en", "hi": "Hello there", "@hi": {"description": "A greeting"}}'
    assert places(read_json(text.encode(), "app.arb")) == [("hi", "Hello there", 1)]


def test_json_may_still_hold_pairs() -> None:
    line = '{"zh": "磨坊", "en": "The mill"}'
    for text in (line, f"{line}\n{line}\n", f"[{line}, {line}]", f"[\n{line},\n{line}\n]"):
        rows = read_json(text.encode(), "a.json").rows
        assert {(row.source, row.target) for row in rows} == {("磨坊", "The mill")}
    rows = read_json(f"[\n{line},\n{line}\n]".encode(), "a.json").rows
    assert [row.line for row in rows] == [2, 3]


def test_yaml_texts_have_their_keys_and_lines() -> None:
    text = "# remark\nzh-CN:\n  title: 水磨坊\n  n: 3\n  on: yes\n  long: >\n    一句\n    话。\n"
    assert places(read_yaml(text.encode(), "zh.yml")) == [
        ("title", "水磨坊", 3),
        ("long", "一句 话。", 6),
    ]


def test_strings_have_keys_comments_and_escapes() -> None:
    text = '/* A\n title */\n"a.b" = "Say \\"hi\\"\\nthere";\n// more\nplain = "One; two";\n'
    assert places(read_strings(text.encode("utf-16"), "a.strings")) == [
        ("a.b", 'Say "hi" there', 3),
        ("plain", "One; two", 5),
    ]


def test_android_has_strings_arrays_and_plurals() -> None:
    text = (
        '<resources xmlns:x="urn:x"><string name="a">It\\\'s <b>%1$s</b> &amp; more</string>\n'
        '<string name="k" translatable="false">KEY</string>\n'
        '<plurals name="n"><item quantity="one">One</item><item quantity="other">%d of them</item>'
        "</plurals>\n<string-array name='r'><item>First</item></string-array></resources>"
    )
    page = read_xml(text.encode(), "strings.xml")
    assert places(page) == [
        ("a", "It's %1$s & more", 1),
        ("n.one", "One", 3),
        ("n.other", "%d of them", 3),
        ("r.0", "First", 4),
    ]
    assert page.notes == ("texts that are not to be translated not read: 1",)


BOMB = "a: &a [x]\nb: &b [" + "*a," * 999 + "]\nc: &c [" + "*b," * 999 + "]"


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (read_json, '{\n"a": "b",\n}', r"a\.x:3: not JSON"),
        (read_json, '{"a": "b", "a": "c"}', "'a' stands twice"),
        (read_json, "[" * 100_000, "nested too deeply|not JSON"),
        (read_json, '{"a": ' + "9" * 5000 + "}", "not JSON"),
        (read_yaml, "a: b\n c: d", r"a\.x:2: not YAML"),
        (read_yaml, "a: b\na: c", r"a\.x:2: key 'a' is on line 1"),
        (read_yaml, "[" * 1000, "nested too deeply"),
        (read_yaml, BOMB, "more than"),
        (read_strings, '"a" = "b"\n"c" = "d";', r'a\.x:1: expected "key" = "text"'),
        (read_strings, '"a" = "b";\n/* open', r"a\.x:2: expected"),
        (read_xml, "<note/>", r"unknown kind \(the root is <note>\)"),
        (read_xml, "<resources><string>", "not XML"),
        (read_xml, '<!DOCTYPE r [<!ENTITY a "b">]><resources/>', "declares entities"),
    ],
)  # fmt: skip
def test_what_is_no_catalogue_is_refused(read, text: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read(text.encode(), "a.x")


def test_yaml_makes_nothing_but_texts() -> None:
    text = "a: !!python/object/apply:os.system ['exit 1']\nb: text of it\n"
    found = places(read_yaml(text.encode(), "a.yml"))
    assert found == [("a.0", "exit 1", 1), ("b", "text of it", 2)]
