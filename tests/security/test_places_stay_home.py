"""What a person does with the places of an API: none of it reaches another origin by itself, nor carries a credential.

The same sites and changes as for the client, used through the navigator: looking, refreshing, going through pages,
following every relation, writing, and reading where the answer to a write points.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest

from hypernav.errors import AnswerWarning, HypernavError
from hypernav.http import Client
from hypernav.navigator import Navigator, session_for
from hypernav.profile import Profile
from hypernav.resource import Resource
from tests.security.origins import CHANGES, case_of
from tests.security.test_links_stay_home import SITES, TOKEN
from tests.servers import reply


def _follow_everything(place: Resource) -> None:
    for relation in place.load().links:
        _try(lambda relation=relation: place.follow(relation).load())
        _try(lambda relation=relation: place.follow(relation, page=2).load())


FOLLOWED = {
    "_links",
    "links array",
    "Link header",
    "@odata.nextLink",
    "__next",
    "Location of a 201",
    "Content-Location",
    "templated link",
}
"""Sites that some use follows where that is allowed; nobody goes to the others."""

USES: dict[str, Callable[[Resource], object]] = {
    "look": lambda place: place._repr_mimebundle_(),
    "refresh": lambda place: place.load().refresh(),
    "go through pages": list,
    "follow": _follow_everything,
    "write": lambda place: place.post({"secret": 1}).refresh(),
    "look at members": lambda place: [member.refresh() for member in place],
}


def navigator_of(client: Client) -> Navigator:
    """Return a navigator of a client whose names and certificates the test decides."""
    root = client.base_url
    return Navigator(session_for(client, root, Profile(name="acme", title="Acme"), client.options, sandbox=False))


def _try(use: Callable[[], object]) -> None:
    # What another machine answers is no page of the list, which warns.
    with contextlib.suppress(HypernavError, AnswerWarning):
        use()


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("site", SITES)
def test_no_use_of_a_place_reaches_another_origin(machines, site, change):
    case = case_of(machines, TOKEN, CHANGES[change])
    case.home.on("*", SITES[site](f"{case.target}/caught"))
    with case.names(), navigator_of(case.client()) as nav:
        for use in USES.values():
            _try(lambda use=use: use(nav.go("/start")))
    assert case.home.count >= len(USES) - 2
    assert not any(sink.connections for sink in case.sinks)


@pytest.mark.parametrize("site", SITES)
def test_what_is_allowed_gets_no_credential_by_any_use(machines, site):
    case = case_of(machines, TOKEN, CHANGES["host"])
    case.home.on("*", SITES[site](f"{case.target}/caught"))
    case.sink.on("*", reply(json={"items": [{"id": 1}], "next": f"{case.target}/more"}))
    with case.names(), navigator_of(case.client()) as nav:
        nav.allow(case.target)
        for use in USES.values():
            _try(lambda use=use: use(nav.go("/start")))
    assert bool(case.sink.count) is (site in FOLLOWED)
    assert not case.carries(case.sink)
    assert case.carries(case.home)
