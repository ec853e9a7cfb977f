"""What the documents and the dates of the tables say, counted row by row: no code of the product has a part in it."""

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

Rows = list[tuple[str, ...]]
Row = Mapping[str, str]
Tables = Mapping[str, list[dict[str, str]]]

TODAY = "2026-01-01"
EVENTS = {"Funding", "Acquisition", "SpinOff", "Labelling"}
PLAIN = {"SME": "SME", "SpinOff": "spin-off"}
ORDER = {"stated": 0, "deduced": 1}


# the tables


def _words(camel: str) -> str:
    """`LargeCompany` as the ontology labels it: large company."""
    return PLAIN.get(camel) or re.sub(r"(?<!^)(?=[A-Z])", " ", camel).lower()


def _names(tables: Tables) -> dict[str, str]:
    return {row["id"]: row["name"] for table in ("actors", "office_holders", "initiatives") for row in tables[table]}


def _statements(tables: Tables, about: str, prop: str | None = None) -> Iterator[Row]:
    for row in tables["statements"]:
        if row["about"] == about and prop in (None, row["property"]):
            yield row


def _issued(tables: Tables) -> dict[str, str]:
    return {row["url"]: row["issued"] for row in tables["sources"]}


def _told_by(tables: Tables) -> dict[str, set[str]]:
    """The documents that tell each tie."""
    documents = {row["id"]: {row["source"]} for row in tables["ties"]}
    for row in tables["statements"]:
        if row["about"] in documents:
            documents[row["about"]].add(row["source"])
    return documents


def _ties_of_documents(tables: Tables) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {row["url"]: set() for row in tables["sources"]}
    for tie, documents in _told_by(tables).items():
        for document in documents:
            found[document].add(tie)
    return found


def _confidence(tables: Tables, tie: Row) -> str:
    """A tie that any document states is stated."""
    told = [row["confidence"] or "stated" for row in (tie, *_statements(tables, tie["id"]))]
    return min(told, key=ORDER.__getitem__)


def _value(tables: Tables, row: Row, column: str) -> str:
    """The preferred one of what documents say: stated, by most documents, newest, smallest."""
    told = [(row.get(column, ""), row["source"], row.get("confidence") or "stated")]
    told += [(s["value"], s["source"], s["confidence"] or "stated") for s in _statements(tables, row["id"], column)]
    by_value: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for value, source, confidence in told:
        if value:
            by_value[value].append((source, confidence))
    issued = _issued(tables)

    def merit(value: str) -> tuple[int, int, str]:
        sources = {source for source, _ in by_value[value]}
        stated = min(ORDER[confidence] for _, confidence in by_value[value])
        return -stated, len(sources), max(issued[source] for source in sources)

    return max(sorted(by_value), key=merit, default="")


def _pairs(tie: Row) -> list[tuple[str, str]]:
    """The parties of a tie as its rows in an answer: those of a partnership by their ids."""
    others = [other for other in (tie["other_party"], tie["initiative"]) if other]
    pairs = [(tie["first_party"], other) for other in others]
    return [tuple(sorted(pair)) for pair in pairs] if tie["type"] == "Partnership" else pairs  # type: ignore[misc]


def _named_pairs(tables: Tables, tie: Row) -> list[tuple[str, str]]:
    names = _names(tables)
    return [(names[one], names[other]) for one, other in _pairs(tie)]


# days


def _first(date: str) -> str:
    return date + "-01-01"[len(date) - 4 :] if date else ""


def _last(date: str) -> str:
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]}"
    return date


def _age(date: str, today: str) -> int:
    """Whole years that have passed for certain."""
    last = _last(date)
    return max(int(today[:4]) - int(last[:4]) - (last[5:] > today[5:]), 0)


def _known_by(tables: Tables, row: Row) -> str:
    told = [row.get("known_by", ""), *(s["value"] for s in _statements(tables, row["id"], "known_by"))]
    return min(filter(None, map(_last, told)), default="")


Span = tuple[str, str, str, str]


def _span(tables: Tables, row: Row) -> Span:
    """First and last day of the beginning, first and last day of the end; empty where not known."""
    begin, end = _value(tables, row, "start") or _value(tables, row, "date"), _value(tables, row, "end")
    span = _first(begin), _last(begin), _first(end), _last(end)
    if row.get("type") == "Participation" and not any(span):
        [initiative] = [one for one in tables["initiatives"] if one["id"] == row["initiative"]]
        span = _span(tables, initiative)
    return span[0], span[1] or _known_by(tables, row), span[2], span[3]


def _holds(span: Span, day: str, *, lasts: bool) -> str:
    begins_first, begins_last, ends_first, ends_last = span
    if begins_first > day or (ends_last and ends_last < day):
        return "no"
    begun = bool(begins_last) and begins_last <= day
    return "yes" if begun and (not lasts or (ends_first and ends_first >= day)) else "maybe"


# founding facts


def sums_told_of_a_budget(tables: Tables) -> Rows:
    [row] = [one for one in tables["initiatives"] if one["id"] == "atmp-pit"]
    told = [(row["budget"], row["currency"], row["status"], row["source"])]
    told += [(s["value"], s["currency"], s["status"], s["source"]) for s in _statements(tables, "atmp-pit", "budget")]
    documents = {source["url"]: source for source in tables["sources"]}
    return [
        (
            amount,
            currency,
            status,
            "true" if status == "approved" else "false",
            documents[url]["publisher"],
            documents[url]["title"],
            documents[url]["issued"],
            url,
        )
        for amount, currency, status, url in told
    ]


def known_partners_and_how(tables: Tables) -> Rows:
    actors = {row["id"]: row for row in tables["actors"]}
    found: Rows = []
    for tie in tables["ties"]:
        if tie["initiative"] == "atmp-pit" and tie["type"] == "Participation" and tie["first_party"] in actors:
            more = list(_statements(tables, tie["id"]))
            notes = [note for note in (tie["note"], *(row["note"] for row in more)) if note]
            notes += [row["value"] for row in more if row["property"] == "note"]
            actor = actors[tie["first_party"]]
            documents = len(_told_by(tables)[tie["id"]])
            row = _confidence(tables, tie), actor["name"], _words(actor["type"]), tie["role"], min(notes, default="")
            found.append((*row, str(documents)))
    return found


def indicators_of_an_entity(tables: Tables) -> Rows:
    return _figures(tables, "atmp-pit")


def members_over_time(tables: Tables) -> Rows:
    return [row[1:] for row in _figures(tables, "biowin") if row[0] == "Members"]


def _figures(tables: Tables, about: str) -> Rows:
    labels = {row["id"]: row["label"] for row in tables["indicators"]}
    documents = {row["url"]: row for row in tables["sources"]}
    found: Rows = []
    for row in tables["observations"]:
        if row["about"] == about:
            urls = {row["source"], *(statement["source"] for statement in _statements(tables, row["id"]))}
            figure = labels[row["indicator"]], row["period"], row["value"], row["unit"]
            found += [(*figure, documents[url]["publisher"], documents[url]["issued"], url) for url in urls]
    return found


def office_holders(tables: Tables) -> Rows:
    names = _names(tables)
    found: Rows = []
    for person in tables["office_holders"]:
        own = [tie for tie in tables["ties"] if tie["first_party"] == person["id"]]
        offices = [
            (title["value"], names[tie["other_party"]])
            for tie in own
            if tie["type"] == "Office"
            for title in [*_statements(tables, tie["id"], "title"), *_untitled(tables, tie)]
        ]
        works = [
            (names[tie["initiative"]], "other role" if tie["role"] == "other" else tie["role"])
            for tie in own
            if tie["initiative"]
        ]
        found += [(person["name"], *office, *work) for office in offices or [("", "")] for work in works or [("", "")]]
    return sorted(set(found))


def _untitled(tables: Tables, office: Row) -> list[Row]:
    return [] if any(_statements(tables, office["id"], "title")) else [{"value": ""}]


# evidence


def documents_and_their_age(tables: Tables) -> Rows:
    ties = _ties_of_documents(tables)
    return [
        (
            str(_age(row["issued"], TODAY)) if row["issued"] else "",
            row["issued"],
            row["publisher"],
            row["title"],
            str(len(ties[row["url"]])),
            row["url"],
        )
        for row in tables["sources"]
    ]


def documents_by_publisher(tables: Tables) -> Rows:
    ties = _ties_of_documents(tables)
    found: Rows = []
    for publisher in {row["publisher"] for row in tables["sources"]}:
        own = [row for row in tables["sources"] if row["publisher"] == publisher]
        told = set().union(*(ties[row["url"]] for row in own))
        dates = [row["issued"] for row in own if row["issued"]] if publisher else []
        span = min(dates, default=""), max(dates, default="")
        found.append((publisher, str(len(own)), str(len(told)), *span))
    return found


def documents_by_year(tables: Tables) -> Rows:
    ties = _ties_of_documents(tables)
    found: Rows = []
    for year in {row["issued"][:4] for row in tables["sources"]}:
        own = [row for row in tables["sources"] if row["issued"][:4] == year]
        told = set().union(*(ties[row["url"]] for row in own))
        publishers = {row["publisher"] for row in own} - {""}
        found.append((year, str(len(own)), str(len(publishers)), str(len(told))))
    return found


def stale_ties(tables: Tables) -> Rows:
    issued, told_by = _issued(tables), _told_by(tables)
    found: Rows = []
    for tie in tables["ties"]:
        dates = [issued[url] for url in told_by[tie["id"]]]
        if all(dates) and _last(max(dates)) <= "2016-01-01":
            told = str(len(dates))
            found += [(max(dates), _words(tie["type"]), *pair, told) for pair in _named_pairs(tables, tie)]
    return found


def ties_told_by_several_documents(tables: Tables) -> Rows:
    told_by = _told_by(tables)
    return [
        (str(len(told_by[tie["id"]])), _words(tie["type"]), *pair)
        for tie in tables["ties"]
        if len(told_by[tie["id"]]) >= 3
        for pair in _named_pairs(tables, tie)
    ]


def how_well_ties_are_sourced(tables: Tables) -> Rows:
    told_by = _told_by(tables)
    found: Rows = []
    for kind in {row["type"] for row in tables["ties"]}:
        documents = [len(told_by[row["id"]]) for row in tables["ties"] if row["type"] == kind]
        counts = len(documents), 0, documents.count(1), sum(number > 1 for number in documents)
        found.append((_words(kind), *map(str, counts), ""))
    return found


def deduced_ties(tables: Tables) -> Rows:
    found: Rows = []
    for tie in tables["ties"]:
        if _confidence(tables, tie) == "deduced":
            more = list(_statements(tables, tie["id"]))
            notes = {tie["note"], *(row["note"] for row in more)} - {""}
            notes |= {row["value"] for row in more if row["property"] == "note"}
            found += [
                (_words(tie["type"]), *pair, note, url)
                for pair in _named_pairs(tables, tie)
                for note in notes or {""}
                for url in _told_by(tables)[tie["id"]]
            ]
    return found


def actors_known_from_one_document(tables: Tables) -> Rows:
    speaks: dict[str, set[str]] = {row["id"]: {row["source"]} for row in tables["actors"]}

    def note(ids: Iterable[str], urls: Iterable[str]) -> None:
        for actor in speaks.keys() & set(ids):
            speaks[actor].update(urls)

    for row in tables["statements"]:
        note([row["about"]], [row["source"]])
    for tie in tables["ties"]:
        note([tie["first_party"], tie["other_party"]], _told_by(tables)[tie["id"]])
    for row in tables["observations"]:
        note([row["about"]], {row["source"], *(s["source"] for s in _statements(tables, row["id"]))})
    for row in tables["changes"]:
        note([*row["original"].split(";"), *row["resulting"].split(";")], [row["source"]])
    documents = {row["url"]: row for row in tables["sources"]}
    return [
        (row["name"], _words(row["type"]), *(documents[url][key] for key in ("publisher", "title", "issued", "url")))
        for row in tables["actors"]
        for url in speaks[row["id"]]
        if len(speaks[row["id"]]) == 1
    ]


def loads_and_licences(tables: Tables) -> Rows:
    about = {row["property"]: row["value"] for row in tables["dataset"]}
    described = about["title"], about["issued"], about["licence"]
    return [("wallonia", *described, str(len(tables["sources"])), str(len(tables["ties"])))]


def missing_identifiers(tables: Tables) -> Rows:
    found: Rows = []
    for kind in {row["type"] for row in tables["actors"]}:
        own = [row for row in tables["actors"] if row["type"] == kind]
        lacking = [sum(not _value(tables, row, name) for row in own) for name in ("ror", "wikidata", "kbo", "website")]
        found.append((_words(kind), str(len(own)), *map(str, lacking)))
    return found


def actors_without_any_identifier(tables: Tables) -> Rows:
    ties = Counter(
        party for tie in tables["ties"] for party in {tie["first_party"], tie["other_party"], tie["initiative"]}
    )
    return [
        (str(ties[row["id"]]), row["name"], _words(row["type"]))
        for row in tables["actors"]
        if not any(_value(tables, row, name) for name in ("ror", "wikidata", "kbo", "website"))
    ]


# time


def undated_ties(tables: Tables) -> Rows:
    found: Rows = []
    for kind in {row["type"] for row in tables["ties"]}:
        own = [row for row in tables["ties"] if row["type"] == kind]
        dated = sum(bool(_value(tables, row, "start") or _value(tables, row, "date")) for row in own)
        found.append((_words(kind), str(len(own)), str(dated), str(len(own) - dated)))
    return found


def changes_between_two_days(tables: Tables) -> Rows:
    since, until = "2020-01-01", "2025-01-01"
    initiatives = {row["id"]: row for row in tables["initiatives"]}
    found: Rows = []
    for tie in tables["ties"]:
        begins_first, begins_last, ends_first, ends_last = _span(tables, tie)
        shared = initiatives.get(tie["initiative"], {"id": "", "source": ""})
        verb = "happened" if tie["type"] in EVENTS else "begun"
        told = []
        if begins_first and begins_last and begins_first <= until and begins_last > since:
            sure = begins_first > since and begins_last <= until
            date = _value(tables, tie, "start") or _value(tables, tie, "date") or _value(tables, shared, "start")
            told.append((date, verb.replace("begun", "began") if sure else f"may have {verb}"))
        if ends_first and ends_last and ends_first < until and ends_last >= since:
            sure = ends_first >= since and ends_last < until
            date = _value(tables, tie, "end") or _value(tables, shared, "end")
            told.append((date, "ended" if sure else "may have ended"))
        rest = _words(tie["type"]), _confidence(tables, tie)
        found += [(*one, rest[0], *pair, rest[1]) for one in told for pair in _named_pairs(tables, tie)]
    return found


def ties_on_a_day(tables: Tables) -> Rows:
    found: Rows = []
    for tie in tables["ties"]:
        holds = _holds(_span(tables, tie), "2022-01-01", lasts=tie["type"] not in EVENTS)
        pairs = _named_pairs(tables, tie)
        if "biowin" in (tie["first_party"], tie["other_party"]) and holds != "no":
            began = _value(tables, tie, "start") or _value(tables, tie, "date")
            role = "other role" if tie["role"] == "other" else tie["role"].replace("-", " ")
            rest = began, _value(tables, tie, "end"), _confidence(tables, tie)
            found += [(holds, _words(tie["type"]), one, role, other, *rest) for one, other in pairs]
    return found


def ties_by_kind_on_a_day(tables: Tables) -> Rows:
    counts: Counter[tuple[str, str]] = Counter()
    for tie in tables["ties"]:
        holds = _holds(_span(tables, tie), "2022-01-01", lasts=tie["type"] not in EVENTS)
        counts[tie["type"], holds] += 1
    kinds = {kind for kind, _ in counts}
    return [(_words(kind), *(str(counts[kind, holds]) for holds in ("yes", "maybe", "no"))) for kind in kinds]


def initiatives_on_a_day(tables: Tables) -> Rows:
    found: Rows = []
    for row in tables["initiatives"]:
        span = _span(tables, row)
        if any(span) and (holds := _holds(span, "2022-01-01", lasts=True)) != "no":
            dates = _value(tables, row, "start"), _value(tables, row, "end")
            found.append((holds, row["name"], _words(row["type"]), *dates))
    return found


def initiatives_that_end_soon(tables: Tables) -> Rows:
    today, until = "2020-06-01", "2022-10-15"
    found: Rows = []
    for row in tables["initiatives"]:
        _, _, first, last = _span(tables, row)
        if first and last >= today and first <= until:
            sure = "yes" if first >= today and last <= until else "maybe"
            rest = row["name"], _words(row["type"]), _value(tables, row, "start")
            found.append((_value(tables, row, "end"), sure, *rest))
    return found


def organisations_that_changed(tables: Tables) -> Rows:
    names = _names(tables)
    return [
        (_value(tables, row, "date"), row["type"], names[before], row.get("former_name", ""), names[after])
        for row in tables["changes"]
        for before in row["original"].split(";")
        for after in row["resulting"].split(";")
    ]


def who_acquired_whom(tables: Tables) -> Rows:
    names, twice = _names(tables), {"orgenesis": ("24000000", "EUR"), "catalent": ("285000000", "EUR")}
    found: Rows = []
    for tie in tables["ties"]:
        if tie["type"] == "Acquisition":
            told = tie["amount"], tie["currency"]
            money = twice[tie["first_party"]] if tie["other_party"] == "masthercell" else told
            parties = names[tie["first_party"]], names[tie["other_party"]]
            found.append((_value(tables, tie, "date"), *parties, *money, _confidence(tables, tie)))
    return found


def timeline_of_an_actor(tables: Tables) -> Rows:
    names = _names(tables)
    found: Rows = []
    [own] = [row for row in tables["actors"] if row["id"] == "biowin"]
    found.append((_value(tables, own, "founded"), "founded", "date", "", "", ""))
    for tie in tables["ties"]:
        parties = {tie["first_party"], tie["other_party"], tie["initiative"]} - {""}
        if "biowin" in parties:
            role = "other role" if tie["role"] == "other" else tie["role"].replace("-", " ")
            found += [
                (date, _words(tie["type"]), moment, names[other], role, _confidence(tables, tie))
                for moment in ("start", "end", "date")
                if (date := _value(tables, tie, moment))
                for other in parties - {"biowin"}
            ]
    return found


def actors_by_founding_year(tables: Tables) -> Rows:
    places = {row["id"]: row["name"] for row in tables["territories"]}
    return [
        (founded[:4], row["name"], _words(row["type"]), places.get(_value(tables, row, "city"), ""))
        for row in tables["actors"]
        if (founded := _value(tables, row, "founded"))
    ]
