"""Where the money comes from and goes to: honest totals, how few get how much of it, and public beside private money.

Each sum counts once and currencies are never added; what is undated, deduced, proposed or without amount stands apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.analysis.concentration import Concentration, concentrations
from triplehelix.graph.analysis.concepts import Concept
from triplehelix.graph.analysis.fundings import STANDINGS, Fundings, Given, Standing, summed
from triplehelix.graph.analysis.money_groups import Grouping
from triplehelix.graph.analysis.rates import Rate, in_euros
from triplehelix.graph.analysis.sides import Side, sides
from triplehelix.graph.analysis.totals import Groups, Total, grouped, totals
from triplehelix.graph.money import Money
from triplehelix.graph.names import Names
from triplehelix.graph.reading import Reading
from triplehelix.graph.sentences import tie_sentence
from triplehelix.graph.terms import local_name
from triplehelix.graph.values import Entity, Source

__all__ = ["Funding", "Told", "funding"]


@dataclass(frozen=True, slots=True)
class Told:
    """A funding, as its documents tell of it."""

    id: str
    sentence: str
    standing: Standing
    adds: Money | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Funding:
    """The totals by group, the largest first, and what they are to be read with."""

    by: str
    rates: tuple[Rate, ...]
    """By which other currencies became euros."""
    all: tuple[Total, ...]
    """The totals of everything, each funding in one of them."""
    rows: tuple[Total, ...]
    grants: tuple[Total, ...]
    """What initiatives gave to their participants: apart, since it may be a part of what they were given."""
    concentration: tuple[Concentration, ...]
    grant_concentration: tuple[Concentration, ...]
    sides: tuple[Side, ...]
    asked: str
    """The group whose fundings are told; empty where none was asked for."""
    told: tuple[Told, ...]
    """Its fundings and grants, the largest first."""


def funding(
    collaboration: Collaboration,
    by: str = "funder",
    *,
    funders: Iterable[str] = (),
    rates: Sequence[Rate] = (),
    tell: str = "",
) -> Funding:
    """The totals of one of `money_groups.BY`: of all money, or of what some funders gave.

    With `tell`, the name of a group, each of its fundings is told with its documents.

    Raises
    ------
    NameNotFound, AmbiguousName
        If a name means nothing, or several things.
    """
    reading, grouping = collaboration.reading, Grouping(collaboration, by)
    given, grants = _given(collaboration, funders, rates)
    groups = grouped(given, grouping), grouped(grants, grouping)
    asked = _meant(tell, groups) if tell else None
    return Funding(
        by=by,
        rates=tuple(rates),
        all=totals({Concept("", ""): given}),
        rows=totals(groups[0]),
        grants=totals(groups[1]),
        concentration=concentrations(given, collaboration),
        grant_concentration=concentrations(grants, collaboration),
        sides=sides(given, reading.store),
        asked=asked.name if asked else "",
        told=_all_told([one for some in groups for one in some.get(asked, ())], reading) if asked else (),
    )


def _given(
    collaboration: Collaboration, funders: Iterable[str], rates: Sequence[Rate]
) -> tuple[list[Given], list[Given]]:
    """The fundings and the grants, of all or of some funders."""
    known = {rate.currency: rate for rate in rates}
    wanted = {collaboration.reading.resolve(name).id for name in funders}
    money = Fundings(collaboration.reading.store, collaboration.scope.ties, lambda amount: in_euros(amount, known))
    fundings, grants = (
        [one for one in some if not wanted or wanted & {*one.funders}] for some in (money.fundings(), money.grants())
    )
    return fundings, grants


def _meant(name: str, groups: Sequence[Groups]) -> Concept:
    """The group that a name means."""
    keys = {group.id or group.name: group for some in groups for group in some}
    entities = {key: Entity(key, group.name, "group") for key, group in keys.items()}
    spellings = [(key, text) for key, group in keys.items() for text in (group.name, local_name(key))]
    return keys[Names(entities, spellings, "group").resolve(name).id]


def _all_told(given: Iterable[Given], reading: Reading) -> tuple[Told, ...]:
    """Fundings in words, the largest of each standing first."""
    ordered = sorted(given, key=lambda one: (STANDINGS.index(one.standing), -summed([one]), one.id))
    return tuple(_told(one, reading) for one in ordered)


def _told(given: Given, reading: Reading) -> Told:
    tie = reading.ties.read(given.id)
    sentence = tie_sentence(tie, reading.labels, reading.texts)
    return Told(given.id, sentence, given.standing, given.adds, tie.sources)
