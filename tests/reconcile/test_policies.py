"""Hand-worked examples: the same claims under every rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from isnad.model.incident import Reading
from isnad.reconcile.case import Case
from isnad.reconcile.policies.base import Answer
from isnad.reconcile.policies.registry import POLICIES

Make = Callable[..., Reading]
MakeCase = Callable[..., Case]
RULES = {p.name: p for p in POLICIES}


def dead(quote: str, low: int | None, high: Any = "same", **more: Any) -> tuple[str, str, dict[str, Any]]:
    return "casualties", quote, {"effect": "killed", "low": low, "high": low if high == "same" else high, **more}


def told(make: Make, name: str, low: int | None, high: Any = "same", day: str = "2020-05-06", **more: Any) -> Reading:
    outlet = more.pop("outlet", None)
    text = f"{name} سقط قتلى"
    return make(name, text, dead("قتلى", low, high, **more), published=day, outlet=outlet)


def ask(rule: str, case: Case, effect: str = "killed") -> Answer:
    return RULES[rule].decide(case, effect)


def aside(answer: Answer) -> dict[str, str]:
    return {a.claim: a.reason for a in answer.set_aside}


@pytest.fixture
def three(reading: Make, case: MakeCase) -> Case:
    """7 in two reports, 9 in a later one."""
    return case(told(reading, "a", 7), told(reading, "b", 7), told(reading, "c", 9, day="2020-05-07"))


@pytest.mark.parametrize(
    ("rule", "low", "high", "best"),
    [
        ("range", 7, 9, None),
        ("airwars", 7, 9, None),
        ("ged", 7, 9, 7),
        ("acled", None, None, 7),
        ("gtd", None, None, 9),
        ("majority", None, None, 7),
        ("source-hierarchy", None, None, 9),
    ],
)
def test_one_case_seven_answers(three: Case, rule: str, low: int, high: int, best: int) -> None:
    found = ask(rule, three)
    assert (found.low, found.high, found.best) == (low, high, best)


def test_at_least_leaves_the_range_open_and_ged_closes_it(reading: Make, case: MakeCase) -> None:
    made = case(told(reading, "a", 4), told(reading, "b", 6, None))
    assert (ask("range", made).low, ask("range", made).high) == (4, None)
    assert (ask("ged", made).low, ask("ged", made).high) == (4, 6)


def test_copies_count_once(reading: Make, case: MakeCase) -> None:
    made = case(
        told(reading, "a", 5), told(reading, "b", 5), told(reading, "c", 8), copies={"b": "fam-a", "a": "fam-a"}
    )
    assert ask("majority", made).best is None
    assert aside(ask("range", made)) == {"b-0": "copy"}


def test_five_outlets_that_quote_one_post_are_one_origin(reading: Make, case: MakeCase) -> None:
    army = {"_by": ("Army Command",), "_type": "military"}
    quoting = [told(reading, n, 5, **army) for n in "abcde"]
    made = case(*quoting, told(reading, "f", 8), told(reading, "g", 8))
    assert ask("majority", made).best == 8


def test_what_is_set_aside_says_why(reading: Make, case: MakeCase) -> None:
    text = "مقتل 3 بينهم طفل. وقتل المهاجم. ونفى مقتل جندي. وكان 40 قتلوا العام الماضي"
    one = reading(
        "a",
        text,
        dead("مقتل 3", 3),
        dead("طفل", 1, role="child", part_of="x"),
        dead("قتل المهاجم", 1, role="attacker"),
        dead("جندي", 1, _stance="denied"),
        dead("40 قتلوا", 40, _event="other:background"),
    )
    found = ask("range", case(one))
    assert (found.low, found.high, found.claims) == (3, 3, ("a-0",))
    assert aside(found) == {"a-1": "part of another figure", "a-2": "attacker", "a-3": "denied", "a-4": "background"}


def test_an_outlet_supersedes_itself(reading: Make, case: MakeCase) -> None:
    made = case(told(reading, "a", 4, outlet="O"), told(reading, "b", 6, day="2020-05-08", outlet="O"))
    assert (ask("range", made).low, ask("range", made).high) == (6, 6)
    assert aside(ask("range", made)) == {"a-0": "superseded by the same outlet"}


def test_a_teller_supersedes_itself(reading: Make, case: MakeCase) -> None:
    by = {"_by": ("Health Ministry",)}
    made = case(told(reading, "a", 4, **by), told(reading, "b", 6, day="2020-05-08", **by))
    assert aside(ask("range", made)) == {"a-0": "superseded by the same teller"}


def test_airwars_does_not_take_the_attackers_word(reading: Make, case: MakeCase) -> None:
    claimed = reading(
        "a",
        "تبنت كتائب الصخر الهجوم وقالت إن 30 قتلوا",
        ("responsibility", "تبنت", {"name": "Rock Brigades"}),
        dead("30 قتلوا", 30, _by=("Rock Brigades",)),
    )
    made = case(claimed, told(reading, "b", 4))
    assert (ask("airwars", made).low, ask("airwars", made).high) == (4, 4)
    assert aside(ask("airwars", made)) == {"a-1": "told by the attacking side only"}
    assert ask("range", made).high == 30


def test_gtd_counts_the_attacker(reading: Make, case: MakeCase) -> None:
    one = reading(
        "a",
        "مقتل 2 ثم انتحر المسلح",
        dead("مقتل 2", 2),
        ("attacker_fate", "انتحر", {"summary": "gunman killed himself", "fate": "killed himself"}),
    )
    found = ask("gtd", case(one))
    assert (found.best, found.note, found.claims) == (3, "one attacker added", ("a-0", "a-1"))


def test_acled_style_figures_for_vague_words(reading: Make, case: MakeCase) -> None:
    dozens = ask("acled", case(told(reading, "a", None, None, approx=True)))
    unknown = ask("acled", case(told(reading, "a", None, None)))
    assert (dozens.best, unknown.best) == (10, 3)
    assert RULES["acled"].confirmed is False


def test_a_hospital_goes_before_an_outlet(reading: Make, case: MakeCase) -> None:
    made = case(told(reading, "a", 9, day="2020-05-09"), told(reading, "b", 5, _by=("Hospital",), _type="medical"))
    assert (ask("source-hierarchy", made).best, ask("source-hierarchy", made).note) == (5, "told by: medical")


def test_every_rule_answers_only_for_what_was_told(reading: Make, case: MakeCase) -> None:
    made = case(reading("a", "اعتقال 3", ("arrests", "3", {"low": 3, "high": 3})))
    for policy in POLICIES:
        found = policy.apply(made)
        assert found["rule"] == f"{policy.name}@{policy.version}"
        assert "killed" not in found
        assert ("arrested" in found) == ("arrested" in policy.effects)


def test_every_figure_of_every_rule_stands_on_claims(three: Case) -> None:
    for policy in POLICIES:
        answer = policy.decide(three, "killed")
        numbers = {getattr(three.claims[c].value, "low", None) for c in answer.claims}
        assert {n for n in (answer.low, answer.high, answer.best) if n is not None} <= numbers
