"""The fast way gives the numbers of the plain one, to the last bit, whatever the texts hold."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.model.report import Report
from isnad.reuse import bulk, families, likeness

WORDS = [
    "قُتل",
    "جندي",
    "في",
    "البلدة",
    "أمس",
    "٣",
    "12",
    "ـــ",
    "َ",
    "a_b",
    "é",
    "ﻻ",
    "𝐀",
    "😀",
    "#",
    "\n",
    "\x00",
    "ى",
    "ª",
]
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), max_size=12)


def _edited(seed: int) -> list[str]:
    """Texts of which many take over parts of others, some are the same, some short or empty."""
    draw = random.Random(seed)
    stock = [f"كلمة{n}" for n in range(300)]
    out = ["", "واحدة", "...", " ".join(stock[:7])]
    for _ in range(120):
        told = draw.choices(stock, k=draw.randrange(1, 90))
        if len(out) > 8 and draw.random() < 0.6:
            words = draw.choice(out).split()
            cut = draw.randrange(len(words) + 1)
            told = [*words[:cut], *told[: draw.randrange(len(told) + 1)], *words[cut:]]
        out.append(draw.choice([" ", "، ", "\n"]).join(told))
    return [*out, *draw.sample(out, 5)]


@settings(max_examples=300, deadline=None)
@given(texts)
def test_both_ways_give_the_same_numbers(found: list[str]) -> None:
    assert bulk.likeness(found) == likeness.likeness(found)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_signs_at_all(found: list[str]) -> None:
    assert bulk.likeness([*found, *found]) == likeness.likeness([*found, *found])


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("size", [40, 1 << 17])
def test_copies_and_parts(seed: int, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever falls into one batch."""
    monkeypatch.setattr(bulk, "_LETTERS", size)
    made = _edited(seed)
    found = bulk.likeness(made)
    assert found == likeness.likeness(made)
    assert found.same
    assert len(found.shares) > 20


def test_a_text_longer_than_a_batch() -> None:
    long = " ".join(f"كلمة{n % 977}" for n in range(40_000))
    found = [long, long + " ختام", "قصير"]
    assert bulk.likeness(found) == likeness.likeness(found)


def test_many_reports_take_the_fast_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing tells which way was taken."""
    reports = [Report(id=str(n), text=text) for n, text in enumerate(_edited(4))]
    few = families.families(reports)
    monkeypatch.setattr(families, "MANY", 2)
    assert families.families(reports) == few
