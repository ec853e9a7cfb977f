"""What kind of source files are, seen from their content."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from io import BytesIO
from pathlib import PurePath
from typing import Final, NamedTuple

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.layout import COLUMNS, REQUIRED
from triplehelix.graph.sources.rows import header_of
from triplehelix.graph.sources.syntaxes import syntax_of
from triplehelix.graph.sources.workbook import is_workbook, sheet_names

__all__ = ["KINDS", "Group", "Groups", "groups", "kind_of"]

KINDS: Final = ("tables", "rdf", "cordis", "ror", "trials")

# columns that no other tables have: one of them is enough (in small letters)
_CORDIS: Final = frozenset({"projectid", "organisationid", "idorganization", "projectrcn", "projectreference"})
# a project's table has these; the rest differs between the framework programmes
_CORDIS_PROJECT: Final = frozenset({"id", "acronym", "title", "ecmaxcontribution"})

_TRIALS: Final = "nct number"
_LINKED_JSON: Final = re.compile(rb'"@(context|id|graph|type)"')
_ROR: Final = re.compile(rb'"id"\s*:\s*"https://ror\.org/0')


class Group(NamedTuple):
    """Files that are loaded together."""

    kind: str
    files: list[Input]


class Groups(NamedTuple):
    """What a folder or archive holds, and what else lies there that nothing can be made of."""

    known: list[Group]
    others: list[Input]


def groups(files: Iterable[Input]) -> Groups:
    """The files by kind, in the order of the kinds; each RDF file is a group of its own."""
    by_kind: dict[str, list[Input]] = {}
    for file in files:
        by_kind.setdefault(_kind(file), []).append(file)
    others = by_kind.pop("", [])
    known = [Group("rdf", [file]) for file in by_kind.pop("rdf", [])]
    known.extend(Group(kind, by_kind[kind]) for kind in KINDS if kind in by_kind)
    return Groups(known, others)


def kind_of(files: Sequence[Input]) -> str:
    """The one kind that files are of; files beside them of which nothing can be made do not count.

    Raises
    ------
    InputError
        If they are of no kind, or of several.
    """
    kinds = list(dict.fromkeys(group.kind for group in groups(files).known))
    if not files:
        raise InputError("holds no file", Place("the source"))
    if len(kinds) > 1:
        raise InputError(f"is data of several kinds ({', '.join(kinds)}); load each by itself", Place(files[0].name))
    if not kinds:
        raise InputError(_unknown(files[0]), Place(files[0].name))
    return kinds[0]


def _unknown(file: Input) -> str:
    if not file.head(1):
        return "is empty"
    return (
        "cannot be loaded: it is neither RDF, nor the tables of an ecosystem, nor CORDIS, ROR or"
        " ClinicalTrials.gov; say what it is with --as, or describe its columns with --columns"
    )


def _begins_json(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))


def _kind(file: Input) -> str:
    if is_workbook(file):
        return _kind_of_workbook(file)
    head = file.head()
    if _begins_json(head) and _ROR.search(head) and not _LINKED_JSON.search(head):
        return "ror"
    beginning = Input(file.name, partial(BytesIO, head))  # a file that is no table may be one endless line
    return "rdf" if syntax_of(file) else _kind_of_table(PurePath(file.name).stem, _columns(beginning))


def _kind_of_workbook(file: Input) -> str:
    with suppress(InputError):
        kinds = (_kind_of_table(sheet, _columns(file, sheet)) for sheet in sheet_names(file))
        return next(filter(None, kinds), "")
    return ""


def _columns(file: Input, sheet: str | None = None) -> tuple[str, ...]:
    with suppress(InputError):
        return header_of(file, sheet)
    return ()


def _kind_of_table(name: str, columns: Sequence[str]) -> str:
    table, small = name.strip().lower(), {column.lower() for column in columns}
    if table in COLUMNS and not small.isdisjoint(REQUIRED[table]):
        return "tables"
    if small & _CORDIS or small >= _CORDIS_PROJECT:
        return "cordis"
    return "trials" if _TRIALS in small else ""
