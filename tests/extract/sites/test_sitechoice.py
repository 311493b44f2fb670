"""Places that no rule ties to an event: chosen by weights of the pack, never told twice."""

from __future__ import annotations

from isnad.extract.kinds.event_site import finder
from isnad.extract.parsed import ParsedReport
from isnad.extract.sites.choice import FILE, choose
from isnad.extract.sites.features import Known, again
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
    assert [words for words, _ in found] == [
        "مستودعا في وهران",
        "مستودع للاخشاب في حي الصنوبر شرق وهران",
        "مستشفي بمدينه الجزائر",
    ]
    assert all(name.isascii() for _, names in found for name in names)
    assert "in:heading" in found[0][1]
    assert "is:care" in found[2][1]


def test_weights_decide_only_where_no_rule_does() -> None:
    parsed = ParsedReport(Report(id="x", text=TEXT), PACK)
    loose = [c for c in finder(PACK).candidates(parsed) if not c.settled]
    assert choose(loose, Weights(1.0, 0.5, {})) == loose
    assert choose(loose, Weights(1.0, 0.5, {name: -5.0 for c in loose for name in c.features})) == []
    for one in loose:
        one.settled = True
    assert choose(loose, Weights(1.0, 0.5, {})) == []


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
