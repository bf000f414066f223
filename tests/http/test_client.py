"""The client: what it sends, refuses and writes down."""

from __future__ import annotations

import pytest

from hypernav.errors import ConnectionFailed, ForeignOrigin, InsecureLink, OutcomeUnknown
from hypernav.http import BasicAuth, CallableAuth, Client, TokenAuth
from hypernav.options import Options
from hypernav.profile import Credentials, Profile
from hypernav.sandbox import InProcessTransport
from tests.servers import Server, reply

PROFILE = Profile(
    name="acme",
    title="Acme",
    headers={"Acme-Version": "7"},
    credentials=Credentials("token", ("ACME_TOKEN",)),
    method_override_header="X-HTTP-Method-Override",
)


def test_an_answer_comes_back_whatever_its_status(server, client):
    server.on("/x", reply(418, json={"a": [1]}, headers={"X-Id": "7"}))
    response = client.send("get", "/x")
    assert (response.status, response.ok, response.method) == (418, False, "GET")
    assert response.url == f"{server.url}/x"
    assert response.headers["x-id"] == "7"
    assert response.media_type == "application/json"
    assert response.json() == {"a": [1]}


def test_a_text_is_read_in_its_charset(server, client):
    server.on("/x", reply(body="naïve".encode("latin-1"), content_type='text/plain; charset="ISO-8859-1"'))
    server.on("/y", reply(body="naïve".encode(), content_type="text/plain; charset=none-such"))
    assert client.send("GET", "/x").text() == "naïve"
    assert client.send("GET", "/y").text() == "naïve"


@pytest.mark.parametrize(
    "target", ["/a%2fb%2F", "/%1F/>x/:go?x=%c3%A9&y=a+b", "/x?", "/x//", "/x?u=http://b/@c", "/{a}"]
)
def test_a_url_goes_out_byte_for_byte(server, client, target):
    server.on("*", reply())
    client.send("GET", server.url + target)
    client.send("GET", target)
    assert server.requests[0].target == target
    assert server.requests[1].target == target


def test_a_fragment_stays_here(server, client):
    server.on("*", reply())
    client.send("GET", f"{server.url}/x#part")
    assert server.requests[0].target == "/x"


def test_references_are_relative_to_the_base(server, make):
    server.on("*", reply())
    make(f"{server.url}/api/v1/").send("GET", "things?page=2")
    assert server.requests[0].target == "/api/v1/things?page=2"


def test_the_headers_of_the_profile_and_of_the_user_are_sent(server, make):
    server.on("/x", reply())
    client = make(profile=PROFILE, headers={"X-Team": "blue"}, auth=TokenAuth("abc"))
    client.send("GET", "/x", headers={"Accept": "application/hal+json"})
    headers = server.requests[0].headers
    assert headers["acme-version"] == "7"
    assert headers["x-team"] == "blue"
    assert headers["authorization"] == "abc"
    assert headers["accept"] == "application/hal+json"
    assert headers["user-agent"] == "hypernav"
    assert len(server.requests[0].pairs) == len(headers)


def test_a_header_of_one_request_replaces_another_spelling_of_it(server, make):
    server.on("/x", reply())
    client = make(headers={"X-Team": "blue"}, auth=TokenAuth("abc"))
    client.send("GET", "/x", headers={"x-team": "red", "AUTHORIZATION": "other"})
    assert [value for name, value in server.requests[0].pairs if name.lower() == "x-team"] == ["red"]
    assert [value for name, value in server.requests[0].pairs if name.lower() == "authorization"] == ["other"]


def test_a_credential_that_changes_is_made_for_each_request(server, make):
    server.on("*", reply())
    client = make(auth=CallableAuth(lambda method, url: {"X-Signature": f"{method} {url}"}))
    client.send("GET", "/x")
    client.send("POST", "/y?z=1", body=b"")
    assert [request.headers["x-signature"] for request in server.requests] == [
        f"GET {server.url}/x",
        f"POST {server.url}/y?z=1",
    ]


INJECTIONS = [
    {name: value}
    for name, value in [
        *[("X", f"a{control}b") for control in ("\r", "\n", "\r\n", "\0", "\r\nHost: evil", "\x0b", "\x7f", "€")],
        *[(f"X{control}Y", "a") for control in ("\r", "\n", "\r\n", "\0", " ", ":", "\t", "(", "é", "")],
        *[("X", " a"), ("X", "a "), ("X", "\n"), ("", "a"), ("X\r\n", "a"), ("X", "a\r"), ("X", "\ra")],
    ]
    if name != "XY"
]


@pytest.mark.parametrize("headers", INJECTIONS, ids=ascii)
def test_a_header_that_cannot_be_sent_is_refused_before_sending(server, client, headers):
    with pytest.raises(ValueError, match="header"):
        client.send("GET", "/x", headers=headers)
    with pytest.raises(ValueError, match="header"):
        Client(server.url, headers=headers)
    assert server.connections == 0


@pytest.mark.parametrize("method", ["", "GET /", "GET\r\nX: 1", "G\0T", "GÉT", "A B"])
def test_a_method_that_is_none_is_refused(server, client, method):
    with pytest.raises(ValueError, match="is not a"):
        client.send(method, "/x")
    assert server.connections == 0


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_writes_can_be_tunnelled_where_the_api_takes_it(server, make, method):
    server.on("/x", reply())
    make(profile=PROFILE, tunnel_writes=True).send(method, "/x", body=b"{}")
    make(profile=PROFILE).send(method, "/x", body=b"{}")
    first, second = server.requests
    assert (first.method, first.headers["x-http-method-override"]) == ("POST", method)
    assert (second.method, "x-http-method-override" in second.headers) == (method, False)


# Origins


def test_the_refusal_of_another_origin_reads_as_agreed():
    client = Client("https://insightvm.test")
    with pytest.raises(ForeignOrigin) as caught:
        client.send(
            "GET",
            "https://nvd.nist.gov/cvss.cfm",
            asked_by='.follow("CVSS v2 Calculator") on GET /api/3/vulnerabilities/ssh-weak-kex',
        )
    assert str(caught.value).splitlines() == [
        "https://nvd.nist.gov is not the origin of this API (https://insightvm.test).",
        '  asked by   .follow("CVSS v2 Calculator") on GET /api/3/vulnerabilities/ssh-weak-kex',
        "  sent       nothing",
        '  to follow  nav.allow("https://nvd.nist.gov")   without credentials',
    ]
    assert client.ledger.count == 0


def test_an_allowed_origin_gets_its_own_credential_if_there_is_one(server, client):
    with Server() as bare, Server() as known:
        bare.on("/x", reply())
        known.on("/x", reply())
        client.allow(bare.url)
        client.allow(f"{known.url}/some/path", auth=TokenAuth("known"))
        client.send("GET", f"{bare.url}/x")
        client.send("GET", f"{known.url}/x")
        assert "authorization" not in bare.requests[0].headers
        assert known.requests[0].headers["authorization"] == "known"


def test_an_allowed_origin_sees_the_harmless_headers_only(server, make):
    client = make(headers={"X-Team": "blue"}, profile=PROFILE)
    with Server() as other:
        other.on("/x", reply())
        client.allow(other.url)
        client.send("GET", f"{other.url}/x", headers={"Accept": "text/html", "If-None-Match": '"1"', "X-Key": "abc"})
        assert sorted(other.requests[0].headers) == ["accept", "accept-encoding", "host", "if-none-match", "user-agent"]


def test_an_origin_that_begins_like_a_known_one_is_another_one(server, client):
    near = Client("https://acme.tes", auth=TokenAuth("abc"))
    with pytest.raises(ForeignOrigin):
        near.send("GET", "https://acme.test")
    assert "Authorization" in near.curl("GET", "https://acme.tes")
    server.on("/", reply())
    assert client.send("GET", server.url).ok


def test_a_secret_is_not_cut_where_a_long_url_is_shown(client):
    near = Client("https://acme.test", auth=TokenAuth("canary-12345"))
    with pytest.raises(InsecureLink) as caught:
        near.send("GET", f"https://me@acme.test/{'x' * 167}?q=canary-12345")
    assert caught.value.details["link"] == f"https://[hidden]@acme.test/{'x' * 167}?q=…"


def test_allowing_the_home_changes_nothing(server, make):
    server.on("/x", reply())
    client = make(auth=TokenAuth("abc"))
    client.allow(server.url)
    client.send("GET", "/x")
    assert server.requests[0].headers["authorization"] == "abc"


@pytest.mark.parametrize(
    "url", ["http://acme.test/x", "http://acme.test:8443/", "http://evil.test", "http://127.0.0.1/"]
)
def test_https_never_falls_to_http(url):
    client = Client("https://acme.test")
    with pytest.raises(InsecureLink, match="is not encrypted, and this API is"):
        client.send("GET", url)
    with pytest.raises(InsecureLink):
        client.allow(url)


def test_the_refusal_of_a_plain_link_to_the_same_host_offers_the_upgrade():
    with pytest.raises(InsecureLink) as caught:
        Client("https://acme.test").send("GET", "http://acme.test/x?token=abc", asked_by='.follow("next")')
    assert str(caught.value).splitlines() == [
        "http://acme.test is not encrypted, and this API is (https://acme.test).",
        '  asked by   .follow("next")',
        "  sent       nothing",
        "  link       http://acme.test/x?token=[hidden]",
        "  to follow  Options(upgrade_links=True) follows http links to this host as https",
    ]


@pytest.mark.parametrize(
    "base, link, goes_to",
    [
        ("https://acme.test", "http://acme.test/x?y", "https://acme.test/x?y"),
        ("https://acme.test", "http://acme.test:80/x", "https://acme.test/x"),
        ("https://acme.test:8443", "http://acme.test/x", "https://acme.test:8443/x"),
        ("https://acme.test:8443", "http://acme.test:8443/x", "https://acme.test:8443/x"),
    ],
)
def test_plain_links_to_the_same_host_can_be_upgraded(base, link, goes_to):
    asked = []

    def application(environ, start_response):
        asked.append(environ)
        start_response("200 OK", [])
        return [b""]

    client = Client(base, options=Options(upgrade_links=True), transports={base: InProcessTransport(application)})
    assert client.send("GET", link).url == goes_to
    assert asked[0]["wsgi.url_scheme"] == "https"


@pytest.mark.parametrize("link", ["http://acme.test:8080/", "http://evil.test/", "http://www.acme.test/"])
def test_other_plain_links_are_not_upgraded(link):
    client = Client("https://acme.test", options=Options(upgrade_links=True))
    with pytest.raises((InsecureLink, ForeignOrigin)):
        client.send("GET", link)


# In one process


class Hangs:
    """A transport whose server takes the request and hangs up."""

    def __init__(self):
        self.requests = 0

    def exchange(self, method, url, headers, body, deadline=0.0):
        self.requests += 1
        raise ConnectionFailed("hung up")

    def close(self):
        """Nothing is held."""


def test_a_transport_can_stand_for_the_network(make):
    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [environ["HTTP_AUTHORIZATION"].encode(), b" ", environ["REQUEST_METHOD"].encode()]

    client = make(
        "https://acme.test",
        transports={"https://ACME.test:443/": InProcessTransport(application)},
        auth=TokenAuth("abc"),
    )
    assert client.send("GET", "/x").body == b"abc GET"


def test_any_transport_that_fails_leaves_a_write_unknown(make):
    hangs = Hangs()
    client = make("https://acme.test", transports={"https://acme.test": hangs})
    with pytest.raises(OutcomeUnknown):
        client.send("POST", "/x", body=b"{}")
    assert hangs.requests == 1
    with pytest.raises(ConnectionFailed):
        client.send("GET", "/x")
    assert hangs.requests == 5


# What it writes down


def test_the_ledger_lists_every_exchange(server, make):
    server.on("/x", reply(json=[1, 2, 3]))
    server.on("/y", reply(503), reply(404, body=b"gone"))
    client = make()
    client.send("GET", "/x?token=abc")
    client.send("GET", "/y")
    client.ledger.record_cached("GET", f"{server.url}/x")
    rows = [line.split() for line in repr(client.ledger).splitlines()]
    assert rows == [
        ["GET", f"{server.url}/x?token=[hidden]", "200", "0", "ms", "9", "B"],
        ["GET", f"{server.url}/y", "503", "0", "ms", "0", "B"],
        ["GET", f"{server.url}/y", "404", "0", "ms", "4", "B", "attempt", "2"],
        ["GET", f"{server.url}/x", "from", "cache"],
        ["3", "requests,", "1", "from", "cache,", "13", "B"],
    ]
    assert client.ledger.count == 3
    assert [entry.status for entry in client.ledger] == [200, 503, 404, 200]
    assert client.ledger[0].bytes == 9


def test_basic_credentials_of_a_url_are_overruled_by_explicit_ones(server):
    server.on("/x", reply())
    client = Client(server.url.replace("//", "//me:pw@"), auth=TokenAuth("abc"))
    client.send("GET", "/x")
    client.close()
    assert server.requests[0].headers["authorization"] == "abc"
    assert isinstance(BasicAuth("a", "b"), BasicAuth)
