"""Weight and speed: fifteen reports are light and quick, four hundred still answer. Best of three runs counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from isnad.export.dossier import write_dossier
from isnad.model.claim import Claim, Evidence, Teller
from isnad.model.incident import Incident, Member, Reading, When, Where
from isnad.model.record import Record
from isnad.model.report import Report
from isnad.model.values import CasualtyValue, Count, SiteValue, TextValue, Value

Open = Callable[..., Any]
SENTENCE = "قتل ثلاثة جنود في انفجار قرب البوابة الشرقية، وقال متحدث باسم الوزارة إن التحقيق مستمر.\n"
SPEAKER = Teller(name="ministry spokesman", type="spokesperson", name_ar="متحدث باسم الوزارة")
VALUES: tuple[tuple[str, str, Value], ...] = (
    ("casualties", "ثلاثة جنود", CasualtyValue(effect="killed", low=3, high=3, role="soldier")),
    ("mode", "انفجار", TextValue(summary="an explosion", mode="explosion")),
    ("event_site", "البوابة الشرقية", SiteValue(name="East Gate", name_ar="البوابة الشرقية", precision="exact")),
    ("response", "التحقيق مستمر", TextValue(summary="the investigation goes on")),
)


def page_of(folder: Path, reports: int, sentences: int) -> Path:
    """A page of reports of as many sentences, each with four claims; every fifth is a copy of the one before."""
    readings, members = {}, []
    for i in range(reports):
        name = f"r{i}"
        text = f"العدد {i // 5 if i % 5 == 4 else i}\n" + SENTENCE * sentences
        claims = []
        for j in range(sentences):
            for k, (kind, quote, value) in enumerate(VALUES):
                start = text.index(quote, text.index("\n") + 1 + j * len(SENTENCE))
                claims.append(
                    Claim(
                        claim=f"{name}-{j}-{k}",
                        report=name,
                        kind=kind,
                        event="main",
                        value=value,
                        attribution=(SPEAKER,),
                        stance="asserted",
                        quoted=False,
                        evidence=Evidence(start, start + len(quote), quote),
                        rule="test",
                    )
                )
        report = Report(
            id=name, text=text, outlet=f"صحيفة {i % 37}", language="ar", published=f"2024-03-{1 + i % 28:02d}"
        )
        readings[name] = Reading(report=report, claims=tuple(claims))
        toll = {"killed": (Count(low=3, high=3),)}
        members.append(
            Member(
                id=name,
                outlet=report.outlet,
                published=report.published,
                role="covers",
                origin_family=f"f{i - (i % 5 == 4)}",
                toll=toll,
            )
        )
    incident = Incident(
        id="page",
        kind="explosion",
        title={"en": "Explosion", "ar": "انفجار"},
        date=When(low="2024-03-01", high="2024-03-01", precision="day"),
        site=Where(name="East Gate", lat=34.5, lon=38.2, precision="exact", radius_m=4000),
        members=tuple(members),
        claims=tuple(c for r in readings.values() for c in r.claims),
    )
    record = Record(incident=incident, toll=(), rules={}, conflicts=(), statements=())
    write_dossier(folder, [record], readings, [], version="1", overwrite=True)
    return folder / "page.html"


def interactive(page: Any) -> float:
    return float(page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive"))


def test_fifteen_reports_are_light_and_ready_within_a_second(opened: Open, tmp_path: Path) -> None:
    path = page_of(tmp_path / "out", 15, 10)
    assert path.stat().st_size < 1_500_000
    times = []
    for _ in range(3):
        page = opened(path)
        times.append(interactive(page))
        if times[-1] < 1000:
            break
    assert min(times) < 1000


def test_four_hundred_reports_still_answer(opened: Open, tmp_path: Path) -> None:
    path = page_of(tmp_path / "out", 400, 6)
    page = opened(path)
    assert interactive(page) < 10_000
    best = min(
        page.evaluate(
            """() => {
                const start = performance.now();
                [...document.querySelectorAll('a.opens')].sort(
                    (a, b) => (b.dataset.claims || '').length - (a.dataset.claims || '').length)[0].click();
                document.body.getBoundingClientRect();
                return performance.now() - start;
            }"""
        )
        for _ in range(3)
    )
    assert best < 1500
    assert page.evaluate("document.querySelectorAll('#drawer .card').length") == 50
    page.locator("#drawer .cards > li:last-child button").click()
    assert page.evaluate("document.querySelectorAll('#drawer .card').length") == 100
    assert page.evaluate("document.querySelectorAll('.matrix thead tr:last-child th').length") == 321
