"""The SHACL shapes as rules, and what pySHACL finds by them.

pySHACL looks at each thing of each class, so what it looks at stands in memory: the same validation of the bundled
ecosystem takes some seconds on rdflib's own graph and minutes on rdflib over Oxigraph. It sees the merged knowledge
alone, which has all superclasses, so that it needs to infer nothing.
"""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from triplehelix.graph.checks.findings import Rule, Severity, Spot
from triplehelix.graph.lookup import MERGED
from triplehelix.graph.terms import RDFS, Namespace, local_name

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["PROFILES", "SHAPES", "rules_of", "violations"]

_FOLDER: Final = Path(__file__).parent.parent.parent / "ontology"
SHAPES: Final = _FOLDER / "shapes.ttl"
PROFILES: Final[Mapping[str, Path]] = {path.stem: path for path in sorted((_FOLDER / "profiles").glob("*.ttl"))}
"""The sets of rules that an organisation outside sets, by name."""

_SH: Final = Namespace("http://www.w3.org/ns/shacl#")
_SEVERITIES: Final[Mapping[NamedNode, Severity]] = {
    _SH.Violation: "error",
    _SH.Warning: "warning",
    _SH.Info: "notice",
}


def rules_of(path: Path, language: str = "en") -> dict[str, Rule]:
    """The rules in a file of shapes, by their ids: every shape that has a severity is one.

    >>> rules_of(SHAPES)["wrong-currency"].severity
    'error'
    """
    triples = [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]
    severities = {t.subject: _SEVERITIES[t.object] for t in triples if t.predicate == _SH.severity}
    texts = {
        (t.subject, t.predicate): t.object.value
        for t in triples
        if isinstance(t.object, Literal) and t.object.language == language
    }
    return {
        local_name(shape.value): Rule(
            local_name(shape.value), severity, texts[shape, _SH.message], texts[shape, RDFS.comment]
        )
        for shape, severity in severities.items()
        if isinstance(shape, NamedNode)
    }


def violations(store: Store, path: Path, only: Collection[str] = ()) -> Iterator[tuple[str, Spot]]:
    """The rules in a file of shapes, or some of them, that the merged knowledge of a store does not keep, and where."""
    rules = rules_of(path).keys()
    if only and rules.isdisjoint(only):
        return
    from pyshacl import validate  # with all of rdflib, for those who check

    asked = _without(_read(path), rules - set(only)) if only else _read(path)
    with _quiet():
        _, report, _ = validate(_merged(store), shacl_graph=asked, inference="none")
    yield from dict.fromkeys(_found(cast("Graph", report)))


def _without(shapes: "Graph", left_out: Collection[str]) -> "Graph":
    """A copy of shapes in which some rules apply to nothing."""
    from rdflib import SH, Graph

    kept = Graph() + shapes
    for shape in {shape for shape in shapes.subjects(SH.severity) if local_name(str(shape)) in left_out}:
        kept.remove((None, SH.property, shape))
        kept.remove((shape, None, None))
    return kept


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what rdflib logs of each text that is not of its datatype: the shapes tell it as a finding."""
    logger = logging.getLogger("rdflib.term")
    logger.addFilter(_nothing)
    try:
        yield
    finally:
        logger.removeFilter(_nothing)


def _nothing(record: logging.LogRecord) -> bool:  # noqa: ARG001 - logging's signature
    return False


def _merged(store: Store) -> "Graph":
    from rdflib import Graph

    triples = store.dump(format=RdfFormat.N_TRIPLES, from_graph=MERGED) or b""
    return Graph().parse(data=triples, format="nt")


@cache
def _read(path: Path) -> "Graph":
    from rdflib import Graph

    return Graph().parse(path)


def _found(report: "Graph") -> Iterator[tuple[str, Spot]]:
    from rdflib import SH

    for result in report.objects(None, SH.result):  # not the results within results, which only explain them
        shape = report.value(result, SH.sourceShape)
        told = (report.value(result, prop) for prop in (SH.focusNode, SH.resultPath, SH.value))
        yield local_name(str(shape)), Spot(*_texts(told))


def _texts(terms: Iterable[object]) -> Iterator[str]:
    return ("" if term is None else str(term) for term in terms)
