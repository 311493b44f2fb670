"""What is no rival of another telling: copies, other deeds, other moments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from isnad.model.incident import Reading
from isnad.reconcile.case import Case
from isnad.reconcile.conflicts.facts import fact_conflicts

Make = Callable[..., Reading]
MakeCase = Callable[..., Case]


def one(make: Make, report: str, kind: str, **fields: Any) -> Reading:
    return make(report, f"{report} كذا وكذا", (kind, "كذا", fields))


def shown(case: Case) -> list[tuple[str, str, list[str]]]:
    return [(c.about, c.kind, [v.value for v in c.values]) for c in fact_conflicts(case)]


def test_copies_of_one_text_part_on_nothing(reading: Make, case: MakeCase) -> None:
    shooting = one(reading, "a", "mode", summary="shooting")
    ambush = one(reading, "b", "mode", summary="an ambush")
    assert shown(case(shooting, ambush)) != []
    assert shown(case(shooting, ambush, copies={"a": "fam-1", "b": "fam-1"})) == []


def test_doers_of_other_deeds_are_no_rivals(reading: Make, case: MakeCase) -> None:
    def doers(name: str, *sides: str, far: int = 0) -> Reading:
        claims = [("perpetrator", side, {"name": side, "type": "group"}) for side in sides]
        return reading(name, name + " x" * far + " ".join(("", *sides)), *claims)

    one_side, other = doers("a", "Alpha"), doers("b", "Beta")
    assert [c[1] for c in shown(case(one_side, other))] == ["contradiction"]
    assert shown(case(one_side, doers("b", "Alpha", "Beta"))) == []
    assert shown(case(doers("c", "Alpha", "Beta"), one_side, other)) == []
    assert shown(case(one_side, doers("b", "Beta", far=400))) == []


def test_a_way_beside_one_that_three_texts_tell_is_of_another_deed(reading: Make, case: MakeCase) -> None:
    def ways(name: str, *told: str) -> Reading:
        return reading(name, f"{name} " + ". ".join(told), *[("mode", w, {"summary": w, "mode": "x"}) for w in told])

    plain = [ways(name, "shooting") for name in "abc"]
    assert [c[1] for c in shown(case(*plain, ways("d", "stabbing")))] == ["contradiction"]
    assert shown(case(*plain, ways("d", "shooting", "stabbing"))) == []
