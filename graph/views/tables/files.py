"""Rows of tables as files: a folder of CSV, a zip of it, or one workbook."""

import csv
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triplehelix.graph.errors import Impossible, InputError, Place
from triplehelix.graph.output import opened
from triplehelix.graph.sources.layout import COLUMNS
from triplehelix.graph.sources.rows import Row

__all__ = ["EXCEL", "PLAIN", "Style", "csv_files", "replaced_folder", "write_zip"]

# what a spreadsheet would take for a formula, a date or a number, and keep as what it then is
_CONVERTED: Final = re.compile(r"[=+\-@\d]")
_ANY_DAY: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Style:
    """How CSV is written."""

    encoding: str = "utf-8"
    delimiter: str = ","
    line_end: str = "\n"
    guard: str = ""
    """Stands before what a spreadsheet would convert; the reader of the tables takes blanks away."""

    def cells(self, row: Sequence[str]) -> list[str]:
        """The cells of a row as they are written."""
        return [self.guard + cell if _CONVERTED.match(cell) else cell for cell in row]


PLAIN: Final = Style()
"""As the bundled tables are: for programs, for version control, and back."""
EXCEL: Final = Style("utf-8-sig", ";", "\r\n", "\t")
"""As Excel opens a file by a double click where the comma is for decimals, and keeps every cell as it is."""


def csv_files(rows: Iterable[tuple[str, Row]], folder: Path, style: Style = PLAIN) -> int:
    """Write each table that has rows into a folder, in the order in which its rows come; how many rows there were."""
    count = 0
    with ExitStack() as files:
        writers: dict[str, Callable[[Sequence[str]], object]] = {}
        for table, row in rows:
            if table not in writers:
                path = folder / f"{table}.csv"
                file = files.enter_context(path.open("w", encoding=style.encoding, newline=""))
                writer = csv.writer(file, delimiter=style.delimiter, lineterminator=style.line_end)
                writer.writerow(COLUMNS[table])
                writers[table] = writer.writerow
            writers[table](style.cells([row[column] for column in COLUMNS[table]]))
            count += 1
    return count


def write_zip(folder: Path, path: Path) -> None:
    """The files below a folder as a zip: equal files give equal bytes.

    Raises
    ------
    Impossible
        If it cannot be written; an old file is untouched.
    """
    with opened(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in sorted(member for member in folder.rglob("*") if member.is_file()):
            info = zipfile.ZipInfo(member.relative_to(folder).as_posix(), _ANY_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as packed, member.open("rb") as content:
                shutil.copyfileobj(content, packed)


@contextmanager
def replaced_folder(path: Path) -> Iterator[Path]:
    """A folder to fill; it then takes the place of the folder at a path, if all went well.

    Raises
    ------
    InputError
        If there is something at the path that is not a folder of tables alone.
    Impossible
        If it cannot be written; what was there is untouched.
    """
    _check_replaceable(path)
    try:
        with tempfile.TemporaryDirectory(dir=path.resolve().parent, prefix=f".{path.name}.") as beside:
            new = Path(beside) / "new"
            new.mkdir()
            yield new
            _swap(new, path.resolve(), Path(beside) / "old")
    except OSError as error:
        raise Impossible(f"cannot write {str(path)!r}: {error.strerror}") from None


def _check_replaceable(path: Path) -> None:
    names = {f"{table}.csv" for table in COLUMNS}
    if path.exists() and not path.is_dir():
        raise InputError("is a file; name a folder, a .zip or a .xlsx", Place(str(path)))
    if path.exists() and (other := sorted({file.name for file in path.iterdir()} - names)):
        message = f"holds {other[0]!r}, which is none of the tables; name a new folder, or an empty one"
        raise InputError(message, Place(str(path)))


def _swap(new: Path, path: Path, old: Path) -> None:
    if path.exists():
        path.rename(old)
    new.rename(path)
