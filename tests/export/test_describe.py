"""Values in the reader's words, in both languages, with nothing left hanging."""

from __future__ import annotations

import re

import pytest

from isnad.export.describe import compare_key, effect_of, short_words, value_words
from isnad.export.words import load_words
from isnad.model.claim import Claim, Evidence
from isnad.model.values import (
    ArrestValue,
    CasualtyValue,
    DateValue,
    PerpetratorValue,
    SiteValue,
    TextValue,
    Value,
)

W = load_words()


def of(kind: str, value: Value, quote: str = "كلمات التقرير") -> Claim:
    return Claim(
        claim="c",
        report="r",
        kind=kind,
        event="main",
        value=value,
        attribution=(),
        stance="asserted",
        quoted=False,
        evidence=Evidence(0, len(quote), quote),
        rule="test",
    )


def seen(markup: str, language: str) -> str:
    """The words that a page in `language` shows."""
    out, hidden = "", 0
    for tag, text in re.findall(r"(<[^>]*>)|([^<]+)", markup):
        if tag.startswith("<span"):
            hidden += 1 if hidden or f'lang="{language}"' not in tag else 0
        elif tag == "</span>":
            hidden = max(0, hidden - 1)
        elif text and not hidden:
            out += text
    return out


CASES = [
    (of("casualties", CasualtyValue(effect="killed", low=3, high=3, role="soldier", nationality="USA")),
     "Killed · 3 · soldiers · United States", "القتلى · 3 · جنود · الولايات المتحدة"),
    (of("casualties", CasualtyValue(effect="wounded", low=9, high=None, is_total=True)),
     "Wounded · 9+ · persons · total", "الجرحى · 9+ · أشخاص · مجموع"),
    (of("arrests", ArrestValue(low=None, high=None, role="suspect")),
     "Arrested · ? · suspects", "الموقوفون · ? · مشتبه بهم"),
    (of("event_site", SiteValue(name="Raqqa", name_ar="الرقة", precision="near")),
     "Raqqa · near the place", "الرقة · قرب المكان"),
    (of("event_date", DateValue(low="2024-03-04", high="2024-03-04", raw="الاثنين", part_of_day="dawn")),
     "4 March 2024 · “الاثنين” · dawn", "4 مارس/آذار 2024 · “الاثنين” · فجراً"),
    (of("event_date", DateValue(low=None, high=None, raw="أمس")), "“أمس”", "“أمس”"),
    (of("perpetrator", PerpetratorValue(name="a gunman", type="person", membership="Group X", alone=True)),
     "a gunman · person · Group X · acted alone", "شخص · منفرداً"),
    (of("mode", TextValue(summary="an explosion")), "an explosion", ""),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "english", "arabic"), CASES)
def test_a_card_says_the_value_in_the_language_of_the_page(claim: Claim, english: str, arabic: str) -> None:
    words = value_words(W, claim)
    assert seen(words, "en") == english
    assert seen(words, "ar") == arabic


def test_a_cell_shows_the_reports_own_words_in_their_script() -> None:
    mode = of("mode", TextValue(summary="an explosion"), "انفجار قوي")
    who = of("perpetrator", PerpetratorValue(name="Group X", type="group"), "تنظيم س")
    assert [seen(short_words(W, mode), language) for language in ("en", "ar")] == ["an explosion", "انفجار قوي"]
    assert [seen(short_words(W, who), language) for language in ("en", "ar")] == [
        "Group X · group",
        "تنظيم س · جماعة",
    ]


def test_what_claims_must_share_to_agree() -> None:
    assert compare_key(of("casualties", CasualtyValue(effect="killed", low=3, high=None))) == (3, None)
    assert compare_key(of("event_date", DateValue(low=None, high=None, raw="أمس"))) is None
    assert compare_key(of("attacker_fate", TextValue(summary="x", fate="killed"))) == "killed"
    assert compare_key(of("event_site", SiteValue(name="a", name_ar="ا", precision="exact"))) is None


def test_the_effect_a_claim_counts(arrest: Claim) -> None:
    assert effect_of(arrest) == "arrested"
    assert effect_of(of("casualties", CasualtyValue(effect="missing", low=1, high=1))) == "missing"
    assert effect_of(of("mode", TextValue(summary="x"))) is None
