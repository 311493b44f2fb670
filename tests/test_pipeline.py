"""The line as a whole: what a report may do to it, and what it may not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from isnad import api, pipeline
from isnad.errors import PackError
from isnad.ingest.reader import read_reports
from isnad.lang.pack import LanguagePack
from isnad.model.codec import record_to_dict, to_json
from isnad.model.incident import Reading
from isnad.model.report import Report
from isnad.pipeline import make_records, read_claims, read_source

EXAMPLES = str(Path(__file__).parent.parent / "examples")
TEXT = "قتل أربعة أشخاص وأصيب تسعة في انفجار مستودع ذخيرة بمدينة اللاذقية مساء الثلاثاء."


def test_a_report_that_trips_a_step_is_kept_with_an_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(_report: Report, _pack: LanguagePack) -> Reading:
        raise RecursionError("too deep")

    monkeypatch.setattr(pipeline, "read_report", trip)
    reading, issues = read_claims(Report(id="a", text=TEXT, language="ar", source="a.txt"))
    assert (reading.report.text, reading.claims) == (TEXT, ())
    assert [(i.code, i.report, i.place, i.reason) for i in issues] == [
        ("I-extract-failed", "a", "a.txt", "RecursionError: too deep")
    ]


def test_a_broken_pack_is_no_fault_of_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_code: str) -> LanguagePack:
        raise PackError("E-pack-broken", "no rules")

    monkeypatch.setattr(pipeline, "load_pack", broken)
    with pytest.raises(PackError):
        read_claims(Report(id="a", text=TEXT, language="ar"))


@pytest.mark.parametrize("language", ["und-Latn", "fa", None, "", "ar_SY"])
def test_without_a_pack_a_report_is_kept_and_named(language: str | None) -> None:
    reading, issues = read_claims(Report(id="a", text=TEXT, language=language))
    assert reading.claims == ()
    assert [issue.code for issue in issues] == ["I-ingest-language"]


def test_a_region_is_read_with_the_pack_of_its_language() -> None:
    report = Report(id="a", text=TEXT, language="ar")
    regional = Report(id="a", text=TEXT, language="ar-SY")
    assert read_claims(regional)[0].claims == read_claims(report)[0].claims != ()


def test_a_report_without_an_event_says_so() -> None:
    outcome = read_source(Report(id="a", text="افتتح وزير الثقافة معرض الكتاب."))
    assert outcome.reading is not None
    assert [issue.code for issue in outcome.issues] == ["I-extract-nothing"]


def test_every_quote_is_in_the_text_at_its_place() -> None:
    for report in read_reports([EXAMPLES]):
        assert isinstance(report, Report)
        reading, _ = read_claims(report)
        for claim in reading.claims:
            assert claim.evidence.span.of(report.text) == claim.evidence.quote


def test_records_do_not_depend_on_the_order_of_the_reports() -> None:
    readings = [read_claims(report)[0] for report in read_reports([EXAMPLES]) if isinstance(report, Report)]
    wanted = [to_json(record_to_dict(record)) for record in make_records(readings)]
    for seed in range(5):
        random.Random(seed).shuffle(readings)
        assert [to_json(record_to_dict(record)) for record in make_records(readings)] == wanted


def test_no_reading_gives_no_record() -> None:
    assert make_records([]) == ()


def _bytes(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_dossier_is_the_same_bytes_whatever_came_in_between(tmp_path: Path) -> None:
    """Reports in another order, and one more that is taken out again, leave no trace in any file."""
    readings, issues = api.read([EXAMPLES])

    def written(name: str, found: list[Reading]) -> dict[str, bytes]:
        api.export(tmp_path / name, api.reconcile(found), found, issues)
        return _bytes(tmp_path / name)

    wanted = written("first", list(readings))
    shuffled = list(readings)
    random.Random(7).shuffle(shuffled)
    assert written("shuffled", shuffled) == wanted
    text = "قتل 9 أشخاص وأصيب 4 في هجوم على دورية قرب تدمر السبت، وقال مصدر أمني إن المهاجم فر."
    more, _ = read_claims(Report(id="more", text=text, published="2025-12-14", language="ar"))
    with_it = written("more", [*readings, more])
    assert with_it != wanted
    assert written("again", list(readings)) == wanted
