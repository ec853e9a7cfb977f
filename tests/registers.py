"""What the tests of the registers' readers share: texts as files, and what a reader states as a merged store."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import NamedNode, Store

from triplehelix.graph.checks.shapes import SHAPES, rules_of, violations
from triplehelix.graph.evidence import Load, evidence_quads
from triplehelix.graph.lookup import objects, subjects
from triplehelix.graph.merge import merge
from triplehelix.graph.sources.inputs import Input
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.statements import Contents, Reader
from triplehelix.graph.terms import RDF
from triplehelix.graph.vocabulary import vocabulary


def text_file(name: str, text: str | bytes) -> Input:
    content = text.encode() if isinstance(text, str) else text
    return Input(name, lambda: io.BytesIO(content))


def table(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, str]], delimiter: str = ";") -> Input:
    """A CSV file, with all cells quoted and those that a row leaves out empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return text_file(name, text.getvalue())


def read(reader: Reader, *files: Input, journal: Journal | None = None) -> Store:
    """The merged store of what a reader states."""
    return merged(reader(files, "mine", journal or Journal()))


def merged(contents: Contents) -> Store:
    store = Store()
    store.bulk_extend(evidence_quads(Load("mine", "mine", licence=contents.licence), contents.stated))
    merge(store, vocabulary())
    return store


def values(store: Store, subject: NamedNode, prop: NamedNode) -> list[str]:
    return sorted(value.value for value in objects(store, subject, prop))


def instances(store: Store, cls: NamedNode) -> list[str]:
    """The ends of the IRIs of all that is of a class."""
    return sorted(node.value.rpartition("/")[2] for node in subjects(store, RDF.type, cls))


def errors(store: Store) -> set[str]:
    """The rules that the merged data break, warnings aside."""
    grave = {name for name, rule in rules_of(SHAPES).items() if rule.severity == "error"}
    return {rule for rule, _ in violations(store, SHAPES)} & grave
