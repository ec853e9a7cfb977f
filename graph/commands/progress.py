"""Long work shows itself: on a terminal what is being done and for how long, elsewhere a line for each step."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from triplehelix.graph.output import say

__all__ = ["progress"]


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """What is to be told of each step as it begins."""
    if not sys.stderr.isatty():
        yield say
        return
    from rich.console import Console  # only where a person looks
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None)
        yield lambda text: shown.update(task, description=text)
