"""Run jobs on a cluster by Dask distributed: it hands out, retries and balances the work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from threading import Lock
from typing import Any

from aligncheck.batch.batch_job import BatchSettings, Job, JobResult, fail_job
from aligncheck.batch.run_job import run_job
from aligncheck.errors import AlignCheckError, UsageError
from aligncheck.optional import require_module
from aligncheck.version import VERSION

AHEAD = 2  # jobs a worker's thread that are on the cluster at once
PATIENCE = "60s"  # to find the scheduler, and a first worker
DIED = "the workers that checked it died; it may need more memory than they have"

_one_at_a_time = Lock()  # of a worker with several threads: the models are shared


def run_on_cluster(
    jobs: Iterable[Job], settings: BatchSettings, scheduler: str | None, workers: int
) -> Iterator[JobResult]:
    """Yield the results of jobs as they come.

    Without the address of a scheduler a cluster of `workers` processes is started here. A job whose
    worker dies is given to another one; if it takes one after the other along, it is a row with
    that reason. Raises UsageError if there is no cluster or it is lost, MissingExtra without Dask.
    """
    distributed = require_module("distributed", "cluster", "--engine dask")
    with ExitStack() as opened:
        client = _connect(distributed, opened, scheduler, workers)
        _require_same_version(client)
        running: dict[str, Job] = {}
        waiting = iter(jobs)
        results = distributed.as_completed()

        def hand_out(number: int) -> None:
            for job in islice(waiting, number):
                future = client.submit(run_shared, job, settings, key=f"aligncheck-{job.key}")
                running[future.key] = job
                results.add(future)

        hand_out(AHEAD * _count_threads(client))
        try:
            for future in results:
                yield _take_result(distributed, future, running.pop(future.key))
                hand_out(max(AHEAD * _count_threads(client) - len(running), 1))
        except (OSError, distributed.CommClosedError) as error:
            raise UsageError(f"the cluster was lost ({error}); run again to go on") from None


def run_shared(job: Job, settings: BatchSettings) -> JobResult:
    """Do a job in a worker, of whose threads one checks at a time; models stay for the next."""
    with _one_at_a_time:
        return run_job(job, settings)


def _connect(distributed: Any, opened: ExitStack, scheduler: str | None, workers: int) -> Any:  # noqa: ANN401
    """Return a client of the scheduler, or of a cluster that is started here."""
    if scheduler is None:
        cluster = opened.enter_context(
            distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
            )
        )
        return opened.enter_context(distributed.Client(cluster))
    try:
        client = opened.enter_context(distributed.Client(scheduler, timeout=PATIENCE))
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        told = " ".join(str(error).split()) or type(error).__name__
        raise UsageError(f"--scheduler {scheduler}: no cluster with workers ({told})") from None
    return client


def _require_same_version(client: Any) -> None:  # noqa: ANN401
    """Raise UsageError if a worker has no aligncheck, or another version of it."""
    try:
        found = client.run(read_version)
    except Exception as error:  # whatever the worker says of the import
        raise UsageError(f"a worker cannot import aligncheck ({error}); install it there") from None
    other = {worker: version for worker, version in found.items() if version != VERSION}
    if other:
        worker, version = min(other.items())
        raise UsageError(f"worker {worker} has aligncheck {version}, this is {VERSION}")


def read_version() -> str:
    """Return the version of aligncheck where this runs."""
    return VERSION


def _count_threads(client: Any) -> int:  # noqa: ANN401
    threads: dict[str, int] = client.nthreads()
    return max(sum(threads.values()), 1)


def _take_result(distributed: Any, future: Any, job: Job) -> JobResult:  # noqa: ANN401
    try:
        found = future.result()
    except distributed.KilledWorker:
        return fail_job(job, DIED)
    except AlignCheckError as error:
        return fail_job(job, str(error))
    except Exception as error:
        return fail_job(job, f"internal fault: {type(error).__name__}: {error}")
    if not isinstance(found, JobResult):
        return fail_job(job, f"the worker gave {type(found).__name__} and no result")
    return found
