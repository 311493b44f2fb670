"""Marked text is the displayed text, whatever the spans; the stored text is never lost by it."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from isnad.export.shown import anchor, direction, marked, segments, shown, units

ALPHABET = st.one_of(
    st.sampled_from("ابتثجحخدةىئءؤ ،.\n\t\r<>&\"'َُِّـ٣٤\u200c\u200d\u200e\u202a\u202e\u202c\u2067\u2069"),
    st.sampled_from("abc 12👩🏽‍🚒🇸🇾é\u0301\x00\x85\ud800"),
    st.characters(),
)
TEXT = st.text(ALPHABET, max_size=60)
SPAN = st.tuples(st.integers(0, 70), st.integers(0, 70), st.sampled_from("pqrs"))


class Reader(HTMLParser):
    """What a browser's parser makes of a fragment: its text and its elements."""

    def __init__(self, fragment: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.lit: dict[str, str] = {}
        self._inside: list[str] = []
        self.feed(fragment)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = (dict(attrs).get("data-c") or "").split()

    def handle_endtag(self, tag: str) -> None:
        self._inside = []

    def handle_data(self, data: str) -> None:
        self.text += data
        for name in self._inside:
            self.lit[name] = self.lit.get(name, "") + data


def mark(text: str, spans: list[tuple[int, int, str]]) -> Reader:
    names = {name for _, _, name in spans}
    same = {name: name for name in sorted(names)}
    return Reader(str(marked(segments(text, spans), dict.fromkeys(same, "toll"), same)))


@given(TEXT, st.lists(SPAN, max_size=6))
def test_without_tags_and_entities_marked_text_is_the_displayed_text(
    text: str, spans: list[tuple[int, int, str]]
) -> None:
    read = mark(text, spans)
    assert read.text == shown(text)
    assert {tag for tag, _ in read.elements} <= {"mark"}


@given(TEXT, st.data())
def test_a_claim_lights_exactly_its_words(text: str, data: st.DataObject) -> None:
    spans = []
    for name in "pqrs":
        start = data.draw(st.integers(0, len(text)))
        spans.append((start, data.draw(st.integers(start, len(text))), name))
    read = mark(text, spans)
    for start, end, name in spans:
        assert read.lit.get(name, "") == "".join(units(text)[start:end])


@given(TEXT)
def test_a_unit_for_every_code_point(text: str) -> None:
    assert len(units(text)) == len(text)
    assert "".join(units(text)) == shown(text)


@given(TEXT)
def test_displayed_text_holds_nothing_that_leaks(text: str) -> None:
    display = shown(text)
    assert not set(display) & {chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0, 0x0D)}
    display.encode("utf-8")
    assert shown(display) == display


def test_joiners_and_marks_of_the_script_stay() -> None:
    for kept in ("مي\u200cروم", "قُتِلَ", "إصـابة", "٣\u200e–٥"):
        assert shown(kept) == kept


def test_line_ends_become_one() -> None:
    assert shown("سطر\r\nسطر\rسطر\n") == "سطر\nسطر\nسطر\n"


def test_a_mark_inside_a_word_adds_no_element_between_its_letters() -> None:
    html = str(marked(segments("وبمدينة", [(2, 7, "c")]), {"c": "when"}, {"c": "c"}))
    assert html == 'وب<mark class="f-when" data-c="c" tabindex="0">مدينة</mark>'


def test_overlapping_claims_share_the_words_they_share() -> None:
    parts = segments("abcdef", [(0, 4, "x"), (2, 6, "y")])
    assert [(p.text, p.claims) for p in parts] == [("ab", ("x",)), ("cd", ("x", "y")), ("ef", ("y",))]


def test_only_the_first_mark_of_a_claim_is_a_stop_for_the_keyboard() -> None:
    read = mark("abcdef", [(0, 6, "x"), (2, 4, "x")])
    assert [attrs.get("tabindex") for tag, attrs in read.elements if tag == "mark"].count("0") == 1


def test_direction_follows_most_letters_not_the_first() -> None:
    assert direction("CNN: قال مسؤول إن الطريق فُتح") == "rtl"
    assert direction("The town of تدمر was calm on Monday") == "ltr"
    assert direction("") == "ltr"


@given(TEXT)
def test_an_anchor_has_no_white_space(text: str) -> None:
    assert anchor(text)
    assert not any(char.isspace() for char in anchor(text))
