"""What coders ask of a record, answered from claims."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from isnad.export.exchange import coding
from isnad.export.exchange.bundle import Bundle
from isnad.model.claim import Claim, Evidence
from isnad.model.record import Record
from isnad.model.values import PerpetratorValue, TextValue, Value

Make = Callable[[str, Value, str], Claim]


def made(name: str, value: Value, stance: str = "asserted", kind: str = "perpetrator") -> Claim:
    return Claim(
        claim=name,
        report="a1",
        kind=kind,
        event="main",
        value=value,
        attribution=(),
        stance=stance,
        quoted=False,
        evidence=Evidence(0, 3, "قتل"),
        rule="t",
    )


def holding(record: Record, *claims: Claim) -> Record:
    kept = tuple(c for c in record.incident.claims if c.kind not in ("perpetrator", "responsibility"))
    incident = msgspec.structs.replace(record.incident, claims=kept + claims)
    return msgspec.structs.replace(record, incident=incident)


def test_crosswalk_codes_only_what_forms_know() -> None:
    table = coding.crosswalk()
    assert {r["airwars"] for r in table["roles"].values()} <= set(table["airwars_categories"])
    assert {r["gtd"] for r in table["roles"].values()} <= set(table["gtd_target_txt"])
    for kind, row in table["kinds"].items():
        if "gtd_attack" in row:
            assert row["gtd_attack"] in table["gtd_attack_txt"], kind
            assert row["gtd_weapon"] in table["gtd_weapon_txt"], kind
        assert row["acled"][0] in table["acled_disorder"], kind
        assert row["plover"][0] in table["plover_quads"], kind


def test_styles_have_no_column_twice() -> None:
    for name in ("acled", "ged", "gtd", "airwars_incidents", "airwars_casualties", "airwars_sources"):
        columns = coding.style_columns(name)
        assert len(columns) == len(set(columns))


def test_a_member_stands_for_his_group_and_the_unnamed_for_nobody(record: Record) -> None:
    member = made("p1", PerpetratorValue(name="unnamed gunman", type="person", membership="Islamic State"))
    loner = made("p2", PerpetratorValue(name="unnamed attacker", type="person"))
    found = coding.perpetrators(holding(record, member, loner))
    assert [(p.name, p.type, p.claims, p.named) for p in found] == [("Islamic State", "group", ("p1",), True)]
    assert [p.named for p in coding.perpetrators(holding(record, loner))] == [False]


@pytest.mark.parametrize("stance", ["denied", "questioned"])
def test_who_is_cleared_is_no_party(record: Record, stance: str) -> None:
    assert coding.perpetrators(holding(record, made("p1", PerpetratorValue(name="X", type="group"), stance))) == []


def test_hedged_alone_is_not_sure(record: Record) -> None:
    value = PerpetratorValue(name="X", type="group")
    assert not coding.perpetrators(holding(record, made("p1", value, "hedged")))[0].sure
    assert coding.perpetrators(holding(record, made("p1", value, "hedged"), made("p2", value)))[0].sure


def test_taking_it_upon_oneself_and_denying_it(record: Record) -> None:
    taken = made("r1", TextValue(summary="responsibility claimed by X", name="X"), kind="responsibility")
    denied = made("r2", TextValue(summary="responsibility denied by Y", name="Y"), kind="responsibility")
    nobody = made("r3", TextValue(summary="no group has claimed responsibility"), kind="responsibility")
    assert coding.responsibility(holding(record, taken, denied, nobody)) == ([taken], [denied, nobody])


def test_attackers_are_no_victims(record: Record) -> None:
    assert [r.role for r in coding.victims(record)] == ["worker"]
    assert coding.civil(record) == "yes"
    found = coding.attackers(record, "killed")
    assert found is not None
    assert found.claims == ("b1-4",)


def test_a_rule_that_does_not_speak_gives_nothing(record: Record) -> None:
    assert coding.answer(record, "gtd", "killed") == (None, None, None, (), "")
    assert coding.answer(record, "range", "killed")[:3] == (3, None, None)


def test_the_note_names_every_figure_and_conflict(record: Record) -> None:
    note = coding.note(record)
    assert "killed: 3+ (contested)" in note
    assert "wounded: 5 (single)" in note
    assert "killed (contradiction): 3 / at least 7" in note
    assert "worker" not in note


def test_speakers_are_the_innermost(record: Record) -> None:
    bundle = Bundle.of([record], [], "1")
    assert coding.tellers(bundle, ["a1-1", "a1-5", "a2-1"]) == ["hospital director"]


@pytest.mark.parametrize(
    ("text", "day"), [("2025-12-13", 13), ("2025-12-13T08:00:00Z", 13), ("", None), ("soon", None)]
)
def test_days(text: str, day: int | None) -> None:
    found = coding.day(text)
    assert (found.day if found else None) == day


def test_titles_fall_back(record: Record) -> None:
    assert coding.title(record.incident) == "Explosion in Raqqa"
    assert coding.title(record.incident, "ar") == "انفجار في الرقة"
    bare = msgspec.structs.replace(record.incident, title={})
    assert coding.title(bare) == "raqqa-1"
