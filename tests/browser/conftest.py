"""A headless Chromium of the system on the pages of examples/. Nothing is ever downloaded.

Without the `browser` extra or without Chromium these tests are skipped, and say so.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from isnad import api

ROOT = Path(__file__).parents[2]
Open = Callable[..., Any]


@pytest.fixture(params=("en", "ar"))
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=(1280, 390))
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(params=("light", "dark"))
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="NOT CHECKED: pages need isnad[browser]")
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("NOT CHECKED: pages in a browser need chromium (apt-get install chromium)")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of examples/."""
    folder = tmp_path_factory.mktemp("pages") / "dossier"
    readings, issues = api.read([ROOT / "examples"])
    api.export(folder, api.reconcile(readings), readings, issues)
    return folder


@pytest.fixture(scope="session")
def fullest(examples: Path) -> Path:
    """The page of the incident with the most reports."""
    return max(examples.glob("inc-*.html"), key=lambda p: p.stat().st_size)


@pytest.fixture
def opened(chromium: Any) -> Iterator[Open]:
    """Opens a page; at the end of the test nothing may have been logged, thrown or asked from the network."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def opening(path: Path, lang: str = "en", width: int = 1280, scheme: str = "light", at: str = "") -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: wrong.append(f"console: {m.text}"))
        page.on("pageerror", lambda e: wrong.append(f"error: {e}"))
        page.on("request", lambda r: wrong.append(f"request: {r.url}") if not r.url.startswith("file:") else None)
        page.goto(f"{path.as_uri()}#{at}&lang={lang}" if at else f"{path.as_uri()}#lang={lang}")
        return page

    yield opening
    for context in contexts:
        context.close()
    assert wrong == []
