"""What a person sees of a place: one line offline, a page after a look, an error page where looking failed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

import html5lib
import pytest

from hypernav.display.view import RelationsTable, Section
from hypernav.errors import AnswerWarning
from hypernav.navigation import view as showing
from hypernav.navigation.resolving import read
from hypernav.navigator import Navigator, connect
from hypernav.resource import Resource
from tests import kinds, strangers
from tests.counting import Site, visiting
from tests.engine import node


@pytest.fixture
def site() -> Site:
    return kinds.site()


@pytest.fixture
def nav(site: Site) -> Iterator[Navigator]:
    with visiting(site) as nav:
        yield nav


LINES = {
    "entry not loaded": "Resource(nav, not loaded)",
    "entry loaded": "Resource(GET /, 200)",
    "path of two hops": "Resource(nav.orders.next, not loaded)",
    "path by name": "Resource(nav.follow('Web Applications').follow('next-order'), not loaded)",
    "collection with its first page": "Resource(GET /orders, 200, 2 on this page)",
    "collection read to its end": "Resource(GET /orders, 200, 4 of 4 (the server's count))",
    "member with a link": "Resource(GET /orders/1, 200, summary)",
    "embedded document": "Resource(GET /orders/5, 200, summary)",
    "template without its value": "Resource(nav.order, not loaded)",
    "several links": "Resource(nav.help, not loaded)",
    "place that is text": "Resource(GET /text, 200)",
    "draft": "Draft(PUT /orders/3, 1 value changed, not sent)",
    "write that was done": "Done(PUT /orders/3, 200, 1 value changed)",
}


@pytest.mark.parametrize("kind", LINES)
def test_one_line_says_what_a_place_is(kind: str, nav: Navigator):
    assert repr(kinds.KINDS[kind](nav)) == LINES[kind]


PLACES = [name for name in kinds.KINDS if name not in ("error", "data", "history", "list of members", "link")]


NO_PAGES = ("page", "table")
NO_PAGES += ("request of a search", "field without its operator", "expression")


@pytest.mark.parametrize("kind", [name for name in PLACES if name not in NO_PAGES])
def test_showing_gives_text_and_html_twice_the_same(kind: str, nav: Navigator):
    place = kinds.KINDS[kind](nav)
    first = place._repr_mimebundle_()
    assert set(first) == {"text/plain", "text/html"}
    assert place._repr_mimebundle_() == first
    assert " at 0x" not in first["text/plain"] + first["text/html"]
    assert len(first["text/html"].encode()) <= 50_000
    parsed = html5lib.parseFragment(first["text/html"], namespaceHTMLElements=False)
    words = " ".join("".join(parsed.itertext()).split())
    for title in re.findall(r"^(?=\S)(Relations|Data|Members|Writes)\b", first["text/plain"], re.MULTILINE):
        assert title in words


def test_only_the_form_asked_for_is_made(nav: Navigator):
    assert set(nav._repr_mimebundle_(include={"text/plain"})) == {"text/plain"}
    assert set(nav._repr_mimebundle_(exclude={"text/html"})) == {"text/plain"}


def test_a_look_shows_address_status_relations_data_and_members(nav: Navigator):
    text = str(nav.go("/orders").load())
    lines = text.splitlines()
    assert lines[0] == "127.0.0.1 · GET /orders · 200"
    assert re.match(r"Relations  in-band   \.self  \.next", lines[1])
    assert "Data       total 4" in text
    assert "Members    2 of 4 (the server's count), more exist" in text


def test_a_last_page_does_not_promise_more(nav: Navigator):
    assert "more exist" not in str(nav.go("/ids").load())


@pytest.mark.parametrize("path", ["/broken", "/nothing"])
def test_looking_at_a_place_that_fails_shows_the_error_as_a_page(path: str, nav: Navigator):
    shown = nav.go(path)._repr_mimebundle_()
    assert re.match(r"(ResponseError|NotFound): (500|404)", shown["text/plain"])
    assert "asked by" in shown["text/plain"]
    assert "asked by" in shown["text/html"]


def test_looking_at_a_wrong_path_shows_the_nearest_relation(nav: Navigator):
    text = nav.ordres._repr_mimebundle_()["text/plain"]
    assert text.startswith("RelationNotFound: GET / has no relation 'ordres'.")
    assert ".orders" in text


def test_looking_at_a_foreign_origin_shows_how_to_allow_it(nav: Navigator):
    text = nav.elsewhere._repr_mimebundle_()["text/plain"]
    assert text.startswith("ForeignOrigin: https://elsewhere.test is not the origin of this API")
    assert 'nav.allow("https://elsewhere.test")' in text


# Every expression that a display prints can be pasted and works

SHOWN: dict[str, Callable[[], Site]] = {"shop": strangers.shop, "catalogue": strangers.catalogue, "kinds": kinds.site}


def expressions(place: Resource) -> list[str]:
    sections: tuple[Section, ...] = showing.page(node(place), read(node(place))).sections
    bodies = [section.body for section in sections if isinstance(section.body, RelationsTable)]
    return [row.expression for body in bodies for row in body.rows]


def paste(place: Resource, expression: str) -> object:
    typed = re.sub(r"=…", "='x'", expression).replace("…", "'x'")
    return eval(f"place{typed}", {"place": place})


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_stranger_shows_can_be_pasted(name: str):
    with visiting(SHOWN[name](), "/stac" if name == "catalogue" else "") as nav:
        printed = expressions(nav.root)
        assert len(printed) >= 5
        assert [each for each in printed if not paste(nav.root, each)] == []


@pytest.mark.parametrize(
    "api, path",
    [
        ("launchdarkly", "/api/v2"),
        ("launchdarkly", "/api/v2/projects"),
        ("launchdarkly", "/api/v2/projects/default"),
        ("launchdarkly", "/api/v2/flags/default"),
        ("insightvm", "/api/3"),
        ("insightvm", "/api/3/assets"),
        ("insightvm", "/api/3/assets/1"),
        ("insightvm", "/api/3/sites/1"),
    ],
)
def test_what_a_sandbox_shows_can_be_pasted(api: str, path: str):
    with connect(api, sandbox=True) as nav:
        place = nav.go(path)
        printed = expressions(place)
        assert printed
        for each in printed:
            assert paste(place, each)
            shown = each.replace('"', "&quot;")
            assert each in str(place) or "more" in str(place)
            assert shown in place._repr_mimebundle_()["text/html"] or each in place._repr_mimebundle_()["text/html"]


TOKEN = "sup3r/s3cret-value+9"
REPEATED = {
    "data": {"note": f"your token is {TOKEN}"},
    "URL in the data": {"again": "/things?t=" + quote(TOKEN, safe="")},
    "deep": {"request": {"header": f"Bearer {TOKEN}"}},
    "member": {"items": [{"id": 1, "note": TOKEN}], "total": 1},
    "link": {"_links": {"again": {"href": f"/things?t={quote(TOKEN, safe='')}", "title": TOKEN}}},
    "link with another credential": {"_links": {"again": {"href": "/things?access_token=abcdef123456"}}},
}


@pytest.mark.parametrize("where", REPEATED)
def test_a_credential_that_the_server_repeats_is_not_shown(where: str):
    with visiting(Site({"/": REPEATED[where]}), token=TOKEN) as nav:
        shown = nav.root._repr_mimebundle_()
        pages = [shown["text/plain"], shown["text/html"], str(nav.root.table())]
    for page in pages:
        assert not [part for part in ("s3cret", quote(TOKEN, safe=""), "abcdef") if part in page]
    assert "[hidden]" in shown["text/html"]


@pytest.mark.parametrize(
    "broken", [{"href": "/{?<b>}", "templated": True}, {"href": "/{", "templated": True}, {"href": "http://[x"}]
)
def test_a_link_that_nobody_can_read_is_shown_as_it_came_and_spoils_nothing(broken: dict[str, object]):
    with visiting(Site({"/": {"name": "Shop", "_links": {"broken": broken, "orders": {"href": "/orders"}}}})) as nav:
        shown = nav.root._repr_mimebundle_()["text/plain"]
    assert "Shop" in shown
    assert ".orders" in shown
    assert ".broken" in shown


def test_no_page_of_an_environment_shows_its_keys():
    ld = connect("launchdarkly", sandbox=True)
    environments = ld.projects.find(key="default").environments
    production = environments.find(key="production")
    pages = [*production._repr_mimebundle_().values(), *environments._repr_mimebundle_().values()]
    pages += [str(environments.table("key", "apiKey", "mobileKey"))]
    assert not any(production["apiKey"] in page or production["mobileKey"] in page for page in pages)


def test_members_under_a_name_with_dots_are_no_relation_besides():
    orders = {"total": 1, "_embedded": {"v1.orders": [{"id": 1}]}, "_links": {"self": {"href": "/orders"}}}
    with visiting(Site({"/orders": orders})) as nav:
        assert not any("v1.orders" in line for line in str(nav.go("/orders").load()).splitlines())


FLOOD = {"items": [{"id": 1}], "total": 9, "links": [{"rel": "item", "href": f"/{n}"} for n in range(10_001)]}
CUT = "More than 10,000 links; the first 10,000 are kept."


def test_what_was_left_out_stands_in_every_display_of_the_place():
    with visiting(Site({"/": FLOOD})) as nav:
        shown = nav.root._repr_mimebundle_()
        assert shown["text/plain"].count(CUT) == shown["text/html"].count(CUT) == 1
        assert f"Notes      {CUT}" in str(nav.root)
        assert CUT in str(nav.root.paging)
        assert CUT in str(nav.root.links)


def test_tables_and_frames_say_what_their_list_may_lack():
    footer = f"1 of 9 (the server's count), more may exist · {CUT}"
    with visiting(Site({"/": FLOOD})) as nav:
        search = nav.root.where(state="open")
        with pytest.warns(AnswerWarning, match="1 of 9 .the server's count., more may exist"):
            table = nav.root.table()
        assert table.footer == nav.root.frame().attrs["hypernav"] == footer
        with pytest.warns(AnswerWarning, match="1 of 9 .the server's count., more may exist"):
            table = search.table()
        assert table.footer == search.frame().attrs["hypernav"] == footer
        assert all(form.count(CUT) == 1 for form in search._repr_mimebundle_().values())


def test_a_notice_shows_no_credential_and_no_markup():
    rel = f"<b>{TOKEN}"
    broken = {"_links": {rel: {"href": "/{", "templated": True}}}
    with visiting(Site({"/": broken}), token=TOKEN) as nav:
        shown = nav.root._repr_mimebundle_()
    assert "Templates that cannot be read (RFC 6570): '<b>[hidden]'." in shown["text/plain"]
    assert "<b>[hidden]" not in shown["text/html"]
