"""A store is written as tables that load back as the same store; what they cannot say is told, never lost in silence."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from triplehelix.cli import cli
from triplehelix.graph import Ecosystem
from triplehelix.graph.bundled import TABLES
from triplehelix.graph.errors import InputError
from triplehelix.graph.evidence import Load, evidence_quads
from triplehelix.graph.loading import load_tables, read_source
from triplehelix.graph.sources.inputs import files_of
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.rows import rows_of
from triplehelix.graph.sources.statements import Stated
from triplehelix.graph.sources.tables import COLUMNS
from triplehelix.graph.sources.workbook import sheet_names
from triplehelix.graph.terms import DCT, OWL, RDF, SKOS, THX, document_iri, thing
from triplehelix.graph.views.export import export
from triplehelix.graph.views.tables.export import write_tables

Rows = Sequence[Mapping[str, str]]
URLS: Final = ("https://a.org/1", "https://b.org/2", "https://c.org/3")


def _written(folder: Path, tables: Mapping[str, Rows]) -> Path:
    folder.mkdir()
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS[name], restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def _bundled(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((TABLES / f"{name}.csv").read_text(encoding="utf-8"), newline="")))


# the bundled ecosystem


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "wallonia"
    assert not write_tables(load_tables(TABLES), folder).left_out
    return folder


def test_the_bundled_tables_come_back_quad_for_quad(out: Path) -> None:
    assert export(load_tables(out), "nquads") == export(load_tables(TABLES), "nquads")


def test_tables_that_were_written_are_written_again_byte_for_byte(out: Path, tmp_path: Path) -> None:
    again = tmp_path / "wallonia"
    write_tables(load_tables(out), again)
    assert {path.name: path.read_bytes() for path in again.iterdir()} == {
        path.name: path.read_bytes() for path in out.iterdir()
    }


@pytest.mark.parametrize("name", ["sources", "indicators", "office_holders", "territories", "changes"])
def test_tables_without_lists_and_second_documents_are_those_that_the_curators_wrote(out: Path, name: str) -> None:
    assert (out / f"{name}.csv").read_bytes() == (TABLES / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("name", ["dataset", "actors", "initiatives"])
def test_the_others_differ_in_the_order_within_lists(out: Path, name: str) -> None:
    written = list(csv.DictReader(io.StringIO((out / f"{name}.csv").read_text(encoding="utf-8"), newline="")))
    lists = {"aliases", "therapies", "stages"} if name != "dataset" else {"value"}
    for row in (bundled := _bundled(name)):
        row |= {column: ";".join(sorted(row[column].split(";"))) for column in lists}
    known = set(written[0])
    assert written == [{**dict.fromkeys(known, ""), **row} for row in bundled]


def test_ids_and_parties_of_ties_are_those_that_the_curators_wrote(out: Path) -> None:
    written = list(csv.DictReader(io.StringIO((out / "ties.csv").read_text(encoding="utf-8"), newline="")))

    def told(row: Mapping[str, str]) -> tuple[str, str, list[str]]:
        return row["id"], row["type"], sorted([row["first_party"], *row["other_party"].split(";"), row["initiative"]])

    assert list(map(told, written)) == list(map(told, _bundled("ties")))


# any tables

ids = {
    "actors": ("acme", "beta", "unie"),
    "initiatives": ("plan", "hub"),
    "ties": ("t1", "t2", "t3"),
    "territories": ("land", "town"),
    "observations": ("o1", "o2"),
}
sources = st.sampled_from(URLS)
dates = st.sampled_from(["", "2019", "2020-05", "2021-02-28"])
texts = st.sampled_from(["", "A", "B & Co", "=1+1", "été; hiver", "007", 'say "so"', "two\nlines", "-", "@x"])
lists = st.lists(st.sampled_from(["A", "=B", "Ç"]), unique=True).map(";".join)
actors = st.sampled_from(ids["actors"])
status = st.sampled_from(["", "approved", "proposed"])
sums = st.sampled_from(
    [{}, {"currency": "EUR", "sum": "10"}, {"currency": "EUR", "sum": "10.50"}, {"currency": "USD", "sum": "7"}]
)
deduced = st.sampled_from(["", "deduced"])
of_ties = st.sampled_from(["", "deduced", "unmarked"])


def _row(**columns: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(columns)


def _with_sum(rows: st.SearchStrategy[dict[str, str]], column: str) -> st.SearchStrategy[dict[str, str]]:
    def joined(row: dict[str, str], money: dict[str, str]) -> dict[str, str]:
        given = {"currency": money["currency"], column: money["sum"]} if money else {"status": ""}
        return row | given

    return st.builds(joined, rows, sums)


def _by_id(table: str, rows: st.SearchStrategy[dict[str, str]]) -> st.SearchStrategy[list[dict[str, str]]]:
    """One row for each id of a table."""
    named = [rows.map(lambda row, name=name: row | {"id": name}) for name in ids[table]]  # type: ignore[misc]  # a lambda's default
    return st.tuples(*named).map(list)


actor_rows = _row(
    type=st.sampled_from(["SME", "Cluster"]), name=texts, aliases=lists, founded=dates, description=texts, kbo=texts,
    city=st.sampled_from(["", "town"]), helix=st.sampled_from(["", "society"]), source=sources,
    wikidata=st.sampled_from(["", "Q42"]), ror=st.sampled_from(["", "https://ror.org/0"]),
    therapies=st.sampled_from(["", "cell-therapy", "vaccine;cell-therapy"]), website=st.sampled_from(["", "https://a.be"]),
)  # fmt: skip
initiative_rows = _with_sum(
    _row(type=st.sampled_from(["Hub", "Project"]), name=texts, start=dates, status=status, topic=texts, source=sources),
    "budget",
)
participations = _row(
    type=st.just("Participation"), first_party=actors, role=st.sampled_from(["", "partner"]), start=dates, note=texts,
    initiative=st.sampled_from(ids["initiatives"]), confidence=of_ties, source=sources,
)  # fmt: skip
fundings = st.builds(
    lambda row, money: row | ({"currency": money["currency"], "amount": money["sum"]} if money else {}),
    _row(
        type=st.just("Funding"), first_party=actors, other_party=st.lists(actors, min_size=1, unique=True).map(";".join),
        status=status, date=dates, confidence=deduced, source=sources, instrument=st.sampled_from(["", "loan"]),
    ),
    sums,
)  # fmt: skip
partnerships = _row(
    type=st.just("Partnership"), first_party=st.just("unie"), other_party=st.sampled_from(["acme", "beta;acme"]),
    known_by=dates, confidence=deduced, source=sources,
)  # fmt: skip
tie_rows = st.one_of(participations, fundings, partnerships)


def _said(about: Sequence[str], **values: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    each = [
        _row(about=st.sampled_from(about), property=st.just(name), value=value.filter(bool), confidence=deduced,
             note=texts, source=sources)
        for name, value in values.items()
    ]  # fmt: skip
    return st.one_of(each)


money_said = st.one_of(
    *(
        _row(about=st.sampled_from(about), property=st.just(name), value=st.sampled_from(["10", "12"]), note=texts,
             currency=st.sampled_from(["EUR", "USD"]), status=status, confidence=deduced, source=sources)
        for about, names in ((ids["ties"], ("amount", "net", "cost")), (ids["initiatives"], ("budget", "ceiling")))
        for name in names
    )
)  # fmt: skip
statement_rows = st.one_of(
    _said(
        ids["actors"],
        name=texts,
        alias=texts,
        founded=dates,
        kbo=texts,
        stage=st.just("clinical"),
        state=texts,
        pic=texts,
        isni=texts,
        type=st.sampled_from(["University", "Actor", "SME"]),
        exact_match=st.just("https://x.org/1"),
        **{"name@nl": texts, "alias@fr": texts, "description@de-be": texts},
    ),
    _said(ids["initiatives"], name=texts, start=dates, part_of=st.just("plan"), topic=texts),
    _said(ids["ties"], role=st.sampled_from(["partner", "coordinator"]), start=dates, note=texts),
    _said(ids["territories"], alias=texts),
    _said(ids["observations"], note=texts),
    money_said,
    _row(about=st.sampled_from([*ids["ties"], *ids["observations"]]), confidence=deduced, source=sources),
)
ecosystems = st.fixed_dictionaries(
    {
        "sources": st.just([{"url": url, "title": "=A", "issued": "2020-05"} for url in URLS]),
        "territories": _by_id(
            "territories", _row(type=st.just("City"), name=texts, name_fr=texts, code=texts, source=sources)
        ),
        "indicators": st.just([{"id": "staff", "label": "Staff", "label_fr": "Effectif", "source": URLS[0]}]),
        "actors": _by_id("actors", actor_rows),
        "initiatives": _by_id("initiatives", initiative_rows),
        "ties": _by_id("ties", tie_rows),
        "observations": _by_id(
            "observations",
            _row(about=st.sampled_from(["acme", "plan", "land"]), indicator=st.just("staff"), unit=texts,
                 value=st.sampled_from(["5", "0.50", "007"]), period=texts, period_start=dates, source=sources),
        ),
        "changes": st.lists(
            _row(id=st.just("c1"), type=texts, original=st.just("beta;acme"), resulting=actors, date=dates, note=texts,
                 former_name=texts, source=sources),
            max_size=1,
        ),
        "statements": st.lists(statement_rows, max_size=12),
    }
)  # fmt: skip


@given(ecosystems)
def test_whatever_tables_say_they_say_again(tables: Mapping[str, Rows]) -> None:
    with TemporaryDirectory() as folder:
        mine = _written(Path(folder) / "mine", tables)
        first = read_source(mine)
        assert not write_tables(first, mine).left_out, "the folder is replaced by what was written"
        assert set(read_source(mine)) == set(first)
