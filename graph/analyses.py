"""The analyses of an ecosystem: each method answers one question of a cluster manager or an analyst."""

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.reading import Reading
from triplehelix.graph.scope import Scope

if TYPE_CHECKING:
    from triplehelix.graph.analysis.alteration import Alteration
    from triplehelix.graph.analysis.best_ties import BestTies
    from triplehelix.graph.analysis.brokers import Brokers
    from triplehelix.graph.analysis.centrality import Ranking
    from triplehelix.graph.analysis.communities import Communities
    from triplehelix.graph.analysis.consortium import Aim, Consortium
    from triplehelix.graph.analysis.coverage import Coverage
    from triplehelix.graph.analysis.funding import Funding
    from triplehelix.graph.analysis.rates import Rate
    from triplehelix.graph.analysis.suggestion import Suggestions
    from triplehelix.graph.analysis.triple_helix import TripleHelix
    from triplehelix.graph.analysis.whatif import WhatIf

__all__ = ["Analyses"]


class Analyses:
    """What can be found out about an ecosystem's network, within a scope."""

    def __init__(self, reading: Reading, scope: Scope | None = None) -> None:
        self._reading = reading
        self._scope = scope or Scope()

    @cached_property
    def collaboration(self) -> Collaboration:
        """The network that is analysed.

        Raises
        ------
        NameNotFound, AmbiguousName, DateError
            If a name or a day in the scope means nothing, or a name several things.
        """
        return Collaboration(self._reading, self._scope)

    def rank(
        self,
        by: str = "betweenness",
        *,
        network: str = "projection",
        weighted: bool = False,
        rounds: int = 0,
        limit: int = 20,
    ) -> "Ranking":
        """Who is central: actors by one of `centrality.MEASURES`; with `rounds`, how sure each rank is.

        >>> from triplehelix.graph import Ecosystem
        >>> "BioWin" in [row.actor.name for row in Ecosystem.open().analyses().rank(limit=5).rows]
        True
        """
        from triplehelix.graph.analysis.centrality import rank

        return rank(self.collaboration, by, network=network, weighted=weighted, rounds=rounds, limit=limit)

    def communities(self, resolution: float = 1.0) -> "Communities":
        """Who belongs together, by Leiden; a higher resolution gives smaller communities.

        >>> from triplehelix.graph import Ecosystem
        >>> found = Ecosystem.open().analyses().communities()
        >>> found.modularity > 0.6, found.rows[0].size > found.rows[-1].size
        (True, True)
        """
        from triplehelix.graph.analysis.communities import communities

        return communities(self.collaboration, resolution)

    def brokers(
        self, by: str = "total", *, groups: str = "helix", between: Sequence[str] = (), limit: int = 10
    ) -> "Brokers":
        """Who stands between others, by one of `brokers.ORDERS`; between helices, kinds, or groups that are named.

        Raises
        ------
        NameNotFound, AmbiguousName
            If a word in `between` means no kind of actor and no helix, or several.

        >>> from triplehelix.graph import Ecosystem
        >>> found = Ecosystem.open().analyses().brokers(between=["hospital", "industry", "government"], limit=3)
        >>> found.rows[0].total >= found.rows[1].total > 0
        True
        """
        from triplehelix.graph.analysis.brokers import brokers

        return brokers(self.collaboration, by, groups=groups, between=between, limit=limit)

    def helix(self, limit: int = 10) -> "TripleHelix":
        """How university, industry, government and society meet, and the `limit` bodies that most bridge them.

        Of some actors only, ask within a scope that lets only the ties `inside` count.

        >>> from triplehelix.graph import Ecosystem
        >>> found = Ecosystem.open().analyses().helix()
        >>> found.rows[0].one, found.rows[0].other, found.rows[0].strength > found.rows[0].expected
        ('university', 'university', True)
        """
        from triplehelix.graph.analysis.triple_helix import triple_helix

        return triple_helix(self.collaboration, limit)

    def coverage(
        self,
        therapies: Collection[str] = (),
        stages: Collection[str] = (),
        *,
        by_region: bool = False,
        seeker: str = "",
        limit: int = 3,
    ) -> "Coverage":
        """Who is at which stage of the value chain for which therapy, where nobody is, and who could be.

        Raises
        ------
        NameNotFound, AmbiguousName
            If a name means nothing, or several things.
        NotAPath
            If the seeker, from whom the ways to those who could be there lead, is no actor.

        >>> from triplehelix.graph import Ecosystem
        >>> found = Ecosystem.open().analyses().coverage(["phage-therapy"], ["quality-control"])
        >>> [[actor.name for actor in cell.actors] for cell in found.rows]
        [['Sciensano']]
        """
        from triplehelix.graph.analysis.coverage import coverage

        return coverage(
            self.collaboration, therapies=therapies, stages=stages, by_region=by_region, seeker=seeker, limit=limit
        )

    def what_if(
        self, *, remove: Sequence[str] = (), end: Sequence[str] = (), add: Sequence[tuple[str, str]] = ()
    ) -> "WhatIf":
        """What would change if actors left, initiatives ended, or pairs of actors became partners; on a copy.

        Raises
        ------
        NameNotFound, AmbiguousName
            If a name means nothing, or several things.
        UnfitName
            If it means something that cannot be altered so.

        >>> from triplehelix.graph import Ecosystem
        >>> found = Ecosystem.open().analyses().what_if(remove=["BioWin"])
        >>> found.before.actors - found.after.actors >= 1
        True
        """
        from triplehelix.graph.analysis.whatif import what_if

        return what_if(self.collaboration, self._alteration(remove, end, add))

    def best_ties(  # noqa: PLR0913 - each is a choice of whoever asks
        self,
        limit: int = 5,
        *,
        actor: str | None = None,
        weighted: bool = False,
        remove: Sequence[str] = (),
        end: Sequence[str] = (),
        add: Sequence[tuple[str, str]] = (),
    ) -> "BestTies":
        """The new partnerships, of one actor or of all, that would make ways shortest, or connect what is apart.

        Raises
        ------
        NameNotFound, AmbiguousName
            If a name means nothing, or several things.
        UnfitName
            If it means something that cannot be altered so, or that can have no partnership.

        >>> from triplehelix.graph import Ecosystem
        >>> found = Ecosystem.open().analyses().best_ties(1, actor="Exo Biologics")
        >>> found.rows[0].mean < found.mean
        True
        """
        from triplehelix.graph.analysis.alteration import actor_called
        from triplehelix.graph.analysis.best_ties import best_ties

        known = frozenset(self.collaboration.affiliations.actors)
        end_ = actor_called(actor, self._reading, known) if actor else None
        change = self._alteration(remove, end, add)
        return best_ties(self.collaboration, limit, change, end_, weighted=weighted)

    def suggest(self, name: str, *, limit: int = 5, backtest: bool = False) -> "Suggestions":
        """Partners that an actor does not have yet, with reasons; and how well such an order foretells what is known.

        Raises
        ------
        NameNotFound, AmbiguousName
            If the name means nothing, or several things.
        UnfitName
            If it means an initiative, or an office holder that the scope leaves out.

        >>> from triplehelix.graph import Ecosystem
        >>> len(Ecosystem.open().analyses().suggest("Exo Biologics", limit=3).rows)
        3
        """
        from triplehelix.graph.analysis.alteration import actor_called
        from triplehelix.graph.analysis.backtest import at_random, in_time
        from triplehelix.graph.analysis.suggestion import suggestions

        actor = actor_called(name, self._reading, frozenset(self.collaboration.affiliations.actors))
        tested = (in_time(self.collaboration), at_random(self.collaboration)) if backtest else ()
        return suggestions(self.collaboration, actor, limit, tested)

    def _alteration(self, remove: Sequence[str], end: Sequence[str], add: Sequence[tuple[str, str]]) -> "Alteration":
        from triplehelix.graph.analysis.alteration import alteration

        known = frozenset(self.collaboration.affiliations.actors)
        return alteration(self._reading, known, remove=remove, end=end, add=add)

    def funding(
        self, by: str = "funder", *, funders: Collection[str] = (), rates: "Sequence[Rate]" = (), tell: str = ""
    ) -> "Funding":
        """The totals of all money by one of `money_groups.BY`, how few get how much of it, and who it is from.

        Raises
        ------
        NameNotFound, AmbiguousName
            If a name of a funder, or of the group whose fundings are to be told, means nothing, or several things.

        >>> from triplehelix.graph import Ecosystem
        >>> largest = Ecosystem.open().analyses().funding("funder").rows[0]
        >>> largest.group, largest.standing, largest.currency
        ('Walloon Government', 'counted', 'EUR')
        """
        from triplehelix.graph.analysis.funding import funding

        return funding(self.collaboration, by, funders=funders, rates=rates, tell=tell)

    def consortium(self, aim: "Aim") -> "Consortium":
        """Who should form a consortium for a therapy, by a funder's rules; or which rule stands in the way.

        Raises
        ------
        NameNotFound, AmbiguousName
            If a name means nothing of its kind, or several things.
        UnfitName
            If somebody is both wanted and avoided, or is no actor.

        >>> from triplehelix.graph import Ecosystem
        >>> from triplehelix.graph.analysis.consortium import Aim
        >>> from triplehelix.graph.analysis.rule_packs import read_rule_pack
        >>> aim = Aim(therapy="cell-therapy", stages=["manufacturing"], pack=read_rule_pack("horizon"))
        >>> len({member.country for member in Ecosystem.open().analyses().consortium(aim).rows})
        3
        """
        from triplehelix.graph.analysis.consortium import consortium

        return consortium(self.collaboration, aim)
