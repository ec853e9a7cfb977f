"""The tables of a CORDIS download, told by their columns, and the names that the columns had over the years."""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal

from triplehelix.graph.dates import PartialDate
from triplehelix.graph.errors import InputError
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.rows import Row, header_of

__all__ = ["Kind", "columns_of", "former_names", "kind_of", "number", "todays", "updated"]

Kind = Literal["project", "organization", "code"]

# the name in today's files -> the names in older ones
_FORMER: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("reference",),
    "legalBasis": ("programme",),
    "masterCall": ("call",),
    "projectID": ("projectReference",),
    "organisationID": ("idOrganization", "organizationID"),
    "organizationURL": ("organizationUrl",),
    "street": ("address",),
    "contentUpdateDate": ("last_update", "lastUpdateDate"),
}
_CODES: Final = ("topic", "legalBasis")


def kind_of(columns: Collection[str]) -> Kind | None:
    """The table of CORDIS that has such columns: projects, organisations, codes of projects; None for any other.

    >>> kind_of(["id", "acronym", "title"]), kind_of(["projectID", "id", "name"]), kind_of(["projectID", "topic"])
    ('project', 'organization', 'code')
    """
    names = set(columns)
    if "name" in names and names & {"organisationID", "organizationID", "idOrganization", "id"}:
        return "organization" if names & {"projectID", "projectReference", "country"} else None
    if {"acronym", "title"} <= names and names & {"id", "reference"}:
        return "project"
    return "code" if "projectID" in names and names & set(_CODES) else None


def columns_of(file: Input) -> tuple[str, ...]:
    """The columns of a table; none where the file is no table."""
    try:
        return header_of(file)
    except InputError:
        return ()


def former_names(columns: Collection[str]) -> dict[str, str]:
    """The columns that have another name in today's files, with that name.

    >>> former_names(["projectID", "id", "name"])
    {'id': 'organisationID'}
    """
    found = {old: name for name, olds in _FORMER.items() if name not in columns for old in olds if old in columns}
    # until 2021 an organisation's number stood in a column that is named as a project's in the other table
    if kind_of(columns) == "organization" and "organisationID" not in {*columns, *found.values()}:
        found["id"] = "organisationID"
    return found


def todays(rows: Iterator[Row], former: Mapping[str, str]) -> Iterator[Row]:
    """Rows with today's names of the columns."""
    if not former:
        return rows
    return (Row(row.file, row.line, {former.get(name, name): cell for name, cell in row.cells.items()}) for row in rows)


def number(row: Row, column: str) -> str:
    """The number of a project or an organisation.

    Raises
    ------
    InputError
        If there is none.
    """
    text = row[column]
    if not (text.isdecimal() and text.isascii()):
        problem = f"{text!r} is not a number" if text else "is empty"
        raise row.error(column, f"{problem}; write the number by which CORDIS knows it")
    return text


def updated(row: Row) -> str:
    """The day on which a row was brought up to date; empty where it is not known."""
    return _day(row["contentUpdateDate"][:10])


@lru_cache(maxsize=1 << 12)
def _day(text: str) -> str:
    found = PartialDate.read(text)
    return found.written if found and found.precision == "date" else ""
