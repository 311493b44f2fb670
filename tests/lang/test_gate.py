"""The gate of event words: a word that begins inside another's article must not hide it."""

from __future__ import annotations

import pytest

from isnad.lang.lexicon import Clitics
from isnad.lang.pack import Gate

CLITICS = Clitics(
    conjunctions=("w",),
    prepositions=("b",),
    article="al",
    contracted={},
    future="s",
    pronouns=("hm",),
    before_pronoun=(),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [("alkilled", [2]), ("walkilled x", [3]), ("killedhm", [0]), ("xkilled", [])],
)
def test_a_word_is_found_behind_its_clitics(text: str, found: list[int]) -> None:
    assert Gate(["killed"], [], CLITICS).places(text) == [(start, True) for start in found]


def test_a_word_inside_the_article_hides_nothing() -> None:
    assert Gate(["killed"], ["lkil"], CLITICS).places("alkilled") == [(2, True)]


def test_weak_words_alone_open_nothing() -> None:
    assert Gate(["killed"], ["gun"], CLITICS).places("gun") == []
