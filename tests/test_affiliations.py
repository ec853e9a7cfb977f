"""The affiliation network as arrays: kept as it was, and never trusted when it is not whole."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.walking import ACTORS, FEW, a_finder, networks

from triplehelix.graph.affiliations import Affiliations
from triplehelix.graph.arrays import DamagedError, Texts, numbers, read_arrays, write_arrays
from triplehelix.graph.venues import Venue, closeness

Arrays = dict[str, Any]
"""Numbers and texts by their names."""

FORM = "network 1"


def affiliations(venues: list[Venue]) -> Affiliations:
    return a_finder(venues).affiliations


def shape(network: Affiliations) -> tuple[list[str], list[str], list[Venue]]:
    return [*network.actors], [*network.types], [*network]


@given(networks(ACTORS))
def test_venues_are_unpacked_as_they_were_packed(venues: list[Venue]) -> None:
    assert [*affiliations(venues)] == sorted(venues, key=lambda venue: venue.id)


@given(networks(FEW))
def test_who_meets_whom_how_closely_and_where_is_what_the_venues_say(venues: list[Venue]) -> None:
    network = affiliations(venues)
    names = dict(enumerate(network.actors))
    for place, actor in names.items():
        shared = {
            other: [venue for venue in network if actor in venue.ties and other in venue.ties]
            for other in network.actors
            if other != actor
        }
        closest = {other: sum(closeness(venue, actor, other) for venue in met) for other, met in shared.items() if met}
        assert {names[other]: strength for other, strength in network.meetings(place).items()} == pytest.approx(closest)
        for other, name in names.items():
            if other != place:
                assert [network.venues[at] for at in network.common(place, other)] == [v.id for v in shared[name]]


@given(networks(ACTORS))
def test_a_venue_among_some_keeps_its_number_of_parties(venues: list[Venue]) -> None:
    network = affiliations(venues)
    for at, venue in enumerate(network):
        some = {place for place, actor in enumerate(network.actors) if actor in sorted(venue.ties)[:2]}
        among = network.venue(at, some)
        assert among.parties == venue.parties
        assert among.ties == {party: venue.ties[party] for party in sorted(venue.ties)[:2]}


# what a file holds

WHOLE = [
    Venue("v", "Participation", "v", ties={"a": ["t1"], "b": ["t2", "t3"], "é": ["t4"]}, deduced=frozenset(["t3"])),
    Venue("m#membership", "Membership", "m", middle="m", ties={"m": [], "a": ["t5"]}, stated_count=7),
]


def a_file(folder: Path) -> Path:
    path = folder / "network.arrays"
    Affiliations.of(WHOLE, dict.fromkeys(["a", "b", "m", "é"], "SME")).save(path)
    return path


@given(networks(ACTORS))
def test_what_is_saved_is_read_as_it_was(tmp_path_factory: pytest.TempPathFactory, venues: list[Venue]) -> None:
    path = tmp_path_factory.mktemp("kept") / "network.arrays"
    affiliations(venues).save(path)
    assert shape(Affiliations.read(path)) == shape(affiliations(venues))


def test_a_file_that_is_not_there_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DamagedError):
        Affiliations.read(tmp_path / "network.arrays")


def test_a_file_that_ends_too_early_is_damaged_wherever_it_ends(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    packed = path.read_bytes()
    for end in range(0, len(packed), 7):
        path.write_bytes(packed[:end])
        with pytest.raises(DamagedError):
            Affiliations.read(path)


@given(st.randoms(use_true_random=False))
def test_a_file_with_a_wrong_bit_is_damaged_or_says_the_same(
    tmp_path_factory: pytest.TempPathFactory, dice: Random
) -> None:
    path = a_file(tmp_path_factory.mktemp("flipped"))
    whole, packed = shape(Affiliations.read(path)), bytearray(path.read_bytes())
    packed[dice.randrange(len(packed))] ^= 1 << dice.randrange(8)
    path.write_bytes(packed)
    try:
        read = Affiliations.read(path)
    except DamagedError:
        return
    assert shape(read) == whole


@pytest.mark.parametrize("form", ["network 0", "network 2", "names 1", ""])
def test_a_file_of_another_version_is_damaged(tmp_path: Path, form: str) -> None:
    path = a_file(tmp_path)
    write_arrays(path, form, vars(Affiliations.read(path)) | _as_arrays(Affiliations.read(path)))
    with pytest.raises(DamagedError, match="another version"):
        Affiliations.read(path)


def _as_arrays(network: Affiliations) -> Arrays:
    return {name: value if isinstance(value, Texts) else numbers(value) for name, value in vars(network).items()}


def _changed(name: str, change: Callable[[list[int]], list[int]]) -> Callable[[Arrays], None]:
    def apply(arrays: Arrays) -> None:
        arrays[name] = numbers(change([*arrays[name]]))

    return apply


BEYOND = 10_000
HOSTILE = {
    **{
        f"{name} point beyond": _changed(name, lambda old: [*old[:-1], BEYOND])
        for name in ("parties", "visits", "kinds")
    },
    **{
        f"{name} {told}": _changed(name, change)
        for name in ("party_ends", "visit_ends", "tie_ends")
        for told, change in {
            "descend": lambda old: old[::-1],
            "end too late": lambda old: [*old[:-1], old[-1] + 1],
            "end too early": lambda old: [*old[:-1], max(0, old[-1] - 1)],
            "begin too late": lambda old: [BEYOND, *old[1:]],
        }.items()
    },
    **{
        f"{name} are too {told}": _changed(name, change)
        for name in ("kinds", "middles", "stated_counts", "parties", "visits", "deduced")
        for told, change in {"few": lambda old: old[:-1], "many": lambda old: [*old, 0]}.items()
    },
}


@pytest.mark.parametrize("case", HOSTILE)
def test_arrays_that_do_not_fit_together_are_damaged(tmp_path: Path, case: str) -> None:
    path = a_file(tmp_path)
    arrays = _as_arrays(Affiliations.read(path))
    HOSTILE[case](arrays)
    write_arrays(path, FORM, arrays)
    with pytest.raises(DamagedError):
        Affiliations.read(path)


@pytest.mark.parametrize("name", sorted(vars(Affiliations.of([], {}))))
def test_a_file_without_one_of_its_arrays_is_damaged(tmp_path: Path, name: str) -> None:
    path = a_file(tmp_path)
    arrays = _as_arrays(Affiliations.read(path))
    del arrays[name]
    write_arrays(path, FORM, arrays)
    with pytest.raises(DamagedError):
        Affiliations.read(path)


@given(st.data())
def test_no_numbers_whatever_make_reading_fail_otherwise_or_a_network_that_cannot_be_walked(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = a_file(tmp_path_factory.mktemp("hostile"))
    arrays = _as_arrays(Affiliations.read(path))
    name = data.draw(st.sampled_from(sorted(name for name, values in arrays.items() if not isinstance(values, Texts))))
    size = len(arrays[name])
    drawn = st.integers(0, 9) | st.integers(0, 2**32 - 1)
    arrays[name] = numbers(data.draw(st.lists(drawn, min_size=size, max_size=size)))
    write_arrays(path, FORM, arrays)
    try:
        network = Affiliations.read(path)
    except DamagedError:
        return
    for place in range(len(network.actors)):
        for other in network.meetings(place):
            venues = [network.venue(at, (place, other)) for at in network.common(place, other)]
            assert all({network.actors[place], network.actors[other]} <= venue.ties.keys() for venue in venues)
            assert venues
    assert replace(network) == network
    assert read_arrays(path, FORM)
