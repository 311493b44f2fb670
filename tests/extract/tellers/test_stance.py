"""How firmly a value is told."""

from __future__ import annotations

import pytest

from isnad.extract.parsed import ParsedReport
from isnad.extract.tellers.stance import stance_of
from isnad.lang.pack import load_pack
from isnad.model.report import Report

PACK = load_pack("ar")


def stance(text: str, words: str, kind: str = "casualties") -> tuple[str, str]:
    """(stance, the words that make it so) where `words` stand in `text`."""
    parsed = ParsedReport(Report(id="t", text=text), PACK)
    start = parsed.folded.text.index(PACK.folding.of(words))
    sentence = next(s for s in parsed.sentences if s.start <= start < s.end)
    found, hedge = stance_of(parsed, sentence, start, start + len(words), kind)
    if hedge is None:
        return found, ""
    assert text[hedge.start : hedge.end] == hedge.quote
    return found, hedge.quote


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("قتل 5 أشخاص.", "5 أشخاص", ("asserted", "")),
        ("ربّما قتل 5 أشخاص.", "5 أشخاص", ("hedged", "ربّما")),
        ("وقد يقتل 5 أشخاص.", "5 أشخاص", ("hedged", "قد")),
        ("وقد قتل 5 أشخاص.", "5 أشخاص", ("asserted", "")),
        ("وقد تعرض 5 أشخاص للضرب.", "5 أشخاص", ("asserted", "")),
        ("وقد تؤدي إلى مقتل 5 أشخاص.", "5 أشخاص", ("hedged", "قد")),
        ("وقد تجاوزت الحصيلة 5 أشخاص.", "5 أشخاص", ("asserted", "")),
        ("وقتل 5 أشخاص، وقد يرتفع العدد.", "5 أشخاص", ("asserted", "")),
        ("وقتل 5 أشخاص على الأرجح.", "5 أشخاص", ("hedged", "على الأرجح")),
        ("ونفت الشرطة مقتل 5 أشخاص.", "5 أشخاص", ("denied", "نفت")),
        ("ولا أنباء عن مقتل 5 أشخاص.", "5 أشخاص", ("asserted", "")),
        ("وتساءل ناشطون هل قتل 5 أشخاص.", "5 أشخاص", ("questioned", "تساءل")),
        ("هل قتل 5 أشخاص؟", "5 أشخاص", ("questioned", "هل")),
        ("ونفت الوزارة أنباء عن مقتل 5 أشخاص.", "5 أشخاص", ("denied", "نفت")),
        ("وقالت الشرطة إن 5 أشخاص قتلوا.", "5 أشخاص", ("asserted", "")),
    ],
)
def test_words_of_doubt(text: str, words: str, expected: tuple[str, str]) -> None:
    assert stance(text, words) == expected


def test_a_claim_of_a_teller_kept_at_distance_reaches_beyond_commas() -> None:
    text = "وزعمت الحركة أن جنديين قتلا، وأن 5 آخرين أسروا، بينما قالت الوزارة إن الجنود بخير."
    assert stance(text, "5 آخرين")[0] == "hedged"
    assert stance(text, "الجنود بخير")[0] == "asserted"


def test_not_turns_only_kinds_that_can_be_denied() -> None:
    text = "والمهاجم ليس عنصرا في التنظيم."
    assert stance(text, "ليس عنصرا في التنظيم", "perpetrator") == ("denied", "ليس")
    assert stance(text, "ليس عنصرا في التنظيم", "background")[0] == "asserted"
    assert stance("ولا يزال المهاجم طليقا.", "لا يزال المهاجم طليقا", "attacker_fate")[0] == "asserted"


def test_a_place_stands_whatever_is_guessed_around_it() -> None:
    text = "ويعتقد أن التنظيم مسؤول عن الهجوم في حلب."
    assert stance(text, "في حلب", "event_site")[0] == "asserted"
    assert stance(text, "التنظيم", "perpetrator")[0] == "hedged"


def test_a_warning_may_speak_of_what_may_come() -> None:
    text = "وحذرت الوزارة من هجمات محتملة."
    assert stance(text, "هجمات محتملة", "warning")[0] == "asserted"
