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


# Guards and forms that the representation tells of


def by_data(data: Any, **headers: str) -> Editing:
    pairs = [(name.replace("_", "-"), value) for name, value in headers.items()]
    found = form_by_evidence(Headers(pairs), (), data)
    assert found is not None
    return found.editing


@pytest.mark.parametrize(
    ("data", "member"),
    [
        ({"@odata.etag": 'W/"1"'}, "@odata.etag"),
        ({"odata.etag": '"1"'}, "odata.etag"),
        ({"__metadata": {"etag": 'W/"1"'}}, "__metadata.etag"),
        ({"_etag": '"1"'}, "_etag"),
        ({"etag": '"1"'}, "etag"),
    ],
)
def test_an_etag_in_the_body_guards_a_write(data: Any, member: str):
    editing = by_data({"id": 1, **data})
    assert (editing.guard, editing.guard_member) == ("if-match", member)


def test_the_etag_of_the_header_wins_over_one_in_the_body():
    editing = by_data({"@odata.etag": '"1"'}, ETag='"2"')
    assert (editing.guard, editing.guard_member) == ("if-match", "")


@pytest.mark.parametrize("value", ["BwWWja0YfJA=", "", 7, None, {"a": 1}])
def test_a_member_that_is_no_entity_tag_is_no_guard(value: Any):
    assert by_data({"etag": value}).guard == ""


def test_the_date_of_the_last_change_guards_where_nothing_better_does():
    date = "Tue, 21 Oct 2025 07:28:00 GMT"
    assert by_data({"id": 1}, Last_Modified=date).guard == "if-unmodified-since"
    assert by_data({"id": 1}, Last_Modified=date, ETag='"1"').guard == "if-match"
    assert by_data({"id": 1}, Last_Modified=date, Accept_Patch=JSON_PATCH).guard == "test"


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        ({"@odata.context": "$metadata#Items/$entity"}, {"Allow": "GET, PUT, PATCH"}),
        ({"Id": 1}, {"OData_Version": "4.0", "Allow": "GET, PATCH"}),
        ({"@odata.id": "/redfish/v1/Systems/1"}, {"Allow": "GET, PATCH"}),
        ({"@odata.id": "/redfish/v1/Systems/1"}, {}),
        ({"__metadata": {"type": "Item"}}, {"Allow": "PATCH"}),
    ],
)
def test_odata_and_redfish_take_patch_of_plain_json(data: Any, headers: dict[str, str]):
    editing = by_data(data, **headers)
    assert (editing.form, editing.method, editing.content_type) == ("changed members", "PATCH", "application/json")


def test_what_names_its_patches_or_takes_put_alone_is_believed_of_odata_too():
    data = {"@odata.context": "$metadata#Items/$entity"}
    assert by_data(data, Allow="GET, PUT").form == "whole representation"
    assert by_data(data, Allow="GET, PATCH", Accept_Patch=MERGE_PATCH).form == "merge patch"


def test_changed_members_go_as_a_patch_where_the_server_takes_one():
    changed = in_form(Editing(form="whole representation"), "changed members", patches=True)
    assert (changed.method, changed.content_type) == ("PATCH", "application/json")


@pytest.mark.parametrize(
    ("headers", "data", "why"),
    [
        ({"Accept-Patch": JSON_PATCH}, None, "the server's Accept-Patch names application/json-patch+json"),
        ({"Accept-Patch": MERGE_PATCH}, None, "the server's Accept-Patch names application/merge-patch+json"),
        ({"Allow": "GET, PUT"}, None, "the server takes PUT"),
        ({"Allow": "GET, PATCH"}, None, "the server takes PATCH and does not say in which form"),
        ({}, None, "the server says nothing of patches"),
        ({}, {"@odata.id": "/redfish/v1"}, "Redfish takes PATCH of the changed members as plain JSON"),
        ({}, {"@odata.context": "x"}, "OData takes PATCH of the changed members as plain JSON"),
        ({}, {"odata.metadata": "x"}, "OData takes PATCH of the changed members as plain JSON"),
        ({}, {"__metadata": {}}, "OData takes PATCH of the changed members as plain JSON"),
        ({"OData-Version": "4.0"}, {}, "OData takes PATCH of the changed members as plain JSON"),
    ],
)
def test_a_form_says_why_it_was_taken(headers: dict[str, str], data: Any, why: str):
    found = form_by_evidence(Headers(list(headers.items())), (), data)
    assert found is not None
    assert found.why == why


@pytest.mark.parametrize(
    "data",
    [
        {"@odata.etag": '"1"'},
        {"odata.etag": 'W/"1"'},
        {"__metadata": {"etag": '"1"'}},
        {"_etag": '"1"'},
        {"etag": '"1"'},
    ],
)
def test_an_etag_in_the_body_guards_under_each_name_that_is_known(data: dict[str, Any]):
    found = form_by_evidence(Headers([]), ("PUT",), data)
    assert found is not None
    name = next(iter(data))
    assert (found.editing.guard, found.editing.guard_member) == (
        "if-match",
        "__metadata.etag" if name == "__metadata" else name,
    )


@pytest.mark.parametrize("data", [{"tag": '"1"'}, {"etag": "1"}, {"etag": 1}, {"ETag": '"1"'}, {"etag": '"a" "b"'}])
def test_no_other_member_guards(data: dict[str, Any]):
    found = form_by_evidence(Headers([]), ("PUT",), data)
    assert found is not None
    assert found.editing.guard == ""
