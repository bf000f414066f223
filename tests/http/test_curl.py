"""Requests as command lines."""

from __future__ import annotations

import shlex
import subprocess

import pytest

from hypernav.errors import ForeignOrigin
from hypernav.http import BasicAuth, BearerAuth, CallableAuth, Client, TokenAuth
from hypernav.profile import Credentials, Profile

SECRET = "s3cret-0123456789"


def _profile(kind: str, *variables: str) -> Profile:
    return Profile(name="acme", title="Acme", headers={"Acme-Version": "7"}, credentials=Credentials(kind, variables))


def test_a_request_can_be_pasted():
    client = Client("https://acme.test", auth=TokenAuth(SECRET), profile=_profile("token", "ACME_TOKEN"))
    text = client.curl("PATCH", "/x?a=it's&b=c d", headers={"Content-Type": "application/json"}, body=b'{"a": "it\'s"}')
    assert text.splitlines() == [
        """curl -X PATCH 'https://acme.test/x?a=it'"'"'s&b=c%20d' \\""",
        """  -H 'Accept: application/json, */*;q=0.5' \\""",
        """  -H 'User-Agent: hypernav' \\""",
        """  -H 'Acme-Version: 7' \\""",
        """  -H 'Content-Type: application/json' \\""",
        """  -H "Authorization: $ACME_TOKEN" \\""",
        """  --data-raw '{"a": "it'"'"'s"}'""",
    ]
    assert client.ledger.count == 0


def _arguments(command: str, **environment: str) -> list[str]:
    """Let a shell read a command, and return the arguments that curl would get."""
    script = f"curl() {{ printf '%s\\0' \"$@\"; }}\n{command}"
    done = subprocess.run(
        ["/bin/sh", "-c", script], capture_output=True, check=True, env={"PATH": "/usr/bin:/bin", **environment}
    )
    return done.stdout.decode().split("\0")[:-1]


@pytest.mark.parametrize(
    "auth, variables, environment, header",
    [
        (TokenAuth(SECRET), ("ACME_TOKEN",), {"ACME_TOKEN": SECRET}, f"Authorization: {SECRET}"),
        (TokenAuth(SECRET, header="X-Key"), (), {"TOKEN": SECRET}, f"X-Key: {SECRET}"),
        (BearerAuth(SECRET), ("ACME_TOKEN",), {"ACME_TOKEN": SECRET}, f"Authorization: Bearer {SECRET}"),
        (
            BasicAuth("me", SECRET),
            ("U", "P"),
            {"U": "me", "P": SECRET},
            "Authorization: Basic bWU6czNjcmV0LTAxMjM0NTY3ODk=",
        ),
        (BasicAuth("me", SECRET, second_factor="1234"), ("U", "P", "C"), {"C": "1234"}, "Token: 1234"),
        (
            CallableAuth(lambda method, url: {"X-Signature": SECRET}),
            (),
            {"X_SIGNATURE": SECRET},
            f"X-Signature: {SECRET}",
        ),
    ],
)
def test_credentials_are_variables(auth, variables, environment, header):
    command = Client("https://acme.test", auth=auth, profile=_profile("token", *variables)).curl("GET", "/x")
    assert SECRET not in command
    assert "czNjcmV0" not in command
    assert header in _arguments(command, **environment)


def test_headers_that_sound_like_credentials_are_variables():
    client = Client("https://acme.test", headers={"X-Api-Key": SECRET})
    command = client.curl("GET", "/x", headers={"Cookie": f"session={SECRET}"})
    assert SECRET not in command
    arguments = _arguments(command, X_API_KEY="1", COOKIE="2")
    assert [text for text in arguments if text[:1] in "XC"] == ["X-Api-Key: 1", "Cookie: 2"]


def test_a_credential_in_the_query_is_a_variable_too():
    command = Client("https://acme.test").curl("GET", f"/x?page=2&access-token={SECRET}&q=1")
    assert SECRET not in command
    assert _arguments(command, ACCESS_TOKEN=SECRET)[0] == f"https://acme.test/x?page=2&access-token={SECRET}&q=1"


def test_a_body_that_is_no_text_is_read_from_a_file():
    assert "--data-binary @body" in Client("https://acme.test").curl("PUT", "/x", body=b"\xff\xfe")


def test_a_secret_in_a_body_is_hidden():
    client = Client("https://acme.test", auth=TokenAuth(SECRET))
    assert SECRET not in client.curl("POST", "/x", body=f'{{"token": "{SECRET}"}}'.encode())


HOSTILE = ["'; rm -rf ~; '", "$(id)", "`id`", "a'b\"c", "!!", "$HOME", "&& id", "| id", "%0a", "\u2028", "*", "~"]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_nothing_of_a_request_is_run_by_the_shell(text):
    client = Client("https://acme.test")
    command = client.curl(
        "POST", f"/x?q={text}", headers={"X-Text": text.encode().decode("latin-1")}, body=text.encode()
    )
    arguments = _arguments(command)
    assert arguments[:2] == ["-X", "POST"]
    assert arguments[-1] == text
    assert arguments[3:-2:2] == ["-H"] * 4
    assert len(arguments) == 3 + 2 * 4 + 2
    assert shlex.split(command)[0] == "curl"


def test_what_the_user_set_is_printed_and_what_can_be_decoded_here_is_not():
    plain = Client("https://acme.test").curl("GET", "/x")
    assert "Accept-Encoding" not in plain
    mine = {"User-Agent": "me/1", "Accept": "text/csv", "Accept-Encoding": "identity", "X-Empty": ""}
    assert Client("https://acme.test", headers=mine).curl("GET", "/x").splitlines()[1:] == [
        "  -H 'User-Agent: me/1' \\",
        "  -H 'Accept: text/csv' \\",
        "  -H 'Accept-Encoding: identity' \\",
        "  -H 'X-Empty;' \\",
        "  --compressed",
    ]


def test_a_credential_that_a_request_replaces_is_not_named_after_the_other_one():
    client = Client("https://acme.test", auth=TokenAuth(SECRET), profile=_profile("token", "ACME_TOKEN"))
    command = client.curl("GET", "/x", headers={"Authorization": f"Basic {SECRET}"})
    assert "ACME_TOKEN" not in command
    assert '-H "Authorization: $AUTHORIZATION"' in command


def test_a_body_of_no_stated_type_is_no_form():
    assert "-H 'Content-Type:'" in Client("https://acme.test").curl("POST", "/x", body=b"a")


def test_header_fields_are_shown_with_variables_for_secrets():
    client = Client("https://acme.test", auth=TokenAuth(SECRET), headers={"X-Api-Key": SECRET}, accept="text/csv")
    assert client.shown("GET", "/x?token=abc") == (
        "GET",
        "https://acme.test/x?token=[hidden]",
        [("Accept", "text/csv"), ("User-Agent", "hypernav"), ("X-Api-Key", "$X_API_KEY"), ("Authorization", "$TOKEN")],
    )


def test_head_has_an_option_of_its_own():
    assert Client("https://acme.test").curl("HEAD", "/x").startswith("curl --head 'https://acme.test/x'")


def test_another_origin_is_refused_here_too():
    with pytest.raises(ForeignOrigin):
        Client("https://acme.test").curl("GET", "https://evil.test/")
