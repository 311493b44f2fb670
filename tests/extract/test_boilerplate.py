"""What pages put around an article."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from isnad.extract.boilerplate import boilerplate, furniture
from isnad.extract.parsed import ParsedReport
from isnad.lang.pack import load_pack
from isnad.model.report import Report

PACK = load_pack("ar")
BODY = "أعلنت البلدية إغلاق الجسر\nقالت البلدية إن الجسر مغلق أسبوعا.\n"


def found(text: str) -> list[str]:
    parsed = ParsedReport(Report(id="x", text=text), PACK)
    return [parsed.evidence(a, b).quote for a, b in boilerplate(parsed)]


def test_lines_around_an_article() -> None:
    text = BODY + "شارك الخبر\nاقرأ أيضا: أسعار النفط ترتفع\nاترك تعليقاً\nExit mobile version\n"
    assert found(text) == ["شارك الخبر", "اقرأ أيضا: أسعار النفط ترتفع", "اترك تعليقاً", "Exit mobile version"]


def test_an_article_has_none() -> None:
    assert found(BODY) == []


def test_a_label_counts_only_alone() -> None:
    assert found(BODY + "إعلان\n") == ["إعلان"]
    assert found(BODY + "إعلان الطوارئ في ثلاث مدن\n") == []
    assert found(BODY + "المصدر: وكالات\n") == ["المصدر: وكالات"]
    assert found(BODY + "المصدر الأمني ينفي الخبر\n") == []


def test_a_pointer_to_another_article_is_a_tail() -> None:
    text = (
        BODY
        + "وقال الشهود إن الجسر أغلق فجرا. اقرأ أيضا: مقتل 9 في انهيار مبنى\nوعاد السير مساء. شاهد أيضا : صور الحريق\n"
    )
    assert found(text) == ["اقرأ أيضا: مقتل 9 في انهيار مبنى", "شاهد أيضا : صور الحريق"]


def test_a_tail_ends_with_its_line() -> None:
    text = BODY + "وانتهى العمل. رابط الخبر: إغلاق الجسر\nوبدأ التحويل اليوم.\n"
    assert found(text) == ["رابط الخبر: إغلاق الجسر"]


def test_an_appeal_to_the_reader() -> None:
    assert found(BODY + "ندعو القراء إلى إرسال صورهم. وانتهى المعرض.\n") == ["ندعو القراء إلى إرسال صورهم."]


def test_the_title_is_never_furniture() -> None:
    assert found("شارك الخبر\n" + BODY) == []


def test_a_language_without_phrases_has_none() -> None:
    assert furniture("xx") is None


@given(
    st.lists(st.sampled_from(["شارك الخبر", "نص", "\n", "رابط الخبر", " ", "تابعونا على تويتر.", "إعلان"]), max_size=30)
)
def test_spans_are_in_order_and_apart(parts: list[str]) -> None:
    parsed = ParsedReport(Report(id="x", text="".join(parts)), PACK)
    spans = boilerplate(parsed)
    assert all(0 <= a < b <= len(parsed.folded.text) for a, b in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_tags_end_a_text() -> None:
    text = "إغلاق جسر\nقالت البلدية إن الجسر مغلق أسبوعا. سمات انفجار جسر بلدية"
    assert found(text) == ["سمات انفجار جسر بلدية"]
    assert found(text + ".") == []
    assert found("إغلاق جسر\nسمات الجسر الجديد كثيرة. قالت البلدية إن الجسر مغلق") == []
