from __future__ import annotations

import re

import pytest

from tests.browser.contrasts import contrasts
from tests.browser.displays import ALL, ERROR, LOOK, TABLE
from tests.browser.themes import page

pytestmark = pytest.mark.browser


def opened_all(markup):
    """Return a display with its folded parts open."""
    return markup.replace("<details>", "<details open>")


@pytest.mark.parametrize("theme", ["light", "dark", "none"])
def test_every_text_has_enough_contrast(visit, theme):
    found = contrasts(visit(page(opened_all(ALL), theme)).page)
    assert len(found) > 200
    assert [(text, round(ratio, 2)) for text, ratio in found if ratio < 4.5] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_row_below_the_pointer_keeps_its_contrast(visit, theme):
    drawn = visit(page(TABLE, theme)).page
    drawn.hover("tbody tr:nth-child(2)")
    assert min(ratio for _, ratio in contrasts(drawn)) >= 4.5


def test_forced_colours_keep_every_text_visible(visit):
    found = contrasts(visit(page(ALL), forced_colors="active").page)
    assert min(ratio for _, ratio in found) >= 4.5


def test_a_display_loads_nothing_and_complains_of_nothing(visit):
    seen = visit(page(ALL))
    assert (seen.requests, seen.dialogs, seen.errors) == ([], [], [])


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_every_summary_is_reached_and_turned_by_keyboard(visit, key):
    drawn = visit(page(LOOK)).page
    count = drawn.locator("summary").count()
    state = "() => [...document.querySelectorAll('summary')].map(part => part.parentElement.open)"
    drawn.evaluate("() => document.querySelectorAll('details').forEach(part => { part.open = true; })")
    reached = set()
    for _ in range(count + drawn.locator("a").count()):
        drawn.keyboard.press("Tab")
        reached.add(drawn.evaluate("() => [...document.querySelectorAll('summary')].indexOf(document.activeElement)"))
    assert reached - {-1} == set(range(count))
    for place in range(count):
        drawn.locator("summary").nth(place).focus()
        before = drawn.evaluate(state)[place]
        drawn.keyboard.press(key)
        assert drawn.evaluate(state)[place] is not before
        drawn.keyboard.press(key)


def test_a_focused_summary_is_outlined(visit):
    drawn = visit(page(LOOK)).page
    drawn.keyboard.press("Tab")
    assert drawn.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_folded_parts_say_how_much_they_hold(visit):
    drawn = visit(page(LOOK)).page
    folded = drawn.locator("details:not([open]) > summary")
    assert folded.all_inner_texts() == ["5 more relations", "18 more fields"]


@pytest.mark.parametrize("markup", [LOOK, ERROR, TABLE])
def test_without_its_style_a_display_says_the_same(visit, markup):
    drawn, bare = (
        visit(page(text)).page.locator(".hypernav").inner_text()
        for text in (opened_all(markup), opened_all(re.sub(r"<style>.*?</style>", "", markup)))
    )
    assert drawn.split() == bare.split()
    assert "launchdarkly · GET /api/v2/flags/default · 200 · sandbox" in bare or markup is not LOOK


def test_without_its_style_nothing_overlaps_or_leaves_the_page(visit):
    drawn = visit(page(re.sub(r"<style>.*?</style>", "", LOOK))).page
    boxes = [part.bounding_box() for part in drawn.locator("tr, summary, p").all() if part.is_visible()]
    assert all(box["x"] >= 0 and box["height"] > 0 for box in boxes)
    tops = [box["y"] for box in boxes]
    assert tops == sorted(tops)


def test_a_display_is_no_wider_than_a_narrow_cell(visit):
    drawn = visit(page(LOOK)).page
    drawn.set_viewport_size({"width": 400, "height": 800})
    assert drawn.evaluate("() => document.documentElement.scrollWidth") <= 400


def test_tables_are_tables_to_a_screen_reader(visit):
    drawn = visit(page(LOOK)).page
    assert drawn.get_by_role("table", name="10 rows").count() == 1
    assert drawn.get_by_role("columnheader", name="creationDate").count() == 1
    assert drawn.get_by_role("rowheader", name="field0", exact=True).count() == 1


def test_numbers_stand_to_the_right_and_texts_to_the_left(visit):
    drawn = visit(page(TABLE)).page
    aligned = drawn.evaluate(
        "() => [...document.querySelectorAll('tbody tr:first-child td')].map(part => getComputedStyle(part).textAlign)"
    )
    assert aligned[0] == "left"
    assert aligned[-1] == "right"


def test_a_link_leaves_no_opener_and_no_referrer(visit):
    anchor = visit(page(LOOK)).page.locator("a")
    assert anchor.count() == 1
    assert anchor.get_attribute("rel") == "noopener noreferrer"
    assert anchor.get_attribute("target") == "_blank"
