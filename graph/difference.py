"""What changed between two days: which ties and initiatives began or ended, surely or perhaps, and which figures moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final, Literal, NamedTuple

from pyoxigraph import NamedNode

from triplehelix.graph.dates import PartialDate
from triplehelix.graph.describe import Figure
from triplehelix.graph.errors import DateError
from triplehelix.graph.lookup import objects, pairs
from triplehelix.graph.moments import Event, Moment, State
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import RDF, THX
from triplehelix.graph.ties import Tie
from triplehelix.graph.timeline import timeline
from triplehelix.graph.values import Entity, Source

__all__ = ["CHANGES", "Change", "Difference", "Happening", "difference"]

Happening = Literal["began", "may_have_begun", "ended", "may_have_ended"]
CHANGES: Final[tuple[Happening, ...]] = ("began", "may_have_begun", "ended", "may_have_ended")
