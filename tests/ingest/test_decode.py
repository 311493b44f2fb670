"""Bytes of every kind a newsroom's hard disk holds."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.ingest.decode import decode, fitness

TEXT = (
    "قالت الشرطة إن ثلاثة أشخاص أصيبوا في انهيار سقف السوق القديم، وإن فرق الإنقاذ ما زالت تعمل في المكان.\n"
    "وأضافت أن التحقيق جار لمعرفة سبب الحادث الذي وقع صباح الثلاثاء.\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1256", "iso8859_6", "cp720"])
def test_character_sets_are_found_for_certain(encoding: str) -> None:
    text = TEXT.replace("،", "")  # ISO 8859-6 and code page 720 write it elsewhere or not at all
    found = decode(text.encode(encoding))
    assert found is not None
    assert (found.text, found.note) == (text, "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read_and_noted(encoding: str) -> None:
    found = decode(TEXT.encode(encoding))
    assert found is not None
    assert found.text == TEXT
    assert encoding in found.note


def test_line_ends_and_marks_stay_as_they_are() -> None:
    text = "أولا\r\nثانيا\rثالثا\n\u200fقُتِلَ\u200e"
    found = decode(text.encode())
    assert found is not None
    assert found.text == text


def test_mixed_lines_are_read_each_in_their_own_set() -> None:
    first, second, _ = TEXT.split("\n")
    found = decode(first.encode() + b"\n" + second.encode("cp1256") + b"\n")
    assert found is not None
    assert found.text == TEXT
    assert "not in 1 line(s) (2)" in found.note


def test_a_torn_byte_costs_one_character() -> None:
    raw = TEXT.encode()
    found = decode(raw[:40] + b"\xff" + raw[40:])
    assert found is not None
    assert found.text.count("\ufffd") <= 2
    assert found.text.endswith(TEXT[-60:])
    assert found.note


@pytest.mark.parametrize(("wrong", "right"), [("latin-1", "utf-8"), ("latin-1", "cp1256"), ("cp1252", "cp1256")])
def test_text_saved_in_the_wrong_set_is_repaired(wrong: str, right: str) -> None:
    text = TEXT.replace("ذ", "د")
    found = decode(text.encode(right).decode(wrong).encode())
    assert found is not None
    assert found.text == text
    assert "repaired" in found.note


def test_a_declared_set_is_not_believed_against_the_evidence() -> None:
    """Half of the mislabelled pages call Windows-1256 Latin, the other half call UTF-8 Windows-1256."""
    as_latin = decode(TEXT.encode("cp1256"), declared="iso-8859-1")
    as_arabic = decode(TEXT.encode(), declared="windows-1256")
    assert as_latin is not None
    assert as_latin.text == TEXT
    assert as_arabic is not None
    assert as_arabic.text == TEXT


@pytest.mark.parametrize("label", ["no-such-set", "", "\x00", "base64", "undefined"])
def test_a_nonsense_label_does_no_harm(label: str) -> None:
    found = decode(TEXT.encode("cp1256"), declared=label)
    assert found is not None
    assert found.text == TEXT


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        b"PK\x03\x04" + os.urandom(64),
        bytes(200),
        bytes(range(32)) * 20,
    ],
)
def test_binary_is_no_text(raw: bytes) -> None:
    assert decode(raw) is None


def test_another_language_is_text_too() -> None:
    text = "L’été dernier, à Genève, les négociations ont échoué après des mois d’efforts."
    found = decode(text.encode("cp1252"))
    assert found is not None
    assert found.text.startswith("L’été dernier")
    assert "guess" in found.note


def test_real_text_is_fitter_than_the_same_bytes_misread() -> None:
    misread = TEXT.encode("cp1256").decode("iso8859_6", "replace")
    assert fitness(TEXT) > 2 * fitness(misread)


@given(st.binary(max_size=400))
def test_no_bytes_raise(raw: bytes) -> None:
    found = decode(raw)
    assert found is None or isinstance(found.text, str)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_valid_utf8_is_never_altered_without_a_note(text: str) -> None:
    found = decode(text.encode())
    assert found is None or found.note or found.text == text.removeprefix("\ufeff")
