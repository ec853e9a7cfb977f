"""A meeting of two actors in words: who meets whom, how, when and for how much."""

from collections.abc import Iterable, Sequence
from typing import Final

from triplehelix.graph.meeting import Meeting
from triplehelix.graph.sentences import party_names, tie_claim, with_details
from triplehelix.graph.terms import THX
from triplehelix.graph.ties import Tie
from triplehelix.graph.values import Entity

__all__ = ["claim", "link", "name"]

_PAIR: Final = 2


def name(met: Meeting) -> str:
    """What a venue is called in a list."""
    labels, texts = met.teller.labels, met.teller.texts
    if not met.is_tie:
        return texts(f"venue.{met.type}", place=labels(met.venue.about))
    [tie] = met.ties
    try:
        named = texts(f"venue.{met.type}", **party_names(tie, labels))
    except KeyError:  # a tie of somebody else's making, with a party missing
        named = labels(THX[met.type])
    return with_details(named, [met.teller.when(tie)], texts)


def link(met: Meeting) -> str:
    """What two have in common at a venue, with its size and year, for the middle of a sentence."""
    texts = met.teller.texts
    if met.type == "Partnership":
        return _detailed(texts("path.partners", start=met.start.name, end=met.end.name), _whens(met, met.ties), met)
    if met.is_tie:
        return name(met)
    size = texts.plural("parties", met.parties)
    if met.type != "Participation":
        return with_details(name(met), [size, met.years], texts)
    kinds = texts.section("kind")
    kind = kinds.get(met.teller.reading.entities[met.venue.about].type, kinds["Initiative"])
    return with_details(texts("path.link", name=name(met), kind=kind, parties=size), [met.years], texts)


def claim(met: Meeting) -> str:
    """Who meets whom at a venue, in one sentence."""
    if met.is_tie:
        told = tie_claim(met.ties[0], met.teller.labels, met.teller.texts)
        return f"{_detailed(told, [*_told(met, met.ties), *_of_venue(met)], met)}."
    return f"{_at_own(met, met.own) if met.own else _at_common(met)}."


def _at_own(met: Meeting, own: Entity) -> str:
    """The two at the membership or portfolio of one of them."""
    other = met.end if own == met.start else met.start
    told = met.teller.texts(f"hop.{met.type}-own", place=own.name, party=other.name)
    return _detailed(told, [*_told(met, met.ties), *_of_venue(met)], met)


def _at_common(met: Meeting) -> str:
    """The two at a third's, or at an initiative: what concerns one stands behind its name, the rest at the end."""
    both = [[met.teller.tie(iri) for iri in here] for here in met.presences]
    whens = [_whens(met, ties) for ties in both]
    common = whens[0] if whens[0] == whens[1] else []
    start, end = (
        _detailed(one.name, _told(met, ties, dated=not common), met)
        for one, ties in zip((met.start, met.end), both, strict=True)
    )
    place = _detailed(met.teller.labels(met.venue.about), [*common, *_of_venue(met)], met)
    return met.teller.texts(f"hop.{met.type}", start=start, end=end, place=place)


def _told(met: Meeting, ties: Sequence[Tie], *, dated: bool = True) -> list[str]:
    """The details of each of some ties; what two of them have alike is told once."""
    told = (", ".join([*met.teller.details(tie), *(_whens(met, [tie]) if dated else [])]) for tie in ties)
    return [*dict.fromkeys(told)]


def _whens(met: Meeting, ties: Sequence[Tie]) -> list[str]:
    return [*filter(None, dict.fromkeys(map(met.teller.when, ties)))]


def _of_venue(met: Meeting) -> list[str]:
    """How many meet there, and whether it is sure."""
    texts = met.teller.texts
    size = [texts.plural("parties", met.parties)] if met.parties > _PAIR else []
    marks = {"deduced": met.deduced, "may_hold": met.may_hold}
    return size + [texts(f"path.{mark}") for mark, true in marks.items() if true]


def _detailed(told: str, details: Iterable[str], met: Meeting) -> str:
    return with_details(told, details, met.teller.texts)
