"""English names of groups and people lead back to how a pack writes them."""

from __future__ import annotations

from isnad.lang.native import native_name


def test_a_name_of_the_lexicon_is_found_and_another_is_not() -> None:
    assert native_name("al-Qaeda") == "القاعدة"
    assert native_name("Nobody at All") is None
