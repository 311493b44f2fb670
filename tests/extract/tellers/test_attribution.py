"""Who says what, over a whole report."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.extract.parsed import ParsedReport
from isnad.extract.tellers.attribution import Attributions
from isnad.lang.pack import load_pack
from isnad.model.report import Report

PACK = load_pack("ar")
PIECES = [
    "قالت الشرطة إن", "وأضاف", "بحسب", "المصدر", "«", "»", "\"", ":", "،", ".", "؛", "\n", "قتل 5 أشخاص", "نقلا عن",
    "وكالة رويترز", "كما", "أعلن", "الذي", "فيما", "المتحدث باسم", "وزارة الداخلية", "محمد علي", "في بيان", "مؤكدا أن",
    "يذكر أن", "(", ")", "لـ", "قوله", "أن", "بعد", "هذا",
]  # fmt: skip


def read(text: str, outlet: str | None = None) -> Attributions:
    return Attributions(ParsedReport(Report(id="t", text=text, outlet=outlet), PACK))


def names(text: str, words: str, outlet: str | None = None) -> list[str]:
    """The names of the tellers that hold where `words` stand."""
    found = read(text, outlet)
    folded = found.parsed.folded.text
    at = folded.index(PACK.folding.of(words))
    sentence = next(s for s in found.parsed.sentences if s.start <= at < s.end)
    return [teller.name for teller in found.at(sentence, at, at + len(words))]


def test_a_teller_keeps_the_words_and_the_place_of_its_name() -> None:
    text = "وقالت وزارة الصحّة اليمنية إن 3 أشخاص توفوا."
    (teller,) = read(text).scopes[0].tellers
    assert teller.name == "Yemeni Health Ministry"
    assert teller.name_ar == "وزارة الصحّة اليمنية"
    assert teller.start is not None
    assert text[teller.start : teller.end] == teller.name_ar


def test_a_scope_shows_the_words_that_opened_it() -> None:
    found = read("وأفادت الشرطة بأن الطريق مغلق.")
    (scope,) = found.scopes
    folded = found.parsed.folded.text
    assert folded[scope.cue_start : scope.cue_end] == PACK.folding.of("أفادت")
    assert folded[scope.start : scope.end].endswith(PACK.folding.of("الطريق مغلق."))


def test_an_outlet_is_no_medium_of_its_own_report() -> None:
    text = 'وقال الناطق الإعلامي لشرطة المنطقة لـ"عكاظ" إن 4 أشخاص أصيبوا.'
    assert len(names(text, "4 أشخاص", outlet="okaz")) == 1
    assert names(text, "4 أشخاص", outlet="elsewhere")[0] == "Okaz"


def test_a_chain_goes_on_as_a_whole() -> None:
    text = "ونقلت قناة الميادين عن مصدر طبي أن شخصين توفيا. وأشار المصدر إلى إصابة 5 آخرين."
    assert names(text, "5 آخرين")[0] == "Al Mayadeen"
    assert len(names(text, "5 آخرين")) == 2


def test_a_verb_takes_a_speaker_of_its_gender() -> None:
    text = "قالت الوزارة في بيان إن الوضع مستقر. وقال الرئيس إنه يتابع الأمر. وأضافت أن 5 أشخاص أصيبوا."
    assert names(text, "5 أشخاص") == names(text, "الوضع مستقر")


def test_a_statement_behind_a_statement_wraps_it() -> None:
    text = "وأكد الجانبان أن 3 جنود قتلوا، بحسب بيان لوزارة الخارجية."
    assert names(text, "3 جنود")[0] == "Foreign Ministry"
    assert len(names(text, "3 جنود")) == 2


def test_a_suffix_with_the_same_teller_adds_nothing() -> None:
    text = "قال رئيس الوزراء نوري الهاشمي إن 9 أشخاص اعتقلوا، بحسب رئيس الوزراء."
    assert len(names(text, "9 أشخاص")) == 1


def test_what_follows_an_aside_of_attribution_is_the_outlets_own() -> None:
    text = "قتل 4 جنود في كمين، كما أعلن الجيش، من دون أن يعرف مصير 6 آخرين."
    assert names(text, "4 جنود") == ["army"]
    assert names(text, "6 آخرين") == []


def test_a_semicolon_does_not_end_a_scope() -> None:
    assert names("وقالت الشرطة إن الحافلة انقلبت؛ وأصيب 8 ركاب.", "8 ركاب") == ["police"]


def test_a_colon_runs_on_in_its_paragraph_only() -> None:
    text = "وقال المسعف: وصلنا مساء. وجدنا 3 قتلى.\nوتوفي رابع في المستشفى."
    assert names(text, "3 قتلى") != []
    assert names(text, "وتوفي رابع") == []


def test_a_lost_quotation_mark_does_not_swallow_the_report() -> None:
    text = 'وقال الضابط "نبحث عنهم. وأعلنت البلدية إصابة 6 عمال. وقالت "الشرطة" إن الطريق آمن.'
    assert names(text, "6 عمال") == ["municipality"]


def test_a_negated_saying_tells_nothing() -> None:
    assert names("ولم تعلن الشرطة مقتل 5 أشخاص.", "5 أشخاص") == []


def test_a_preposition_is_a_name_only_where_it_is_written_as_one() -> None:
    told = "وقال المتحدث باسم الشرطة {} الحسيني إن 5 أشخاص أصيبوا."
    (name,) = names(told.format("علي"), "5 أشخاص")
    assert name.startswith("Ali al-")


@pytest.mark.parametrize(
    ("words", "name", "kind", "anonymous"),
    [
        ("وزارة الداخلية السورية", "Syrian Interior Ministry", "government", False),
        ("المرصد السوري لحقوق الإنسان", "SOHR", "group", False),
        ("مصادر طبية", "medical sources", "medical", True),
        ("شهود عيان", "witnesses", "witness", True),
        ("وكالة الأنباء السعودية", "SPA", "agency", False),
        ("صحيفة نيويورك تايمز", "New York Times", "outlet", False),
        ("المتحدث باسم الجيش العراقي", "Iraqi army spokesman", "spokesperson", False),
        ("مسؤول أمني رفيع", "senior security official", "official", True),
        ("مدير المستشفى", "hospital director", "medical", False),
        ("ناشطون", "activists", "other", True),
        ("الجيش الإسرائيلي", "Israeli army", "military", False),
        ("مراقبون", "observers", "expert", True),
    ],
)
def test_who_is_meant(words: str, name: str, kind: str, anonymous: bool) -> None:
    (teller,) = read(f"وأعلن {words} أن الطريق مغلق.").scopes[0].tellers
    assert (teller.name, teller.type, teller.anonymous) == (name, kind, anonymous)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_marks_are_in_order_and_inside_their_sentence(pieces: list[str]) -> None:
    found = read(" ".join(pieces))
    for scope in found.scopes:
        sentence = found.parsed.sentences[scope.sentence]
        assert sentence.start <= scope.start < scope.end <= sentence.end
        assert scope.tellers == found.at(sentence, scope.start)
        assert all(teller.name and teller.name_ar for teller in scope.tellers)


@settings(max_examples=50)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
def test_asking_for_the_last_sentence_first_changes_nothing(pieces: list[str]) -> None:
    text = " ".join(pieces)
    forward, backward = read(text), read(text)
    if not forward.parsed.sentences:
        return
    ends = [(s, s.end - 1) for s in forward.parsed.sentences]
    there = [forward.at(s, p) for s, p in ends]
    back = [backward.at(backward.parsed.sentences[s.index], p) for s, p in reversed(ends)]
    assert there == back[::-1]


def test_a_hostile_text_is_read_in_line_with_its_length() -> None:
    def seconds(times: int) -> float:
        found = read('قال المصدر " إن محمد علي قتل بحسب الشرطة كما ' * times)
        for sentence in found.parsed.sentences:
            len(sentence.line)
        start = time.process_time()
        assert found.scopes is not None
        return time.process_time() - start

    seconds(50)
    assert seconds(4000) < 12 * max(seconds(1000), 0.05)
