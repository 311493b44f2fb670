"""Claims of responsibility: whose they are when the name stands elsewhere."""

from __future__ import annotations

from isnad.extract.kinds import responsibility
from isnad.extract.parsed import ParsedReport
from isnad.lang.pack import load_pack
from isnad.model.report import Report
from isnad.model.values import TextValue

PACK = load_pack("ar")


def claims(text: str) -> list[tuple[str, str | None]]:
    drafts = responsibility.find(ParsedReport(Report(id="x", text=text), PACK))
    return [(d.value.summary, d.value.name) for d in drafts if isinstance(d.value, TextValue)]


def test_the_name_may_stand_in_an_earlier_sentence() -> None:
    found = claims("هاجم مسلحون من حركة طالبان القافلة وقتلوا سائقا. ثم أعلنت الحركة مسؤوليتها عن الهجوم.")
    assert found == [("responsibility claimed by Taliban", "Taliban")]


def test_a_negated_verb_is_no_claim() -> None:
    assert claims("قال المسؤول إن تنظيم داعش لم يتبن التفجير.") == [("no group has claimed responsibility", None)]


def test_nobody_names_nobody() -> None:
    found = claims("هاجم مسلحون من حركة طالبان القافلة. لم تعلن أي جهة مسؤوليتها عن هجوم السوق.")
    assert found[-1] == ("no group has claimed responsibility", None)
