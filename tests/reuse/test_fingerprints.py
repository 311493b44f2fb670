"""Winnowing: what is shared is found, and the same everywhere."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.reuse.fingerprints import BITS, SHINGLE, WINDOW, codes, fingerprints, shingles

letters = st.lists(st.sampled_from("abcdefghij"), max_size=40)


def test_values_are_the_same_on_every_machine() -> None:
    assert shingles(codes(["one", "two", "three", "four", "five"])) == [SUM]
    assert fingerprints(codes(["one", "two", "three", "four", "five"])) == [SUM >> (64 - BITS)]


SUM = 13441791800807756733


def test_short_texts_have_one_fingerprint_and_empty_ones_none() -> None:
    assert fingerprints([]) == []
    assert len(fingerprints(codes(["a", "b"]))) == 1


def test_words_are_told_apart_by_the_order_of_their_letters() -> None:
    assert len(set(codes(["abc", "acb", "bca", "ab", "cab", "b", "abcc"]))) == 7


@settings(max_examples=200)
@given(letters, letters, st.lists(st.sampled_from("klmnopqrst"), min_size=SHINGLE + WINDOW - 1, max_size=20), letters)
def test_a_shared_run_long_enough_is_always_found(a: list[str], b: list[str], shared: list[str], c: list[str]) -> None:
    left, right = fingerprints(codes([*a, *shared, *b])), fingerprints(codes([*c, *shared]))
    assert set(left) & set(right)


@given(letters)
def test_rolling_equals_adding_up_each_run_alone(found: list[str]) -> None:
    told = codes(found)
    values = shingles(told)
    assert all(values[n] == shingles(told[n : n + SHINGLE])[0] for n in range(max(0, len(told) - SHINGLE + 1)))
