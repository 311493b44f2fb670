"""Proposed grades: which, on what they rest, and that nothing else is ever proposed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from isnad.model.incident import Reading
from isnad.model.record import Grade
from isnad.reconcile.case import Case
from isnad.reconcile.grades import claim_grades, grades, incident_grade

Make = Callable[..., Reading]
MakeCase = Callable[..., Case]


def dead(low: int | None, **more: Any) -> tuple[str, str, dict[str, Any]]:
    return "casualties", "قتلى", {"effect": "killed", "low": low, "high": low, **more}


def by(name: str, **more: Any) -> tuple[str, str, dict[str, Any]]:
    return "perpetrator", "مهاجمون", {"name": name, "type": "group", **more}


def told(make: Make, name: str, *claims: tuple[str, str, dict[str, Any]]) -> Reading:
    return make(name, f"{name} سقط قتلى ونفذه مهاجمون وتبنته جماعة", *claims)


CLAIMED = ("responsibility", "تبنته", {"name": "Rock Brigades", "summary": "responsibility claimed by Rock Brigades"})


def only(found: tuple[Grade, ...]) -> tuple[str, str, tuple[str, ...]]:
    (grade,) = found
    assert (grade.scheme, grade.rule, grade.proposed_by) == ("airwars-like", "airwars-like@1", "machine")
    return grade.grade, grade.reason, grade.claims


@pytest.mark.parametrize(
    ("a", "b", "grade", "claims"),
    [
        ((dead(4),), (), "weak", ("a-0",)),
        ((dead(4),), (dead(4),), "weak", ("a-0", "b-0")),
        ((dead(4), by("Rock Brigades")), (dead(5),), "fair", ("a-0", "b-0", "a-1")),
        ((dead(4), by("Rock Brigades"), CLAIMED), (dead(4),), "confirmed", ("a-2",)),
        ((dead(4), by("Rock Brigades")), (dead(4), by("Sand Army")), "contested", ("a-1", "b-1")),
        ((dead(4), by("Rock Brigades", _stance="denied")), (dead(4),), "weak", ("a-0", "b-0")),
        ((dead(4), by("unnamed gunmen")), (dead(4),), "weak", ("a-0", "b-0")),
        ((dead(4, role="soldier"), by("Sand Army")), (dead(4, role="militant"),), "discounted", ("a-0", "b-0")),
        ((dead(4, role="soldier"), CLAIMED), (dead(4),), "confirmed", ("a-1",)),
    ],
)
def test_the_grade_of_an_incident(
    reading: Make, case: MakeCase, a: Any, b: Any, grade: str, claims: tuple[str, ...]
) -> None:
    readings = [told(reading, "a", *a)] + ([told(reading, "b", *b)] if b else [])
    found = only(incident_grade(case(*readings)))
    assert (found[0], found[2]) == (grade, claims)


def test_several_origins_that_name_nobody_are_said_to(reading: Make, case: MakeCase) -> None:
    found = only(incident_grade(case(told(reading, "a", dead(4)), told(reading, "b", dead(5)))))
    assert found[1] == "2 independent origins tell of harm, but none names who did it."


def test_copies_do_not_raise_a_grade(reading: Make, case: MakeCase) -> None:
    pair = (told(reading, "a", dead(4), by("Sand Army")), told(reading, "b", dead(4)))
    assert only(incident_grade(case(*pair, copies={"a": "f", "b": "f"})))[0] == "weak"
    assert only(incident_grade(case(*pair)))[0] == "fair"


def test_no_grade_without_harm_or_for_an_accident(reading: Make, case: MakeCase) -> None:
    assert incident_grade(case(told(reading, "a", by("Sand Army")))) == ()
    made = case(told(reading, "a", dead(4)))
    crash = msgspec.structs.replace(made.incident, kind="transport accident")
    assert incident_grade(msgspec.structs.replace(made, incident=crash)) == ()


def test_a_claim_is_confirmed_by_another_origin_only(reading: Make, case: MakeCase) -> None:
    army = {"_by": ("Army Command",), "_type": "military"}
    one = told(reading, "a", dead(4, **army), by("Sand Army"))
    same, other = told(reading, "b", dead(4, **army), by("unnamed gunmen")), told(reading, "c", dead(5))
    found = {g.about: (g.grade, g.claims) for g in claim_grades(case(one, same, other))}
    assert found["killed, 4 people"] == ("6", ("a-0", "b-0"))
    assert found["killed, 5 people"] == ("6", ("c-0",))
    assert found["who the attacker was, Sand Army"] == ("6", ("a-1",))
    assert not any("unnamed" in about for about in found)
    second = told(reading, "d", dead(4))
    found = {g.about: (g.grade, g.claims) for g in claim_grades(case(one, same, second))}
    assert found["killed, 4 people"] == ("1", ("a-0", "b-0", "d-0"))


def test_no_letter_and_no_other_digit(reading: Make, case: MakeCase) -> None:
    made = case(told(reading, "a", dead(4), by("Sand Army"), CLAIMED), told(reading, "b", dead(4, _stance="denied")))
    for grade in grades(made):
        if grade.scheme == "admiralty-information":
            assert grade.grade in ("1", "6")
        assert grade.proposed_by == "machine"
        assert grade.reason
        assert grade.reason_ar
        assert all(c in made.claims for c in grade.claims)
    assert not any("b-0" in g.claims for g in claim_grades(made))
