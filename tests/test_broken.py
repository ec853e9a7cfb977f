"""Datasets with something wrong in them: exactly that is found, and the exit code is 1."""

import json
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

from triplehelix.cli import cli

FOLDER: Final = Path(__file__).parent / "broken"
BROKEN: Final = sorted(FOLDER.iterdir())


def _expected(source: Path) -> set[str]:
    """What stands behind `# expected:` in the first line of a file, or of a folder's expected.txt."""
    file = source / "expected.txt" if source.is_dir() else source
    first = file.read_text(encoding="utf-8").splitlines()[0]
    return set(first.removeprefix("# expected:").split())


def test_there_are_at_least_25_of_them() -> None:
    assert len(BROKEN) >= 25


@pytest.mark.parametrize("source", BROKEN, ids=lambda path: path.name)
def test_exactly_what_is_wrong_is_found(source: Path) -> None:
    done = CliRunner().invoke(cli, ["check", "--today", "2026-11-21", "--format", "json", str(source)])
    found = {finding["id"] for finding in json.loads(done.stdout)["findings"]}
    assert (found, done.exit_code) == (_expected(source), 1)
