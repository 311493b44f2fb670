"""A small incident of our own writing: two origins, three reports, one contradiction."""

from __future__ import annotations

import pytest

from isnad.model.claim import Claim, Evidence, Hedge, Teller
from isnad.model.incident import Incident, Member, Reading, Statement, When, Where
from isnad.model.record import Conflict, ConflictValue, Record, TollRow
from isnad.model.report import Report
from isnad.model.values import (
    ArrestValue,
    CasualtyValue,
    Count,
    DateValue,
    PerpetratorValue,
    SiteValue,
    TextValue,
    Value,
)

TEXTS = {
    "a1": "قتل ثلاثة عمال في انفجار بمدينة الرقة يوم الاثنين.\nوقال مدير المشفى إن خمسة جرحى وصلوا إليه.",
    "a2": "أعلن مدير المشفى وصول خمسة جرحى. وقتل ثلاثة عمال في انفجار وقع بالرقة.",
    "b1": "قتل ما لا يقل عن سبعة أشخاص في الرقة، وربما كان تنظيم الدولة وراء التفجير. وقتل المهاجم.",
}
OUTLETS = {"a1": "وكالة النهر", "a2": "River Post", "b1": None}
HOSPITAL = Teller(name="hospital director", type="medical", name_ar="مدير المشفى")


def claim(
    report: str,
    number: int,
    kind: str,
    quote: str,
    value: Value,
    *,
    tellers: tuple[Teller, ...] = (),
    stance: str = "asserted",
    hedge: str | None = None,
    text: str | None = None,
) -> Claim:
    """A claim whose evidence is where `quote` first stands in the report."""
    body = TEXTS[report] if text is None else text
    start = body.index(quote)
    words = None
    if hedge:
        words = Hedge(body.index(hedge), body.index(hedge) + len(hedge), hedge)
    return Claim(
        claim=f"{report}-{number}",
        report=report,
        kind=kind,
        event="main",
        value=value,
        attribution=tellers,
        stance=stance,
        quoted=False,
        evidence=Evidence(start, start + len(quote), quote),
        rule=f"test.{kind}",
        hedge=words,
    )


def killed(low: int | None, high: int | None, role: str = "person") -> CasualtyValue:
    return CasualtyValue(effect="killed", low=low, high=high, role=role)


def wounded(low: int | None, high: int | None) -> CasualtyValue:
    return CasualtyValue(effect="wounded", low=low, high=high)


def exactly(count: int) -> tuple[Count, ...]:
    return (Count(low=count, high=count),)


@pytest.fixture
def claims() -> dict[str, tuple[Claim, ...]]:
    raqqa = SiteValue(name="Raqqa", name_ar="الرقة", precision="exact", lat=35.95, lon=39.01)
    monday = DateValue(low="2024-03-04", high="2024-03-04", raw="يوم الاثنين")
    group = PerpetratorValue(name="Islamic State", type="group")
    return {
        "a1": (
            claim("a1", 1, "casualties", "قتل ثلاثة عمال", killed(3, 3, "worker")),
            claim("a1", 2, "mode", "انفجار", TextValue(summary="an explosion", mode="explosion")),
            claim("a1", 3, "event_site", "بمدينة الرقة", raqqa),
            claim("a1", 4, "event_date", "يوم الاثنين", monday),
            claim("a1", 5, "casualties", "خمسة جرحى", wounded(5, 5), tellers=(HOSPITAL,)),
        ),
        "a2": (
            claim("a2", 1, "casualties", "خمسة جرحى", wounded(5, 5), tellers=(HOSPITAL,)),
            claim("a2", 2, "casualties", "قتل ثلاثة عمال", killed(3, 3, "worker")),
        ),
        "b1": (
            claim("b1", 1, "casualties", "ما لا يقل عن سبعة أشخاص", killed(7, None)),
            claim("b1", 2, "perpetrator", "تنظيم الدولة", group, stance="hedged", hedge="وربما"),
            claim("b1", 3, "attacker_fate", "وقتل المهاجم", TextValue(summary="was killed", fate="killed")),
            claim("b1", 4, "casualties", "المهاجم", killed(1, 1, "attacker")),
        ),
    }


@pytest.fixture
def readings(claims: dict[str, tuple[Claim, ...]]) -> dict[str, Reading]:
    made = {}
    for name, text in TEXTS.items():
        published = f"2024-03-0{4 + len(made)}"
        report = Report(id=name, text=text, outlet=OUTLETS[name], published=published, language="ar")
        made[name] = Reading(report=report, claims=claims[name])
    return made


@pytest.fixture
def incident(claims: dict[str, tuple[Claim, ...]]) -> Incident:
    tolls = {
        "a1": {"killed": exactly(3), "wounded": exactly(5)},
        "a2": {"killed": exactly(3), "wounded": exactly(5)},
        "b1": {"killed": (Count(low=7, high=None),)},
    }
    members = tuple(
        Member(
            id=name,
            outlet=OUTLETS[name],
            published=f"2024-03-0{4 + i}",
            role="covers",
            origin_family=name[0],
            toll=tolls[name],
        )
        for i, name in enumerate(TEXTS)
    )
    return Incident(
        id="raqqa-1",
        kind="explosion",
        title={"en": "Explosion in Raqqa", "ar": "انفجار في الرقة"},
        date=When(low="2024-03-04", high="2024-03-04", precision="day"),
        site=Where(
            name="Raqqa",
            name_ar="الرقة",
            country="SYR",
            lat=35.95,
            lon=39.01,
            precision="near",
            radius_m=10_000,
        ),
        members=members,
        claims=tuple(c for name in TEXTS for c in claims[name]),
    )


def row(effect: str, role: str, low: int, high: int | None, status: str, ids: tuple[str, ...]) -> TollRow:
    return TollRow(
        effect=effect,
        role=role,
        nationality=None,
        low=low,
        high=high,
        best=low,
        approx=False,
        status=status,
        reports=len(ids),
        origins=1,
        claims=ids,
    )


def side(value: str, value_ar: str, ids: tuple[str, ...]) -> ConflictValue:
    reports = tuple(name.partition("-")[0] for name in ids)
    return ConflictValue(value=value, value_ar=value_ar, reports=reports, claims=ids, origins=1)


@pytest.fixture
def record(incident: Incident) -> Record:
    return Record(
        incident=incident,
        toll=(
            row("killed", "person", 3, None, "contested", ("a1-1", "a2-2", "b1-1")),
            row("killed", "worker", 3, 3, "single", ("a1-1", "a2-2")),
            row("killed", "attacker", 1, 1, "single", ("b1-4",)),
            row("wounded", "person", 5, 5, "single", ("a1-5", "a2-1")),
        ),
        rules={"range": {"killed": {"low": 3, "high": None}}, "acled": {"killed": {"best": 3}}},
        conflicts=(
            Conflict(
                about="killed",
                kind="contradiction",
                values=(side("3", "3", ("a1-1", "a2-2")), side("at least 7", "7 على الأقل", ("b1-1",))),
                note="the figures cannot both hold",
                note_ar="لا يصح الرقمان معاً",
            ),
        ),
        statements=(
            Statement(
                origin="s1",
                teller=(HOSPITAL,),
                passages=(
                    {"report": "a1", "start": 51, "end": len(TEXTS["a1"])},
                    {"report": "a2", "start": 0, "end": 31},
                ),
            ),
        ),
    )


@pytest.fixture
def arrest() -> Claim:
    text = "أوقفت الشرطة نحو 12 مشتبهاً بهم."
    value = ArrestValue(low=12, high=12, approx=True, role="suspect")
    return claim("z", 1, "arrests", "نحو 12 مشتبهاً بهم", value, text=text)
