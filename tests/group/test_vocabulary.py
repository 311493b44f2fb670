"""Rare words tell events apart; the stock of the trade does not."""

from __future__ import annotations

from isnad.group.vocabulary import likeness, terms, vocabulary, weigh
from isnad.model.report import Report


def test_function_words_and_numbers_are_no_terms_and_the_headline_counts_twice() -> None:
    found, lead = terms(Report(id="a", text="سوق الأسماك\nقالت الشرطة في بيان إن 12 شخصا قتلوا قرب سوق الأسماك"))
    assert found == {"سوق": 3, "اسماك": 3}
    assert lead == {"سوق": 2, "اسماك": 2}


def test_likeness_is_symmetric_and_between_nothing_and_the_same() -> None:
    texts = ["متجر الأسماك قرب جامع الزهراء", "حافلة مدرسية قرب مصفاة النفط", "متجر الأسماك عند مصفاة النفط"]
    counted = [terms(Report(id=str(n), text=t))[0] for n, t in enumerate(texts)]
    known = vocabulary(counted)
    a, b, c = (weigh(found, known) for found in counted)
    assert round(likeness(a, a), 6) == 1
    assert likeness(a, b) == 0
    assert 0 < likeness(a, c) == likeness(c, a) < 1
    assert likeness(a, c, frozenset(a)) == 0


def test_a_word_of_every_report_weighs_less() -> None:
    counted = [terms(Report(id=str(n), text=f"مصفاة حريف{n}"))[0] for n in range(50)]
    weighed = weigh(counted[0], vocabulary(counted))
    assert weighed["مصفاه"] < max(weighed.values())
