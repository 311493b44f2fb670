"""A whole article that names only the manner of an act tells of none."""

from __future__ import annotations

from isnad.extract.events.eventful import EARLY
from isnad.extract.extract import read_report
from isnad.lang.pack import load_pack
from isnad.model.report import Report

FILLER = "وتحدث الكاتب عن طفولته في الريف وعن الكتب التي أحبها وعن أصدقائه الذين رافقوه في رحلته الطويلة مع الأدب. "


def kinds(text: str) -> set[str]:
    return {claim.kind for claim in read_report(Report(id="a", text=text), load_pack("ar")).claims}


def test_a_title_among_many_words_is_no_event() -> None:
    text = "ندوة عن رواية الانفجار\n" + FILLER * 8 + "وتدور أحداث الرواية حول انفجار يغير حياة أسرة. "
    assert len(text) > EARLY
    assert kinds(text) == set()


def test_the_same_words_with_people_harmed_are_one() -> None:
    text = "انفجار في مطعم بمدينة حمص\nقتل ثلاثة أشخاص في انفجار أسطوانة غاز داخل مطعم بمدينة حمص. " + FILLER * 8
    assert len(text) > EARLY
    assert {"casualties", "mode", "event_site"} <= kinds(text)
