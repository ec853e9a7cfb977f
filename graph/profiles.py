"""What describes an actor, in the form in which two are compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, Store

from triplehelix.graph.identifiers import AUTHORITIES, IDENTIFYING, Identifier, read_identifier
from triplehelix.graph.lookup import pairs
from triplehelix.graph.spelling import initials, is_acronym, plain
from triplehelix.graph.terms import FOAF, RDF, SKOS, THX

__all__ = ["Profile", "profiles"]

_FIRST_PAGE: Final = re.compile(r"/(?:(?:[a-z]{2}|index[^/]*|home[^/]*|default[^/]*|pages)(?:/|$))*$", re.IGNORECASE)


@dataclass(frozen=True)
class Profile:
    """What describes an actor, as far as it is known."""

    id: str
    names: tuple[str, ...]
    """All names, aliases and acronyms."""
    cities: frozenset[str] = frozenset()
    """The names of its city, in any language."""
    countries: frozenset[str] = frozenset()
    """The names and codes of its country."""
    website: str = ""
    numbers: frozenset[Identifier] = frozenset()
    """Those of the registers that give everybody one."""

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The names as they are compared; acronyms only where there is nothing else."""
        long = {plain(name) for name in self.names if not is_acronym(name)}
        return tuple(sorted(filter(None, long or map(plain, self.names))))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The acronyms among its names."""
        return frozenset(plain(name).replace(" ", "") for name in self.names if is_acronym(name))

    @cached_property
    def is_called_by_acronyms_only(self) -> bool:
        """Whether it has no name that is longer."""
        return all(map(is_acronym, self.names))

    @cached_property
    def initials(self) -> frozenset[str]:
        """The acronyms that its names may have."""
        long = (text for text in self.plain if text.count(" ") > 1)
        return frozenset(letters for text in long for letters in initials(text))

    @cached_property
    def towns(self) -> frozenset[str]:
        """The names of its city as they are compared."""
        return frozenset(filter(None, map(plain, self.cities)))

    @cached_property
    def site(self) -> tuple[str, str]:
        """The host of its website, and the page where it is not the first one."""
        try:
            parts = urlsplit(self.website if "//" in self.website else f"//{self.website}")
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:
            return "", ""
        return (host, _FIRST_PAGE.sub("", parts.path)) if "." in host else ("", "")


def profiles(store: Store) -> Iterator[Profile]:
    """The profiles of all actors of a store."""
    names, cities, countries, sites = (_Values(store, *props) for props in _DESCRIBING)
    places = _Values(store, SKOS.prefLabel, SKOS.altLabel, SKOS.notation)
    numbers = _numbers(store)
    for iri, _ in pairs(store, RDF.type, THX.Actor):
        yield Profile(
            iri,
            names[iri],
            frozenset(name for city in cities[iri] for name in places[city]),
            frozenset(name for country in countries[iri] for name in places[country] or (country,)),
            min(sites[iri], default=""),
            frozenset(numbers.get(iri, ())),
        )


_DESCRIBING: Final = ((SKOS.prefLabel, SKOS.altLabel), (THX.city,), (THX.country,), (FOAF.homepage,))


class _Values:
    """All values of some properties, by what has them."""

    def __init__(self, store: Store, *props: NamedNode) -> None:
        self._values: dict[str, list[str]] = {}
        for prop in props:
            for subject, value in pairs(store, prop):
                self._values.setdefault(subject, []).append(value)

    def __getitem__(self, subject: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._values.get(subject, ())))


def _numbers(store: Store) -> dict[str, set[Identifier]]:
    """The numbers by which registers know actors, of the registers that give each one."""
    numbers: dict[str, set[Identifier]] = {}
    for prop in IDENTIFYING:
        for subject, value in pairs(store, prop):
            if (identifier := read_identifier(prop, value)) and identifier.scheme in AUTHORITIES:
                numbers.setdefault(subject, set()).add(identifier)
    return numbers
