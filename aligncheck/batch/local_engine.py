"""Run jobs in processes of this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context

from aligncheck.batch.batch_job import BatchSettings, Job, JobResult, fail_job
from aligncheck.batch.run_job import run_job

AHEAD = 2  # jobs a worker that are handed out; more would only fill the memory
DIED = "the process that checked it died, twice; it may need more memory than there is"


def run_locally(jobs: Iterable[Job], settings: BatchSettings, workers: int) -> Iterator[JobResult]:
    """Yield the results of jobs as they come. A job whose process dies is tried once more, alone.

    With one worker the jobs are done in this process.
    """
    if workers < 2:
        yield from (run_job(job, settings) for job in jobs)
        return
    waiting = iter(jobs)
    while some := list(islice(waiting, 1)):
        lost: list[Job] = []
        yield from _run_pool(chain(some, waiting), settings, workers, lost)
        for job in lost:
            yield _run_alone(job, settings)


def _run_pool(
    jobs: Iterator[Job], settings: BatchSettings, workers: int, lost: list[Job]
) -> Iterator[JobResult]:
    """Yield results until all jobs are done, or a process died: then `lost` has what was begun."""
    running: dict[Future[JobResult], Job] = {}
    taken: list[Job] = []  # from `jobs` to be handed out, which a broken pool refuses
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            taken = list(islice(jobs, AHEAD * workers))
            while taken or running:
                while taken:
                    running[pool.submit(run_job, taken[0], settings)] = taken[0]
                    del taken[0]
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                ended = {future: future.result() for future in done}
                for future, result in ended.items():
                    del running[future]
                    yield result
                taken = list(islice(jobs, len(ended)))
        except BrokenProcessPool:
            lost += sorted([*running.values(), *taken], key=lambda job: job.number)


def _run_alone(job: Job, settings: BatchSettings) -> JobResult:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(run_job, job, settings).result()
        except BrokenProcessPool:
            return fail_job(job, DIED)
