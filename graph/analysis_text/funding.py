"""Where the money comes from and goes to, as people read it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from triplehelix.graph.money import Money
from triplehelix.graph.output import as_table, wrapped
from triplehelix.graph.sentences import cited

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from triplehelix.graph.analysis.concentration import Concentration, Recipient
    from triplehelix.graph.analysis.funding import Funding
    from triplehelix.graph.analysis.sides import Side
    from triplehelix.graph.analysis.totals import Total
    from triplehelix.graph.messages import Messages

__all__ = ["funding_text"]

_LARGEST: Final = 5


def funding_text(found: Funding, texts: Messages, limit: int) -> str:
    """The totals of the groups whose sums are known, the largest first; then who shares them, and what to mind."""
    if not (found.rows or found.grants):
        return texts("funding.nothing") + "\n"
    blocks = [
        [texts(f"funding.title.{found.by}")],
        _table(found, found.rows, texts, limit) if found.rows else [],
        _grants(found, texts, limit),
        [*_told(found, texts)],
        _concentrated("concentration", found.concentration, texts),
        _concentrated("concentration_grants", found.grant_concentration, texts),
        _sides(found.sides, texts),
        [*chain.from_iterable(wrapped(text, further="") for text in _caveats(found, texts))],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _table(found: Funding, rows: Sequence[Total], texts: Messages, limit: int) -> list[str]:
    """The sums of each group of which any is known, and at the end those of all."""
    groups = _by_group(rows)
    known, silent = ([group for group in groups if _is_known(group) == yes] for yes in (True, False))
    lines = [line for group in known[:limit] for line in _lines(group[0].group, group, texts)]
    if rows is found.rows:
        lines += _lines(texts("funding.all"), found.all, texts)
    header = texts(f"funding.head.{found.by}"), *(texts(f"funding.head.{name}") for name in ("standing", "sum", "n"))
    return [*as_table(header, lines).splitlines(), *_unshown(len(known) - limit, silent, texts)]


def _by_group(rows: Sequence[Total]) -> list[list[Total]]:
    groups: dict[tuple[str, str], list[Total]] = {}
    for row in rows:
        groups.setdefault((row.group, row.id), []).append(row)
    return [*groups.values()]


def _is_known(group: Sequence[Total]) -> bool:
    return any(row.total is not None for row in group)


def _unshown(cut: int, silent: Sequence[Sequence[Total]], texts: Messages) -> Iterator[str]:
    if cut > 0:
        yield texts("funding.cut", n=texts.number(cut))
    if silent:
        fundings = texts.plural("funding.number", sum(row.fundings for group in silent for row in group))
        yield from wrapped(texts("funding.more", n=texts.number(len(silent)), fundings=fundings), further="")


def _lines(name: str, group: Sequence[Total], texts: Messages) -> list[tuple[str, str, str, str]]:
    """A line for each sum of a group, the first with its name."""
    return [
        (
            "" if place else name,
            texts(f"funding.standing.{row.standing}"),
            "" if row.total is None else texts.money(Money(row.total, row.currency)),
            texts.number(row.fundings),
        )
        for place, row in enumerate(group)
    ]


def _grants(found: Funding, texts: Messages, limit: int) -> list[str]:
    return [*wrapped(texts("funding.grants")), *_table(found, found.grants, texts, limit)] if found.grants else []


def _concentrated(title: str, found: Sequence[Concentration], texts: Messages) -> list[str]:
    lines = chain.from_iterable(wrapped(f"• {_spread(each, texts)}", "  ") for each in found)
    return [texts(f"funding.{title}"), *lines] if found else []


def _spread(found: Concentration, texts: Messages) -> str:
    told = {"currency": found.money.currency, "money": texts.money(found.money), "counted": texts.money(found.counted)}
    covered = texts.percent(found.covered)
    if found.recipients == 1:
        return texts("funding.single", actor=found.largest[0].actor.name, covered=covered, **told)
    spread = texts(
        "funding.spread",
        recipients=texts.plural("funding.recipients", found.recipients),
        covered=covered,
        **{name: texts.percent(getattr(found, name)) for name in ("top1", "top3", "top10")},
        hhi=texts.number(round(found.hhi)),
        gini=texts.decimal(found.gini),
        **told,
    )
    largest = texts("list.and").join(_share(each, texts) for each in found.largest[:_LARGEST])
    return f"{spread} {texts('funding.first', largest=largest)}"


def _share(recipient: Recipient, texts: Messages) -> str:
    money, share = texts.money(recipient.money), texts.percent(recipient.share)
    return texts("funding.share", actor=recipient.actor.name, money=money, share=share)


def _sides(sides: Sequence[Side], texts: Messages) -> list[str]:
    lines = [line for side in sides if side.fundings for line in wrapped(f"• {_side(side, texts)}", "  ")]
    return [texts("funding.sides"), *lines] if lines else []


def _side(side: Side, texts: Messages) -> str:
    value = f"{texts.money(side.money)} ({texts.percent(side.share)})"
    return texts("list.of", label=texts(f"funding.side.{side.side}"), value=value)


def _told(found: Funding, texts: Messages) -> Iterator[str]:
    """Each funding, what it adds to which total, and its newest document with the address to follow."""
    if found.asked:
        yield texts("funding.told", group=found.asked)
    for one in found.told:
        adds = f"{texts('list.and')}{texts('funding.adds', money=texts.money(one.adds))}" if one.adds else ""
        yield from wrapped(f"• {one.sentence} [{texts(f'funding.standing.{one.standing}')}{adds}]", "  ")
        if one.sources:
            yield from wrapped(texts("path.says", citation=cited(one.sources, texts)), "    ")
            yield f"    {one.sources[0].url}"


def _caveats(found: Funding, texts: Messages) -> Iterator[str]:
    if found.rates:
        rates = (
            texts("funding.rate", currency=one.currency, rate=texts.number(one.rate), date=one.date, source=one.source)
            for one in found.rates
        )
        yield texts("funding.rates", rates=texts("list.and").join(rates))
    yield texts("funding.caveat")
    silent = sum(row.fundings for row in found.all if row.standing == "no_amount")
    if silent:
        fundings = texts.plural("funding.number", sum(row.fundings for row in found.all))
        yield texts("funding.caveat_money", n=texts.number(silent), fundings=fundings)
    if found.sides:
        yield texts("funding.caveat_sides")
    if len(found.concentration) > 1:
        yield texts("funding.caveat_currency")
    if not found.asked:
        yield texts("funding.tell")
