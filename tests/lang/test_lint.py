from pathlib import Path

import pytest

from isnad.lang.lint import lint_pack
from isnad.lang.pack import HOME, packs

PACK = """
code = "xx"
name = "test"
version = "1"
[fold]
trailing = "\\u064e"
drop = "\\u200f"
[fold.replace]
"أ" = "ا"
[clitics]
conjunctions = ["و"]
prepositions = ["ب"]
article = "ال"
future = "س"
pronouns = ["ه"]
before_pronoun = []
[clitics.contracted]
[paradigm.noun]
forms = [["", "sg"]]
"""


@pytest.mark.parametrize("code", packs())
def test_no_pack_has_an_entry_that_cannot_match(code: str) -> None:
    assert [f"{i.code} {i.place}: {i.reason}" for i in lint_pack(HOME / code)] == []


def test_presentation_forms_and_repeats_are_found(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(PACK, encoding="utf-8")
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "rules").mkdir()
    (tmp_path / "lexicon" / "a.yaml").write_text(
        "- class: ten\n  words: [\ufecb\ufeb8\ufeae, عشر, عشر]\n", encoding="utf-8"
    )
    codes = [issue.code for issue in lint_pack(tmp_path)]
    assert "E-lexicon-letter" in codes
    assert "E-lexicon-twice" in codes
