"""Pages of bad input in a browser: they open, say nothing on the console, and hold together."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from isnad.export.dossier import write_dossier
from isnad.model.claim import Claim, Evidence, Teller
from isnad.model.incident import Incident, Member, Reading, When, Where
from isnad.model.record import Conflict, ConflictValue, Record
from isnad.model.report import Report
from isnad.model.values import CasualtyValue, Count, DateValue, SiteValue, TextValue, Value

Open = Callable[..., Any]
NAME = '<b>"O\'Neil" & \u202eرجل\u202c \u200f)קול( \u2067x'
"""Markup, both quotes, an override, a mark, brackets of another script, an isolate that is never closed."""


def claim(report: str, number: int, kind: str, value: Value, quote: str, **more: Any) -> Claim:
    plain: dict[str, Any] = {"attribution": (), "stance": "asserted", "event": "main"}
    return Claim(
        claim=f"{report}-{number}",
        report=report,
        kind=kind,
        value=value,
        quoted=False,
        evidence=Evidence(0, len(quote), quote),
        rule="test",
        **{**plain, **more},
    )


def dossier(
    folder: Path, texts: dict[str, str], claims: list[Claim], *, outlet: str | None = None, **more: Any
) -> Path:
    counts = {c.report: c.value for c in claims if isinstance(c.value, CasualtyValue)}
    members = tuple(
        Member(
            id=name,
            outlet=outlet,
            published=None,
            role="covers",
            origin_family=f"f{i // 2}",
            toll={"killed": (Count(low=counts[name].low, high=counts[name].high),)} if name in counts else {},
        )
        for i, name in enumerate(texts)
    )
    plain: dict[str, Any] = {"title": {}, "kind": "unknown", "date": When(), "site": Where()}
    conflicts = more.pop("conflicts", ())
    incident = Incident(id="page", members=members, claims=tuple(claims), **{**plain, **more})
    record = Record(incident=incident, toll=(), rules={}, conflicts=conflicts, statements=())
    readings = {
        name: Reading(
            report=Report(id=name, text=text, outlet=outlet, language="ar"),
            claims=tuple(c for c in claims if c.report == name),
        )
        for name, text in texts.items()
    }
    write_dossier(folder, [record], readings, [], version="1", overwrite=True)
    return folder / "page.html"


def no_count(folder: Path) -> Path:
    return dossier(folder, {"r": "انفجار"}, [claim("r", 1, "mode", TextValue(summary="explosion"), "انفجار")])


def no_claim(folder: Path) -> Path:
    return dossier(folder, {"r": ""}, [])


def a_thousand(folder: Path) -> Path:
    text = "قتل خمسة"
    dead = CasualtyValue(effect="killed", low=5, high=5)
    return dossier(folder, {"r": text, "s": text}, [claim("r", i, "casualties", dead, text) for i in range(1000)])


def names(folder: Path) -> Path:
    teller = Teller(name=NAME, type=NAME, name_ar=NAME, anonymous=True)
    value = ConflictValue(value=NAME, value_ar=NAME, reports=("r",), claims=("r-1",), origins=1)
    return dossier(
        folder,
        {"r": NAME * 3, "s": NAME},
        [claim("r", 1, "mode", TextValue(summary=NAME), NAME, attribution=(teller, teller))],
        outlet=NAME,
        title={"en": NAME, "ar": NAME},
        kind=NAME,
        site=Where(name=NAME, name_ar=NAME, admin1=NAME, country="SYR", lat=35.0, lon=38.0, radius_m=5000),
        conflicts=(Conflict(about=NAME, kind="contradiction", values=(value, value), note=NAME, note_ar=NAME),),
    )


def nowhere(folder: Path) -> Path:
    text = "هناك"
    where = SiteValue(name="", name_ar="", precision="unknown", lat=float("nan"), lon=400.0)
    when = DateValue(low=None, high=None, raw="", part_of_day="soon")
    return dossier(
        folder, {"r": text}, [claim("r", 1, "event_site", where, text), claim("r", 2, "event_date", when, "")]
    )


def huge(folder: Path) -> Path:
    text = "قتل كثيرون"
    most = CasualtyValue(effect="killed", low=10**15, high=None)
    none = CasualtyValue(effect="killed", low=None, high=sys.maxsize, role=NAME, nationality=NAME)
    return dossier(
        folder,
        {"r": text, "s": text},
        [claim("r", 1, "casualties", most, text), claim("s", 1, "casualties", none, text)],
    )


@pytest.mark.parametrize("made", [no_count, no_claim, a_thousand, names, nowhere, huge], ids=lambda f: f.__name__)
def test_bad_input_makes_a_decent_page(
    opened: Open, tmp_path: Path, made: Callable[[Path], Path], lang: str, width: int
) -> None:
    path = made(tmp_path / "out")
    for file in (path, path.parent / "index.html"):
        page = opened(file, lang, width)
        assert page.locator("h1").inner_text().strip()
        assert page.evaluate("document.querySelectorAll('section h2').length") >= 1
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.querySelectorAll('img,iframe,object,embed,form').length") == 0
        assert page.evaluate("/NaN|undefined|\\bNone\\b/.test(document.body.innerText)") is False


def test_a_thousand_claims_open_at_once(opened: Open, tmp_path: Path) -> None:
    page = opened(a_thousand(tmp_path / "out"))
    page.evaluate(
        "[...document.querySelectorAll('[data-claims]')].find(a => a.dataset.claims.split(' ').length === 1000).click()"
    )
    assert page.locator("#drawer").is_visible()
    assert page.evaluate("document.querySelectorAll('#drawer .card').length") >= 50


def test_a_name_with_an_open_isolate_does_not_turn_what_follows(opened: Open, tmp_path: Path) -> None:
    """The word after a hostile name stands where it stands after a plain one."""
    page = opened(names(tmp_path / "out"), "en")
    assert page.evaluate("getComputedStyle(document.querySelector('.foot')).direction") == "ltr"
    text = page.evaluate("document.documentElement.outerHTML")
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_reading_goes_on_without_a_reading(opened: Open, tmp_path: Path) -> None:
    """A member whose report the caller does not have keeps its claims, without a text to light."""
    path = no_count(tmp_path / "first")
    assert path.is_file()
    found = claim("gone", 1, "mode", TextValue(summary="explosion"), "انفجار")
    member = Member(id="gone", outlet=None, published="2024-01-01", role="covers", origin_family="f", toll={})
    incident = Incident(
        id="page", title={}, kind="unknown", date=When(), site=Where(), members=(member,), claims=(found,)
    )
    record = Record(incident=incident, toll=(), rules={}, conflicts=(), statements=())
    assert msgspec.json.encode(record)
    write_dossier(tmp_path / "out", [record], {}, [], version="1", overwrite=False)
    page = opened(tmp_path / "out" / "page.html")
    page.locator("[data-claims],a.opens,a.w").first.click()
    assert page.locator("#drawer .card").count() == 1
