"""Winnowing: what is shared is found, and the same everywhere."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.reuse.fingerprints import SHINGLE, WINDOW, fingerprints, shingles

letters = st.lists(st.sampled_from("abcdefghij"), max_size=40)


def test_values_are_the_same_on_every_machine() -> None:
    assert shingles(["one", "two", "three", "four", "five"]) == [1996093700762889105]


def test_short_texts_have_one_fingerprint_and_empty_ones_none() -> None:
    assert fingerprints([]) == {}
    assert len(fingerprints(["a", "b"])) == 1


@settings(max_examples=200)
@given(letters, letters, st.lists(st.sampled_from("klmnopqrst"), min_size=SHINGLE + WINDOW - 1, max_size=20), letters)
def test_a_shared_run_long_enough_is_always_found(a: list[str], b: list[str], shared: list[str], c: list[str]) -> None:
    left, right = fingerprints([*a, *shared, *b]), fingerprints([*c, *shared])
    assert left.keys() & right.keys()


@given(letters)
def test_rolling_equals_hashing_each_run_alone(found: list[str]) -> None:
    values = shingles(found)
    assert all(values[n] == shingles(found[n : n + SHINGLE])[0] for n in range(max(0, len(found) - SHINGLE + 1)))
