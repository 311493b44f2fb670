"""Places of events: chosen by weights of the pack."""

from __future__ import annotations

from isnad.extract.kinds.event_site import finder
from isnad.extract.parsed import ParsedReport
from isnad.extract.sitechoice import FILE, choose
from isnad.extract.sitefeatures import Known, again
from isnad.extract.weights import Weights, weights_of
from isnad.lang.pack import load_pack
from isnad.model.report import Report

PACK = load_pack("ar")
TEXT = (
    "حريق يلتهم مستودعا في وهران\n\nقال الدفاع المدني إن تسعة عمال لقوا حتفهم، ليل الأحد، بمستودع للأخشاب "
    "في حي الصنوبر شرق وهران. وزار الوزير جرحى يعالجون في مستشفى بمدينة الجزائر."
)


def _candidates() -> list[tuple[str, list[str]]]:
    parsed = ParsedReport(Report(id="x", text=TEXT), PACK)
    found = finder(PACK).candidates(parsed)
    return [(parsed.folded.text[c.phrase.start : c.phrase.end], c.features) for c in found]


def test_every_place_phrase_is_a_candidate_with_features_that_hold_no_word() -> None:
    found = _candidates()
    assert [words for words, _ in found] == ["مستودعا في وهران", "مستودع للاخشاب في حي الصنوبر شرق وهران"]
    assert all(name.isascii() for _, names in found for name in names)
    assert "in:heading" in found[0][1]


def test_weights_decide_and_without_them_rules_do() -> None:
    parsed = ParsedReport(Report(id="x", text=TEXT), PACK)
    found = finder(PACK).candidates(parsed)
    assert choose(found, Weights(1.0, 0.5, {})) == found
    assert choose(found, Weights(1.0, 0.5, {name: -5.0 for c in found for name in c.features})) == []
    assert choose(found, None) == [c for c in found if c.tie is not None] != []


def test_a_place_that_a_heading_calls_the_event_after_is_always_told() -> None:
    text = "قتل شخصان في انفجار في حلب.\n\nضحايا انفجار حلب\n\nقال مصدر طبي إن الضحايا من أسرة واحدة."
    found = finder(PACK).candidates(ParsedReport(Report(id="x", text=text), PACK))
    named = [c for c in found if c.tie is not None and c.tie.rule == "event_site.name"]
    assert named
    assert choose(found, Weights(-9.0, 0.0, {})) == named


def test_what_was_said_before_is_known_again() -> None:
    first = Known(0, True, frozenset({"a"}), None)
    assert again(Known(1, False, frozenset({"a"}), None), []) == ["again:first"]
    assert again(Known(1, False, frozenset({"a"}), None), [first])[1] == "again:same:head"
    assert again(Known(3, False, frozenset({"a", "b"}), "market"), [first])[0] == "again:finer"
    assert again(Known(3, False, frozenset({"c"}), None), [first])[0] == "again:new"


def test_the_pack_has_weights_and_an_unknown_one_has_none() -> None:
    weights = weights_of(PACK.code, FILE)
    assert weights is not None
    assert weights.score(["tied"]) != weights.bias
    assert weights_of("no-such-pack", FILE) is None
