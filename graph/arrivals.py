"""What somebody names, as loads to come: which files, of which kind, under which name."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.evidence import Load
from triplehelix.graph.incoming import Incoming
from triplehelix.graph.sources.inputs import Input, files_of, readable
from triplehelix.graph.sources.layout import TABLES
from triplehelix.graph.sources.recognise import Group, groups, kind_of
from triplehelix.graph.sources.slugs import slug
from triplehelix.graph.sources.statements import Reader
from triplehelix.graph.watching import UNWATCHED, Watcher

__all__ = ["BUNDLED", "arrivals", "load_name", "recognised"]

BUNDLED: Final = "wallonia"
"""The ecosystem that ships can be named so."""

_CHUNK: Final = 1 << 20


def arrivals(  # noqa: PLR0913 - each is one decision of whoever loads
    sources: Sequence[Path],
    *,
    name: str = "",
    kind: str = "",
    columns: Path | None = None,
    ended: str = "",
    watch: Watcher = UNWATCHED,
) -> list[Incoming]:
    """The loads that sources make, with their checksums, as a store on disk keeps them.

    Parameters
    ----------
    sources
        As for `recognised`; so are the kind and the columns.
    name
        What the load is called, if it is one; else the source's name decides. The loads of an export keep theirs.
    ended
        When they are loaded, as xsd:dateTime.
    watch
        Is told of each source.

    Raises
    ------
    InputError
        If a source is nothing that can be loaded, two loads would have one name, or an export shall be called
        otherwise.
    Impossible
        If one may not be read.

    >>> [load] = arrivals([Path("wallonia")])
    >>> load.load.name, load.kind, len(load.load.checksum)
    ('wallonia', 'tables', 64)
    """
    found = [each for source in sources for each in _examined(source, kind, columns, watch)]
    if name and len(found) != 1:
        raise InputError(
            f"is {len(found)} loads, which cannot all be called {name!r}; leave out the name", _at(sources)
        )
    if name and found[0].is_export:
        raise InputError(f"is an export, whose loads keep their names; leave out the name {name!r}", _at(sources))
    named = [replace(each, load=replace(each.load, name=slug(name))) for each in found] if name else found
    _check_names(named, sources)
    return [replace(each, load=replace(each.load, ended=ended)) for each in named]


def recognised(source: Path, kind: str = "", columns: Path | None = None) -> list[Incoming]:
    """What a source holds: one load, or one for each kind of data that a folder or archive holds.

    Parameters
    ----------
    source
        A file, folder or archive, `-` for standard input, `wallonia` for the ecosystem that ships.
    kind
        What it is, as in `recognise.KINDS`; left empty, its content tells.
    columns
        A TOML file that describes the columns of other tables.

    Raises
    ------
    InputError
        If it is nothing that can be loaded.
    Impossible
        If it may not be read.
    """
    with readable(source):
        return list(_of_source(source, kind, columns))


def load_name(source: Path) -> str:
    """What the load of a file or folder is called, as a part of an IRI.

    >>> load_name(Path("some/Données.csv.gz"))
    'donnees'
    """
    bare = Path(source.resolve().name.removesuffix(".gz"))
    return slug(source.resolve().name if source.is_dir() else bare.stem) or "load"


def _of_source(source: Path, kind: str, columns: Path | None) -> Iterator[Incoming]:
    if str(source) == BUNDLED and not source.exists():
        yield _incoming(BUNDLED, groups(files_of(TABLES)).known[0], TABLES)
        return
    files, base = files_of(source), "standard-input" if str(source) == "-" else load_name(source)
    if columns:
        from triplehelix.graph.sources.columns import reader_for

        yield _incoming(base, Group("columns", files), source, reader_for(columns))
        return
    known, others = groups(files) if not kind else ([Group(kind, files)], [])
    if not known:
        kind_of(files)  # tells what is wrong
    notes = tuple(f"{file.name}: left out, nothing can be made of it" for file in others)
    for group in known:
        name = base if len(known) == 1 else f"{base}-{_part(group)}"
        yield replace(_incoming(name, group, source), notes=notes)
        notes = ()


def _part(group: Group) -> str:
    return slug(Path(group.files[0].name).stem) if group.kind == "rdf" else group.kind


def _incoming(name: str, group: Group, source: Path, reader: Reader | None = None) -> Incoming:
    shown = group.files[0].name if str(source) == "-" else source.resolve().name
    return Incoming(Load(name, shown), group.kind, group.files, reader or _reader_of(group.kind))


def _reader_of(kind: str) -> Reader:
    """The reader of a kind, imported only when something is of that kind."""
    match kind:
        case "tables":
            from triplehelix.graph.sources.tables import read

            return read
        case "cordis":
            from triplehelix.graph.sources.cordis import read_cordis

            return read_cordis
        case "ror":
            from triplehelix.graph.sources.ror import read_ror

            return read_ror
        case "trials":
            from triplehelix.graph.sources.trials import read_trials

            return read_trials
        case _:
            from triplehelix.graph.sources.rdf import read_rdf

            return read_rdf


def _examined(source: Path, kind: str, columns: Path | None, watch: Watcher) -> Iterator[Incoming]:
    """The loads of a source, with what tells whether the store holds them already."""
    from importlib.metadata import version  # takes long to import

    watch.does(f"looking at {source}")
    more = columns.read_bytes() if columns else b""
    for each in recognised(source, kind, columns):
        with readable(source):
            digest = _checksum(each.files, each.kind.encode(), more)
        yield replace(each, load=replace(each.load, checksum=digest, version=version("triplehelix")))


def _checksum(files: Iterable[Input], *more: bytes) -> str:
    """The SHA-256 of unpacked files, and of what else decides how they are read, in hexadecimal."""
    total = hashlib.sha256(b"\0".join(more))
    for file in files:
        with file.open() as content:
            while chunk := content.read(_CHUNK):
                total.update(chunk)
    return total.hexdigest()


def _check_names(incoming: Sequence[Incoming], sources: Sequence[Path]) -> None:
    [(name, times)] = Counter(each.load.name for each in incoming).most_common(1)
    if times > 1:
        raise InputError(
            f"would be one of {times} loads called {name!r}; load them one by one, with names", _at(sources)
        )


def _at(sources: Sequence[Path]) -> Place:
    return Place(str(sources[0]))
