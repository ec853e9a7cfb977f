"""Who is exactly called so: the folded names of a store, sorted, so that one is found without reading them all."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triplehelix.graph.arrays import (
    DamagedError,
    Numbers,
    Texts,
    as_numbers,
    as_texts,
    numbers,
    read_arrays,
    write_arrays,
)  # fmt: skip
from triplehelix.graph.keeping import Tell, kept, to_nobody
from triplehelix.graph.names import Names, fold, together

__all__ = ["ExactNames", "exact_names"]

_FILE: Final = "names.arrays"
_FORM: Final = "names 1"


@dataclass(frozen=True)
class ExactNames:
    """Names and aliases, folded and without their spaces, with the things that they mean."""

    names: Texts
    """Sorted; one of two things stands here twice."""
    bearers: Numbers
    """Whose each name is, by its place among the things."""
    things: Texts
    """The IRIs of all that have a name."""

    @classmethod
    def of(cls, spellings: Iterable[tuple[str, str]]) -> "ExactNames":
        """Pack pairs of a folded name and the IRI of what it means.

        >>> ExactNames.of([("pdc line", "http://e/pdc"), ("saint luc", "http://e/luc")]).find("PDC*line")
        ['http://e/pdc']
        """
        pairs = sorted({(together(name), iri) for name, iri in spellings})
        things = sorted({iri for _, iri in pairs})
        places = {iri: place for place, iri in enumerate(things)}
        return cls(Texts.of(name for name, _ in pairs), numbers(places[iri] for _, iri in pairs), Texts.of(things))

    @classmethod
    def read(cls, path: Path) -> "ExactNames":
        """The names that a file keeps.

        Raises
        ------
        DamagedError
            If they are not there, not whole, or do not fit together.
        """
        members = read_arrays(path, _FORM)
        names, things = as_texts(members, "names"), as_texts(members, "things")
        return cls(names, as_numbers(members, "bearers", len(things)), things)

    def __post_init__(self) -> None:
        """See that the arrays fit together."""
        if len(self.bearers) != len(self.names):
            raise DamagedError("the arrays of names do not fit together")

    def save(self, path: Path) -> None:
        """Write the names to a file.

        Raises
        ------
        Impossible
            If it cannot be written.
        """
        write_arrays(path, _FORM, vars(self))

    def find(self, text: str) -> list[str]:
        """The IRIs of all that are called so, whatever its case, accents, punctuation and spaces."""
        name = together(fold(text))
        same = range(bisect_left(self.names, name), bisect_right(self.names, name))
        return [self.things[self.bearers[at]] for at in same]


def exact_names(names: Callable[[], Names], folder: Path, tell: Tell = to_nobody) -> ExactNames:
    """What the folder of a store keeps of its names; read from them, and kept there, where it keeps nothing."""
    return kept(folder / _FILE, ExactNames.read, lambda: ExactNames.of(names().spellings), ExactNames.save, tell)
