"""Kinds of incident from what claims say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from isnad.group.kinds import best_kind, kind_named, kind_votes, kinds, kinds_of_text
from isnad.model.incident import Reading

Make = Callable[..., Reading]


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("suicide car bombing", "suicide bombing"),
        ("car bomb", "bombing"),
        ("shooting", "armed attack"),
        ("collision of bus and a truck", "transport accident"),
        ("air strike", "airstrike"),
        ("arrest campaign", "arrests"),
    ],
)
def test_kind_of_a_clause(clause: str, kind: str) -> None:
    assert kinds_of_text(clause)[0] == kind


def test_the_telling_kind_wins_within_its_family(reading: Make) -> None:
    modes = [("mode", w, {"summary": s}) for w, s in (("ا", "explosion"), ("ب", "suicide attack"), ("ت", "bombing"))]
    assert best_kind(kind_votes(reading("a", "ابت", *modes).claims)) == "suicide bombing"


def test_without_a_mode_arrests_are_arrests_and_dead_are_other(reading: Make) -> None:
    arrests = reading("a", "اعتقال ثلاثة", ("arrests", "ثلاثة", {"low": 3, "high": 3}))
    dead = reading("a", "مقتل ثلاثة", ("casualties", "ثلاثة", {"effect": "killed", "low": 3, "high": 3}))
    assert best_kind(kind_votes(arrests.claims)) == "arrests"
    assert best_kind(kind_votes(dead.claims)) == "other"


def test_every_kind_has_its_names() -> None:
    assert all(k.ar and k.en and k.family for k in kinds())
    assert kind_named("no such kind").kind == "other"
