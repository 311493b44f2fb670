"""Titles say kind, place and day, and nothing that is not known."""

from __future__ import annotations

import pytest

from isnad.group.titles import title
from isnad.model.incident import When, Where

DAY = When(low="2020-05-05", high="2020-05-05", precision="day")
TAIZ = Where(name="Taiz", name_ar="تعز", precision="near")


@pytest.mark.parametrize(
    ("where", "when", "en", "ar"),
    [
        (
            Where(name="Taiz", name_ar="تعز", precision="near"),
            DAY,
            "Bombing near Taiz, 5 May 2020",
            "تفجير قرب تعز، 5 مايو 2020",
        ),
        (Where(name="near Taiz", name_ar="قرب تعز", precision="near"), When(), "Bombing near Taiz", "تفجير قرب تعز"),
        (Where(name="Taiz", precision="exact"), When(high="2020-05-05"), "Bombing in Taiz", "تفجير في Taiz"),
        (
            Where(),
            When(low="2020-05-05", high="2020-05-06", precision="range"),
            "Bombing, 5 May 2020 to 6 May 2020",
            "تفجير، من 5 مايو 2020 إلى 6 مايو 2020",
        ),
        (Where(), When(), "Bombing", "تفجير"),
    ],
)
def test_title(where: Where, when: When, en: str, ar: str) -> None:
    assert title("bombing", where, when) == {"en": en, "ar": ar}
