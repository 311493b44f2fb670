"""What stands beside the reading: keys, days, copying, print and reduced motion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Open = Callable[..., Any]
LIT = "[...document.querySelectorAll('.report .card.lit')].map(c => c.id)"


def test_keys_go_from_claim_to_claim_and_leave_fields_alone(opened: Open, examples: Path, fullest: Path) -> None:
    page = opened(fullest)
    order = page.evaluate("[...document.querySelectorAll('.report .card[id]')].map(c => c.id)")
    walked = []
    for key in "jjjk":
        page.keyboard.press(key)
        walked += page.evaluate(LIT)
    assert walked == [order[0], order[1], order[2], order[1]]
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    index = opened(examples / "index.html")
    index.keyboard.press("/")
    index.keyboard.type("jk")
    assert index.locator("#find").input_value() == "jk"


def test_the_record_as_of_a_day_hides_what_came_later(opened: Open, fullest: Path, lang: str) -> None:
    page = opened(fullest, lang)
    days = page.locator(".day").count()
    assert days > 1
    page.locator("#asof").select_option("1")
    assert page.locator(".day:visible").count() == 1
    page.locator("#asof").select_option(str(days))
    assert page.locator(".day:visible").count() == days


def test_the_answer_is_that_of_the_day_and_of_every_rule_again_after_it(opened: Open, fullest: Path, lang: str) -> None:
    page = opened(fullest, lang)
    days = page.locator("#asof option").count()
    strip = ".effect .big:visible"
    now = page.locator(strip).all_inner_texts()
    page.locator("#asof").select_option("1")
    then = page.locator(strip).all_inner_texts()
    told = page.evaluate("[...document.querySelectorAll(\".day[data-day='1'] .known .bit\")].map(e => e.innerText)")
    assert len(then) == len(now)
    assert then != now
    assert sum(figure.strip() != "–" for figure in then) == len(told)
    assert all(any(figure in text for text in told) for figure in then if figure.strip() != "–")
    assert page.evaluate("location.hash").endswith("asof=1")
    assert page.locator("p.then:visible").count() == 1
    assert opened(fullest, lang, at="answer&asof=1").locator(strip).all_inner_texts() == then
    page.locator("p.then:visible .now").click()
    assert page.locator(strip).all_inner_texts() == now
    assert page.locator("#asof").input_value() == str(days)
    page.locator("#asof").select_option("1")
    page.locator("input[name=rule][value=ged]").check()
    assert page.locator(".then:visible").count() == 0


def test_a_name_is_out_of_sight_wherever_the_page_says_it(opened: Open, fullest: Path, lang: str) -> None:
    page = opened(fullest, lang)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    box = page.locator("[data-veil]").first
    number = box.get_attribute("data-veil")
    places = page.locator(f"[data-p='{number}']")
    assert places.count() > 1
    name = page.locator(f"#people h3 [data-p='{number}']").inner_text()
    all_of = f"[...document.querySelectorAll(\"[data-p='{number}']\")]"
    sizes = f"{all_of}.map(e => getComputedStyle(e.querySelector('span')).fontSize)"
    assert "0px" not in page.evaluate(sizes)
    box.check()
    assert set(page.evaluate(sizes)) == {"0px"}
    assert name in page.locator("#people").inner_html()
    box.uncheck()
    assert "0px" not in page.evaluate(sizes)
    page.locator("#veil-all").check()
    people = page.locator("#people li").count()
    assert page.locator("#people h3 .veiled").count() == people == page.locator("[data-veil]:checked").count()


def test_words_and_source_are_copied_together(opened: Open, fullest: Path, lang: str) -> None:
    page = opened(fullest, lang)
    page.evaluate(
        """() => {
            const keep = text => { window.copied = text; return Promise.resolve(); };
            if (navigator.clipboard) navigator.clipboard.writeText = keep;
            document.execCommand = () => { window.copied = document.querySelector('textarea').value; return true; };
        }"""
    )
    page.locator(".effect .big .opens").first.click()
    card = page.locator("#drawer .card").first
    card.locator("[data-do=line]").click()
    page.wait_for_function("document.getElementById('said').textContent !== ''")
    copied = page.evaluate("window.copied")
    words, told, link = copied.rsplit("\n", 2)
    assert card.locator(".ctx mark").inner_text() in words
    assert told.startswith("— ")
    assert "#claim-" in link
    assert opened(fullest, lang, at=link.partition("#")[2]).evaluate(LIT) == [link.partition("#")[2]]


def test_a_printed_page_holds_the_texts_and_no_controls(opened: Open, fullest: Path) -> None:
    page = opened(fullest, "ar")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for gone in (".bar", ".toc", ".legend", ".small", "#drawer"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    assert page.locator("[data-text]:visible").count() == page.locator("[data-text]").count()
    assert page.locator(".effect .ruled:visible").count() == page.locator(".effect").count()


@pytest.mark.parametrize(("motion", "wanted"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_nothing_glides_for_who_asked_for_stillness(opened: Open, fullest: Path, motion: str, wanted: str) -> None:
    page = opened(fullest)
    page.emulate_media(reduced_motion=motion)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == wanted


def test_without_a_script_the_page_is_complete_in_its_first_language(chromium: Any, fullest: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(fullest.as_uri())
    assert page.locator(".effect .big:visible").count() == page.locator(".effect").count()
    link = page.locator(".effect .big .opens").first.get_attribute("href")
    assert page.locator(f"[id='{link.removeprefix('#')}']").count() == 1
    assert page.locator("h1 span[lang=ar]:visible").count() == 0
    context.close()
