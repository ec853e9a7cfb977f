"""JSON values one by one: the same as the whole at once, whatever stands between them, and never more than one in memory."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.registers import text_file

from triplehelix.graph.errors import InputError
from triplehelix.graph.sources import json_values
from triplehelix.graph.sources.json_values import read_values

RECORDS = st.lists(
    st.dictionaries(
        st.text(), st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5)
    )
)


def values(text: str | bytes) -> list[Any]:
    return [one.value for one in read_values(text_file("a.json", text))]


@given(records=RECORDS, indent=st.none() | st.integers(0, 3))
def test_an_array_gives_its_items_and_lines_give_theirs(records: list[Any], indent: int | None) -> None:
    assert values(json.dumps(records, indent=indent)) == records
    assert values("\n".join(map(json.dumps, records))) == records
    assert values("".join(json.dumps(record, ensure_ascii=False) for record in records)) == records


@given(records=RECORDS, chunk=st.integers(1, 9))
def test_it_does_not_matter_where_the_reading_is_cut(records: list[Any], chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_values, "_CHUNK", chunk)
        assert values(json.dumps(records, indent=1)) == records


def test_each_value_knows_its_line() -> None:
    text = '[\n{"a": "x\\n"},\n\n{"b":\n 2}, {"c": 3}]'
    assert [one.place.line for one in read_values(text_file("a.json", text))] == [2, 4, 5]


def test_a_byte_order_mark_and_an_empty_file_are_fine() -> None:
    assert values(b'\xef\xbb\xbf{"a": 1}') == [{"a": 1}]
    assert values("") == values(" \n") == values("[]") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": 1}\n{"b": ', "a.json:2: is not JSON"),
        ('[{"a": 1},\n', "a.json:2: ends before its array does"),
        ('{"a": 1}\nnothing', "a.json:2: is not JSON"),
        ("[" * 200_000, "a.json:1: is nested too deep"),
        (b'{"a": "\xff"}', "a.json:1: is not UTF-8"),
        ("9" * 5000, "a.json:1: has a number too long"),
    ],
)
def test_what_is_no_json_is_told_with_its_line(text: str | bytes, told: str) -> None:
    with pytest.raises(InputError) as caught:
        values(text)
    assert str(caught.value).startswith(told)


def test_a_value_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_values, "_CHUNK", 100)
    monkeypatch.setattr(json_values, "_LARGEST", 1000)
    with pytest.raises(InputError, match="is not JSON"):
        values(f'{{"a": "{"x" * 5000}"}}')
