"""What ties and figures should be: of words that are known, in an order of time and money that can be."""

from collections.abc import Iterator
from datetime import date

from pyoxigraph import Store

from triplehelix.graph.checks.findings import Spot
from triplehelix.graph.checks.spots import spots
from triplehelix.graph.terms import day_literal

__all__ = [
    "future_event", "outside_initiative", "period_ends_before_start", "share_exceeds_whole", "tie_with_itself",
    "unknown_concept",
]  # fmt: skip


def unknown_concept(store: Store) -> Iterator[Spot]:
    """Values of coded properties that stand in no scheme."""
    return spots(
        store,
        """SELECT DISTINCT ?subject ?property ?value {
          ?property qb:codeList ?list . ?subject ?property ?value
          FILTER NOT EXISTS { ?value skos:inScheme ?any } }""",
    )


def tie_with_itself(store: Store) -> Iterator[Spot]:
    """Ties of which one actor is both parties."""
    return spots(
        store,
        """SELECT DISTINCT ?subject ?value {
          ?class thx:firstParty ?first ; thx:otherParty ?other . ?subject a ?class ; ?first ?value ; ?other ?value
          FILTER(?first != ?other) }""",
    )


def share_exceeds_whole(store: Store) -> Iterator[Spot]:
    """Fundings whose shares, in the same currency, add up to more than they are."""
    return spots(
        store,
        """SELECT ?subject ("shareOf" AS ?property) (CONCAT(STR(?shares), " > ", STR(?whole), " ", ?code) AS ?value) {
          { SELECT ?subject ?code (SUM(?n) AS ?shares) {
              ?part thx:shareOf ?subject ; thx:amount ?sum . ?sum thx:value ?n ; thx:currency ?code }
            GROUP BY ?subject ?code }
          ?subject thx:amount ?all . ?all thx:value ?whole ; thx:currency ?code FILTER(?shares > ?whole) }""",
    )


def outside_initiative(store: Store) -> Iterator[Spot]:
    """Participations whose own dates certainly lie before or after their initiative."""
    return spots(
        store,
        """SELECT DISTINCT ?subject ?value {
          ?subject a thx:Participation ; thx:initiative ?value .
          { ?subject thx:start ?own ; thx:startsNotBefore ?day . ?value thx:endsNotAfter ?last FILTER(?day > ?last) }
          UNION
          { ?subject thx:end ?own ; thx:endsNotAfter ?day . ?value thx:startsNotBefore ?from FILTER(?day < ?from) }
        }""",
    )


def future_event(store: Store, today: date) -> Iterator[Spot]:
    """Events after today that are told as done: no status says that they are only planned."""
    return spots(
        store,
        f"""SELECT DISTINCT ?subject (thx:date AS ?property) ?value {{
          ?subject thx:dateNotBefore ?first ; thx:date ?value FILTER(?first > {day_literal(today)})
          FILTER NOT EXISTS {{ ?subject thx:status ?status FILTER(?status != thx:paid) }} }}""",
    )


def period_ends_before_start(store: Store) -> Iterator[Spot]:
    """Figures whose period ends before it starts: what both dates tell, from the year on, is compared."""
    return spots(
        store,
        """SELECT DISTINCT ?subject (thx:periodEnd AS ?property) ?value {
          ?subject thx:periodStart ?start ; thx:periodEnd ?value .
          BIND(STRLEN(STR(?start)) AS ?long) BIND(STRLEN(STR(?value)) AS ?short)
          BIND(IF(?long < ?short, ?long, ?short) AS ?told)
          FILTER(SUBSTR(STR(?start), 1, ?told) > SUBSTR(STR(?value), 1, ?told)) }""",
    )
