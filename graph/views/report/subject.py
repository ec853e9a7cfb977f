"""What a report is about: an ecosystem as it can be read, and the days that matter."""

from dataclasses import dataclass
from datetime import date

from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.labels import Labels
from triplehelix.graph.messages import Messages
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import THX
from triplehelix.graph.views.report.model import Figure

__all__ = ["Subject"]


@dataclass(frozen=True)
class Subject:
    """Handed to each section."""

    reading: Reading
    collaboration: Collaboration
    since: date | None = None
    """The day from which on changes are told; None for no changes."""
    today: date | None = None

    @property
    def texts(self) -> Messages:
        """The sentences."""
        return self.reading.texts

    @property
    def labels(self) -> Labels:
        """The labels of things."""
        return self.reading.labels

    def kind(self, name: str) -> str:
        """The label of a class, such as `SME`."""
        return self.labels(THX[name])

    def words(self, *keys: str) -> tuple[str, ...]:
        """The heads of some columns."""
        return tuple(self.texts(f"report.column.{key}") for key in keys)

    def percent(self, part: float, whole: float) -> Figure:
        """A share, without decimals; a dash where there is no whole."""
        return Figure(self.texts("report.percent", n=round(100 * part / whole)) if whole else "–")
