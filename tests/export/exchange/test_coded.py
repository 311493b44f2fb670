"""The tables in the style of ACLED, GED, GTD and Airwars: their columns, our codes, every cell traced."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping

import msgspec
import pytest

from isnad.export.exchange.bundle import Bundle, Files, Options
from isnad.export.exchange.coding import OWN_COLUMNS, answer, style_columns
from isnad.export.exchange.formats import FORMATS
from isnad.model.claim import Claim, Evidence
from isnad.model.incident import When
from isnad.model.record import Record, TollRow
from isnad.model.values import PerpetratorValue, TextValue

Written = Callable[..., Files]
STYLES = {"acled": ["events.csv"], "ged": ["events.csv"], "gtd": ["events.csv"]}
STYLES["airwars"] = ["incidents.csv", "casualties.csv", "sources.csv"]
UNREAD = {
    # ours, or from the report's own head, or counted by us: not read from words
    *OWN_COLUMNS, "event_id_cnty", "id", "relid", "eventid", "code", "dbsource", "source", "source_article",
    "source_office", "source_date", "source_headline", "number_of_sources", "scite1", "scite2", "scite3", "num_sources",
    "num_sources_other",
}  # fmt: skip
HEADS_ONLY = "sources.csv"
"""Holds nothing that was read from words."""
ABSENT = {"Unknown", "unknown", "-9", "0"}
"""Codes that say that nothing was told."""


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@pytest.mark.parametrize("style", ["acled", "ged", "gtd"])
def test_columns_are_theirs_in_their_order_then_ours(bundle: Bundle, written: Written, style: str) -> None:
    head = next(csv.reader(io.StringIO(written(bundle, style)["events.csv"].decode())))
    assert head == [*style_columns(style), *OWN_COLUMNS]


@pytest.mark.parametrize("style", list(STYLES))
def test_every_cell_read_from_reports_is_traced_to_words(
    bundle: Bundle, written: Written, quotes: Mapping[str, str], style: str
) -> None:
    traced = 0
    for name in STYLES[style]:
        for row in table(written(bundle, style)[name]):
            trace = json.loads(row["isnad_trace"])
            assert set(trace) <= set(row)
            for claims in trace.values():
                assert claims
                assert set(claims) <= set(quotes)
                traced += len(claims)
            for column, value in row.items() if name != HEADS_ONLY else ():
                if value and value not in ABSENT and column not in UNREAD and _told(row, bundle):
                    assert column in trace, (name, column, value)
    assert traced


def _told(row: Mapping[str, str], bundle: Bundle) -> bool:
    """Hand-made records give a place, a day and a kind without claims; the line's own never do."""
    record = next(r for r in bundle.records if r.incident.id == row["isnad_incident"].removeprefix("'"))
    kinds = {c.kind for c in record.incident.claims}
    return {"event_date", "event_site", "mode"} <= kinds


@pytest.mark.parametrize("style", ["acled", "ged", "gtd"])
def test_an_incident_is_a_row_or_named_as_left_out(bundle: Bundle, written: Written, style: str) -> None:
    rows = {r["isnad_incident"].removeprefix("'") for r in table(written(bundle, style)["events.csv"])}
    left_out = FORMATS[style].left_out
    assert left_out is not None
    gone = {item.incident for item in left_out(bundle)}
    assert rows | gone == {r.incident.id for r in bundle.records}
    assert not rows & gone


def one(record: Record, style: str, name: str = "events.csv") -> dict[str, str]:
    return table(FORMATS[style].write(Bundle.of([record], [], "1"), Options())[name])[0]


def toll(effect: str, role: str, number: int, nationality: str | None = None, *claims: str) -> TollRow:
    return TollRow(
        effect=effect,
        role=role,
        nationality=nationality,
        low=number,
        high=number,
        best=number,
        approx=False,
        status="agreed",
        reports=1,
        origins=1,
        claims=claims or ("a1-1",),
    )


@pytest.fixture
def attack(record: Record) -> Record:
    """Two soldiers and an interpreter dead, three soldiers hurt, the attacker dead; one group accused, one claiming."""
    extra = (
        _claim("x1", "perpetrator", PerpetratorValue(name="unnamed man", type="person", membership="Islamic State")),
        _claim("x2", "responsibility", TextValue(summary="responsibility claimed by Front", name="Front")),
        _claim("x3", "mode", TextValue(summary="gunman opened fire", mode="shooting")),
    )
    incident = msgspec.structs.replace(record.incident, kind="armed attack", claims=record.incident.claims[:4] + extra)
    killed = {"low": 3, "high": 5, "best": 3, "claims": ["a1-1"]}
    rules = {name: {"killed": killed} for name in ("acled", "ged", "airwars")}
    rules["gtd"] = {"killed": {"best": 4, "claims": ["a1-1"]}, "wounded": {"best": 3, "claims": ["a1-1"]}}
    rows = (
        toll("killed", "person", 3),
        toll("killed", "person", 3, "USA"),
        toll("killed", "soldier", 2, "USA"),
        toll("killed", "interpreter", 1, "USA"),
        toll("killed", "attacker", 1),
        toll("wounded", "person", 3),
        toll("wounded", "soldier", 3, "USA"),
    )
    return msgspec.structs.replace(record, incident=incident, toll=rows, rules=rules)


def _claim(name: str, kind: str, value: PerpetratorValue | TextValue) -> Claim:
    return Claim(
        claim=name,
        report="a1",
        kind=kind,
        event="main",
        value=value,
        attribution=(),
        stance="hedged" if kind == "perpetrator" else "asserted",
        quoted=False,
        evidence=Evidence(0, 3, "قتل"),
        rule="t",
    )


def test_acled_style(attack: Record) -> None:
    row = one(attack, "acled")
    assert (row["event_type"], row["sub_event_type"]) == ("Battles", "Armed clash")
    assert (row["actor1"], row["actor2"], row["fatalities"]) == ("Islamic State", "", "3")
    assert row["assoc_actor_2"] == "soldiers (United States); interpreters (United States)"
    assert (row["event_date"], row["time_precision"], row["iso"], row["geo_precision"]) == (
        "2024-03-04",
        "1",
        "760",
        "2",
    )


def test_acled_style_of_civilians(record: Record) -> None:
    incident = msgspec.structs.replace(record.incident, kind="bombing")
    row = one(msgspec.structs.replace(record, incident=incident), "acled")
    assert row["event_type"] == "Explosions/Remote violence"
    assert (row["actor2"], row["inter2"], row["civilian_targeting"]) == ("Civilians (Syria)", "7", "Civilian targeting")


@pytest.mark.parametrize(
    ("low", "high", "precision", "shown"),
    [
        ("2024-03-01", "2024-03-01", "1", "2024-03-01"),
        ("2024-03-01", "2024-03-08", "2", "2024-03-01"),
        ("2024-03-01", "2024-03-31", "3", "2024-03-16"),
        (None, None, "", ""),
    ],
)
def test_acled_style_of_days(attack: Record, low: str | None, high: str | None, precision: str, shown: str) -> None:
    incident = msgspec.structs.replace(attack.incident, date=When(low=low, high=high, precision="range"))
    row = one(msgspec.structs.replace(attack, incident=incident), "acled")
    assert (row["time_precision"], row["event_date"]) == (precision, shown)


def test_ged_style_adds_up(attack: Record) -> None:
    row = one(attack, "ged")
    assert (row["low"], row["best"], row["high"]) == ("3", "3", "5")
    split = [row[f"deaths_{part}"] for part in ("a", "b", "civilians", "unknown")]
    assert split == ["2", "0", "1", "0"]
    assert (row["side_a"], row["side_b"], row["type_of_violence"]) == ("Forces of United States", "Islamic State", "1")
    assert row["geom_wkt"] == "POINT (39.01 35.95)"


@pytest.mark.parametrize("style", ["examples", "edges"])
def test_ged_deaths_always_add_up_to_best(style: str, request: pytest.FixtureRequest, written: Written) -> None:
    for row in table(written(request.getfixturevalue(style), "ged")["events.csv"]):
        parts = sum(int(row[f"deaths_{part}"]) for part in ("a", "b", "civilians", "unknown"))
        assert parts == int(row["best"])
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])


@pytest.mark.parametrize(("days", "code"), [(1, "1"), (2, "2"), (6, "2"), (7, "3"), (8, "4"), (31, "4"), (32, "5")])
def test_ged_style_of_days(attack: Record, days: int, code: str) -> None:
    high = f"2024-{3 + (days > 31):02d}-{days if days < 32 else 1:02d}"
    incident = msgspec.structs.replace(attack.incident, date=When(low="2024-03-01", high=high, precision="range"))
    assert one(msgspec.structs.replace(attack, incident=incident), "ged")["date_prec"] == code


def test_gtd_style_counts_attackers_and_hedges(attack: Record) -> None:
    row = one(attack, "gtd")
    assert (row["nkill"], row["nkillter"], row["nwound"], row["nwoundus"]) == ("4", "1", "3", "3")
    assert (row["gname"], row["guncertain1"], row["claimed"], row["compclaim"]) == ("Islamic State", "1", "1", "0")
    assert (row["weaptype1"], row["attacktype1"]) == ("5", "2")
    assert (row["targtype1_txt"], row["targtype2_txt"]) == ("Military", "Private Citizens & Property")
    assert (row["iyear"], row["imonth"], row["iday"]) == ("2024", "3", "4")


def test_gtd_cites_three_independent_reports(examples: Bundle, written: Written) -> None:
    row = max(table(written(examples, "gtd")["events.csv"]), key=lambda r: len(r["summary"]))
    cited = [row[f"scite{n}"] for n in (1, 2, 3)]
    assert all(cited)
    assert len(set(cited)) == 3


def test_airwars_style(attack: Record) -> None:
    row = one(attack, "airwars", "incidents.csv")
    assert (row["undetermined_killed_min"], row["undetermined_killed_max"]) == ("3", "5")
    assert row["member_of_armed_forces_injured_min"] == "3"
    assert row["civilian_non_combatants_killed_min"] == ""
    assert row["civilian_harm_status_slug"] == row["strike_status_slug"] == ""
    assert row["geolocation_notes"] == "The coordinates stand for the named place and may be off by 10000 m."
    assert (row["belligerent_1_name"], row["belligerent_1_type"]) == ("Islamic State", "Suspected")


def test_airwars_style_presumes_civilians_where_nobody_else_is_told(record: Record) -> None:
    rules = {"airwars": {"killed": {"low": 3, "high": None, "claims": ["a1-1"]}}}
    row = one(msgspec.structs.replace(record, rules=rules), "airwars", "incidents.csv")
    assert (row["civilian_non_combatants_killed_min"], row["civilian_non_combatants_killed_max"]) == ("3", "")
    assert row["civilian_harm_reported"] == "1"


def test_figures_are_the_rules_own(examples: Bundle, written: Written) -> None:
    """Nothing is counted in an export: a cell is what the record's rule of that name says."""
    by_id = {r.incident.id: r for r in examples.records}
    for style, column, field in (("acled", "fatalities", "best"), ("ged", "low", "low"), ("gtd", "nwound", "best")):
        for row in table(written(examples, style)["events.csv"]):
            effect = "wounded" if column == "nwound" else "killed"
            value = getattr(answer(by_id[row["isnad_incident"]], style, effect), field)
            assert row[column] == ("" if value is None else str(value))


def test_a_proposed_grade_is_marked_as_one_and_theirs_stay_empty(examples: Bundle, written: Written) -> None:
    rows = {r["isnad_incident"]: r for r in table(written(examples, "airwars")["incidents.csv"])}
    seen = 0
    for record in examples.records:
        row = rows[record.incident.id]
        assert row["civilian_harm_status_name"] == row["civilian_harm_status_slug"] == ""
        proposed = [g for g in record.grades if g.scheme == "airwars-like"]
        assert len(proposed) <= 1
        assert row["isnad_proposed_status_slug"] == "".join(g.grade for g in proposed)
        assert row["isnad_proposed_status_reason"] == "".join(g.reason for g in proposed)
        assert row["isnad_proposed_by"] == "".join("machine" for _ in proposed)
        seen += len(proposed)
    assert seen
