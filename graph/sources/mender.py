"""What was mended in the rows of one file, kept for the person who loads it."""

from dataclasses import dataclass

from triplehelix.graph.errors import Place
from triplehelix.graph.sources.journal import Journal, Repair
from triplehelix.graph.sources.text import LOST, is_clean, mended, of_windows

__all__ = ["Mender"]


@dataclass
class Mender:
    """Mends the cells of one file: each repair goes into the journal, what concerns the whole file once."""

    file: str
    journal: Journal
    not_utf_8: int = 0
    """The first line that is not UTF-8."""
    lost: int = 0
    """How many cells have letters that nobody can tell any more."""
    first_lost: Place | None = None

    def mend(self, line: int, cells: list[str]) -> list[str]:
        """The cells of a row, without blanks around them."""
        stripped = [cell.strip() for cell in cells]
        if is_clean("".join(cells)):
            return stripped
        return [
            cell if is_clean(cell) else self._mended(Place(self.file, line, number), cell)
            for number, cell in enumerate(stripped, 1)
        ]

    def _mended(self, place: Place, cell: str) -> str:
        before = self._decoded(place, cell.replace("\r\n", "\n").replace("\r", "\n"))
        after = mended(before).strip()
        if after != before:
            self.journal.mend(Repair(place, before, after))
        if LOST in after:
            self.lost += 1
            self.first_lost = self.first_lost or place
        return after

    def _decoded(self, place: Place, cell: str) -> str:
        decoded = of_windows(cell)
        if decoded != cell:
            self.not_utf_8 = self.not_utf_8 or place.line
        return decoded

    def conclude(self) -> None:
        """Note what concerns the file as a whole."""
        if self.not_utf_8:
            place = Place(self.file, self.not_utf_8)
            self.journal.notes.append(f"{place}: is not UTF-8 from here on; such letters were read as Windows-1252")
        if self.lost:
            told = f"{self.lost} cells have letters that were lost before (\N{REPLACEMENT CHARACTER})"
            self.journal.notes.append(f"{self.file}: {told}, the first at {self.first_lost}; nobody can tell which")
