"""Numbers and texts come back from their file as they were; from a file that is not whole, nothing does."""

from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triplehelix.graph.arrays import (
    DamagedError,
    Texts,
    as_ends,
    as_numbers,
    as_texts,
    numbers,
    part,
    read_arrays,
    write_arrays,
)  # fmt: skip

FORM: Final = "test 1"

words = st.lists(st.text(st.characters(exclude_categories=["Cs"])))
whole = st.lists(st.integers(0, 2**32 - 1))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "some.arrays"
    write_arrays(path, FORM, {"words": Texts.of(["a", "bé", ""]), "counts": numbers([7, 8, 9])})
    return path


@given(words, whole)
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], counts: list[int]
) -> None:
    path = tmp_path_factory.mktemp("arrays") / "some.arrays"
    write_arrays(path, FORM, {"words": Texts.of(texts), "counts": numbers(counts)})
    members = read_arrays(path, FORM)
    assert list(as_texts(members, "words")) == texts
    assert list(as_numbers(members, "counts")) == counts


def test_what_was_read_can_be_written_again(path: Path) -> None:
    members = read_arrays(path, FORM)
    again = path.with_name("again.arrays")
    write_arrays(again, FORM, {"words": as_texts(members, "words"), "counts": as_numbers(members, "counts")})
    assert again.read_bytes() == path.read_bytes()


@given(words)
def test_a_sorted_text_is_found_where_it_stands(texts: list[str]) -> None:
    ordered = sorted(set(texts))
    packed = Texts.of(ordered)
    assert [packed.position(text) for text in ordered] == list(range(len(ordered)))
    assert packed[:] == ordered
    assert packed.position("not among them, surely") is None


@given(st.lists(st.lists(st.integers(0, 9))))
def test_parts_are_what_was_joined(parts: list[list[int]]) -> None:
    joined = [number for each in parts for number in each]
    ends = [sum(map(len, parts[: at + 1])) for at in range(len(parts))]
    assert [joined[part(ends, at)] for at in range(len(parts))] == parts


def test_a_file_of_another_form_is_not_read(path: Path) -> None:
    with pytest.raises(DamagedError, match="another version"):
        read_arrays(path, "test 2")


def test_a_file_that_is_not_there_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(DamagedError, match="cannot be read"):
        read_arrays(tmp_path / "nowhere.arrays", FORM)


def test_a_file_cut_off_anywhere_is_not_read(path: Path) -> None:
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(DamagedError):
            read_arrays(path, FORM)


def test_a_flipped_bit_is_seen_or_changes_nothing(path: Path) -> None:
    whole, before = path.read_bytes(), _all(path)
    for bit in range(0, 8 * len(whole), 3):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        assert _all(path) in (before, None), bit


def _all(path: Path) -> tuple[list[str], list[int]] | None:
    """What a file holds; None where it is damaged, or holds it no more."""
    try:
        members = read_arrays(path, FORM)
        return list(as_texts(members, "words")), list(as_numbers(members, "counts"))
    except DamagedError:
        return None


@given(st.binary(max_size=300))
def test_no_other_file_is_taken_for_arrays(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("arrays") / "some.arrays"
    path.write_bytes(content)
    with pytest.raises(DamagedError):
        read_arrays(path, FORM)


def test_a_packed_archive_is_not_unpacked(path: Path) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("form", FORM)
        archive.writestr("counts", b"\0" * 50_000_000)  # 49 kB in the file
    with pytest.raises(DamagedError, match="is packed"):
        read_arrays(path, FORM)


@pytest.mark.parametrize("packed", [b"", b"12345"], ids=["nothing", "not whole numbers"])
def test_numbers_of_the_wrong_length_are_damaged(packed: bytes) -> None:
    members = {"counts": packed} if packed else {}
    with pytest.raises(DamagedError, match="counts: is missing, or cut off"):
        as_numbers(members, "counts")


def test_numbers_that_point_beyond_what_there_is_are_damaged() -> None:
    members = {"counts": numbers([0, 3]).tobytes()}
    assert list(as_numbers(members, "counts", below=4)) == [0, 3]
    with pytest.raises(DamagedError, match="counts: points beyond"):
        as_numbers(members, "counts", below=3)


@pytest.mark.parametrize(
    ("ends", "last", "why"),
    [
        pytest.param([1, 3], 4, "does not divide", id="too short"),
        pytest.param([1, 3], 2, "does not divide", id="too long"),
        pytest.param([], 2, "does not divide", id="none"),
        pytest.param([3, 1, 4], 4, "does not ascend", id="back and forth"),
    ],
)
def test_ends_that_do_not_divide_a_whole_are_damaged(ends: list[int], last: int, why: str) -> None:
    with pytest.raises(DamagedError, match=f"ends: {why}"):
        as_ends({"ends": numbers(ends).tobytes()}, "ends", last)


def test_texts_without_their_block_are_damaged() -> None:
    with pytest.raises(DamagedError, match="words: does not divide"):
        as_texts({"words": numbers([2]).tobytes()}, "words")


def test_texts_that_lie_about_their_ends_are_texts_all_the_same() -> None:
    lying = {"words": numbers([9, 1, 3]).tobytes(), "words block": b"a\xffc"}
    assert all(isinstance(text, str) for text in as_texts(lying, "words"))
