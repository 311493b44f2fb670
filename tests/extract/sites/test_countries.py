"""Countries of a report: names, adjectives, and words that only look like them."""

from __future__ import annotations

import pytest

from isnad.extract.parsed import ParsedReport
from isnad.extract.sites.countries import country_weights
from isnad.lang.pack import load_pack
from isnad.model.report import Report

PACK = load_pack("ar")


def weights(text: str) -> dict[str, float]:
    return country_weights(ParsedReport(Report(id="t", text=text), PACK))


def test_shares_add_up_and_the_most_named_comes_first() -> None:
    found = weights("وصل الوفد العراقي إلى تركيا. وقالت تركيا إن اللقاء ناجح.")
    assert list(found) == ["TUR", "IRQ"]
    assert sum(found.values()) == pytest.approx(1.0)


def test_a_title_weighs_more() -> None:
    text = "حريق في لبنان\nقال مسؤول في الأردن إن الحريق كبير جدا وإن فرق الإطفاء وصلت."
    assert list(weights(text)) == ["LBN", "JOR"]


@pytest.mark.parametrize("form", ["الكويت", "بالكويت", "للكويت", "والكويت", "وبالكويت"])
def test_clitics_do_not_hide_a_country(form: str) -> None:
    assert weights(f"جرى ذلك {form} أمس.") == {"KWT": 1.0}


@pytest.mark.parametrize("text", ["الدعم المالي للمصرف", "مصرف كبير", "كويتات", "مصريح", ""])
def test_look_alikes_do_not_count(text: str) -> None:
    assert weights(text) == {}


def test_an_adjective_is_not_taken_for_the_country() -> None:
    half = weights("قالت القوات السورية ذلك في العراق.")
    assert half["IRQ"] == pytest.approx(2 / 3)
    assert half["SYR"] == pytest.approx(1 / 3)
