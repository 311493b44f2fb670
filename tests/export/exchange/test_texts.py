"""Offsets, context and safe cells."""

from __future__ import annotations

import csv
import io
import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.export.exchange.bundle import Options
from isnad.export.exchange.texts import Offsets, around, cell, csv_bytes, encoded, json_line, whole

ANY = st.text(alphabet=st.characters(min_codepoint=0, max_codepoint=0x10FFFF, exclude_categories=()))
MIXED = st.text(alphabet=list("aب😀\u0651\u064b\u200d\u0301ـ 👨"), max_size=90)


@given(ANY)
def test_anything_can_be_encoded_and_keeps_its_length(text: str) -> None:
    assert len(whole(text)) == len(text)
    assert encoded(text).decode() == whole(text)
    assert msgspec.json.decode(json_line({"x": text})) == {"x": whole(text)}


@given(MIXED, st.data())
def test_utf16_offsets_are_those_of_utf16(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(text)))
    assert Offsets(text).utf16(position) == len(text[:position].encode("utf-16-le")) // 2


@given(MIXED, st.data())
def test_context_is_what_stands_there_and_cuts_no_letter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    prefix, suffix = around(text, start, end)
    assert text[:start].endswith(prefix)
    assert text[end:].startswith(suffix)
    assert min(start, 32) <= len(prefix)
    assert min(len(text) - end, 32) <= len(suffix)
    if len(prefix) < start:
        assert not unicodedata.category(prefix[0]).startswith("M")
    if end + len(suffix) < len(text):
        assert not unicodedata.category(text[end + len(suffix)]).startswith("M")


@pytest.mark.parametrize("text", ["=1+1", "+5", "-5", "@x", "\t=1", "\r=1", "\n=1", "＝1", "＠ع", "－1"])
def test_a_formula_becomes_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (True, "true"), (False, "false"), (0, "0"), (-3, "-3"), (-3.5, "-3.5"), ("قتل", "قتل"), ("", "")],
)
def test_other_cells_are_not_touched(value: object, shown: str) -> None:
    assert cell(value) == shown


def test_lists_are_joined_and_guarded() -> None:
    assert cell(["a", "ب"]) == "a; ب"
    assert cell(("=a", "b")) == "'=a; b"
    assert cell([]) == ""


@given(st.lists(st.lists(ANY, min_size=2, max_size=2), max_size=5))
def test_a_csv_reader_gets_the_cells_back(rows: list[list[str]]) -> None:
    content = csv_bytes(["x", "y"], rows, Options())
    back = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert back == [["x", "y"], *([cell(v) for v in row] for row in rows)]


def test_a_byte_order_mark_only_when_asked() -> None:
    assert csv_bytes(["x"], [], Options(bom=True)) == b"\xef\xbb\xbfx\r\n"
    assert csv_bytes(["x"], [], Options()) == b"x\r\n"
