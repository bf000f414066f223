"""Credentials belong to an origin: 14 carriers, 12 changes of origin, 7 ways to be led there, and controls.

Precedents: CVE-2014-1829, CVE-2014-1830, CVE-2018-18074, CVE-2018-20060, CVE-2018-25091, CVE-2021-32690,
CVE-2022-27776, CVE-2023-32681, CVE-2023-43804, CVE-2024-37891, CVE-2024-53859.
"""

from __future__ import annotations

import pytest

from hypernav.errors import ForeignOrigin, InsecureLink
from hypernav.http import Client, Response
from tests.security.origins import CARRIERS, CHANGES, SAME_ORIGIN, WAYS, Case, case_of, control_of
from tests.servers import redirect, reply

carriers = pytest.mark.parametrize("carrier", CARRIERS)
ways = pytest.mark.parametrize("way", WAYS)


def be_led(case: Case, client: Client, way: str, path: str = "/caught") -> Response:
    """Send what a user's look at the home sends, and go where its answer leads."""
    target = case.target + path
    start = f"/start{case.carrier.query}"
    if way not in ("link", "next"):
        location = target.encode().decode("latin-1")
        case.home.on("/start", redirect(location, int(way)))
        return client.send("GET", start, **case.carrier.request)
    body = {"_links": {"thing": {"href": target}}} if way == "link" else {"next": target}
    case.home.on("/start", reply(json=body))
    found = client.send("GET", start, **case.carrier.request).json()
    url = found["next"] if way == "next" else found["_links"]["thing"]["href"]
    # What a link's request says for itself is only its headers.
    headers = case.carrier.request.get("headers", {})
    return client.send("GET", url, headers=headers, asked_by='.follow("thing")')


@ways
@pytest.mark.parametrize("change", CHANGES)
@carriers
def test_another_origin_gets_no_request_and_after_allowing_it_no_credential(machines, carrier, change, way):
    case = case_of(machines, CARRIERS[carrier], CHANGES[change])
    client = case.client()
    with case.names():
        with pytest.raises((ForeignOrigin, InsecureLink)) as refusal:
            be_led(case, client, way)
        assert case.home.count == 1
        assert [sink.count for sink in case.sinks] == [0, 0]
        assert refusal.value.details.get("sent", "nothing") == "nothing"

        if not CHANGES[change].allowable:
            with pytest.raises((ForeignOrigin, InsecureLink)):
                client.allow(case.target)
        else:
            client.allow(case.target)
            case.sink.on("/caught", reply(body=b"caught"))
            assert be_led(case, client, way).body == b"caught"
            assert case.sink.count == 1
    client.close()
    assert not any(case.carries(sink) for sink in case.sinks)
    assert not any(sink.connections > 1 for sink in case.sinks)
    if case.scheme == "https" or not case.carrier.certificate:
        assert case.carries(case.home)


@ways
@pytest.mark.parametrize("spelling", SAME_ORIGIN)
@carriers
def test_the_same_origin_in_another_spelling_keeps_its_credential(machines, carrier, spelling, way):
    case = control_of(machines, CARRIERS[carrier], SAME_ORIGIN[spelling])
    client = case.client()
    case.home.on("/kept", reply(body=b"kept"))
    with case.names():
        assert be_led(case, client, way, f"/kept{case.carrier.query}").body == b"kept"
    client.close()
    first, last = case.home.requests
    assert last.path == "/kept"
    assert case.carries(case.home, first)
    # A body goes with the request that it was given to: with a redirect of it, not with a link found in its answer.
    assert case.carries(case.home, last) or (carrier == "body" and way in ("link", "next"))


def test_the_matrix_is_as_large_as_it_says():
    assert len(CARRIERS) * len(CHANGES) * len(WAYS) == 1176
    assert len(CARRIERS) * len(SAME_ORIGIN) * len(WAYS) == 196
