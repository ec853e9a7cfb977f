"""The store as JSON-LD 1.1 that people can read: short keys, by the context that ships with the ontology.

Written thing by thing, so that the document need not fit in memory; the libraries that compact JSON-LD hold all of it,
and pyoxigraph writes only the expanded form.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import IO, Any, Final, cast

from pyoxigraph import NamedNode, Quad, Triple

from triplehelix.graph.errors import Impossible
from triplehelix.graph.lookup import Term
from triplehelix.graph.terms import RDF, XSD

__all__ = ["CONTEXT", "write_jsonld"]

CONTEXT: Final = Path(__file__).parent.parent.parent / "ontology" / "context.jsonld"


def write_jsonld(quads: Iterable[Quad], output: IO[bytes]) -> None:
    """Write quads, ordered by graph and then by subject, as one document with its context."""
    context = json.loads(CONTEXT.read_bytes())["@context"]
    output.write(f'{{"@context": {json.dumps(context, ensure_ascii=False)},\n"@graph": ['.encode())
    output.writelines(text.encode() for text in _texts(_Compactor(context), quads))
    output.write(b"\n]}\n")


def _texts(compactor: "_Compactor", quads: Iterable[Quad]) -> Iterator[str]:
    """The things of the default graph, then each other graph with its things."""
    for order, (graph, members) in enumerate(groupby(quads, key=lambda quad: quad.graph_name)):
        named = isinstance(graph, NamedNode)
        yield ",\n" if order else "\n"
        yield f'{{"id": {json.dumps(compactor.reference(graph))}, "@graph": [\n' if named else ""
        for place, (_, group) in enumerate(groupby(members, key=lambda quad: quad.subject)):
            yield ",\n" if place else ""
            yield json.dumps(compactor.node(group), ensure_ascii=False)
        yield "]}" if named else ""


class _Compactor:
    """Shortens names and values as a context allows, so that they expand to what they were."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._context = context

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        return {iri: name for name, iri in self._context.items() if isinstance(iri, str) and not iri.startswith("@")}

    @cached_property
    def _terms(self) -> dict[str, str]:
        """The full name of each property and class that has a word of its own."""
        words = {name: entry for name, entry in self._context.items() if isinstance(entry, dict)}
        return {self._expanded(entry["@id"]): name for name, entry in words.items()}

    def _expanded(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return f"{self._context[prefix]}{local}"

    def node(self, quads: Iterable[Quad]) -> dict[str, Any]:
        """What quads say of their subject."""
        said: dict[str, list[Any]] = {}
        for quad in quads:
            key, value = self._entry(quad.predicate, cast("Term | Triple", quad.object))
            said.setdefault("id", [self.reference(cast("NamedNode", quad.subject))])
            said.setdefault(key, []).append(value)
        return {key: values[0] if len(values) == 1 else values for key, values in said.items()}

    def _entry(self, prop: NamedNode, value: Term | Triple) -> tuple[str, Any]:
        if prop == RDF.type and isinstance(value, NamedNode):
            return "type", self._name(value)
        key = self._name(prop)
        entry = self._context.get(key)
        return key, self._value(value, entry.get("@type", "") if isinstance(entry, dict) else "")

    def _value(self, value: Term | Triple, coerced: str) -> Any:  # noqa: ANN401 - whatever JSON-LD has for a value
        if isinstance(value, Triple):
            raise Impossible("JSON-LD cannot write a triple within a triple; choose another format")
        if isinstance(value, NamedNode):
            reference = self.reference(value)
            return reference if coerced == "@id" else {"id": reference}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if value.datatype == XSD.string:
            return {"@value": value.value} if coerced else value.value
        datatype = self._name(value.datatype)
        return value.value if coerced == datatype else {"@value": value.value, "@type": datatype}

    def _name(self, iri: NamedNode) -> str:
        """A property, class or datatype: its own word, else by its prefix."""
        return self._terms.get(iri.value) or self.reference(iri)

    def reference(self, iri: NamedNode) -> str:
        """A thing, by the prefix of its vocabulary where it has a known one.

        Raises
        ------
        Impossible
            If its IRI begins as one of the prefixes does, so that JSON-LD would take it for a short name.
        """
        if iri.value.partition(":")[0] in self._context:
            raise Impossible(f"JSON-LD cannot tell {iri} from a name with a known prefix; choose another format")
        cut = max(iri.value.rfind("#"), iri.value.rfind("/")) + 1
        prefix = self._prefixes.get(iri.value[:cut])
        return f"{prefix}:{iri.value[cut:]}" if prefix else iri.value
