"""Fates of attackers: attacker as subject, pronouns that look back, other people's suicides."""

from __future__ import annotations

from isnad.extract.kinds import attacker_fate
from isnad.extract.parsed import ParsedReport
from isnad.lang.pack import load_pack
from isnad.model.report import Report
from isnad.model.values import TextValue

PACK = load_pack("ar")


def fates(text: str) -> list[str | None]:
    drafts = attacker_fate.find(ParsedReport(Report(id="x", text=text), PACK))
    return [d.value.fate for d in drafts if isinstance(d.value, TextValue)]


def test_the_attacker_as_subject_is_not_dead() -> None:
    assert fates("قتل المهاجم ثلاثة من الباعة.") == []
    assert fates("قتل المهاجم في الحال.") == ["killed"]


def test_a_pronoun_needs_an_attacker_before_it() -> None:
    assert fates("اشتبكت الشرطة مع المسلح مما أدى إلى مقتله.") == ["killed"]
    assert fates("تعرض التاجر لحادث أدى إلى مقتله.") == []


def test_every_telling_counts() -> None:
    assert fates("أطلق المسلح النار ثم انتحر. وأكدت الشرطة أن المسلح قتل زميله قبل أن ينتحر.") == ["suicide"] * 2


def test_militants_in_battle_are_casualties() -> None:
    assert fates("قتل عشرون من المتمردين في معارك وفر آخرون.") == []
