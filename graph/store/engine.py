"""Work of the engine on threads: it runs no Python signal handler, but it lets other threads run."""

import traceback
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

__all__ = ["interruptible", "let_go", "started"]

T = TypeVar("T")


def interruptible(work: Callable[[], T]) -> T:
    """Do some work; Ctrl-C stops the waiting for it at once.

    >>> interruptible(lambda: 6 * 7)
    42
    """
    return started(work).result()


def started(work: Callable[[], T]) -> "Future[T]":
    """Begin some work beside what goes on here; it ends with the process at the latest."""
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is raised where somebody waits
            let_go(error)
            done.set_exception(error)

    Thread(target=run, daemon=True).start()
    return done


def let_go(error: BaseException | None) -> None:
    """Drop what the failed functions held: an answer of the engine cannot be on another thread."""
    while error:
        traceback.clear_frames(error.__traceback__)
        error = error.__context__
