"""What git is asked, in repositories made for the purpose."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from aligncheck.errors import UsageError
from aligncheck.history.git_repository import (
    FileChange,
    find_merge_base,
    find_repository,
    is_shallow,
    list_changes,
    list_files,
    list_versions,
    read_file,
    read_files,
    relate_path,
    resolve_revision,
)


def test_versions_follow_renames_of_either_file_newest_first(scratch) -> None:
    scratch.write("zh/a.md", "一二三四五六七八九十")
    first = scratch.commit("1")
    scratch.write("en/a.md", "one two three four five six")
    second = scratch.commit("2")
    scratch.git("mv", "zh/a.md", "zh/ b 中\t.md")
    third = scratch.commit("3")
    scratch.write("other.md", "x")
    scratch.commit("4")
    repository = find_repository(scratch.root)
    assert list_versions(repository, ["zh/ b 中\t.md", "en/a.md"]) == [
        (third, ("zh/ b 中\t.md", "en/a.md")),
        (second, ("zh/a.md", "en/a.md")),
        (first, ("zh/a.md", None)),
    ]
    assert list_versions(repository, ["none.md"]) == []
    assert list_files(repository, second) == ["en/a.md", "zh/a.md"]
    assert read_file(repository, first, "zh/a.md").decode() == "一二三四五六七八九十\n"
    assert read_file(repository, first, "en/a.md") is None


def test_many_files_are_read_at_once(scratch) -> None:
    scratch.write("a", "1")
    first = scratch.commit("1")
    scratch.write("a", "\n2\n\n", "3")
    scratch.write("b c", "")
    second = scratch.commit("2")
    repository = find_repository(scratch.root)
    wanted = [(second, "a"), (first, "b c"), (first, "a"), (second, "b c"), (second, "x\ny")]
    assert read_files(repository, wanted) == [b"\n2\n\n\n\n3\n", None, b"1\n", b"\n", None]
    assert read_files(repository, []) == []


def test_changes_are_those_of_the_working_copy(scratch) -> None:
    for name in ("kept", "gone", "old", "edited"):
        scratch.write(name, f"{name} has words of its own, {name} " * 3)
    base = scratch.commit("1")
    scratch.git("rm", "-q", "gone")
    scratch.git("mv", "old", "new")
    scratch.write("edited", "other words")
    scratch.write("untracked", "x")
    assert dict(list_changes(find_repository(scratch.root), base)) == {
        "gone": FileChange("D", "gone"),
        "new": FileChange("R", "new", "old"),
        "edited": FileChange("M", "edited"),
    }


def test_the_merge_base_is_where_the_work_left_the_other_branch(scratch) -> None:
    scratch.write("a", "1")
    base = scratch.commit("1")
    scratch.git("checkout", "-q", "-b", "work")
    scratch.commit("2")
    scratch.git("checkout", "-q", "main")
    scratch.commit("3")
    scratch.git("checkout", "-q", "work")
    repository = find_repository(scratch.root)
    assert find_merge_base(repository, "main") == base
    assert find_merge_base(repository, "HEAD") == resolve_revision(repository, "work")
    scratch.git("checkout", "-q", "--orphan", "alone")
    scratch.commit("4")
    with pytest.raises(UsageError, match="no commit in common"):
        find_merge_base(repository, "main")


@pytest.mark.parametrize("name", ["nothing", "--help", "-x", "", "HEAD^{tree}x"])
def test_a_name_git_does_not_know_is_said_so(scratch, name: str) -> None:
    scratch.write("a", "1")
    scratch.commit("1")
    with pytest.raises(UsageError, match="no commit, branch or tag"):
        resolve_revision(find_repository(scratch.root), name)


def test_a_shallow_clone_says_how_to_deepen_it(scratch, tmp_path: Path) -> None:
    for number in range(3):
        scratch.write("a", str(number))
        scratch.commit(str(number))
    clone = tmp_path / "clone"
    url = scratch.root.as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "1", url, str(clone)], check=True)
    repository = find_repository(clone)
    assert is_shallow(repository)
    assert not is_shallow(find_repository(scratch.root))
    with pytest.raises(UsageError, match=r"shallow.*fetch-depth: 0"):
        find_merge_base(repository, "HEAD~2")


def test_outside_of_a_repository_nothing_can_be_asked(tmp_path: Path, scratch) -> None:
    with pytest.raises(UsageError, match="no git repository"):
        find_repository(tmp_path)
    with pytest.raises(UsageError, match="outside"):
        relate_path(find_repository(scratch.root), tmp_path / "x.md")
    assert relate_path(find_repository(scratch.root), Path("a") / "b.md") == "a/b.md"


def test_a_machine_without_git_is_named(scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="git is not installed"):
        find_repository(scratch.root)
