"""Why one of several values is preferred: what decided between it and the strongest of the others, in a sentence."""

from collections.abc import Iterable

from pyoxigraph import NamedNode

from triplehelix.graph.claims import Claim
from triplehelix.graph.lookup import objects
from triplehelix.graph.preference import Merit, Preference, decided_by
from triplehelix.graph.reading import Reading
from triplehelix.graph.terms import SKOS, THX
from triplehelix.graph.vocabulary import vocabulary

__all__ = ["Reasons"]


class Reasons:
    """Tells what the rule of preference went by, in the language of the reading."""

    def __init__(self, reading: Reading) -> None:
        self._store = reading.store
        self._labels = reading.labels
        self._texts = reading.texts
        self._preference = Preference(reading.store, vocabulary().precedence, reading.claims.canonical)

    def preferred(self, claim: Claim, rivals: Iterable[Claim]) -> str:
        """What decided between a value and the strongest of the others."""
        duels = [self._duel(claim, rival) for rival in rivals if rival != claim]
        best, other = max(duels, key=lambda duel: duel[1])
        decided = decided_by(best, other)
        if decided == "status":
            one, two = (self._rank_label(-merit.status, THX.statuses) for merit in (best, other))
        elif decided == "confidence":  # what is not marked as deduced is stated
            one, two = self._labels(THX.stated), self._rank_label(-other.confidence, THX.confidences)
        else:
            one, two = (str(getattr(merit, decided, "")) for merit in (best, other))
        return self._texts(f"why.{decided}", best=one, other=two)

    def _duel(self, claim: Claim, rival: Claim) -> tuple[Merit, Merit]:
        """Of sums in one currency the numbers compete, of others the sums themselves."""
        if claim.money == rival.money:
            return self._preference.merit(*claim.told), self._preference.merit(*rival.told)
        one, two = ((one.subject, one.prop, one.money or one.value) for one in (claim, rival))
        return self._preference.merit(*one), self._preference.merit(*two)

    def _rank_label(self, rank: int, scheme: NamedNode) -> str:
        ranked = {place: concept for concept, place in vocabulary().precedence.items() if self._in(concept, scheme)}
        return self._labels(ranked[rank]) if rank in ranked else self._texts("why.unmarked")

    def _in(self, concept: NamedNode, scheme: NamedNode) -> bool:
        return scheme in objects(self._store, concept, SKOS.inScheme)
