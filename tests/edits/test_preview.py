"""The page of a write that may be sent: exact, safe to save, the same as text and HTML."""

from __future__ import annotations

import json
import shlex
from typing import Any

import pytest

from hypernav.edits.preview import curl_of, shown_request
from hypernav.edits.request import WriteRequest
from hypernav.navigator import Navigator
from tests.counting import Answer, Site, visiting
from tests.engine import session_of
from tests.shop import Shop, visit


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def nav(shop: Shop) -> Navigator:
    return visit(shop)


def test_the_page_of_a_patch(nav: Navigator):
    draft = nav.go("/patched/1").edit()
    draft["name"] = "Stool"
    draft["nmae"] = "Stool"
    preview = draft.preview()
    assert repr(preview) == (
        "shop · PATCH /patched/1 · not sent · sandbox\n"
        "Changes    2 values\n"
        "  where  before  after\n"
        "  ─────  ──────  ─────\n"
        "  /name  Chair   Stool\n"
        "  /nmae  —       Stool\n"
        "Form       json patch: the server's Accept-Patch names application/json-patch+json\n"
        "Guard      test /name is as it was read\n"
        "           each value is tested before it is changed;\n"
        "           a test that does not hold refuses the whole patch (RFC 6902, section 5)\n"
        "           /nmae did not exist, and JSON Patch has no test for that:\n"
        "           send() reads the place once more right before it writes, and refuses if it changed;\n"
        "           in the moment between the two, somebody else's change could still be overwritten\n"
        "Request    PATCH https://shop.test/patched/1\n"
        "           Accept: application/json, */*;q=0.5\n"
        "           User-Agent: hypernav\n"
        "           Content-Type: application/json-patch+json\n"
        '           [{"op":"test","path":"/name","value":"Chair"},\n'
        '            {"op":"replace","path":"/name","value":"Stool"},\n'
        '            {"op":"add","path":"/nmae","value":"Stool"}]\n'
        "Notes      ['nmae'] is a new member; the nearest there was: ['name']\n"
        "Next       .send()"
    )


def test_text_and_html_say_the_same(nav: Navigator):
    draft = nav.go("/tagged/1").edit()
    draft["name"] = "<script>alert(1)</script>"
    bundle = draft._repr_mimebundle_()
    assert bundle["text/plain"] == str(draft.preview())
    assert "<script" not in bundle["text/html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in bundle["text/html"]
    assert "If-Match: &quot;1&quot;" in bundle["text/html"]


def test_a_draft_that_cannot_be_sent_shows_why(nav: Navigator):
    draft = nav.go("/tagged/1").edit()
    assert draft._repr_mimebundle_(include={"text/plain"})["text/plain"].startswith(
        "PatchError: The draft changes nothing of GET /tagged/1."
    )


def test_the_lines_of_a_body_are_the_body(nav: Navigator):
    draft = nav.go("/tagged/1").edit()
    draft["name"] = "Stühle " * 20
    preview = draft.preview()
    start = 5
    lines = shown_request(session_of(nav), preview.request)[start:]
    assert "".join(line.strip() for line in lines).encode() == preview.request.content
    assert len(lines) > 1


def test_two_long_texts_are_shown_from_where_they_part(shop: Shop, nav: Navigator):
    shop.thing["note"] = "x" * 500 + " old"
    draft = nav.go("/tagged/1").edit()
    draft["note"] = "x" * 500 + " new"
    text = str(draft.preview())
    assert "481 characters … xxxx" in text
    assert " old" in text.split("Form", maxsplit=1)[0]
    assert " new" in text.split("Form", maxsplit=1)[0]


def test_dates_are_shown_as_elsewhere():
    profile: Any = session_of(visit(Shop())).profile
    from dataclasses import replace

    shop = Shop()
    shop.thing["seen"] = 1762161120000
    nav = visit(shop, replace(profile, epoch_milliseconds=frozenset({"seen"})))
    draft = nav.go("/tagged/1").edit()
    draft["seen"] = 1762164720000
    assert "/seen  2025-11-03 09:12 UTC  2025-11-03 10:12 UTC" in str(draft.preview())


# Secrets


SECRET = {"password": "hunter2-and-more", "nested": {"client_secret": "very-much-so"}, "name": "a"}


@pytest.fixture
def secretive() -> Any:
    with visiting(Site({"GET /it": SECRET, "PUT /it": Answer(None, 204)})) as nav:
        yield nav


def test_secrets_are_variables_in_the_request_and_notes_in_the_values(secretive: Navigator):
    draft = secretive.go("/it").edit()
    draft["password"] = "correct-horse"
    draft["nested"]["client_secret"] = "battery-staple"
    preview = draft.preview()
    shown = [
        str(preview),
        preview._repr_mimebundle_()["text/html"],
        preview.curl(),
        draft.curl(),
        repr(preview.request),
    ]
    for text in shown:
        assert not [one for one in ("hunter2", "very-much", "correct-horse", "battery-staple") if one in text]
    assert '"password":"$PASSWORD"' in shown[0]
    assert "[hidden]" in shown[0]
    assert json.loads(preview.request.content)["password"] == "correct-horse"


def test_the_command_line_reads_secrets_from_variables(secretive: Navigator):
    draft = secretive.go("/it").edit()
    draft["password"] = "correct-horse"
    draft["name"] = 'it\'s "quoted" $HOME'
    data = draft.curl().split("--data-raw ")[1]
    # As a POSIX shell would, but for the variable.
    (body,) = shlex.split(data)
    hidden = {"password": "$PASSWORD", "nested": {"client_secret": "$CLIENT_SECRET"}}
    assert json.loads(body) == {**SECRET, **hidden, "name": draft["name"]}
    assert "'\"$PASSWORD\"'" in data


def test_an_operation_on_a_secret_member_hides_its_value(nav: Navigator):
    request = WriteRequest(
        "PATCH", "https://shop.test/it", body=[{"op": "replace", "path": "/owner/apiKey", "value": "abc-def-ghi"}]
    )
    assert '"value":"$APIKEY"' in shown_request(session_of(nav), request)[-1]
    assert "abc-def" not in curl_of(session_of(nav), request)


def test_a_secret_that_is_tested_is_another_variable_than_the_one_that_is_put_there(nav: Navigator):
    operations = [{"op": op, "path": "/secret", "value": f"secret-{op}"} for op in ("test", "replace")]
    request = WriteRequest("PATCH", "https://shop.test/it", body=operations)
    line = curl_of(session_of(nav), request)
    assert '"op":"test","path":"/secret","value":"\'"$SECRET_BEFORE"\'"' in line
    assert '"op":"replace","path":"/secret","value":"\'"$SECRET"\'"' in line


def test_a_credential_that_is_repeated_in_a_value_is_hidden():
    with visiting(Site({"GET /it": {"name": "a"}, "PUT /it": None}), token="s3cret-token-value") as nav:
        draft = nav.go("/it").edit()
        draft["name"] = "s3cret-token-value"
        preview = draft.preview(comment="")
        for text in (str(preview), preview._repr_mimebundle_()["text/html"], preview.curl()):
            assert "s3cret-token-value" not in text


def test_a_hostile_name_cannot_steer_a_terminal(shop: Shop, nav: Navigator):
    shop.thing["\x1b[31m\u202ename"] = 1
    draft = nav.go("/tagged/1").edit()
    draft["\x1b[31m\u202ename"] = 2
    assert "\x1b" not in str(draft.preview())
    assert "\u202e" not in str(draft.preview())
