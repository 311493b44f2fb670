"""What an adverbial hangs on: the nearest predicate of its clause, and what closes a clause."""

from __future__ import annotations

import pytest

from isnad.extract.governor import governor
from isnad.extract.parsed import ParsedReport
from isnad.lang.pack import load_pack
from isnad.model.report import Report

PACK = load_pack("ar")

SENTENCES = [
    ("قتل ثلاثة عمال أمس في انفجار.", "أمس", ("event", "قتل")),
    ("وأمس قتل ثلاثة عمال في انفجار.", "أمس", ("event", "قتل")),
    ("قال مصدر أمس إن ثلاثة عمال قتلوا.", "أمس", ("statement", "قال")),
    ("قتل ثلاثة عمال السبت، بحسب ما أفادت مصادر طبية أمس، في هجمات متفرقة.", "أمس", ("statement", "أفادت")),
    ("زار الوزير موقع الانفجار أمس.", "أمس", ("other", "زار")),
    ("استضاف الوزير أمس وفدا بعد مقتل ثلاثة عمال.", "أمس", ("other", "استضاف")),
    ("شهدت المدينة أمس انفجارا عنيفا.", "أمس", ("event", "انفجارا")),
    ("وصلت فرق إلى الهجوم الذي جد أمس بالسوق.", "أمس", ("event", None)),
]


@pytest.mark.parametrize(("text", "word", "wanted"), SENTENCES)
def test_the_predicate(text: str, word: str, wanted: tuple[str, str | None]) -> None:
    parsed = ParsedReport(Report(id="t", text=text), PACK)
    sentence = parsed.sentences[0]
    segs = sentence.line.segs
    n = next(i for i, seg in enumerate(segs) if parsed.evidence(seg.start, seg.end).quote == word)
    found = governor(sentence, n)
    assert found is not None
    quote = parsed.evidence(segs[found.at].start, segs[found.at].end).quote
    assert (found.role, quote if wanted[1] else None) == wanted


def test_no_predicate_is_made_up() -> None:
    sentence = ParsedReport(Report(id="t", text="بغداد أمس. قتل عامل."), PACK).sentences[0]
    assert governor(sentence, 1) is None
