"""What all analyses have in common: JSON in its published shape and nobody in it who holds an office."""

import json
from typing import Final

import pytest
from tests.test_cli import run
from tests.test_output import faults

ANALYSES: Final = {
    "rank": ["--limit", "1000"],
    "communities": [],
    "brokers": ["--limit", "1000"],
    "helix": [],
    "coverage": [],
    "funding": ["--by", "kind"],
    "whatif": ["--end", "ATMP-PIT"],
    "suggest": ["Exo Biologics"],
    "consortium": ["--therapy", "gene-therapy", "--stages", "manufacturing,clinical"],
}


@pytest.mark.parametrize("name", ANALYSES)
def test_the_json_of_an_analysis_is_not_empty_and_keeps_its_schema_and_has_no_office_holder(name: str) -> None:
    result = run(name, *ANALYSES[name], "--format", "json")
    found = json.loads(result.stdout)
    assert faults(name, found) == []
    assert [key for key, value in found.items() if isinstance(value, list) and value]
    assert "/office-holder/" not in result.stdout
