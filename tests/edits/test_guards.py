"""What keeps a write from undoing somebody else's change: the best that the API has, and why."""

from __future__ import annotations

from typing import Any

from hypernav.edits.changes import changes
from hypernav.edits.guards import READS_ONCE_MORE, Guard, guard_of
from hypernav.profile import Editing
from hypernav.web.headers import Headers

FLAG = Editing(form="json patch", guard="test", guard_member="_version", guard_parts=("environments.*.version",))
VALUES = Editing(form="json patch", guard="test")
BASE: dict[str, Any] = {
    "_version": 7,
    "name": "a",
    "tags": ["x"],
    "custom": {"a": 1},
    "environments": {"production": {"on": False, "version": 3}, "test": {"on": False, "version": 4}},
}


def guard(editing: Editing, base: dict[str, Any] = BASE, headers: Any = (), **members: Any) -> Guard:
    return guard_of(editing, base, changes(base, {**base, **members}), Headers(headers))


def test_a_version_is_tested_and_the_version_of_each_part_that_changes():
    production = {"on": True, "version": 3}
    found = guard(FLAG, name="b", environments={**BASE["environments"], "production": production})
    assert found.what == "test /_version is 7 and /environments/production/version is 3"
    assert found.why == "a test that does not hold refuses the whole patch (RFC 6902, section 5)"
    assert found.tests == ((("_version",), 7), (("environments", "production", "version"), 3))
    assert found.complete


def test_the_version_of_a_part_guards_what_stands_beside_it_and_nothing_else():
    parts = Editing(form="json patch", guard="test", guard_parts=("environments.*.version",))
    production = {"on": True, "version": 3}
    found = guard(parts, name="b", environments={**BASE["environments"], "production": production})
    assert [path for path, _ in found.tests] == [("environments", "production", "version"), ("name",)]


def test_the_version_of_a_part_may_have_a_name_with_dots():
    parts = Editing(form="json patch", guard="test", guard_parts=("environments.*.@acme.version",))
    base = {"environments": {"eu.west": {"on": False, "@acme.version": 3}}}
    found = guard(parts, base, environments={"eu.west": {"on": True, "@acme.version": 3}})
    assert found.tests == ((("environments", "eu.west", "@acme.version"), 3),)


def test_a_version_below_the_top_guards_the_whole():
    found = guard(
        Editing(form="json patch", guard="test", guard_member="sys.version"), {"sys": {"version": 1}, "a": 1}, a=2
    )
    assert found.tests == ((("sys", "version"), 1),)


def test_without_a_version_each_value_is_tested_before_it_changes():
    found = guard(VALUES, name="b", tags=["x", "y"])
    assert found.what == "test /name is as it was read and /tags is as it was read"
    assert found.tests == ((("name",), "a"), (("tags",), ["x"]))
    assert found.why.startswith("each value is tested before it is changed;\na test that does not hold")
    assert found.complete


def test_a_version_that_did_not_come_leaves_the_values_to_test():
    found = guard(FLAG, {"name": "a"}, name="b")
    assert (found.tests, found.complete) == (((("name",), "a"),), True)


def test_what_a_new_member_is_put_into_is_tested():
    found = guard(VALUES, custom={"a": 1, "b": 2})
    assert found.tests == ((("custom",), {"a": 1}),)


def test_a_new_member_at_the_top_has_no_test_and_so_is_read_before():
    found = guard(VALUES, description="new", name="b")
    assert (found.tests, found.complete) == (((("name",), "a"),), False)
    assert found.why.endswith(f"/description did not exist, and JSON Patch has no test for that:\n{READS_ONCE_MORE}")
    alone = guard(VALUES, description="new")
    assert (alone.what, alone.complete) == ("none", False)
    assert alone.why.startswith("/description did not exist, and JSON Patch has no test for that:\nsend() reads")


def test_an_etag_is_sent_back():
    found = guard(Editing(form="merge patch", guard="if-match"), headers=[("ETag", '"abc"')], name="b")
    assert (found.what, dict(found.headers), found.complete) == ('If-Match: "abc"', {"If-Match": '"abc"'}, True)
    assert found.why == "the server refuses the write if the ETag is no longer this one (RFC 9110, 13.1.1)"


def test_an_etag_in_the_body_is_sent_back():
    editing = Editing(form="merge patch", guard="if-match", guard_member="@odata.etag")
    assert guard(editing, {"@odata.etag": 'W/"1"', "a": 1}, a=2).headers == {"If-Match": 'W/"1"'}


def test_a_weak_etag_is_said_to_be_weak():
    found = guard(Editing(form="merge patch", guard="if-match"), headers=[("ETag", 'W/"1"')], name="b")
    assert found.why.endswith("it is a weak ETag, which a strict server never takes: .edit(guard=False) does without")


def test_a_version_goes_into_a_header():
    editing = Editing(form="whole representation", guard="header", guard_member="_version", guard_header="X-Version")
    found = guard(editing, name="b")
    assert (found.what, found.headers, found.complete) == ("X-Version: 7", {"X-Version": "7"}, True)
    assert found.why == "the server refuses the write if its own version is another one"


def test_a_version_goes_into_the_body():
    found = guard(Editing(form="changed members", guard="member", guard_member="_version"), name="b")
    assert (found.what, found.members) == ("_version 7 in the body", ((("_version",), 7),))


def test_without_a_guard_it_is_said_what_that_means():
    found = guard(Editing(form="whole representation"), name="b")
    assert (found.what, found.complete) == ("none", False)
    assert found.why == f"this API has none for this form:\n{READS_ONCE_MORE}"


def test_a_guard_whose_version_did_not_come_is_none():
    tag = guard(Editing(form="merge patch", guard="if-match"), name="b")
    assert (tag.what, tag.why.split(":")[0]) == ("none", "no ETag came with the representation")
    version = guard(Editing(form="changed members", guard="member", guard_member="version"), name="b")
    assert (version.what, version.why.split(":")[0]) == ("none", "the representation has no version")
    switch = guard(Editing(form="changed members", guard="member", guard_member="v"), {"v": True, "a": 1}, a=2)
    assert not switch.complete


def test_a_date_guards_and_the_place_is_read_once_more_all_the_same():
    date = "Tue, 21 Oct 2025 07:28:00 GMT"
    editing = Editing(form="whole representation", guard="if-unmodified-since")
    guard = guard_of(editing, {"id": 1}, (), Headers([("Last-Modified", date)]))
    assert (guard.headers, guard.complete) == ({"If-Unmodified-Since": date}, False)
    assert guard.what == f"If-Unmodified-Since: {date}"
    assert guard.why.startswith(
        "the server refuses the write after a later date (RFC 9110, 13.1.4), which may hide a change of the same second"
    )


def test_a_date_that_did_not_come_guards_nothing():
    editing = Editing(form="whole representation", guard="if-unmodified-since")
    guard = guard_of(editing, {"id": 1}, (), Headers())
    assert (guard.what, guard.complete) == ("none", False)
    assert guard.why.startswith("no Last-Modified came with the representation")
