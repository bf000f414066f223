"""Secrets taken out of texts."""

from __future__ import annotations

import base64
import copy
import json
import pickle
import re
from urllib.parse import quote, quote_plus

import pytest

from hypernav.http import BasicAuth
from hypernav.web import redaction
from hypernav.web.redaction import Redactor, argument, redacted_text, redacted_url

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


MASKED = {
    "https://a.test/?token=x": "https://a.test/?token=[hidden]",
    "https://a.test/?a=1&access_token=x&b=2": "https://a.test/?a=1&access_token=[hidden]&b=2",
    "https://a.test/?API_KEY=x": "https://a.test/?API_KEY=[hidden]",
    "https://a.test/?api-key=x;key=y&sig=z": "https://a.test/?api-key=[hidden]&sig=[hidden]",
    "https://a.test/?a=1;token=x": "https://a.test/?a=1;token=[hidden]",
    "https://a.test/?consumerToken=x&employeeToken=y": "https://a.test/?consumerToken=[hidden]&employeeToken=[hidden]",
    "https://a.test/?X-Amz-Signature=x&X-Amz-Credential=y": "https://a.test/?X-Amz-Signature=[hidden]&X-Amz-Credential=[hidden]",
    "/x?X-Amz-Signature=abc&X-Amz-Date=1": "/x?X-Amz-Signature=[hidden]&X-Amz-Date=1",
    "/x?api-key=abc&api_key=d&apiKey=e&key=f": "/x?api-key=[hidden]&api_key=[hidden]&apiKey=[hidden]&key=[hidden]",
    "/x?sig=abc&client_secret=d": "/x?sig=[hidden]&client_secret=[hidden]",
    "/x?access%5Ftoken=abc": "/x?access%5Ftoken=[hidden]",
    "/x?next=/y?token=abc": "/x?next=/y?token=[hidden]",
    "/x#access_token=abc&state=1": "/x#access_token=[hidden]&state=1",
    "/x?a=1&amp;token=abc": "/x?a=1&amp;token=[hidden]",
    "/x?token=it's": "/x?token=[hidden]",
    "https://me:pw@a.test/x": "https://[hidden]@a.test/x",
    "https://me@a.test/x/@y": "https://[hidden]@a.test/x/@y",
    "https://a.test/?password=x#y": "https://a.test/?password=[hidden]#y",
    "https://a.test/?page=2&pageToken=abc&nextPageToken=d": "https://a.test/?page=2&pageToken=abc&nextPageToken=d",
    "https://a.test/?keyword=x&monkey=y&continuationToken=z": "https://a.test/?keyword=x&monkey=y&continuationToken=z",
    "/x?pageToken=abc&continuationToken=d&$skiptoken=e": "/x?pageToken=abc&continuationToken=d&$skiptoken=e",
    "https://a.test/token=x": "https://a.test/token=x",
    "/x?token=": "/x?token=",
    "/x?token": "/x?token",
    "/x?page=2": "/x?page=2",
    "/a@b/c": "/a@b/c",
}


@pytest.mark.parametrize("redacted", [redacted_url, redacted_text])
@pytest.mark.parametrize("url, shown", MASKED.items())
def test_parameters_and_users_of_urls_are_hidden_by_name(redacted, url, shown):
    assert redacted(url) == shown


@pytest.mark.parametrize("redacted", [redacted_url, redacted_text])
@pytest.mark.parametrize("url", MASKED)
def test_hiding_twice_changes_nothing(redacted, url):
    assert redacted(redacted(url)) == redacted(url)


@pytest.mark.parametrize("value", ['ab"cd', "ab cd", "ab<cd", "'", "ab'"])
def test_a_value_of_a_url_is_hidden_as_a_whole(value):
    assert redacted_url(f"//me:a{value}@a.test/x?token={value}&page=2") == "//[hidden]@a.test/x?token=[hidden]&page=2"


@pytest.mark.parametrize("end", ["'", '"', " ", ">", "')", "','b'", "\n"])
def test_a_value_in_a_text_ends_with_its_url(end):
    text = f"see https://me:pw@a.test/?token=abc{end} and go on"
    assert redacted_text(text) == f"see https://[hidden]@a.test/?token=[hidden]{end} and go on"


PIECES = ["?", ";", "&", "#", "token", "?token=", "Aa", "a=", "?a", "://", "://@", "@", "'", "=", "%"]


@pytest.mark.parametrize("redacted", [redacted_url, redacted_text])
@pytest.mark.parametrize("piece", PIECES)
def test_no_character_of_a_long_text_is_judged_twice(piece, redacted, monkeypatch):
    # Read over and over, half a million characters would take hours.
    text = "/x?a=1&" + piece * (500_000 // len(piece))
    judged: list[str] = []
    monkeypatch.setattr(redaction, "is_secret", lambda name, door: bool(judged.append(name)))
    assert redacted(text).startswith(("/x?a=1&", "/x?a=1&://[hidden]@"))
    assert sum(map(len, judged)) <= len(text)


def test_an_argument_is_written_as_it_is_typed():
    assert argument("author", "octocat") == "author='octocat'"
    assert argument("code", "DE") == "code='DE'"
    assert argument("code", "abc", "url") == "code='[hidden]'"


@pytest.mark.parametrize("name", ["X-Api-Key", "Cookie", "Private-Token", "Authorization", "X-Session-Id"])
def test_a_header_is_hidden_by_its_name(name):
    assert Redactor().header(name, "abc") == "[hidden]"


def test_another_header_is_hidden_by_its_value():
    redact = Redactor()
    redact.register(["s3cret-value"])
    assert redact.header("X-Echo", "of s3cret-value") == "of [hidden]"
    assert redact.header("Idempotency-Key", "7") == "7"


WORDS = {
    "demo": "a demo of demos and undemocratic demo_keys, demodemo, %2Fdemo",
    "project": "GET /project/1 of /projects and /subproject",
    "Production": "Production, Productions and preProduction",
    "1234": "1234 of 12345",
}
WITHOUT = {
    "demo": "a [hidden] of demos and undemocratic demo_keys, demodemo, %2F[hidden]",
    "project": "GET /[hidden]/1 of /projects and /subproject",
    "Production": "[hidden], Productions and preProduction",
    "1234": "[hidden] of 12345",
}


@pytest.mark.parametrize("word", WORDS)
def test_a_secret_that_is_a_word_is_hidden_as_one_and_not_told_by_other_words(word):
    redact = Redactor()
    redact.register([word])
    assert redact(WORDS[word]) == WITHOUT[word]


def test_the_identifier_of_a_secret_is_hidden_and_that_of_its_last_part_is_not():
    redact = Redactor()
    redact.register(["sk-Live-0123", "me:items", "Items"])
    assert redact("acme.sk_live_0123 of acme.items") == "acme.[hidden] of acme.items"


def test_a_secret_that_a_mask_is_made_of_spoils_no_mask():
    redact = Redactor()
    redact.register(["hidden", "s3cret-value"])
    assert redact(redact("s3cret-value")) == "[hidden]"


def test_a_longer_secret_is_hidden_within_words():
    redact = Redactor()
    redact.register(["s3cret-value"])
    assert redact("xs3cret-valuex") == "x[hidden]x"


def test_data_keeps_what_resembles_a_short_secret_by_chance():
    redact = Redactor()
    redact.register(["demo", "s3cret-value"])
    assert redact.in_data("a demo of s3cret-value") == "a demo of [hidden]"


def test_a_redactor_is_pickled_without_secrets_and_copied_with_them():
    redact = Redactor()
    redact.register(["s3cret-value"])
    assert b"s3cret" not in pickle.dumps(redact)
    assert copy.deepcopy([redact])[0].in_data("s3cret-value") == "[hidden]"


def test_a_redactor_knows_what_is_declared_after_it_was_pickled():
    redact = pickle.loads(pickle.dumps(Redactor({"triggerURL"})))
    assert redact.data({"triggerURL": "https://a.test/1"}) == {"triggerURL": "[hidden]"}


def test_a_path_is_judged_by_its_last_step():
    assert Redactor().hides("environments.production.apiKey")
    assert Redactor({"triggerURL"}).hides("trigger.triggerURL")
    assert not Redactor({"triggerURL"}).hides("triggerURL.status")


def test_secrets_in_lists_and_objects_are_hidden():
    data = {"environments": [{"name": "a", "apiKey": "sdk-1"}], "password": ["one", "two"]}
    shown = Redactor().data(data)
    assert shown["environments"] == [{"name": "a", "apiKey": "[hidden]"}]
    assert shown["password"] == ["[hidden]", "[hidden]"]


def test_names_of_members_are_hidden_by_value():
    redact = Redactor()
    redact.register(["s3cret-value"])
    assert redact.data({"s3cret-value": 1, 2: "b"}) == {"[hidden]": 1, 2: "b"}


def test_an_empty_secret_and_a_null_are_shown_as_they_are():
    assert Redactor().data({"password": "", "secret": None}) == {"password": "", "secret": None}


def test_the_data_itself_stay_as_they_are():
    data = {"nested": {"password": "hunter2"}}
    Redactor().data(data)
    assert data == {"nested": {"password": "hunter2"}}


def test_so_many_levels_are_looked_into_as_are_asked_for():
    deep = {"a": {"b": {"password": "hunter2"}}}
    assert Redactor().data(deep, levels=2) == deep
    assert Redactor().data(deep, levels=3) == {"a": {"b": {"password": "[hidden]"}}}
