"""What r.links shows: the links of a server that writes a registered secret into them."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hypernav.errors import AmbiguousRelation, RelationNotFound, TemplateError
from hypernav.navigator import Navigator
from hypernav.profile import Place, Profile
from tests.counting import Site, visiting
from tests.engine import session_of

TOKEN = "s3cret-token-71"
HREF = f"/x?k={TOKEN}"
DOCUMENT = {
    "_links": {
        "self": {"href": "/"},
        "u": {"href": HREF, "note": TOKEN},
        "two": [{"href": HREF, "name": TOKEN}, {"href": f"/y/{TOKEN}", "name": "b"}],
        "needy": {"href": f"/z/{TOKEN}/{{id}}", "templated": True},
        "curies": [{"name": "c", "href": f"/docs/{TOKEN}/{{rel}}", "templated": True}],
        TOKEN: {"href": "/r"},
    },
    "items": [{"id": 1, "_links": {"self": {"href": "/i/1"}, "u": {"href": HREF}}}],
}


@pytest.fixture(params=["plain", "with a profile"])
def nav(request: pytest.FixtureRequest) -> Iterator[Navigator]:
    with visiting(Site({"/": DOCUMENT}), "/", token=TOKEN) as nav:
        if request.param != "plain":
            derived = {"own": f"/own/{TOKEN}", "u": f"/u/{TOKEN}"}
            session_of(nav).profile = Profile(name="acme", title="Acme", places=(Place("/", derived=derived),))
        yield nav


SHOWN: dict[str, Callable[[Navigator], Any]] = {
    "one link": lambda nav: repr(nav.links["u"][0]),
    "one link after all were read": lambda nav: (len(nav.links), repr(nav.links["u"]))[1],
    "the table": lambda nav: str(nav.links),
    "the relations": lambda nav: repr(nav.links),
    "all links": lambda nav: repr(nav.links.all),
    "the values": lambda nav: repr(list(nav.links.values())),
    "curies": lambda nav: repr(nav.links.curies),
    "shadowed": lambda nav: repr(nav.links.shadowed),
    "a member": lambda nav: f"{nav[0].links} {nav[0].links['u']} {nav[0].links.curies}",
    "merged": lambda nav: str(nav.links.merged(())),
    "a copy": lambda nav: f"{copy.deepcopy(nav.links)} {copy.deepcopy(nav.links['u'])} {copy.copy(nav.links)}",
    "a place named by a link": lambda nav: repr(nav.follow(nav.links["needy"][0])),
}


@pytest.mark.parametrize("expression", SHOWN)
def test_no_link_shows_a_registered_secret(nav, expression):
    assert TOKEN not in SHOWN[expression](nav)


FAILING: dict[str, tuple[type[Exception], Callable[[Navigator], Any]]] = {
    "one of two": (AmbiguousRelation, lambda nav: nav.links.one("two")),
    "a relation that is not there": (RelationNotFound, lambda nav: nav.links["s3cret-token"]),
    "a template without values": (TemplateError, lambda nav: nav.links["needy"][0].url),
    "following one of two": (AmbiguousRelation, lambda nav: nav.follow("two").load()),
    "following a template": (TemplateError, lambda nav: nav.follow("needy").load()),
}


@pytest.mark.parametrize("expression", FAILING)
def test_no_error_about_links_shows_a_registered_secret(nav, expression):
    kind, fail = FAILING[expression]
    nav.load()
    with pytest.raises(kind) as caught:
        fail(nav)
    assert TOKEN not in str(caught.value)


def test_a_link_still_leads_where_the_server_says(nav):
    link = nav.links["u"][0]
    assert link.href == HREF
    assert link.url.endswith(HREF)


def test_links_can_be_pickled_without_the_secrets_that_they_hide(nav):
    kept = pickle.loads(pickle.dumps(nav.links))
    assert kept["u"][0].href == HREF
    assert kept == nav.links
