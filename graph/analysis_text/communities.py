"""Who belongs together, as people read it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from triplehelix.graph.output import as_table, wrapped
from triplehelix.graph.terms import THX

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from triplehelix.graph.analysis.communities import Communities, Community, Place, Therapy
    from triplehelix.graph.labels import Labels
    from triplehelix.graph.messages import Messages

__all__ = ["communities_text", "places_text"]

_CLEAR: Final = 0.3
"""From which modularity on a network has communities: Newman and Girvan (2004)."""
_SURE: Final = 0.8
_TINY: Final = 0.0001


def communities_text(found: Communities, limit: int, texts: Messages) -> str:
    """The communities, the largest first, each with what makes it; the first `limit` of them."""
    blocks = [_summary(found, texts), *(_community(row, texts) for row in found.rows[:limit])]
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks)


def _summary(found: Communities, texts: Messages) -> list[str]:
    told = [texts("communities.title", actors=texts.number(found.nodes), n=texts.number(len(found.rows) + found.small))]
    told += [texts.plural("communities.small", found.small)] if found.small else []
    told += [texts("communities.modularity", modularity=texts.decimal(found.modularity))]
    told += [texts("communities.weak")] if found.modularity < _CLEAR else []
    told += [texts("communities.agreement", runs=found.runs, agreement=texts.decimal(found.agreement))]
    told += [texts("communities.unsure")] if found.agreement < _SURE else []
    return wrapped(" ".join(told), further="")


def _community(row: Community, texts: Messages) -> Iterator[str]:
    named = ", ".join(actor.name for actor in row.central)
    yield from wrapped(texts("communities.one", number=row.number, names=named, size=texts.number(row.size)), "")
    for line in _told(row, texts):
        yield from wrapped(line, "   ")


def _told(row: Community, texts: Messages) -> Iterator[str]:
    sides = [texts(f"helices.{helix}", n=texts.number(n)) for helix, n in row.helices.items()]
    yield texts("communities.helices", helices=", ".join(sides))
    if row.together:
        yield texts("communities.together", places=texts("list.and").join(_places(row, texts)))
    for therapy in row.therapies:
        yield _over_represented(therapy, texts)
    inside, density = (texts.number(round(100 * share)) for share in (row.inside, row.density))
    yield texts("communities.inside", inside=inside, density=density)


def _places(row: Community, texts: Messages) -> Iterator[str]:
    """Where its actors meet, the places of one kind together."""
    for kind, some in groupby(sorted(row.together, key=lambda one: one.kind != "Participation"), lambda one: one.kind):
        places = ", ".join(f"{one.place.name} ({texts.number(one.n)})" for one in some)
        yield texts(f"communities.places.{kind}", places=places)


def _over_represented(therapy: Therapy, texts: Messages) -> str:
    p = (
        texts("communities.tiny")
        if therapy.p < _TINY
        else texts("communities.p", p=texts.calculated(round(therapy.p, 4)))
    )
    expected = texts.number(round(therapy.expected, 1))
    return texts("communities.therapy", therapy=therapy.label, n=texts.number(therapy.n), expected=expected, p=p)


def _chance(p: float, texts: Messages) -> str:
    exact = texts.calculated(round(p, 4))
    return texts("communities.tiny") if p < _TINY else texts("communities.p", p=exact)


def places_text(actors: Sequence[Place], labels: Labels, texts: Messages) -> str:
    """Some actors with the part that each plays between communities."""
    header = [texts(f"communities.{name}") for name in ("actor", "kind", "number", "role", "participation", "within")]
    return as_table(header, [_place(place, labels, texts) for place in actors])


def _place(place: Place, labels: Labels, texts: Messages) -> list[str]:
    return [
        place.actor.name,
        labels(THX[place.actor.type]),
        texts.number(place.community),
        texts(f"communities.roles.{place.role}"),
        texts.decimal(place.participation),
        texts.decimal(place.within),
    ]
