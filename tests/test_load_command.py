"""`load`, `loads`, `sources`, `unload`, `backup` and `restore`, as a person types them: what they print, and when they refuse."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import Result
from tests.test_cli import run
from tests.test_output import faults

from triplehelix.graph import Ecosystem
from triplehelix.graph.store.generations import is_store, writing

SOURCES: Final = "url,title,publisher,issued\nhttps://pole.example/members,Our members,Pôle Exemple,2026-03-01\n"
ACTORS: Final = "id,type,name,source\n"
ALPHA: Final = "alpha,SME,Alpha Cells,https://pole.example/members\n"
BETA: Final = "beta,University,Beta University,https://pole.example/members\n"
BAD: Final = "gamma,Laboratory,Gamma,https://pole.example/members\n"
GARBLED: Final = "delta,SME,Cellules de LiÃ¨ge,https://pole.example/members\n"
DAY: Final = ("--today", "2026-11-21")


def _tables(folder: Path, *rows: str) -> Path:
    """A folder of tables with some actors."""
    folder.mkdir(exist_ok=True)
    (folder / "sources.csv").write_text(SOURCES, encoding="utf-8")
    (folder / "actors.csv").write_text("".join([ACTORS, *rows]), encoding="utf-8")
    return folder


def _in(store: Path, *arguments: str | Path, given: str | None = None) -> Result:
    return run("--store", str(store), *map(str, arguments), given=given)


def _json(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def _names(store: Path) -> list[str]:
    return [load["name"] for load in _json(_in(store, "loads", "--format", "json"))]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with tables and the store into which they were loaded, to be copied where it is changed."""
    folder = tmp_path_factory.mktemp("loaded")
    assert _in(folder / "store", "load", _tables(folder / "members", ALPHA, BETA), *DAY).exit_code == 0
    return folder


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "copy"))


@pytest.fixture
def store(folder: Path) -> Path:
    return folder / "store"


# load


def test_a_load_makes_the_store_and_sums_up_what_it_brought(tmp_path: Path) -> None:
    done = _in(tmp_path / "new" / "store", "load", _tables(tmp_path / "members", ALPHA, BETA), *DAY)
    assert (done.exit_code, done.stdout) == (
        0,
        "members: members, read as tables\n  3 rows read\n  9 facts: 9 new, 0 unchanged\n",
    )
    assert is_store(tmp_path / "new" / "store")


def test_each_step_is_told_beside_the_data(tmp_path: Path) -> None:
    done = _in(tmp_path / "store", "load", _tables(tmp_path / "members", ALPHA))
    assert "reading members" in done.stderr
    assert "reading" not in done.stdout


def test_loading_twice_says_that_nothing_has_changed(folder: Path, store: Path) -> None:
    before = _in(store, "export", "--sorted").stdout
    again = _in(store, "load", folder / "members", "--today", "2027-01-01")
    assert (again.exit_code, again.stdout) == (
        0,
        "members: members, read as tables\n  nothing has changed: the store has these 9 facts already\n",
    )
    assert _in(store, "export", "--sorted").stdout == before


def test_a_newer_version_takes_the_place_of_the_load_of_its_name(folder: Path, store: Path) -> None:
    done = _in(store, "load", _tables(folder / "newer", ALPHA), "--name", "members", *DAY)
    assert "0 new, " in done.stdout
    assert _names(store) == ["members"]
    assert _in(store, "find", "Beta University").exit_code == 1


def test_what_is_loaded_keeps_its_schema(folder: Path, store: Path) -> None:
    tables = _tables(folder / "others", GARBLED, BAD)
    rejected = folder / "rejected.csv"
    more = ("--on-error", "skip", "--rejected", rejected, "--format", "json", *DAY)
    done = _in(store, "load", tables, folder / "members", *more)
    assert faults("load", _json(done)) == []
    others, members = _json(done)
    assert (others["name"], others["changed"], len(others["rejected"])) == ("others", True, 1)
    assert [(cell["before"], cell["after"]) for cell in others["repaired"]] == [
        ("Cellules de LiÃ¨ge", "Cellules de Liège")
    ]
    assert (members["name"], members["changed"], members["facts"], members["new"]) == ("members", False, 9, 0)


def test_a_bad_row_stops_the_load_and_is_told_with_its_place(folder: Path, store: Path) -> None:
    done = _in(store, "load", _tables(folder / "others", ALPHA, BAD))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "actors.csv:3:2: column 'type': 'Laboratory'" in done.stderr
    assert _names(store) == ["members"]


def test_bad_rows_that_are_left_out_are_written_to_a_file(folder: Path, store: Path) -> None:
    rejected = folder / "bad.csv"
    done = _in(store, "load", _tables(folder / "others", ALPHA, BAD), "--on-error", "skip", "--rejected", rejected)
    assert done.exit_code == 0
    assert f" 1 row left out, to be found in {rejected}: " in " ".join(done.stdout.split())
    [row] = csv.DictReader(io.StringIO(rejected.read_text(encoding="utf-8")))
    assert row["place"].endswith("actors.csv:3:2")
    assert "'Laboratory'" in row["reason"]
    assert [row[f"cell {number}"] for number in (1, 2, 3)] == ["gamma", "Laboratory", "Gamma"]


def test_no_file_of_rejected_rows_is_written_where_there_are_none(folder: Path, store: Path) -> None:
    rejected = folder / "bad.csv"
    _in(store, "load", _tables(folder / "others", ALPHA), "--on-error", "skip", "--rejected", rejected)
    assert not rejected.exists()


def test_repaired_cells_are_shown_as_they_were_and_as_they_are(folder: Path, store: Path) -> None:
    done = _in(store, "load", _tables(folder / "others", GARBLED))
    assert "  1 cell repaired, garbled by some other program:\n" in done.stdout
    assert "actors.csv:2:3: 'Cellules de LiÃ¨ge' became 'Cellules de Liège'" in " ".join(done.stdout.split())
    assert _in(store, "find", "Cellules de Liège").exit_code == 0


def test_standard_input_is_loaded(store: Path) -> None:
    turtle = '<https://a.example/x> <http://www.w3.org/2004/02/skos/core#prefLabel> "Delta"@en .'
    done = _in(store, "load", "-", "--name", "piped", given=turtle)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "piped: standard input, read as RDF")
    assert _names(store) == ["members", "piped"]


def test_an_actor_that_another_load_has_under_another_id_is_told(folder: Path, store: Path) -> None:
    header, number = "id,type,name,kbo,source\n", "0404.123.456,https://pole.example/members\n"
    for name in ("one", "two"):
        tables = _tables(folder / name)
        (tables / "actors.csv").write_text(f"{header}{name},SME,Delta {name},{number}", encoding="utf-8")
    assert "recognised" not in _in(store, "load", folder / "one").stdout
    assert "  1 actor recognised in other loads, under another id\n" in _in(store, "load", folder / "two").stdout


@pytest.mark.parametrize(
    ("source", "told"),
    [
        pytest.param("nowhere.csv", "nowhere.csv: there is no such file or folder", id="nothing there"),
        pytest.param("plain.csv", "plain.csv: cannot be loaded", id="an unknown table"),
    ],
)
def test_what_cannot_be_loaded_is_told_and_makes_no_store_that_answers(tmp_path: Path, source: str, told: str) -> None:
    (tmp_path / "plain.csv").write_text("colour,size\nred,3\n", encoding="utf-8")
    done = _in(tmp_path / "store", "load", tmp_path / source)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr
    assert _in(tmp_path / "store", "loads").exit_code == 2


@pytest.mark.parametrize("arguments", [("load", "wallonia"), ("unload", "wallonia"), ("restore", "x.nq.gz")])
def test_without_a_store_nothing_is_written(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: name the folder of the store before the command: --store FOLDER\n" in done.stderr


def test_a_folder_of_tables_does_not_become_a_store(folder: Path) -> None:
    done = _in(folder / "members", "load", "wallonia")
    assert done.exit_code == 2
    assert "is a folder that holds other things; name a new one, or an empty one" in done.stderr


@pytest.mark.parametrize("command", ["load", "unload", "restore"])
def test_a_second_writer_is_told_who_holds_the_store(folder: Path, store: Path, command: str) -> None:
    backup = folder / "backup.nq.gz"
    _in(store, "backup", backup)
    arguments: dict[str, str | Path] = {
        "load": _tables(folder / "others", ALPHA),
        "unload": "members",
        "restore": backup,
    }
    with writing(store, "load big.zip"):
        done = _in(store, command, arguments[command])
    assert (done.exit_code, done.stdout) == (3, "")
    assert "is being written by process " in done.stderr
    assert "`load big.zip` since 20" in done.stderr
    assert "; try again when it is done\n" in done.stderr


# loads and sources


def test_loads_tell_a_person_when_and_how_much(store: Path) -> None:
    lines = _in(store, "loads", "--format", "table").stdout.splitlines()
    assert lines[0].split("  ")[0] == " load"
    assert lines[2].split() == ["members", "members", "2026-11-21", "00:00:00", "9", "1"]


def test_loads_tell_a_program_all_that_is_known(store: Path) -> None:
    [row] = csv.DictReader(io.StringIO(_in(store, "loads").stdout))
    assert (row["name"], row["ended"], row["facts"], row["rows"]) == ("members", "2026-11-21T00:00:00Z", "9", "3")
    assert len(row["checksum"]) == 64


def test_loads_and_sources_keep_their_schemas(store: Path) -> None:
    for command in ("loads", "sources"):
        listed = _json(_in(store, command, "--format", "json"))
        assert listed
        assert faults(command, listed) == []


def test_sources_tell_what_each_document_states_and_who_brought_it(store: Path) -> None:
    [row] = csv.DictReader(io.StringIO(_in(store, "sources").stdout))
    assert (row["title"], row["publisher"], row["issued"]) == ("Our members", "Pôle Exemple", "2026-03-01")
    assert (row["url"], row["facts"], row["loads"]) == ("https://pole.example/members", "9", "members")


def test_the_sources_of_the_bundled_ecosystem_are_its_documents(eco: Ecosystem) -> None:
    listed = _json(run("sources", "--format", "json"))
    assert faults("sources", listed) == []
    assert len(listed) == eco.statistics().counts["sources"]
    assert [row["issued"] for row in listed if "issued" in row] == sorted(
        (row["issued"] for row in listed if "issued" in row), reverse=True
    )
    assert {name for row in listed for name in row["loads"]} == {"wallonia"}


def test_the_bundled_ecosystem_is_one_load(eco: Ecosystem) -> None:
    listed = _json(run("loads", "--format", "json"))
    assert faults("loads", listed) == []
    assert [(row["name"], row["documents"]) for row in listed] == [("wallonia", eco.statistics().counts["sources"])]


# unload


def test_what_is_unloaded_is_gone(folder: Path, store: Path) -> None:
    _in(store, "load", _tables(folder / "others", GARBLED))
    done = _in(store, "unload", "members")
    assert (done.exit_code, done.stdout) == (0, "unloaded members\n")
    assert _names(store) == ["others"]
    assert _in(store, "find", "Alpha Cells").exit_code == 1


def test_a_load_that_is_not_there_is_told_with_those_that_are(store: Path) -> None:
    done = _in(store, "unload", "membres")
    assert (done.exit_code, done.stderr) == (2, "triplehelix: no load is called 'membres'; the nearest names are 'members'\n")  # fmt: skip
    assert _names(store) == ["members"]


def test_unloading_makes_no_store(tmp_path: Path) -> None:
    done = _in(tmp_path / "store", "unload", "members")
    assert done.exit_code == 2
    assert "is no store; make one with `load`" in done.stderr
    assert not (tmp_path / "store").exists()


# backup and restore


def test_a_backup_makes_the_store_again(folder: Path, store: Path) -> None:
    backup = folder / "backup.nq.gz"
    written = _in(store, "backup", backup)
    assert (written.exit_code, written.stdout, written.stderr) == (0, "", f"wrote {backup}\n")
    restored = _in(folder / "restored", "restore", backup)
    assert (restored.exit_code, restored.stdout) == (0, "restored 9 facts from backup.nq.gz\n")
    assert _in(folder / "restored", "export", "--sorted").stdout == _in(store, "export", "--sorted").stdout


def test_a_backup_is_named_as_what_it_is(folder: Path, store: Path) -> None:
    done = _in(store, "backup", folder / "backup.zip")
    assert done.exit_code == 2
    assert "must end in .nq.gz" in done.stderr
    assert not (folder / "backup.zip").exists()


def test_what_is_no_backup_is_refused_and_the_store_stays(folder: Path, store: Path) -> None:
    (folder / "other.nt").write_text("<https://a.example/x> <https://a.example/y> <https://a.example/z> .\n")
    done = _in(store, "restore", folder / "other.nt")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "is no backup, it tells no loads" in done.stderr
    assert _names(store) == ["members"]
