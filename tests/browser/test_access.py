"""Everybody can read the pages: accessibility rules, keyboard, no sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Open = Callable[..., Any]

FOCUSABLE = "a[href],button,input,select,summary,[tabindex='0']"


def pages_of(folder: Path, fullest: Path) -> list[Path]:
    return [folder / "index.html", fullest, folder / "reports.html"]


def test_axe_finds_nothing_serious(
    opened: Open, examples: Path, fullest: Path, lang: str, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="NOT CHECKED: axe needs isnad[browser]")
    for path in pages_of(examples, fullest):
        page = opened(path, lang, width, scheme)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        found = axe.Axe().run(page).response["violations"]
        bad = [
            (v["id"], v["impact"], [(n["target"], n["any"][:1]) for n in v["nodes"]][:3])
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        assert bad == [], path.name


def test_the_page_never_scrolls_sideways(opened: Open, examples: Path, fullest: Path, lang: str, width: int) -> None:
    for path in pages_of(examples, fullest):
        page = opened(path, lang, width)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name


def test_the_keyboard_reaches_everything(opened: Open, examples: Path, lang: str) -> None:
    """Tab goes once over every control that is seen, and none keeps the focus for itself."""
    for path in (examples / "index.html", examples / "reports.html"):
        page = opened(path, lang)
        wanted = page.evaluate(
            f"""() => {{
                window.all = [...document.querySelectorAll("{FOCUSABLE}")].filter(
                    e => e.tabIndex >= 0 && e.checkVisibility({{visibilityProperty: true}}) && !e.closest('svg title'));
                const groups = new Set();
                window.all = window.all.filter(e => {{
                    if (e.type !== 'radio') return true;
                    const first = !groups.has(e.name); groups.add(e.name); return first;
                }});
                return window.all.length;
            }}"""
        )
        assert wanted > 5
        reached: set[int] = set()
        for _ in range(wanted * 2 + 10):
            page.keyboard.press("Tab")
            at = page.evaluate(
                """() => {
                    const e = document.activeElement, same = a => a === e || (e.type === 'radio' && a.name === e.name);
                    return window.all.findIndex(same);
                }"""
            )
            if at >= 0:
                reached.add(at)
            if len(reached) == wanted:
                break
        missed = page.evaluate(
            "reached => window.all.filter((e, i) => !reached.includes(i)).map(e => e.outerHTML.slice(0, 120))",
            sorted(reached),
        )
        assert missed == [], path.name


def test_tab_walks_over_the_whole_page_of_an_incident(opened: Open, fullest: Path, lang: str) -> None:
    """Every control that is seen gets the focus, in the order of the page, and the last one lets it go."""
    page = opened(fullest, lang)
    wanted = page.evaluate(
        f"""() => {{
            const radios = new Set();
            window.wanted = [...document.querySelectorAll("{FOCUSABLE}")].filter(e => {{
                if (e.tabIndex < 0 || !e.checkVisibility({{visibilityProperty: true}})) return false;
                if (e.type !== 'radio') return true;
                const first = !radios.has(e.name); radios.add(e.name); return first;
            }});
            window.seen = [];
            addEventListener('focusin', event => window.seen.push(event.target));
            return window.wanted.length;
        }}"""
    )
    assert wanted > 60
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
    missed = page.evaluate(
        """() => {
            const same = (a, b) => a === b || (a.type === 'radio' && b.type === 'radio' && a.name === b.name);
            return window.wanted.filter(e => !window.seen.some(s => same(e, s))).map(e => e.outerHTML.slice(0, 120));
        }"""
    )
    assert missed == []
    order = page.evaluate(
        "window.seen.slice(0, window.wanted.length).map(s => window.wanted.findIndex(e => e === s || "
        "(e.type === 'radio' && e.name === s.name)))"
    )
    assert order == sorted(order)
