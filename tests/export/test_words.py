"""Every word in every language; numbers keep their direction; grammar of counted nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources

import pytest

from isnad.errors import InternalError
from isnad.export.words import amount, load_words
from isnad.model.values import EFFECTS, KINDS

W = load_words()


def wordings(node: object, path: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    if isinstance(node, dict):
        if set(node) & set(W.languages):
            yield path, node
        else:
            for key, below in node.items():
                yield from wordings(below, f"{path}.{key}")


@pytest.mark.parametrize("section", ["words", "counts", "terms", "families"])
def test_every_entry_has_every_language(section: str) -> None:
    found = list(wordings(W._table[section], section))
    assert found
    missing = [path for path, row in found if not set(W.languages) <= set(row)]
    assert missing == []


def test_both_languages_fill_the_same_parts() -> None:
    for path, row in wordings(W._table["words"]):
        parts = {language: sorted(re.findall(r"\{\w+\}", str(row[language]))) for language in W.languages}
        assert len({tuple(p) for p in parts.values()}) == 1, path


def test_counted_nouns_have_every_form_their_language_asks_for() -> None:
    for name, forms in W._table["counts"].items():
        for language, row in W.languages.items():
            rule = row["plural"]
            wanted = {*rule["exact"].values(), *(c for _, _, c in rule["mod100"]), "other"}
            assert wanted == set(forms[language]), (name, language)


def templates() -> list[str]:
    folder = resources.files("isnad.export").joinpath("templates")
    files = [*folder.iterdir(), *folder.joinpath("blocks").iterdir()]
    return [p.read_text(encoding="utf-8") for p in files if p.name.endswith(".html")]


def test_every_word_a_template_asks_for_exists() -> None:
    asked = set()
    for page in templates():
        asked |= set(re.findall(r'w\.t\("(\w+)"[,)]', page))
    assert len(asked) > 50
    for key in sorted(asked):
        W.wording(key)


def test_no_word_is_left_unused() -> None:
    root = resources.files("isnad.export")
    texts = templates()
    texts += [p.read_text(encoding="utf-8") for p in root.iterdir() if p.name.endswith(".py")]
    everything = "\n".join(texts)
    unused = [k for k in W._table["words"] if f'"{k}"' not in everything and not k.startswith(("state_", "mark_"))]
    assert unused == []


def test_an_unknown_word_is_our_fault() -> None:
    with pytest.raises(InternalError):
        W.t("no such word")


def test_every_kind_and_effect_of_the_model_has_words_and_a_colour() -> None:
    assert set(KINDS) == {k for row in W.families.values() for k in row["kinds"]}
    assert set(KINDS) <= set(W._table["terms"]["kind"])
    assert set(EFFECTS) <= set(W._table["terms"]["effect"])


@pytest.mark.parametrize(
    ("count", "arabic"),
    [
        (0, "لا تقارير"),
        (1, "تقرير واحد"),
        (2, "تقريران"),
        (3, "تقارير"),
        (11, "تقريراً"),
        (100, "تقرير"),
        (103, "تقارير"),
    ],
)
def test_arabic_counted_nouns(count: int, arabic: str) -> None:
    assert arabic in W.n("reports", count).striptags()


def test_english_counted_nouns() -> None:
    assert "1 report<" in W.n("reports", 1).replace("</bdi>", "").replace('<bdi dir="ltr">', "")
    assert "2 reports" in W.n("reports", 2).striptags()


@pytest.mark.parametrize(
    ("low", "high", "approx", "words"),
    [
        (3, 3, False, "3"),
        (3, 5, False, "3–5"),
        (60, 60, True, "~60"),
        (7, None, False, "7+"),
        (None, 9, False, "≤9"),
        (None, None, False, "?"),
        (0, 0, False, "0"),
    ],
)
def test_amounts(low: int | None, high: int | None, approx: bool, words: str) -> None:
    assert amount(low, high, approx) == words


def test_an_open_top_stays_visible() -> None:
    assert amount(3, 7, more=True) == "3–7+"
    assert amount(7, 7, more=True) == "7+"


def test_a_number_in_a_sentence_is_isolated() -> None:
    assert '<bdi dir="ltr">4</bdi>' in W.n("reports", 4)
    assert '<bdi dir="ltr">250</bdi>' in W.t("within_m", n=250)


def test_names_in_two_scripts_fall_back_to_each_other() -> None:
    both = W.pair("Palmyra", "تدمر")
    assert "Palmyra" in both
    assert "تدمر" in both
    assert W.pair("Palmyra", None) == '<bdi dir="auto">Palmyra</bdi>'
    assert W.pair(None, None) == ""


def test_names_are_escaped_and_cannot_turn_the_page() -> None:
    assert W.pair("<b>\u202ex", None) == '<bdi dir="auto">&lt;b&gt;x</bdi>'


def test_days_in_words() -> None:
    assert "4 March 2024" in W.days("2024-03-04", "2024-03-04").striptags()
    assert "4 March 2024, 17:30" in W.day("2024-03-04T17:30:00+03:00").striptags()
    assert W.days(None, None) == W.t("no_date")
    assert "on or before 4 March 2024" in W.days(None, "2024-03-04").striptags()
    both = W.days("2024-03-04", "2024-03-06")
    assert [both.count(f'datetime="2024-03-0{n}"') for n in (4, 6)] == [1, 1]
    assert "4–6 March 2024" in both.striptags()
    assert both.startswith('<bdi dir="ltr">')
    apart = W.days("2024-03-30", "2024-04-02")
    assert [apart.count(f'datetime="2024-{day}"') for day in ("03-30", "04-02")] == [2, 2]
    assert W.day("yesterday") == '<bdi dir="auto">yesterday</bdi>'


def test_a_country_code_in_words() -> None:
    assert "Syria" in W.country("SYR")
    assert W.country("<x>") == '<bdi dir="auto">&lt;x&gt;</bdi>'
    assert W.country(None) == ""
