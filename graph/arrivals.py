"""What somebody names to be loaded, as loads to come: which files, of which kind, under which name."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Final

from triplehelix.graph.bundled import TABLES
from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.evidence import Load
from triplehelix.graph.sources.columns import reader_for
from triplehelix.graph.sources.cordis import read_cordis
from triplehelix.graph.sources.inputs import files_of
from triplehelix.graph.sources.rdf import read_rdf
from triplehelix.graph.sources.recognise import Group, groups, kind_of
from triplehelix.graph.sources.ror import read_ror
from triplehelix.graph.sources.slugs import slug
from triplehelix.graph.sources.statements import Reader
from triplehelix.graph.sources.tables import read as read_tables
from triplehelix.graph.sources.trials import read_trials
from triplehelix.graph.spooling import Incoming, checksum

__all__ = ["BUNDLED", "READERS", "arrivals", "load_name"]

BUNDLED: Final = "wallonia"
"""The ecosystem that ships can be loaded by this name."""

READERS: Final[dict[str, Reader]] = {
    "tables": read_tables,
    "rdf": read_rdf,
    "cordis": read_cordis,
    "ror": read_ror,
    "trials": read_trials,
}


def arrivals(
    sources: Sequence[Path], *, name: str = "", kind: str = "", columns: Path | None = None, ended: str = ""
) -> list[Incoming]:
    """The loads that sources make: one each, or one for each kind of data that a folder or archive holds.

    Parameters
    ----------
    sources
        Files, folders or archives, `-` for standard input, `wallonia` for the ecosystem that ships.
    name
        What the load is called, if it is one; else the source's name decides.
    kind
        What the sources are, as a key of `READERS`; left empty, their content tells.
    columns
        A TOML file that describes the columns of other tables.
    ended
        When they are loaded, as xsd:dateTime.

    Raises
    ------
    InputError
        If a source is nothing that can be loaded, or two loads would have one name.

    >>> [load] = arrivals([Path("wallonia")])
    >>> load.load.name, load.kind
    ('wallonia', 'tables')
    """
    found = [each for source in sources for each in _of_source(source, kind, columns)]
    if name and len(found) != 1:
        raise InputError(
            f"is {len(found)} loads, which cannot all be called {name!r}; leave out the name", _at(sources)
        )
    named = [_named(each, slug(name)) for each in found] if name else found
    _check_names(named, sources)
    return [replace(each, load=replace(each.load, ended=ended, version=version("triplehelix"))) for each in named]


def load_name(source: Path) -> str:
    """What the load of a file or folder is called, as a part of an IRI.

    >>> load_name(Path("some/Données.csv.gz"))
    'donnees'
    """
    bare = Path(source.resolve().name.removesuffix(".gz"))
    return slug(source.resolve().name if source.is_dir() else bare.stem) or "load"


def _of_source(source: Path, kind: str, columns: Path | None) -> Iterator[Incoming]:
    if str(source) == BUNDLED and not source.exists():
        yield _incoming(BUNDLED, groups(files_of(TABLES)).known[0], TABLES, read_tables)
        return
    files, base = files_of(source), "standard-input" if str(source) == "-" else load_name(source)
    if columns:
        reader, more = reader_for(columns), columns.read_bytes()
        yield _incoming(base, Group("columns", files), source, reader, more)
        return
    known, others = groups(files) if not kind else ([Group(kind, files)], [])
    if not known:
        kind_of(files)  # tells what is wrong
    notes = tuple(f"{file.name}: left out, nothing can be made of it" for file in others)
    for group in known:
        name = base if len(known) == 1 else f"{base}-{_part(group)}"
        yield replace(_incoming(name, group, source, READERS[group.kind]), notes=notes)
        notes = ()


def _part(group: Group) -> str:
    return slug(Path(group.files[0].name).stem) if group.kind == "rdf" else group.kind


def _incoming(name: str, group: Group, source: Path, reader: Reader, more: bytes = b"") -> Incoming:
    digest = checksum(group.files, group.kind.encode(), more)
    shown = group.files[0].name if str(source) == "-" else source.resolve().name
    return Incoming(Load(name, shown, checksum=digest), group.kind, group.files, reader)


def _named(incoming: Incoming, name: str) -> Incoming:
    return replace(incoming, load=replace(incoming.load, name=name))


def _check_names(incoming: Sequence[Incoming], sources: Sequence[Path]) -> None:
    [(name, times)] = Counter(each.load.name for each in incoming).most_common(1)
    if times > 1:
        raise InputError(
            f"would be one of {times} loads called {name!r}; load them one by one, with names", _at(sources)
        )


def _at(sources: Sequence[Path]) -> Place:
    return Place(str(sources[0]))
