"""The operations that are timed inside a process of their own: `python -m bench.contenders NAME FILE`.

Each contender imports and prepares what it needs, and gives back the operation: only that is timed. Of what the
operation makes, a number is told that all contenders of a row must agree on. What an operation does many times, such as
finding paths, it times itself: the median counts then, and the 99th percentile is told with it.
"""

from collections.abc import Mapping
from typing import Final

from bench.contenders import analyses, asking, loading, maps, networks, ways
from bench.contenders.asking import ASKED
from bench.contenders.operations import Entry

__all__ = ["ASKED", "CONTENDERS"]

CONTENDERS: Final[Mapping[str, Entry]] = {
    **loading.CONTENDERS,
    **asking.CONTENDERS,
    **networks.CONTENDERS,
    **ways.CONTENDERS,
    **analyses.CONTENDERS,
    **maps.CONTENDERS,
}
