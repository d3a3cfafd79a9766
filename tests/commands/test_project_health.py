"""What `doctor` finds."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from aligncheck.commands import project_health
from aligncheck.commands.project_health import Sign, State, examine_project, render_signs
from aligncheck.errors import EncoderError

PAIR = '[[pair]]\nsource = "zh"\ntarget = "en"\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for side, text in (("zh", "学校有三千人。\n"), ("en", "The school has 3,000 people.\n")):
        (tmp_path / side).mkdir()
        (tmp_path / side / "a.md").write_text(text, encoding="utf-8")
    return tmp_path


def wrong(settings: str) -> list[str]:
    Path("aligncheck.toml").write_text(settings, encoding="utf-8")
    return [sign.text for sign in examine_project(None) if sign.state is State.WRONG]


def test_a_project_in_order_is_said_to_be(cli, project: Path) -> None:
    (project / "aligncheck.toml").write_text(PAIR, encoding="utf-8")
    done = cli("doctor")
    assert done.code == 0
    assert "1 of 1 documents can be read, with a translation" in done.out
    assert done.out.splitlines()[-1] == "nothing is wrong"


def test_without_settings_it_says_how_to_get_some(project: Path) -> None:
    said = [sign.text for sign in examine_project(None) if sign.state is State.NOTE]
    assert any("aligncheck init" in text for text in said)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("fail_om = 'error'", "did you mean 'fail_on'?"),
        ("select = 'AC1'\nignore = 'AC1'", "leave no rule to run"),
        ("decisions = 'none.jsonl'", "none.jsonl: no such decisions file"),
        ("glossary = 'en/a.md'", "en/a.md:1: no column"),
        ("report_dir = 'en/a.md'", "en/a.md: cannot be written"),
        ("stale = true", "none"),
        ("[per_file_ignores]\n'fr/*' = 'AC4'\n" + PAIR, "fr/* fits no document"),
        (PAIR.replace("zh", "z{x}"), "the placeholders are not the same"),
        (
            PAIR.replace('"en"', '"fr/{name}.md"').replace('"zh"', '"zh/{name}.md"'),
            "no translation",
        ),
    ],
)
def test_what_is_wrong_is_named(project: Path, settings: str, said: str) -> None:
    assert any(said in text for text in wrong(settings))


def test_documents_that_cannot_be_read_are_named_but_not_by_the_hundred(project: Path) -> None:
    for number in range(20):
        (project / "zh" / f"b{number}.md").write_bytes(b"")
        (project / "en" / f"b{number}.md").write_bytes(b"x")
    found = wrong(PAIR)
    assert len(found) == project_health.SHOWN + 1
    assert found[0].endswith("zh/b0.md: the file is empty")
    assert found[-1] == "10 more documents like these"


def test_damaged_model_files_are_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*, judge: bool) -> None:
        raise EncoderError("embedded: changed or missing: tagger.npz; install again")

    monkeypatch.setattr(project_health, "require_intact", fail)
    assert wrong("") == ["embedded: changed or missing: tagger.npz; install again"]


def test_a_shallow_clone_is_noticed(project: Path, tmp_path_factory, monkeypatch) -> None:
    name = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"],
                    ["commit", "-qm", "two", "--allow-empty"]):  # fmt: skip
        subprocess.run(["git", *name, *command], check=True)
    clone = tmp_path_factory.mktemp("clone")
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{project}", clone], check=True)
    monkeypatch.chdir(clone)
    assert any("shallow" in text for text in wrong("stale = true"))
    said = [s.text for s in examine_project(None) if "shallow" in s.text]
    assert len(said) == 1


def test_variables_and_models_are_mentioned(project: Path, monkeypatch) -> None:
    monkeypatch.setenv("ALIGNCHECK_MODEL", "LaBSE")
    said = "\n".join(sign.text for sign in examine_project(None))
    assert "ALIGNCHECK_MODEL is set" in said
    assert "the model LaBSE is asked for" in said


def test_the_last_line_counts_what_is_wrong() -> None:
    assert render_signs([Sign(State.WRONG, "a\x1bb"), Sign(State.GOOD, "c")]).splitlines() == [
        "wrong  a�b",
        "ok     c",
        "1 thing to mend",
    ]
