"""A store is written as tables that load back as the same store; what they cannot say is told, never lost in silence."""

import csv
import errno
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
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from triplehelix.cli import cli
from triplehelix.graph import Ecosystem
from triplehelix.graph.bundled import TABLES
from triplehelix.graph.errors import Impossible, InputError
from triplehelix.graph.evidence import Load, evidence_quads
from triplehelix.graph.lookup import named_graphs
from triplehelix.graph.opening import open_source
from triplehelix.graph.sources.inputs import files_of
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.layout import COLUMNS
from triplehelix.graph.sources.rows import rows_of
from triplehelix.graph.sources.statements import Stated
from triplehelix.graph.sources.tables import read
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
def out(eco: Ecosystem, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "wallonia"
    assert not eco.write_tables(folder).left_out
    return folder


@pytest.fixture(scope="module")
def again(out: Path) -> Store:
    return open_source(out)


def test_the_bundled_tables_come_back_quad_for_quad(eco: Ecosystem, again: Store) -> None:
    assert export(again, "nquads") == eco.export("nquads")


def test_tables_that_were_written_are_written_again_byte_for_byte(out: Path, again: Store, tmp_path: Path) -> None:
    write_tables(again, tmp_path / "wallonia")
    assert {path.name: path.read_bytes() for path in (tmp_path / "wallonia").iterdir()} == {
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
        first = open_source(mine)
        assert not write_tables(first, mine).left_out, "the folder is replaced by what was written"
        assert set(open_source(mine)) == set(first)


# files


HARMLESS: Final = {
    "sources": [{"url": URLS[0], "title": "=HYPERLINK()", "issued": "2020-05"}],
    "actors": [
        {"id": "acme", "type": "SME", "name": "=1+1", "aliases": "+A;@B", "founded": "2020-05", "source": URLS[0]},
        {"id": "beta", "type": "SME", "name": "-", "kbo": "0123456789", "description": 'a "b";\nc', "source": URLS[0]},
    ],
}


@pytest.fixture
def formulas(tmp_path: Path) -> Store:
    return open_source(_written(tmp_path / "mine", HARMLESS))


def _rows(path: Path, sheet: str | None = None) -> list[dict[str, str]]:
    """As the reader of tables sees them."""
    [file] = files_of(path)
    return [row.cells for row in rows_of(file, Journal(), sheet)]


def test_a_workbook_has_a_sheet_a_table_and_the_same_cells_as_the_folder(
    eco: Ecosystem, out: Path, tmp_path: Path
) -> None:
    eco.write_tables(tmp_path / "w.xlsx")
    [book] = files_of(tmp_path / "w.xlsx")
    assert sheet_names(book) == [table for table in COLUMNS if (out / f"{table}.csv").exists()]
    for table in sheet_names(book):
        assert _rows(tmp_path / "w.xlsx", table) == _rows(out / f"{table}.csv")


def test_in_a_workbook_every_cell_is_text_and_so_is_what_is_typed_into_it(formulas: Store, tmp_path: Path) -> None:
    write_tables(formulas, tmp_path / "w.xlsx")
    with zipfile.ZipFile(tmp_path / "w.xlsx") as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        styles = parts.read("xl/styles.xml").decode()
    assert not [sheet for sheet in sheets if "<f>" in sheet or "<v>" in sheet]
    assert all('state="frozen"' in sheet and "<autoFilter" in sheet for sheet in sheets)
    assert 'numFmtId="49"' in styles, "the format that keeps leading zeros and days"
    names = {row["id"]: row["name"] for row in _rows(tmp_path / "w.xlsx", "actors")}
    assert names == {"acme": "=1+1", "beta": "-"}


@pytest.mark.parametrize("name", ["w.xlsx", "w.zip"])
def test_the_same_store_gives_the_same_file(formulas: Store, tmp_path: Path, name: str) -> None:
    write_tables(formulas, tmp_path / name)
    first = (tmp_path / name).read_bytes()
    write_tables(formulas, tmp_path / name)
    assert (tmp_path / name).read_bytes() == first


@pytest.mark.parametrize(("name", "excel"), [("w.xlsx", False), ("w.zip", True)])
def test_whatever_the_files_they_load_back_as_the_same(
    eco: Ecosystem, out: Path, tmp_path: Path, name: str, *, excel: bool
) -> None:
    eco.write_tables(tmp_path / name, excel=excel)
    back, plain = (read(files_of(path), "mine", Journal()) for path in (tmp_path / name, out))
    assert set(back.stated) == set(plain.stated)
    assert (back.titles, set(back.about)) == (plain.titles, set(plain.about))


def test_a_cell_that_no_workbook_can_hold_is_refused_rather_than_cut(tmp_path: Path) -> None:
    actors = [{"id": "acme", "type": "SME", "name": "A", "description": "x" * 32_768, "source": URLS[0]}]
    store = open_source(_written(tmp_path / "mine", HARMLESS | {"actors": actors}))
    with pytest.raises(Impossible, match="'actors' has more than 1,048,576 rows or a cell of more than 32,767"):
        write_tables(store, tmp_path / "w.xlsx")
    assert not (tmp_path / "w.xlsx").exists()


def test_a_zip_holds_the_files_of_the_folder(eco: Ecosystem, out: Path, tmp_path: Path) -> None:
    eco.write_tables(tmp_path / "w.zip")
    with zipfile.ZipFile(tmp_path / "w.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.name: path.read_bytes() for path in out.iterdir()
        }


def test_files_for_excel_have_its_mark_its_delimiter_and_its_ends_of_lines(formulas: Store, tmp_path: Path) -> None:
    write_tables(formulas, tmp_path / "x", excel=True)
    lines = (tmp_path / "x" / "actors.csv").read_bytes().split(b"\r\n")
    assert lines[0].startswith(b"\xef\xbb\xbfid;type;name;")
    assert lines[-1] == b""


def test_no_cell_for_excel_begins_like_a_formula_a_date_or_a_number(formulas: Store, tmp_path: Path) -> None:
    write_tables(formulas, tmp_path / "x", excel=True)
    for path in (tmp_path / "x").iterdir():
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
        assert [cell for cell in cells if cell and cell[0] in "=+-@0123456789"] == []


def test_files_for_excel_are_read_as_the_plain_ones(formulas: Store, tmp_path: Path) -> None:
    write_tables(formulas, tmp_path / "plain")
    write_tables(formulas, tmp_path / "x", excel=True)
    for path in (tmp_path / "plain").iterdir():
        assert _rows(tmp_path / "x" / path.name) == _rows(path)


def test_an_older_folder_of_tables_is_replaced_whole(formulas: Store, tmp_path: Path) -> None:
    folder = _written(tmp_path / "old", {"territories": [{"id": "gone"}]})
    write_tables(formulas, folder)
    assert sorted(path.name for path in folder.iterdir()) == ["actors.csv", "sources.csv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "old"], "nothing is left beside it"


def test_a_folder_with_anything_else_in_it_is_left_alone(formulas: Store, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "holiday.jpg").touch()
    with pytest.raises(
        InputError, match=r"photos: holds 'holiday\.jpg', which is none of the tables; name a new folder"
    ):
        write_tables(formulas, folder)
    assert [path.name for path in folder.iterdir()] == ["holiday.jpg"]


def test_where_the_writing_fails_the_old_folder_stays(
    formulas: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    folder = _written(tmp_path / "old", {"territories": [{"id": "kept"}]})
    monkeypatch.setattr("triplehelix.graph.views.tables.export.csv_files", fails)
    with pytest.raises(Impossible, match="No space left on device"):
        write_tables(formulas, folder)
    assert [path.name for path in folder.iterdir()] == ["territories.csv"]
    assert len(list(tmp_path.iterdir())) == 2


# what the tables cannot say

ACME: Final = thing("actor", "acme")
DOCUMENT: Final = document_iri(URLS[0])
DESCRIBED: Final = [
    Triple(DOCUMENT, RDF.type, THX.Source),
    Triple(DOCUMENT, DCT.source, NamedNode(URLS[0])),
    Triple(ACME, RDF.type, THX.SME),
    Triple(ACME, SKOS.prefLabel, Literal("Acme")),
]


def _evidence(load: str, *triples: Triple, document: NamedNode = DOCUMENT) -> Store:
    store = Store()
    store.extend(evidence_quads(Load(load, f"{load}.csv"), (Stated(document, triple) for triple in triples)))
    return store


def test_what_has_no_place_is_counted_and_the_rest_written(tmp_path: Path) -> None:
    other = NamedNode("https://example.org/acme")
    store = _evidence(
        "mine",
        *DESCRIBED,
        Triple(ACME, OWL.sameAs, other),
        Triple(ACME, SKOS.prefLabel, Literal(" blanks ")),
        Triple(ACME, THX.city, thing("territory", "of-no-row")),
        Triple(other, SKOS.prefLabel, Literal("Somebody")),
    )
    written = write_tables(store, tmp_path / "mine")
    assert written.left_out == {"mine": {"sameAs": 1, "prefLabel": 2, "city": 1}}
    assert [row["name"] for row in _rows(tmp_path / "mine" / "actors.csv")] == ["Acme"]


def _partners(store: Store) -> set[Triple]:
    return {quad.triple for quad in store.quads_for_pattern(None, THX.partner, None, None)}


def test_of_a_tie_whose_documents_name_different_parties_as_much_is_told_as_one_row_can(tmp_path: Path) -> None:
    told = {"actors": [{"id": name, "type": "SME", "name": name, "source": URLS[0]} for name in ("a", "b", "c")]}
    tie = {"id": "t", "type": "Partnership", "first_party": "a", "other_party": "b;c", "source": URLS[0]}
    listed = {"sources": [{"url": url} for url in URLS[:2]], "ties": [tie]}
    store = open_source(_written(tmp_path / "mine", told | listed))
    [graph] = named_graphs(store, document_iri(URLS[1]), RDF.type, None)
    of_two = [(THX.partner, thing("actor", "a")), (THX.partner, thing("actor", "b")), (RDF.type, THX.Partnership)]
    store.extend(Quad(thing("tie", "t"), prop, value, graph) for prop, value in of_two)
    written = write_tables(store, tmp_path / "out")
    assert written.left_out == {"mine": {"partner": 1}}
    assert _partners(open_source(tmp_path / "out")) < _partners(store), "and nothing that nobody said"


def test_a_store_of_documents_without_an_address_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(f"{ACME} a {THX.SME} .\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine: nothing in it has a place in the tables.*export it as trig"):
        write_tables(open_source(tmp_path / "mine.ttl"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


# several loads


@pytest.fixture
def two_loads() -> Store:
    store = _evidence("one", *DESCRIBED)
    store.extend(_evidence("two", *DESCRIBED, Triple(ACME, SKOS.altLabel, Literal("A"))))
    return store


def test_each_load_has_a_folder_of_its_own(two_loads: Store, tmp_path: Path) -> None:
    assert write_tables(two_loads, tmp_path / "both").rows == {"one": 2, "two": 2}
    assert [row["aliases"] for row in _rows(tmp_path / "both" / "one" / "actors.csv")] == [""]
    assert [row["aliases"] for row in _rows(tmp_path / "both" / "two" / "actors.csv")] == ["A"]


def test_one_load_can_be_asked_for(two_loads: Store, tmp_path: Path) -> None:
    assert write_tables(two_loads, tmp_path / "w.xlsx", "two").rows == {"two": 2}
    assert [row["aliases"] for row in _rows(tmp_path / "w.xlsx", "actors")] == ["A"]


def test_a_workbook_of_several_loads_and_a_load_that_is_none_are_refused(two_loads: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a workbook holds one load; say which \(--load\): one, two"):
        write_tables(two_loads, tmp_path / "w.xlsx")
    with pytest.raises(InputError, match="there is no load 'three'; there are one, two"):
        write_tables(two_loads, tmp_path / "x", "three")
    assert list(tmp_path.iterdir()) == []


# the command


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["export", *arguments])


@pytest.mark.parametrize("arguments", [("--format", "tables", "-o", "w"), ("-o", "w.xlsx")])
def test_the_command_writes_tables_without_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = _run(*arguments)
    assert (outcome.exit_code, outcome.output) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == [arguments[-1]]


def test_the_command_says_what_was_left_out_and_ends_well(tmp_path: Path) -> None:
    path = tmp_path / "mine.nq"
    path.write_bytes(export(_evidence("mine", *DESCRIBED, Triple(ACME, OWL.sameAs, DOCUMENT)), "nquads"))
    outcome = CliRunner().invoke(cli, ["--store", str(path), "export", "-o", str(tmp_path / "w.zip")])
    assert outcome.exit_code == 0
    assert outcome.stderr == "load 'mine': 1 statements have no place in the tables: 1 sameAs\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "tables"), "tables are files: name a folder, a .zip or a .xlsx with -o"),
        (("--excel", "-o", "w.ttl"), "--load and --excel are of tables; say --format tables"),
        (("--excel", "-o", "w.xlsx"), "a workbook needs no --excel"),
        (("-o", "."), "'.' is a directory; name a file, or say --format tables"),
    ],
)
def test_options_that_do_not_fit_are_refused(arguments: tuple[str, ...], message: str) -> None:
    outcome = _run(*arguments)
    assert outcome.exit_code == 2
    assert message in outcome.stderr
