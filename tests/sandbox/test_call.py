"""One request, as handlers see it."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.wrappers import Request

from hypernav.sandbox.call import Call, tag_of
from hypernav.sandbox.gate import Principal, admit
from hypernav.sandbox.problems import Forbidden, Invalid, Unmet
from tests.sandbox.lending import Library

TAG = tag_of({"a": 1})


def call(path: str = "/v1/authors", principal: Principal | None = None, **given: Any) -> Call:
    request = Request.from_values(path, base_url="https://lending.test", **given)
    admit(request, principal or Principal("ada", "", frozenset({"reader"})))
    return Call(Library(), request, {})


def test_urls_are_made_of_segments() -> None:
    assert call().url("authors", 7, "a/b c") == "https://lending.test/v1/authors/7/a%2Fb%20c"
    assert call("/v1/authors?page=2&q=x").here({"page": 3}) == "https://lending.test/v1/authors?q=x&page=3"
    assert call("/v1/authors").here() == "https://lending.test/v1/authors"


def test_the_time_is_the_sandbox_s() -> None:
    assert call().now.isoformat() == "2025-11-03T09:00:00+00:00"


@pytest.mark.parametrize(
    ("kind", "data", "mistake"),
    [
        (dict, b"", "The body is not JSON: the body is empty"),
        (dict, b"[]", "The body must be an object"),
        (list, b"{}", "The body must be an array"),
        (str, b"7", "The body must be a string"),
        (int, b"true", "The body must be a whole number"),
    ],
)
def test_a_body_of_another_kind_is_refused_as_a_whole(kind: type, data: bytes, mistake: str) -> None:
    with pytest.raises(Invalid) as caught:
        call(method="POST", data=data).body(kind)
    assert (str(caught.value), caught.value.where) == (mistake, "shape")


@pytest.mark.parametrize(("kind", "data", "value"), [(dict, b"{}", {}), (int, b"7", 7), (object, b"null", None)])
def test_a_body_is_read(kind: type, data: bytes, value: Any) -> None:
    assert call(method="POST", data=data).body(kind) == value


def test_a_role_is_required() -> None:
    call().require()
    call().require("owner", "reader")
    with pytest.raises(Forbidden, match="ada is not owner or writer"):
        call().require("owner", "writer")


@pytest.mark.parametrize("given", [TAG, f'"x", {TAG}', "*"])
def test_a_write_goes_on_if_what_it_changes_is_what_was_seen(given: str) -> None:
    call(headers={"If-Match": given}).check_match(TAG, required=True)


def test_a_write_needs_no_precondition_unless_it_is_required() -> None:
    call().check_match(TAG)
    with pytest.raises(Unmet, match="This request needs If-Match with the ETag of what it changes") as caught:
        call().check_match(TAG, required=True)
    assert caught.value.status == 428


@pytest.mark.parametrize("given", ['"x"', f"W/{TAG}"])
def test_a_write_is_refused_if_what_it_changes_was_changed(given: str) -> None:
    with pytest.raises(Unmet, match=f"What is there has the ETag {TAG}.") as caught:
        call(headers={"If-Match": given}).check_match(TAG)
    assert caught.value.status == 412


def test_a_weak_tag_never_matches_for_a_write() -> None:
    with pytest.raises(Unmet):
        call(headers={"If-Match": f"W/{TAG}"}).check_match(f"W/{TAG}")


@pytest.mark.parametrize(("given", "status"), [(TAG, 304), (f"W/{TAG}", 304), ("*", 304), ('"x"', 200), ("", 200)])
def test_what_the_asker_has_is_not_sent_again(given: str, status: int) -> None:
    reply = call(headers={"If-None-Match": given} if given else {}).tagged({"a": 1}, TAG)
    assert (reply.status, reply.headers["ETag"], reply.body) == (status, TAG, None if status == 304 else {"a": 1})
