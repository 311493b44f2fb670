"""Copies are one family, whatever their order and number; boilerplate makes none."""

from __future__ import annotations

import random
import time

from isnad.model.report import Report
from isnad.reuse.families import families

WORDS = [f"كلمة{n}" for n in range(900)]


def _text(seed: int, length: int = 120) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def test_an_edited_copy_is_of_the_family_and_a_stranger_is_not() -> None:
    text = _text(1)
    copy = text.replace(text.split()[40], "تعديل") + " وأضاف المحرر خاتمة قصيرة من عنده"
    found = families([Report(id="a", text=text), Report(id="b", text=copy), Report(id="c", text=_text(2))])
    assert len(set(found.of.values())) == 2


def test_the_family_is_named_after_its_first_appearance() -> None:
    first = Report(id="x", text=_text(3), published="2020-01-01")
    later = Report(id="y", text=_text(3) + " ختام", published="2020-01-02")
    one = families([later, first])
    assert one == families([first, later])
    assert len(set(one.of.values())) == 1


def test_marks_alone_do_not_make_another_text() -> None:
    found = families([Report(id="a", text="قُتل جنديٌّ أمس."), Report(id="b", text="قتل جندي أمس")])
    assert len(set(found.of.values())) == 1


def test_boilerplate_of_a_site_makes_no_family() -> None:
    tail = " ".join(WORDS[:60])
    reports = [Report(id=str(n), text=_text(100 + n, 60) + " " + tail) for n in range(120)]
    assert len(set(families(reports).of.values())) == 120


def test_a_thousand_near_copies_are_one_family_and_take_linear_time() -> None:
    text = _text(7, 150).split()
    reports = [Report(id=str(n), text=" ".join([*text[: n % 140], f"زيادة{n}", *text[n % 140 :]])) for n in range(1000)]
    began = time.perf_counter()
    found = families(reports)
    assert len(set(found.of.values())) == 1
    assert time.perf_counter() - began < 20
