"""The list of incidents: search in both scripts, facets, order, and addresses that bring a view back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from isnad.export.dossier import write_dossier
from isnad.model.incident import Incident, Member, When, Where
from isnad.model.record import Record

Open = Callable[..., Any]
SEEN = "[...document.querySelectorAll('.incidents tbody tr')].filter(r => !r.hidden).map(r => r.dataset.id)"


@pytest.mark.parametrize("words", ["Palmyra", "palmyra", "تدمر", "تَدْمُر", "تـدمـر", "حمص تدمر"])
def test_search_knows_both_scripts_whatever_the_page_speaks(
    opened: Open, examples: Path, fullest: Path, lang: str, words: str
) -> None:
    page = opened(examples / "index.html", lang)
    page.locator("#find").fill(words)
    found = page.evaluate(SEEN)
    assert fullest.stem in found
    assert page.locator("#hits").inner_text() == str(len(found))
    page.locator("#find").fill("zzzz قققق")
    assert page.evaluate(SEEN) == []
    assert page.locator("#none").is_visible()


def test_search_folds_what_readers_write_in_several_ways(opened: Open, examples: Path) -> None:
    page = opened(examples / "index.html", "ar")
    for written, meant in [("السخنه", "السخنة"), ("١٨", "18"), ("مسلَّح", "مسلح"), ("الامن", "الأمن")]:
        page.locator("#find").fill(meant)
        found = page.evaluate(SEEN)
        assert found, meant
        page.locator("#find").fill(written)
        assert page.evaluate(SEEN) == found, written


def test_facets_narrow_and_their_numbers_say_what_is_left(opened: Open, examples: Path, width: int) -> None:
    page = opened(examples / "index.html", "en", width)
    everything = page.evaluate(SEEN)
    page.evaluate("document.querySelector('.facets').open = true")
    for box in page.locator(".facets input").all():
        count = int(box.evaluate("b => b.closest('label').querySelector('.count').textContent"))
        box.check()
        found = page.evaluate(SEEN)
        assert len(found) == count
        assert 0 < len(found) <= len(everything)
        address = page.evaluate("location.hash")
        again = opened(examples / "index.html", "en", width, at=address[1:])
        assert again.evaluate(SEEN) == found
        page.locator("#clear").click()
        assert page.evaluate(SEEN) == everything


def test_the_list_sorts_both_ways(opened: Open, examples: Path) -> None:
    page = opened(examples / "index.html")
    killed = "[...document.querySelectorAll('.incidents tbody tr')].map(r => Number(r.dataset.sKilled))"
    page.locator("[data-sort=killed]").click()
    down = page.evaluate(killed)
    assert down == sorted(down, reverse=True)
    page.locator("[data-sort=killed]").click()
    assert page.evaluate(killed) == sorted(down)
    assert page.locator("th[aria-sort=ascending]").count() == 1
    assert page.evaluate("location.hash") == "#sort=killed&lang=en"


def test_a_point_with_several_incidents_narrows_the_list_to_them(opened: Open, tmp_path: Path) -> None:
    member = Member(id="r", outlet=None, published=None, role="covers", origin_family="f", toll={})
    places = {"one": (34.5, 38.2), "two": (34.5, 38.2), "far": (36.0, 40.0)}
    records = [
        Record(
            incident=Incident(
                id=name,
                kind="explosion",
                title={},
                date=When(),
                site=Where(lat=lat, lon=lon),
                members=(member,),
                claims=(),
            ),
            toll=(),
            rules={},
            conflicts=(),
            statements=(),
        )
        for name, (lat, lon) in places.items()
    ]
    write_dossier(tmp_path / "out", records, {}, [], version="1", overwrite=True)
    page = opened(tmp_path / "out" / "index.html")
    assert page.locator("[data-spot]").count() == 1
    page.locator("[data-spot]").dispatch_event("click")
    assert page.evaluate(SEEN) == ["one", "two"]
    assert page.evaluate("[...document.querySelectorAll('a.out')].map(a => a.dataset.dot)") == ["far"]


def test_a_language_in_the_address_stays_there(opened: Open, examples: Path) -> None:
    page = opened(examples / "index.html", "ar")
    page.locator("#find").fill("a")
    assert "lang=ar" in page.evaluate("location.hash")
    page.locator("[data-lang=en]").click()
    assert page.evaluate("location.hash").count("lang=") == 1
    assert "lang=en" in page.evaluate("location.hash")
    page.reload()
    assert page.evaluate("document.documentElement.lang") == "en"
