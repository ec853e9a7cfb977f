"""Ties and changes of organisations as sentences: who does what with whom, who became what, and who says so."""

from collections.abc import Iterable, Sequence
from itertools import chain

from triplehelix.graph.history import Change
from triplehelix.graph.labels import Labels
from triplehelix.graph.messages import Messages
from triplehelix.graph.terms import THX
from triplehelix.graph.ties import Tie
from triplehelix.graph.values import Source

__all__ = [
    "change_claim",
    "change_details",
    "change_sentence",
    "cited",
    "party_names",
    "tie_claim",
    "tie_sentence",
    "with_details",
]


def cited(sources: Sequence[Source], texts: Messages) -> str:
    """Who published the newest of some documents and when, and how many more there are; nothing where there is none."""
    if not sources:
        return ""
    newest, more = sources[0], len(sources) - 1
    told = [newest.publisher or newest.title or newest.url, texts.date(newest.issued)]
    return ", ".join(filter(None, told)) + (texts.plural("more", more) if more else "")


def tie_claim(tie: Tie, labels: Labels, texts: Messages) -> str:
    """Who does what with whom, without the details: `Catalent acquired MaSTherCell`."""
    parties = party_names(tie, labels)
    if tie.type == "Funding":
        parties["recipient"] = parties.pop("recipient", []) + parties.pop("initiative", [])
    try:
        return texts(f"tie.{tie.type}", **parties)
    except KeyError:  # a tie of somebody else's making, of another class or with a party missing
        return texts("list.of", label=labels(THX[tie.type]), value=[*chain.from_iterable(parties.values())])


def party_names(tie: Tie, labels: Labels) -> dict[str, list[str]]:
    """What the parties of a tie are called, by their properties."""
    parties: dict[str, list[str]] = {}
    for prop, party in tie.parties:
        parties.setdefault(prop, []).append(labels(party))
    return parties


def tie_sentence(tie: Tie, labels: Labels, texts: Messages) -> str:
    """The claim with role, instrument, money, status, dates, and a mark where it was only deduced."""
    details = [
        tie.title,
        labels(THX[f"role-{tie.role}"]) if tie.role not in ("", "other") else "",
        labels(THX[f"instrument-{tie.instrument}"]) if tie.instrument not in ("", "unknown") else "",
        texts.money(tie.amount) if tie.amount else "",
        labels(THX[tie.status]) if tie.status else "",
        tie.when or (texts("list.by", day=tie.known_by) if tie.known_by else ""),
        texts("path.deduced") if tie.confidence == "deduced" else "",
        texts("path.may_hold") if tie.holds == "maybe" else "",
        texts("why.conflict") if tie.conflict else "",
    ]
    return with_details(tie_claim(tie, labels, texts), details, texts)


def change_sentence(change: Change, texts: Messages) -> str:
    """Who became what, with the date and the sum."""
    return with_details(change_claim(change, texts), change_details(change, change.date, texts), texts)


def change_claim(change: Change, texts: Messages) -> str:
    """Who became what, without the details."""
    before, after = ([one.name for one in ends] for ends in (change.before, change.after))
    former = [change.former_name] if change.former_name else before
    return texts(f"history.{change.change}", before=before, after=after, former=former)


def change_details(change: Change, date: str, texts: Messages) -> list[str]:
    """Its date, as one wants it written, the sum, and a mark where it was only deduced."""
    money = texts.money(change.amount) if change.amount else ""
    return [date, money, texts("path.deduced") if change.deduced else ""]


def with_details(claim: str, details: Iterable[str], texts: Messages) -> str:
    """A claim with its details in brackets, those that are known."""
    told = texts("list.and").join(filter(None, details))
    return f"{claim} ({told})" if told else claim
