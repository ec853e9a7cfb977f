"""The command starts fast because it imports only what it needs; the sources stand where the wheel puts them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from triplehelix.graph import Ecosystem

ROOT: Final = Path(__file__).parent.parent
HEAVY: Final = ("rdflib", "oxrdflib", "networkx", "pyoxigraph", "pyvis", "igraph", "rapidfuzz", "rich", "jinja2")


def run_command(*arguments: str) -> str:
    return f"import sys; from triplehelix.cli import main; sys.argv[1:] = {list(arguments)!r}\ntry:\n    main()\nexcept SystemExit:\n    pass\n"


def imported(code: str) -> set[str]:
    """The packages that a fresh Python imports to run some code."""
    report = "\nimport json, sys; print(json.dumps([name.partition('.')[0] for name in sys.modules]), file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code + report], capture_output=True, text=True, check=True)
    return set(json.loads(run.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(run_command("--help"), id="--help"),
        pytest.param(run_command("--version"), id="--version"),
        pytest.param(run_command("path", "--help"), id="path --help"),
        pytest.param(run_command("query", "--help"), id="query --help"),
        pytest.param("import triplehelix.graph", id="import triplehelix.graph"),
    ],
)
def test_what_needs_no_store_imports_nothing_heavy(code: str) -> None:
    assert imported(code).isdisjoint(HEAVY)


def test_a_path_imports_only_the_store() -> None:
    packages = imported(run_command("path", "PDC*line Pharma", "Université libre de Bruxelles"))
    assert packages & set(HEAVY) == {"pyoxigraph"}


def test_a_store_on_disk_is_read_without_what_reads_sources(tmp_path: Path) -> None:
    Ecosystem.load(tmp_path / "store", ["wallonia"])
    packages = imported(run_command("--store", str(tmp_path / "store"), "path", "pdc line", "ulb"))
    assert packages.isdisjoint({*HEAVY, "ftfy"} - {"pyoxigraph"})


PLAIN_QUERY: Final = ("query", "ASK { ?t a thx:Participation }")
PATH: Final = ("path", "PDC*line Pharma", "Université libre de Bruxelles")
READING: Final = [("stats",), ("show", "BioWin"), ("export", "--format", "nquads"), PLAIN_QUERY, PATH]


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_reading_the_store_needs_neither_rdflib_nor_the_network(arguments: tuple[str, ...]) -> None:
    assert imported(run_command(*arguments)).isdisjoint(set(HEAVY) - {"pyoxigraph"})


@pytest.mark.parametrize("name", ["graph", "ontology", "data", "cli.py"])
def test_each_part_is_found_under_the_wheels_name(name: str) -> None:
    link = ROOT / "src" / "triplehelix" / name
    assert link.is_symlink()
    assert link.resolve() == (ROOT / name).resolve()
    assert not Path(link.readlink()).is_absolute()
