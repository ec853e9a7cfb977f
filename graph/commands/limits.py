"""What may take long: a command does it on a worker thread, and leaves it behind at its time limit or at Ctrl-C.

The engine can neither be stopped nor hear of Ctrl-C while it works, but other threads run meanwhile. So the main thread
waits, and if it must not wait any longer, it ends the process at once: nothing has been written yet.
"""

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final, Generic, NoReturn, TypeVar

from triplehelix.graph.errors import TimeLimit
from triplehelix.graph.store.engine import let_go

__all__ = ["within"]

T = TypeVar("T")

_INTERRUPTED: Final = 130
_STACK: Final = 64 << 20  # bytes: the engine follows nested queries by recursion


class _Worker(threading.Thread, Generic[T]):
    """Does one thing, and keeps what came of it."""

    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._results: list[T] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._results.append(self._work())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            let_go(error)
            self._error = error

    def result(self) -> T:
        if self._error:
            raise self._error
        return self._results[0]


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work()` gives or raises, if it does so within so many seconds (0: whenever it does).

    If not, it says so and ends the process with exit code 3; at Ctrl-C it ends the process quietly. An answer of the
    engine cannot leave the thread that made it, so `work` also writes it out as text.

    >>> within(60, lambda: 6 * 7)
    42
    """
    worker = _Worker(work)
    try:
        _start(worker)
        worker.join(min(threading.TIMEOUT_MAX, seconds) if seconds else None)
    except KeyboardInterrupt:
        _leave(_INTERRUPTED)
    if worker.is_alive():
        sys.stderr.write(f"triplehelix: {TimeLimit(seconds)}\n")
        _leave(TimeLimit.exit_code)
    return worker.result()


def _start(worker: threading.Thread) -> None:
    before = threading.stack_size(_STACK)
    try:
        worker.start()
    finally:
        threading.stack_size(before)


def _leave(code: int) -> NoReturn:
    """End at once: the interpreter's own way out would wait for the engine, or pull the store from under it."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody reads on
            stream.flush()
    os._exit(code)
