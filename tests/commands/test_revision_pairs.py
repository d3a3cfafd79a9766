"""`compare REF1 REF2` over the configured pairs, in a repository made for the purpose."""

from __future__ import annotations

import csv
import json
import os
from io import StringIO

import pytest

ZH = (
    "水磨坊的历史",
    "水磨坊立在山谷大路的尽头，一直为三百二十户村民磨面。",
    "一九五三年，村里的合作社买下了磨坊，又修了一条新的水渠。",
)
EN = (
    "A History of the Watermill",
    "The watermill stands at the end of the valley road and has always ground flour for 320 "
    "households.",
    "In 1953 the village cooperative bought the mill and built a new channel for its water.",
)
FAST = ("--depth", "fast")


@pytest.fixture
def texts(scratch, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 1)  # in this process, where the model is loaded
    scratch.write("aligncheck.toml", '[[pair]]\nsource = "zh/{name}.md"\ntarget = "en/{name}.md"')
    scratch.write("zh/mill.md", *ZH)
    scratch.write("en/mill.md", *EN)
    scratch.write("zh/works.md", "工厂去年生产了三千台机器。")
    scratch.write("en/works.md", "Last year the factory produced 5,000 machines.")
    scratch.commit("first")
    scratch.git("tag", "v1")
    return scratch


def test_documents_that_did_not_change_are_not_checked_again(texts, cli) -> None:
    done = cli("compare", "v1", *FAST)
    assert done.code == 0
    assert done.out.splitlines() == [
        "en/mill: unchanged",
        "en/works: unchanged",
        "compared 0 of 2 documents (2 unchanged), 0 paragraphs, 0 changed (0 better, 0 worse): "
        "findings 0 new, 0 fixed, 0 still, 0 moved",
    ]


def test_one_fixed_and_one_broken_in_two_documents(texts, cli) -> None:
    texts.replace("en/works.md", "5,000", "3,000")
    texts.replace("en/mill.md", "320", "230")
    done = cli("compare", "v1", *FAST)
    assert done.code == 1
    last = done.out.splitlines()[-1]
    assert "compared 2 of 2 documents" in last
    assert "(1 better, 1 worse): findings 1 new, 1 fixed, 0 still, 0 moved" in last
    assert "[-320-] {+230+}" in done.out
    texts.commit("second")
    assert cli("compare", "v1", "HEAD", *FAST).out == done.out
    assert cli("compare", "HEAD", "v1", *FAST).code == 1
    texts.replace("en/works.md", "3,000", "9,000")  # the working copy is none of both revisions
    assert cli("compare", "v1", "HEAD", *FAST).out == done.out
    assert cli("compare", "v1", "HEAD", *FAST, "--fail-on", "never").code == 0
    worse = ("--fail-on", "never", "--fail-on-regression")
    assert cli("compare", "v1", "HEAD", *FAST, *worse).code == 1


def test_renamed_new_deleted_and_lonely_documents(texts, cli) -> None:
    texts.git("mv", "zh/mill.md", "zh/moulin.md")
    texts.git("mv", "en/mill.md", "en/moulin.md")
    texts.git("rm", "-q", "zh/works.md", "en/works.md")
    texts.write("zh/new.md", "今年全市新建了十二所学校。")
    texts.write("en/new.md", "This year the city built 21 new schools.")
    texts.commit("second")
    done = cli("compare", "v1", "HEAD", *FAST)
    assert done.code == 1
    assert "en/moulin: compared 3 paragraphs, 0 changed" in done.out
    assert "en/works: deleted" in done.out
    assert "en/new: compared 1 paragraph, 1 changed (0 better, 0 worse): findings 1 new" in done.out
    texts.write("en/new.md", "This year the city built 12 new schools.")
    texts.write("zh/lonely.md", "没有人知道它是谁建的。")
    done = cli("compare", "HEAD", *FAST)
    assert (done.code, "zh/lonely.md: has no translation, new" in done.out) == (1, True)
    (texts.root / "zh/lonely.md").unlink()
    (texts.root / "en/moulin.md").unlink()
    done = cli("compare", "HEAD", *FAST)
    assert (done.code, "has no translation any more" in done.out) == (1, True)


def test_the_original_may_change_with_its_translation(texts, cli) -> None:
    texts.replace("zh/mill.md", "三百二十户", "三百五十户")
    texts.replace("en/mill.md", "320", "350")
    done = cli("compare", "v1", *FAST, "-v")
    assert done.code == 0, done.out
    assert "The original changed, too: 1 paragraph edited." in done.out
    assert "三百{+五+}十户" in done.out.replace("[-二-]", "").replace(" ", "")


def test_every_format_and_a_page_a_document(texts, cli) -> None:
    texts.replace("en/works.md", "5,000", "3,000")
    texts.replace("en/mill.md", "320", "230")
    names = ("json", "csv", "sarif", "junit", "gitlab", "markdown", "jsonl", "github", "rdjsonl")
    outputs = [part for name in names for part in ("-o", f"{name}:out.{name}")]
    done = cli("compare", "v1", *FAST, *outputs, "--report-dir", "pages")
    assert done.code == 1
    held = {name: (texts.root / f"out.{name}").read_text(encoding="utf-8") for name in names}
    assert len(json.loads(held["json"])["documents"]) == 2
    assert len(list(csv.DictReader(StringIO(held["csv"])))) == 4
    (run,) = json.loads(held["sarif"])["runs"]
    assert sorted(result["baselineState"] for result in run["results"]) == ["new"]
    assert [item["location"]["path"] for item in json.loads(held["gitlab"])] == ["en/mill.md"]
    assert held["jsonl"].count("\n") == 2
    assert held["github"].count("::error") == 1
    index = (texts.root / "pages" / "index.html").read_text(encoding="utf-8")
    assert index.index("en/mill.html") < index.index("en/works.html")
    assert (texts.root / "pages" / "en" / "mill.html").is_file()
    done = cli("compare", "v1", *FAST, "-o", "html:x.html")
    assert (done.code, "holds one document" in done.err) == (2, True)


def test_from_a_subfolder_paths_are_meant_from_there(texts, cli, monkeypatch) -> None:
    texts.replace("en/mill.md", "320", "230")
    (texts.root / "aligncheck.toml").unlink()
    texts.write("sub/aligncheck.toml", '[[pair]]\nsource = "zh/{n}.md"\ntarget = "en/{n}.md"')
    texts.write("sub/zh/a.md", *ZH)
    texts.write("sub/en/a.md", *EN)
    texts.commit("in a folder")
    monkeypatch.chdir(texts.root / "sub")
    texts.replace("sub/en/a.md", "320", "230")
    done = cli("compare", "HEAD", *FAST)
    assert "compared 1 of 1 document" in done.out.splitlines()[-1]
    assert "en/a.md:3" in done.out


def test_what_cannot_be_compared_is_one_line_and_code_2(texts, cli) -> None:
    done = cli("compare", "v1", "v9", *FAST)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "no such file, and as a git revision v9: no commit" in done.err
    texts.write("en/mill.md", "")
    done = cli("compare", "v1", *FAST)
    assert done.code == 2
    assert "1 not compared" in done.out
    texts.write("aligncheck.toml", '[[pair]]\nsource = "fr/{n}.md"\ntarget = "en2/{n}.md"')
    done = cli("compare", "v1", "HEAD")
    assert (done.code, "no document that the configuration names" in done.err) == (2, True)
    (texts.root / "aligncheck.toml").unlink()
    assert "[[tool.aligncheck.pair]]" in cli("compare", "v1", "v1").err


def test_files_compare_with_an_original_each(texts, cli) -> None:
    texts.write("old.zh.md", *ZH)
    texts.write("old.en.md", *EN)
    texts.replace("zh/mill.md", "三百二十户", "三百五十户")
    texts.replace("en/mill.md", "320", "350")
    both = ("old.en.md", "en/mill.md", "--source", "zh/mill.md", *FAST)
    done = cli("compare", *both, "--old-source", "old.zh.md")
    assert done.code == 0, done.out + done.err
    assert "The original changed, too" in done.out
    assert cli("compare", *both).code == 0  # against the new original the old English was wrong
    done = cli("compare", "old.en.md", "--source", "zh/mill.md")
    assert (done.code, "give the new translation" in done.err) == (2, True)


def test_rival_translations_are_weighed(texts, cli) -> None:
    texts.write("other.md", EN[0], "The mill ground flour.", EN[2])
    arguments = ("--source", "zh/mill.md", "--rivals", *FAST)
    done = cli("compare", "en/mill.md", "other.md", *arguments)
    assert done.code == 0, done.err
    assert "en/mill.md covers more: " in done.out
    assert "Paragraph by paragraph, en/mill.md covers more in 1, other.md in 0; 2" in done.out
    done = cli("compare", "en/mill.md", "other.md", *arguments, "--old-source", "zh/works.md")
    assert (done.code, "one original" in done.err) == (2, True)
