"""What may be edited, and what is the server's: refused with a reason, at the moment of the edit."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.edits.server_members import ServerMembers, holds_links
from hypernav.errors import PatchError
from hypernav.missing import MISSING

URL = "https://acme.test/v1/things/1"
PLAIN = ServerMembers(where="GET /v1/things/1", own_urls=frozenset({URL, "/v1/things/1"}))
SITE = ServerMembers(
    where="GET /sites/1",
    taken={"name": "name", "engineId": "scanEngine", "role.id": "role.id", "description": "description"},
)


@pytest.mark.parametrize(
    ("path", "before", "why"),
    [
        (("_links",), {}, "names that begin with an underscore are the server's"),
        (("_id",), "7", "names that begin with an underscore are the server's"),
        (("rules", 0, "_id"), "7", "names that begin with an underscore are the server's"),
        (("@odata.etag",), 'W/"1"', "names that begin with @odata. are the server's"),
        (("links",), [{"rel": "self", "href": URL}], "links are the server's: dots follow them"),
        (("owner", "links"), {"self": {"href": URL}}, "links are the server's: dots follow them"),
        (("id",), 7, "the server gives each thing its id"),
        (("id",), MISSING, "the server gives each thing its id"),
        (("url",), URL, "it is the address of this very place"),
        (("href",), "/v1/things/1", "it is the address of this very place"),
    ],
)
def test_what_every_server_sets_is_refused(path: tuple[Any, ...], before: Any, why: str):
    assert PLAIN.why_not(path, before) == why


@pytest.mark.parametrize(
    ("path", "before"),
    [
        (("name",), "a"),
        (("url",), "https://hooks.acme.test/"),
        (("url",), ["https://acme.test/"]),
        (("owner", "id"), 7),
        (("owner", "url"), URL),
        (("links",), ["https://acme.test/"]),
        (("links",), MISSING),
        (("rules", 0), {}),
    ],
)
def test_what_only_looks_like_it_may_be_edited(path: tuple[Any, ...], before: Any):
    assert PLAIN.why_not(path, before) == ""


def test_declared_members_and_versions_are_the_servers():
    members = ServerMembers(where="", read_only=("size", "parts.*.serial"), versions=("version", "parts.*.version"))
    assert members.why_not(("size",), 1) == "the server sets it"
    assert members.why_not(("parts", "door", "serial", "year"), 1) == "the server sets it"
    expected = "it is the version that guards this write, and goes along by itself"
    assert [members.why_not(path, 1) for path in (("version",), ("parts", "door", "version"))] == [expected] * 2


def test_declared_paths_may_have_names_with_dots():
    members = ServerMembers(
        where="",
        read_only=("@acme.size", "parts.*.@acme.serial"),
        versions=("@acme.version",),
        taken={"name": "@acme.name", "owner": "@acme.owner.id"},
        data={"@acme.name": "a", "@acme.owner": {"id": 7}, "@acme.size": 1},
    )
    assert members.why_not(("@acme.size",), 1) == "the server sets it"
    assert members.why_not(("parts", "front.door", "@acme.serial"), 1) == "the server sets it"
    assert members.why_not(("@acme.version",), 1).startswith("it is the version")
    assert members.why_not(("@acme.owner", "id"), 7) == ""
    assert members.why_not(("@acme.other",), 1) == "the write takes no such member"
    assert members.editable == ("@acme.name", "@acme.owner")
    with pytest.raises(PatchError, match=r"nearest    \['@acme.name'\]"):
        members.check(("name",), MISSING, "b")


def test_a_refusal_says_what_where_why_and_what_next():
    with pytest.raises(PatchError) as caught:
        PLAIN.check(("_links",), {"self": {}}, MISSING)
    assert str(caught.value) == (
        "['_links'] cannot be taken away: names that begin with an underscore are the server's.\n"
        "  where      GET /v1/things/1\n"
        "  next       leave it as it is; other members may be changed"
    )


def test_where_a_write_takes_some_members_others_are_refused_with_the_nearest():
    with pytest.raises(PatchError) as caught:
        SITE.check(("descripton",), MISSING, "x")
    assert str(caught.value) == (
        "['descripton'] cannot be changed: the write takes no such member.\n"
        "  where      GET /sites/1\n"
        "  nearest    ['description']\n"
        "  may change name  scanEngine  role  description\n"
        "  next       change one of those"
    )


def test_a_name_of_the_write_leads_to_the_name_of_the_representation():
    with pytest.raises(PatchError) as caught:
        SITE.check(("engineId",), MISSING, 3)
    assert caught.value.details["nearest"] == "['scanEngine']"


def test_of_a_member_that_is_taken_in_part_only_that_part_may_be_changed():
    SITE.check(("role",), {"id": "user", "name": "User"}, {"id": "admin", "name": "User"})
    SITE.check(("role", "id"), "user", "admin")
    with pytest.raises(PatchError, match=r"^\['role'\]\['name'\] cannot be changed"):
        SITE.check(("role",), {"id": "user", "name": "User"}, {"id": "user", "name": "Admin"})


def test_a_new_value_of_a_member_keeps_what_the_server_set_in_it():
    before = {"on": False, "_site": {"href": "/"}}
    PLAIN.check(("production",), before, {"on": True, "_site": {"href": "/"}})
    with pytest.raises(PatchError, match=r"^\['production'\]\['_site'\] cannot be taken away"):
        PLAIN.check(("production",), before, {"on": True})


def test_a_member_may_be_taken_away_with_everything_in_it_and_an_element_replaced():
    PLAIN.check(("production",), {"_site": {}}, MISSING)
    PLAIN.check(("rules", 0), {"_id": "1", "on": False}, {"on": True})


def test_setting_what_is_there_already_is_no_edit():
    PLAIN.check(("id",), 7, 7)
    with pytest.raises(PatchError):
        PLAIN.check(("id",), 1, True)


def test_whatever_lies_in_a_servers_member_is_the_servers():
    members = ServerMembers(where="", read_only=("summary",))
    assert members.is_servers(("summary", "count"), {"summary": {"count": 1}})
    assert members.is_servers(("_links", "self", "href"), {"_links": {"self": {"href": "/"}}})
    assert not members.is_servers(("name",), {"name": "a"})


def test_many_members_are_listed_up_to_a_number():
    members = ServerMembers(where="", taken={f"m{number}": f"m{number}" for number in range(20)})
    with pytest.raises(PatchError) as caught:
        members.check(("x",), MISSING, 1)
    assert caught.value.details["may change"].endswith("m14  … 5 more")


@pytest.mark.parametrize(
    ("value", "links"),
    [
        ([{"rel": "self", "href": "/"}], True),
        ({"self": "/", "items": [{"href": "/"}]}, True),
        ([], True),
        (["https://acme.test/"], False),
        ([{"name": "x"}], False),
        ({"self": 7}, False),
        ("/", False),
    ],
)
def test_links_are_told_from_data_of_that_name(value: Any, links: bool):
    assert holds_links(value) is links
