"""The tree drawn in errors.py is the tree in the code, and every family prints what to do next."""

from __future__ import annotations

import re

import pytest

from isnad import errors


def test_drawing_and_code_agree() -> None:
    drawn = re.findall(r"[├└]── (\w+)", errors.__doc__ or "")
    coded = [cls.__name__ for cls in errors.IsnadError.__subclasses__()]
    assert drawn == coded


@pytest.mark.parametrize("family", errors.IsnadError.__subclasses__())
def test_a_message_has_code_reason_and_hint(family: type[errors.IsnadError]) -> None:
    shown = str(family("E-some-thing", "there is no 'x'", "name a folder"))
    assert shown == "E-some-thing: there is no 'x'\n  name a folder"
