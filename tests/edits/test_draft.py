"""Drafts against servers that truly guard: previewed without sending, sent once, and no update lost."""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from hypernav.edits.draft import Draft
from hypernav.errors import Conflict, FieldNotFound, Invalid, NotFound, PatchConflict, PatchError
from hypernav.navigator import Navigator
from tests.counting import Answer, Site, visiting
from tests.engine import session_of
from tests.races import ROUNDS, race
from tests.shop import THING, Shop, fields, lines, visit

GUARDED = ["tagged", "versioned", "headed", "masked", "patched", "merged"]
KINDS = [*GUARDED, "bare"]


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def nav(shop: Shop) -> Navigator:
    return visit(shop)


# As a dict


def test_a_draft_is_a_dict_of_the_representation(nav: Navigator):
    draft = nav.go("/bare/1").edit()
    draft |= {"name": "Stool"}
    draft.setdefault("parts", []).append("leg")
    assert draft.pop("parts") == ["leg"]
    draft["size"]["height"] = 60
    del draft["tags"]
    assert dict(draft) == {"id": 1, "name": "Stool", "price": 40, "size": {"height": 60, "width": 45}}
    assert (len(draft), "tags" in draft, draft.get("tags"), draft.url) == (4, False, None, "https://shop.test/bare/1")
    assert draft.base["name"] == "Chair"
    assert draft._ipython_key_completions_() == list(draft)
    with pytest.raises(FieldNotFound):
        draft["nmae"]


def test_data_and_base_are_the_readers_own(nav: Navigator):
    draft = nav.go("/bare/1").edit()
    draft.data["name"] = draft.base["name"] = "Stool"
    draft.data["tags"].append("x")
    assert not draft.changed


def test_what_changed_is_a_patch(nav: Navigator):
    draft = nav.go("/bare/1").edit()
    assert (draft.changed, len(draft.diff)) == (False, 0)
    draft["tags"].append("pine")
    assert draft.changed
    assert draft.diff.to_json() == [{"op": "add", "path": "/tags/1", "value": "pine"}]
    draft["tags"].pop()
    assert not draft.changed


def test_discarding_takes_all_changes_back(nav: Navigator):
    draft = nav.go("/bare/1").edit()
    draft["name"] = "Stool"
    assert not draft.discard().changed
    draft["name"] = "Bench"
    assert draft.diff.to_json()[0]["value"] == "Bench"


def test_a_draft_says_in_one_line_what_it_is(nav: Navigator):
    draft = nav.go("/bare/1").edit()
    assert repr(draft) == "Draft(PUT /bare/1, 0 values changed, not sent)"
    draft["name"] = "Stool"
    assert repr(draft) == "Draft(PUT /bare/1, 1 value changed, not sent)"
    draft.send()
    assert repr(draft) == "Draft(PUT /bare/1, 1 value changed, done)"


def test_a_draft_without_a_change_says_so_and_sends_nothing(nav: Navigator):
    draft = nav.go("/bare/1").edit()
    for refused in (draft.send, draft.preview, draft.request):
        with pytest.raises(PatchError) as caught:
            refused()
    assert str(caught.value) == (
        "The draft changes nothing of GET /bare/1.\n"
        "  sent       nothing\n"
        "  next       change a member first: draft[…] = …"
    )
    assert lines(nav) == ["GET /bare/1"]


# Sending


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_arrives_in_every_form(shop: Shop, nav: Navigator, kind: str):
    draft = nav.go(f"/{kind}/1").edit()
    fields(draft)["name"] = "Stool"
    fields(draft)["size"]["height"] = 60
    fields(draft)["tags"].insert(0, "pine")
    done = draft.send()
    assert {
        **shop.thing,
        "version": 1,
    } == {**THING, "name": "Stool", "size": {"height": 60, "width": 45}, "tags": ["pine", "oak"]}
    assert (shop.writes, done.status) == (1, 200)


@pytest.mark.parametrize("kind", KINDS)
def test_the_request_that_is_shown_is_the_one_that_is_sent(shop: Shop, kind: str):
    seen: list[tuple[str, str, bytes, dict[str, str]]] = []
    nav = visit(shop)
    transport = session_of(nav).client._home.transport
    exchange = transport.exchange

    def spy(method: str, url: str, headers: Any, body: bytes | None, deadline: float) -> Any:
        seen.append((method, url, body or b"", dict(headers)))
        return exchange(method, url, headers, body, deadline)

    transport.exchange = spy  # type: ignore[method-assign]
    draft = nav.go(f"/{kind}/1").edit()
    fields(draft)["name"] = "Stühle"
    request = draft.request()
    curl = draft.curl()
    draft.send()
    method, url, body, headers = seen[-1]
    assert (method, url, body) == (request.method, request.url, request.content)
    assert headers.items() >= dict(request.headers).items()
    assert curl.startswith(f"curl -X {method} '{url}'")
    assert curl.endswith(f"--data-raw '{body.decode()}'")


@pytest.mark.parametrize("kind", GUARDED)
def test_a_write_with_a_guard_is_one_request(nav: Navigator, kind: str):
    draft = nav.go(f"/{kind}/1").edit()
    fields(draft)["name"] = "Stool"
    draft.send()
    assert [line.split()[0] for line in lines(nav)] == ["GET", draft.request().method]


def test_a_write_without_a_guard_is_one_read_and_one_write(nav: Navigator):
    draft = nav.go("/bare/1").edit()
    draft["name"] = "Stool"
    draft.send()
    assert lines(nav) == ["GET /bare/1", "GET /bare/1", "PUT /bare/1"]


def test_the_read_before_a_write_is_fooled_neither_by_caches_nor_by_dates():
    date = {"Last-Modified": "Mon, 03 Nov 2025 09:00:00 GMT"}
    seen: list[Any] = []

    def answer(request: Any) -> Answer:
        seen.append(request.headers)
        return Answer({"a": 1, "b": len(seen)}, headers=date)

    with visiting(Site({"GET /it": answer})) as nav:
        draft = nav.go("/it").edit()
        draft["a"] = 2
        with pytest.raises(Conflict):
            draft.send()
    assert (seen[1].get("If-Modified-Since"), seen[1].get("Cache-Control")) == (None, "no-cache")


@pytest.mark.parametrize("kind", ["bare", "tagged"])
def test_a_draft_is_never_sent_twice(shop: Shop, nav: Navigator, kind: str):
    draft = nav.go(f"/{kind}/1").edit()
    draft["name"] = "Stool"
    copied, deep = copy.copy(draft), copy.deepcopy(draft)
    draft.send()
    for again in (draft, copied, deep):
        for refused in (again.send, again.rebase, again.discard):
            with pytest.raises(PatchError) as caught:
                refused()
        assert str(caught.value) == (
            "The draft was sent already, and is done.\n  next       make a new one; .undo() of the result takes it back"
        )
    assert shop.writes == 1


def test_a_draft_that_was_sent_cannot_be_edited(nav: Navigator):
    draft = nav.go("/bare/1").edit()
    draft["name"] = "Stool"
    draft.send()
    with pytest.raises(PatchError) as caught:
        draft["name"] = "Bench"
    assert str(caught.value) == (
        "This draft cannot be edited: it was sent.\n  next       make a new draft: .edit() of the place"
    )


def test_a_copy_of_a_draft_has_changes_of_its_own(nav: Navigator):
    draft = nav.go("/bare/1").edit()
    draft["name"] = "Stool"
    other = copy.deepcopy(draft)
    other["name"] = "Bench"
    assert (draft["name"], other["name"]) == ("Stool", "Bench")


# Other forms and guards


def test_another_form_can_be_asked_for(shop: Shop, nav: Navigator):
    draft = nav.go("/merged/1").edit(form="json patch")
    draft["name"] = "Stool"
    preview = draft.preview()
    assert preview.request.headers == {"Content-Type": "application/json-patch+json", "If-Match": '"1"'}
    assert preview.form == "json patch: you asked for it"
    with pytest.raises(Invalid, match="merge-patch"):
        draft.send()
    assert (draft.state, shop.writes) == ("open", 0)


def test_a_weak_etag_that_a_strict_server_never_takes_has_a_way_out(shop: Shop, nav: Navigator):
    shop.weak = True
    draft = nav.go("/tagged/1").edit()
    draft["name"] = "Stool"
    with pytest.raises(Conflict) as caught:
        draft.send()
    assert caught.value.details["because"] == (
        'nothing changed there, and W/"1" is a weak ETag, which a strict server never takes (RFC 9110, 13.1.1)'
    )
    assert caught.value.details["next"] == (
        ".edit(guard=False) does without the condition, and reads the place once more before it writes"
    )
    assert "rebase" not in str(caught.value)
    assert ".edit(guard=False) does without" in draft.preview().why


def test_without_the_guard_the_place_is_read_once_more_instead(shop: Shop, nav: Navigator):
    draft = nav.go("/versioned/1").edit(guard=False)
    draft["name"] = "Stool"
    assert draft.preview().guard == "none"
    shop.change(name="Bench")
    with pytest.raises(Conflict):
        draft.send()
    assert shop.writes == 0


# Rebase


def test_rebase_reads_once_and_merges_at_any_time(shop: Shop, nav: Navigator):
    draft = nav.go("/bare/1").edit()
    draft["name"] = "Stool"
    shop.change(price=50, tags=["pine"])
    assert draft.rebase() is draft
    assert (draft["name"], draft["price"], draft.base["price"]) == ("Stool", 50, 50)
    assert draft.diff.to_json() == [{"op": "replace", "path": "/name", "value": "Stool"}]
    assert lines(nav) == ["GET /bare/1", "GET /bare/1"]


def test_rebase_names_what_overlaps_and_leaves_the_draft_as_it_was(shop: Shop, nav: Navigator):
    draft = nav.go("/bare/1").edit()
    draft["tags"].append("pine")
    draft["name"] = "Stool"
    shop.change(tags=["oak", "beech"], price=50)
    with pytest.raises(PatchConflict) as caught:
        draft.rebase()
    assert str(caught.value) == (
        "Both sides changed /tags.\n"
        "  where      GET /bare/1\n"
        "  overlap    /tags\n"
        '               base    ["oak"]\n'
        '               mine    ["oak", "pine"]\n'
        '               theirs  ["oak", "beech"]\n'
        "  draft      kept as it is\n"
        '  next       .rebase(prefer="mine") or .rebase(prefer="theirs")'
    )
    (overlap,) = caught.value.overlaps
    assert (overlap.pointer, overlap.mine, overlap.theirs) == ("/tags", ["oak", "pine"], ["oak", "beech"])
    assert (draft["price"], draft["name"]) == (40, "Stool")


@pytest.mark.parametrize(("prefer", "tags"), [("mine", ["oak", "pine"]), ("theirs", ["oak", "beech"])])
def test_rebase_takes_the_side_that_is_preferred(shop: Shop, nav: Navigator, prefer: Any, tags: list[str]):
    draft = nav.go("/tagged/1").edit()
    draft["tags"].append("pine")
    draft["name"] = "Stool"
    shop.change(tags=["oak", "beech"], price=50)
    draft.rebase(prefer=prefer).send()
    assert (shop.thing["tags"], shop.thing["name"], shop.thing["price"]) == (tags, "Stool", 50)


def test_a_side_that_does_not_exist_is_refused_before_anything_is_sent(nav: Navigator):
    draft = nav.go("/bare/1").edit()
    with pytest.raises(PatchError) as caught:
        draft.rebase(prefer="theirss")  # type: ignore[arg-type]
    assert str(caught.value) == ("There is no side 'theirss'.\n  nearest    'theirs'\n  sides      mine, theirs")
    assert lines(nav) == ["GET /bare/1"]


def test_a_place_that_is_gone_says_so():
    with visiting(Site({"GET /it": ({"a": 1}, Answer({"message": "gone"}, 404))})) as nav:
        draft = nav.go("/it").edit()
        draft["a"] = 2
        with pytest.raises(NotFound):
            draft.rebase()
        assert draft["a"] == 2


# Two writers


def count_up(draft: Draft) -> None:
    fields(draft)["price"] = fields(draft)["price"] + 1


@pytest.fixture
def eager_threads() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("eager_threads")
@pytest.mark.parametrize("kind", GUARDED)
def test_no_update_is_lost_between_two_writers(kind: str):
    shop = Shop()
    tally = race(lambda: visit(shop), f"/{kind}/1", count_up)
    assert tally.trouble == []
    assert shop.thing["price"] - THING["price"] == 2 * ROUNDS == shop.writes
    assert tally.conflicts > 0
