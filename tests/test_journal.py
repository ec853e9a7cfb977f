"""What is remembered of bad rows and repairs: enough to mend them, and no more than fits into memory."""

import weakref

import pytest

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.load_text import load_text
from triplehelix.graph.loading import Loaded
from triplehelix.graph.records import loaded as record
from triplehelix.graph.sources import journal as journal_module
from triplehelix.graph.sources.journal import Journal, Rejected, Repair


class _File:
    """Something that a failed function held."""


def _fail(line: int, held: object) -> None:
    raise InputError(f"{held.__class__.__name__} is no name", Place("members.csv", line))


def _reject(journal: Journal, line: int, held: object) -> None:
    try:
        _fail(line, held)
    except InputError as error:
        journal.reject(error, ["a", "b"])


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Journal:
    monkeypatch.setattr(journal_module, "KEPT", 2)
    return Journal(skip=True)


def test_a_bad_row_is_remembered_with_its_place_its_reason_and_its_cells() -> None:
    journal = Journal(skip=True)
    _reject(journal, 3, _File())
    assert journal.rejected == [Rejected(Place("members.csv", 3), "_File is no name", ["a", "b"])]


def test_what_failed_at_a_bad_row_is_let_go() -> None:
    journal, held = Journal(skip=True), _File()
    gone = weakref.ref(held)
    _reject(journal, 3, held)
    del held
    assert gone() is None


def test_where_bad_rows_are_not_left_out_the_first_one_stops() -> None:
    with pytest.raises(InputError, match=r"^members\.csv:3: _File is no name$"):
        _reject(Journal(), 3, _File())


def test_the_first_bad_rows_are_kept_and_all_are_counted(small: Journal) -> None:
    for line in range(5):
        _reject(small, line, _File())
    assert ([each.place.line for each in small.rejected], small.left_out) == ([0, 1], 5)


def test_the_first_repairs_are_kept_and_all_are_counted(small: Journal) -> None:
    for line in range(5):
        small.mend(Repair(Place("members.csv", line), "LiÃ¨ge", "Liège"))
    assert ([each.place.line for each in small.repairs], small.repaired) == ([0, 1], 5)


def test_a_summary_tells_how_many_rows_stand_in_the_file_and_how_many_were_left_out(small: Journal) -> None:
    for line in range(2):
        _reject(small, line, _File())
    told = Loaded("members", "tables", "members.csv", changed=True, facts=7, new=7, matched=0, journal=small)
    assert "  2 rows left out, to be found in bad.csv:\n" in load_text(told, "bad.csv")
    _reject(small, 2, _File())
    assert "  3 rows left out, the first 2 of them to be found in bad.csv:\n" in load_text(told, "bad.csv")
    assert (record(told)["left_out"], len(record(told)["rejected"])) == (3, 2)
