"""What became of organisations: other names, mergers, owners; and asking by a former name finds who it is now."""

import json
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

from triplehelix.cli import cli
from triplehelix.graph import Ecosystem
from triplehelix.graph.history import History
from triplehelix.graph.names import fold
from triplehelix.graph.texts import description_text

# asked -> who it is, what became of it, and when
ASKED: Final = [
    ("Bone Therapeutics", "BioSenic", "renamed", "BioSenic", "2022-10"),
    ("Meusinvest", "Noshaq", "renamed", "Noshaq", "2019"),
    ("Henogen", "Henogen", "acquired", "Thermo Fisher Scientific", "2021-01-15"),
    ("Novasep Seneffe", "Henogen", "acquired", "Thermo Fisher Scientific", "2021-01-15"),
    ("sogepa", "Sogepa", "merged", "Wallonie Entreprendre", "2023-01-09"),
    ("sowalfin", "Sowalfin", "merged", "Wallonie Entreprendre", "2023-01-09"),
    ("sriw", "SRIW", "merged", "Wallonie Entreprendre", "2023-01-09"),
    ("Euroscreen", "Euroscreen", "renamed", "Ogeda", ""),
]


@pytest.mark.parametrize("case", ASKED)
def test_who_became_another_is_found_with_its_successor(eco: Ecosystem, case: tuple[str, ...]) -> None:
    asked, name, change, successor, date = case
    entity = eco.find(asked)[0].entity
    became = eco.became(entity, asked)
    assert (entity.name, eco.resolve(asked).name) == (name, name)
    assert became
    assert (became.change, became.after[0].name, became.date) == (change, successor, date)
    assert became.sources


@pytest.mark.parametrize("case", ASKED)
def test_all_commands_take_the_former_name(eco: Ecosystem, case: tuple[str, ...]) -> None:
    asked, name, _, successor, _ = case
    known = eco.show(asked)
    assert known.entity.name == name
    assert successor in description_text(known, eco.reading.labels, eco.reading.texts)
    assert eco.why(asked).entity == known.entity
    assert eco.paths(asked, "BioWin", k=1) == eco.paths(name, "BioWin", k=1)


@pytest.mark.parametrize("asked", ["BioSenic", "Noshaq", "BioWin", "Wallonie Entreprendre", "ATMP-PIT"])
def test_who_is_asked_for_by_its_own_name_became_nobody_else(eco: Ecosystem, asked: str) -> None:
    assert eco.became(eco.resolve(asked), asked) is None


def test_a_description_opens_with_the_change_of_name_it_was_asked_by(eco: Ecosystem) -> None:
    opening = "Bone Therapeutics changed its name; it is called BioSenic now (2022-10)"
    labels, texts = eco.reading.labels, eco.reading.texts
    assert description_text(eco.show("Bone Therapeutics"), labels, texts).splitlines()[1] == opening
    assert description_text(eco.show("BioSenic"), labels, texts).splitlines()[1] == ""


ENGLISH: Final = """History
  Henogen is a spin-off of Université libre de Bruxelles  [1 document]
  Novasep acquired Henogen (2009)  [1 document]
  Thermo Fisher Scientific acquired Henogen (2021-01-15; EUR 725,000,000)
    [2 documents]
  Henogen belongs to Thermo Fisher Scientific now
"""
FRENCH: Final = """Historique
  Henogen est une spin-off de l’Université libre de Bruxelles  [1 document]
  Novasep a racheté Henogen (2009)  [1 document]
  Thermo Fisher Scientific a racheté Henogen (2021-01-15\u202f; 725\u202f000\u202f000\u202fEUR)
    [2 documents]
  Henogen appartient désormais à Thermo Fisher Scientific
"""


@pytest.mark.parametrize(("language", "told"), [("en", ENGLISH), ("fr", FRENCH)])
def test_the_history_reads_as_a_text(language: str, told: str) -> None:
    eco = Ecosystem.open(language=language)
    assert told in description_text(eco.show("Henogen"), eco.reading.labels, eco.reading.texts)


def test_old_ties_stay_with_their_party_and_date(eco: Ecosystem) -> None:
    ties = {tie.id.rsplit("/", 1)[-1]: tie for tie in eco.show("Meusinvest").ties}
    assert ties["membership-noshaq-wsl"].start == "1999-05"


def test_each_former_name_finds_its_organisation(eco: Ecosystem) -> None:
    history = History(eco.reading)
    changes = {change for entity in eco.reading.names for change in history.of(entity) if change.former_name}
    assert len(changes) >= 8
    for change in changes:
        assert eco.resolve(change.former_name) in change.before
        assert fold(change.former_name) != fold(change.after[0].name)
        assert change.sources


def test_an_event_of_somebody_elses_rdf_may_lack_everything(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text(
        """@prefix org: <http://www.w3.org/ns/org#> . @prefix thx: <https://w3id.org/triplehelix/ontology#> .
        @prefix : <https://example.org/> .
        :a a thx:SME . :b a thx:SME .
        :e a org:ChangeEvent ; org:originalOrganization :a . :f a org:ChangeEvent ; org:originalOrganization :b, :a ; org:resultingOrganization "b", :b .
        :t a thx:Acquisition ; thx:acquired :a .""",
        encoding="utf-8",
    )
    eco = Ecosystem.open(tmp_path / "x.ttl")
    for name in ("a", "b"):
        assert description_text(eco.show(name), eco.reading.labels, eco.reading.texts)
        became = eco.became(eco.resolve(name), name)
        assert became is None or became.after
        assert eco.why(name).statements


def test_find_tells_the_successor_in_each_format() -> None:
    runner = CliRunner()
    as_json = json.loads(runner.invoke(cli, ["find", "sogepa", "--limit", "1", "--format", "json"]).stdout)
    as_csv = runner.invoke(cli, ["find", "sogepa", "--limit", "1", "--format", "csv"]).stdout
    as_table = runner.invoke(cli, ["find", "sogepa", "--limit", "1", "--format", "table"]).stdout
    assert as_json[0]["became"]["name"] == "Wallonie Entreprendre"
    assert as_csv.splitlines()[0] == "name,type,score,id,became"
    assert as_csv.splitlines()[1].endswith(",Wallonie Entreprendre")
    assert "Wallonie Entreprendre" in as_table
    assert "became" not in runner.invoke(cli, ["find", "biowin", "--limit", "1", "--format", "table"]).stdout
