"""What the clause kinds share, and that they stay silent where nothing happened."""

from __future__ import annotations

import pytest

from isnad.extract.clauses import Context, Taken, begin, telling
from isnad.extract.kinds import assessment, background, reaction, response, target, warning
from isnad.extract.parsed import ParsedReport
from isnad.lang.pack import load_pack
from isnad.model.report import Report
from isnad.model.values import TextValue

PACK = load_pack("ar")
EVENT = "قتل جنديان في هجوم على الحاجز الشرقي. "
PEACE = "افتتح الوزير المعرض السنوي للكتاب صباح أمس. "


def parse(text: str) -> ParsedReport:
    return ParsedReport(Report(id="x", text=text), PACK)


@pytest.mark.parametrize(
    ("kind", "clause"),
    [
        (response, "وأغلقت الشرطة الطريق المؤدي إلى الميناء."),
        (reaction, "وأدان رئيس الوزراء ما حدث بأشد العبارات."),
        (assessment, "ومن المتوقع أن تتأخر الأعمال بضعة أشهر."),
        (background, "وتضم المنطقة أكبر مصانع البلاد منذ عقود."),
    ],
)
def test_clause_kinds_speak_only_of_events(kind: object, clause: str) -> None:
    find = kind.find  # type: ignore[attr-defined]
    assert len(find(parse(EVENT + clause))) == 1
    assert find(parse(PEACE + clause)) == []


def test_a_certainty_is_no_possibility() -> None:
    assert assessment.find(parse(EVENT + "وقد نفذت الشرطة ما طلب منها.")) == []
    assert len(assessment.find(parse(EVENT + "والحادث قد يدفع الحكومة إلى التشدد."))) == 1


def test_background_leaves_what_others_take() -> None:
    text = EVENT + "ومن المتوقع أن تضم القوات مئات المتطوعين منذ اليوم."
    assert assessment.find(parse(text))
    assert background.find(parse(text)) == []


def test_a_warning_says_whether_it_was_heeded() -> None:
    (draft,) = warning.find(parse(EVENT + "ولم تأخذ القيادة التحذيرات السابقة بعين الاعتبار."))
    assert isinstance(draft.value, TextValue)
    assert draft.value.heeded is False


def test_an_occasion_names_its_activity() -> None:
    (draft,) = [d for d in target.find(parse("أصيب جنديان في هجوم وقع أثناء جولة ميدانية.")) if d.rule != "x"]
    assert isinstance(draft.value, TextValue)
    assert draft.value.activity == "tour"


def test_ranges_that_touch_do_not_overlap() -> None:
    taken = Taken()
    taken.add(3, 6)
    assert not taken.overlaps(6, 8)
    assert not taken.overlaps(0, 3)
    assert taken.overlaps(5, 9)


def test_a_context_looks_at_the_whole_line() -> None:
    sentence = parse(EVENT).sentences[0]
    assert Context(sentence).has("harm")
    assert Context(sentence).has("attack")
    assert not Context(sentence).has("accused")


def test_a_word_begins_with_its_article() -> None:
    parsed = parse("وقع الهجوم")
    seg = parsed.sentences[0].line.segs[-1]
    assert seg.definite
    assert parsed.folded.text[begin(parsed, seg) : seg.end] == "الهجوم"


def test_reports_of_nothing_are_not_read() -> None:
    assert telling(parse(PEACE * 3)) == []
    assert len(telling(parse(EVENT + PEACE))) == 2
