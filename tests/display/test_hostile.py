"""Whatever a server writes, a display's structure is that of harmless text."""

from __future__ import annotations

import unicodedata
from functools import cache

import html5lib
import pytest

from hypernav.display.html import render_html
from hypernav.display.text import render_text
from hypernav.options import Options
from tests.display.pages import OPTIONS, SLOTS, full_view
from tests.display.payloads import PAYLOADS

_HTML = "{http://www.w3.org/1999/xhtml}"


def structure(markup: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Return every element with its attributes, in order, as an HTML parser sees them."""
    tree = html5lib.parseFragment(markup, namespaceHTMLElements=True)
    return [(str(part.tag).removeprefix(_HTML), tuple(sorted(part.attrib.items()))) for part in tree.iter()]


@cache
def harmless(slot: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    return structure(render_html(SLOTS[slot]("harmless"), OPTIONS))


def test_there_are_at_least_250_payloads():
    assert len(PAYLOADS) >= 250


@pytest.mark.parametrize("slot", SLOTS)
def test_no_payload_changes_an_element_or_an_attribute(slot):
    expected = harmless(slot)
    changed = [text[:60] for text in PAYLOADS if structure(render_html(SLOTS[slot](text), OPTIONS)) != expected]
    assert changed == []


@pytest.mark.parametrize("slot", SLOTS)
def test_no_payload_reaches_the_text_unescaped(slot):
    for text in PAYLOADS:
        shown = render_text(SLOTS[slot](text), OPTIONS)
        assert _dangerous(shown) == set(), text[:60]
        assert len(shown) < 40_000, text[:60]


@pytest.mark.parametrize("slot", SLOTS)
def test_no_payload_reaches_the_html_with_control_or_direction_characters(slot):
    for text in PAYLOADS:
        assert _dangerous(render_html(SLOTS[slot](text), OPTIONS)) == set(), text[:60]


def test_a_parser_finds_no_error_in_the_html_of_any_payload():
    parser = html5lib.HTMLParser(strict=True)
    for text in PAYLOADS:
        parser.parseFragment(render_html(full_view(text), OPTIONS))


def test_the_same_text_is_read_back_by_a_parser():
    text = """<b>&amp; "quoted" 'single' $x$ </details>"""
    tree = html5lib.parseFragment(render_html(full_view(text), OPTIONS), namespaceHTMLElements=False)
    cells = ["".join(cell.itertext()) for cell in tree.iter("td")]
    assert text in cells


@pytest.mark.parametrize("key", [1, 2.5, None, True, (1, 2)])
def test_keys_that_are_no_strings_are_shown(key):
    view = SLOTS["look value"]("x")
    assert render_html(view, OPTIONS)
    shown = SLOTS["look key"](key)
    assert str(key) in render_text(shown, OPTIONS)


def test_nothing_of_the_forbidden_is_ever_there():
    for text in PAYLOADS:
        parts = structure(render_html(full_view(text), OPTIONS))
        tags = {tag for tag, _ in parts}
        names = {name for _, attributes in parts for name, _ in attributes}
        assert tags <= _TAGS, text[:60]
        assert names <= {"class", "open", "scope"}, text[:60]


def test_a_hostile_text_cannot_grow_beyond_the_bound():
    for text in PAYLOADS:
        assert len(render_html(full_view(text), Options(html_bytes=8_000)).encode()) <= 8_000, text[:60]


_TAGS = set(
    "DOCUMENT_FRAGMENT div style p details summary table caption thead tbody tr th td b span code ul li".split()
)


def _dangerous(text: str) -> set[str]:
    return {
        character
        for character in set(text)
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        and character not in "\n\u200c\u200d"
    }
