"""One Chromium for all tests of a session, and pages that notice what a display must never do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest


@dataclass
class Visit:
    """Hold an open page and what it did."""

    page: Any
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """Return a running Chromium; skip where Playwright is not installed."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
        )
        yield running
        running.close()


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Return a function that opens HTML from a file."""
    contexts = []

    def opened(markup: str, **options: Any) -> Visit:
        file = tmp_path / f"display-{len(contexts)}.html"
        file.write_text(markup, encoding="utf-8", errors="surrogatepass")
        context = browser.new_context(viewport={"width": 1000, "height": 800}, **options)
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.on("dialog", lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()))
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        seen.page.on("console", lambda message: message.type == "error" and seen.errors.append(message.text))
        seen.page.goto(file.as_uri())
        assert seen.requests.pop(0) == file.as_uri()
        return seen

    yield opened
    for context in contexts:
        context.close()
