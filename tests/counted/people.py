"""Answers about partners, members, therapies and Covid-19, counted from the tables by plain Python alone."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

Row = dict[str, str]
Tables = Mapping[str, list[Row]]
Rows = list[tuple[str, ...]]

_ID: Final = "https://w3id.org/triplehelix/id/"
_ONTOLOGY: Final = "https://w3id.org/triplehelix/ontology#"
_HELICES: Final = {
    "university": {"University", "Hospital", "ResearchCentre"},
    "industry": {"SME", "LargeCompany", "ServiceProvider"},
    "government": {"GovernmentBody"},
}
_LABELS: Final = {
    "car-t": "CAR-T cell therapy",
    "mrna": "mRNA",
    "preclinical": "preclinical development",
    "clinical": "clinical development",
    "regulatory": "regulatory affairs",
    "equipment": "equipment and materials",
}
_BROADER: Final = {"stem-cell-therapy": "cell-therapy", "car-t": "cell-therapy", "viral-vector": "gene-therapy"}
_STAGES: Final = (
    "basic-research", "preclinical", "clinical", "process-development", "manufacturing", "quality-control", "regulatory",
    "equipment", "training", "networking", "funding",
)  # fmt: skip


# reading the tables


def _label(concept: str) -> str:
    return _LABELS.get(concept, concept.replace("-", " "))


def _kind(row: Row) -> str:
    return "SME" if row["type"] == "SME" else re.sub(r"(?<!^)(?=[A-Z])", " ", row["type"]).lower()


def _helix(row: Row) -> str:
    return row["helix"] or next((name for name, types in _HELICES.items() if row["type"] in types), "")


def _actors(tables: Tables) -> dict[str, Row]:
    return {row["id"]: row for row in tables["actors"]}


def _ties(tables: Tables, *types: str) -> Iterator[Row]:
    return (row for row in tables["ties"] if row["type"] in types)


def _values(tables: Tables, column: str, prop: str) -> dict[str, set[str]]:
    """What each actor has in a column of several values, and by statements of their own."""
    found = {row["id"]: {one for one in row[column].split(";") if one} for row in tables["actors"]}
    for row in tables["statements"]:
        if row["property"] == prop and row["about"] in found:
            found[row["about"]].add(row["value"])
    return found


def _therapies(tables: Tables) -> dict[str, set[str]]:
    """The therapies of each actor, with those above them."""
    own = _values(tables, "therapies", "therapy")
    return {actor: named | {_BROADER[one] for one in named if one in _BROADER} for actor, named in own.items()}


def _stages(tables: Tables) -> dict[str, set[str]]:
    return _values(tables, "stages", "stage")


def _parties(tables: Tables, *, deduced: bool = False) -> dict[str, set[str]]:
    """The actors of each initiative, those whose part is deduced only if asked for."""
    actors, found = _actors(tables), defaultdict(set)
    for row in _ties(tables, "Participation"):
        if row["first_party"] in actors and (deduced or row["confidence"] != "deduced"):
            found[row["initiative"]].add(row["first_party"])
    return found


def _partners(parties: Mapping[str, set[str]], actor: str) -> Counter[str]:
    """With whom an actor shares initiatives, and how many."""
    shared = Counter(one for together in parties.values() if actor in together for one in together)
    del shared[actor]
    return shared


def _listed(tables: Tables, ids: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Of each actor its id, name, kind and IRI."""
    known = _actors(tables)
    return ((one, known[one]["name"], _kind(known[one]), f"{_ID}actor/{one}") for one in ids)


def _cell(tables: Tables, row: Row, column: str) -> str:
    """What stands in a cell, or else what a statement of its own adds."""
    stated = (one["value"] for one in tables["statements"] if (one["about"], one["property"]) == (row["id"], column))
    return row[column] or next(stated, "")


def _city(tables: Tables, actor: str) -> str:
    names = {row["id"]: row["name"] for row in tables["territories"]}
    return names.get(_cell(tables, _actors(tables)[actor], "city"), "")


def _doubt(ties: Iterable[tuple[str, bool]]) -> dict[str, bool]:
    """Whether all ties that lead to a thing are deduced."""
    found: dict[str, bool] = {}
    for thing, deduced in ties:
        found[thing] = deduced and found.get(thing, True)
    return found


# partners


def partners_of_an_actor(tables: Tables) -> Rows:
    every = _partners(_parties(tables, deduced=True), "revatis")
    stated = _partners(_parties(tables), "revatis")
    return [
        (name, kind, str(every[one]), str(every[one] - stated[one]), iri)
        for one, name, kind, iri in _listed(tables, every)
    ]


def partners_of_partners(tables: Tables) -> Rows:
    parties, already = _parties(tables), _partners(_parties(tables, deduced=True), "revatis")
    reached = Counter(far for near in _partners(parties, "revatis") for far in _partners(parties, near))
    away = [one for one in reached if one not in already and one != "revatis"]
    return [(name, kind, str(reached[one]), iri) for one, name, kind, iri in _listed(tables, away)]


def who_can_introduce(tables: Tables) -> Rows:
    one, other = (_partners(_parties(tables), actor) for actor in ("revatis", "vesale-pharma"))
    return [
        (name, kind, str(one[actor]), str(other[actor]), iri)
        for actor, name, kind, iri in _listed(tables, one.keys() & other.keys())
    ]


def pairs_that_work_together(tables: Tables) -> Rows:
    actors, parties = _actors(tables), _parties(tables)
    side = {actor: _helix(row) for actor, row in actors.items()}
    pairs = Counter(
        (one, other)
        for together in parties.values()
        for one in together
        for other in together
        if side[one] == "university" and side[other] == "industry"
    )
    return [
        (actors[one]["name"], actors[other]["name"], str(count), f"{_ID}actor/{one}", f"{_ID}actor/{other}")
        for (one, other), count in pairs.items()
        if count >= 2
    ]


def top_coordinators(tables: Tables) -> Rows:
    led = defaultdict(list)
    for row in _ties(tables, "Participation"):
        if row["role"] == "coordinator" and row["first_party"] in _actors(tables):
            led[row["first_party"]].append(row["confidence"])
    return [
        (name, kind, str(len(led[one])), str(led[one].count("deduced")), iri)
        for one, name, kind, iri in _listed(tables, led)
    ]


# members


def _members(tables: Tables, organisation: str) -> dict[str, bool]:
    """The members of an organisation, and whether they are so by deduction only."""
    return _doubt(
        (row["first_party"], row["confidence"] == "deduced")
        for row in _ties(tables, "Membership")
        if row["other_party"] == organisation
    )


def _grouped(groups: Iterable[tuple[str, bool]]) -> Rows:
    """How many there are in each group, and how many of them by deduction."""
    counted: Counter[tuple[str, bool]] = Counter(groups)
    return [
        (group, str(counted[group, True] + counted[group, False]), str(counted[group, True]))
        for group in {group for group, _ in counted}
    ]


def members_by_kind(tables: Tables) -> Rows:
    actors = _actors(tables)
    return _grouped((_kind(actors[one]), deduced) for one, deduced in _members(tables, "biowin").items())


def members_by_helix(tables: Tables) -> Rows:
    actors = _actors(tables)
    return _grouped((_helix(actors[one]), deduced) for one, deduced in _members(tables, "biowin").items())


def members_of_several_clusters(tables: Tables) -> Rows:
    organisations = {row["other_party"] for row in _ties(tables, "Membership")}
    of = defaultdict(list)
    for organisation in organisations:
        for member, deduced in _members(tables, organisation).items():
            of[member].append(deduced)
    several = [member for member, doubts in of.items() if len(doubts) > 1]
    return [
        (name, kind, str(len(of[one])), str(sum(of[one])), iri) for one, name, kind, iri in _listed(tables, several)
    ]


def newcomers(tables: Tables) -> Rows:
    began = {row["id"]: _cell(tables, row, "start") for row in tables["initiatives"]}
    starts = defaultdict(list)
    for row in _ties(tables, "Participation", "Membership"):
        if row["confidence"] != "deduced" and row["first_party"] in _actors(tables):
            undated = not (row["start"] or row["end"])
            starts[row["first_party"]].append(row["start"] or (began.get(row["initiative"], "") if undated else ""))
    dated = {actor: sorted(filter(None, dates)) for actor, dates in starts.items()}
    new = [actor for actor, dates in dated.items() if dates and dates[0] >= "2023"]
    return [
        (name, kind, dated[one][0][:4], str(len(dated[one])), str(len(starts[one]) - len(dated[one])), iri)
        for one, name, kind, iri in _listed(tables, new)
    ]


def bridging_bodies(tables: Tables) -> Rows:
    actors = _actors(tables)
    venues = [
        {row["first_party"], *row["other_party"].split(";")} & actors.keys()
        for row in tables["ties"]
        if row["confidence"] != "deduced"
    ]
    venues += _parties(tables).values()
    rows: Rows = []
    for one, name, kind, iri in _listed(tables, actors):
        if actors[one]["type"] in {"Cluster", "Incubator", "Association", "Investor"}:
            reached = {other for parties in venues if one in parties for other in parties} - {one}
            of = Counter(_helix(actors[other]) for other in reached)
            numbers = [of[helix] for helix in ("university", "industry", "government", "society")]
            if sum(map(bool, numbers)) >= 3:
                rows.append((name, kind, str(sum(map(bool, numbers))), *map(str, numbers), iri))
    return rows


def isolated_actors(tables: Tables) -> Rows:
    stated, deduced = set(), Counter[str]()
    for row in tables["ties"]:
        parties = {row["first_party"], *row["other_party"].split(";")}
        if row["confidence"] == "deduced":
            deduced.update(parties)
        else:
            stated |= parties
    alone = _actors(tables).keys() - stated
    return [(name, kind, _city(tables, one), str(deduced[one]), iri) for one, name, kind, iri in _listed(tables, alone)]


# therapies


def actors_of_a_therapy(tables: Tables) -> Rows:
    own = _values(tables, "therapies", "therapy")
    return [
        (name, kind, _label(therapy), _city(tables, one), iri)
        for one, name, kind, iri in _listed(tables, own)
        for therapy in own[one] & {"cell-therapy", "stem-cell-therapy", "car-t"}
    ]


def therapies_of_a_cluster(tables: Tables) -> Rows:
    therapies = _therapies(tables)
    grouped = _grouped(
        (therapy, deduced) for one, deduced in _members(tables, "biowin").items() for therapy in therapies[one]
    )
    return [(_label(therapy), *numbers, f"{_ONTOLOGY}{therapy}") for therapy, *numbers in grouped]


def white_spots(tables: Tables) -> Rows:
    therapies, stages = _therapies(tables), _stages(tables)
    at = Counter(stage for actor in stages for stage in stages[actor])
    covered = {stage for actor in stages for stage in stages[actor] if "phage-therapy" in therapies[actor]}
    return [(_label(stage), str(at[stage]), f"{_ONTOLOGY}{stage}") for stage in _STAGES if stage not in covered]


def _by_therapy_and_stage(tables: Tables) -> dict[tuple[str, str], set[str]]:
    therapies, stages = _therapies(tables), _stages(tables)
    found = defaultdict(set)
    for actor in therapies:
        for therapy in therapies[actor]:
            for stage in stages[actor]:
                found[_label(therapy), _label(stage)].add(actor)
    return found


def actors_by_therapy_and_stage(tables: Tables) -> Rows:
    return [(*where, str(len(actors))) for where, actors in _by_therapy_and_stage(tables).items()]


def stages_with_one_actor(tables: Tables) -> Rows:
    return [
        (*where, name, kind, iri)
        for where, actors in _by_therapy_and_stage(tables).items()
        if len(actors) == 1
        for _, name, kind, iri in _listed(tables, actors)
    ]


def actors_of_a_stage(tables: Tables) -> Rows:
    parts = {row["id"]: row["part_of"] for row in tables["territories"]}
    stages, actors = _stages(tables), _actors(tables)

    def walloon(territory: str) -> bool:
        return territory == "wallonia" or (bool(territory) and walloon(parts[territory]))

    there = [
        one
        for one, row in actors.items()
        if "manufacturing" in stages[one] and any(walloon(row[place]) for place in ("city", "region", "country"))
    ]
    return [(name, kind, _city(tables, one), iri) for one, name, kind, iri in _listed(tables, there)]


def expertise_of_top_actors(tables: Tables) -> Rows:
    ties: Counter[str] = Counter()
    for row in tables["ties"]:
        if row["confidence"] != "deduced":
            ties.update({row["first_party"], *row["other_party"].split(";")} & _actors(tables).keys())
    top = sorted(ties, key=lambda one: (-ties[one], one))[:10]
    known = {"therapy": _values(tables, "therapies", "therapy"), "stage": _stages(tables)}
    return [
        (name, kind, str(ties[one]), about, _label(expertise) if expertise else "", iri)
        for one, name, kind, iri in _listed(tables, top)
        for about, expertise in [(about, each) for about in known for each in known[about][one]] or [("", "")]
    ]


# Covid-19


def _responses(tables: Tables) -> dict[str, Row]:
    return {row["id"]: row for row in tables["initiatives"] if row["type"] == "Response"}


def covid_responses_by_topic(tables: Tables) -> Rows:
    responses, parties = _responses(tables), _parties(tables, deduced=True)
    stated = _parties(tables)
    topics = defaultdict(list)
    for response, row in responses.items():
        topics[row["topic"]].append(response)
    rows: Rows = []
    for topic, of in topics.items():
        everybody = {actor for one in of for actor in parties.get(one, ())}
        certain = {actor for one in of for actor in stated.get(one, ())}
        rows.append((topic, str(len(of)), str(len(everybody)), str(len(everybody - certain))))
    return rows


def covid_partners_by_kind(tables: Tables) -> Rows:
    actors, responses = _actors(tables), _responses(tables)
    parties, stated = _parties(tables, deduced=True), _parties(tables)
    certain = {actor for one in responses for actor in stated.get(one, ())}
    of_kind, in_responses = defaultdict(set), defaultdict(set)
    for response in responses:
        for actor in parties.get(response, ()):
            of_kind[_kind(actors[actor])].add(actor)
            in_responses[_kind(actors[actor])].add(response)
    return [
        (kind, str(len(in_responses[kind])), str(len(members)), str(len(members - certain)))
        for kind, members in of_kind.items()
    ]


def covid_topics_and_partner_kinds(tables: Tables) -> Rows:
    actors, parties = _actors(tables), _parties(tables)
    together = {
        (row["topic"], _kind(actors[actor]), actor, response)
        for response, row in _responses(tables).items()
        for actor in parties.get(response, ())
    }
    cells = {(topic, kind) for topic, kind, _, _ in together}
    return [
        (
            *cell,
            str(len({actor for *where, actor, _ in together if tuple(where) == cell})),
            str(len({response for *where, _, response in together if tuple(where) == cell})),
        )
        for cell in cells
    ]


def who_answered_covid(tables: Tables) -> Rows:
    leaders = defaultdict(list)
    for row in _ties(tables, "Participation"):
        if row["role"] == "coordinator" and row["first_party"] in _actors(tables):
            leaders[row["initiative"]].append((row["first_party"], row["confidence"] or "stated"))
    return [
        (
            row["name"],
            row["topic"],
            _cell(tables, row, "start"),
            *_leader(tables, leader),
            f"{_ID}initiative/{response}",
        )
        for response, row in _responses(tables).items()
        for leader in leaders[response] or [("", "")]
    ]


def _leader(tables: Tables, leader: tuple[str, str]) -> tuple[str, str, str]:
    actor, confidence = leader
    row = _actors(tables).get(actor)
    return (row["name"], _kind(row), confidence) if row else ("", "", "")


def most_active_against_covid(tables: Tables) -> Rows:
    responses, parties = _responses(tables), _parties(tables)
    active = Counter(actor for one in responses for actor in parties.get(one, ()))
    led = Counter(
        row["first_party"]
        for row in _ties(tables, "Participation")
        if row["initiative"] in responses and row["role"] == "coordinator" and row["confidence"] != "deduced"
    )
    return [
        (name, kind, str(active[one]), str(led[one]), iri)
        for one, name, kind, iri in _listed(tables, [one for one in active if active[one] > 1])
    ]
