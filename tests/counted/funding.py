"""The answers about funding, counted from the tables by hand-made loops that share nothing with the product."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

Row = dict[str, str]
Tables = Mapping[str, list[Row]]
Rows = list[tuple[str, ...]]

_ID = "https://w3id.org/triplehelix/id/"
_STANDINGS = {"inside": "inside its whole", "no amount": "without amount"}
_KINDS = {
    "GovernmentBody": "government body", "LargeCompany": "large company", "ResearchCentre": "research centre",
    "ServiceProvider": "service provider", "WorkPackage": "work package", "SME": "SME",
}  # fmt: skip
_BROADER = {"stem-cell-therapy": "cell-therapy", "car-t": "cell-therapy", "viral-vector": "gene-therapy"}


class _Funding:
    """A funding of the table, with what it adds to a total."""

    def __init__(self, row: Row, whole: Row | None, shares: list[Row]) -> None:
        self.row = row
        self.whole = whole
        self.date = row["date"] or (whole["date"] if whole else "")
        self.adds = 0
        if row["amount"]:
            known = sum(int(share["amount"]) for share in shares if share["amount"] and not _doubtful(share))
            self.adds = int(row["amount"]) - known
        self.standing = self._standing()

    def _standing(self) -> str:
        if not self.row["amount"]:
            return "inside" if self.whole and self.whole["amount"] else "no amount"
        if self.row["status"] == "proposed":
            return "proposed"
        if self.row["confidence"] == "deduced":
            return "deduced"
        return "counted" if self.date else "undated"

    @property
    def has_money(self) -> bool:
        return self.standing not in ("inside", "no amount")

    @property
    def initiatives(self) -> set[str]:
        """What it is for; a share is for what its whole is for."""
        return {row["initiative"] for row in (self.row, self.whole) if row and row["initiative"]}

    @property
    def recipients(self) -> list[str]:
        return [name for name in self.row["other_party"].split(";") if name]


def _doubtful(row: Row) -> bool:
    return row["status"] == "proposed" or row["confidence"] == "deduced"


def _fundings(tables: Tables) -> list[_Funding]:
    rows = [row for row in tables["ties"] if row["type"] == "Funding"]
    by_id = {row["id"]: row for row in rows}
    shares = defaultdict(list)
    for row in rows:
        shares[row["share_of"]].append(row)
    return [_Funding(row, by_id.get(row["share_of"]), shares[row["id"]]) for row in rows]


def _grouped(found: Iterable[_Funding], keys: Callable[[_Funding], Iterable[tuple[str, ...]]]) -> Rows:
    """For each key, standing and currency: how many fundings, and how much money."""
    groups: dict[tuple[str, ...], list[_Funding]] = defaultdict(list)
    for one in found:
        for key in keys(one):
            groups[*key, _STANDINGS.get(one.standing, one.standing), one.row["currency"]].append(one)
    return [(*key, str(len(group)), _sum(group)) for key, group in groups.items()]


def _sum(group: list[_Funding]) -> str:
    return str(sum(one.adds for one in group)) if any(one.has_money for one in group) else ""


def _names(tables: Tables, table: str) -> dict[str, str]:
    return {row["id"]: row["name"] for row in tables[table]}


def _kind(text: str) -> str:
    return _KINDS.get(text, text.lower())


def funding_of_a_funder(tables: Tables) -> Rows:
    given = [one for one in _fundings(tables) if one.row["first_party"] == "walloon-government"]
    return _grouped(given, lambda _: [()])


def funding_by_funder(tables: Tables) -> Rows:
    names = _names(tables, "actors")
    rows = _grouped(_fundings(tables), lambda one: [(one.row["first_party"],)])
    return [(names[who], *rest, f"{_ID}actor/{who}") for who, *rest in rows]


def funding_by_year(tables: Tables) -> Rows:
    return _grouped(_fundings(tables), lambda one: [(one.date[:4],)])


def funding_by_instrument(tables: Tables) -> Rows:
    labels = {"unknown": "unknown instrument", "recoverable-advance": "recoverable advance"}
    return _grouped(_fundings(tables), lambda one: [(labels.get(one.row["instrument"], one.row["instrument"]),)])


def funding_by_kind_of_recipient(tables: Tables) -> Rows:
    kinds = {row["id"]: _kind(row["type"]) for row in (*tables["actors"], *tables["initiatives"])}
    return _grouped(_fundings(tables), lambda one: {(kinds[to],) for to in one.recipients or [one.row["initiative"]]})


def funding_public_and_private(tables: Tables) -> Rows:
    types = {row["id"]: row["type"] for row in tables["actors"]}
    sides = {"GovernmentBody": "public authorities"} | dict.fromkeys(
        ("LargeCompany", "SME", "ServiceProvider"), "companies"
    )

    def side(one: _Funding) -> list[tuple[str, str]]:
        kind = types[one.row["first_party"]]
        return [(sides.get(kind, "public or private"), _kind(kind))]

    return _grouped(_fundings(tables), side)


def funding_by_initiative(tables: Tables) -> Rows:
    names = _names(tables, "initiatives")
    given = _grouped(_fundings(tables), lambda one: {(name,) for name in one.initiatives})
    rows = [(names[what], "the initiative", *rest, f"{_ID}initiative/{what}") for what, *rest in given]
    for row in tables["ties"]:
        if row["type"] == "Participation" and row["amount"]:
            standing = "deduced" if row["confidence"] == "deduced" else "counted" if row["start"] else "undated"
            told = (standing, row["currency"], "1", row["amount"])
            rows.append((names[row["initiative"]], "a participant", *told, f"{_ID}initiative/{row['initiative']}"))
    return rows


def fundings_of_a_funder(tables: Tables) -> Rows:
    actors, initiatives = _names(tables, "actors"), _names(tables, "initiatives")
    return [
        (
            one.date,
            min((actors[name] for name in one.recipients), default=""),
            initiatives.get(one.row["initiative"], ""),
            one.row["amount"],
            one.row["currency"],
            str(one.adds) if one.has_money else "",
            _STANDINGS.get(one.standing, one.standing),
            f"{_ID}tie/{one.row['id']}",
        )
        for one in _fundings(tables)
        if one.row["first_party"] == "walloon-government"
    ]


def fundings_left_out(tables: Tables) -> Rows:
    names = _names(tables, "actors") | _names(tables, "initiatives")
    why = {
        "undated": "no document says when",
        "deduced": "deduced, not stated",
        "inside": "inside a larger funding",
        "no amount": "no document says how much",
    }
    rows: Rows = [
        (
            names[one.row["first_party"]],
            min((names[name] for name in one.recipients), default=""),
            names.get(one.row["initiative"], ""),
            one.row["amount"],
            one.row["currency"],
            str(one.adds) if one.has_money else "",
            why[one.standing],
            f"{_ID}tie/{one.row['id']}",
        )
        for one in _fundings(tables)
        if one.standing != "counted"
    ]
    for row in tables["ties"]:
        if row["type"] == "Participation" and row["amount"]:
            parties = (names[row["initiative"]], names[row["first_party"]], "")
            money = (row["amount"], row["currency"], row["amount"])
            rows.append((*parties, *money, "given by an initiative to a participant", f"{_ID}tie/{row['id']}"))
    return rows


def budgets_beside_funding(tables: Tables) -> Rows:
    above = {row["id"]: row["part_of"] for row in tables["initiatives"]}
    names = _names(tables, "initiatives")
    rows: Rows = []
    for what, budget in _budgets(tables).items():
        known = [one for one in _fundings(tables) if one.has_money and what in _wholes(one, above)]
        sums = [sum(one.adds for one in known if (one.standing == "counted") == yes) for yes in (True, False)]
        money = tuple(map(str, sums)) if known else ("", "")
        rows.append((names[what], *budget, *money, f"{_ID}initiative/{what}"))
    return rows


def _budgets(tables: Tables) -> dict[str, tuple[str, ...]]:
    """The budget of each initiative: of its own row, else the only one that a statement gives."""
    stated = {
        row["about"]: row | {"budget": row["value"]} for row in tables["statements"] if row["property"] == "budget"
    }
    own = {row["id"]: row for row in tables["initiatives"] if row["budget"]}
    return {what: (row["budget"], row["currency"], row["status"]) for what, row in (stated | own).items()}


def _wholes(one: _Funding, above: Mapping[str, str]) -> set[str]:
    """What a funding is for, and what that is a part of."""
    found: set[str] = set()
    waiting = list(one.initiatives)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting.extend(part for part in above.get(name, "").split(";") if part)
    return found


def funding_concentration(tables: Tables) -> Rows:
    rows: Rows = []
    counted = [one for one in _fundings(tables) if one.standing == "counted"]
    for currency in {one.row["currency"] for one in counted}:
        ours = [one for one in counted if one.row["currency"] == currency]
        each: dict[str, int] = defaultdict(int)
        for one in ours:
            if len(one.recipients) == 1:
                each[one.recipients[0]] += one.adds
        money, total = sum(each.values()), sum(one.adds for one in ours)
        top = sum(sorted(each.values(), reverse=True)[:5])
        shares = [100 * part / whole for part, whole in ((money, total), (top, money))]
        hhi = sum((10_000 * own * own) / (money * money) for own in each.values())
        rows.append(
            (
                currency,
                str(len(each)),
                str(money),
                str(total),
                *(f"{share:.1f}".removesuffix(".0") for share in shares),
                f"{hhi:.0f}",
            )
        )
    return rows


def funding_by_therapy(tables: Tables) -> Rows:
    own: dict[str, set[str]] = defaultdict(set)
    for row in (*tables["actors"], *tables["initiatives"]):
        own[row["id"]].update(name for name in row["therapies"].split(";") if name)
    for row in tables["statements"]:
        if row["property"] == "therapy":
            own[row["about"]].add(row["value"])

    def therapies(one: _Funding) -> set[tuple[str]]:
        named = {name for to in (*one.recipients, *one.initiatives) for name in own[to]}
        named |= {_BROADER[name] for name in named if name in _BROADER}
        labels = {"car-t": "CAR-T cell therapy", "mrna": "mRNA"}
        return {(labels.get(name, name.replace("-", " ")),) for name in named} or {("no therapy known",)}

    return _grouped(_fundings(tables), therapies)
