"""Groups that share the counts of one affair are joined; a figure that others give as well joins nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from isnad.group.cluster import Comparer, grown
from isnad.group.features import signature
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
