"""What a store's folder keeps is used while it is whole, and else made anew; nothing that stands there does harm."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import NamedNode

from triplehelix.graph import Ecosystem
from triplehelix.graph.arrays import DamagedError, Numbers, Texts, numbers, write_arrays
from triplehelix.graph.errors import AmbiguousName, Impossible
from triplehelix.graph.keeping import kept
from triplehelix.graph.names import Names
from triplehelix.graph.terms import THX

FILES: Final = ("ids.arrays", "names.arrays", "network.arrays")
DATA: Final = f"""
@prefix : <http://e/> . @prefix thx: <{THX.iri}> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
:mill a thx:SME ; skos:prefLabel "Green Mill" . :kiln a thx:SME ; skos:prefLabel "Blue Kiln" ; owl:sameAs :oven .
:oven a thx:SME ; skos:altLabel "Old Oven" . :loom a thx:SME ; skos:prefLabel "Red Loom" .
:t1 a thx:Participation ; thx:participant :mill ; thx:initiative :weave .
:t2 a thx:Participation ; thx:participant :kiln ; thx:initiative :weave .
:t3 a thx:Participation ; thx:participant :loom ; thx:initiative :weave .
:weave a thx:Project ; skos:prefLabel "Weave" .
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    (folder / "made-up.ttl").write_text(DATA, encoding="utf-8")
    Ecosystem.load(folder / "store", [folder / "made-up.ttl"])
    return folder / "store"


@pytest.fixture
def folder(tmp_path: Path, loaded: Path) -> Path:
    """A store of which nothing is kept yet."""
    return Path(shutil.copytree(loaded, tmp_path / "store"))


def files(folder: Path) -> list[Path]:
    [generation] = folder.glob("gen-*")
    return sorted(generation.glob("*.arrays"))


def answers(folder: Path) -> list[object]:
    """What rests on each of the files."""
    eco = Ecosystem.open(folder)
    kiln = eco.resolve("bluekiln")
    ids = [name.value for name in eco.reading.canonical.names(NamedNode(kiln.id))]
    ways = [path.actors for path in eco.reading.paths.paths([kiln.id], ["http://e/loom"])]
    return [kiln.id, eco.resolve("old oven").id, ids, ways]


@pytest.fixture(scope="module")
def expected() -> list[object]:
    kiln, loom, mill = (f"http://e/{name}" for name in ("kiln", "loom", "mill"))
    return [kiln, kiln, [kiln, "http://e/oven"], [[kiln, loom], [kiln, mill, loom]]]


def test_the_first_answer_keeps_what_it_made_beside_the_data(folder: Path, expected: list[object]) -> None:
    assert files(folder) == []
    assert answers(folder) == expected
    assert tuple(path.name for path in files(folder)) == FILES


def test_what_is_kept_answers_without_the_names_the_evidence_or_the_ties(
    folder: Path, expected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(folder)
    monkeypatch.setattr(Names, "of", _must_not)
    monkeypatch.setattr("triplehelix.graph.canonical.identity", _must_not)
    monkeypatch.setattr("triplehelix.graph.gathering.venues", _must_not)
    assert answers(folder) == expected


def _must_not(*_: object) -> None:
    raise AssertionError("read again")


def test_answers_from_what_is_kept_write_nothing(folder: Path) -> None:
    answers(folder)
    before = {path: path.stat().st_mtime_ns for path in files(folder)}
    answers(folder)
    assert {path: path.stat().st_mtime_ns for path in files(folder)} == before


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 4
    path.write_bytes(content)


def _of_another_version(path: Path) -> None:
    write_arrays(path, f"{path.stem} 0", {"names": Texts.of(["x"])})


def _of_another_file(path: Path) -> None:
    other = next(each for each in path.parent.glob("*.arrays") if each != path)
    path.write_bytes(other.read_bytes())


def _without_members(path: Path) -> None:
    write_arrays(path, f"{path.stem} 1", {})


def _hostile(path: Path) -> None:
    """Of the right form, and pointing at what is not there."""
    far = numbers([2**32 - 1, 5])
    names = ("names", "things", "ids", "canonical", "actors", "types", "venues", "ties")
    wrong: dict[str, Texts | Numbers] = {
        **dict.fromkeys(names, Texts.of(["b", "no IRI"])),
        **dict.fromkeys(_NUMBERS, far),
    }
    write_arrays(path, f"{path.stem} 1", wrong)


_NUMBERS: Final = (
    "bearers", "kinds", "middles", "stated_counts", "party_ends", "parties", "visit_ends", "visits", "tie_ends",
    "deduced",
)  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "spoil",
    [_truncated, _emptied, _flipped, _of_another_version, _of_another_file, _without_members, _hostile],
    ids=lambda spoil: spoil.__name__,
)
def test_a_file_that_is_not_whole_is_made_anew(
    folder: Path, expected: list[object], name: str, spoil: Callable[[Path], None]
) -> None:
    answers(folder)
    [path] = [each for each in files(folder) if each.name == name]
    whole = path.read_bytes()
    spoil(path)
    assert answers(folder) == expected
    assert path.read_bytes() == whole


def test_a_name_that_a_lying_file_gives_to_nothing_is_looked_up_in_the_store(
    folder: Path, expected: list[object]
) -> None:
    answers(folder)
    [path] = [each for each in files(folder) if each.name == "names.arrays"]
    lies: dict[str, Texts | Numbers] = {
        "names": Texts.of(["bluekiln"]),
        "bearers": numbers([0]),
        "things": Texts.of(["no IRI"]),
    }
    write_arrays(path, "names 1", lies)
    assert answers(folder) == expected


def test_where_nothing_may_be_written_the_answers_are_the_same(
    folder: Path, expected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(data: bytes, path: Path) -> None:
        raise Impossible(f"cannot write {path}: {len(data)} bytes")  # root may write into any folder

    monkeypatch.setattr("triplehelix.graph.arrays.write_file", denied)
    assert answers(folder) == expected
    assert files(folder) == []


def test_two_at_once_keep_the_same(folder: Path, expected: list[object]) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(answers, [folder] * 4))
    assert found == [expected] * 4
    [generation] = folder.glob("gen-*")
    assert tuple(path.name for path in files(folder)) == FILES
    assert not list(generation.glob(".*"))  # no half-written file is left


def test_a_new_generation_keeps_its_own(folder: Path, tmp_path: Path) -> None:
    answers(folder)
    more = tmp_path / "more.ttl"
    more.write_text(f'<http://e/fair> a <{THX.iri}SME> ; <http://www.w3.org/2004/02/skos/core#prefLabel> "Fair" .')
    Ecosystem.load(folder, [more])
    assert Ecosystem.open(folder).resolve("fair").id == "http://e/fair"
    assert [path.name for path in files(folder)] == ["names.arrays"]


def test_a_store_in_memory_keeps_nothing_and_answers_alike(
    tmp_path: Path, loaded: Path, expected: list[object]
) -> None:
    source = loaded.parent / "made-up.ttl"
    assert answers(source) == expected
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["Green Mil", "mill", "http://e/loom", "weave"])
def test_what_is_called_otherwise_means_the_same_as_in_memory(folder: Path, loaded: Path, text: str) -> None:
    in_memory = Ecosystem.open(loaded.parent / "made-up.ttl").resolve(text)
    assert [Ecosystem.open(folder).resolve(text) for _ in range(2)] == [in_memory] * 2


def test_a_name_of_two_is_as_ambiguous_as_in_memory(tmp_path: Path) -> None:
    source = tmp_path / "twins.ttl"
    source.write_text(
        f"@prefix thx: <{THX.iri}> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<http://e/a> a thx:SME ; skos:prefLabel "Acme A" ; skos:altLabel "Acme" .\n'
        '<http://e/b> a thx:SME ; skos:prefLabel "Acme B" ; skos:altLabel "ACME" .\n'
    )
    Ecosystem.load(tmp_path / "store", [source])
    for _ in range(2):
        with pytest.raises(AmbiguousName, match=r"Acme A.*Acme B"):
            Ecosystem.open(tmp_path / "store").resolve("acme")


def test_what_cannot_be_kept_is_made_each_time(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    def read(_: Path) -> int:
        raise DamagedError("never whole")

    def save(_: int, path: Path) -> None:
        raise Impossible(str(path))

    assert [kept(tmp_path / "x", read, make, save) for _ in range(2)] == [1, 2]
    assert kept(None, read, make, save) == 3


def test_of_a_large_store_it_is_told_that_something_is_gathered_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise DamagedError(str(path)) from None

    def save(text: str, path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    told: list[str] = []
    monkeypatch.setattr("triplehelix.graph.keeping._LARGE", 0)
    for _ in range(2):
        assert kept(tmp_path / "network.arrays", read, lambda: "made", save, told.append) == "made"
    assert told == ["gathering the network of this store, which is done once after a change"]


def test_of_a_small_store_nobody_is_told(tmp_path: Path) -> None:
    def read(_: Path) -> int:
        raise DamagedError("there is none")

    told: list[str] = []
    kept(tmp_path / "network.arrays", read, lambda: 1, lambda *_: None, told.append)
    assert told == []
