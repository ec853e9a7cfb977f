"""A tie as a sentence: who does what with whom."""

from collections.abc import Iterable

from triplehelix.graph.labels import Labels
from triplehelix.graph.messages import Messages
from triplehelix.graph.terms import THX
from triplehelix.graph.ties import Tie
from triplehelix.graph.values import Source

__all__ = ["citation", "tie_claim", "tie_sentence"]


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
    role = labels(THX[f"role-{tie.role}"]) if tie.role not in ("", "other") else ""
    status = labels(THX[tie.status]) if tie.status else ""
    instrument = labels(THX[f"instrument-{tie.instrument}"]) if tie.instrument not in ("", "unknown") else ""
    money = texts.money(tie.amount) if tie.amount else ""
    when = tie.when or (texts("list.by", day=tie.known_by) if tie.known_by else "")
    marks = [
        texts("path.deduced") if tie.confidence == "deduced" else "",
        texts("path.may_hold") if tie.holds == "maybe" else "",
        texts("why.conflict") if tie.conflict else "",
    ]
    details = texts("list.and").join(filter(None, [tie.title, role, instrument, money, status, when, *marks]))
    claim = tie_claim(tie, labels, texts)
    return f"{claim} ({details})" if details else claim
