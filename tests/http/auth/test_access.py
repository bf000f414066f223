"""Which headers of a request another origin may see, written out."""

from __future__ import annotations

import pytest

from hypernav.errors import ForeignOrigin
from tests.servers import Server, reply

TRAVELLING = """Accept Accept-Encoding Accept-Language Cache-Control Content-Language Content-Type If-Match
If-Modified-Since If-None-Match If-Unmodified-Since Prefer Range User-Agent""".split()
STAYING = """Authorization Proxy-Authorization Cookie X-Api-Key X-Auth-Token Token X-Tenant X-Csrf-Token LD-API-Version
X-Account Idempotency-Key Origin Referer Forwarded X-Forwarded-For From If-Range OData-Version Warning""".split()


@pytest.mark.parametrize("name", TRAVELLING)
def test_another_origin_sees_each_header_that_says_what_is_wanted(server, client, name):
    with Server() as other:
        other.on("/x", reply())
        client.allow(other.url)
        client.send("GET", f"{other.url}/x", headers={name: "abc"})
        assert other.requests[0].headers[name.lower()] == "abc"


@pytest.mark.parametrize("name", STAYING)
def test_another_origin_sees_no_header_that_was_meant_for_the_api(server, client, name):
    server.on("/x", reply())
    with Server() as other:
        other.on("/x", reply())
        client.allow(other.url)
        client.send("GET", f"{other.url}/x", headers={name: "abc"})
        client.send("GET", "/x", headers={name: "abc"})
        assert name.lower() not in other.requests[0].headers
        assert b"abc" not in other.everything
    assert server.requests[0].headers[name.lower()] == "abc"


def test_another_origin_is_asked_only_where_that_was_allowed(client):
    with Server() as other, pytest.raises(ForeignOrigin):
        client.send("GET", f"{other.url}/x")
