"""Each rule of the shapes and profiles has an example that keeps it and one that breaks it, and nothing else."""

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib import RDF, SH, BNode, Graph, URIRef

from triplehelix.graph.checks.shapes import PROFILES, SHAPES, rules_of, violations
from triplehelix.graph.opening import open_source
from triplehelix.graph.terms import DCT, OWL, RDFS, THX, thing
from triplehelix.graph.vocabulary import vocabulary

FOLDER: Final = Path(__file__).parent / "shapes"
NAMES: Final = "http://example.org/"
CAST: Final = (FOLDER / "cast.ttl").read_text(encoding="utf-8")
FILES: Final = (SHAPES, *PROFILES.values())
RULES: Final = {rule: path for path in FILES for rule in rules_of(path)}
EXAMPLES: Final = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")}


@cache
def _broken_rules(kind: str, path: Path) -> dict[str, set[str]]:
    """The rules that each example of a kind breaks; all examples stand in one store, each under its own names."""
    turtle = "".join(
        f"{CAST.replace(NAMES, f'{NAMES}{rule}/')}\n{EXAMPLES[rule][kind]}\n" for rule in RULES if RULES[rule] == path
    )
    with TemporaryDirectory() as folder:
        file = Path(folder) / "examples.ttl"
        file.write_text(turtle, encoding="utf-8")
        store = open_source(file)
    broken: dict[str, set[str]] = defaultdict(set)
    for rule, spot in violations(store, path):
        broken[spot.subject.removeprefix(NAMES).partition("/")[0]].add(rule)
    return broken


@cache
def _graph(path: Path) -> Graph:
    return Graph().parse(path)


def test_every_rule_has_an_example_and_every_example_a_rule() -> None:
    assert set(RULES) == set(EXAMPLES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_examples_that_keep_a_rule_keep_all(path: Path) -> None:
    assert _broken_rules("pass", path) == {}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_the_example_that_breaks_a_rule_breaks_only_this_one(rule: str) -> None:
    assert _broken_rules("fail", RULES[rule])[rule] == {rule}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_rule_says_what_it_asks_and_what_to_do_in_both_languages(path: Path) -> None:
    english, french = rules_of(path), rules_of(path, "fr")
    assert set(english) == set(french)
    for name, rule in english.items():
        assert len({rule.message, rule.remedy, french[name].message, french[name].remedy}) == 4, name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shape_and_constraint_has_a_name(path: Path) -> None:
    shapes = _graph(path)
    typed = {node for kind in (SH.NodeShape, SH.PropertyShape) for node in shapes.subjects(RDF.type, kind)}
    assert [node for node in typed if isinstance(node, BNode)] == []
    referred = {node for prop in (SH.property, SH.node, SH.qualifiedValueShape) for node in shapes.objects(None, prop)}
    assert referred <= typed


def test_every_rule_applies_to_a_class() -> None:
    for path in FILES:
        shapes = _graph(path)
        targets = set(shapes.subjects(SH.targetClass))
        applied = targets | {rule for target in targets for rule in shapes.objects(target, SH.property)}
        rules = {
            URIRef(f"{str(next(iter(shapes.subjects(SH.targetClass)))).rpartition('#')[0]}#{name}")
            for name in rules_of(path)
        }
        assert rules <= applied


def test_every_class_that_data_can_have_has_a_shape() -> None:
    shapes = _graph(SHAPES)
    targets = {str(target) for target in shapes.objects(None, SH.targetClass)}
    without_data = {"TemporalKind", "Party"}  # of the ontology itself; of actors and office holders
    for quad in vocabulary().triples:
        if (quad.predicate, quad.object) == (NamedNode(str(RDF.type)), OWL.Class) and isinstance(
            quad.subject, NamedNode
        ):
            above = {quad.subject, *vocabulary().superclasses.get(quad.subject, ())}
            name = quad.subject.value.rpartition("#")[2]
            assert name in without_data or {node.value for node in above} & targets, name


@pytest.mark.parametrize("prop", vocabulary().single_valued, ids=lambda prop: prop.value.rpartition("/")[2])
def test_every_single_valued_property_has_a_rule_that_says_so(prop: NamedNode) -> None:
    shapes = _graph(SHAPES)
    rules = [rule for rule in shapes.subjects(SH.path, URIRef(prop.value)) if (rule, SH.severity, None) in shapes]
    limits = [
        value for rule in rules for limit in (SH.maxCount, SH.uniqueLang) for value in shapes.objects(rule, limit)
    ]
    assert limits


def test_a_second_value_that_somebody_wrote_into_the_merged_graph_is_found(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text(f"{CAST} e:acme thx:city e:town .", encoding="utf-8")
    store = open_source(tmp_path / "x.ttl")
    acme = NamedNode("http://example.org/acme")
    store.add(Quad(acme, THX.city, NamedNode("http://example.org/village")))
    assert "wrong-city" in {rule for rule, _ in violations(store, SHAPES)}


def test_two_descriptions_in_one_language_are_found_and_in_two_are_fine(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text(CAST, encoding="utf-8")
    store = open_source(tmp_path / "x.ttl")
    acme = NamedNode("http://example.org/acme")
    for text, language in (("one", "en"), ("un", "fr")):
        store.add(Quad(acme, DCT.description, Literal(text, language=language)))
    assert list(violations(store, SHAPES)) == []
    store.add(Quad(acme, DCT.description, Literal("two", language="en")))
    assert [rule for rule, _ in violations(store, SHAPES)] == ["wrong-description"]


def test_the_evidence_alone_is_not_looked_at() -> None:
    store = Store()
    store.add(Quad(thing("actor", "x"), RDFS.label, Literal("x"), thing("evidence", "mine/x")))
    assert list(violations(store, SHAPES)) == []
