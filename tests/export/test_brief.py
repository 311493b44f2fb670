"""Each figure stands with its tellers; a headline does not stand beside the teller it has the figure from."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad import api
from isnad.export.brief import Said, brief
from isnad.export.facts import answer
from isnad.export.views import report_view
from isnad.export.words import load_words
from isnad.model.incident import Reading
from isnad.model.record import Record
from isnad.model.report import Report

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def told() -> tuple[Record, dict[str, list[Said]]]:
    readings, _ = api.read([EXAMPLES])
    record = max(api.reconcile(readings), key=lambda r: len(r.incident.members))
    claims = {c.claim: c for c in record.incident.claims}
    members = {m.id: m for m in record.incident.members}
    views = {
        name: report_view(r, members[name], claims, load_words()) for r in readings if (name := r.report.id) in members
    }
    return record, brief(record, answer(record), views)


def test_every_figure_of_the_range_has_its_voices_the_highest_first(told: tuple[Record, dict[str, list[Said]]]) -> None:
    record, found = told
    killed = found["killed"]
    row = next(r for r in record.toll if (r.effect, r.role, r.nationality) == ("killed", "person", None))
    tops = [s.high or s.low or 0 for s in killed]
    assert len(killed) > 1
    assert tops == sorted(tops, reverse=True)
    assert min(s.low or 0 for s in killed) == row.low
    assert all(v.claims and v.reports for s in killed for v in s.voices)
    known = {c.claim for c in record.incident.claims}
    assert known.issuperset(c for s in killed for v in s.voices for c in v.claims)


def test_a_headline_is_no_voice_beside_the_teller_of_its_report(told: tuple[Record, dict[str, list[Said]]]) -> None:
    for said in (s for figures in told[1].values() for s in figures):
        named = {r.report.id for v in said.voices if v.teller for r in v.reports}
        assert not named & {r.report.id for v in said.voices if not v.teller for r in v.reports}


@pytest.mark.parametrize(
    ("source", "label"), [("a_west.txt", "a_west"), ("b.jsonl:3", "a"), (None, "a"), ("x/a.txt", "a")]
)
def test_a_file_name_that_says_more_than_the_id_is_the_name(source: str | None, label: str) -> None:
    reading = Reading(report=Report(id="a", text="x", source=source), claims=())
    assert report_view(reading, None, {}, load_words()).label == label
