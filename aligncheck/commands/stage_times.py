"""How long each stage of a run takes."""

from __future__ import annotations

from time import perf_counter


class StageTimes:
    """A stop watch: called with the name of a stage when it ends."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.last = perf_counter()

    def __call__(self, stage: str) -> None:
        """Count the time since the call before for `stage`."""
        now = perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self.last
        self.last = now

    def tell(self) -> str:
        """Return a line: each stage and its seconds, in order."""
        told = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in self.seconds.items())
        return f"seconds: {told}; {sum(self.seconds.values()):.2f} in all"
