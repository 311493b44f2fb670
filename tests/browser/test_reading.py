"""What a reader does: chooses a rule, a figure, its words; and what right-to-left text does to numbers."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

Open = Callable[..., Any]

RUNS = """() => {
    // Every number, range, code and date that must run from left to right, with the left edge of each character.
    const out = [];
    for (const box of document.querySelectorAll('bdi[dir=ltr]')) {
        if (!box.checkVisibility() || box.children.length) continue;
        const text = box.firstChild;
        if (!text || text.data.length < 2) continue;
        const edges = [];
        for (let i = 0; i < text.data.length; i++) {
            const range = document.createRange();
            range.setStart(text, i);
            range.setEnd(text, i + 1);
            const r = range.getClientRects()[0];
            edges.push(r ? [Math.round(r.left), Math.round(r.top)] : null);
        }
        out.push([text.data, edges]);
    }
    return out;
}"""


def test_numbers_and_ranges_run_left_to_right_in_both_languages(
    opened: Open, examples: Path, fullest: Path, lang: str, width: int
) -> None:
    for path in (fullest, examples / "index.html"):
        page = opened(path, lang, width)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        runs = page.evaluate(RUNS)
        assert any("–" in text for text, _ in runs)
        for text, edges in runs:
            for before, after in itertools.pairwise(edges):
                if before and after and before[1] == after[1]:
                    assert before[0] <= after[0], text


def test_a_day_in_words_reads_in_the_order_of_its_language(opened: Open, fullest: Path, lang: str) -> None:
    page = opened(fullest, lang)
    day, year = page.evaluate(
        """() => {
            const words = [...document.querySelectorAll('.where time span')].find(s => s.checkVisibility());
            const text = words.firstChild, at = s => {
                const range = document.createRange();
                range.setStart(text, text.data.indexOf(s));
                range.setEnd(text, text.data.indexOf(s) + s.length);
                return range.getClientRects()[0].left;
            };
            return [at('13'), at('2025')];
        }"""
    )
    assert (day < year) == (lang == "en")


def test_marks_do_not_move_a_letter(opened: Open, fullest: Path) -> None:
    """Every line of every report is as wide with its marks as it is without: no letter lost its joined form."""
    page = opened(fullest, "ar")
    widths = page.evaluate(
        """() => {
            document.querySelectorAll('details').forEach(d => { d.open = true; });
            const out = [];
            for (const text of document.querySelectorAll('[data-text]')) {
                const bare = text.cloneNode(false);
                bare.textContent = text.textContent;
                for (const box of [text, bare]) {
                    box.style.position = 'absolute'; box.style.whiteSpace = 'pre'; box.style.inlineSize = 'max-content';
                }
                text.parentNode.append(bare);
                out.push([text.getBoundingClientRect().width, bare.getBoundingClientRect().width,
                          text.querySelectorAll('mark').length]);
                bare.remove();
            }
            return out;
        }"""
    )
    assert sum(marks for _, _, marks in widths) > 50
    for marked, bare, _ in widths:
        assert abs(marked - bare) < 1


def test_a_rule_changes_the_answer_at_once_and_stands_in_the_address(opened: Open, fullest: Path, lang: str) -> None:
    page = opened(fullest, lang)

    def seen() -> list[str]:
        return list(
            page.evaluate(
                "[...document.querySelectorAll('.effect .big')].filter(b => b.checkVisibility()).map(b => b.innerText)"
            )
        )

    answers = {}
    for rule in page.evaluate("[...document.querySelectorAll('input[name=rule]')].map(r => r.value)"):
        page.locator(f"input[name=rule][value={rule}]").check()
        answers[rule] = seen()
        assert rule == "range" or page.evaluate("location.hash").endswith(f"rule={rule}")
    assert len(answers) >= 7
    assert answers["range"] != answers["acled"]
    assert len({len(figures) for figures in answers.values()}) == 1
    page = opened(fullest, lang, at="answer&rule=acled")
    assert seen() == answers["acled"]


def test_every_figure_ends_at_its_words(opened: Open, fullest: Path, lang: str, width: int) -> None:
    """Each link with claims opens their cards (the first fifty); each leads to the words, lit and in view."""
    page = opened(fullest, lang, width)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    page.evaluate("document.querySelectorAll('[data-ruled]').forEach(e => { e.hidden = false; })")
    count = page.evaluate("(window.links = [...document.querySelectorAll('[data-claims],a.opens,a.w')]).length")
    assert count > 60
    wrong = page.evaluate(
        """() => {
            const wrong = [];
            for (const link of window.links) {
                const one = link.getAttribute('href').replace('#claim-', '');
                const names = (link.dataset.claims || one).split(' ');
                link.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
                const drawer = document.getElementById('drawer');
                const cards = [...drawer.querySelectorAll('.card')];
                // the drawer shows fifty at a time
                const shown = Math.min(50, names.length);
                if (drawer.hidden || cards.length !== shown) wrong.push(['cards', link.outerHTML.slice(0, 99)]);
                cards.forEach((card, i) => {
                    const lit = [...document.querySelectorAll('[data-text] mark')]
                        .filter(m => m.dataset.c.split(' ').includes(names[i])).map(m => m.textContent).join('');
                    const quote = document.querySelector('#claim-' + CSS.escape(names[i]) + ' blockquote').textContent;
                    const words = card.querySelector('.ctx mark').textContent;
                    if (words !== lit || lit !== quote) wrong.push([names[i], lit]);
                });
            }
            return wrong;
        }"""
    )
    assert wrong == []
    page.evaluate("window.links[0].click()")
    page.locator("#drawer .card .go").first.click()
    page.wait_for_function("document.querySelector('[data-text] mark.lit')")
    inside = page.evaluate(
        """() => { const r = document.querySelector('[data-text] mark.lit').getBoundingClientRect();
                   return r.top >= 0 && r.bottom <= innerHeight && r.left >= 0 && r.right <= innerWidth; }"""
    )
    assert inside


def test_the_address_of_a_claim_opens_it(opened: Open, fullest: Path) -> None:
    name = opened(fullest).evaluate("document.querySelector('.card[id]').id")
    page = opened(fullest, "ar", at=name)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate(f"document.getElementById('{name}').classList.contains('lit')")
    assert page.locator("[data-text] mark.lit").first.is_visible()


def test_escape_closes_and_gives_the_focus_back(opened: Open, fullest: Path) -> None:
    page = opened(fullest)
    page.locator(".effect .big .opens").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#drawer").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#drawer").is_visible()
    assert page.evaluate("document.activeElement.matches('.big .opens')")


def test_language_and_theme_are_kept_from_page_to_page(opened: Open, examples: Path) -> None:
    page = opened(examples / "index.html", "en")
    page.locator("[data-lang=ar]").click()
    page.locator("[data-theme-switch]").click()
    page.locator(".list a").first.click()
    page.wait_for_load_state()
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dataset.theme]") == ["ar", "dark"]
