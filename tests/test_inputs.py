"""A file, a folder, an archive and standard input are all read as files; what would never end is refused."""

import errno
import gzip
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from triplehelix.graph.errors import InputError
from triplehelix.graph.sources import unpacking
from triplehelix.graph.sources.inputs import Input, files_of

TABLE = b"id,name\na,Alpha\n"


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _content(file: Input) -> bytes:
    with file.open() as opened:
        return opened.read()


def test_a_file_on_disk_is_itself(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_bytes(TABLE)
    (file,) = files_of(path)
    assert (file.name, file.path, file.head(2), _content(file)) == ("members.csv", path, b"id", TABLE)


def test_a_folder_gives_its_files_and_those_of_folders_and_archives_in_it(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "b.csv").write_bytes(TABLE)
    (tmp_path / "a.csv").write_bytes(TABLE)
    _zip(tmp_path / "c.zip", {"deep/d.csv": TABLE})
    assert [file.name for file in files_of(tmp_path)] == ["a.csv", "c.zip/deep/d.csv", "more/b.csv"]


def test_an_archive_gives_its_members_as_often_as_they_are_opened(tmp_path: Path) -> None:
    files = files_of(_zip(tmp_path / "cordis.zip", {"csv/project.csv": TABLE, "csv/organization.csv": b"x"}))
    assert [(file.name, file.path) for file in files] == [
        ("cordis.zip/csv/organization.csv", None),
        ("cordis.zip/csv/project.csv", None),
    ]
    assert _content(files[1]) == _content(files[1]) == TABLE


def test_hidden_files_and_what_programs_leave_behind_are_ignored(tmp_path: Path) -> None:
    clutter = {"__MACOSX/._a.csv": b"x", ".DS_Store": b"x", "sub/.hidden/a.csv": b"x", "~$members.xlsx": b"x"}
    files = files_of(_zip(tmp_path / "a.zip", {**clutter, "a.csv": TABLE}))
    assert [file.name for file in files] == ["a.zip/a.csv"]


def test_a_packed_file_is_unpacked_and_named_without_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "members.csv.gz"
    path.write_bytes(gzip.compress(TABLE))
    (file,) = files_of(path)
    assert (file.name, file.path, _content(file)) == ("members.csv", None, TABLE)


def test_a_workbook_is_one_file_although_it_is_an_archive(tmp_path: Path) -> None:
    path = _zip(tmp_path / "members.xlsx", {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
    (file,) = files_of(path)
    assert (file.name, file.path) == ("members.xlsx", path)


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_standard_input_is_read_once_and_opened_as_often_as_needed(
    monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pack(TABLE))))
    (file,) = files_of(Path("-"))
    assert file.name == "standard input"
    assert _content(file) == _content(file) == TABLE


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.csv: there is no such file or folder$"):
        files_of(tmp_path / "nowhere.csv")


def test_an_archive_of_too_much_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 2**30)
    monkeypatch.setattr(unpacking, "SMALL", 1000)
    path = _zip(tmp_path / "bomb.zip", {"a.csv": b"0" * 2_000_000})
    with pytest.raises(InputError, match=r"^bomb\.zip: has more than 200 times its size when unpacked"):
        files_of(path)


def test_a_packed_file_that_never_ends_is_refused_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "SMALL", 1000)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"0" * 5_000_000))
    (file,) = files_of(path)
    with pytest.raises(InputError, match=r"^bomb\.csv: has more than 200 times its size when unpacked"):
        _content(file)


def test_more_than_any_source_has_is_refused_however_well_it_was_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 10)
    path = tmp_path / "large.csv.gz"
    path.write_bytes(gzip.compress(TABLE))
    (file,) = files_of(path)
    with pytest.raises(InputError, match=r"^large\.csv: has more than 0 GB when unpacked; load it in parts$"):
        _content(file)


def test_a_member_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "liar.zip", {"a.csv": TABLE * 100})
    said, less = (len(TABLE * part).to_bytes(4, "little") for part in (100, 1))
    path.write_bytes(path.read_bytes().replace(said, less))
    (file,) = files_of(path)
    with pytest.raises(InputError, match=r"^liar\.zip/a\.csv: cannot be unpacked \(Bad CRC-32"):
        _content(file)


@pytest.mark.parametrize("name", ["a.zip", "a.csv.gz"])
@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_an_archive_that_is_cut_off_is_told(tmp_path: Path, name: str, keep: float) -> None:
    path = tmp_path / name
    content = bytes(range(256)) * 20
    if path.suffix == ".zip":
        _zip(path, {"a.csv": content})
    else:
        path.write_bytes(gzip.compress(content))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    with pytest.raises(InputError, match=rf"^{name.removesuffix('.gz')}: cannot be unpacked \(.*get it again"):
        [_content(file) for file in files_of(path)]


def test_an_archive_whose_parts_lie_nowhere_is_told(tmp_path: Path) -> None:
    path = _zip(tmp_path / "lost.zip", {"a.csv": TABLE})
    content = bytearray(path.read_bytes())
    end = content.index(b"PK\x05\x06")
    content[end + 16 : end + 20] = (2**31).to_bytes(4, "little")  # where its directory is said to begin
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"^lost\.zip(/a\.csv)?: cannot be unpacked \("):
        [_content(file) for file in files_of(path)]


def test_a_disk_that_fails_is_no_broken_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    path = _zip(tmp_path / "a.zip", {"a.csv": TABLE})
    (file,) = files_of(path)
    monkeypatch.setattr(zipfile.ZipFile, "open", fail)
    with pytest.raises(OSError, match="Input/output error"):
        file.head()


def test_a_member_with_a_password_is_told(tmp_path: Path) -> None:
    path = _zip(tmp_path / "secret.zip", {"a.csv": TABLE})
    with zipfile.ZipFile(path) as archive:
        at = archive.infolist()[0].header_offset
    content = bytearray(path.read_bytes())
    content[at + 6] |= 1  # the flag of a member that is encrypted, here and in the directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    (file,) = files_of(path)
    with pytest.raises(InputError, match=r"^secret\.zip/a\.csv: cannot be unpacked \(.*password"):
        _content(file)
