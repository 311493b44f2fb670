"""Copies, course of events, speakers, places told and citation: what each says of one small incident."""

from __future__ import annotations

import json
import re

import msgspec
import pytest

from isnad.export.cite import citation
from isnad.export.course import PHASES, course, hours
from isnad.export.facts import Family, families
from isnad.export.ladder import speakers
from isnad.export.lineage import Tree, trees
from isnad.export.shown import around, shown
from isnad.export.sites import told_sites
from isnad.export.views import ReportView, report_view
from isnad.export.words import load_words
from isnad.model.claim import Claim, Evidence, Teller
from isnad.model.incident import Member, Reading, Where
from isnad.model.record import Record
from isnad.model.report import Report
from isnad.model.values import DateValue, SiteValue, TextValue

W = load_words()
FIRST = "أعلنت وزارة الداخلية اليوم توقيف خمسة أشخاص بعد الهجوم الذي وقع قرب المحطة القديمة وأوقع أضراراً."
LATER = "أعلنت وِزارة الداخلية اليوم توقيف ستة أشخاص بعد الهجوم الذي وقع قرب المحطة القديمة وأوقع أضراراً."


@pytest.fixture
def reports(record: Record, readings: dict[str, Reading]) -> dict[str, ReportView]:
    claims = {c.claim: c for c in record.incident.claims}
    return {m.id: report_view(readings[m.id], m, claims, W) for m in record.incident.members}


def view(name: str, text: str, published: str | None = None) -> ReportView:
    member = Member(id=name, outlet=name, published=published, role="covers", origin_family="f", toll={})
    return report_view(Reading(report=Report(id=name, text=text), claims=()), member, {}, W)


def tree(*views: ReportView) -> Tree:
    members = tuple(v.member for v in views if v.member)
    (found,) = trees([Family(1, members)], {v.report.id: v for v in views})
    return found


def test_an_origin_of_one_report_has_no_tree(record: Record, reports: dict[str, ReportView]) -> None:
    (found,) = trees(families(record.incident.members), reports)
    assert [c.view.report.id for c in found.copies] == ["a1", "a2"]


def test_the_earlier_is_the_first_and_a_changed_word_is_marked() -> None:
    found = tree(view("late", LATER, "2024-03-05"), view("early", FIRST, "2024-03-04"))
    first, copy = found.copies
    assert (first.view.report.id, first.parent, found.dated) == ("early", None, True)
    assert copy.parent is first.view
    assert 80 < copy.share <= 100
    assert (copy.added, copy.cut) == (1, 1)
    assert copy.diff is not None
    assert "<del>خمسة</del> <ins>ستة</ins>" in copy.diff
    assert len(re.findall("<(ins|del)>", copy.diff)) == 2  # the vowel mark is no change


def test_without_times_a_report_with_a_credit_is_not_taken_for_the_first() -> None:
    found = tree(view("credits", FIRST + "\n(رويترز)"), view("own", FIRST))
    assert [c.view.report.id for c in found.copies] == ["own", "credits"]
    assert not found.dated
    assert found.copies[1].credits == ("رويترز",)


def test_a_hundred_copies_keep_their_shares_and_not_all_their_changes() -> None:
    found = tree(*(view(f"r{i}", FIRST + f" رقم {i}") for i in range(100)))
    assert len(found.copies) == 100
    assert all(c.share > 80 for c in found.copies)
    assert sum(c.diff is not None for c in found.copies) < 30


def test_every_phase_is_there_and_a_silent_one_says_so(record: Record, reports: dict[str, ReportView]) -> None:
    phases = course(record, reports)
    assert [p.name for p in phases] == list(PHASES)
    told = {p.name: [m.first.claim for m in p.moments] for p in phases}
    assert told == {
        "before": [],
        "attack": ["a1-2", "b1-2"],
        "response": ["b1-3"],
        "claimed": [],
        "reactions": [],
    }


def with_claims(record: Record, *more: Claim) -> Record:
    incident = msgspec.structs.replace(record.incident, claims=(*record.incident.claims, *more))
    return msgspec.structs.replace(record, incident=incident)


def test_what_two_origins_tell_alike_is_one_step_and_comes_first(
    record: Record, reports: dict[str, ReportView]
) -> None:
    again = msgspec.structs.replace(
        record.incident.claims[1], claim="b1-9", report="b1", evidence=Evidence(0, 3, "قتل")
    )
    attack = course(with_claims(record, again), reports)[1]
    assert attack.moments[0].claims == ("a1-2", "b1-9")
    assert attack.moments[0].origins == 2


def test_parts_of_the_day_are_stretches_of_hours(record: Record) -> None:
    dawn = msgspec.structs.replace(
        record.incident.claims[3], claim="x", value=DateValue(low=None, high=None, raw="", part_of_day="dawn")
    )
    odd = msgspec.structs.replace(dawn, claim="y", value=DateValue(low=None, high=None, raw="", part_of_day="soon"))
    (stretch,) = hours(with_claims(record, dawn, odd))
    assert (stretch.part, stretch.claims) == ("dawn", ("x",))
    assert 0 <= stretch.start < stretch.end <= 24


def test_a_speaker_has_the_ways_his_words_took(record: Record, reports: dict[str, ReportView]) -> None:
    agency = Teller(name="Agency", type="agency")
    hospital = record.incident.claims[4].attribution[0]
    via = msgspec.structs.replace(record.incident.claims[4], claim="x", report="b1", attribution=(agency, hospital))
    found = speakers(with_claims(record, via), reports)
    assert found[0].teller == hospital
    assert found[0].depth == 3
    assert found[0].origins == 2
    assert [([t.name for t in w.through], [r.report.id for r in w.reports]) for w in found[0].ways] == [
        ([], ["a1", "a2"]),
        (["Agency"], ["b1"]),
    ]
    assert found[-1].teller is None


def site(record: Record, number: int, value: SiteValue) -> Claim:
    return msgspec.structs.replace(record.incident.claims[2], claim=f"s{number}", value=value)


def test_places_told_stand_once_each_the_records_own_first(record: Record) -> None:
    near = SiteValue(name="Tabqa", name_ar="الطبقة", precision="exact", lat=35.8, lon=38.5, radius_m=3000)
    wrong = SiteValue(name="Nowhere", name_ar="", precision="exact", lat=123.0, lon=38.5)
    where = Where(name="Raqqa", lat=35.95, lon=39.01, basis=("a1-3",))
    claims = [site(record, 1, near), site(record, 2, near), site(record, 3, wrong), *record.incident.claims]
    told = told_sites(claims, where)
    assert [(t.name, t.number, t.chosen, t.claims) for t in told] == [
        ("Raqqa", 0, True, ("a1-3",)),
        ("Tabqa", 1, False, ("s1", "s2")),
        ("Nowhere", 2, False, ("s3",)),
    ]
    assert told[2].lat is None


def test_a_citation_is_valid_whatever_the_title(record: Record) -> None:
    bad = 'A \\ {weird} title & "50 %" _of_ #1 ~ ^ $'
    made = citation(record, bad, "1.2.3", 3, 2)
    (csl,) = json.loads(made.csl)
    assert csl["title"] == bad
    assert csl["event-date"] == {"date-parts": [[2024, 3, 4]]}
    bare = re.sub(r"\\[a-z]+\{\}|\\[{}%&$#_]", "", made.bibtex)
    assert bare.count("{") == bare.count("}")
    assert made.bibtex.startswith("@misc{raqqa-1,\n")
    assert "range" in made.bibtex


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("First. He saw three dead there. Last.", "three dead", "He saw <mark>three dead</mark> there."),
        ("headline\nthree dead\nmore", "three dead", "<mark>three dead</mark>"),
        ("3.5 million and three dead", "three dead", "3.5 million and <mark>three dead</mark>"),
        ("<b> & three dead", "three dead", "&lt;b&gt; &amp; <mark>three dead</mark>"),
    ],
)
def test_words_are_shown_in_their_sentence(text: str, quote: str, expected: str) -> None:
    start = text.index(quote)
    assert around(text, start, start + len(quote)) == expected


def test_a_long_sentence_is_cut_between_words() -> None:
    text = "word " * 100 + "three dead" + " word" * 100
    start = text.index("three")
    found = around(text, start, start + 10, 40)
    assert found.startswith("…word")
    assert found.endswith("word…")
    assert set(shown(found).replace("<mark>three dead</mark>", "").split()) == {"…word", "word", "word…"}


def test_a_text_value_without_a_mode_is_told_by_its_summary(record: Record, reports: dict[str, ReportView]) -> None:
    claim = msgspec.structs.replace(
        record.incident.claims[1], claim="t", value=TextValue(summary="told"), kind="warning"
    )
    before = course(with_claims(record, claim), reports)[0]
    assert [m.first.claim for m in before.moments] == ["t"]
    assert before.reports == 1
