"""Which language a text is read in."""

from __future__ import annotations

import pytest

from isnad.ingest.scripts import judge


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("أعلنت السلطات توقيف شخصين", None, "ar"),
        ("أعلنت السلطات توقيف شخصين", "ar-SY", "ar-SY"),
        ("أعلنت السلطات توقيف شخصين", "en", "ar"),
        ("پلیس از بازداشت چهار نفر در پی درگیری گزارش داد", None, "fa"),
        ("Police said on Tuesday that two men were held", None, "und-Latn"),
        ("Police said on Tuesday that two men were held", "en", "en"),
        ("Police said on Tuesday that two men were held", "ar", "und-Latn"),
        ("Полиция сообщила о задержании", None, "und-Cyrl"),
        ("1234 – 5678", None, "und"),
        ("", "ar", "ar"),
    ],
)
def test_letters_decide_and_a_declaration_refines(text: str, declared: str | None, language: str) -> None:
    assert judge(text, declared=declared).language == language


def test_a_report_may_quote_foreign_words() -> None:
    text = "كتبت القيادة على منصتها: We confirm that three persons were injured. وأضافت أن التحقيق مستمر في الحادث"
    assert judge(text).language == "ar"


def test_a_long_menu_before_the_text_does_not_decide() -> None:
    assert judge("Home News Sport " * 500 + "أعلنت السلطات توقيف شخصين بعد الحادث " * 2_000).language == "ar"
