"""A name is a secret at every door where it stands, or at none: what a server, or a reader, writes under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hypernav.errors import HypernavError
from hypernav.navigation.resolving import read
from hypernav.navigator import Navigator
from tests.counting import Answer, Site, visiting
from tests.engine import node, session_of

VALUE = "v4lue-0a1b2c"
CREDENTIAL = "cr3dential-5d6e7f"
"""A value that a navigator hides wherever it stands, as long as it lives."""
SECRETS = """token access_token accessToken accesstoken refresh-token private_token secret client_secret password
new_password passwd pwd api_key apiKey apikey API_KEY privateKey secret_key jwt authorization oauth_verifier
code_verifier""".split()
SECRETS_IN_URLS = """signature X-Amz-Signature X-Amz-Credential auth sig sid sas session sessionid code key
subscription-key""".split()
HARMLESS = """author authority keyboard keyword tokenizer monkey primary_key sort_key public_key country_code
secretary passwordless nextPageToken page""".split()


def site(name: str) -> Site:
    target = f"/there?{name}={VALUE}&page=2"
    links = {"self": {"href": "/"}, "u": {"href": target}, "bad": {"href": f"/none?{name}={VALUE}"}}
    links["two"] = [{"href": target}, {"href": f"{target}0"}]  # type: ignore[assignment]  # several links
    more = {"_links": {"next": {"href": f"/there?{name}={VALUE}&page=3"}}, "items": [{"id": 1}]}
    it = {"id": 1, name: VALUE, "nested": [{name: VALUE}]}
    places = {"/": {"_links": links}, "/url": {"where_it_is": target}, "/there": more, "/it": it, "/list": [it, it]}
    return Site(places)


def message(act: Callable[[], Any]) -> str:
    with pytest.raises(HypernavError) as caught:
        act()
    return str(caught.value)


def pages(shown: Any) -> str:
    return "".join(shown._repr_mimebundle_().values())


def edited(nav: Navigator, name: str) -> Any:
    draft = nav.go("/it").edit()
    draft[name] = f"{VALUE}-new"
    return draft


URLS: dict[str, Callable[[Navigator, str], str]] = {
    "the table of links": lambda nav, name: str(nav.links),
    "a link": lambda nav, name: repr(nav.links["u"][0]),
    "the page of relations": lambda nav, name: pages(nav),
    "one line of a place not read": lambda nav, name: repr(nav.go(nav.links["u"][0])),
    "one line of a place": lambda nav, name: repr(nav.u.load()),
    "the heading": lambda nav, name: pages(nav.u.load()),
    "the document": lambda nav, name: repr(read(node(nav.u)).document),
    "paging": lambda nav, name: str(nav.u.load().paging),
    "a page": lambda nav, name: repr(next(iter(nav.u.load().pages()))),
    "the ledger": lambda nav, name: (nav.u.load(), repr(nav.ledger))[1],
    "the entries of the ledger": lambda nav, name: (nav.u.load(), repr(list(nav.ledger)))[1],
    "curl": lambda nav, name: nav.u.curl(),
    "an error": lambda nav, name: message(nav.bad.load),
    "an error of several links": lambda nav, name: message(nav.two.load),
    "an expression to paste": lambda nav, name: message(lambda: nav.go("/url").load().where_it_is),
    "what was asked for": lambda nav, name: message(lambda: nav.go("/none", **{name: VALUE}).load()),
    "the request of a search": lambda nav, name: str(nav.go("/there", **{name: VALUE}).where(x=1).request()),
}
DATA: dict[str, Callable[[Navigator, str], str]] = {
    "the data of a page": lambda nav, name: pages(nav.go("/it")),
    "the members of a page": lambda nav, name: pages(nav.go("/list")),
    "a table": lambda nav, name: pages(nav.go("/list").table("id", name)),
    "a search": lambda nav, name: repr(nav.go("/list").where(**{name: VALUE})),
    "an expression of a search": lambda nav, name: repr(nav.go("/list").where(name).is_(VALUE)),
    "the preview of a draft": lambda nav, name: pages(edited(nav, name).preview()),
    "curl of a draft": lambda nav, name: edited(nav, name).curl(),
}


@pytest.mark.parametrize("door", URLS)
@pytest.mark.parametrize("name", SECRETS + SECRETS_IN_URLS)
def test_a_secret_of_a_url_is_shown_at_no_door(name, door):
    with visiting(site(name), "/") as nav:
        nav.load()
        shown = URLS[door](nav, name)
    assert VALUE not in shown
    assert "[hidden]" in shown or "$" in shown


@pytest.mark.parametrize("door", URLS)
@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_no_secret_of_a_url_is_shown_at_every_door(name, door):
    with visiting(site(name), "/") as nav:
        nav.load()
        shown = URLS[door](nav, name)
    assert f"{name}={VALUE}" in shown or f"{name}='{VALUE}'" in shown
    assert "[hidden]" not in shown


@pytest.mark.parametrize("door", DATA)
@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_of_data_is_shown_at_no_door(name, door):
    with visiting(site(name), "/") as nav:
        shown = DATA[door](nav, name)
    assert VALUE not in shown
    assert "[hidden]" in shown or "$" in shown


@pytest.mark.parametrize("door", DATA)
@pytest.mark.parametrize("name", SECRETS_IN_URLS + HARMLESS)
def test_what_is_no_secret_of_data_is_shown_at_every_door(name, door):
    with visiting(site(name), "/") as nav:
        shown = DATA[door](nav, name)
    assert VALUE in shown
    assert "[hidden]" not in shown


@pytest.mark.parametrize("name", ["Authorization", "X-Api-Key", "Cookie", "X-Session-Id", "Private-Token"])
def test_a_header_that_is_a_credential_is_shown_at_no_door(name):
    with visiting(site(name), "/", headers={name: CREDENTIAL}) as nav:
        nav.load()
        shown = nav.root.curl() + repr(nav.ledger) + repr(vars(session_of(nav).client)) + pages(nav)
    assert CREDENTIAL not in shown


@pytest.mark.parametrize("name", ["Idempotency-Key", "X-Author", "Accept"])
def test_another_header_is_written_down(name):
    with visiting(site(name), "/", headers={name: VALUE}) as nav:
        assert f"{name}: {VALUE}" in nav.root.curl()


TOKEN = "s3cret-token-71-of-mine"
REPEATED: dict[str, Any] = {
    "/key": {TOKEN: 1, "a": 2},
    "/columns": [{TOKEN: 1, "name": "n"}],
    "/values": [{"id": 1, "name": TOKEN}],
    "/relations": {"_links": {TOKEN: {"href": "/x"}}},
}
BY_VALUE: dict[str, Callable[[Navigator], str]] = {
    "a member": lambda nav: pages(nav.go("/key")),
    "a column": lambda nav: pages(nav.go("/columns")),
    "a relation": lambda nav: pages(nav.go("/relations")),
    "a column of a table": lambda nav: pages(nav.go("/columns").table()) + str(nav.go("/columns").table(TOKEN)),
    "a field that is not there": lambda nav: message(lambda: nav.go("/key")["nosuch"]),
    "a relation that is not there": lambda nav: message(lambda: nav.go("/relations").follow("s3cret").load()),
    "a column that is not there": lambda nav: message(lambda: nav.go("/columns").table("nosuch")),
    "a column of a frame that is not there": lambda nav: message(lambda: nav.go("/columns").frame("nosuch")),
    "fields of members": lambda nav: message(lambda: nav.go("/columns").find(nosuch=1)),
    "the nearest member": lambda nav: message(lambda: nav.go("/values").find(name=f"{TOKEN[:-1]}x")),
    "the nearest member of a search": lambda nav: message(lambda: nav.go("/values").where(id=1).find(name=TOKEN[:-1])),
    "an error page": lambda nav: pages(nav.go("/none")),
}


@pytest.mark.parametrize("place", BY_VALUE)
def test_the_reader_s_own_credential_is_shown_nowhere_where_it_is_a_name(place):
    def refused(request: Any) -> Any:
        body = {"code": TOKEN, "_links": {TOKEN: {"href": "/x"}}, "errors": {TOKEN: TOKEN}}
        return Answer(body, 404, {"X-Request-Id": TOKEN})

    with visiting(Site(REPEATED, otherwise=refused), "/", token=TOKEN) as nav:
        shown = BY_VALUE[place](nav)
    assert TOKEN not in shown
    assert "[hidden]" in shown
