"""Each claim about speed, beside what a user would pick instead: `python -m bench.run [ROW...]` prints one table."""

import argparse
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from bench.data import Data
from bench.measure import Times, in_turn
from bench.rows import ROWS, Row

__all__ = ["Result", "main"]

_FULL: Final = 1_000_000
_QUICK: Final = 20_000
_REPEAT: Final = 5
_PACKAGES: Final = ("pyoxigraph", "rdflib", "networkx", "click")
_COLUMNS: Final = (
    "what", "size", "us", "user's pick", "limit", "user's pick / us", "us / limit", "peak memory (us)",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """A row with what was measured, in the order of its contenders."""

    row: Row
    times: Sequence[Times]

    @property
    def us(self) -> Times:
        """What we take."""
        return self.times[0]

    @property
    def pick(self) -> Times | None:
        """What the user's pick takes, where there is one."""
        return self.times[1] if self.row.pick else None

    @property
    def limit(self) -> Times | None:
        """What the raw limit takes, where there is one."""
        return self.times[-1] if self.row.limit else None

    @property
    def gain(self) -> float | None:
        """How many times as long the user's pick takes."""
        return _ratio(self.pick, self.us) if self.pick else None

    @property
    def price(self) -> float | None:
        """How many times as long as the limit we take."""
        return _ratio(self.us, self.limit) if self.limit else None


def _ratio(one: Times, other: Times) -> float:
    """The median over the rounds: what ran in one round met an equally busy machine, even if one ran only once."""
    return median(a.seconds / b.seconds for a, b in zip(one.runs, other.runs, strict=False))


def main(words: Sequence[str] | None = None) -> None:
    asked = _arguments(words)
    repeat = 1 if asked.quick else asked.repeat
    size = asked.size or (_QUICK if asked.quick else _FULL)
    load_before = _load_average()
    with TemporaryDirectory() as folder:
        data = Data(Path(folder), size)
        results = [_measured(name, data, repeat) for name in asked.rows or ROWS]
    print(
        "\n".join(
            [*_machine(load_before), f"Medians of {repeat}.", "", *_table(results, repeat), "", *_claims(results)]
        )
    )


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("rows", metavar="ROW", nargs="*", help=f"which rows, of {', '.join(ROWS)}; left out, all")
    parser.add_argument("--size", type=int, help=f"triples to make (default {_FULL:,}; {_QUICK:,} with --quick)")
    parser.add_argument("--repeat", type=int, default=_REPEAT, help=f"rounds (default {_REPEAT})")
    parser.add_argument("--quick", action="store_true", help="one round of little data: to see that it runs")
    asked = parser.parse_args(words)
    if unknown := [name for name in asked.rows if name not in ROWS]:
        parser.error(f"there is no row {unknown[0]!r}; there are {', '.join(ROWS)}")
    return asked


def _measured(name: str, data: Data, repeat: int) -> Result:
    _say(name)
    row = ROWS[name](data)
    return Result(row, in_turn(row.contenders, repeat, _say))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _machine(load_before: str) -> Iterator[str]:
    """What the figures depend on, and nothing that would name the machine."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    yield f"{os.cpu_count()} cores; Python {platform.python_version()}; {packages}."
    yield f"Load average {load_before} before, {_load_average()} after."


def _load_average() -> str:
    return f"{os.getloadavg()[0]:.2f}"


def _table(results: Sequence[Result], repeat: int) -> Iterator[str]:
    yield _line(_COLUMNS)
    yield _line(["---"] * len(_COLUMNS))
    yield from (_line(_cells(result, repeat)) for result in results)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(result: Result, repeat: int) -> list[str]:
    return [
        result.row.what,
        result.row.size,
        _ours(result.us),
        _named(result.pick, repeat) if result.pick else "-",
        _named(result.limit, repeat) if result.limit else "-",
        f"{result.gain:.1f}" if result.gain else "-",
        f"{result.price:.2f}" if result.price else "-",
        f"{result.us.peak_mb:.0f} MB",
    ]


def _ours(times: Times) -> str:
    worst = f" (99th percentile {_seconds(times.slowest)})" if times.slowest > times.seconds else ""
    return f"{_seconds(times.seconds)}{worst}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.3g} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"


def _named(times: Times, repeat: int) -> str:
    runs = len(times.runs)
    fewer = f", {runs} run{'s' if runs > 1 else ''}" if runs < repeat else ""
    return f"{_seconds(times.seconds)} ({times.name}{fewer})"


def _claims(results: Sequence[Result]) -> Iterator[str]:
    """What is claimed of each row, and whether these figures bear it out."""
    for result in results:
        row = result.row
        if row.at_least and row.pick and result.gain:
            met = _met(is_met=result.gain >= row.at_least)
            yield f"- {row.what}: at least {row.at_least:g} times faster than {row.pick.name}: {met}"
        if row.at_most and row.limit and result.price:
            met = _met(is_met=result.price <= row.at_most)
            yield f"- {row.what}: at most {row.at_most:g} times as long as {row.limit.name}: {met}"
        if row.median_within and row.slowest_within:
            met = _met(is_met=result.us.seconds <= row.median_within and result.us.slowest <= row.slowest_within)
            told = f"{_seconds(row.median_within)}, and {_seconds(row.slowest_within)} at the 99th percentile"
            yield f"- {row.what}: at most {told}: {met}"
        elif row.median_within:
            met = _met(is_met=result.us.seconds <= row.median_within)
            yield f"- {row.what}: at most {_seconds(row.median_within)}: {met}"


def _met(*, is_met: bool) -> str:
    return "met" if is_met else "NOT MET"


if __name__ == "__main__":
    main()
