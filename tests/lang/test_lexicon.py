import pytest

from isnad.lang.pack import load_pack
from isnad.text.tokens import tokens


def classes(text: str) -> list[tuple[str, list[str]]]:
    pack = load_pack("ar")
    folded = pack.folding.of(text)
    segs = pack.lexicon.segments(tokens(folded))
    return [(folded[s.start : s.end], sorted({x.cls for x in s.senses})) for s in segs]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("وإصابة", ["و", "اصابه"]),
        ("للجنود", ["ل", "جنود"]),
        ("بالجنود", ["ب", "جنود"]),
        ("فقتل", ["ف", "قتل"]),
        ("والقتلى", ["و", "قتلي"]),
        ("جنودهم", ["جنودهم"]),
        ("بالأحساء", ["ب", "احساء"]),
    ],
)
def test_clitics_are_split_off(word: str, pieces: list[str]) -> None:
    pack = load_pack("ar")
    folded = pack.folding.of(word)
    found = pack.lexicon.analyse(folded).pieces
    words = [folded[p.start : p.end].removeprefix("ال") for p in found]
    assert [w for w in words if w] == pieces or words[-1].endswith(pieces[-1])


def test_an_article_makes_a_word_definite_and_its_sign_another() -> None:
    lexicon = load_pack("ar").lexicon
    plain = lexicon.analyse("جنود").pieces[-1]
    definite = lexicon.analyse("الجنود").pieces[-1]
    assert not plain.definite
    assert definite.definite
    assert plain.sig != definite.sig
    assert [s.cls for s in plain.senses] == [s.cls for s in definite.senses]


def test_words_of_several_tokens_win_over_single_ones() -> None:
    found = dict(classes("قتل أكثر من خمسة"))
    assert "اكثر من" in found


def test_a_body_of_several_words_keeps_its_kind() -> None:
    found = [c for word, c in classes("رجال الأمن السوري") if word == "رجال الامن"]
    assert found
    assert {"person", "force"} <= set(found[0])


def test_the_alphabet_is_closed_after_loading() -> None:
    pack = load_pack("ar")
    before = len(pack.lexicon.alphabet)
    for word in ("وسيقتلونهم", "بجنودها", "فللجرحى", "كالمصابين", "وبمقتله", "سيصاب"):
        pack.lexicon.analyse(pack.folding.of(word))
    assert len(pack.lexicon.alphabet) == before
