"""The one request that sends a change, form by form."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hypernav.edits.changes import changes
from hypernav.edits.guards import guard_of
from hypernav.edits.request import SendOptions, WriteRequest, carried, compose, json_patch_of, whole, with_options
from hypernav.errors import PatchError
from hypernav.profile import Editing, EditingForm
from hypernav.web.headers import Headers
from tests.counting import Answer, Site, visiting

URL = "https://acme.test/things/1"
BASE: dict[str, Any] = {
    "id": 1,
    "version": 3,
    "name": "a",
    "owner": {"id": 7, "name": "Ann"},
    "tags": ["x"],
    "links": [{"rel": "self", "href": URL}],
}


NO_WISHES = SendOptions()


def sent(
    editing: Editing, base: dict[str, Any] = BASE, *, gone: str = "", asked: SendOptions = NO_WISHES, **members: Any
) -> Any:
    current = {name: value for name, value in {**base, **members}.items() if name != gone}
    changed = changes(base, current)
    guard = guard_of(editing, base, changed, Headers([("ETag", '"1"')]))
    return compose(editing, URL, base, current, changed, guard, asked)


def refusal(editing: Editing, **settings: Any) -> str:
    with pytest.raises(PatchError) as caught:
        sent(editing, **settings)
    return str(caught.value)


def test_a_json_patch_has_its_tests_before_its_operations():
    request = sent(Editing(form="json patch", guard="test", guard_member="version"), name="b", tags=["x", "y"])
    assert (request.method, request.url, request.headers) == ("PATCH", URL, {"Content-Type": "application/json"})
    assert request.body == [
        {"op": "test", "path": "/version", "value": 3},
        {"op": "replace", "path": "/name", "value": "b"},
        {"op": "add", "path": "/tags/1", "value": "y"},
    ]


def test_members_that_changed_places_are_removed_and_added_because_every_server_knows_that():
    ops = [each.op for each in json_patch_of({"a": {"x": 1}}, {"b": {"x": 1}})]
    assert ops == ["remove", "add"]


def test_a_merge_patch_carries_what_changed():
    request = sent(Editing(form="merge patch", guard="if-match"), name="b", owner={"id": 7}, gone="tags")
    assert request.body == {"name": "b", "owner": {"name": None}, "tags": None}
    assert request.headers["If-Match"] == '"1"'


def test_a_merge_patch_cannot_say_null_and_says_so():
    assert refusal(Editing(form="merge patch"), name=None).startswith("A merge patch cannot set /name to null")


def test_changed_members_go_whole_with_those_that_are_always_needed():
    editing = Editing(form="changed members", guard="member", guard_member="version", required=("id",))
    request = sent(editing, owner={"id": 8, "name": "Ann"}, gone="tags")
    assert (request.method, request.body) == (
        "PUT",
        {"id": 1, "owner": {"id": 8, "name": "Ann"}, "tags": None, "version": 3},
    )


def test_a_mask_names_the_members_that_change():
    editing = Editing(form="changed members", method="PATCH", mask_parameter="updateMask")
    request = sent(editing, name="b", owner={"id": 8})
    assert (request.method, request.url) == ("PATCH", f"{URL}?updateMask=name,owner")


def test_a_whole_representation_is_sent_back_without_links_and_what_is_declared_to_be_the_servers():
    request = sent(Editing(form="whole representation", read_only=("version",)), name="b")
    assert request.body == {"id": 1, "name": "b", "owner": {"id": 7, "name": "Ann"}, "tags": ["x"]}


def test_users_links_are_no_hypermedia_and_go_back():
    request = sent(Editing(form="whole representation"), {"links": ["https://a.test/"], "_links": {}, "a": 1}, a=2)
    assert request.body == {"links": ["https://a.test/"], "a": 2}


def test_a_whole_representation_is_named_as_the_api_takes_it():
    editing = Editing(
        form="whole representation", members={"title": "name", "ownerId": "owner.id", "owner.label": "owner.name"}
    )
    assert sent(editing, name="b").body == {"title": "b", "ownerId": 7, "owner": {"label": "Ann"}}


def test_a_whole_representation_may_have_names_with_dots():
    editing = Editing(form="whole representation", members={"title": "@acme.name", "@acme.owner.id": "@acme.owner.id"})
    base = {"@acme.name": "a", "@acme.owner": {"id": 7}}
    assert sent(editing, base, **{"@acme.name": "b"}).body == {"title": "b", "@acme.owner": {"id": 7}}


def test_a_required_member_under_a_name_with_dots_is_named_whole():
    editing = Editing(form="whole representation", members={"name": "@acme.name"}, required=("name",))
    assert "the draft has no ['@acme.name']" in refusal(editing, base={"@acme.name": "", "a": 1}, a=2)


def test_a_version_of_the_whole_goes_along_where_its_members_do_not_have_it():
    editing = Editing(form="whole representation", members={"name": "name"}, guard="member", guard_member="version")
    assert sent(editing, name="b").body == {"name": "b", "version": 3}


def test_a_required_member_that_a_read_does_not_return_is_named():
    editing = Editing(
        form="whole representation", members={"name": "name", "password": "password"}, required=("password",)
    )
    assert refusal(editing, name="b") == (
        "The API requires 'password', and the draft has no ['password'].\n"
        "  because    a read does not return it\n"
        "  next       draft['password'] = …"
    )
    assert sent(editing, password="new").body == {"name": "a", "password": "new"}


@pytest.mark.parametrize("form", ["whole representation", "changed members"])
def test_a_required_member_that_was_taken_away_is_named_as_such(form: EditingForm):
    assert refusal(Editing(form=form, required=("name",)), gone="name") == (
        "The API requires 'name', and the draft has no ['name'].\n"
        "  because    it was taken away\n"
        "  next       draft['name'] = …"
    )


def test_a_required_member_that_is_empty_is_named_as_the_representation_has_it():
    editing = Editing(form="whole representation", members={"ownerName": "owner.name"}, required=("ownerName",))
    message = refusal(editing, owner={"id": 7, "name": ""})
    assert message == (
        "The API requires 'ownerName', and the draft has no ['owner']['name'].\n"
        "  because    it is empty\n"
        "  next       draft['owner']['name'] = …"
    )
    assert refusal(Editing(form="changed members", required=("name",)), name=None).startswith("The API requires 'name'")


def test_a_bare_body_is_the_one_member_that_the_api_takes():
    editing = Editing(form="whole representation", body="tags")
    assert sent(editing, tags=["x", "y"]).body == ["x", "y"]
    assert refusal(editing, name="b") == (
        "The write takes ['tags'] alone, and ['name'] was changed too.\n  next       .discard() takes the changes back"
    )


# Comments and other asked


COMMENTED = Editing(form="json patch", comment=True, ignore_conflicts_parameter="force", dry_run_parameter="dryRun")


def test_a_comment_wraps_the_patch():
    request = sent(COMMENTED, asked=SendOptions(comment="why"), name="b")
    assert request.body == {"comment": "why", "patch": [{"op": "replace", "path": "/name", "value": "b"}]}
    merge = sent(Editing(form="merge patch", comment=True), asked=SendOptions(comment="why"), name="b")
    assert merge.body == {"comment": "why", "merge": {"name": "b"}}


def test_a_comment_that_a_place_does_not_take_is_refused_before_sending():
    for editing in (Editing(form="json patch"), Editing(form="whole representation", comment=True)):
        assert refusal(editing, asked=SendOptions(comment="why"), name="b") == (
            "This place takes no comment.\n  comment    why\n  next       .send() without a comment"
        )


def test_a_comment_is_a_text():
    asked = SendOptions(comment=7)  # type: ignore[arg-type]
    assert refusal(COMMENTED, asked=asked, name="b") == "A comment is a text, not 7.\n  nearest    comment='7'"


def test_options_become_query_parameters():
    request = sent(COMMENTED, asked=SendOptions(ignore_conflicts=True, dry_run=True), name="b")
    assert request.url == f"{URL}?force=true&dryRun=true"


def test_options_take_the_place_of_what_the_address_says_before_its_fragment():
    editing = Editing(form="json patch", dry_run_parameter="dryRun", mask_parameter="mask")
    url = with_options(
        editing, "https://acme.test/x?dryRun=false&env=a#top", SendOptions(dry_run=True), "name,@acme.next"
    )
    assert url == "https://acme.test/x?env=a&mask=name,@acme.next&dryRun=true#top"


def test_options_that_a_place_does_not_have_are_refused():
    plain = Editing(form="json patch")
    assert refusal(plain, asked=SendOptions(ignore_conflicts=True), name="b") == (
        "This place has no way to ignore conflicts with pending changes.\n"
        "  next       .send() without ignore_conflicts; .rebase() merges with what somebody else did"
    )
    assert refusal(plain, asked=SendOptions(dry_run=True), name="b") == (
        "This place has no dry run.\n  next       .preview() shows the request and the change, and sends nothing"
    )


# The request itself


@pytest.mark.parametrize("value", ["ü\U0001f6a9", "\ud800", "\u0000\u202e", 2**70, 1e300, None])
def test_a_body_survives_as_json(value: Any):
    body = WriteRequest("PUT", URL, body={"v": value}).content
    assert json.loads(body) == {"v": value}
    assert b" " not in body


def test_a_request_shows_no_content():
    assert repr(WriteRequest("PUT", f"{URL}?token=s3cret", body={"p": "x"})) == "<WriteRequest PUT /things/1, 9 bytes>"


def test_what_a_write_carries_is_known_without_what_it_requires():
    editing = Editing(form="whole representation", members={"name": "name"}, required=("password",))
    assert carried(editing, {"name": "a", "size": 1}) == {"name": "a"}
    with pytest.raises(PatchError):
        whole(editing, {"name": "a"})


def test_what_is_sent_shares_nothing_with_the_representation():
    request = sent(Editing(form="whole representation"), name="b")
    request.body["tags"].append("y")
    assert BASE["tags"] == ["x"]


# What nobody touched


UNTOUCHED = '{"id": 1, "name": "a", "price": 12345678901234567.89, "rates": [1.0, 1e2, 0.30], "text": "\\ud800 \\/"}'


def exact_site() -> Site:
    answer = Answer(UNTOUCHED, 200, {"Allow": "GET, PUT, PATCH", "ETag": '"1"'})
    return Site({"GET /it": answer, "PUT /it": Answer(None, 204), "PATCH /it": Answer(None, 204)})


def test_a_write_of_the_whole_keeps_the_numbers_and_texts_that_nobody_touched():
    site = exact_site()
    with visiting(site) as nav:
        draft = nav.go("/it").edit()
        draft["name"] = "b"
        assert "12345678901234567.89" in str(draft.preview())
        assert "12345678901234567.89" in draft.curl()
        draft.send()
    assert site.asked[-1].body.decode() == UNTOUCHED.replace('"a"', '"b"').replace(": ", ":").replace(", ", ",")


def test_an_element_that_moves_keeps_its_spelling():
    with visiting(exact_site()) as nav:
        draft = nav.go("/it").edit()
        draft["rates"].insert(0, 7)
        assert b'"rates":[7,1.0,1e2,0.30]' in draft.request().content


def test_a_number_that_is_set_is_spelled_as_python_does():
    with visiting(exact_site()) as nav:
        draft = nav.go("/it").edit()
        draft["rates"] = [0.5, 2]
        assert b'"rates":[0.5,2]' in draft.request().content


def test_a_test_of_a_patch_carries_the_number_as_it_came():
    with visiting(exact_site()) as nav:
        draft = nav.go("/it").edit(form="json patch", guard=False)
        draft["price"] = 1
        assert draft.diff.to_json() == [{"op": "replace", "path": "/price", "value": 1}]
        assert b"1e2" not in draft.request().content


def test_a_name_that_stands_twice_is_said_before_the_write():
    site = Site({"/it": Answer('{"id": 1, "name": "a", "name": "b"}')})
    with visiting(site) as nav:
        draft = nav.go("/it").edit()
        draft["name"] = "c"
        assert "['name'] stands twice in an object of the answer: the last one was read" in str(draft.preview())


@pytest.mark.parametrize(("value", "named"), [(None, "['name']"), ({"deep": {"er": None}}, "['name']['deep']['er']")])
def test_a_null_that_a_merge_patch_cannot_set_names_ways_that_exist(value: Any, named: str):
    site = Site({"/it": Answer({"id": 1, "name": "a"}, 200, {"Accept-Patch": "application/merge-patch+json"})})
    with visiting(site) as nav:
        draft = nav.go("/it").edit()
        draft["name"] = value
        with pytest.raises(PatchError) as caught:
            draft.preview()
    assert caught.value.details["next"] == (
        f"del draft{named} takes it away; .edit(form='changed members') or .edit(form='json patch') can set null, "
        "where the server takes one of these"
    )
