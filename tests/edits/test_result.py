"""A write that was done: it reads as what is there now, says what changed, and leads back."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.errors import Conflict, PatchConflict
from hypernav.navigator import Navigator
from hypernav.patches.json.json_patch import JsonPatch
from tests.counting import Answer, Site, visiting
from tests.shop import THING, Shop, fields, visit

KINDS = ["tagged", "versioned", "headed", "masked", "patched", "merged", "bare"]


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def nav(shop: Shop) -> Navigator:
    return visit(shop)


def sent(nav: Navigator, kind: str = "tagged", **members: Any) -> Any:
    draft = nav.go(f"/{kind}/1").edit()
    fields(draft).update(members or {"name": "Stool"})
    return draft.send()


def test_it_reads_as_the_new_representation_and_sends_nothing(nav: Navigator):
    done = sent(nav)
    before = nav.ledger.count
    assert (done["name"], done.data["name"], "name" in done, done.resource["name"]) == ("Stool", "Stool", True, "Stool")
    assert (done.status, done.url, done.resource.status) == (200, "https://shop.test/tagged/1", 200)
    assert nav.ledger.count == before


def test_it_says_what_changed_and_what_was_before(nav: Navigator):
    done = sent(nav, name="Stool", price=50)
    assert done.patch == JsonPatch().replace("/name", "Stool").replace("/price", 50)
    assert [(one.pointer, one.before, one.after) for one in done.changes] == [
        ("/name", "Chair", "Stool"),
        ("/price", 40, 50),
    ]
    assert done.before["name"] == "Chair"
    assert repr(done) == "Done(PUT /tagged/1, 200, 2 values changed)"


def test_it_shows_itself(nav: Navigator):
    done = sent(nav)
    assert str(done) == (
        "shop · PUT /tagged/1 · 200 · done · sandbox\n"
        "Changes    1 value\n"
        "  where  before  after\n"
        "  ─────  ──────  ─────\n"
        "  /name  Chair   Stool\n"
        "Next       .undo()  .resource"
    )
    bundle = done._repr_mimebundle_()
    assert bundle["text/plain"] == str(done)
    assert "<td>Stool</td>" in bundle["text/html"]


def test_where_the_answer_says_nothing_reading_sends_one_get(shop: Shop, nav: Navigator):
    shop.minimal = True
    done = sent(nav)
    assert done.status == 204
    assert "the answer does not carry the new representation: reading it sends one GET" in str(done)
    before = nav.ledger.count
    assert (done["name"], done.data["price"]) == ("Stool", 40)
    assert nav.ledger.count == before + 1


def test_a_wrapped_representation_is_unwrapped(nav: Navigator):
    done = sent(nav, "versioned")
    assert (done["name"], done.data["name"], "name" in done) == ("Stool", "Stool", True)


def test_what_was_kept_of_the_place_is_forgotten(nav: Navigator):
    place = nav.go("/tagged/1").load()
    draft = place.edit()
    draft["name"] = "Stool"
    draft.send()
    assert not place.loaded
    assert place["name"] == "Stool"


def test_the_answer_itself_is_a_place_too():
    job = Answer({"job": 7, "status": "running"}, 202, {"Location": "/jobs/7"})
    jobs = ({"status": "running"}, {"status": "finished"})
    with visiting(Site({"GET /it": {"a": 1, "b": 2}, "PUT /it": job, "GET /jobs/7": jobs})) as nav:
        draft = nav.go("/it").edit()
        draft["a"] = 2
        done = draft.send()
        assert (done.answer["job"], done.answer.url, done.resource.url) == (
            7,
            f"{nav.root.url}/jobs/7",
            f"{nav.root.url}/it",
        )
        assert done.answer.wait()["status"] == "finished"


# Undo


@pytest.mark.parametrize("kind", KINDS)
def test_undo_prepares_the_way_back_and_sends_nothing(shop: Shop, nav: Navigator, kind: str):
    done = sent(nav, kind, name="Stool", tags=["pine"], colour="red", price=41)
    before = nav.ledger.count
    draft = done.undo()
    assert draft.preview().changes
    assert nav.ledger.count == before
    again = draft.send()
    assert {**shop.thing, "version": 1} == THING | ({"colour": None} if kind in ("versioned", "masked") else {})
    again.undo().send()
    assert (shop.thing["name"], shop.thing["colour"]) == ("Stool", "red")


@pytest.mark.parametrize("kind", KINDS)
def test_undo_works_where_the_answer_said_nothing(shop: Shop, nav: Navigator, kind: str):
    shop.minimal = True
    done = sent(nav, kind)
    done.undo().send()
    assert (shop.thing["name"], shop.writes) == ("Chair", 2)


def test_undo_reads_only_where_the_next_write_needs_what_nobody_knows(shop: Shop, nav: Navigator):
    shop.minimal = True
    for kind, reads in (("tagged", 1), ("versioned", 1), ("bare", 0), ("patched", 0)):
        done = sent(nav, kind, name=f"Stool {kind}")
        before = nav.ledger.count
        done.undo()
        assert nav.ledger.count - before == reads


@pytest.mark.parametrize("kind", KINDS)
def test_undo_never_overwrites_what_somebody_did_since(shop: Shop, nav: Navigator, kind: str):
    done = sent(nav, kind)
    draft = done.undo()
    shop.change(name="Bench")
    with pytest.raises(Conflict):
        draft.send()
    assert shop.thing["name"] == "Bench"


@pytest.mark.parametrize("minimal", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_undo_asks_where_somebody_changed_the_same_and_it_was_read(
    shop: Shop, nav: Navigator, kind: str, minimal: bool
):
    shop.minimal = minimal
    done = sent(nav, kind, name="Stool", tags=["pine"])
    shop.change(tags=["pine", "new"])
    nav.go(f"/{kind}/1").refresh()
    draft = done.undo()
    with pytest.raises(Conflict):
        draft.send()
    with pytest.raises(PatchConflict, match="/tags"):
        draft.rebase()
    draft.rebase(prefer="theirs").send()
    assert (shop.thing["name"], shop.thing["tags"]) == ("Chair", ["pine", "new"])


def test_undo_takes_back_this_write_and_nothing_else(shop: Shop, nav: Navigator):
    done = sent(nav)
    shop.change(price=99)
    done.resource.refresh()
    undone = done.undo()
    assert undone.diff == JsonPatch().replace("/name", "Chair")
    undone.send()
    assert (shop.thing["name"], shop.thing["price"]) == ("Chair", 99)


def test_undo_puts_back_what_was_taken_away_and_takes_away_what_was_new(shop: Shop, nav: Navigator):
    draft = nav.go("/tagged/1").edit()
    del draft["size"]["height"]
    draft["size"]["depth"] = 7
    del draft["tags"]
    draft["colour"] = {"seat": "red"}
    draft.send().undo().send()
    assert {**shop.thing, "version": 1} == THING


@pytest.mark.parametrize(
    "answer",
    [
        Answer({"a": 2, "b": 1, "c": 1}, headers={"ETag": '"2"'}),
        Answer({"a": 2, "b": 1, "c": 1, "d": 1}),
        Answer(None, 303, {"Location": "/told"}),
    ],
)
def test_undo_of_a_write_that_answered_less_than_it_needs_reads_the_rest(answer: Answer):
    site = Site(
        {
            "GET /it": (
                Answer({"a": 1, "b": 1, "c": 1, "d": 1}, headers={"ETag": '"1"'}),
                Answer({"a": 2, "b": 1, "c": 1, "d": 1}, headers={"ETag": '"2"'}),
            ),
            "PUT /it": answer,
            "GET /told": Answer({"a": 2, "b": 1, "c": 1, "d": 1}, headers={"ETag": '"7"'}),
        }
    )
    with visiting(site) as nav:
        draft = nav.go("/it").edit()
        draft["a"] = 2
        undone = draft.send().undo()
    assert undone.request().body == {"a": 1, "b": 1, "c": 1, "d": 1}
    assert undone.request().headers["If-Match"] == '"2"'
