"""What a person meets in JupyterLab: the tour, TAB, displays in both themes, hostile servers, untrusted notebooks."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hypernav.apis.launchdarkly.search import FLAGS
from hypernav.sandbox.server import Server
from tests.browser.contrasts import contrasts
from tests.browser.displays import ERROR, LOOK, TABLE
from tests.browser.hostile_site import PAGES, hostile_site
from tests.browser.lab import DARK, LIGHT, Lab, Notebook, notebook, saved

pytestmark = pytest.mark.browser

_CONNECT = """import hypernav as hn
%load_ext hypernav
ld = hn.connect("launchdarkly", sandbox=True)
ld.projects.load()
ld"""
_DISPLAYS = (
    'shop = ld.projects.find(key="default")\nshop',
    "shop.flags",
    'shop.flags.table("key", "name", "temporary", "_version")',
    'ld.go("/api/v2/projects/nowhere")',
)
_VISITS = (
    "for n in range(%d): display(api.go(f'/page/{n}'), api.go(f'/error/{n}'), api.go(f'/page/{n}').table())",
    "for n in range(%d): print(api.go(f'/page/{n}').links, api.go(f'/page/{n}').paging, api.ledger)",
    """for n in range(%d):
    try:
        api.go(f"/error/{n}").load()
    except hn.HypernavError:
        get_ipython().showtraceback()""",
)
_ACTIVE = "script,img,image,iframe,object,embed,svg,math,form,input,button,link,base,meta,video,audio,marquee"


@pytest.fixture(scope="module")
def lab(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    if importlib.util.find_spec("jupyterlab") is None:
        pytest.skip("JupyterLab is not installed")
    running = Lab(tmp_path_factory.mktemp("lab"))
    yield running
    running.close()


@pytest.fixture(scope="module")
def context(browser: Any) -> Iterator[Any]:
    """Return one browser profile for all pages, so that JupyterLab is loaded once."""
    made = browser.new_context(viewport={"width": 1280, "height": 1000})
    yield made
    made.close()


@pytest.fixture(scope="module")
def tour(lab: Lab, context: Any, root: Path) -> Iterator[Notebook]:
    """Return the tour after all its cells were run."""
    content = json.loads((root / "notebooks" / "00-tour.ipynb").read_text(encoding="utf-8"))
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    with lab.opened(context, content) as opened:
        opened.run_all()
        yield opened


@pytest.fixture(scope="module")
def _desk(lab: Lab, context: Any) -> Iterator[Notebook]:
    """Return a notebook with displays of all kinds and an empty cell at its end."""
    with lab.opened(context, notebook([_CONNECT, *_DISPLAYS, ""])) as opened:
        opened.run_all()
        yield opened


@pytest.fixture
def desk(_desk: Notebook) -> Notebook:
    """Return the desk in front: Chromium slows down pages that nobody sees."""
    _desk.page.bring_to_front()
    return _desk


@pytest.fixture(params=["jedi on", "jedi off"])
def typing(request: pytest.FixtureRequest, desk: Notebook) -> Notebook:
    desk.run(f"%config Completer.use_jedi = {request.param == 'jedi on'}")
    return desk


def sent(desk: Notebook) -> int:
    """Return how many requests were sent so far."""
    return int(desk.run("ld.ledger.count").inner_text())


def tour_cells(root: Path) -> list[dict[str, Any]]:
    return list(json.loads((root / "notebooks" / "00-tour.ipynb").read_text(encoding="utf-8"))["cells"])


def test_the_tour_shows_a_result_below_every_cell(tour, root):
    cells = tour_cells(root)
    shown = [tour.outputs(place).count() for place in range(len(cells))]
    expected = [len(cell.get("outputs", ())) for cell in cells]
    assert sum(expected) > 15
    assert shown == expected


def test_the_tour_shows_places_as_displays(tour, root):
    rich = [
        place
        for place, cell in enumerate(tour_cells(root))
        if any("text/html" in output.get("data", ()) for output in cell.get("outputs", ()))
    ]
    assert len(rich) > 4
    assert [tour.outputs(place).locator(".hypernav").count() for place in rich] == [1] * len(rich)


def test_the_tours_errors_are_the_readers_own_line_and_the_message(tour, root):
    failing = [
        (place, output["ename"])
        for place, cell in enumerate(tour_cells(root))
        for output in cell.get("outputs", ())
        if output["output_type"] == "error"
    ]
    assert len(failing) > 2
    for place, name in failing:
        text = tour.outputs(place).inner_text()
        assert text.count("---->") == 1
        assert "Cell In[" in text
        assert f"\n{name}: " in text
        assert "File " not in text
        assert "hypernav/" not in text


def test_the_tour_makes_the_page_complain_of_nothing(tour):
    assert (tour.errors, tour.dialogs, tour.strangers) == ([], [], [])


@pytest.mark.parametrize(
    ("code", "offered"),
    [
        ("ld.", {"projects", "members", "teams", "caller_identity", "find", "ledger"}),
        ("ld.projects.", {"self", "find", "table", "pages"}),
        ("shop.", {"environments", "self", "flags", "auditlog", "refresh"}),
        ("shop.environments.", {"find", "load", "url"}),
        ("ld.teams.", {"find", "load", "url"}),
    ],
)
def test_tab_offers_the_relations_of_a_place_and_sends_nothing(typing, code, offered):
    before = sent(typing)
    assert offered - set(typing.complete(code)) == set()
    assert sent(typing) == before


def test_tab_looks_through_a_position_where_jedi_is_off(desk):
    desk.run("%config Completer.use_jedi = False")
    assert {"environments", "flags"} <= set(desk.complete("ld.projects[0]."))


def test_tab_in_brackets_offers_the_fields_and_sends_nothing(typing):
    before = sent(typing)
    assert {"totalCount", "items"} <= {text.strip("\"'") for text in typing.complete('ld.projects["')}
    assert sent(typing) == before


def test_tab_inside_a_search_offers_its_fields_and_the_operators_of_one_and_sends_nothing(typing):
    before = sent(typing)
    assert {"state", "tags", "creationDate"} <= set(typing.complete('shop.flags.where("'))
    assert set(typing.complete('shop.flags.where("state").')) == {
        each.identifier for each in FLAGS.operators_of("state")
    }
    assert sent(typing) == before


def test_shift_tab_and_a_question_mark_send_nothing_and_load_nothing(desk):
    before = sent(desk)
    assert "Resource" in desk.tip("ld.members")
    assert "Resource" in desk.run("ld.members?").inner_text()
    assert "Resource" in desk.run("ld.members??").inner_text()
    assert desk.run("ld.members.loaded").inner_text() == "False"
    assert sent(desk) == before


def test_sections_fold(desk):
    shown = desk.outputs(2).locator(".hypernav > details")
    assert shown.locator("> summary > b").all_inner_texts() == ["Relations", "Data", "Members", "Writes"]
    table = shown.nth(2).locator("table").first
    for state in ("hidden", "visible"):
        shown.nth(2).locator("> summary").click()
        table.wait_for(state=state)


def test_texts_stand_to_the_left_and_numbers_to_the_right(desk):
    aligned = desk.page.evaluate(
        "() => [...document.querySelectorAll('.hypernav th, .hypernav td')].map("
        "cell => [cell.classList.contains('hn-n'), getComputedStyle(cell).textAlign])"
    )
    assert {tuple(each) for each in aligned} == {(False, "left"), (True, "right")}


def test_captions_are_there_for_screen_readers_only(desk):
    table = desk.outputs(3).get_by_role("table", name="20 rows")
    assert table.count() == 1
    box = table.locator("caption").bounding_box()
    assert (box["width"], box["height"]) == (1, 1)


def test_what_a_section_holds_is_indented_alike_and_no_short_word_is_broken(desk):
    display = desk.outputs(1).locator(".hypernav")
    starts = display.locator("> details > :not(summary)").evaluate_all("parts => parts.map(part => part.offsetLeft)")
    assert len(starts) > 3
    assert len(set(starts)) == 1
    assert starts[0] > display.locator("summary").first.evaluate("part => part.offsetLeft")
    heads = desk.page.locator(".hypernav thead th").evaluate_all(
        "heads => heads.map(head => head.getBoundingClientRect().height / parseFloat(getComputedStyle(head).fontSize))"
    )
    assert max(heads) < 2


def test_an_expression_looks_like_text_not_like_a_box(desk):
    code = desk.outputs(0).locator(".hypernav code").first
    assert code.evaluate("code => [getComputedStyle(code).backgroundColor, getComputedStyle(code).padding]") == [
        "rgba(0, 0, 0, 0)",
        "0px",
    ]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_text_of_a_display_has_enough_contrast(desk, theme):
    desk.show_in(theme)
    try:
        found = contrasts(desk.page)
        background = desk.page.evaluate(
            "() => getComputedStyle(document.querySelector('.jp-Notebook')).backgroundColor"
        )
    finally:
        desk.show_in(LIGHT)
    assert (background == "rgb(255, 255, 255)") is (theme == LIGHT)
    assert len(found) > 100
    assert [(text, round(ratio, 2)) for text, ratio in found if ratio < 4.5] == []


def test_a_failed_look_shows_what_to_do_next(desk):
    shown = desk.outputs(4).locator(".hypernav")
    assert "404 Not Found" in shown.inner_text()
    assert shown.get_by_role("rowheader", name="next").count() == 1


def test_nothing_that_a_server_says_runs_asks_or_loads(lab, context):
    with Server(hostile_site()) as server:
        first = f"import hypernav as hn\n%load_ext hypernav\napi = hn.connect({server.url!r})\napi"
        content = notebook([first, *(cell % PAGES for cell in _VISITS), "api.ledger", ""])
        with lab.opened(context, content) as opened:
            opened.run_all()
            opened.complete("api.")
            opened.complete('api["')
            opened.tip("api.ledger")
            opened.page.evaluate(
                """() => { for (const part of document.querySelectorAll('.jp-OutputArea-output *'))
                for (const name of ['pointerover', 'mouseover', 'focus', 'toggle', 'error', 'load', 'begin'])
                    part.dispatchEvent(new Event(name, {bubbles: true})); }"""
            )
            opened.page.wait_for_timeout(300)
            assert opened.outputs(1).locator(".hypernav").count() == 3 * PAGES
            assert opened.outputs(3).get_by_text("Invalid").count() >= PAGES
            assert opened.page.locator(".jp-OutputArea-output").locator(_ACTIVE).count() == 0
            assert opened.page.evaluate("() => window.PWN") is None
            assert (opened.dialogs, opened.strangers, opened.errors) == ([], [], [])


def test_an_untrusted_notebook_still_shows_its_displays(lab, context):
    hostile = '<img src="x" onerror="window.PWN = 1"><script>window.PWN = 2</script>'
    displays = [("saved", [saved({"text/html": markup})]) for markup in (LOOK, TABLE, ERROR, hostile)]
    with lab.opened(context, notebook([*displays, ""])) as opened:
        assert opened.page.evaluate("() => window.PWN") is None
        assert opened.page.locator(".hypernav").count() == 3
        assert opened.page.locator(".hypernav style").count() == 0
        look = opened.outputs(0).locator(".hypernav")
        assert "launchdarkly · GET /api/v2/flags/default · 200 · sandbox" in look.inner_text()
        assert all(part.is_visible() for part in look.locator("> details > summary").all())
        assert all(part.is_visible() for part in look.locator("> details > table").all())
        assert look.locator("> details > table").count() == 3
        assert look.locator("caption").first.inner_text() == "17 relations, by evidence"
        assert min(ratio for _, ratio in contrasts(opened.page)) >= 4.5
        # The same markup from a cell that was run shows that the notebook above was untrusted indeed.
        opened.run(f"from IPython.display import HTML; display(HTML({hostile!r}))")
        opened.page.wait_for_function("() => window.PWN")
