"""Measure what a cold check and one sentence pair cost; run it from the root of a checkout.

A check in CI starts a process, reads two documents, checks them and goes. It is compared with what
the usual library for sentence vectors takes to be imported, if that is installed.
"""

from __future__ import annotations

import math
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 5
PARAGRAPHS = 60
PAIRS = [Path("pairs") / name for name in ("gdp-growth", "court-judgment", "cross-strait-trade")]
CHECK = ["-m", "aligncheck", "check", "--no-report", "--exit-zero"]
SCORE = """
import time
from aligncheck import check_pairs
zh = "改革的第二年，全市新建住房三千四百套，比上一年增加了一成，但租金仍在上涨。"
en = ("In the second year of the reform the city built 3,400 new homes, a tenth more than the "
      "year before, but rents kept rising.")
check_pairs([(zh, en)])
for many in (1, 40):
    best = float("inf")
    for _ in range(10):
        started = time.perf_counter()
        check_pairs([(zh, en)] * many)
        best = min(best, time.perf_counter() - started)
    print(best / many)
"""


def main() -> None:
    """Print all times, the best of several runs, and the machine they were taken on."""
    machine = f"{platform.machine()}, {_processor()}, {os.cpu_count()} cores"
    print(f"{machine}, Python {platform.python_version()}")
    empty = best(["-c", ""])
    print(f"python -c ''                          {empty:8.3f} s")
    with TemporaryDirectory() as folder:
        check = best([*CHECK, *_article(Path(folder))])
    print(f"aligncheck check, {PARAGRAPHS} paragraphs       {check:8.3f} s")
    imported = best(["-c", "import sentence_transformers"])
    if math.isnan(imported):
        print("import sentence_transformers          not installed here")
    else:
        print(f"import sentence_transformers          {imported:8.3f} s")
        print(f"ratio                                 {imported / check:8.1f}")
    one_core = [sys.executable, "-c", SCORE]
    found = subprocess.run(one_core, env=_one_core(), capture_output=True, text=True, check=True)
    alone, among = (float(line) * 1000 for line in found.stdout.split())
    print(f"one sentence pair alone, one core     {alone:8.2f} ms")
    print(f"… among forty                         {among:8.2f} ms")


def _article(folder: Path) -> list[str]:
    """Write an article of PARAGRAPHS paragraphs in both languages and return the two paths."""
    paths = []
    for name in ("source.zh.txt", "target.en.txt"):
        text = "\n".join((pair / name).read_text(encoding="utf-8") for pair in PAIRS)
        paragraphs = [line for line in text.splitlines() if line.strip()][:PARAGRAPHS]
        (folder / name).write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
        paths.append(str(folder / name))
    return paths


def best(arguments: list[str]) -> float:
    """Return the shortest time in seconds that Python took; nan if it failed."""
    shortest = float("inf")
    for _ in range(ROUNDS):
        started = time.perf_counter()
        done = subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
        if done.returncode:
            return float("nan")
        shortest = min(shortest, time.perf_counter() - started)
    return shortest


def _one_core() -> dict[str, str]:
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
    return {**os.environ, **dict.fromkeys(names, "1"), "TOKENIZERS_PARALLELISM": "false"}


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "unknown processor"


if __name__ == "__main__":
    main()
