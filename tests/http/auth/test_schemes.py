"""Kinds of credentials."""

from __future__ import annotations

import base64

import pytest

from hypernav.http import BasicAuth, BearerAuth, CallableAuth, CertificateAuth, TokenAuth
from hypernav.http.auth.schemes import check_header, without_userinfo

URL = "https://acme.test/x"


def test_a_token_is_sent_as_it_is():
    assert TokenAuth("api-1").headers(URL) == {"Authorization": "api-1"}
    assert TokenAuth("api-1", header="Private-Token").headers(URL) == {"Private-Token": "api-1"}


def test_a_bearer_token_has_its_scheme():
    assert BearerAuth("abc").headers(URL) == {"Authorization": "Bearer abc"}


@pytest.mark.parametrize("user, password", [("me", "pw"), ("", "pw"), ("0", "t:o:k"), ("ü", "пароль")])
def test_basic_credentials_are_a_pair_in_base64(user, password):
    value = BasicAuth(user, password).headers(URL)["Authorization"]
    scheme, _, pair = value.partition(" ")
    assert scheme == "Basic"
    assert base64.b64decode(pair).decode() == f"{user}:{password}"


def test_a_second_factor_stands_beside_them():
    assert BasicAuth("me", "pw", second_factor="123456").headers(URL)["Token"] == "123456"
    assert list(BasicAuth("me", "pw", second_factor="1", second_factor_header="X-OTP").headers(URL)) == [
        "Authorization",
        "X-OTP",
    ]


def test_a_function_sees_method_and_url():
    auth = CallableAuth(lambda method, url: {"X-Signature": f"{method} {url}"})
    assert auth.headers(URL, "PUT") == {"X-Signature": f"PUT {URL}"}


def test_a_certificate_stands_alone_or_beside_another_credential():
    alone = CertificateAuth("me.pem", "me.key")
    both = CertificateAuth("me.pem", "me.key", beside=TokenAuth("abc"))
    assert (alone.headers(URL), both.headers(URL)) == ({}, {"Authorization": "abc"})
    assert alone.certificate == both.certificate == ("me.pem", "me.key")
    assert both.secrets == ("abc",)
    assert repr(both) == "<CertificateAuth: the client certificate me.pem and a token in Authorization>"


INJECTIONS = [
    f"{before}{control}{after}"
    for control in ["\r", "\n", "\r\n", "\0", "\x1f", "\x7f", "\x0b", "\x85\n", "\u2028", "€"]
    for before, after in [("abc", "X-Evil: 1"), ("abc", ""), ("", "abc"), ("abc\t", " d")]
]


@pytest.mark.parametrize("value", INJECTIONS, ids=ascii)
def test_a_value_that_would_break_its_header_is_refused_without_showing_it(value):
    makers = [TokenAuth, BearerAuth, lambda value: BasicAuth("me", "pw", second_factor=value)]
    makers.append(lambda value: CallableAuth(lambda method, url: {"X": value}).headers(URL))
    for make in makers:
        with pytest.raises(ValueError, match="The value of the header") as caught:
            make(value)
        assert "abc" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "X Y", "X:Y", "X\r\nY", "é", "X\0", "(X)", "X,Y"])
def test_a_name_that_is_no_token_is_refused(name):
    with pytest.raises(ValueError, match="is not a header name"):
        check_header(name, "x")


@pytest.mark.parametrize("value", [" x", "x ", "\tx"])
def test_a_value_with_spaces_around_it_is_refused(value):
    with pytest.raises(ValueError, match="begins or ends with a space"):
        check_header("X", value)


def test_a_value_that_is_no_text_is_refused():
    with pytest.raises(ValueError, match="is a text, not int"):
        check_header("X", 1)


def test_an_empty_token_is_refused():
    with pytest.raises(ValueError, match="The token is empty"):
        TokenAuth("")


@pytest.mark.parametrize("user", ["a:b", "a\nb"])
def test_a_user_name_that_would_change_the_pair_is_refused(user):
    with pytest.raises(ValueError, match="A user name holds no colon"):
        BasicAuth(user, "pw")


def test_a_credential_cannot_be_changed():
    with pytest.raises(AttributeError):
        TokenAuth("abc").source = "x"


@pytest.mark.parametrize(
    "url, clean, pair",
    [
        ("https://acme.test/x@y", "https://acme.test/x@y", None),
        ("https://me:pw@acme.test/x", "https://acme.test/x", "me:pw"),
        ("https://me@acme.test?x", "https://acme.test?x", "me:"),
        ("https://a@b:p@w@acme.test", "https://acme.test", "a@b:p@w"),
        ("https://:t%2Fk@acme.test/", "https://acme.test/", ":t/k"),
    ],
)
def test_userinfo_of_the_users_own_url_is_a_credential(url, clean, pair):
    given, auth = without_userinfo(url)
    assert given == clean
    encoded = auth.headers(URL)["Authorization"][6:] if auth else None
    assert pair == (base64.b64decode(encoded).decode() if encoded else None)
