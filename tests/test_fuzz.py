"""Whatever is done to a file, a reader reads it or says in one sentence what is wrong: no traceback, and no hang.

The inputs are the same each time. A reader is added by a line in `SOURCES`.
"""

import gzip
import io
import random
import shutil
import signal
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Final

import pytest
from pyoxigraph import Quad, RdfFormat, Store, serialize
from tests import test_cordis, test_ror, test_trials
from tests.conftest import FULL
from tests.test_loading import MEMBERS, _is_merged, _quads
from tests.test_rdf_syntaxes import SAME
from tests.test_tables_reader import TABLES

from triplehelix.graph import Ecosystem
from triplehelix.graph.errors import TripleHelixError
from triplehelix.graph.evidence import Load, evidence_quads
from triplehelix.graph.opening import open_source
from triplehelix.graph.sources import tables
from triplehelix.graph.sources.cordis import read_cordis
from triplehelix.graph.sources.inputs import Input, files_of
from triplehelix.graph.sources.journal import Journal
from triplehelix.graph.sources.rdf import read_rdf
from triplehelix.graph.sources.recognise import groups
from triplehelix.graph.sources.ror import read_ror
from triplehelix.graph.sources.statements import Reader
from triplehelix.graph.sources.trials import read_trials
from triplehelix.graph.views.tables.export import write_tables

INPUTS: Final = 5_000 if FULL else 150
LOADED: Final = 40 if FULL else 1  # of each source, into a store
SECONDS: Final = 10

Files = Mapping[str, bytes]
Random = random.Random


@dataclass(frozen=True)
class Source:
    """Sound files of one kind, to be spoilt."""

    reader: Reader
    files: Callable[[], Files]


def _bytes(*files: Input) -> Files:
    return {file.name: file.open().read() for file in files}


def _csv() -> Files:
    return {f"{name}.csv": text.encode() for name, text in TABLES.items()}


def _workbook() -> Files:
    with TemporaryDirectory() as folder:
        for name, content in _csv().items():
            (Path(folder) / name).write_bytes(content)
        store = open_source(Path(folder))
        write_tables(store, Path(folder) / "book.xlsx")
        return {"book.xlsx": (Path(folder) / "book.xlsx").read_bytes()}


def _dataset() -> Files:
    with TemporaryDirectory() as folder:
        for name, content in _csv().items():
            (Path(folder) / name).write_bytes(content)
        quads = list(open_source(Path(folder)))
    return {
        f"data.{form.file_extension}": serialize(quads, format=form) or b""
        for form in (RdfFormat.TRIG, RdfFormat.JSON_LD)
    }


SOURCES: Final[Mapping[str, Source]] = {
    "tables": Source(tables.read, _csv),
    "workbook": Source(tables.read, _workbook),
    "dataset": Source(read_rdf, _dataset),
    **{name: Source(read_rdf, lambda name=name: {name: SAME[name][0].encode()}) for name in SAME},  # type: ignore[misc]  # a lambda's default
    "cordis": Source(
        read_cordis, lambda: _bytes(test_cordis.projects(test_cordis.PROJECT), test_cordis.seats(test_cordis.SEAT))
    ),
    "ror": Source(read_ror, lambda: _bytes(test_ror.lines(test_ror.numbered(1), test_ror.numbered(2, test_ror.FIRST)))),
    "trials": Source(read_trials, lambda: _bytes(test_trials.export(test_trials.TRIAL, test_trials.TRIAL))),
}


# ways to spoil bytes


def _flip(data: bytearray, chance: Random) -> None:
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _truncate(data: bytearray, chance: Random) -> None:
    del data[chance.randrange(len(data)) :]


def _cut(data: bytearray, chance: Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.randint(1, 40)]


def _repeat(data: bytearray, chance: Random) -> None:
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randint(1, 400)]
    data[start:start] = piece * chance.randint(1, 5)


def _swap_delimiters(data: bytearray, chance: Random) -> None:
    one, other = chance.sample([b",", b";", b"\t", b'"', b"\n", b"\r\n", b" ", b"'", b"<", b"{", b"["], 2)
    data[:] = data.replace(one, other)


def _huge_cell(data: bytearray, chance: Random) -> None:
    at = chance.randrange(len(data))
    data[at:at] = chance.choice([b"x", b"\xc3\xa9", b'""', b"1", b"-"]) * chance.choice([140_000, 1_000])


def _deepen(data: bytearray, chance: Random) -> None:
    at = chance.choice([0, chance.randrange(len(data))])
    data[at:at] = chance.choice([b"[", b'{"a":', b"(", b"<a>", b"<<(", b"{"]) * chance.choice([5_000, 100_000])


def _odd_token(data: bytearray, chance: Random) -> None:
    tokens = (
        b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", "\u2028".encode(), "\u202e".encode(),
        b"1e999999999", b"-0", b"NaN", b"Infinity", b"9" * 400, b"1e400", b"\\ud800", b"\\u0000", b"%00", b"null", b"{}",
        b"[]", b"http://[", b"http://a:b:c/", b"@en-", b"@", b"0000-00-00", b"2020-13-45", b"<!ENTITY a '&a;'>", b"..",
        b"=1+1", b"\x1a", b"#", b"\\", b"_:", b"\xf0\x9f\x92\xa9", b"<?xml?>", b"\xc0\x80",
    )  # fmt: skip
    at = chance.randrange(len(data))
    data[at : at + chance.randint(0, 8)] = chance.choice(tokens)


WAYS: Final = (_flip, _truncate, _cut, _repeat, _swap_delimiters, _huge_cell, _deepen, _odd_token, _odd_token)


def _spoilt(content: bytes, chance: Random) -> bytes:
    data = bytearray(content)
    for way in chance.choices(WAYS, k=chance.randint(1, 3)):
        if data:
            way(data, chance)
    return bytes(data)


def _packed(files: Files, chance: Random) -> Files:
    """As a folder, as a zip or as gzip; of what is packed, sometimes the package itself is spoilt."""
    match chance.randrange(4):
        case 0:
            archive = io.BytesIO()
            with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
                for name, content in files.items():
                    members.writestr(zipfile.ZipInfo(name), content)
            packed = {"all.zip": archive.getvalue()}
        case 1:
            packed = {f"{name}.gz": gzip.compress(content, mtime=0) for name, content in files.items()}
        case _:
            return files
    return {name: _spoilt(content, chance) if chance.random() < 0.3 else content for name, content in packed.items()}


def _input(number: int, source: Source) -> Files:
    chance = Random(number)
    files = dict(source.files())
    name = chance.choice(sorted(files))
    files[name] = _spoilt(files[name], chance)
    return _packed(files, chance)


# what must come of it


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    def ended(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"took more than {seconds} s")

    before = signal.signal(signal.SIGALRM, ended)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _refusal(folder: Path, reader: Reader, *, skip: bool) -> str:
    """Why a folder cannot be read as `load` does: by the content, and as the kind that somebody says it is."""
    try:
        files = files_of(folder)
        groups(files)
        contents = reader(files, "fuzz", Journal(skip=skip))
        Store().bulk_extend(evidence_quads(Load("fuzz", "fuzz"), contents.stated))
    except TripleHelixError as error:
        return str(error)
    return ""


# an archive of which reading stopped in the middle is closed when Python collects it
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", SOURCES)
def test_a_spoilt_file_is_read_or_refused(tmp_path: Path, name: str) -> None:
    source, refusals = SOURCES[name], list[str]()
    for number in range(-(-INPUTS // len(SOURCES))):
        folder = tmp_path / "spoilt"
        folder.mkdir()
        for file, content in _input(number, source).items():
            (folder / file).write_bytes(content)
        try:
            with _limited(SECONDS):
                refusals.append(_refusal(folder, source.reader, skip=number % 3 == 0))
        except BaseException as error:
            error.add_note(f"input {number} of {name}, kept in {folder}")
            raise
        shutil.rmtree(folder)
    assert any(refusals), "what is spoilt is noticed"
    assert [text for text in refusals if len(text) > 1_000 or len(text.splitlines()) > 1] == [], "not the file again"


@pytest.mark.parametrize("name", SOURCES)
def test_before_it_is_spoilt_it_is_read(tmp_path: Path, name: str) -> None:
    source = SOURCES[name]
    for file, content in source.files().items():
        (tmp_path / file).write_bytes(content)
    assert _refusal(tmp_path, source.reader, skip=False) == ""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds something already."""
    folder = tmp_path_factory.mktemp("held")
    (folder / "members.ttl").write_text(MEMBERS, encoding="utf-8")
    Ecosystem.load(folder / "store", [folder / "members.ttl"])
    return folder / "store"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", SOURCES)
def test_a_spoilt_file_leaves_a_store_as_it_was_or_is_in_it_whole(held: Path, tmp_path: Path, name: str) -> None:
    before = _quads(held)
    for number in range(LOADED):
        store, folder = tmp_path / f"store-{number}", tmp_path / "spoilt"
        shutil.copytree(held, store)
        folder.mkdir()
        for file, content in _input(number, SOURCES[name]).items():
            (folder / file).write_bytes(content)
        with _limited(SECONDS):
            _check_load(store, folder, before, name="" if name == "dataset" else "fuzz", skip=number % 3 == 0)
        shutil.rmtree(folder)


def _check_load(store: Path, folder: Path, before: set[Quad], *, name: str, skip: bool) -> None:
    """The loads of an export keep the names that they have."""
    try:
        loaded = Ecosystem.load(store, [folder], name=name, skip=skip)
    except TripleHelixError:
        assert _quads(store) == before
        return
    assert _is_merged(store)
    assert {load.name for load in Ecosystem.open(store).loads()} == {"members", *(one.name for one in loaded)}
