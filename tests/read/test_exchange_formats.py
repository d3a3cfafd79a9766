"""Subtitles, PO, XLIFF and TMX: the words that are read, where they stand, what is refused."""

from pathlib import Path

import pytest

from aligncheck.document import Layout
from aligncheck.errors import ReadError
from aligncheck.read import read_material
from aligncheck.read.po_reader import read_units
from aligncheck.read.subtitle_reader import read_page
from aligncheck.read.xml_units_reader import read_tmx, read_xliff

SRT = """1
00:00:01,000 --> 00:00:02,500
<i>The shop opens at nine.</i>

2
00:00:03,000 --> 00:00:05,000
It closes at
half past six.
"""
VTT = """WEBVTT

NOTE made by hand

00:01.000 --> 00:02.500 align:start
<v Li>店九点开门。</v>

00:03.000 --> 00:05.000
六点半
关门。
"""
ASS = r"""[Script Info]
Title: x

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\i1}Well, the shop{\i0}\Nopens at nine.
Dialogue: 0,0:00:02.00,0:00:03.00,Default,,0,0,0,,{\p1}m 0 0 l 1 1{\p0}
"""


def test_cues_are_read_without_numbers_times_and_markup():
    page = read_page(SRT.encode(), "a.srt")
    assert [(b.text, b.line) for b in page.blocks] == [
        ("The shop opens at nine.", 3),
        ("It closes at half past six.", 7),
    ]
    assert [b.text for b in read_page(VTT.encode(), "a.vtt").blocks] == [
        "店九点开门。", "六点半关门。",
    ]  # fmt: skip


def test_cues_without_a_blank_line_between_lose_only_their_number():
    text = "1\n00:00:01,000 --> 00:00:02,000\nIn 1999\n2\n00:00:03,000 --> 00:00:04,000\n2000\n"
    assert [b.text for b in read_page(text.encode(), "a.srt").blocks] == ["In 1999", "2000"]


def test_events_of_ass_keep_their_commas_and_tell_of_drawings():
    page = read_page(ASS.encode(), "a.ass")
    assert [b.text for b in page.blocks] == ["Well, the shop opens at nine."]
    assert page.notes == ("drawings left out: 1",)


def test_subtitles_of_two_formats_make_a_check(tmp_path: Path):
    (tmp_path / "zh.vtt").write_text(VTT, encoding="utf-8")
    (tmp_path / "en.srt").write_text(SRT, encoding="utf-8")
    material = read_material([tmp_path / "zh.vtt", tmp_path / "en.srt"])
    assert material.layout is Layout.DOCUMENTS
    assert [len(d.paragraphs) for d in (material.source, material.target)] == [2, 2]


def test_text_without_cues_is_refused():
    with pytest.raises(ReadError, match="no cue"):
        read_page(b"Just prose.\n", "a.srt")


PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#. note
msgctxt "menu"
msgid "打开文件"
msgstr "Open file"

#, fuzzy
msgid "%d 个文件"
msgid_plural "%d 个文件"
msgstr[0] "%d file"
msgstr[1] "%d files"

#~ msgid "旧"
#~ msgstr "old"
"""


def test_messages_and_plurals_are_pairs():
    pytest.importorskip("polib")
    rows = read_units(PO.encode(), "a.po")
    assert [(r.id, r.source, r.target) for r in rows.rows] == [
        ("menu | 打开文件", "打开文件", "Open file"),
        ("%d 个文件 [0]", "%d 个文件", "%d file"),
        ("%d 个文件 [1]", "%d 个文件", "%d files"),
    ]
    assert rows.rows[0].line == 4  # where its comment begins
    assert rows.notes == (
        "obsolete messages not read: 1",
        "fuzzy messages read as they stand: 1",
    )
    with pytest.raises(ReadError, match=r"a\.po:2: "):
        read_units(b'msgid "a"\nrubbish\n', "a.po")


XLIFF1 = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file><body>
<trans-unit id="a"><source>请按<g id="1">确定</g><ph id="2">{b}</ph>键。</source>
<target>Press <g id="1">OK</g><ph id="2">{b}</ph>.</target>
<alt-trans><target>Push OK.</target></alt-trans></trans-unit>
<trans-unit id="b" translate="no"><source>不译</source></trans-unit>
</body></file></xliff>"""
XLIFF2 = """<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">
<unit id="u"><segment id="s1"><source>早上好。</source><target>Good morning.</target></segment>
<segment id="s2"><source>再见。</source></segment></unit></file></xliff>"""
TMX = """<tmx version="1.4"><header/><body><tu tuid="7"><tuv xml:lang="en-GB"><seg>Tea</seg></tuv>
<tuv xml:lang="zh-CN"><seg>茶<bpt i="1">&lt;b&gt;</bpt>叶</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>thé</seg></tuv></tu></body></tmx>"""


def test_units_of_xliff_and_tmx_are_pairs():
    pytest.importorskip("lxml")
    old, new = (read_xliff(text.encode(), "a.xliff") for text in (XLIFF1, XLIFF2))
    assert [(r.id, r.source, r.target) for r in old.rows] == [
        ("a", "请按确定键。", "Press OK.")
    ]  # fmt: skip
    assert old.rows[0].line == 3
    assert old.notes == ('units marked translate="no" not read: 1',)
    assert [(r.id, r.target) for r in new.rows] == [("u/s1", "Good morning."), ("u/s2", "")]
    memory = read_tmx(TMX.encode(), "a.tmx")
    assert [(r.id, r.source, r.target) for r in memory.rows] == [("7", "茶叶", "Tea")]
    assert memory.notes == ("units without Chinese and English not read: 1",)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><xliff>&b;</xliff>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><xliff>&a;</xliff>',
        "<xliff><file>",
        "<html/>",
        "",
    ],
)
def test_hostile_and_broken_xml_is_refused(text):
    pytest.importorskip("lxml")
    with pytest.raises(ReadError, match=r"a\.xliff: "):
        read_xliff(text.encode(), "a.xliff")


@pytest.mark.parametrize("line", ["msgid nothing quoted", 'msgid "open', "rubbish", 'msgid "a" b'])
def test_a_line_that_is_no_po_is_named_and_not_clipped(line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(f'msgid "工厂"\nmsgstr "factory"\n\n{line}\nmsgstr "x"\n', encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.po:4: not a line of PO"):
        read_material([path])


def test_subtitles_may_begin_with_a_cue(tmp_path: Path) -> None:
    cue = "00:00:01,000 --> 00:00:02,000\n{}\n"
    for name, text in (("zh.srt", "工厂停产了。"), ("en.srt", "The factory closed.")):
        (tmp_path / name).write_text(cue.format(text), encoding="utf-8")
    read = read_material([tmp_path / "zh.srt", tmp_path / "en.srt"])
    assert [p.text for p in read.source.paragraphs] == ["工厂停产了。"]


def test_cues_are_named_by_their_times() -> None:
    from aligncheck.read.subtitle_reader import read_page

    srt = b"1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:03,500 --> 00:00:04,000\nTwo.\n"
    assert [b.place for b in read_page(srt, "a.srt").blocks] == ["00:00:01,000", "00:00:03,500"]
    ass = b"[Events]\nFormat: Layer, Start, End, Text\nDialogue: 0,0:00:05.00,0:00:06.00,Hi, you\n"
    assert [(b.place, b.text) for b in read_page(ass, "a.ass").blocks] == [
        ("0:00:05.00", "Hi, you")
    ]
