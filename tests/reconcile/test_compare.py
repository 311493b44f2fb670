"""Do two texts agree? Every reason against it, and none where there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from isnad.model.incident import Reading
from isnad.reconcile.compare import about_event, compare

Make = Callable[..., Reading]


def dead(low: int | None, high: Any = "same", effect: str = "killed", **more: Any) -> tuple[str, str, dict[str, Any]]:
    return "casualties", "قتلى", {"effect": effect, "low": low, "high": low if high == "same" else high, **more}


def head(make: Make, *claims: tuple[str, str, dict[str, Any]], text: str = "سقوط قتلى في هجوم") -> Reading:
    return make("h", text, *claims)


def site(country: str) -> tuple[str, str, dict[str, Any]]:
    return "event_site", "في", {"name": country, "name_ar": "x", "precision": "country", "country": country}


MODE = ("mode", "هجوم", {"mode": "attack"})
FIRE = ("mode", "هجوم", {"mode": "fire"})
DENIED = ("responsibility", "سقوط", {"name": "Rock Brigades", "_stance": "denied"})


@pytest.mark.parametrize(
    ("left", "right", "about"),
    [
        ((dead(7),), (dead(7),), []),
        ((dead(7),), (dead(5, None),), []),
        ((dead(7),), (dead(9),), ["count"]),
        ((dead(None),), (dead(0),), ["count", "nobody"]),
        ((dead(9),), (dead(0, effect="wounded"),), ["nobody", "effect"]),
        ((dead(9),), (dead(9, effect="wounded"),), ["effect"]),
        ((dead(2, nationality="USA"),), (dead(2, nationality="ISR"),), ["nationality"]),
        ((dead(2, nationality="USA"),), (dead(2),), []),
        ((dead(2), site("TUN")), (dead(2), site("MAR")), ["country"]),
        ((MODE,), (FIRE,), ["mode"]),
        ((dead(2), MODE), (dead(2),), ["only one"]),
        ((MODE, DENIED), (MODE,), ["denial"]),
    ],
)
def test_reasons(reading: Make, left: Any, right: Any, about: list[str]) -> None:
    a, b = head(reading, *left), head(reading, *right)
    assert [d.about for d in compare(a, b)] == about
    assert [(d.about, d.right, d.left) for d in compare(b, a)] == [(d.about, d.left, d.right) for d in compare(a, b)]
    assert compare(a, a) == compare(b, b) == ()


def test_perpetrators_numbers_and_countries_named(reading: Make) -> None:
    def by(name: str) -> tuple[str, str, dict[str, Any]]:
        return "perpetrator", "هجوم", {"name": name, "type": "group"}

    assert [d.about for d in compare(head(reading, by("Islamic State")), head(reading, by("Rock Brigades")))] == [
        "perpetrator"
    ]
    assert compare(head(reading, by("Islamic State")), head(reading, by("Islamic State group"))) == ()
    a, b = head(reading, text="احتجاز صحفي ١٥ يوما"), head(reading, text="احتجاز صحفي 30 يوما")
    (found,) = compare(a, b)
    assert (found.about, found.left, found.right) == ("numbers", "15", "30")
    assert [d.about for d in compare(a, a, (["SYR"], ["YEM", "IRQ"]))] == ["country"]
    assert compare(a, a, (["SYR"], ["SYR", "IRQ"])) == ()
    assert [d.about for d in compare(a, a, negated=([], ["x"]))] == ["negation"]
    assert compare(a, a, negated=(["y"], ["x"])) == ()


def test_what_is_about_an_event(reading: Make) -> None:
    assert about_event(head(reading, MODE))
    assert not about_event(head(reading, site("TUN")))
