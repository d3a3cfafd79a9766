"""The command `batch` as a user runs it: bad files, kills, clusters, corpora."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from aligncheck.batch.batch_job import BatchSettings
from aligncheck.commands.batch_run import JOURNAL, Place, run_batch
from aligncheck.config import Config, Depth
from benchmarks.synthetic import make_paragraphs

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
FAST = ("--depth", "fast")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A manifest of 16 documents, of which one is not there and one is no translation."""
    root = tmp_path_factory.mktemp("library")
    rows = []
    for k in range(14):
        made = list(make_paragraphs(2 + k % 5, seed=k, faults=0.15))
        for lang, texts in zip(("zh", "en"), zip(*made, strict=True), strict=True):
            path = root / lang / f"{k}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
        rows.append({"id": f"d{k}", "source": f"zh/{k}.txt", "target": f"en/{k}.txt"})
    rows.insert(4, {"id": "gone", "source": "zh/none.txt", "target": "en/1.txt"})
    rows.insert(9, {"id": "../up", "source": "en/3.txt", "target": "en/4.txt"})
    (root / "all.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def plain(library: Path) -> Path:
    """What one process makes of the library in one go."""
    out = library / "plain"
    code = run_batch(
        library / "all.jsonl",
        out,
        BatchSettings(Config(depth=Depth.FAST)),
        Place(workers=1),
        tell=lambda _: None,
    )
    assert code == 2
    return out


def start(library: Path, out: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "aligncheck", "batch", "all.jsonl", "-o", str(out), *FAST]
    return subprocess.Popen(
        [*command, *arguments], cwd=library, env=ENVIRONMENT, stderr=subprocess.PIPE
    )


def read_rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def wait_for(ready: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def count_done(out: Path) -> int:
    journal = out / JOURNAL
    return journal.read_bytes().count(b"\n") - 1 if journal.exists() else 0


def same_results(one: Path, other: Path) -> None:
    """Both folders hold the same files, byte for byte."""
    names = [
        sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
        for out in (one, other)
    ]
    assert names[0] == names[1]
    for name in names[0]:
        assert (one / name).read_bytes() == (other / name).read_bytes(), name


def test_a_bad_document_is_a_row_with_its_reason(plain: Path) -> None:
    rows = {row["id"]: row for row in read_rows(plain / "results.jsonl")}
    assert list(rows)[:2] == ["d0", "d1"]
    assert len(rows) == 16
    assert "zh/none.txt" in rows["gone"]["error"]
    assert rows["gone"]["error"].startswith(rows["gone"]["source"])
    assert "error" in rows["../up"]
    failed = [row for row in rows.values() if row.get("verdict") == "fail"]
    assert failed
    assert all((plain / row["report"]).is_file() for row in failed)
    assert all(row["report"] is None for row in rows.values() if row.get("verdict") == "pass")
    page = (plain / "index.html").read_text(encoding="utf-8")
    assert page.index("gone") < page.index(failed[0]["id"])


def test_a_killed_run_goes_on_and_comes_out_the_same(library: Path, plain: Path) -> None:
    out = library / "killed"
    run = start(library, out, "--jobs", "1")
    wait_for(lambda: count_done(out) >= 3)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    done = count_done(out)
    assert 3 <= done < 16
    assert not (out / "results.jsonl").exists()
    again = subprocess.run(
        [sys.executable, "-m", "aligncheck", "batch", "all.jsonl", "-o", str(out), *FAST],
        cwd=library, env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert again.returncode == 2, again.stderr
    assert f"{done} jobs are done" in again.stdout
    same_results(plain, out)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are found in /proc")
def test_a_process_that_dies_takes_no_document_along(library: Path, plain: Path) -> None:
    out = library / "orphaned"
    run = start(library, out, "--jobs", "2")
    wait_for(lambda: count_done(out) >= 2)
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
    workers = [
        pid for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]
    os.kill(int(workers[0]), signal.SIGKILL)
    _, told = run.communicate(timeout=240)
    assert run.returncode == 2, told
    same_results(plain, out)


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and workers of Dask, each a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    quiet = {"env": ENVIRONMENT, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dask = [sys.executable, "-m", "dask"]
    begun = [
        subprocess.Popen(
            [*dask, "scheduler", "--host", address, "--no-dashboard", "--no-show"], **quiet
        )
    ]
    hands = [
        subprocess.Popen(
            [*dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"], **quiet
        )
        for _ in range(workers)
    ]
    try:
        yield address, hands
    finally:
        for process in [*hands, *begun]:
            process.kill()
            process.wait()


def test_a_cluster_gives_the_same_although_a_worker_is_killed(library: Path, plain: Path) -> None:
    pytest.importorskip("distributed")
    out = library / "clustered"
    with cluster(3) as (address, workers):
        run = start(library, out, "--engine", "dask", "--scheduler", address)
        wait_for(lambda: count_done(out) >= 2 or run.poll() is not None)
        workers[0].kill()
        _, told = run.communicate(timeout=240)
    assert run.returncode == 2, told
    same_results(plain, out)


def test_a_cluster_that_is_not_there_is_said(library: Path, cli, monkeypatch) -> None:
    monkeypatch.chdir(library)
    done = cli("batch", "all.jsonl", "-o", "none", "--scheduler", "tcp://127.0.0.1:9")
    assert done.code == 2
    assert "--scheduler is for --engine dask" in done.err


def test_the_clean_part_of_a_corpus_is_written(tmp_path: Path, cli, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    pairs = list(make_paragraphs(40, sentences=1, faults=0.3, seed=5))
    rows = [{"id": f"s{k}", "source": zh, "target": en} for k, (zh, en) in enumerate(pairs)]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    Path("corpus.jsonl").write_text("\n".join([*lines[:20], "{", *lines[20:]]), encoding="utf-8")
    done = cli("batch", "corpus.jsonl", "-o", "out", *FAST, "--keep", "omission < .3")
    assert done.code == 2  # for the line that is no pair
    found = read_rows(Path("out/results.jsonl"))
    assert [row["id"] for row in found[:20]] == [f"s{k}" for k in range(20)]
    assert "corpus.jsonl:21: not a JSON object" in found[20]["error"]
    kept = read_rows(Path("out/kept.jsonl"))
    low = [row["id"] for row in found if row.get("omission", 1) < 0.3]
    assert [row["id"] for row in kept] == low
    assert 15 < len(kept) < 40
    assert all(row in rows for row in kept)
    assert f"kept {len(kept)} of 40 pairs" in done.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("none.jsonl", "-o", "out"), "none.jsonl: no such manifest"),
        (("all.jsonl", "-o", "out", "--keep", "speed < 1"), "speed is no number"),
        (("all.jsonl", "-o", "all.jsonl"), "is the input"),
    ],
)
def test_what_cannot_be_done_is_one_line(library: Path, cli, monkeypatch, arguments, told) -> None:
    monkeypatch.chdir(library)
    done = cli("batch", *arguments)
    assert done.code == 2
    assert told in done.err
    assert done.err.count("\n") == 1
