"""Whether a sentence reports violence: a sum of weights, and what speaks for and against."""

from __future__ import annotations

from isnad.extract.parsed import ParsedReport
from isnad.extract.violence import FILE, features, reports_violence
from isnad.extract.weights import Weights, weights_of
from isnad.lang.pack import load_pack
from isnad.model.report import Report

PACK = load_pack("ar")


def parse(text: str) -> ParsedReport:
    return ParsedReport(Report(id="x", text=text), PACK)


def test_a_report_of_an_attack_against_a_meeting() -> None:
    attack = "قتل ستة جنود وأصيب تسعة آخرون عندما فجر انتحاري سيارة مفخخة قرب نقطة تفتيش شمال المدينة أمس."
    assert reports_violence(parse(attack))
    assert not reports_violence(parse("بحث الوزيران في لقائهما أمس سبل تعزيز التبادل التجاري بين البلدين."))


def test_what_is_found_tells_figures_from_bare_nouns() -> None:
    assert "harm:killed:figure" in features(parse("قتل ستة جنود في هجوم."))
    assert "harm:killed:figure" not in features(parse("قتل جنود في هجوم."))


def test_a_score_is_a_sum() -> None:
    weights = Weights(bias=-1.0, threshold=0.5, weights={"a": 2.0, "b": -0.5})
    assert weights.score(["a", "b", "unknown"]) == 0.5
    assert weights.score([]) == -1.0


def test_weights_belong_to_a_language() -> None:
    assert weights_of("xx", FILE) is None
    known = weights_of("ar", FILE)
    assert known is not None
    assert len(known.weights) > 50
