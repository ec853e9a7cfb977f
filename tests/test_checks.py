"""What a check finds, how it is told, and how the command ends."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pyoxigraph import Literal, NamedNode, Quad, Store
from tests.conftest import FULL

from triplehelix.cli import cli
from triplehelix.graph import Ecosystem
from triplehelix.graph.checks.actors import possible_duplicate
from triplehelix.graph.checks.audit import audit
from triplehelix.graph.checks.check import all_rules, check, check_profile
from triplehelix.graph.checks.evidence import conflict, stale_source
from triplehelix.graph.checks.findings import Finding, Report, Rule, Severity, Spot
from triplehelix.graph.checks.inputs import Checked, read_checked
from triplehelix.graph.checks.report_text import report_text
from triplehelix.graph.checks.sarif import sarif
from triplehelix.graph.checks.ties import future_event
from triplehelix.graph.errors import Place
from triplehelix.graph.evidence import Load, evidence_quads
from triplehelix.graph.merge import merge
from triplehelix.graph.messages import messages
from triplehelix.graph.opening import open_source
from triplehelix.graph.sources.statements import Stated
from triplehelix.graph.terms import DCT, ORG, OWL, PREFIXES, RDF, SKOS, THX, XSD, thing
from triplehelix.graph.vocabulary import vocabulary

ROOT: Final = Path(__file__).parent.parent
TODAY: Final = date(2026, 11, 21)
BROKEN: Final = ROOT / "tests" / "broken"


def _run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, ["check", "--today", TODAY.isoformat(), *arguments])
    return done.exit_code, done.stdout, done.stderr


def _store(turtle: str, folder: Path) -> Store:
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    (folder / "x.ttl").write_text(f"{prefixes}PREFIX e: <http://example.org/>\n{turtle}", encoding="utf-8")
    return open_source(folder / "x.ttl")


# the bundled ecosystem


@pytest.fixture(scope="module")
def bundled(eco: Ecosystem) -> Report:
    return eco.check(TODAY)


def test_the_bundled_ecosystem_has_no_error(bundled: Report) -> None:
    assert bundled.conforms
    assert bundled.counts["notice"] > 0


def test_the_founding_of_biowin_is_contradicted(bundled: Report) -> None:
    conflicts = [f.spot for f in bundled.findings if f.rule.id == "conflict"]
    assert Spot(thing("actor", "biowin").value, "founded", "2005 | 2006") in conflicts


def test_no_cluster_is_said_to_fail_the_profile_where_documents_only_say_too_little(eco: Ecosystem) -> None:
    report = check_profile(Checked(eco.store), "eccp")
    assert report.conforms
    unknown = {f.rule.id for f in report.findings if f.name == "BioWin"}
    assert not {"eccp-members-unknown", "eccp-kinds-unknown", "eccp-team-unknown"} & unknown


def test_what_is_found_by_one_rule_alone_is_what_it_finds_among_all() -> None:
    checked = read_checked([BROKEN / "several-at-once.ttl"])
    report = check(checked, TODAY)
    found = sorted({finding.rule.id for finding in report.findings})
    assert len(found) > 3
    for name in found:
        assert check(checked, TODAY, only=[name]) == report.only([name])


# the merged graph and the evidence


def test_a_triple_that_somebody_wrote_into_the_merged_graph_is_drift() -> None:
    store = open_source(BROKEN / "unknown-therapy.trig")
    planted = Quad(thing("actor", "acme"), SKOS.altLabel, Literal("Acme Limited"))
    store.add(planted)
    drifted = [f.spot for f in Ecosystem(store).check().findings if f.rule.id == "merge-drift"]
    assert drifted == [Spot(thing("actor", "acme").value, "altLabel", "+ Acme Limited")]


def test_a_triple_that_somebody_took_from_the_merged_graph_is_drift() -> None:
    store = open_source(BROKEN / "unknown-therapy.trig")
    store.remove(Quad(thing("actor", "acme"), THX.helix, THX["helix-industry"]))
    drifted = [f.spot.value for f in Ecosystem(store).check().findings if f.rule.id == "merge-drift"]
    assert drifted == [f"- {THX.iri}helix-industry"]


def test_an_export_of_ours_that_nobody_edited_has_not_drifted(eco: Ecosystem, tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_bytes(eco.export("nquads"))
    assert read_checked([tmp_path / "x.nq"]).drift == []


def test_a_triple_that_somebody_wrote_into_an_export_has_drifted(tmp_path: Path) -> None:
    planted = f'{thing("actor", "acme")} {SKOS.altLabel} "Acme Limited" .\n'.encode()
    export = Ecosystem.open(BROKEN / "unknown-therapy.trig").export("nquads")
    for name in ("x.nq", "without-suffix"):
        (tmp_path / name).write_bytes(export + planted)
        assert [spot.value for spot in read_checked([tmp_path / name]).drift] == ["+ Acme Limited"]


def test_a_workbook_is_checked_and_a_finding_names_its_row(tmp_path: Path) -> None:
    Ecosystem.open(BROKEN / "ends-before-it-starts").write_tables(tmp_path / "mine.xlsx")
    places = [f.place for f in check(read_checked([tmp_path / "mine.xlsx"]), TODAY).findings if f.place]
    assert f"{tmp_path / 'mine.xlsx'}/ties" in {place.file for place in places}


def test_the_unnamed_things_of_two_files_of_one_name_are_two(tmp_path: Path) -> None:
    for folder, kind in (("one", "SME"), ("two", "University")):
        (tmp_path / folder).mkdir()
        _store(f'_:a a thx:{kind} ; skos:prefLabel "{kind} {folder}" .', tmp_path / folder)
    code, printed, _ = _run("--format", "csv", *(str(tmp_path / folder / "x.ttl") for folder in ("one", "two")))
    assert code == 0
    assert "actor-of-several-kinds" not in printed
    assert printed.count("orphan-actor") == 2


def test_several_sources_are_checked_together(tmp_path: Path) -> None:
    (tmp_path / "one.ttl").write_text(
        f"<http://e/a> a <{THX.iri}SME> ; <{SKOS.prefLabel.value}> 'A' .", encoding="utf-8"
    )
    (tmp_path / "two.ttl").write_text(
        f"<http://e/t> a <{THX.iri}Hosting> ; <{THX.iri}guest> <http://e/a> ; <{THX.iri}host> <http://e/b> ."
        f"<http://e/b> a <{THX.iri}SME> ; <{SKOS.prefLabel.value}> 'Other' .",
        encoding="utf-8",
    )
    assert "wrong-guest" in _run(str(tmp_path / "two.ttl"))[1]
    assert _run(str(tmp_path / "one.ttl"), str(tmp_path / "two.ttl"))[0] == 0


# single rules of the audit


@pytest.mark.parametrize(
    ("issued", "is_stale"), [("2021-11-20", True), ("2021-11-21", False), ("2021", False), ("2020", True)]
)
def test_a_tie_is_stale_five_years_after_its_newest_document(issued: str, is_stale: bool) -> None:
    store, tie, document = Store(), thing("tie", "t"), thing("document", "d")
    load = Load("made", "made")
    kind = {4: XSD.gYear, 10: XSD.date}[len(issued)]
    told = [(tie, RDF.type, THX.Hosting), (document, DCT.issued, Literal(issued, datatype=kind))]
    store.bulk_extend(evidence_quads(load, (Stated(document, _triple(*said)) for said in told)))
    merge(store, vocabulary())
    assert [spot.value for spot in stale_source(store, TODAY)] == [issued] * is_stale


MEMBERS: Final = """e:c a thx:Cluster . e:m1 a thx:Membership ; thx:organisation e:c ; thx:member e:a .
    e:m2 a thx:Membership ; thx:organisation e:c ; thx:member e:b .
    e:o thx:about e:c ; thx:indicator <https://w3id.org/triplehelix/id/concept/members> ; thx:value """
SHARE: Final = """e:whole a thx:Funding ; thx:amount e:w . e:w thx:value 100.0 ; thx:currency "EUR" .
    e:part a thx:Funding ; thx:shareOf e:whole ; thx:amount e:p . e:p thx:value """
PART: Final = """e:p a thx:Project ; thx:start "2019"^^xsd:gYear ; thx:end "2022"^^xsd:gYear .
    e:t a thx:Participation ; thx:initiative e:p ; """
PERIOD: Final = 'e:o thx:periodStart "2020-06"^^xsd:gYearMonth ; thx:periodEnd '


@pytest.mark.parametrize(
    ("rule", "kept", "broken", "spot"),
    [
        ("fewer-members", f"{MEMBERS} 2 .", f"{MEMBERS} 1 .", Spot("c", "members", "2 > 1")),
        (
            "holder-without-office",
            "e:h a thx:OfficeHolder . e:t a thx:Office ; thx:holder e:h .",
            "e:h a thx:OfficeHolder .",
            Spot("h"),
        ),
        (
            "outside-initiative",
            f'{PART} thx:start "2022"^^xsd:gYear ; thx:end "2030"^^xsd:gYear .',
            f'{PART} thx:start "2023"^^xsd:gYear .',
            Spot("t", "", "http://example.org/p"),
        ),
        (
            "outside-initiative",
            f'{PART} thx:end "2019"^^xsd:gYear .',
            f'{PART} thx:end "2018-12"^^xsd:gYearMonth .',
            Spot("t", "", "http://example.org/p"),
        ),
        (
            "share-exceeds-whole",
            f'{SHARE} 100.0 ; thx:currency "EUR" .',
            f'{SHARE} 100.5 ; thx:currency "EUR" .',
            Spot("whole", "shareOf", "100.5 > 100 EUR"),
        ),
        (
            "share-exceeds-whole",
            f'{SHARE} 999.0 ; thx:currency "USD" .',
            f'{SHARE} 101.0 ; thx:currency "EUR" .',
            Spot("whole", "shareOf", "101 > 100 EUR"),
        ),
        (
            "period-ends-before-start",
            f'{PERIOD} "2020"^^xsd:gYear .',
            f'{PERIOD} "2020-05-31"^^xsd:date .',
            Spot("o", "periodEnd", "2020-05-31"),
        ),
        ("orphan-actor", "e:a a thx:SME . e:t thx:guest e:a .", "e:a a thx:SME .", Spot("a")),
        (
            "tie-with-itself",
            "e:t a thx:Supply ; thx:supplier e:a ; thx:customer e:b .",
            "e:t a thx:Supply ; thx:supplier e:a ; thx:customer e:a .",
            Spot("t", "", "http://example.org/a"),
        ),
    ],
)
def test_a_rule_of_the_audit_finds_what_breaks_it_and_only_that(
    rule: str, kept: str, broken: str, spot: Spot, tmp_path: Path
) -> None:
    def found(turtle: str) -> list[Spot]:
        return [where for name, where in audit(_store(turtle, tmp_path)) if name == rule]

    assert found(kept) == []
    assert [where._replace(subject=where.subject.removeprefix("http://example.org/")) for where in found(broken)] == [
        spot
    ]


def test_texts_in_two_languages_do_not_contradict_each_other() -> None:
    store, actor = Store(), thing("actor", "a")
    for document, text, language in (("d", "one", "en"), ("e", "un", "fr")):
        said = _triple(actor, DCT.description, Literal(text, language=language))
        store.bulk_extend(evidence_quads(Load("made", "made"), [Stated(thing("document", document), said)]))
    assert list(conflict(store)) == []
    store.add(Quad(actor, DCT.description, Literal("two", language="en"), thing("evidence", "made/f")))
    assert list(conflict(store)) == [Spot(actor.value, "description", "one | two")]


def test_things_that_were_declared_the_same_contradict_each_other_under_one_name() -> None:
    store, graph = Store(), thing("evidence", "made/d")
    for name, year in (("a", "1999"), ("b", "2000")):
        store.add(Quad(thing("actor", name), THX.founded, Literal(year, datatype=XSD.gYear), graph))
    assert list(conflict(store)) == []
    store.add(Quad(thing("actor", "b"), OWL.sameAs, thing("actor", "a"), graph))
    assert list(conflict(store)) == [Spot(thing("actor", "a").value, "founded", "1999 | 2000")]


def _triple(*terms: Any) -> Any:
    from pyoxigraph import Triple

    return Triple(*terms)


@pytest.mark.parametrize(
    ("written", "found"), [('"2026-11-22"^^xsd:date', 1), ('"2026"^^xsd:gYear', 0), ('"2027"^^xsd:gYear', 1)]
)
def test_an_event_after_today_is_not_done_unless_it_is_only_planned(written: str, found: int, tmp_path: Path) -> None:
    funding = f"e:t a thx:Funding ; thx:funder e:a ; thx:recipient e:b ; thx:date {written} "
    assert len(list(future_event(_store(f"{funding} .", tmp_path), TODAY))) == found
    assert list(future_event(_store(f"{funding} ; thx:status thx:announced .", tmp_path), TODAY)) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Université de Liège", "Universite de Liege", True),
        ("PDC*line Pharma", "PDCline Pharma", True),
        ("Kiadis Pharma Netherlands", "Kiadis Pharma Netherland", True),
        ("Pharma Liège Institute", "Institute Liège Pharma", True),
        ("Laboratory 1", "Laboratory 2", False),
        ("University of Ghent", "University of Mons", False),
        ("", "", False),
    ],
)
def test_names_that_are_nearly_the_same_may_be_one_actor(one: str, other: str, alike: bool, tmp_path: Path) -> None:
    store = _store(f'e:a a thx:SME ; skos:prefLabel "{one}" . e:b a thx:SME ; skos:prefLabel "{other}" .', tmp_path)
    expected = [Spot("http://example.org/a", "name", "http://example.org/b")] if alike else []
    assert list(possible_duplicate(store)) == expected


def test_who_was_decided_to_be_two_may_not_be_one(tmp_path: Path) -> None:
    alike = 'e:a a thx:SME ; skos:prefLabel "Acme" . e:b a thx:SME ; skos:prefLabel "Acme" . '
    assert list(possible_duplicate(_store(alike, tmp_path))) != []
    assert list(possible_duplicate(_store(alike + "e:b owl:differentFrom e:a .", tmp_path))) == []


@pytest.mark.parametrize("said", ["skos:exactMatch <https://ror.org/1>", 'org:identifier "0123"'])
def test_an_identifier_belongs_to_one_actor(said: str, tmp_path: Path) -> None:
    store = _store(f"e:a a thx:SME ; {said} . e:b a thx:SME ; {said} . thx:x {said} .", tmp_path)
    assert list(possible_duplicate(store)) == [Spot("http://example.org/a", "identifier", "http://example.org/b")]


def test_thirty_thousand_names_are_compared_in_seconds() -> None:
    store = Store()
    size = 30_000 if FULL else 6_000
    for n in range(size):
        actor = thing("actor", f"a{n:05}")
        store.add(Quad(actor, RDF.type, THX.Actor))
        store.add(Quad(actor, SKOS.prefLabel, Literal(f"{_word(n)} {_word(n * 7 + 3)} University")))
    store.add(Quad(thing("actor", "a00000"), ORG.identifier, Literal("1")))
    store.add(Quad(thing("actor", "a00001"), ORG.identifier, Literal("1")))
    assert Spot(thing("actor", "a00000").value, "identifier", thing("actor", "a00001").value) in possible_duplicate(
        store
    )


def _word(n: int) -> str:
    return "".join(chr(97 + (n * 2654435761 >> shift) % 26) for shift in range(0, 35, 5))


def test_an_iri_with_a_blank_or_a_script_is_unsafe_wherever_it_stands() -> None:
    from triplehelix.graph.checks.evidence import _UNSAFE  # the parsers let few of these through

    for iri in (
        "javascript:alert(1)",
        " JavaScript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://e/a b",
        'http://e/"',
    ):
        assert _UNSAFE.match(iri), iri
    for iri in ("https://example.org/data:x", "https://e/%20", "mailto:a@b.c", "urn:x"):
        assert not _UNSAFE.match(iri), iri


# online


class _Answers(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.send_response({"/fine": 200, "/no-head": 405, "/moved": 302}.get(self.path, 404))
        self.send_header("Location", "/fine")
        self.end_headers()

    def do_GET(self) -> None:
        self.send_response(200 if self.path in {"/fine", "/no-head"} else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_only_online_a_document_that_does_not_answer_is_found(address: str, tmp_path: Path) -> None:
    documents = "".join(
        f'e:{name} a thx:Source ; dct:title "{name}" ; dct:source <{address}/{name}> ; dct:issued "2026"^^xsd:gYear .\n'
        for name in ("fine", "no-head", "moved", "gone")
    )
    closed = 'e:closed a thx:Source ; dct:title "closed" ; dct:source <http://127.0.0.1:9/> .'
    _store(documents + closed, tmp_path)
    only = ("--only", "unreachable-source", "--format", "json")
    found = json.loads(_run(str(tmp_path / "x.ttl"), "--online", *only)[1])["findings"]
    assert [finding["name"] for finding in found] == ["closed", "gone"]
    assert found[1]["value"] == f"{address}/gone (404)"
    assert json.loads(_run(str(tmp_path / "x.ttl"), *only)[1])["findings"] == []


# how it is told


def _report(*severities: Severity) -> Report:
    return Report.of(
        Finding(
            Rule(f"rule-{severity}", severity, f"What {severity}.", "Do this."),
            Spot(f"http://e/{n}", "city", "x"),
            f"N{n}",
        )
        for n, severity in enumerate(severities)
    )


def test_the_gravest_findings_come_first_and_only_some_of_each_are_shown() -> None:
    text = report_text(_report("notice", "error", "notice", "notice"), messages("en"), shown=2)
    assert text.splitlines() == [
        "1 error, 0 warnings, 3 notices",
        "",
        "1 error · rule-error: What error.",
        "  N1 · city · x <http://e/1>",
        "  What to do: Do this.",
        "",
        "3 notices · rule-notice: What notice.",
        "  N0 · city · x <http://e/0>",
        "  N2 · city · x <http://e/2>",
        "  ... and 1 more",
        "  What to do: Do this.",
    ]
    assert "... and" not in report_text(_report("notice", "error", "notice"), messages("en"), shown=None)


def test_a_long_finding_is_folded_and_an_address_stays_whole() -> None:
    place = Spot("http://e/" + "x" * 80, "city", "y " * 30)
    rule = Rule("rule", "error", "What " * 30, "Do this. " * 20)
    lines = report_text(Report.of([Finding(rule, place, "N")]), messages("fr")).splitlines()
    assert [line for line in lines if len(line) > 80] == [f"    <{place.subject}>"]
    assert "1 erreur · rule\u00a0: What What" in lines[2]


def test_where_nothing_is_found_this_is_said() -> None:
    assert report_text(_report(), messages("fr")) == "Aucun constat.\n"


@pytest.mark.parametrize(
    ("severities", "error", "warning"),
    [((), False, False), (("notice",), False, False), (("warning",), False, True), (("error",), True, True)],
)
def test_what_is_grave_enough_fails(severities: tuple[Severity, ...], error: bool, warning: bool) -> None:
    report = _report(*severities)
    assert (report.fails("error"), report.fails("warning"), report.conforms) == (error, warning, not error)


def test_a_finding_in_a_table_tells_its_row() -> None:
    _, printed, _ = _run(str(BROKEN / "ends-before-it-starts"), "--format", "json")
    (finding,) = json.loads(printed)["findings"]
    assert (Path(finding["file"]).name, finding["line"]) == ("ties.csv", 5)
    text = _run(str(BROKEN / "ends-before-it-starts"))[1]
    assert "ties.csv:5: " in text


def test_money_is_found_in_the_row_of_its_tie() -> None:
    checked = Checked(Store(), {thing("tie", "f").value: Place("ties.csv", 7)})
    checked.store.add(Quad(NamedNode(thing("tie", "f").value + "/amount/eur"), RDF.type, THX.Money))
    places = {str(f.place) for f in check(checked).findings if f.rule.id in {"wrong-value", "wrong-currency"}}
    assert places == {"ties.csv:7"}


def test_json_is_as_its_schema_says() -> None:
    schema = json.loads((ROOT / "docs" / "reference" / "schemas" / "check.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    for source in ("several-at-once.ttl", "ends-before-it-starts"):
        validator.validate(json.loads(_run(str(BROKEN / source), "--format", "json")[1]))


# what the SARIF 2.1.0 schema requires of the parts that we write
SARIF: Final = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "$schema": {"type": "string", "format": "uri"},
        "runs": {"type": "array", "items": {"$ref": "#/$defs/run"}},
    },
    "additionalProperties": False,
    "$defs": {
        "message": {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "run": {
            "type": "object",
            "required": ["tool", "results"],
            "properties": {
                "tool": {
                    "type": "object",
                    "required": ["driver"],
                    "properties": {
                        "driver": {
                            "type": "object",
                            "required": ["name", "rules"],
                            "properties": {
                                "rules": {
                                    "type": "array",
                                    "uniqueItems": True,
                                    "items": {
                                        "type": "object",
                                        "required": ["id"],
                                        "properties": {
                                            "shortDescription": {"$ref": "#/$defs/message"},
                                            "help": {"$ref": "#/$defs/message"},
                                            "defaultConfiguration": {
                                                "properties": {"level": {"$ref": "#/$defs/level"}}
                                            },
                                        },
                                    },
                                }
                            },
                        }
                    },
                },
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
        },
        "result": {
            "type": "object",
            "required": ["message", "ruleId", "ruleIndex", "level", "locations"],
            "properties": {
                "message": {"$ref": "#/$defs/message"},
                "level": {"$ref": "#/$defs/level"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "locations": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "physicalLocation": {
                                "type": "object",
                                "required": ["artifactLocation"],
                                "properties": {
                                    "artifactLocation": {
                                        "properties": {"uri": {"type": "string", "pattern": "^[^ ]+$"}}
                                    },
                                    "region": {"properties": {"startLine": {"type": "integer", "minimum": 1}}},
                                },
                            },
                            "logicalLocations": {"type": "array", "items": {"type": "object"}},
                        },
                        "additionalProperties": False,
                    },
                },
            },
        },
    },
}


@pytest.mark.parametrize("source", ["several-at-once.ttl", "ends-before-it-starts"])
def test_sarif_is_as_the_standard_says_and_names_the_rule_of_each_result(source: str) -> None:
    log = sarif(check(read_checked([BROKEN / source]), TODAY))
    Draft202012Validator(SARIF).validate(log)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    assert all(result["message"]["text"] for result in run["results"])


def test_a_row_is_a_physical_location_in_sarif() -> None:
    (result,) = json.loads(_run(str(BROKEN / "ends-before-it-starts"), "--format", "sarif")[1])["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 5}


@pytest.mark.parametrize(("form", "begins"), [("csv", "severity,id,subject,"), ("table", " severity")])
def test_findings_are_rows_too(form: str, begins: str) -> None:
    printed = _run(str(BROKEN / "several-at-once.ttl"), "--format", form)[1]
    assert printed.strip().startswith(begins.strip())


def test_french_people_read_french() -> None:
    done = CliRunner().invoke(
        cli, ["--lang", "fr", "check", str(BROKEN / "ends-before-it-starts"), "--today", "2026-11-21"]
    )
    assert done.stdout.startswith("1 erreur, 0 avertissement, 0 remarque\n")
    assert "Rien ne peut finir avant d’avoir commencé." in done.stdout


def test_every_rule_is_told_in_both_languages() -> None:
    english, french = all_rules(), all_rules("fr")
    assert set(english) == set(french)
    assert all(english[name].message != french[name].message for name in english)


# how the command ends


def test_a_file_that_is_not_rdf_exits_2_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("This is a letter, not RDF.", encoding="utf-8")
    code, printed, said = _run(str(tmp_path / "x.ttl"))
    assert (code, printed) == (2, "")
    assert said.startswith("triplehelix: x.ttl:1:1: is not Turtle: ")
    assert said.count("\n") == 1


def test_values_that_are_not_of_their_datatype_are_findings_and_nothing_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _store('e:a a thx:SME ; skos:prefLabel "A" ; thx:founded "2020-02-30"^^xsd:date, "x"^^xsd:gYear .', tmp_path)
    code, printed, said = _run(str(tmp_path / "x.ttl"), "--format", "csv")
    assert (code, said, caplog.text) == (1, "", "")
    assert "wrong-founding-date" in printed


def test_a_warning_fails_only_where_warnings_shall_fail(tmp_path: Path) -> None:
    _store('e:a a thx:SME ; skos:prefLabel "A" .', tmp_path)
    file = str(tmp_path / "x.ttl")
    assert (_run(file)[0], _run(file, "--fail-on", "warning")[0]) == (0, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--profile", "nobody"), "there is no profile 'nobody'; there is eccp"),
        (("--only", "nothing"), "no finding has the id 'nothing'"),
        (("--today", "tomorrow"), "'tomorrow' is not a whole day; write YYYY-MM-DD"),
    ],
)
def test_an_unknown_name_exits_2_and_tells_the_known_ones(arguments: tuple[str, ...], said: str) -> None:
    code, _, told = _run(*arguments)
    if code != 2 or said not in told:  # click raises where no group catches
        done = CliRunner().invoke(cli, ["check", *arguments], standalone_mode=True)
        code, told = done.exit_code, done.stderr
    assert code == 2
    assert said in told


def test_the_store_of_the_command_is_checked_where_no_source_is_given() -> None:
    location = str(BROKEN / "ends-before-it-starts")
    done = CliRunner().invoke(cli, ["--store", location, "check", "--today", "2026-11-21"])
    assert done.exit_code == 1
    assert "ties.csv:5" in done.stdout


# whatever valid world


NAMES: Final = st.integers(0, 5).map(lambda n: thing("actor", f"a{n}"))
DAYS: Final = st.dates(date(1990, 1, 1), date(2025, 12, 31))
WRITTEN: Final[tuple[Callable[[date], Literal], ...]] = (
    lambda day: Literal(day.isoformat(), datatype=XSD.date),
    lambda day: Literal(day.isoformat()[:7], datatype=XSD.gYearMonth),
    lambda day: Literal(day.isoformat()[:4], datatype=XSD.gYear),
)
STATES: Final = ("Membership", "Affiliation", "Hosting", "Licence", "Supply")


@st.composite
def _ties(draw: st.DrawFn) -> list[Any]:
    """One tie: two different actors, dates in order, each as exact as it happens to be."""
    kind = draw(st.sampled_from(STATES))
    first, others = vocabulary().parties[kind]
    one, other = draw(st.lists(NAMES, min_size=2, max_size=2, unique=True))
    start, end = sorted([draw(DAYS), draw(DAYS)])
    as_written = st.sampled_from(WRITTEN)
    tie = thing("tie", f"t{draw(st.integers(0, 10**9))}")
    said: list[tuple[NamedNode, Any]] = [
        (RDF.type, THX[kind]),
        (first, one),
        (others[0], other),
        (THX.confidence, THX.stated),
    ]
    said += [(THX.start, draw(as_written)(start))] if draw(st.booleans()) else []
    said += [(THX.end, draw(as_written)(end))] if draw(st.booleans()) else []
    return [_triple(tie, *pair) for pair in said]


@given(st.lists(_ties(), min_size=1, max_size=6, unique_by=lambda tie: tie[0].subject))
@settings(max_examples=200 if FULL else 8)
def test_a_valid_world_has_no_error(ties: list[list[Any]]) -> None:
    document = thing("document", "d")
    cast = [
        _triple(thing("actor", f"a{n}"), *pair)
        for n in range(6)
        for pair in ((RDF.type, THX.SME), (SKOS.prefLabel, Literal(f"Firm {n}")))
    ]
    about = [(RDF.type, THX.Source), (DCT.title, Literal("D")), (DCT.source, NamedNode("https://e.org/d"))]
    triples = [*cast, *(_triple(document, *pair) for pair in about), *(said for tie in ties for said in tie)]
    distinct = {triple.subject: {t for t in triples if t.subject == triple.subject} for triple in triples}
    store = Store()
    store.bulk_extend(
        evidence_quads(Load("made", "made"), (Stated(document, t) for some in distinct.values() for t in some))
    )
    merge(store, vocabulary())
    assert [finding for finding in check(Checked(store), TODAY).findings if finding.rule.severity == "error"] == []
