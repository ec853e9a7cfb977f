"""A query in a process of its own, which is killed at the time limit: the only way to stop the engine at work.

The process opens the store's folder, or the copy that it is given of a store in memory, evaluates, and hands the answer
over as bytes. An engine that falls over takes only that process with it.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pyoxigraph import RdfFormat, Store

from triplehelix.graph.answers import first, packed, unpacked
from triplehelix.graph.errors import Impossible, QueryError, TimeLimit
from triplehelix.graph.query import Answer, run

__all__ = ["run_apart"]

_COPY: Final = ".nq"
_AS_IT_IS: Final = "surrogatepass"  # the engine refuses what is no Unicode
_ERRORS: Final = {error.exit_code: error for error in (QueryError, Impossible)}


def run_apart(store: Store, folder: Path | None, sparql: str, timeout: float, limit: int | None = None) -> Answer:
    """Evaluate a query, for at most so many seconds, in another process, which ends with the answer or is killed.

    Without a folder the store is in memory: it is written to a file first (0.7 s for 500,000 quads), then the time
    begins to count, and the other process reads it (2 s), into as much memory again.

    Raises
    ------
    TimeLimit
        If the time runs out.
    QueryError
        If the query cannot be parsed, or may not be run.
    Impossible
        If the process ends without an answer, as it does where memory runs out.

    >>> bool(run_apart(Store(), None, "ASK {}", timeout=60))
    True
    """
    with _visible(store, folder) as path:
        done = _finished([str(path), str(limit or 0), str(timeout)], sparql, timeout)
    if error := _ERRORS.get(done.returncode):
        raise error(done.stderr.decode())
    if done.returncode:
        raise Impossible(f"the query's process ended without an answer (code {done.returncode}); ask for less")
    return unpacked(done.stdout)


@contextmanager
def _visible(store: Store, folder: Path | None) -> Iterator[Path]:
    """Where another process finds the store."""
    if folder:
        yield folder
        return
    with TemporaryDirectory() as temporary:
        copy = Path(temporary) / f"store{_COPY}"
        store.dump(str(copy), format=RdfFormat.N_QUADS)
        yield copy


def _finished(arguments: list[str], sparql: str, timeout: float) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-P", "-m", __name__, *arguments]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}  # so that it finds what we find
    try:
        return subprocess.run(  # noqa: S603 - ourselves
            command, input=sparql.encode(errors=_AS_IT_IS), capture_output=True, check=False, timeout=timeout, env=paths
        )
    except subprocess.TimeoutExpired:
        raise TimeLimit(timeout) from None


def _main(path: str, limit: str, timeout: str) -> int:
    """The other process: query in, answer out, or what is wrong with the query."""
    _end_after(float(timeout))
    sparql = sys.stdin.buffer.read().decode(errors=_AS_IT_IS)
    try:
        answer, _ = first(run(_opened(path), sparql), int(limit))
        sys.stdout.buffer.write(packed(answer))
    except (QueryError, Impossible) as error:
        sys.stderr.buffer.write(str(error).encode(errors="replace"))
        return error.exit_code
    return 0


def _end_after(seconds: float) -> None:
    """Whoever started this process kills it in time; if they are killed themselves, the system does it."""
    signal.setitimer(signal.ITIMER_REAL, seconds + 1)


def _opened(path: str) -> Store:
    if not path.endswith(_COPY):
        return Store.read_only(path)
    store = Store()
    store.bulk_load(path=path, format=RdfFormat.N_QUADS)
    return store


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
