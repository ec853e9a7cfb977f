"""How well the order of suggestions foretells ties that are known: some are held out, and looked for by the others.

Whole ties, or whole venues, are held out, never pairs: a project of ten makes 45 pairs, and any 44 of them give away
the last. Each actor that loses partners so is a question, as `suggest` asks it: of all whom it does not meet by what
is left, how far in front do these stand? Orders are compared actor by actor, with a bootstrap over the actors.

References
----------
D. Liben-Nowell, J. Kleinberg (2007), The link prediction problem for social networks, JASIST 58, 1019-1031; Y. Yang,
R. N. Lichtenwalter, N. V. Chawla (2015), Evaluating link prediction methods, Knowledge and Information Systems 45,
751-782; B. Efron, R. Tibshirani (1993), An introduction to the bootstrap; A.-L. Barabási, R. Albert (1999), Emergence
of scaling in random networks, Science 286, 509-512 (the degree as a baseline).
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from pyoxigraph import Store

from triplehelix.graph.affiliations import Affiliations
from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.analysis.complement import Complements
from triplehelix.graph.analysis.concepts import Concepts
from triplehelix.graph.analysis.link_scores import BASELINES
from triplehelix.graph.analysis.partner_order import PartnerOrder
from triplehelix.graph.moments import State
from triplehelix.graph.network import affiliation_network, projection
from triplehelix.graph.terms import THX
from triplehelix.graph.timeline import timeline
from triplehelix.graph.venues import Venue

__all__ = ["FIRST", "OURS", "BackTest", "Comparison", "Question", "Trial", "at_random", "compared", "in_time"]

OURS: Final = "suggest"
FIRST: Final = 5
"""So many of the first are looked at for the precision."""
_LEFT_OUT: Final = 0.1
_MOST: Final = 100
"""So many actors are asked about at most, drawn by lot."""
_FEWEST: Final = 10
"""Of fewer actors nothing is said."""
_ROUNDS: Final = 1000
_SEED: Final = 1

Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Trial:
    """How well one order does, in the mean over the actors."""

    order: str
    """`suggest`, or one of the baselines: `common_partners`, `degree`."""
    auc: float
    """How often a held-out partner stands before another actor; 0.5 by chance."""
    average_precision: float
    precision: float
    """The share of held-out partners among the first five."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What our order has over a baseline in average precision, with its 95 % interval."""

    baseline: str
    difference: float
    low: float
    high: float
    verdict: str
    """`better`, `not better` or `worse`."""


@dataclass(frozen=True, slots=True)
class BackTest:
    """One hold-out, and what it shows."""

    held_out: str
    """`time` or `random`."""
    day: str
    """In time: the day from which ties were held out; empty where no ties could be."""
    ties: int
    """How many were held out."""
    actors: int
    """How many were asked about."""
    partners: int
    """How many held-out partners they have together."""
    chance: float | None
    """The share of held-out partners among all whom they do not meet: the precision by chance."""
    trials: tuple[Trial, ...]
    comparisons: tuple[Comparison, ...]
    """None where there are fewer than ten actors to ask about."""


@dataclass(frozen=True, slots=True)
class Question:
    """What an actor's orders say of all whom it does not meet: each with its score, and who was held out."""

    sought: frozenset[str]
    scores: Mapping[str, Values]
    """By order."""


def in_time(collaboration: Collaboration) -> BackTest:
    """Hold out the ties that certainly began on or after a day: the latest New Year behind which a tenth of them lies.

    Ties without a date are known throughout, so that some may be known too early.
    """
    began = _began(collaboration.reading.store, collaboration.affiliations)
    day = _day([*began.values()])
    if day is None:
        return compared("time", "", 0, [])
    gone = frozenset(tie for tie, first in began.items() if first >= day)
    questions = _questions(collaboration, lambda venue: venue.drop(gone))
    return compared("time", day.isoformat(), len(gone), questions)


def _began(store: Store, affiliations: Affiliations) -> dict[str, date]:
    """The first day on which each tie can have begun, of those of which it is known."""
    times = timeline(store)
    moments = {
        tie: when.starts if isinstance(when, State) else when.happens
        for tie in {*affiliations.ties}
        if (when := times.get(tie))
    }
    return {tie: moment.not_before for tie, moment in moments.items() if moment.not_before}


def _day(days: Sequence[date]) -> date | None:
    """The latest first of January such that at least a tenth of some days is not before it, and some are."""
    years = Counter(day.year for day in days)
    later = 0
    for year in sorted(years, reverse=True):
        later += years[year]
        if later >= _LEFT_OUT * len(days):
            return date(year, 1, 1) if later < len(days) else None
    return None


def at_random(collaboration: Collaboration) -> BackTest:
    """Hold out a tenth of the venues, drawn by lot, with all their ties."""
    venues = sorted(collaboration.affiliations.venues)
    gone = frozenset(Random(_SEED).sample(venues, round(_LEFT_OUT * len(venues))))  # noqa: S311 - no secret
    ties = {
        tie for venue in collaboration.affiliations if venue.id in gone for own in venue.ties.values() for tie in own
    }

    def drop(venue: Venue) -> None:
        if venue.id in gone:
            venue.ties = {}

    return compared("random", "", len(ties), _questions(collaboration, drop))


def _questions(collaboration: Collaboration, drop: Callable[[Venue], None]) -> list[Question]:
    """What is asked of those actors that lose partners by what is dropped."""
    known = projection(affiliation_network(collaboration.affiliations.with_each(drop)))
    sought = _held_out(collaboration.projection, known)
    asked = Random(_SEED).sample(sorted(sought), min(_MOST, len(sought)))  # noqa: S311 - no secret
    order = PartnerOrder(known, Complements(collaboration.traits, Concepts(collaboration.reading, THX.therapies)))
    return [Question(sought[actor], _scores(actor, known, order)) for actor in sorted(asked)]


def _held_out(whole: nx.Graph, known: nx.Graph) -> dict[str, frozenset[str]]:
    """Whom each actor that is still there meets no more, of those that are still there."""
    lost = {actor: frozenset(set(whole[actor]) & set(known) - set(known[actor])) for actor in known}
    return {actor: others for actor, others in lost.items() if others}


def _scores(actor: str, known: nx.Graph, order: PartnerOrder) -> dict[str, Values]:
    """The scores of all whom an actor does not meet; who is no candidate stands behind those who are."""
    others = sorted(set(known) - set(known[actor]) - {actor})
    ours = order.scores(actor, set(others))
    baselines = {name: order.links.baseline(name, actor, others) for name in BASELINES}
    return {OURS: {other: ours.get(other, 0.0) for other in others}, **baselines}


def compared(held_out: str, day: str, ties: int, questions: Collection[Question]) -> BackTest:
    """What some questions show of our order beside the baselines."""
    enough = len(questions) >= _FEWEST
    measured = {name: np.array([_measured(one, name) for one in questions]) for name in (OURS, *BASELINES)}
    others = sum(len(one.scores[OURS]) for one in questions)
    partners = sum(len(one.sought) for one in questions)
    return BackTest(
        held_out=held_out,
        day=day,
        ties=ties,
        actors=len(questions),
        partners=partners,
        chance=partners / others if others else None,
        trials=tuple(Trial(name, *map(float, found.mean(axis=0))) for name, found in measured.items())
        if enough
        else (),
        comparisons=tuple(_comparison(name, measured[OURS][:, 1] - measured[name][:, 1]) for name in BASELINES)
        if enough
        else (),
    )


def _measured(question: Question, order: str) -> tuple[float, float, float]:
    """AUC, average precision, and precision of the first five."""
    from sklearn.metrics import average_precision_score, roc_auc_score

    scores = question.scores[order]
    truth, values = [other in question.sought for other in scores], [*scores.values()]
    first = sorted(scores, key=lambda other: (-scores[other], other))[:FIRST]
    hits = len(question.sought.intersection(first))
    auc = roc_auc_score(truth, values) if not all(truth) else 1.0
    return float(auc), float(average_precision_score(truth, values)), hits / FIRST


def _comparison(baseline: str, differences: NDArray[np.float64]) -> Comparison:
    """The mean difference, and between which values it lies in 95 of 100 samples of the actors."""
    dice = np.random.default_rng(_SEED)
    drawn = dice.choice(differences, (_ROUNDS, len(differences))).mean(axis=1)
    low, high = (float(value) for value in np.quantile(drawn, (0.025, 0.975)))
    verdict = "better" if low > 0 else "worse" if high < 0 else "not better"
    return Comparison(baseline, float(differences.mean()), low, high, verdict)
