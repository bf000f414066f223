"""Connecting by name or address, and what a navigator does besides standing for its entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from hypernav.documents.links import Link
from hypernav.errors import ForeignOrigin, HypernavError, NotAuthenticated, TemplateError, UnknownTarget
from hypernav.http import BearerAuth
from hypernav.navigator import Navigator, connect
from hypernav.options import Options
from tests import kinds
from tests.counting import Answer, Site, visiting
from tests.engine import session_of


@pytest.fixture
def site() -> Site:
    return kinds.site()


@pytest.fixture
def nav(site: Site) -> Iterator[Navigator]:
    with visiting(site) as nav:
        yield nav


# Connecting


def test_connecting_sends_nothing(nav: Navigator, site: Site):
    assert repr(nav) == f"Navigator(127.0.0.1, {nav.url}, nothing sent yet)"
    assert site.requests == []


def test_the_line_of_a_navigator_counts_requests(nav: Navigator):
    nav.load()
    assert repr(nav).endswith(", 1 request sent)")
    nav.go("/ids").load()
    assert repr(nav).endswith(", 2 requests sent)")


def test_a_navigator_is_its_entry(nav: Navigator):
    assert nav["name"] == nav.root["name"] == "Kinds"
    assert nav.orders is nav.root.orders
    assert "name" in nav
    assert set(dir(nav)) >= {"orders", "ledger", "go", "load"}
    assert nav._repr_mimebundle_() == nav.root._repr_mimebundle_()
    assert str(nav) == str(nav.root)


def test_a_navigator_that_was_not_read_shows_one_line(nav: Navigator):
    assert str(nav) == repr(nav)


def test_the_members_of_an_entry_that_is_a_list_are_the_navigators():
    with visiting(Site({"/": [{"id": 1}, {"id": 2}]})) as nav:
        assert [member["id"] for member in nav] == [1, 2]


def test_an_unknown_name_tells_the_nearest_and_how_to_reach_any_other():
    with pytest.raises(UnknownTarget) as caught:
        connect("launchdarky")
    assert str(caught.value).splitlines() == [
        "'launchdarky' is neither a URL nor the name of an API that is known here.",
        "  nearest    'launchdarkly'",
        "  known      insightvm, launchdarkly",
        '  any other  hypernav.connect("https://…") takes the address of any API',
    ]
    assert isinstance(caught.value, ValueError)


def test_there_is_no_sandbox_of_an_address():
    with pytest.raises(UnknownTarget) as caught:
        connect("https://acme.test", sandbox=True)
    assert str(caught.value) == ("There is no sandbox of 'https://acme.test'.\n  known      insightvm, launchdarkly")


def test_an_api_of_which_everybody_has_their_own_server_needs_its_address():
    with pytest.raises(UnknownTarget) as caught:
        connect("insightvm")
    lines = str(caught.value).splitlines()
    assert lines[0] == "The address of your InsightVM server is needed."
    assert lines[-1].startswith("  next       connect('insightvm', base_url=\"https://…\"), or set ")


def test_an_unknown_region_tells_those_there_are():
    with pytest.raises(UnknownTarget) as caught:
        connect("launchdarkly", region="mars")
    lines = str(caught.value).splitlines()
    assert lines[0] == "LaunchDarkly has no region 'mars'."
    assert "'eu'" in lines[1]
    assert "'federal'" in lines[1]


@pytest.mark.parametrize(
    "region, base", [("", "https://app.launchdarkly.com"), ("eu", "https://app.eu.launchdarkly.com")]
)
def test_a_region_chooses_the_base(region: str, base: str):
    with connect("launchdarkly", region=region) as nav:
        assert nav.root.url == base + "/api/v2"


def test_the_environment_may_name_the_server(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("INSIGHTVM_URL", "https://console.test:3780")
    with connect("insightvm") as nav:
        assert nav.root.url.startswith("https://console.test:3780/api/3")


@pytest.mark.parametrize("target", ["ftp://acme.test", "file:///etc/passwd", "https://", "https://a b/", "://x"])
def test_an_address_that_cannot_be_asked_is_refused_at_once(target: str):
    with pytest.raises((HypernavError, ValueError)):
        connect(target)


def test_credentials_in_an_address_become_credentials_and_are_never_shown(site: Site):
    with visiting(site) as plain, connect(plain.url.replace("http://", "http://ada:hunter2@")) as nav:
        assert nav.orders["total"] == 4
        assert {asked.headers["Authorization"] for asked in site.asked} == {"Basic YWRhOmh1bnRlcjI="}
        shown = f"{nav!r} {nav} {nav.root.url} {nav.orders!r} {nav.ledger} {nav.curl()} {nav.links}"
        assert "hunter2" not in shown
        assert "YWRhOmh1bnRlcjI" not in shown


# Where to go


@pytest.mark.parametrize(
    "address, variables, expected",
    [
        ("/orders", {}, "/orders"),
        ("orders", {}, "/orders"),
        ("/orders", {"page": 2}, "/orders?page=2"),
        ("/orders?page=2", {"status": "open"}, "/orders?page=2&status=open"),
        ("/orders#part", {"page": 2}, "/orders?page=2#part"),
        ("/orders", {"status": ["open", "new"]}, "/orders?status=open&status=new"),
        ("/orders", {"archived": True, "deep": False}, "/orders?archived=true&deep=false"),
        ("/orders", {"q": "a&b=c d"}, "/orders?q=a%26b%3Dc%20d"),
        ("/orders/{id}", {"id": 7}, "/orders/7"),
        ("/orders/{id}", {"id": "a/b"}, "/orders/a%2Fb"),
        ("/orders{?page,size}", {"page": 2}, "/orders?page=2"),
    ],
)
def test_going_to_an_address(address: str, variables: dict[str, Any], expected: str, nav: Navigator, site: Site):
    assert nav.go(address, **variables).url == nav.url + expected
    assert site.requests == []


@pytest.mark.parametrize(
    "reference", ["?", "?page=2", "x?", "x#", "#s", "", "../x", "//other.test/x", "https:x", "/./x"]
)
def test_an_address_a_link_and_a_request_of_one_reference_lead_to_one_url(reference: str, nav: Navigator):
    link = Link("next", reference, context=nav.root.url)
    assert nav.go(reference).url == link.url == session_of(nav).client.url(reference, base=nav.root.url)


def test_going_to_the_url_of_a_place_is_that_place(nav: Navigator):
    orders = nav.go("/orders")
    assert nav.go(orders.url) is orders


def test_going_along_a_link(nav: Navigator):
    assert nav.go(nav.links["orders"][0]) is nav.orders
    assert nav.go(nav.links["order"][0], id=3).url.endswith("/orders/3")


def test_a_template_that_has_no_such_variable(nav: Navigator):
    with pytest.raises(TemplateError) as caught:
        nav.go("/orders/{id}", key=3)
    assert str(caught.value).splitlines()[:2] == [
        "'key' is neither a variable of the link nor one of its properties.",
        "  variables  id",
    ]


def test_history_is_what_was_read_in_order(nav: Navigator):
    nav.orders.next.load()
    nav.go("/ids").load()
    nav.go("/orders").refresh()
    paths = [place.url.removeprefix(nav.url) for place in nav.history]
    assert paths == ["", "/orders", "/orders?page=2", "/ids", "/orders"]
    assert all(place.loaded for place in nav.history)


def test_the_ledger_tells_each_exchange(nav: Navigator):
    nav.go("/orders").load()
    with pytest.raises(HypernavError):
        nav.go("/broken").load()
    entries = list(nav.ledger)
    assert [(entry.method, entry.status) for entry in entries] == [("GET", 200), ("GET", 500)]
    assert str(nav.ledger).splitlines()[-1].startswith("2 requests, ")


# Other origins


def test_an_allowed_origin_is_asked_without_credentials():
    there = Site({"/": {"name": "there"}})
    with visiting(there) as foreign:
        here = Site({"/": {"_links": {"away": {"href": foreign.url}}}})
        with visiting(here, token="secret-token") as nav:
            with pytest.raises(ForeignOrigin):
                nav.away.load()
            assert there.requests == []
            assert nav.allow(foreign.url) is nav
            assert nav.away["name"] == "there"
        assert here.asked[0].headers["Authorization"] == "Bearer secret-token"
        assert "Authorization" not in there.asked[0].headers


@pytest.mark.parametrize("auth", [BearerAuth("other-token"), "other-token"])
def test_an_allowed_origin_may_have_credentials_of_its_own(auth: Any):
    there = Site({"/": {"name": "there"}})
    with visiting(there) as foreign, visiting(Site({"/": {}}), token="secret-token") as nav:
        nav.allow(foreign.url, auth=auth)
        assert nav.go(foreign.url)["name"] == "there"
    assert there.asked[0].headers["Authorization"] == "Bearer other-token"


# Settings


def test_headers_go_to_the_own_origin(site: Site):
    with visiting(site, headers={"X-Tenant": "acme"}) as nav:
        nav.load()
    assert site.asked[0].headers["X-Tenant"] == "acme"


@pytest.mark.parametrize(
    "given, expected",
    [
        ({"token": "abc"}, "Bearer abc"),
        ({"auth": "abc"}, "Bearer abc"),
        ({"auth": ("ada", "pass")}, "Basic YWRhOnBhc3M="),
        ({"auth": lambda method, url: {"Authorization": f"Custom {method}"}}, "Custom GET"),
    ],
)
def test_each_kind_of_credential_reaches_the_server(given: dict[str, Any], expected: str, site: Site):
    with visiting(site, **given) as nav:
        nav.load()
        assert "abc" not in repr(nav) + str(nav.ledger) + repr(nav.ledger)
    assert site.asked[0].headers["Authorization"] == expected


def test_the_accept_header_names_the_formats(nav: Navigator, site: Site):
    nav.load()
    assert "application/hal+json" in site.asked[0].headers["Accept"]
    assert "application/json" in site.asked[0].headers["Accept"]


def test_waits_are_announced_to_the_function_given():
    told: list[str] = []
    answers = (Answer({}, 503, {"Retry-After": "30"}), {"name": "later"})
    with visiting(Site({"/": answers}), announce=told.append, options=Options(max_wait=0)) as nav:
        with pytest.raises(HypernavError):
            nav.load()
        assert told == []


def test_documents_beyond_the_memory_are_read_again():
    site = Site({"/a": {"x": "a" * 600}, "/b": {"x": "b" * 600}})
    with visiting(site, options=Options(memory_bytes=6000)) as nav:
        nav.go("/a").load()
        nav.go("/b").load()
        assert (nav.go("/a").loaded, nav.go("/b").loaded) == (False, True)
        assert nav.go("/a")["x"] == "a" * 600
        assert site.requests == ["GET /a", "GET /b", "GET /a"]


def test_the_memory_counts_values_and_not_the_text_alone():
    site = Site({"/small": {"x": "s" * 3000}, "/values": {"x": [[]] * 1000}})
    with visiting(site, options=Options(memory_bytes=100_000)) as nav:
        nav.go("/small").load()
        nav.go("/values").load()
        assert (nav.go("/small").loaded, nav.go("/values").loaded) == (False, True)


@pytest.mark.parametrize("name", ["launchdarkly", "insightvm"])
def test_a_sandbox_needs_no_network_and_no_credentials(name: str):
    with connect(name, sandbox=True) as nav:
        assert repr(nav) == f"Navigator({name}, sandbox, nothing sent yet)"
        assert nav.load().status == 200
        assert repr(nav) == f"Navigator({name}, sandbox, 1 request sent)"
        assert " · sandbox" in str(nav).splitlines()[0]


def test_a_credential_given_beside_a_sandbox_is_checked_as_live():
    with pytest.raises(NotAuthenticated, match=r"^401"):
        connect("launchdarkly", sandbox=True, token="api-wrong").projects.load()
    with pytest.raises(NotAuthenticated, match=r"^401"):
        connect("insightvm", sandbox=True, auth=("nobody", "wrong")).sites.load()


def test_the_placeholder_of_the_documentation_is_no_token():
    with pytest.raises(ValueError, match="'…' stands for your own token in the documentation"):
        connect("https://api.acme.test", token="…")
