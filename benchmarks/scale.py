"""Measure start, growth, throughput, kept results and gaps in one run; write a table of it.

    python -m benchmarks.scale [--quick] [--out FOLDER]

Times are seconds of the processor, so that what else the machine does counts little; medians of
ROUNDS runs. Beside each stands what it is compared with in the same run. Writes scale.md and
scale.json.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.startup import _processor as read_processor
from benchmarks.synthetic import make_paragraphs, write_documents

ROUNDS = 3
CHECK = ("-m", "aligncheck", "check", "--no-report", "--exit-zero", "--no-cache", "--quiet")
FAST, FULL = ("--depth", "fast"), ("--depth", "full")
LIBRARIES = ("numpy", "tokenizers", "onnxruntime", "rjieba", "typer", "torch", "transformers")
BASE = ("-c", "import numpy, tokenizers, typer")
PAIRS = """
import resource, sys
from aligncheck import check_pairs
from aligncheck.config import Config, Depth
from benchmarks.synthetic import make_paragraphs
pairs = list(make_paragraphs({count}, sentences=1))
config = Config(depth=Depth({depth!r}))
check_pairs(pairs[:50], config=config)
began = resource.getrusage(resource.RUSAGE_SELF)
check_pairs(pairs, config=config)
done = resource.getrusage(resource.RUSAGE_SELF)
print(done.ru_utime + done.ru_stime - began.ru_utime - began.ru_stime)
"""
LARGE = """
import resource, torch
from transformers import BertConfig, BertModel
from benchmarks.synthetic import make_paragraphs
torch.set_num_threads(1)
torch.manual_seed(0)
model = BertModel(BertConfig(vocab_size=1000)).eval()  # LaBSE's layers; its words cost nothing
texts = sorted((t for pair in make_paragraphs({count}, sentences=1) for t in pair), key=len)
ids = [torch.arange(2 + int(len(t) * (0.7 if ord(t[0]) > 0x2e80 else 0.25))) % 1000 for t in texts]
began = resource.getrusage(resource.RUSAGE_SELF)
with torch.inference_mode():
    for start in range(0, len(ids), 16):
        batch = torch.nn.utils.rnn.pad_sequence(ids[start:start + 16], batch_first=True)
        model(input_ids=batch, attention_mask=(batch > 0).long())
done = resource.getrusage(resource.RUSAGE_SELF)
print(done.ru_utime + done.ru_stime - began.ru_utime - began.ru_stime)
"""
GAP = """
import resource
from aligncheck import check_pairs
from aligncheck.config import Config, Depth
from benchmarks.synthetic import make_paragraphs
made = list(make_paragraphs({source}, sentences=1, faults=0))
kept = made[:: {source} // {target}]
pair = ("".join(zh for zh, _ in made), " ".join(en for _, en in kept))
config = Config(depth=Depth.FAST)
check_pairs(made[:50], config=config)
began = resource.getrusage(resource.RUSAGE_SELF)
check_pairs([pair], config=config)
done = resource.getrusage(resource.RUSAGE_SELF)
print(done.ru_utime + done.ru_stime - began.ru_utime - began.ru_stime)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure: seconds of the processor, the largest memory in MB, and a ratio to `to`."""

    group: str
    name: str
    seconds: float
    megabytes: float
    ratio: float | None = None
    to: str = ""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process took, and what it printed."""

    seconds: float
    megabytes: float
    out: str


def main() -> None:
    """Measure, print the table, write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one run of each, small sizes")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results"))
    chosen = parser.parse_args()
    rounds = 1 if chosen.quick else ROUNDS
    with TemporaryDirectory() as folder:
        place = Path(folder)
        rows = measure_start(place, rounds)
        rows += measure_growth(place, (30, 300) if chosen.quick else (100, 1_000, 10_000))
        rows += measure_throughput(60 if chosen.quick else 600, rounds)
        rows += measure_gaps(rounds)
        rows += measure_kept(place, 6 if chosen.quick else 40)
    table = render_table(rows)
    print(table)
    chosen.out.mkdir(parents=True, exist_ok=True)
    (chosen.out / "scale.md").write_text(table, encoding="utf-8")
    kept = {"machine": describe_machine(), "rows": [asdict(row) for row in rows]}
    (chosen.out / "scale.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def run(arguments: Sequence[str], place: Path | None = None) -> Spent | None:
    """Run Python and return what it took, None if it failed."""
    code = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.PIPE)\n"
        "spent = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "sys.stdout.buffer.write(done.stdout)\n"
        "print()\n"
        "print(done.returncode, spent.ru_utime + spent.ru_stime, spent.ru_maxrss / 1024)\n"
    )
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
    environment = {**os.environ, **dict.fromkeys(threads, "1"), "TOKENIZERS_PARALLELISM": "false",
                   "PYTHONPATH": os.getcwd()}  # fmt: skip
    if place is not None:
        environment["XDG_CACHE_HOME"] = str(place / "cache")
    done = subprocess.run(
        [sys.executable, "-c", code, sys.executable, *arguments],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    *out, last = done.stdout.rstrip("\n").split("\n")
    status, seconds, size = last.split()
    if status not in ("0", "1", "2") or (status != "0" and "batch" not in arguments):
        return None
    return Spent(float(seconds), float(size), "\n".join(out).strip())


def repeat(arguments: Sequence[str], rounds: int) -> Spent | None:
    """Return the run whose time is the median."""
    runs = [one for _ in range(rounds) if (one := run(arguments)) is not None]
    return sorted(runs, key=lambda one: one.seconds)[len(runs) // 2] if runs else None


def measure_start(place: Path, rounds: int) -> list[Row]:
    """Return what starts cost, against importing what each needs at the least."""
    paths = [str(path) for path in write_documents(place / "start", 60)]
    wanted = [
        ("--version", ("-m", "aligncheck", "--version")),
        ("check --help", ("-m", "aligncheck", "check", "--help")),
        ("check, fast, 60 paragraphs", (*CHECK, *FAST, *paths)),
        ("check, full, 60 paragraphs", (*CHECK, *FULL, *paths)),
        ("import sentence_transformers", ("-c", "import sentence_transformers")),
    ]
    base = repeat(BASE, rounds)
    if base is None:
        raise SystemExit("numpy, tokenizers and typer cannot be imported")
    rows = [Row("start", "import numpy, tokenizers, typer", base.seconds, base.megabytes)]
    for name, arguments in wanted:
        if (spent := repeat(arguments, rounds)) is not None:
            ratio = spent.seconds / base.seconds
            rows.append(Row("start", name, spent.seconds, spent.megabytes, ratio, "the import"))
    return rows


def measure_growth(place: Path, sizes: Sequence[int]) -> list[Row]:
    """Return documents of growing length, and the exponent with which time grows."""
    rows, points = [], []
    first = run((*CHECK, *FAST, *(str(path) for path in write_documents(place / "growth", 1))))
    start = first.seconds if first else 0.0
    for size in sizes:
        paths = [str(path) for path in write_documents(place / "growth", size)]
        if (spent := run((*CHECK, *FAST, *paths))) is not None:
            name = f"check, fast, {size:,} paragraphs of three sentences"
            rows.append(Row("growth", name, spent.seconds, spent.megabytes))
            points.append((math.log(size), math.log(max(spent.seconds - start, 1e-3))))
    if len(points) > 1:
        rows.append(
            Row("growth", "exponent of time above that of one", 0.0, 0.0, fit_slope(points), "")
        )
    return rows


def measure_throughput(count: int, rounds: int) -> list[Row]:
    """Return sentence pairs a second of one core, against an encoder of LaBSE's size."""

    def speed(code: str, pairs: int) -> float | None:
        spent = repeat(("-c", code), rounds)
        return pairs / float(spent.out.split()[-1]) if spent else None

    few = max(count // 10, 8)
    large = speed(LARGE.format(count=few), few)
    rows = []
    if large is not None:
        rows.append(Row("pairs a second", "encoder of 12 × 768, random weights", large, 0.0))
    for depth in ("fast", "full"):
        found = speed(PAIRS.format(count=count, depth=depth), count)
        if found is not None:
            ratio = found / large if large else None
            name = f"whole line, {depth}, all rules"
            rows.append(Row("pairs a second", name, found, 0.0, ratio, "the encoder"))
    return rows


def measure_gaps(rounds: int) -> list[Row]:
    """Return what a paragraph costs of which much is missing, against a whole one."""
    rows: list[Row] = []
    for source, target in ((200, 200), (200, 100), (200, 1)):
        spent = repeat(("-c", GAP.format(source=source, target=target)), rounds)
        if spent is None:
            continue
        seconds = float(spent.out.split()[-1])
        ratio = seconds / rows[0].seconds if rows else None
        name = f"{source} sentences : {target}"
        rows.append(Row("one paragraph", name, seconds, spent.megabytes, ratio, "the whole one"))
    return rows


def measure_kept(place: Path, count: int) -> list[Row]:
    """Return a second run over an unchanged folder, and one with one paragraph edited."""
    root = place / "batch"
    for number in range(count):
        made = list(make_paragraphs(12, seed=number))
        for lang, texts in zip(("zh", "en"), zip(*made, strict=True), strict=True):
            path = root / lang / f"{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    edited = root / "en" / "0.txt"

    def edit() -> None:
        edited.write_text(edited.read_text(encoding="utf-8").replace("the ", "a ", 1), "utf-8")

    steps: list[tuple[str, Callable[[], None]]] = [
        ("first run", lambda: None),
        ("second run, nothing changed", lambda: None),
        ("third run, a word changed", edit),
    ]
    rows: list[Row] = []
    for number, (name, prepare) in enumerate(steps):
        prepare()
        out = str(place / f"out{number}")
        spent = run(("-m", "aligncheck", "batch", str(root), "-o", out, "--jobs", "1"), place)
        if spent is None:
            continue
        ratio = spent.seconds / rows[0].seconds if rows else None
        told = f"batch of {count} documents, full, {name}"
        rows.append(Row("kept results", told, spent.seconds, spent.megabytes, ratio, "the first"))
    return rows


def fit_slope(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of the line of least squares."""
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    over = sum((a - x) * (b - y) for a, b in points)
    return over / sum((a - x) ** 2 for a, _ in points)


def describe_machine() -> dict[str, object]:
    """Return the machine and the versions of what the figures depend on."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": read_processor(),
        "cores": os.cpu_count(),
        "memory": f"{memory:.0f} GB",
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "libraries": found,
    }


def render_table(rows: Sequence[Row]) -> str:
    """Return the figures as Markdown."""
    machine = describe_machine()
    libraries = ", ".join(f"{k} {v}" for k, v in machine["libraries"].items())  # type: ignore[attr-defined]
    lines = [
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory']}, load "
        f"{machine['load']}; Python {machine['python']}, {libraries}.",
        "",
        "| | | s of a core | MB | ratio |",
        "|---|---|---:|---:|---:|",
    ]
    for row in rows:
        counted = f"{row.seconds:.2f}" if row.seconds else ""
        size = f"{row.megabytes:.0f}" if row.megabytes else ""
        ratio = f"{row.ratio:.2f} × {row.to}" if row.ratio is not None else ""
        lines.append(f"| {row.group} | {row.name} | {counted} | {size} | {ratio} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
