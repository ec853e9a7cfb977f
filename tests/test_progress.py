"""Whoever waits at a terminal sees how far it is; elsewhere there is a line for each source."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from triplehelix.graph import Ecosystem
from triplehelix.graph.commands.progress import progress
from triplehelix.graph.commands.status_line import StatusLine, figures
from triplehelix.graph.sources.inputs import Input, files_of
from triplehelix.graph.terms import RDF, THX

ACTORS = f"<https://example.org/acme> {RDF.type} {THX.SME} .\n"


def _shown(line: StatusLine) -> str:
    console = Console(file=io.StringIO(), width=80)
    console.print(line)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().rstrip("\n")


def _watched(line: StatusLine, content: bytes, name: str = "members.csv") -> Input:
    [file] = line.reads("members", [Input(name, lambda: io.BytesIO(content), size=len(content))])
    return file


@given(content=st.binary(max_size=300), steps=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300))))
def test_a_file_that_is_watched_is_read_as_if_it_were_not(content: bytes, steps: list[tuple[int, int]]) -> None:
    plain = io.BytesIO(content)
    with _watched(StatusLine(), content).open() as watched:
        for place, count in steps:
            assert (watched.seek(place), watched.read(count)) == (plain.seek(place), plain.read(count))
            assert watched.tell() == plain.tell()


def test_the_line_tells_the_file_and_how_much_of_it_was_read() -> None:
    line = StatusLine()
    with _watched(line, b"x" * 3_000_000).open() as opened:
        opened.read(1_000_000)
        assert _shown(line).startswith("reading members.csv 1.0 MB of 3.0 MB, ")
        assert _shown(line).endswith(" left")
        opened.read()
        assert _shown(line).startswith("reading members.csv 3.0 MB, ")


def test_whoever_closes_a_file_that_is_watched_closes_the_file() -> None:
    content = io.BytesIO(b"x")
    [file] = StatusLine().reads("members", [Input("members.csv", lambda: content)])
    file.open().close()
    assert content.closed


def test_a_step_takes_the_place_of_the_file() -> None:
    line = StatusLine()
    with _watched(line, b"x" * 3_000_000).open() as opened:
        opened.read()
    line.does("merging")
    assert _shown(line) == "merging 0:00:00"


def test_a_name_that_is_too_long_gives_way_to_the_figures() -> None:
    line = StatusLine()
    with _watched(line, b"x" * 3_000_000, "n" * 200).open() as opened:
        opened.read(1_000_000)
        [shown] = _shown(line).splitlines()
    assert "nnn… 1.0 MB of 3.0 MB, " in shown
    assert shown.endswith(" left")


@pytest.mark.parametrize(
    ("read", "size", "seconds", "told"),
    [
        (0, 0, 3_725, "1:02:05"),
        (1_000_000, 4_000_000, 2, "1.0 MB of 4.0 MB, 500.0 kB/s, 0:00:06 left"),
        (1_000_000, 0, 2, "1.0 MB, 500.0 kB/s"),
        (4_000_000, 4_000_000, 2, "4.0 MB, 2.0 MB/s"),
        (1_000_000, 1, 0, "1.0 MB, 1.0 GB/s"),
    ],
    ids=["a step", "a file", "of unknown size", "read to its end", "in no time"],
)
def test_the_figures_tell_what_is_known(read: int, size: int, seconds: float, told: str) -> None:
    assert figures(read, size, seconds) == told


def _on_disk(folder: Path) -> Path:
    (folder / "mine.nt").write_text(ACTORS, encoding="utf-8")
    return folder / "mine.nt"


def _in_an_archive(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "mine.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mine.nt", ACTORS)
    return folder / "mine.zip"


@pytest.mark.parametrize("made", [_on_disk, _in_an_archive])
def test_a_file_knows_its_size_unpacked(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    [file] = files_of(made(tmp_path))
    assert file.size == len(ACTORS)


def test_where_nobody_looks_there_is_a_line_for_each_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as watch:
        Ecosystem.load(tmp_path / "store", [_on_disk(tmp_path), Path("wallonia")], watch=watch)
    assert capsys.readouterr().err == "reading mine.nt\nreading wallonia\n"


def test_where_a_person_looks_the_line_is_gone_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with progress() as watch:
        Ecosystem.load(tmp_path / "store", [_in_an_archive(tmp_path)], watch=watch)
    assert capsys.readouterr().err.endswith("\x1b[1A\x1b[2K")
