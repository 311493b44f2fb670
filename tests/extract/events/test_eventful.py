"""Places and days alone are the scenery of something else; beside harm they are an event's."""

from __future__ import annotations

from isnad.extract.draft import Draft
from isnad.extract.events.eventful import EARLY, told
from isnad.extract.parsed import ParsedReport
from isnad.lang.pack import load_pack
from isnad.model.report import Report
from isnad.model.values import CasualtyValue, DateValue, SiteValue

SENTENCE = "زار الوفد مدينة الرياض أمس. "


def drafts(parsed: ParsedReport, *, harm: bool) -> list[Draft]:
    first = parsed.sentences[0]
    found = [
        Draft("event_site", SiteValue(name="Riyadh", name_ar="الرياض", precision="district"), first, 10, 22, "site"),
        Draft("event_date", DateValue(low="2024-05-15", high="2024-05-15", raw="أمس"), first, 23, 26, "date"),
    ]
    if harm:
        found.append(Draft("casualties", CasualtyValue(effect="killed", low=1, high=1), first, 0, 3, "harm"))
    return found


def parsed(text: str) -> ParsedReport:
    return ParsedReport(Report(id="r", text=text, published="2024-05-16", language="ar"), load_pack("ar"))


def test_places_and_days_alone_are_no_event_in_a_whole_article() -> None:
    article = parsed(SENTENCE * (EARLY // len(SENTENCE) + 2))
    assert told(article, drafts(article, harm=False)) == []
    assert len(told(article, drafts(article, harm=True))) == 3


def test_a_flash_that_names_place_and_day_stands() -> None:
    flash = parsed(SENTENCE)
    assert len(told(flash, drafts(flash, harm=False))) == 2
