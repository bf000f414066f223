"""Links that a server supplies: 12 places to put one, 12 changes of origin, and 40 relative forms that are followed.

Precedents: CVE-2021-32690 and its over-correction helm/helm#9868, CVE-2020-15157, CVE-2024-53858, Azure/acr#895.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hypernav.errors import ForeignOrigin, InsecureLink
from tests.security.origins import CARRIERS, CHANGES, case_of
from tests.servers import reply

TOKEN = CARRIERS["Authorization, raw token"]


def _json(**members: Any) -> bytes:
    return reply(json=members)


def _header(name: str, value: str) -> bytes:
    return reply(json={}, headers={name: value.encode().decode("latin-1")})


SITES: dict[str, Callable[[str], bytes]] = {
    "_links": lambda url: _json(_links={"x": {"href": url}}),
    "links array": lambda url: _json(links=[{"rel": "x", "href": url}]),
    "Link header": lambda url: _header("Link", f'<{url}>; rel="next"'),
    "@odata.nextLink": lambda url: _json(**{"@odata.nextLink": url, "value": []}),
    "__next": lambda url: _json(d={"__next": url, "results": []}),
    "next-page-token": lambda url: _json(**{"next-page-token": url, "items": []}),
    "Location of a 201": lambda url: reply(201, json={}, headers={"Location": url.encode().decode("latin-1")}),
    "Content-Location": lambda url: _header("Content-Location", url),
    "OAuth realm": lambda url: reply(
        401,
        json={"token_endpoint": url},
        headers={"WWW-Authenticate": f'Bearer realm="{url}"'.encode().decode("latin-1")},
    ),
    "JSON $ref": lambda url: _json(**{"$ref": url}),
    "templated link": lambda url: _json(_links={"x": {"href": url + "{?page}", "templated": True}}),
    "GitHub *_url": lambda url: _json(issues_url=url, repository_url=url),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("site", SITES)
def test_a_link_elsewhere_is_never_followed_by_itself_and_refused_when_asked_for(machines, site, change):
    case = case_of(machines, TOKEN, CHANGES[change])
    client = case.client()
    url = f"{case.target}/caught"
    case.home.on("/start", SITES[site](url))
    with case.names():
        client.send("GET", "/start")
        assert case.home.count == 1
        with pytest.raises((ForeignOrigin, InsecureLink)):
            client.send("GET", url, asked_by=f".follow({site!r})")
    client.close()
    assert case.home.count == 1
    assert [sink.count for sink in case.sinks] == [0, 0]
    assert not any(sink.connections for sink in case.sinks)


RELATIVE = {
    "x": "/api/v1/x",
    "x/y": "/api/v1/x/y",
    "x/": "/api/v1/x/",
    "./x": "/api/v1/x",
    "././x": "/api/v1/x",
    "../x": "/api/x",
    "../../x": "/x",
    "../../../x": "/x",
    "x/../y": "/api/v1/y",
    "..": "/api/",
    "../": "/api/",
    ".": "/api/v1/",
    "./": "/api/v1/",
    "/x": "/x",
    "/x/./y": "/x/y",
    "/x/../y": "/y",
    "/x?y": "/x?y",
    "/x?y#z": "/x?y",
    "?x": "/api/v1/start?x",
    "?": "/api/v1/start?",
    "?x=/y": "/api/v1/start?x=/y",
    "?x=http://evil.test/": "/api/v1/start?x=http://evil.test/",
    "": "/api/v1/start",
    "#x": "/api/v1/start",
    "//good.test/x": "/x",
    "//good.test:80/x": "/x",
    "//GOOD.test/x": "/x",
    "//good.test": "/",
    "//good.test?x": "/?x",
    "//good.test:/x": "/x",
    "http://good.test/x": "/x",
    "http://good.test:80/x": "/x",
    "HTTP://good.test/x": "/x",
    "http://GOOD.TEST/x": "/x",
    "http://good.test": "/",
    "http://good.test?x=1": "/?x=1",
    "/evil.test/x": "/evil.test/x",
    "/x//y": "/x//y",
    "/@evil.test/x": "/@evil.test/x",
    "./x:y": "/api/v1/x:y",
}


@pytest.mark.parametrize("reference", RELATIVE)
def test_a_link_of_the_same_origin_is_followed_with_the_credential(machines, reference):
    case = case_of(machines, TOKEN, CHANGES["host"])
    client = case.client()
    case.home.on("*", reply(body=b"kept"))
    with case.names():
        answer = client.send("GET", client.url(reference, base="http://good.test/api/v1/start"))
    client.close()
    assert answer.body == b"kept"
    assert [request.target for request in case.home.requests] == [RELATIVE[reference]]
    assert case.carries(case.home)


@pytest.mark.parametrize("reference", [reference for reference in RELATIVE if reference])
def test_a_redirect_within_the_same_origin_is_followed_with_the_credential(machines, reference):
    case = case_of(machines, TOKEN, CHANGES["host"])
    client = case.client()
    case.home.on("*", reply(307, headers={"Location": reference}), reply(body=b"kept"))
    with case.names():
        assert client.send("GET", "/api/v1/start").body == b"kept"
    client.close()
    last = case.home.requests[1]
    assert last.target == RELATIVE[reference]
    assert case.carries(case.home, last)


def test_the_matrices_are_as_large_as_they_say():
    assert len(SITES) * len(CHANGES) == 144
    assert len(RELATIVE) == 40
