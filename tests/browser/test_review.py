"""What is decided while reading becomes a file that `isnad decide --from` takes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from isnad.cli.main import main

Open = Callable[..., Any]


def test_decisions_made_on_the_page_are_taken_by_the_archive(
    opened: Open, fullest: Path, lang: str, tmp_path: Path
) -> None:
    page = opened(fullest, lang)
    assert page.locator("#tray").is_hidden()
    page.locator(".big:visible .opens").first.click()
    cards = page.locator("#drawer .card")
    cards.nth(0).locator("[data-act=accept]").click()
    cards.nth(1).locator("[data-act=correct]").click()
    cards.nth(1).locator("[name=low]").fill("5")
    cards.nth(1).locator("[name=high]").fill("4")
    cards.nth(1).locator("[name=reason]").fill("عُدّوا مرتين")
    cards.nth(1).locator("[type=submit]").click()
    assert page.locator("#tray-count").inner_text() == "1", "the highest is below the lowest"
    cards.nth(1).locator("[name=high]").fill("6")
    cards.nth(1).locator("[type=submit]").click()
    cards.nth(2).locator("[data-act=reject]").click()
    page.keyboard.press("Enter")
    assert page.locator("#tray-count").inner_text() == "2", "a decision without a reason is not noted"
    page.keyboard.type("an older figure")
    page.keyboard.press("Enter")
    cards.nth(0).locator("[data-act=accept]").click()
    page.reload()
    assert page.locator("#tray-count").inner_text() == "2", "kept over a reload, and the first taken back"
    page.locator(".report > summary").nth(1).click()
    page.locator("[data-part]").nth(1).click()
    with page.expect_download() as found:
        page.locator("#tray-save").click()
    file = tmp_path / "decisions.jsonl"
    found.value.save_as(file)
    wishes = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [w["act"] for w in wishes] == ["correct", "reject", "different"]
    assert wishes[0]["value"] == {"low": 5, "high": 6}
    examples = Path(__file__).parents[2] / "examples"
    place = str(tmp_path / "a.db")
    assert main(["add", str(examples), "--store", place, "--quiet"]) == 0
    assert main(["decide", "--from", str(file), "--store", place]) == 0
    page.locator("#tray-clear").click()
    assert page.locator("#tray").is_hidden()


def test_keys_decide_on_the_claim_one_stands_at(opened: Open, fullest: Path) -> None:
    page = opened(fullest)
    page.keyboard.press("x")
    assert page.locator("#drawer").is_hidden(), "no claim was chosen"
    page.keyboard.press("j")
    page.keyboard.press("a")
    assert page.locator("#tray-count").inner_text() == "1"
    assert page.locator("#drawer [data-act=accept]").first.get_attribute("aria-pressed") == "true"
    page.keyboard.press("j")
    page.keyboard.press("a")
    assert page.locator("#tray-count").inner_text() == "2", "the next claim, not the first again"


def test_two_incidents_of_the_list_are_said_to_be_one(opened: Open, examples: Path) -> None:
    page = opened(examples / "index.html")
    ids = page.evaluate("[...document.querySelectorAll('[data-join]')].map(b => b.dataset.join)")
    for n in (0, 1):
        page.locator("[data-join]").nth(n).click()
    assert page.evaluate("JSON.parse(localStorage.getItem('isnad-decisions'))[0].targets") == ids[:2]
    assert page.locator("[data-join][aria-pressed=true]").count() == 2
    page.locator("[data-join]").nth(0).click()
    assert page.locator("#tray").is_hidden()


def test_the_contents_follow_the_reader_and_stay_in_sight(opened: Open, fullest: Path, width: int) -> None:
    page = opened(fullest, width=width)
    page.evaluate("document.getElementById('where').scrollIntoView()")
    page.wait_for_function("document.querySelector('.toc [aria-current]')?.hash === '#where'")
    bar, toc, head = (page.locator(s).first.bounding_box() for s in (".bar", ".toc", "#where h2"))
    assert toc["y"] >= bar["y"] + bar["height"] - 1
    assert head["y"] >= toc["y"] + toc["height"] - 1
