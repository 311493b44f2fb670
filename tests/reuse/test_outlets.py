"""Which names of outlets and tellers are one."""

from __future__ import annotations

import pytest

from isnad.model.claim import Teller
from isnad.reuse.outlets import is_outlet


@pytest.mark.parametrize(
    ("outlet", "name", "written", "wanted"),
    [
        ("سانا", "SANA", "الوكالة العربية السورية للأنباء", True),
        ("وكالة الصحافة الفرنسية", "AFP", "فرانس برس", True),
        ("Reuters", "Reuters", "رويترز", True),
        ("المرصد السوري لحقوق الإنسان", "SOHR", "المرصد السوري", True),
        ("العربية", "SANA", "الوكالة العربية السورية للأنباء", False),
        ("الشرق", "Asharq Al-Awsat", "الشرق الأوسط", False),
        ("", "AFP", "", False),
    ],
)
def test_names_that_are_one(outlet: str, name: str, written: str, wanted: bool) -> None:
    assert is_outlet(outlet, Teller(name=name, type="agency", name_ar=written)) is wanted


def test_nobody_anonymous_is_an_outlet() -> None:
    assert not is_outlet("Reuters", Teller(name="Reuters", type="agency", anonymous=True))
