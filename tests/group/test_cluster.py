"""Groups that share the counts of one affair are joined; a figure that others give as well joins nothing."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from isnad.group.cluster import Comparer, crowd, grown, measured
from isnad.group.features import signature
from isnad.group.score import Side, judge
from isnad.model.incident import Reading

Make = Callable[..., Reading]
HELD = {"a": [133], "b": [133, 184], "c": [184], "d": [133, 184], "e": [133, 184]}


def _comparer(make: Make, days: dict[str, str]) -> tuple[Comparer, dict[str, str]]:
    site = {"name": "Tunisia", "name_ar": "تونس", "precision": "country", "country": "TUN"}
    keys: dict[str, str] = {}
    signatures = []
    for name, day in days.items():
        text = f"حملة {name} في تونس توقف " + " ثم ".join(map(str, HELD[name])) + " من شبكات المهربين"
        told = [("arrests", str(f), {"low": f, "high": f, "role": "suspect"}) for f in HELD[name]]
        found = signature(make(name, text, ("event_site", "تونس", site), *told, published=day))
        signatures.append(found)
        keys[name] = found.key
    return Comparer(signatures, {}), keys


@pytest.mark.parametrize(
    ("days", "groups", "joined"),
    [
        ({"a": "2021-03-02", "b": "2021-03-02", "c": "2021-03-03", "d": "2021-03-03"}, ["ab", "cd"], ["abcd"]),
        ({"a": "2021-03-02", "b": "2021-03-02", "c": "2021-03-12", "d": "2021-03-12"}, ["ab", "cd"], ["ab", "cd"]),
        ({"a": "2021-03-02", "c": "2021-03-03", "d": "2021-03-03"}, ["a", "cd"], ["a", "cd"]),
        (
            {"a": "2021-03-02", "b": "2021-03-02", "c": "2021-03-03", "d": "2021-03-03", "e": "2021-03-03"},
            ["ab", "cd", "e"],
            ["ab", "cd", "e"],
        ),
    ],
    ids=["one affair", "days apart", "one figure alone", "a third group has them too"],
)
def test_shared_counts(reading: Make, days: dict[str, str], groups: list[str], joined: list[str]) -> None:
    comparer, keys = _comparer(reading, days)
    given = [tuple(sorted(keys[n] for n in group)) for group in groups]
    assert grown(comparer, given) == sorted(tuple(sorted(keys[n] for n in group)) for group in joined)
    assert grown(comparer, given[::-1]) == grown(comparer, given)


def test_a_day_and_a_place_say_less_the_more_reports_have_them(reading: Make) -> None:
    def crowds(count: int) -> tuple[int, int]:
        signatures = []
        for n in range(count):
            site = {"name": "M", "name_ar": "هنا", "precision": "near", "lat": 33.0, "lon": 40.0, "country": "IRQ"}
            dead = ("casualties", "قتلى", {"effect": "killed", "low": 3, "high": 3})
            signatures.append(
                signature(reading(f"c{n}", f"{n} قتلى هنا", dead, ("event_site", "هنا", site), published="2021-03-02"))
            )
        return crowd(signatures[0], measured(signatures))

    assert crowds(1) == (1, 1)
    assert crowds(9) == (9, 9)
    alone = [Side(signature(_told(reading, n)), {}, {}, 1, 1) for n in "ab"]
    among = [msgspec.structs.replace(s, crowd=40, day_crowd=400) for s in alone]
    assert judge(alone[0], alone[1], 0.0).points > judge(among[0], among[1], 0.0).points


def _told(make: Make, name: str) -> Reading:
    site = {"name": "M", "name_ar": "هنا", "precision": "near", "lat": 33.0, "lon": 40.0, "country": "IRQ"}
    dead = ("casualties", "قتلى", {"effect": "killed", "low": 3, "high": 3})
    return make(name, f"{name} قتلى هنا", dead, ("event_site", "هنا", site), published="2021-03-02")
