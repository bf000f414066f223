from __future__ import annotations

import pytest

from hypernav.display.html import render_html
from hypernav.options import Options
from tests.browser.themes import page
from tests.display.pages import full_view
from tests.display.payloads import PAYLOADS

pytestmark = pytest.mark.browser

_OPTIONS = Options(html_bytes=10_000)
_EVENTS = """() => {
  for (const part of document.querySelectorAll('*')) {
    for (const name of ['mouseover', 'pointerover', 'pointerenter', 'focus', 'click', 'toggle', 'error', 'load'])
      part.dispatchEvent(new Event(name, {bubbles: true, cancelable: true}));
    for (const attribute of part.attributes)
      if (attribute.name.startsWith('on') || attribute.name.startsWith('data-')) throw new Error(attribute.name);
  }
}"""


def test_no_payload_runs_asks_or_loads_anything(visit):
    displays = [render_html(full_view(text), _OPTIONS) for text in PAYLOADS]
    seen = visit(page("".join(displays)))
    seen.page.evaluate(_EVENTS)
    seen.page.wait_for_timeout(300)
    assert seen.page.locator(".hypernav").count() == len(PAYLOADS)
    assert seen.page.evaluate("() => window.PWN") is None
    assert (seen.dialogs, seen.requests, seen.errors) == ([], [], [])
    assert seen.page.title() == "display"


def test_payloads_change_no_element_that_a_browser_builds(visit):
    counting = """() => [...document.querySelectorAll('.hypernav')].map(
        part => [...part.querySelectorAll('*')].map(
            each => each.tagName + [...each.attributes].map(at => at.name)).join())"""
    texts = ["harmless", *(text for text in PAYLOADS if text.strip())]
    options = Options(html_bytes=100_000)
    shapes = visit(page("".join(render_html(full_view(text), options) for text in texts))).page.evaluate(counting)
    assert [text[:60] for text, shape in zip(texts, shapes, strict=True) if shape != shapes[0]] == []


def test_the_probe_itself_notices_a_display_that_runs(visit):
    seen = visit(page('<div class="hypernav"><img src="x" onerror="window.PWN=1;alert(1)"></div>'))
    seen.page.wait_for_function("() => window.PWN === 1")
    assert seen.dialogs == ["1"]
    assert seen.requests
