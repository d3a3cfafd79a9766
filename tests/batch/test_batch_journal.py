"""The journal of a run: what is in it after a kill, in which order it is read."""

from __future__ import annotations

from pathlib import Path

from aligncheck.batch.batch_job import Job, JobResult
from aligncheck.batch.batch_journal import BatchJournal


def result(number: int, name: str) -> JobResult:
    job = Job(number, name)
    return JobResult(number, job.key, (f'{{"id":"{name}"}}',), (f"kept {name}",))


def test_lines_come_in_the_order_of_the_list(tmp_path: Path) -> None:
    with BatchJournal(tmp_path / "j", "run") as journal:
        for number, name in ((2, "c"), (0, "a"), (1, "b")):
            journal.append(result(number, name))
        assert list(journal.read("lines")) == ['{"id":"a"}', '{"id":"b"}', '{"id":"c"}']
        assert list(journal.read("kept")) == ["kept a", "kept b", "kept c"]


def test_a_killed_run_goes_on_without_its_half_line(tmp_path: Path) -> None:
    path = tmp_path / "j"
    with BatchJournal(path, "run") as journal:
        journal.append(result(0, "a"))
        journal.append(result(3, "d"))
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    with BatchJournal(path, "run") as journal:
        assert journal.resumed == 1
        assert journal.has(Job(0, "a"))
        assert not journal.has(Job(0, "a", stamp="changed"))
        assert not journal.has(Job(3, "d"))
        journal.append(result(3, "d"))
    assert path.read_bytes() == whole


def test_a_journal_of_other_settings_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "j"
    with BatchJournal(path, "run") as journal:
        journal.append(result(0, "a"))
    with BatchJournal(path, "another") as journal:
        assert len(journal) == journal.resumed == 0
        journal.remove()
    assert not path.exists()
