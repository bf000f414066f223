"""Secrets taken out of texts."""

from __future__ import annotations

import base64
import copy
import json
import logging
import pickle
import re
from urllib.parse import quote, quote_plus

import pytest

from hypernav.errors import HypernavError
from hypernav.http import BasicAuth, BearerAuth, CallableAuth, TokenAuth
from hypernav.http.redaction import Redactor, hide_by_name
from hypernav.options import Options
from tests.servers import drop, redirect, reply

SECRETS = ["api-0a1b2c3d4e", "p@ss/w:rd+&=%?", 'quote"d\\back', "naïve-пароль", "with space", "tab\\t'x'"]
ENCODINGS = {
    "raw": str,
    "URL-encoded": lambda text: quote(text, safe=""),
    "URL-encoded in lower case": lambda text: re.sub("%..", lambda match: match.group().lower(), quote(text, safe="")),
    "URL-encoded twice": lambda text: quote(quote(text, safe=""), safe=""),
    "form-encoded": quote_plus,
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "URL-safe base64": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "JSON": json.dumps,
    "JSON in UTF-8": lambda text: json.dumps(text, ensure_ascii=False),
    "hexadecimal": lambda text: text.encode().hex(),
    "repr": repr,
}


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_secret_is_hidden_in_every_form(secret, encoding):
    redact = Redactor()
    redact.register([secret])
    form = ENCODINGS[encoding](secret)
    text = redact(f"before {form} after")
    assert text.startswith("before ")
    assert text.endswith(" after")
    assert "[hidden]" in text
    assert form.strip("'\"=") not in text


@pytest.mark.parametrize("secret", SECRETS)
def test_a_basic_pair_is_hidden(secret):
    redact = Redactor()
    redact.register(BasicAuth("me", secret).secrets)
    pair = base64.b64encode(f"me:{secret}".encode()).decode()
    assert redact(f"Authorization: Basic {pair}") == "Authorization: Basic [hidden]"


def test_short_secrets_do_not_hide_the_text():
    redact = Redactor()
    redact.register(["a", ""])
    assert redact("a banana") == "a banana"


def test_the_longest_form_is_taken_out_first():
    redact = Redactor()
    redact.register(["abcd", "abcdefgh"])
    assert redact("abcdefgh abcd") == "[hidden] [hidden]"


BY_NAME = {
    "https://a.test/?token=x": "https://a.test/?token=[hidden]",
    "https://a.test/?a=1&access_token=x&b=2": "https://a.test/?a=1&access_token=[hidden]&b=2",
    "https://a.test/?API_KEY=x": "https://a.test/?API_KEY=[hidden]",
    "https://a.test/?api-key=x;key=y&sig=z": "https://a.test/?api-key=[hidden]&sig=[hidden]",
    "https://a.test/?consumerToken=x&employeeToken=y": "https://a.test/?consumerToken=[hidden]&employeeToken=[hidden]",
    "https://a.test/?X-Amz-Signature=x&X-Amz-Credential=y": "https://a.test/?X-Amz-Signature=[hidden]&X-Amz-Credential=[hidden]",
    "https://me:pw@a.test/x": "https://[hidden]@a.test/x",
    "https://me@a.test/x and https://a.test/@x": "https://[hidden]@a.test/x and https://a.test/@x",
    "https://a.test/?password=x#y": "https://a.test/?password=[hidden]#y",
    "https://a.test/?page=2&pageToken=abc&nextPageToken=d": "https://a.test/?page=2&pageToken=abc&nextPageToken=d",
    "https://a.test/?keyword=x&monkey=y&continuationToken=z": "https://a.test/?keyword=x&monkey=y&continuationToken=z",
    "https://a.test/token=x": "https://a.test/token=x",
}


@pytest.mark.parametrize("url, shown", BY_NAME.items())
def test_parameters_are_hidden_by_name(url, shown):
    assert hide_by_name(url) == shown


CANARY = "canary-0a1b2c3d4e5f"
KINDS = [
    TokenAuth(CANARY),
    BearerAuth(CANARY),
    BasicAuth("me", CANARY, second_factor=CANARY),
    CallableAuth(lambda method, url: {"X-Key": CANARY}, secrets=(CANARY,)),
]
FORMS = [CANARY, CANARY.encode().hex(), base64.b64encode(CANARY.encode()).decode().rstrip("="), "bWU6Y2FuYXJ5LT"]


@pytest.mark.parametrize("auth", KINDS)
def test_no_log_line_and_no_ledger_holds_a_secret(server, make, auth, caplog):
    caplog.set_level(logging.DEBUG)
    client = make(auth=auth)
    server.on("/x", redirect(f"/y?q={CANARY}&token=other"))
    server.on("/y", reply(503), drop(), reply(json={"echo": CANARY}))
    client.send("GET", f"/x?access_token=unregistered&echo={CANARY}")
    shown = caplog.text + repr(client.ledger) + repr(list(client.ledger)) + repr(client)
    assert server.url.partition("//")[2] in shown
    assert [form for form in [*FORMS, "unregistered", "other"] if form in shown] == []
    assert any(record.name == "hypernav.http" for record in caplog.records)


@pytest.mark.parametrize("auth", KINDS)
@pytest.mark.parametrize("path", ["/cut", "/broken", "/loop", "/away", "/limited"])
def test_no_error_holds_a_secret(server, make, auth, path):
    query = f"?q={CANARY}"
    server.on("/cut", reply(body=b"x", length=5) + b"")
    server.on("/broken", b"HTTP/9 " + CANARY.encode() + b"\r\n\r\n")
    server.on("/loop", redirect(f"/loop{query}"))
    server.on("/away", redirect(f"http://evil.test/{query}"))
    server.on("/limited", reply(429, headers={"Retry-After": "99999"}))
    client = make(auth=auth, options=Options(read_timeout=0.2))
    with pytest.raises(HypernavError) as caught:
        client.send("POST" if path in ("/cut", "/broken") else "GET", path + query, body=b"{}", asked_by=f"x {CANARY}")
    error: BaseException | None = caught.value
    while error is not None:
        shown = f"{error} {error!r} {error.args} {vars(error)}"
        assert [form for form in FORMS if form in shown] == []
        error = error.__cause__ or error.__context__


def test_data_keeps_what_resembles_a_short_secret_by_chance():
    redact = Redactor()
    redact.register(["demo", "s3cret-value"])
    assert redact.in_data("a demo of s3cret-value") == "a demo of [hidden]"


def test_a_redactor_is_pickled_without_secrets_and_copied_with_them():
    redact = Redactor()
    redact.register(["s3cret-value"])
    assert b"s3cret" not in pickle.dumps(redact)
    assert copy.deepcopy([redact])[0].in_data("s3cret-value") == "[hidden]"
