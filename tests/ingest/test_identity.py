"""Ids are short where they can be, unique always."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isnad.ingest.identity import Ids, file_ids, short_id


def test_the_name_up_to_the_first_underscore() -> None:
    assert [short_id(n) for n in ("000_cac2.txt", "report.html", "_x.txt", "a.b_c.txt")] == [
        "000",
        "report",
        "_x",
        "a.b",
    ]


def test_the_whole_stem_where_the_short_id_is_shared() -> None:
    assert file_ids(["a_1.txt", "a_2.txt", "b_1.txt"]) == ["a_1", "a_2", "b"]


def test_the_same_stem_twice() -> None:
    assert file_ids(["a.txt", "a.html", "a.txt"]) == ["a", "a~2", "a~3"]


@given(st.lists(st.text("ab_.~2", min_size=1, max_size=5)))
def test_every_file_has_an_id_of_its_own(names: list[str]) -> None:
    ids = file_ids(names)
    assert len(ids) == len(names)
    assert len(set(ids)) == len(ids)


def test_an_id_is_held_by_the_text_that_took_it() -> None:
    ids = Ids()
    assert ids.take("a", "d1") == "a"
    assert ids.holds("a", "d1")
    assert not ids.holds("a", "d2")
    assert ids.take("a", "d2") == "a~2"
    assert not Ids(["f"]).holds("f", "")
