"""Ties and changes of organisations as sentences: who does what with whom, who became what, and who says so."""

from collections.abc import Iterable

from triplehelix.graph.history import Change
from triplehelix.graph.labels import Labels
from triplehelix.graph.messages import Messages
from triplehelix.graph.terms import THX
from triplehelix.graph.ties import Tie
from triplehelix.graph.values import Source

__all__ = ["change_sentence", "citation", "tie_claim", "tie_sentence", "with_details"]


def citation(sources: Iterable[Source], texts: Messages) -> str:
    """The newest of some documents, and how many more there are; nothing where there is none."""
    found = {source.id: source for source in sources}
    if not found:
        return ""
    newest = max(found.values(), key=lambda source: (source.issued, source.id))
    more = texts.plural("more", len(found) - 1) if len(found) > 1 else ""
    return ", ".join(filter(None, [newest.reference, newest.url])) + more


def tie_claim(tie: Tie, labels: Labels, texts: Messages) -> str:
    """Who does what with whom, without the details: `Catalent acquired MaSTherCell`."""
    parties: dict[str, list[str]] = {}
    for prop, party in tie.parties:
        parties.setdefault(prop, []).append(labels(party))
    if tie.type == "Funding":
        parties["recipient"] = parties.pop("recipient", []) + parties.pop("initiative", [])
    named = {prop: texts("list.names").join(names) for prop, names in parties.items()}
    try:
        return texts(f"tie.{tie.type}", **named)
    except KeyError:  # a tie of somebody else's making, of another class or with a party missing
        return texts("list.of", label=labels(THX[tie.type]), value=texts("list.names").join(named.values()))


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
    before, after = (texts("list.names").join(one.name for one in ends) for ends in (change.before, change.after))
    claim = texts(f"history.{change.change}", before=before, after=after, former=change.former_name or before)
    money = texts.money(change.amount) if change.amount else ""
    return with_details(claim, [change.date, money, texts("path.deduced") if change.deduced else ""], texts)


def with_details(claim: str, details: Iterable[str], texts: Messages) -> str:
    """A claim with its details in brackets, those that are known."""
    told = texts("list.and").join(filter(None, details))
    return f"{claim} ({told})" if told else claim
