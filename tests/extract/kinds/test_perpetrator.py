"""Perpetrators: what the builder asks of a sentence beyond the pattern."""

from __future__ import annotations

from isnad.extract.draft import Draft
from isnad.extract.kinds import perpetrator
from isnad.extract.parsed import ParsedReport
from isnad.lang.pack import load_pack
from isnad.model.report import Report
from isnad.model.values import PerpetratorValue

PACK = load_pack("ar")


def parse(text: str) -> ParsedReport:
    return ParsedReport(Report(id="x", text=text), PACK)


def values(drafts: list[Draft]) -> list[PerpetratorValue]:
    return [d.value for d in drafts if isinstance(d.value, PerpetratorValue)]


def test_an_organisation_named_before_is_meant_by_the_bare_noun() -> None:
    found = values(
        perpetrator.find(parse("تشن حركة الشباب هجمات منذ أعوام.\nقتل حارس في هجوم نفذه أعضاء من الحركة المتشددة."))
    )
    assert [(v.type, v.membership) for v in found] == [("group", "al-Shabaab")]


def test_an_unnamed_organisation_stays_unnamed() -> None:
    (value,) = values(perpetrator.find(parse("قتل حارس في هجوم نفذه عناصر من الحركة.")))
    assert value.membership is None


def test_a_bare_gunman_counts_once_and_not_in_a_heading() -> None:
    text = (
        "مسلح يفتح النار في سوق\nوقالت الشرطة إن مسلحا فتح النار على الباعة فقتل اثنين. وقال شاهد إن مسلحا فتح النار."
    )
    assert len(perpetrator.find(parse(text))) == 1
    assert len(perpetrator.agents(parse(text))) >= 2


def test_armed_is_no_gunman_beside_attack() -> None:
    assert perpetrator.agents(parse("قتل حارس في هجوم مسلح استهدف المخزن.")) == []


def test_forces_count_where_they_strike_and_not_bombing_militants_alone() -> None:
    (value,) = values(perpetrator.find(parse("قتلت قوات الاحتلال الإسرائيلي شابا قرب الحاجز.")))
    assert (value.name, value.type) == ("Israeli forces", "state")
    (value,) = values(perpetrator.find(parse("قصفت قوات التحالف منازل في القرية.")))
    assert (value.name, value.type) == ("Coalition", "state")
    assert perpetrator.find(parse("قصفت قوات التحالف مواقع لتنظيم داعش في الجبال.")) == []


def test_stance_is_the_rules_where_the_rule_decides() -> None:
    drafts = perpetrator.find(parse("قال الوزير إن المهاجم ليست له صلة بتنظيم داعش."))
    assert [d.stance for d in drafts] == ["denied"]


def test_agents_hold_everything_found() -> None:
    text = "قتل ستة في هجوم لبوكو حرام على سوق البلدة، وقال شاهد إن مسلحين خطفوا تاجرا."
    found = {(d.start, d.end) for d in perpetrator.find(parse(text))}
    assert found <= {(d.start, d.end) for d in perpetrator.agents(parse(text))}
