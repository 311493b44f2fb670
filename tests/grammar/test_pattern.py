import pytest

from isnad.grammar.match import Line, Match, Rules, matches, reduce
from isnad.grammar.pattern import PatternError, compile_pattern, slots_of
from isnad.grammar.segments import Alphabet, Seg, Sense


class Rule:
    """A rule by hand."""

    def __init__(self, name: str, pattern: str, alphabet: Alphabet, macros: dict[str, str] | None = None) -> None:
        self.name = name
        self.pattern = compile_pattern(pattern, alphabet, macros or {})
        self.slots = slots_of(self.pattern)
        self.needs: frozenset[str] = frozenset()
        self.attrs: dict[str, object] = {}


def alphabet() -> Alphabet:
    made = Alphabet()
    for classes in ("kill", "count", "person", "and", "comma", "word", "stop", "count year", "pair"):
        made.sign(frozenset(classes.split()))
    return made


def line(words: str, letters: Alphabet) -> Line:
    segs = []
    for n, word in enumerate(words.split()):
        classes = frozenset(word.split("/"))
        segs.append(Seg(n * 2, n * 2 + 1, letters.sign(classes), tuple(Sense(c) for c in sorted(classes))))
    return Line(segs)


def test_slots_macros_and_alternatives() -> None:
    letters = alphabet()
    rule = Rule("r", "t=kill people=PEOPLE (and PEOPLE)*", letters, {"PEOPLE": "count? person"})
    (m,) = matches(Rules([rule]), line("word kill count person and person", letters))
    assert (m.start, m.end) == (1, 6)
    assert m.at("people") == 2
    assert [s.start for s in m.segs("people")] == [4, 6]
    assert m.segs("none") == []


def test_a_slot_may_stand_in_several_alternatives() -> None:
    letters = alphabet()
    rule = Rule("r", "kill n=count | n=count kill", letters)
    found = [m.at("n") for m in matches(Rules([rule]), line("count kill word kill count", letters))]
    assert found == [0, 4]


def test_gaps_stop_at_stops_and_sets_exclude() -> None:
    letters = alphabet()
    gap = Rule("gap", "kill ..3 person", letters)
    assert [m.end for m in matches(Rules([gap]), line("kill word word person", letters))] == [4]
    assert list(matches(Rules([gap]), line("kill stop person", letters))) == []
    other = Rule("other", "[^ kill stop] kill", letters)
    assert [m.start for m in matches(Rules([other]), line("kill kill word kill stop kill", letters))] == [2]


def test_lookaround() -> None:
    letters = alphabet()
    rule = Rule("r", ">!( year ) count >!( word )", letters)
    assert [m.start for m in matches(Rules([rule]), line("count word count count/year", letters))] == [2]


@pytest.mark.parametrize("wrong", ["kill nosuch", "(kill", "kill)", "KILL", "kill §"])
def test_wrong_patterns_say_what_is_wrong(wrong: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(wrong, alphabet(), {})


def test_reduce_takes_the_first_then_the_longest() -> None:
    letters = alphabet()
    rules = [Rule("short", "count", letters), Rule("long", "count person", letters)]

    def build(m: Match) -> Seg:
        segs = m.segs()
        return Seg(segs[0].start, segs[-1].end, letters.sign(frozenset({"pair"})), (Sense("pair"),), rule=m.rule.name)

    reduced = reduce(Rules(rules), line("count person and count", letters), build)
    assert [s.rule for s in reduced.segs] == ["long", "", "short"]
    assert len(reduced.signs) == len(reduced.segs) == 3
