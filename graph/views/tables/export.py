"""A store as the tables that a curator edits, to be corrected in a spreadsheet and loaded back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pyoxigraph import Store

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.views.tables.contents import LoadTables
from triplehelix.graph.views.tables.evidence import loads_of
from triplehelix.graph.views.tables.files import EXCEL, PLAIN, Style, csv_files, replaced_folder, write_zip
from triplehelix.graph.views.tables.workbook import write_workbook

__all__ = ["TablesWritten", "write_tables"]

_FILES: Final = {".zip": write_zip, ".xlsx": write_workbook}
_NOTHING: Final = (
    "nothing in it has a place in the tables, which speak of documents with an address on the web and of things with"
    " ids of our own; export it as trig"
)


@dataclass
class TablesWritten:
    """What was written of each load, and what was not."""

    rows: dict[str, int] = field(default_factory=dict)
    """How many rows, by load."""
    left_out: dict[str, Counter[str]] = field(default_factory=dict)
    """How many statements of each property have no place in the tables, by load; only loads that have such."""


def write_tables(store: Store, path: Path, load: str = "", *, excel: bool = False) -> TablesWritten:
    """Write the evidence as tables: into a folder, or into one file where the path ends in `.zip` or `.xlsx`.

    Where there are several loads and none is named, each has a folder of its own. With `excel` the files are such as
    a European Excel opens by a double click.

    Raises
    ------
    InputError
        If there is no such load, or none that tables can hold; if a workbook would have to hold several; if there is
        something else at the path.
    Impossible
        If it cannot be written; what was there is untouched.
    """
    loads = _chosen(loads_of(store), load, path)
    if path.suffix.lower() not in _FILES:
        with replaced_folder(path) as folder:
            return _write_loads(store, loads, folder, EXCEL if excel else PLAIN)
    with TemporaryDirectory() as folder:
        written = _write_loads(store, loads, Path(folder), EXCEL if excel else PLAIN)
        _FILES[path.suffix.lower()](Path(folder), path)
    return written


def _chosen(loads: Sequence[str], load: str, path: Path) -> Sequence[str]:
    if load and load not in loads:
        raise InputError(f"there is no load {load!r}; there are {', '.join(loads)}", Place(str(path)))
    if not load and len(loads) > 1 and path.suffix.lower() == ".xlsx":
        message = f"a workbook holds one load; say which (--load): {', '.join(loads)}"
        raise InputError(message, Place(str(path)))
    return [load] if load else loads


def _write_loads(store: Store, loads: Sequence[str], folder: Path, style: Style) -> TablesWritten:
    written = TablesWritten()
    for load in loads:
        into = folder / load if len(loads) > 1 else folder
        into.mkdir(exist_ok=True)
        _write_load(LoadTables(store, load), load, into, style, written)
    if not any(written.rows.values()):
        raise InputError(_NOTHING, Place(", ".join(loads) or "the store"))
    return written


def _write_load(tables: LoadTables, load: str, folder: Path, style: Style, written: TablesWritten) -> None:
    written.rows[load] = csv_files(tables.rows(), folder, style)
    if tables.left_out:
        written.left_out[load] = tables.left_out
