"""Work of the engine that can be interrupted: it runs no Python signal handler, but it lets other threads run."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

__all__ = ["interruptible"]

T = TypeVar("T")


def interruptible(work: Callable[[], T]) -> T:
    """Do some work on a thread of its own; Ctrl-C stops the waiting for it at once, and it ends with the process.

    >>> interruptible(lambda: 6 * 7)
    42
    """
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is raised where somebody waits
            done.set_exception(error)

    Thread(target=run, daemon=True).start()
    return done.result()
