"""Modes: pieces that join, references that do not count, English put together from words."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from isnad.extract.draft import Draft
from isnad.extract.kinds import mode
from isnad.extract.kinds.modepiece import Piece, summary
from isnad.extract.parsed import ParsedReport
from isnad.lang.pack import load_pack
from isnad.model.report import Report
from isnad.model.values import TextValue

PACK = load_pack("ar")


def read(text: str, published: str | None = None) -> list[tuple[str, str]]:
    parsed = ParsedReport(Report(id="x", text=text, published=published), PACK)
    return [(_summary(d), parsed.evidence(d.start, d.end).quote) for d in mode.find(parsed)]


def _summary(draft: Draft) -> str:
    assert isinstance(draft.value, TextValue)
    return draft.value.summary


def test_one_clause_is_one_mode() -> None:
    assert read("قتل حارس حين نفذ انتحاري تفجيرا بسيارة مفخخة عند السور.") == [
        ("suicide car bombing", "انتحاري تفجيرا بسيارة مفخخة")
    ]


def test_two_clauses_are_two_modes() -> None:
    found = read("قتل حارس في انفجار عبوة ناسفة، ثم فتح ملثمون النار على المسعفين.")
    assert [s for s, _ in found] == ["explosion of an explosive device", "shooting"]


def test_evidence_holds_the_article() -> None:
    ((_, quote),) = read("قتل حارس في التفجير الانتحاري قرب السور.")
    assert quote.startswith("التفجير")


def test_a_reference_counts_only_where_the_mode_is_new() -> None:
    told = read("انفجار يقتل حارسا\nوقال شاهد إن الانفجار وقع ظهرا وإن إطلاق النار تلاه فقتل ثان.")
    assert [s for s, _ in told] == ["explosion", "shooting"]


def test_a_mode_of_another_year_is_told_too() -> None:
    text = "قتل حارس في تفجير وقع عام 2011 في المدينة نفسها."
    assert len(read(text, "2015-07-01")) == 1


def test_strikes_count_though_nobody_is_told_harmed() -> None:
    assert [s for s, _ in read("نفذت الطائرات غارات على التلال.")] == ["air strike"]
    assert [s for s, _ in read("نفذت الطائرات غارات على التلال قتل فيها راع.")] == ["air strike"]


def test_summaries_come_from_words() -> None:
    assert summary(Piece(0, 1, "r", True, acts=["crash"], words={"what": ["aircraft"]})) == "crash of aircraft"
    cars = Piece(0, 1, "r", True, acts=["collision"], words={"car": ["bus"], "car2": ["ambulance"]})
    assert summary(cars) == "collision of a bus and an ambulance"
    bomber = Piece(0, 1, "r", True, acts=["bombing"], words={"device": ["truck"]}, suicide=True)
    assert summary(bomber) == "suicide truck bombing"
    assert summary(Piece(0, 1, "r", True)) == "attack"


@given(
    st.lists(st.sampled_from(["انفجار", "في", "النار", "فتح", "،", "سيارة مفخخة", "قتل", "الهجوم", "و"]), max_size=25)
)
def test_modes_of_a_sentence_do_not_overlap(words: list[str]) -> None:
    parsed = ParsedReport(Report(id="x", text=" ".join(words)), PACK)
    spans = [(d.start, d.end) for d in mode.find(parsed)]
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(sorted(spans)))


def test_a_hostile_text_takes_no_time() -> None:
    text = "أطلق " * 40_000 + "فتح سيارة " * 20_000
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 20
