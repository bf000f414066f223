"""Where credentials are found."""

from __future__ import annotations

import base64
import sys
from types import ModuleType

import pytest

from hypernav.http import BasicAuth, BearerAuth, CallableAuth, Client, Secret, TokenAuth, auth_from
from hypernav.http.auth.sources import auth_from_netrc
from hypernav.http.origins import origin_of
from hypernav.options import Options
from hypernav.profile import Credentials
from tests.servers import names, redirect, reply

URL = "https://acme.test/"
RAW = Credentials("token", ("ACME_TOKEN",), header="X-Token")
BEARER = Credentials("bearer", ("ACME_TOKEN",))
BASIC = Credentials("basic", ("ACME_USER", "ACME_PASSWORD", "ACME_CODE"), second_factor_header="X-Code")
USERS = {"ACME_USER": "me", "ACME_PASSWORD": "pw"}


def _headers(*arguments, **named) -> dict[str, str]:
    return auth_from(*arguments, **named).headers(URL)


def _basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


@pytest.mark.parametrize(
    "credentials, given, expected",
    [
        (RAW, {"token": "abc"}, {"X-Token": "abc"}),
        (RAW, {"token": Secret("abc")}, {"X-Token": "abc"}),
        (RAW, {"auth": "abc"}, {"X-Token": "abc"}),
        (BEARER, {"token": "abc"}, {"Authorization": "Bearer abc"}),
        (None, {"token": "abc"}, {"Authorization": "Bearer abc"}),
        (BASIC, {"auth": ("me", "pw")}, {"Authorization": _basic("me", "pw")}),
        (BASIC, {"auth": ("me", "pw", "123")}, {"Authorization": _basic("me", "pw"), "X-Code": "123"}),
        (None, {"auth": ("me", "pw")}, {"Authorization": _basic("me", "pw")}),
        (RAW, {"auth": lambda method, url: {"X": method}}, {"X": "GET"}),
        (RAW, {"auth": BearerAuth("abc")}, {"Authorization": "Bearer abc"}),
    ],
)
def test_arguments_become_the_kind_that_the_api_takes(credentials, given, expected):
    assert _headers(credentials, **given) == expected


@pytest.mark.parametrize(
    "credentials, environ, expected",
    [
        (RAW, {"ACME_TOKEN": "abc"}, {"X-Token": "abc"}),
        (BEARER, {"ACME_TOKEN": "abc"}, {"Authorization": "Bearer abc"}),
        (BASIC, USERS, {"Authorization": _basic("me", "pw")}),
        (BASIC, {**USERS, "ACME_CODE": "123"}, {"Authorization": _basic("me", "pw"), "X-Code": "123"}),
    ],
)
def test_the_environment_is_read_under_the_names_of_the_profile(credentials, environ, expected):
    assert _headers(credentials, environ=environ) == expected


@pytest.mark.parametrize(
    "credentials, environ",
    [(RAW, {}), (RAW, {"ACME_TOKEN": ""}), (BASIC, {"ACME_USER": "me"}), (None, {"ACME_TOKEN": "abc"}), (RAW, None)],
)
def test_without_a_credential_there_is_none(credentials, environ):
    assert auth_from(credentials, environ=environ) is None


def test_arguments_win_over_the_environment():
    assert _headers(RAW, token="given", environ={"ACME_TOKEN": "abc"}) == {"X-Token": "given"}


@pytest.mark.parametrize(
    "credentials, given, message",
    [
        (RAW, {"auth": "a", "token": "b"}, "Give auth or token, not both"),
        (BASIC, {"token": "abc"}, r"takes a user name and a password: auth=\(user, password\)"),
        (
            RAW,
            {"auth": 5},
            "auth is a token, a pair of user and password, a function or one of the Auth kinds, not int",
        ),
        (BASIC, {"auth": ("me",)}, r"auth=\(user, password\)"),
    ],
)
def test_what_does_not_fit_is_refused(credentials, given, message):
    with pytest.raises(ValueError, match=message):
        auth_from(credentials, **given)


def test_the_keyring_is_asked_only_where_it_is_wanted(monkeypatch):
    asked = []
    fake = ModuleType("keyring")
    fake.get_password = lambda service, name: asked.append((service, name)) or "from keyring"
    monkeypatch.setitem(sys.modules, "keyring", fake)
    assert auth_from(RAW, environ={}) is None
    assert asked == []
    auth = auth_from(RAW, environ={}, keyring=True)
    assert auth.headers(URL) == {"X-Token": "from keyring"}
    assert asked == [("hypernav", "ACME_TOKEN")]
    assert auth.source == "the system keyring, ACME_TOKEN"
    assert _headers(RAW, environ={"ACME_TOKEN": "abc"}, keyring=True) == {"X-Token": "abc"}


def test_a_credential_says_where_it_came_from():
    assert auth_from(RAW, environ={"ACME_TOKEN": "abc"}).source == "the environment variable ACME_TOKEN"
    assert TokenAuth("abc").source == "an argument"
    assert isinstance(auth_from(None, auth=lambda method, url: {}), CallableAuth)
    assert isinstance(auth_from(BASIC, environ=USERS), BasicAuth)


NETRC = """
machine good.test login me password right
machine evil.test login me password wrong
machine xn--bcher-kva.test login me password right
machine ::1 login me password right
default login anybody password wrong
"""


@pytest.fixture
def netrc(tmp_path, monkeypatch):
    path = tmp_path / "netrc"
    path.write_text(NETRC)
    path.chmod(0o600)
    monkeypatch.setenv("NETRC", str(path))
    return path


RIGHT = [
    *("http://good.test", "https://good.test", "http://good.test:8080/x", "http://GOOD.test/", "http://good.test?x"),
    *("http://bücher.test/", "http://[::1]/", "http://[0:0::1]:99/"),
]
NONE = [
    *(
        "http://good.test.",
        "http://www.good.test",
        "http://good.test.evil.test",
        "http://xgood.test",
        "http://localhost",
    ),
    *(
        "http://127.0.0.1",
        "http://good",
        "http://goo\u0501.test",
        "http://buecher.test",
        "http://test",
        "http://default",
    ),
]


@pytest.mark.parametrize("url", RIGHT)
def test_a_netrc_entry_is_used_for_its_host(netrc, url):
    assert auth_from_netrc(origin_of(url), {"NETRC": str(netrc)}).headers(url)["Authorization"] == _basic("me", "right")


@pytest.mark.parametrize("url", NONE)
def test_a_netrc_entry_is_used_for_no_other_host(netrc, url):
    assert auth_from_netrc(origin_of(url), {"NETRC": str(netrc)}) is None


def test_netrc_is_off_unless_asked_for(netrc, server):
    server.on("/x", reply())
    with names({"good.test": server}):
        for options, expected in [(Options(), None), (Options(netrc=True), _basic("me", "right"))]:
            client = Client("http://good.test", options=options)
            client.send("GET", "/x")
            client.close()
            assert server.requests[-1].headers.get("authorization") == expected


def test_an_explicit_credential_wins_over_netrc(netrc, server):
    server.on("/x", reply())
    with names({"good.test": server}):
        client = Client("http://good.test", auth=BearerAuth("abc"), options=Options(netrc=True))
        client.send("GET", "/x")
        client.close()
    assert server.requests[0].headers["authorization"] == "Bearer abc"


def test_netrc_gives_nothing_to_other_origins(netrc, server):
    server.on("/x", redirect("http://evil.test/y"))
    server.on("/y", reply())
    with names({"good.test": server, "evil.test": server}):
        client = Client("http://good.test", options=Options(netrc=True))
        client.allow("http://evil.test")
        client.send("GET", "/x")
        client.close()
    assert [request.headers.get("authorization") for request in server.requests] == [_basic("me", "right"), None]


def test_a_netrc_file_that_cannot_be_read_says_so(netrc):
    netrc.write_text("machine good.test nonsense s3cret")
    with pytest.raises(ValueError, match="cannot be read as a netrc file") as caught:
        auth_from_netrc(origin_of("http://good.test"), {"NETRC": str(netrc)})
    assert "s3cret" not in str(caught.value)


def test_no_netrc_file_is_no_credential(tmp_path):
    assert auth_from_netrc(origin_of("http://good.test"), {"NETRC": str(tmp_path / "none")}) is None
