"""Measuring: each contender in a fresh process, all contenders of a row in turn, the median of what they take."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from subprocess import PIPE, Popen
from time import perf_counter
from typing import Final

__all__ = ["Contender", "Measurement", "MeasurementError", "Times", "command", "in_turn", "operation"]

ROOT: Final = Path(__file__).parent.parent
TODAY: Final = "2026-11-21"


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one run took, and what it found."""

    seconds: float
    peak_kb: int
    answer: str = ""
    slowest: float = 0
    """The 99th percentile, where one run does the same many times; what it takes is the median then."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One of those that do the same work."""

    name: str
    run: Callable[[], Measurement]
    at_most: int = sys.maxsize
    """How often it runs, where it is too slow for as often as the others."""


@dataclass(frozen=True, slots=True)
class Times:
    """All runs of one contender."""

    name: str
    runs: tuple[Measurement, ...]

    @property
    def seconds(self) -> float:
        """The median time."""
        return median(run.seconds for run in self.runs)

    @property
    def slowest(self) -> float:
        """The median of the 99th percentiles."""
        return median(run.slowest for run in self.runs)

    @property
    def peak_mb(self) -> float:
        """The median of the peaks of memory."""
        return median(run.peak_kb for run in self.runs) / 1024

    @property
    def answers(self) -> set[str]:
        """What the runs found; one answer, unless something is wrong."""
        return {run.answer for run in self.runs}


class MeasurementError(Exception):
    """A contender failed, or contenders disagree: no time means anything then."""


def in_turn(contenders: Sequence[Contender], repeat: int, say: Callable[[str], None]) -> list[Times]:
    """Run the contenders round by round, so that a busy minute of the machine falls on all of them."""
    runs: dict[str, list[Measurement]] = {contender.name: [] for contender in contenders}
    for number, contender in _rounds(contenders, repeat):
        measured = contender.run()
        runs[contender.name].append(measured)
        say(f"  round {number + 1}: {contender.name}: {measured.seconds:.3g} s")
    times = [Times(name, tuple(measured)) for name, measured in runs.items()]
    if len(answers := set[str]().union(*(each.answers for each in times))) > 1:
        raise MeasurementError(f"the contenders do not agree: {sorted(answers)}")
    return times


def _rounds(contenders: Sequence[Contender], repeat: int) -> Iterator[tuple[int, Contender]]:
    for number in range(repeat):
        yield from ((number, contender) for contender in contenders if number < contender.at_most)


def command(words: Sequence[str]) -> Measurement:
    """A whole process, from its start to its end."""
    start = perf_counter()
    _, peak_kb = _finished(words)
    return Measurement(perf_counter() - start, peak_kb)


def operation(contender: str, path: Path) -> Measurement:
    """One operation of `bench.contenders` on a file; what it needs beforehand is not in the time, but in the memory."""
    told, peak_kb = _finished([sys.executable, "-m", "bench.contenders", contender, str(path)])
    found = json.loads(told)
    return Measurement(found["seconds"], peak_kb, found["answer"], found["slowest"])


def _finished(words: Sequence[str]) -> tuple[bytes, int]:
    """What a process printed, and its peak of memory in kB."""
    with Popen(words, stdout=PIPE, cwd=ROOT, env=_environment(os.environ)) as process:
        told = process.stdout.read() if process.stdout else b""
        # wait4 tells of this very child, getrusage only of the greediest of all children so far
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise MeasurementError(f"{' '.join(words)} ended with {process.returncode}")
    return told, usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """That of the caller, but for what would change the question."""
    kept = {name: value for name, value in given.items() if not name.startswith("TRIPLEHELIX_")}
    return {**kept, "TRIPLEHELIX_TODAY": TODAY}
