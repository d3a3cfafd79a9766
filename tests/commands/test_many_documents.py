"""Many documents: how they are paired, what is written where, which exit code comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligncheck.commands.document_pairs import DocumentPair, pair_folders, pair_patterns
from aligncheck.commands.many_documents import Outcome, render_index, summarise_outcomes
from aligncheck.errors import ConfigError, ReadError, UsageError

GOOD = ("今年全市新建了十二所学校。\n", "This year the city built 12 new schools.\n")
BAD = ("工厂去年生产了三千台机器。\n", "Last year the factory produced 5,000 machines.\n")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, (zh, en) in {"a": GOOD, "sub/a": BAD}.items():
        for folder, text in (("zh", zh), ("en", en)):
            path = tmp_path / folder / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(pairs: list[DocumentPair]) -> list[tuple[str, bool, bool]]:
    return [(pair.name, pair.source is not None, pair.target is not None) for pair in pairs]


def test_folders_are_paired_by_relative_path_whatever_the_ending(project: Path) -> None:
    (project / "en" / "a.md").rename(project / "en" / "a.txt")
    (project / "zh" / "alone.md").write_text(GOOD[0], encoding="utf-8")
    (project / "zh" / ".hidden.md").write_text(GOOD[0], encoding="utf-8")
    (project / "zh" / "picture.png").write_bytes(b"\x89PNG")
    found = pair_folders(project / "zh", project / "en")
    assert names(found) == [("a", True, True), ("alone", True, False), ("sub/a", True, True)]


def test_folders_without_documents_and_doubled_names_are_refused(project: Path) -> None:
    (project / "none").mkdir()
    with pytest.raises(ReadError, match="no document"):
        pair_folders(project / "none", project / "none")
    (project / "zh" / "a.txt").write_text(GOOD[0], encoding="utf-8")
    with pytest.raises(UsageError, match="same name"):
        pair_folders(project / "zh", project / "en")


def test_patterns_pair_what_their_placeholders_share(project: Path) -> None:
    found = pair_patterns([("zh/{name}.md", "en/{name}.md")], project)
    assert names(found) == [("en/a", True, True)]
    found = pair_patterns([("zh/{part}/{name}.md", "en/{part}/{name}.md")], project)
    assert names(found) == [("en/sub/a", True, True)]
    with pytest.raises(ConfigError, match="placeholders"):
        pair_patterns([("zh/{name}.md", "en/{other}.md")], project)
    with pytest.raises(ConfigError, match="no such file"):
        pair_patterns([("fr/{name}.md", "en2/{name}.md")], project)


def test_two_folders_are_checked_and_reported_apart(cli, project: Path) -> None:
    done = cli("check", "zh", "en", "--depth", "fast")
    assert done.code == 1
    assert "sub/a: checked 1 pair" in done.out
    assert done.out.splitlines()[-1].startswith("checked 2 pairs in 2 documents: 1 error")
    for name in ("a.html", "a.json", "sub/a.html", "sub/a.json", "index.html"):
        assert (project / "reports" / name).is_file()
    index = (project / "reports" / "index.html").read_text(encoding="utf-8")
    assert index.index("sub/a.html") < index.index('"a.html"')  # the worst on top


def test_a_document_without_partner_fails_and_one_unreadable_stops_green(
    cli, project: Path
) -> None:
    (project / "en" / "sub" / "a.md").write_text(BAD[1].replace("5,000", "3,000"), encoding="utf-8")
    assert cli("check", "zh", "en", "--depth", "fast", "--no-report").code == 0
    (project / "zh" / "b.md").write_text(GOOD[0], encoding="utf-8")
    done = cli("check", "zh", "en", "--depth", "fast", "--no-report")
    assert done.code == 1
    assert "b.md: has no translation" in done.out
    (project / "en" / "b.md").write_bytes(b"")
    done = cli("check", "zh", "en", "--depth", "fast", "--no-report")
    assert done.code == 2
    assert "1 not checked" in done.out


def test_the_pairs_of_the_configuration_are_checked(cli, project: Path) -> None:
    (project / "aligncheck.toml").write_text(
        '[[pair]]\nsource = "zh/{name}.md"\ntarget = "en/{name}.md"\n', encoding="utf-8"
    )
    done = cli("check", "--depth", "fast", "--no-report")
    assert done.code == 0
    assert "checked 1 pair in 1 document" in done.out


def test_what_cannot_be_is_said_in_one_line(cli, project: Path) -> None:
    assert "nothing to check" in cli("check").err
    assert "not a folder" in cli("check", "zh", "en/a.md").err
    done = cli("check", "zh", "en", "--depth", "fast", "--no-report", "-o", "html:all.html")
    assert done.code == 2
    assert "holds one document" in done.err
    (project / "aligncheck.toml").write_text('pair = "zh"\n', encoding="utf-8")
    assert cli("check").code == 2


def test_rows_of_all_documents_follow_each_other(cli, project: Path) -> None:
    done = cli("check", "zh", "en", "--depth", "fast", "--no-report", "-o", "jsonl:-")
    assert done.code == 1
    assert all(line.startswith("{") for line in done.out.splitlines())


def test_the_index_shows_hostile_names_as_text() -> None:
    pair = DocumentPair("<b>", Path("x"), None)
    page = render_index([Outcome(pair, None, "<i>: has no translation")])
    assert "<b>" not in page
    assert "<i>" not in page
    assert "1 not checked" in summarise_outcomes([Outcome(pair, None, "x")])


def test_a_known_fault_is_new_when_a_second_document_has_it(cli, project: Path) -> None:
    check = ("check", "zh", "en", "--depth", "fast", "--no-report")
    known = ("--baseline", "aligncheck-baseline.jsonl")
    assert cli("baseline", "write", "zh", "en", "--depth", "fast").code == 0
    assert cli(*check, *known).code == 0
    for folder in ("zh", "en"):
        text = (project / folder / "sub" / "a.md").read_text(encoding="utf-8")
        (project / folder / "copy.md").write_text(text, encoding="utf-8")
    assert cli(*check, *known).code == 1


def test_a_report_has_the_same_bytes_in_any_folder(cli, project: Path) -> None:
    for folder in ("one", "two"):
        assert cli("check", "zh", "en", "--depth", "fast", "--report-dir", folder).code == 1
    for name in ("a.html", "a.json", "sub/a.html", "sub/a.json", "index.html"):
        one, two = ((project / folder / name).read_bytes() for folder in ("one", "two"))
        assert one == two, name
