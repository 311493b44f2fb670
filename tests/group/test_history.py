"""Incidents that grew, were merged or were split keep their former ids."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from isnad.group.history import former_ids
from isnad.model.incident import Incident, Member, When, Where


def incident(name: str, covers: str, mentions: str = "") -> Incident:
    members = [
        Member(id=r, outlet=None, published=None, role=role, origin_family=r, toll={})
        for role, reports in (("covers", covers), ("mentions", mentions))
        for r in reports
    ]
    return Incident(id=name, kind="", title={}, date=When(), site=Where(), members=tuple(members), claims=())


@pytest.mark.parametrize(
    ("now", "before", "found"),
    [
        ([incident("n", "abc")], {"o": "ab"}, {"n": ("o",)}),
        ([incident("o", "ab")], {"o": "ab"}, {}),
        ([incident("n", "abcd")], {"o": "a", "p": "bc"}, {"n": ("p", "o")}),
        ([incident("m", "a"), incident("n", "b")], {"o": "ab"}, {"m": ("o",), "n": ("o",)}),
        ([incident("n", "x", mentions="a")], {"o": "a"}, {}),
        ([incident("n", "x")], {"o": "a"}, {}),
    ],
)
def test_former_ids(now: list[Incident], before: Mapping[str, str], found: dict[str, tuple[str, ...]]) -> None:
    assert former_ids(now, before) == found
