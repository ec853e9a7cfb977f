"""The syntaxes of RDF: which one a file is in, and its quads as they stand there."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePath
from typing import BinaryIO, Final
from xml.parsers.expat import ExpatError, ParserCreate

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from triplehelix.graph.errors import InputError, Place
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.rdflib_syntaxes import hextuples, patch, trix

__all__ = ["Syntax", "engine_reads", "quads_of", "syntax_of"]

Syntax = RdfFormat | str
"""One of Oxigraph's formats, or the name of one that only rdflib reads."""

_BY_RDFLIB: Final[Mapping[str, Callable[[Input], Iterator[Quad]]]] = {
    "TriX": trix, "HexTuples": hextuples, "RDF Patch": patch,
}  # fmt: skip
_SUFFIXES: Final[Mapping[str, Syntax]] = {
    ".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML, ".owl": RdfFormat.RDF_XML, ".jsonld": RdfFormat.JSON_LD, ".n3": RdfFormat.N3,
    ".trix": "TriX", ".hext": "HexTuples", ".rdp": "RDF Patch",
}  # fmt: skip
_PROLOG: Final = rb"\A\s*(<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(\[[^\]]*\])?\s*>\s*)*"
# what begins a file of a syntax that its name does not tell
_BEGINNINGS: Final[tuple[tuple[re.Pattern[bytes], Syntax], ...]] = (
    (re.compile(_PROLOG + rb"<TriX\b", re.DOTALL), "TriX"),
    (re.compile(_PROLOG + rb"<(\w+:)?RDF\b", re.DOTALL), RdfFormat.RDF_XML),
    (re.compile(rb'\A\s*\["[^"\n]*", ?"[^"\n]*", ?"(\\.|[^"\\\n])*"(, ?"[^"\n]*"){3}\]'), "HexTuples"),
    (re.compile(rb'\A\s*[\[{].*"@(context|graph|id|type)"', re.DOTALL), RdfFormat.JSON_LD),
    (re.compile(rb"\A\s*(TX|H \S+ .*|A [<_].*) \."), "RDF Patch"),
)
# those that say most: what can be read as N-Triples is N-Quads, and Turtle is TriG
_TRIED: Final = (RdfFormat.N_QUADS, RdfFormat.TRIG)

_NOWHERE: Final = "https://relative.invalid/"
_ENTITY: Final = re.compile(rb"""<!ENTITY\s+%?\s*\S+\s+(SYSTEM|PUBLIC|"[^"]*"|'[^']*')""")
_LONGEST_ENTITY: Final = 1_000


def syntax_of(file: Input) -> Syntax | None:
    """The syntax of an RDF file: by its name, or else by what it begins with; None if it is no RDF."""
    by_name = _SUFFIXES.get(PurePath(file.name).suffix.lower())
    return by_name or _by_content(file.head().removeprefix(BOM_UTF8))


def _by_content(head: bytes) -> Syntax | None:
    begun = next((syntax for beginning, syntax in _BEGINNINGS if beginning.search(head)), None)
    return begun or next((syntax for syntax in _TRIED if _states_something(head, syntax)), None)


def _states_something(head: bytes, syntax: RdfFormat) -> bool:
    try:
        return next(parse(head, syntax), None) is not None
    except SyntaxError:
        return False


def quads_of(file: Input, syntax: Syntax) -> Iterator[Quad]:
    """The quads of a file; nothing that it refers to is fetched.

    Raises
    ------
    InputError
        Where it is not of that syntax, with line and column as far as they are known.
    """
    return _BY_RDFLIB[syntax](file) if isinstance(syntax, str) else _by_oxigraph(file, syntax)


def _by_oxigraph(file: Input, syntax: RdfFormat) -> Iterator[Quad]:
    if syntax == RdfFormat.RDF_XML:
        _refuse_entities(file)
    with engine_reads(file, syntax), file.open() as content:
        if file.head(len(BOM_UTF8)) == BOM_UTF8:  # some editors begin a file with it, and no syntax does
            content.read(len(BOM_UTF8))
        yield from _json_ld(file, content) if syntax == RdfFormat.JSON_LD else parse(content, syntax)


@contextmanager
def engine_reads(file: Input, syntax: RdfFormat) -> Iterator[None]:
    """Tell what the engine finds wrong with a file.

    Raises
    ------
    InputError
        Where it is not of the syntax, with line and column as far as they are known.
    """
    try:
        yield
    except SyntaxError as error:
        place = Place(file.name, error.lineno or 0, error.offset or 0) if error.lineno else _place_in_xml(file, syntax)
        raise InputError(_reason(error, syntax), place) from None
    except MemoryError:  # so the engine says that a single token is longer than its buffer of 16 MB
        raise InputError("has a text of more than 16 MB, or a quote that never ends", Place(file.name)) from None


def _place_in_xml(file: Input, syntax: RdfFormat) -> Place:
    """Where XML is broken, which the engine does not tell; the whole file if it is sound as XML."""
    if syntax == RdfFormat.RDF_XML:
        try:
            with file.open() as content:
                ParserCreate().ParseFile(content)
        except ExpatError as error:
            return Place(file.name, error.lineno, error.offset + 1)
    return Place(file.name)


def _reason(error: SyntaxError, syntax: RdfFormat) -> str:
    if "LoadDocumentCallback" in error.msg:
        elsewhere = "it refers to a context elsewhere, and nothing is fetched; put the context itself into the file"
        return f"is not {syntax.name}: {elsewhere}"
    return f"is not {syntax.name}: {error.msg}"


def _json_ld(file: Input, content: BinaryIO) -> Iterator[Quad]:
    """Without a base, the engine would leave out what has a relative IRI without a word."""
    for quad in parse(content, RdfFormat.JSON_LD, base_iri=_NOWHERE):
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            if isinstance(term, NamedNode) and term.value.startswith(_NOWHERE):
                relative = term.value.removeprefix(_NOWHERE)
                raise InputError(f'has the relative IRI {relative!r}; add "@base" to its context', Place(file.name))
        yield quad


def _refuse_entities(file: Input) -> None:
    """Entities that are made of entities, or are long, can make gigabytes of a short file."""
    head = file.head(1 << 20)
    if b"<!DOCTYPE" not in head:
        return
    for entity in _ENTITY.finditer(head):
        if b"&" in entity[1] or len(entity[1]) > _LONGEST_ENTITY:
            line = head.count(b"\n", 0, entity.start()) + 1
            raise InputError("has an entity that is long or made of entities; write it out", Place(file.name, line))
