"""Two bundles: the examples through the whole line, and records made by hand that try every edge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import pytest

from isnad import api
from isnad.export.exchange.bundle import Bundle, Files, Options
from isnad.export.exchange.formats import FORMATS
from isnad.model.claim import Claim, Evidence, Teller
from isnad.model.incident import Incident, Member, Reading, When, Where
from isnad.model.record import Conflict, ConflictValue, Record, TollRow
from isnad.model.report import Report
from isnad.model.values import CasualtyValue, Count, PerpetratorValue, SiteValue, TextValue

EXAMPLES = Path(__file__).parents[3] / "examples"
VERSION = "1.2.3"
NASTY = (
    '=cmd|"/C calc"!A0 قُتل ثلاثة 😀 عمال\nو|جُرح "[أربعة]" <b>آخرون</b> \u202eقرب '
    "@الرقة {{قالب}} '''غامق''' `س`، وقال -حسن-: +٥ ~~~~ ==عنوان== \u2067نهاية"
)
FORMULA = '=cmd|"/C calc"!A0'


@pytest.fixture(scope="session")
def examples() -> Bundle:
    """The repository's examples, read by the real line."""
    readings, _ = api.read([str(EXAMPLES)])
    return Bundle.of(api.reconcile(readings), readings, VERSION)


def claim(report: str, number: int, kind: str, quote: str, value: object, text: str, **more: object) -> Claim:
    start = text.index(quote)
    made = Claim(
        claim=f"{report}:{number}",
        report=report,
        kind=kind,
        event="main",
        value=value,  # type: ignore[arg-type]
        attribution=(),
        stance="asserted",
        quoted=False,
        evidence=Evidence(start, start + len(quote), quote),
        rule="test",
    )
    return msgspec.structs.replace(made, **more)


def row(effect: str, role: str, low: int | None, high: int | None, claims: tuple[str, ...]) -> TollRow:
    return TollRow(
        effect=effect,
        role=role,
        nationality=None,
        low=low,
        high=high,
        best=low,
        approx=False,
        status="single",
        reports=1,
        origins=1,
        claims=claims,
    )


def member(name: str, outlet: str | None, toll: dict[str, tuple[Count, ...]] | None = None) -> Member:
    return Member(id=name, outlet=outlet, published=None, role="covers", origin_family=name, toll=toll or {})


def incident(name: str, members: tuple[Member, ...], claims: tuple[Claim, ...], **more: object) -> Incident:
    made = Incident(id=name, kind="other", title={}, date=When(), site=Where(), members=members, claims=claims)
    return msgspec.structs.replace(made, **more)


def bare() -> tuple[Record, Reading]:
    """No day, no place, no toll, no title, no outlet, no rule."""
    report = Report(id="bare", text="", language=None)
    record = Record(
        incident=incident("bare", (member("bare", None),), ()), toll=(), rules={}, conflicts=(), statements=()
    )
    return record, Reading(report=report, claims=())


def nasty() -> tuple[Record, Reading]:
    """Formulas, markup, quotes, line ends, emoji, direction marks, in every text there is."""
    told = Teller(name='=HYPERLINK("x")|[[a]]', type="official", name_ar="@حسن\n\u202bس")
    claims = (
        claim("n", 1, "casualties", FORMULA, CasualtyValue(effect="killed", low=3, high=3, role="soldier"), NASTY),
        claim("n", 2, "casualties", '"[أربعة]" <b>آخرون</b>', CasualtyValue(effect="wounded", low=4, high=None), NASTY),
        claim(
            "n", 3, "perpetrator", "-حسن-", PerpetratorValue(name="-Hasan-", type="group"), NASTY, attribution=(told,)
        ),
        claim("n", 4, "event_site", "@الرقة", SiteValue(name="@Raqqa", name_ar="@الرقة", precision="near"), NASTY),
        claim("n", 5, "mode", "قالب", TextValue(summary="+shooting | <i>", mode="shooting"), NASTY, stance="hedged"),
    )
    made = incident(
        "=n|1",
        (member("n", FORMULA, {"killed": (Count(low=3, high=3),), "wounded": (Count(low=4, high=None),)}),),
        claims,
        kind="armed attack",
        title={"en": "=1+1 | [x](y) <script>", "ar": "«هجوم» | '''ع'''"},
        date=When(low="2024-03-01", high="2024-03-31", precision="month"),
        site=Where(
            name="@Raqqa", name_ar="@الرقة", country="SYR", lat=-35.95, lon=39.01, precision="near", radius_m=9000
        ),
    )
    side = ConflictValue(value="=3", value_ar="\u20673 |", reports=("n",), claims=("n:1",), origins=1)
    record = Record(
        incident=made,
        toll=(row("killed", "person", 3, 3, ("n:1",)), row("wounded", "person", 4, None, ("n:2",))),
        rules={
            "range": {
                "rule": "range@1",
                "killed": {"low": 3, "high": 3, "best": None, "claims": ["n:1"], "set_aside": []},
            },
            "acled": {"rule": "acled@1", "confirmed": False, "killed": {"best": 3, "claims": ["n:1"]}},
            "ged": {"killed": {"low": 3, "high": 3, "best": 3, "claims": ["n:1"]}},
            "gtd": {"killed": {"best": 3, "claims": ["n:1"]}},
            "airwars": {"killed": {"low": 3, "high": 3, "claims": ["n:1"]}},
        },
        conflicts=(Conflict(about="killed: =x", kind="contradiction", values=(side, side), note="-n", note_ar="=ن"),),
        statements=(),
    )
    report = Report(id="n", text=NASTY, outlet=FORMULA, url="https://x.example/a b|c(d)<e>", language="ar")
    return record, Reading(report=report, claims=claims)


def crowded() -> tuple[Record, Reading]:
    """A thousand claims on one figure."""
    text = "قتل ثلاثة أشخاص. " * 1000
    claims = tuple(
        msgspec.structs.replace(
            claim("c", n, "casualties", "قتل ثلاثة", CasualtyValue(effect="killed", low=3, high=3), text),
            evidence=Evidence(n * 17, n * 17 + 9, "قتل ثلاثة"),
        )
        for n in range(1000)
    )
    ids = tuple(c.claim for c in claims)
    made = incident(
        "crowd", (member("c", "ع"),), claims, kind="bombing", date=When(low="2024-05-05", high="2024-05-05")
    )
    rules = {
        rule: {"killed": {"low": 3, "high": 3, "best": 3, "claims": list(ids)}} for rule in ("ged", "acled", "gtd")
    }
    record = Record(incident=made, toll=(row("killed", "person", 3, 3, ids),), rules=rules, conflicts=(), statements=())
    return record, Reading(report=Report(id="c", text=text, outlet="ع", language="ar"), claims=claims)


@pytest.fixture(scope="session")
def edges() -> Bundle:
    """Hand-made records; the report of one has no reading, one reading is in no incident."""
    pairs = [bare(), nasty(), crowded()]
    lost = Record(
        incident=incident("lost", (member("gone", "Gone"),), ()), toll=(), rules={}, conflicts=(), statements=()
    )
    text = "جرح شخص واحد في حادث سير."
    loose = claim("z", 1, "casualties", "جرح شخص واحد", CasualtyValue(effect="wounded", low=1, high=1), text)
    outside = Reading(report=Report(id="z", text=text), claims=(loose,))
    return Bundle.of([*(r for r, _ in pairs), lost], [*(reading for _, reading in pairs), outside], VERSION)


@pytest.fixture(params=["examples", "edges"])
def bundle(request: pytest.FixtureRequest) -> Bundle:
    """Each of the two in turn."""
    found: Bundle = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def written() -> Callable[[Bundle, str, str], Files]:
    """The files of a format, made once: written(bundle, "csv", language)."""
    known: dict[tuple[int, str, str], Files] = {}

    def make(bundle: Bundle, name: str, language: str = "") -> Files:
        key = (id(bundle), name, language)
        if key not in known:
            known[key] = FORMATS[name].write(bundle, Options(language))
        return known[key]

    return make


@pytest.fixture
def quotes(bundle: Bundle) -> Mapping[str, str]:
    """Claim to the words at its offsets, cut from the report anew: what every trace has to end at."""
    return {name: bundle.reports[c.report].text[c.evidence.start : c.evidence.end] for name, c in bundle.claims.items()}
