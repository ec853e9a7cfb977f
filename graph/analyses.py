"""The analyses of an ecosystem: each method answers one question of a cluster manager or an analyst."""

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from triplehelix.graph.analysis.collaboration import Collaboration
from triplehelix.graph.reading import Reading
from triplehelix.graph.scope import Scope

if TYPE_CHECKING:
    from triplehelix.graph.analysis.brokers import Brokers
    from triplehelix.graph.analysis.centrality import Ranking
    from triplehelix.graph.analysis.communities import Communities
    from triplehelix.graph.analysis.consortium import Aim, Consortium
    from triplehelix.graph.analysis.coverage import Coverage
    from triplehelix.graph.analysis.funding import Funding
    from triplehelix.graph.analysis.rates import Rate
    from triplehelix.graph.analysis.triple_helix import TripleHelix

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
        ConsortiumError
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
