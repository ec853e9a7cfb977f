"""An export is the same bytes for the same store, in a fixed order, and parses back to what it was."""

import errno
import subprocess
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import IO

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import DefaultGraph, Quad, Store, parse

from triplehelix.cli import cli
from triplehelix.graph import Ecosystem
from triplehelix.graph.bundled import TABLES
from triplehelix.graph.opening import open_source
from triplehelix.graph.views.export import FORMATS, export

FORMS = list(FORMATS)
MERGED_ONLY = ("turtle", "ntriples")
SAME_QUADS = [form for form in FORMATS if form != "turtle12"]  # which adds reifiers


@pytest.fixture(scope="module")
def store() -> Store:
    return open_source(TABLES)


@pytest.mark.parametrize("form", FORMS)
def test_two_stores_of_the_same_tables_give_the_same_bytes(store: Store, form: str) -> None:
    again = Store()
    again.extend(sorted(open_source(TABLES), key=str, reverse=True))
    assert export(store, form) == export(again, form)


@pytest.mark.parametrize("form", FORMS)
def test_an_export_of_the_ecosystem_is_that_of_its_tables(eco: Ecosystem, store: Store, form: str) -> None:
    assert eco.export(form) == export(store, form)


@pytest.mark.parametrize("form", SAME_QUADS)
def test_an_export_holds_the_merged_knowledge_and_some_the_evidence_too(store: Store, form: str) -> None:
    expected = set(store) if form not in MERGED_ONLY else set(store.quads_for_pattern(None, None, None, DefaultGraph()))
    back = list(parse(export(store, form), format=FORMATS[form]))
    assert set(back) == expected
    assert len(back) == len(expected), "nothing is written twice"


def _graphs_in_order(quads: Iterable[Quad]) -> list[str]:
    names = (str(quad.graph_name) for quad in quads)
    return [name for name, _ in groupby(names)]


@pytest.mark.parametrize("form", ["trig", "jsonld"])
def test_the_default_graph_comes_first_and_the_others_in_the_order_of_their_names(store: Store, form: str) -> None:
    order = _graphs_in_order(parse(export(store, form), format=FORMATS[form]))
    assert order == ["DEFAULT", *sorted(set(order) - {"DEFAULT"})]


@pytest.mark.parametrize("form", ["turtle", "ntriples", "trig", "jsonld"])
def test_within_a_graph_triples_stand_in_the_order_of_their_subjects(store: Store, form: str) -> None:
    for _, quads in groupby(parse(export(store, form), format=FORMATS[form]), key=lambda quad: str(quad.graph_name)):
        subjects = [str(quad.subject) for quad in quads]
        assert subjects == sorted(subjects)


def test_the_lines_are_sorted_in_n_quads(store: Store) -> None:
    lines = export(store, "nquads").splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(store)


def test_what_is_written_to_a_file_is_what_export_gives(eco: Ecosystem, tmp_path: Path) -> None:
    with (tmp_path / "x.trig").open("wb") as file:
        eco.write("trig", file)
    assert (tmp_path / "x.trig").read_bytes() == eco.export("trig")


def test_turtle_uses_the_known_prefixes(store: Store) -> None:
    text = export(store, "turtle").decode()
    assert "@prefix thx: <https://w3id.org/triplehelix/ontology#> ." in text
    assert " thx:helix-university" in text


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_store_gives_a_file_that_parses(form: str) -> None:
    assert list(parse(export(Store(), form), format=FORMATS[form])) == []


def test_an_export_names_no_path_of_this_machine(store: Store) -> None:
    home = str(Path(TABLES).resolve().parent)
    assert home.encode() not in export(store, "nquads")


# the command


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["export", *arguments])


def test_sorted_means_n_quads_whatever_the_name_of_the_file(eco: Ecosystem, tmp_path: Path) -> None:
    assert _run("--sorted", "-o", str(tmp_path / "canonical.txt")).exit_code == 0
    assert (tmp_path / "canonical.txt").read_bytes() == eco.export("nquads")


def test_sorted_turtle_is_refused() -> None:
    outcome = _run("--sorted", "--format", "turtle")
    assert outcome.exit_code == 2
    assert "--sorted writes nquads; leave out --format turtle" in outcome.stderr


def test_an_address_that_is_none_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    outcome = _run("-o", str(tmp_path / "w.nq"), "--url", "nowhere special")
    assert outcome.exit_code == 2
    assert "'nowhere special' is not a web address" in outcome.stderr
    assert not list(tmp_path.iterdir())


def test_a_description_stands_beside_the_file_unless_it_is_not_wanted(tmp_path: Path) -> None:
    assert _run("-o", str(tmp_path / "w.nq")).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["w.dcat.ttl", "w.nq"]
    assert _run("-o", str(tmp_path / "bare.nq"), "--no-description").exit_code == 0
    assert not (tmp_path / "bare.dcat.ttl").exists()


def test_no_description_is_written_beside_a_device() -> None:
    assert _run("-o", "/dev/null", "--format", "ntriples").exit_code == 0
    assert not Path("/dev/null.dcat.ttl").exists()
    assert not Path("/dev/null").with_suffix(".dcat.ttl").exists()


def test_where_the_description_cannot_be_written_the_old_file_stays(tmp_path: Path) -> None:
    (tmp_path / "w.dcat.ttl").mkdir()
    (tmp_path / "w.nq").write_text("old")
    outcome = _run("-o", str(tmp_path / "w.nq"))
    assert outcome.exit_code == 3
    assert "w.dcat.ttl': Is a directory" in outcome.stderr
    assert (tmp_path / "w.nq").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 2


def test_no_description_is_written_beside_standard_output_that_leads_into_a_file(tmp_path: Path) -> None:
    with (tmp_path / "w.nt").open("wb") as file:
        command = [sys.executable, "-m", "triplehelix.cli", "export", "--format", "ntriples", "-o", "/dev/stdout"]
        assert subprocess.run(command, stdout=file, check=False).returncode == 0
    assert not Path("/dev/stdout.dcat.ttl").exists()
    assert (tmp_path / "w.nt").stat().st_size > 0


def test_an_export_that_fails_leaves_the_old_file(
    eco: Ecosystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: Ecosystem, form: str, file: IO[bytes]) -> None:
        file.write(f"half of {form} of {self}".encode())
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "w.nq"
    path.write_bytes(b"old")
    monkeypatch.setattr(type(eco), "write", fails)
    outcome = _run("-o", str(path))
    assert (outcome.exit_code, outcome.stderr) == (3, f"triplehelix: cannot write '{path}': No space left on device\n")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
