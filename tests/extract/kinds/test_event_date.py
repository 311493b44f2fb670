"""Days of events: what cases/dates.yaml cannot say. The phrases themselves are tested there."""

from __future__ import annotations

from isnad.extract.kinds import event_date
from isnad.extract.parsed import ParsedReport
from isnad.lang.pack import load_pack
from isnad.model.report import Report
from isnad.model.values import DateValue

PACK = load_pack("ar")


def find(text: str, published: str | None = None) -> list[tuple[str | None, str]]:
    parsed = ParsedReport(Report(id="t", text=text, published=published), PACK)
    out = []
    for draft in event_date.find(parsed):
        assert isinstance(draft.value, DateValue)
        evidence = parsed.evidence(draft.start, draft.end)
        assert evidence.quote == draft.value.raw == text[evidence.start : evidence.end]
        out.append((draft.value.low, draft.value.raw))
    return out


def test_the_article_belongs_to_the_evidence() -> None:
    text = "قُتل حارس في هجوم وقع في الرابع من الشهر الجاري."
    assert find(text, "2025-05-12") == [("2025-05-04", "الرابع من الشهر الجاري")]


def test_told_today_stands_in_where_no_other_day_is_told() -> None:
    told = "قال مصدر في الشرطة اليوم إن انفجارا وقع عند مدخل المطار."
    assert find(told, "2025-05-12") == [("2025-05-12", "اليوم")]
    assert find(told.replace("وقع", "وقع أمس"), "2025-05-12") == [("2025-05-11", "أمس")]


def test_a_known_day_is_not_told_again_by_reference() -> None:
    text = "انفجرت سيارة أمس قرب السوق. وأثار هجوم أمس مخاوف التجار."
    assert find(text, "2025-05-12") == [("2025-05-11", "أمس")]


def test_what_nothing_anchors_keeps_its_constraint() -> None:
    parsed = ParsedReport(Report(id="t", text="قتل حارس مساء السبت في هجوم."), PACK)
    value = event_date.find(parsed)[0].value
    assert isinstance(value, DateValue)
    assert (value.low, value.high, value.part_of_day, value.constraint) == (None, None, "evening", "weekday=5")
