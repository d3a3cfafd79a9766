"""Which documents belong together, on the disk and in a revision."""

from __future__ import annotations

from pathlib import Path

from aligncheck.commands.document_pairs import DocumentPair, pair_patterns


def names(pairs: list[DocumentPair]) -> list[tuple[str, bool, bool]]:
    return [(pair.name, pair.source is not None, pair.target is not None) for pair in pairs]


def test_two_folders_of_the_configuration_are_paired_by_relative_path(tmp_path: Path) -> None:
    for name in ("zh/a.md", "zh/sub/b.md", "en/a.txt", "en/sub/c.md", "en/picture.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    found = pair_patterns([("zh", "en")], tmp_path)
    assert names(found) == [
        ("en/a", True, True),
        ("zh/sub/b", True, False),
        ("en/sub/c", False, True),
    ]
    assert [pair.absent for pair in found[1:]] == ["en/sub/b", "zh/sub/c"]
    listed = ["zh/a.md", "zh/sub/b.md", "en/a.txt", "en/sub/c.md", "en/picture.png", "README.md"]
    assert pair_patterns([("zh", "en")], tmp_path, listed) == found


def test_no_name_leads_out_of_the_folder_of_reports(tmp_path: Path) -> None:
    for name in ("zh/a.md", "en/a.md", "sub/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    for pattern in (("../zh/{n}.md", "../en/{n}.md"), ("../zh", "../en")):
        assert names(pair_patterns([pattern], tmp_path / "sub")) == [("en/a", True, True)]
