"""In which form a place takes a change: declared, told by its server, or asked for."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.edits.forms import form_by_evidence, in_form
from hypernav.errors import PatchError
from hypernav.profile import Editing
from hypernav.web.headers import Headers

JSON_PATCH, MERGE_PATCH = "application/json-patch+json", "application/merge-patch+json"


def told(*, allowed: tuple[str, ...] = (), **headers: str) -> tuple[Any, ...] | None:
    found = form_by_evidence(Headers([(name.replace("_", "-"), value) for name, value in headers.items()]), allowed)
    return found and (found.editing.form, found.editing.method, found.editing.content_type, found.editing.guard)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Accept_Patch": f"{MERGE_PATCH}, {JSON_PATCH}"}, ("json patch", "PATCH", JSON_PATCH, "test")),
        ({"Accept_Patch": JSON_PATCH, "ETag": '"1"'}, ("json patch", "PATCH", JSON_PATCH, "if-match")),
        ({"Accept_Patch": f"{MERGE_PATCH};charset=utf-8"}, ("merge patch", "PATCH", MERGE_PATCH, "")),
        ({"Allow": "GET, put"}, ("whole representation", "PUT", "application/json", "")),
        ({"Allow": "GET, PATCH"}, ("merge patch", "PATCH", MERGE_PATCH, "")),
        (
            {"Accept_Patch": "text/example", "ETag": '"1"'},
            ("whole representation", "PUT", "application/json", "if-match"),
        ),
        ({}, ("whole representation", "PUT", "application/json", "")),
    ],
)
def test_the_server_tells_what_it_takes(headers: dict[str, str], expected: tuple[str, ...]):
    assert told(**headers) == expected


def test_methods_known_from_elsewhere_tell_too_and_the_server_wins():
    assert told(allowed=("PATCH",)) == ("merge patch", "PATCH", MERGE_PATCH, "")
    assert told(allowed=("PATCH",), Allow="GET, PUT") == ("whole representation", "PUT", "application/json", "")


def test_what_takes_neither_takes_no_change():
    assert told(Allow="GET, POST, DELETE") is None
    assert told(allowed=("POST",)) is None


FLAG = Editing(form="json patch", guard="test", guard_member="_version", comment=True)


def test_the_declared_form_stays_as_it_is():
    assert in_form(FLAG, "json patch") is FLAG


def test_an_api_that_takes_plain_json_for_a_patch_takes_it_for_the_other_one():
    merge = in_form(FLAG, "merge patch")
    assert (merge.method, merge.content_type, merge.guard, merge.comment) == ("PATCH", "application/json", "", True)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("json patch", ("PATCH", JSON_PATCH, "test")),
        ("merge patch", ("PATCH", MERGE_PATCH, "")),
        ("changed members", ("PUT", "application/json", "")),
    ],
)
def test_another_form_has_a_method_a_media_type_and_a_guard_of_its_own(form: str, expected: tuple[str, ...]):
    changed = in_form(Editing(form="whole representation"), form)
    assert (changed.method, changed.content_type, changed.guard) == expected


def test_a_guard_that_any_form_has_goes_along():
    assert in_form(Editing(form="whole representation", guard="if-match"), "json patch").guard == "if-match"


def test_a_form_that_does_not_exist_is_named_with_the_nearest():
    with pytest.raises(PatchError) as caught:
        in_form(FLAG, "jsonpatch")
    assert str(caught.value) == (
        "There is no form 'jsonpatch' of an edit.\n"
        "  nearest    form='json patch'\n"
        "  forms      'json patch', 'merge patch', 'changed members', 'whole representation'"
    )


def test_a_version_in_the_body_is_tested_where_the_form_is_a_json_patch():
    versioned = Editing(form="changed members", guard="member", guard_member="version")
    changed = in_form(versioned, "json patch")
    assert (changed.guard, changed.guard_member) == ("test", "version")
