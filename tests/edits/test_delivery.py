"""What becomes of a write: done, refused, in conflict with all three sides, or unknown until it is read back."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.errors import (
    Conflict,
    ConnectionFailed,
    Invalid,
    OutcomeUnknown,
    PatchError,
    ResponseError,
)
from hypernav.navigator import Navigator, connect
from hypernav.sandbox import Refusal
from hypernav.sandbox.server import Server
from tests.counting import Answer, Site, visiting
from tests.engine import session_of
from tests.shop import Shop, fields, lines, visit

GUARDED = ["tagged", "versioned", "headed", "masked", "patched", "merged"]
KINDS = [*GUARDED, "bare"]


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def nav(shop: Shop) -> Navigator:
    return visit(shop)


# Conflicts


@pytest.mark.parametrize("kind", KINDS)
def test_somebody_elses_change_of_the_same_is_never_overwritten(shop: Shop, nav: Navigator, kind: str):
    draft = nav.go(f"/{kind}/1").edit()
    fields(draft)["name"] = "Stool"
    shop.change(name="Bench")
    with pytest.raises(Conflict) as caught:
        draft.send()
    sides = [fields(side)["name"] for side in (caught.value.base, caught.value.mine, caught.value.theirs)]
    assert sides == ["Chair", "Stool", "Bench"]
    assert (shop.thing["name"], shop.writes, draft.state) == ("Bench", 0, "open")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "patched"])
def test_changes_that_do_not_overlap_are_merged_by_rebase(shop: Shop, nav: Navigator, kind: str):
    draft = nav.go(f"/{kind}/1").edit()
    fields(draft)["name"] = "Stool"
    shop.change(price=50)
    with pytest.raises(Conflict):
        draft.send()
    draft.rebase().send()
    assert (shop.thing["name"], shop.thing["price"], shop.writes) == ("Stool", 50, 1)


def test_a_patch_that_tests_values_does_not_mind_what_it_does_not_change(shop: Shop, nav: Navigator):
    draft = nav.go("/patched/1").edit()
    draft["name"] = "Stool"
    shop.change(price=50)
    draft.send()
    assert (shop.thing["name"], shop.thing["price"]) == ("Stool", 50)


def test_a_conflict_shows_three_sides_and_what_to_do(shop: Shop, nav: Navigator):
    draft = nav.go("/versioned/1").edit()
    draft["name"] = "Stool"
    shop.change(name="Bench", price=50)
    with pytest.raises(Conflict) as caught:
        draft.send()
    assert str(caught.value) == (
        "409 Conflict: Revision\n"
        "  where      PUT https://shop.test/versioned/1\n"
        "  code       8000\n"
        "  asked by   draft.send()\n"
        "  theirs     read back with one GET\n"
        "  changed    /name  /price\n"
        "  overlap    /name\n"
        '               base    "Chair"\n'
        '               mine    "Stool"\n'
        '               theirs  "Bench"\n'
        "  draft      kept as it is\n"
        '  next       .rebase(prefer="mine") or .rebase(prefer="theirs"), then .send()'
    )
    assert lines(nav) == ["GET /versioned/1", "PUT /versioned/1", "GET /versioned/1"]


def test_a_conflict_found_before_the_write_says_that_nothing_was_sent(shop: Shop, nav: Navigator):
    draft = nav.go("/bare/1").edit()
    draft["name"] = "Stool"
    shop.change(price=50)
    with pytest.raises(Conflict) as caught:
        draft.send()
    assert str(caught.value) == (
        "GET /bare/1 was changed by somebody else since the draft was made.\n"
        "  sent       nothing\n"
        "  theirs     read with one GET right before the write\n"
        "  changed    /price\n"
        "  overlap    none\n"
        "  draft      kept as it is\n"
        "  next       .rebase() merges both, then .send()"
    )


def test_a_missing_condition_is_no_conflict_and_names_the_guard(shop: Shop, nav: Navigator):
    draft = nav.go("/tagged/1").edit(guard=False)
    draft["name"] = "Stool"
    with pytest.raises(ResponseError, match=r"^428") as caught:
        draft.send()
    assert not isinstance(caught.value, Conflict)
    assert caught.value.details["next"] == (
        "the server wants a condition: .edit() without guard=False sends the ETag that came as If-Match"
    )
    draft.send(headers={"If-Match": '"1"'})
    assert shop.writes == 1


def test_a_304_to_a_write_leaves_the_outcome_unknown():
    with visiting(Site({"GET /it": {"id": 1, "name": "a"}, "PUT /it": Answer(None, 304)})) as nav:
        draft = nav.go("/it").edit()
        draft["name"] = "b"
        with pytest.raises(OutcomeUnknown) as caught:
            draft.send()
        assert caught.value.details["outcome"] == "unknown: such an answer to a write does not say whether it was done"
        assert draft.state == "unknown"


@pytest.mark.parametrize("status", [400, 409, 422])
def test_a_failed_test_is_a_conflict_whatever_status_says_so(shop: Shop, nav: Navigator, status: int):
    shop.failed_test = Refusal(status, "The test operation at /name failed")
    draft = nav.go("/patched/1").edit()
    draft["name"] = "Stool"
    shop.change(name="Bench")
    with pytest.raises(Conflict) as caught:
        draft.send()
    assert (caught.value.status, caught.value.theirs["name"]) == (status, "Bench")


def test_a_refusal_that_only_speaks_of_tests_stays_a_refusal(shop: Shop, nav: Navigator):
    draft = nav.go("/patched/1").edit()
    draft["name"] = "Stool"
    shop.faults.add(status=422, message="latest name is not allowed", method="PATCH")
    with pytest.raises(Invalid):
        draft.send()


def test_a_conflict_over_something_that_is_gone_says_so(shop: Shop, nav: Navigator):
    draft = nav.go("/versioned/1").edit()
    draft["name"] = "Stool"
    shop.change(name="Bench")
    shop.faults.add(status=404, method="GET")
    with pytest.raises(Conflict) as caught:
        draft.send()
    assert (caught.value.details["theirs"], caught.value.theirs) == ("it is not there any more", None)
    shop.faults.add(status=403, message="Forbidden", method="GET")
    with pytest.raises(Conflict) as caught:
        draft.send()
    assert caught.value.details["theirs"] == "could not be read: 403 Forbidden: Forbidden"


def test_hostile_names_and_secrets_stay_out_of_the_message(shop: Shop, nav: Navigator):
    shop.thing["\x1b[31mred"] = 1
    shop.thing["password"] = "hunter2-and-more"
    draft = nav.go("/versioned/1").edit()
    draft.update({"\x1b[31mred": 2, "password": "mine-is-longer"})
    shop.change(**{"\x1b[31mred": 3, "password": "theirs-is-too"})
    with pytest.raises(Conflict) as caught:
        draft.send()
    message = str(caught.value)
    assert "\x1b" not in message
    assert not [text for text in ("hunter2", "mine-is", "theirs-is") if text in message]
    assert 'theirs  "[hidden]"' in message


def test_many_overlaps_are_counted(shop: Shop, nav: Navigator):
    shop.thing.update({f"m{number:02}": 0 for number in range(20)})
    draft = nav.go("/versioned/1").edit()
    draft.update({f"m{number:02}": 1 for number in range(20)})
    shop.change(**{f"m{number:02}": 2 for number in range(20)})
    with pytest.raises(Conflict) as caught:
        draft.send()
    assert caught.value.details["overlap"].endswith("… 15 more")
    assert caught.value.details["changed"].endswith("/m11  … 8 more")


# Refusals


def test_a_refusal_names_the_field_and_keeps_the_draft(shop: Shop, nav: Navigator):
    draft = nav.go("/bare/1").edit()
    draft["price"] = "much"
    with pytest.raises(Invalid) as caught:
        draft.send()
    assert caught.value.fields == {"price": "must be a whole number"}
    assert caught.value.details["draft"] == "kept as it is: correct it, then .send() again"
    draft["price"] = 7
    draft.send()
    assert shop.thing["price"] == 7


@pytest.mark.parametrize("status", [401, 403, 404, 405, 429, 501, 505])
def test_any_other_refusal_keeps_the_draft_too(shop: Shop, nav: Navigator, status: int):
    draft = nav.go("/versioned/1").edit()
    draft["name"] = "Stool"
    shop.faults.add(status=status, method="PUT")
    with pytest.raises(ResponseError) as caught:
        draft.send()
    assert caught.value.details["draft"] == "kept as it is: .send() sends it again once that is settled"
    draft.send()
    assert shop.writes == 1


# A lost answer


def test_an_answer_that_is_lost_leaves_the_outcome_unknown(shop: Shop, nav: Navigator):
    draft = nav.go("/versioned/1").edit()
    draft["name"] = "Stool"
    shop.faults.add(drop="after", method="PUT")
    with pytest.raises(OutcomeUnknown) as caught:
        draft.send()
    following = ".check() reads it back and says which; it is not sent again before that"
    assert caught.value.details["next"] == following
    assert (draft.state, repr(draft)) == ("unknown", "Draft(PUT /versioned/1, 1 value changed, outcome unknown)")
    for refused in (draft.send, draft.rebase, draft.discard):
        with pytest.raises(PatchError) as refusal:
            refused()
    assert str(refusal.value) == (
        f"The draft was sent, and nobody knows yet whether it was done.\n  next       {following}"
    )
    assert shop.writes == 1


@pytest.mark.parametrize("kind", KINDS)
def test_reading_back_tells_that_it_was_done(shop: Shop, nav: Navigator, kind: str):
    draft = nav.go(f"/{kind}/1").edit()
    fields(draft)["name"] = "Stool"
    shop.faults.add(drop="after", method="PUT")
    shop.faults.add(drop="after", method="PATCH")
    with pytest.raises(OutcomeUnknown):
        draft.send()
    before = len(lines(nav))
    checked = draft.check()
    assert lines(nav)[before:] == [f"GET /{kind}/1"]
    assert (checked.outcome, draft.state, fields(checked.theirs)["name"]) == ("done", "done", "Stool")
    assert repr(checked) == "Checked(done: it holds what you sent; .done is the result)"
    assert checked.done is not None
    assert "the answer was lost, and it was read back" in str(checked.done)
    with pytest.raises(PatchError, match=r"cannot be edited: it was sent\."):
        fields(draft)["name"] = "Bench"
    checked.done.undo().send()
    assert shop.thing["name"] == "Chair"


@pytest.mark.parametrize("kind", KINDS)
def test_reading_back_tells_that_it_was_not_done_and_it_may_be_sent(shop: Shop, nav: Navigator, kind: str):
    draft = nav.go(f"/{kind}/1").edit()
    fields(draft)["name"] = "Stool"
    shop.faults.add(drop="before", method="PUT")
    shop.faults.add(drop="before", method="PATCH")
    with pytest.raises(OutcomeUnknown):
        draft.send()
    assert repr(draft.check()) == "Checked(not done: the draft is kept; .send() sends it)"
    draft.send()
    assert (shop.thing["name"], shop.writes) == ("Stool", 1)


@pytest.mark.parametrize("kind", KINDS)
def test_reading_back_tells_that_somebody_else_changed_it(shop: Shop, nav: Navigator, kind: str):
    draft = nav.go(f"/{kind}/1").edit()
    fields(draft)["name"] = "Stool"
    shop.faults.add(drop="after", method="PUT")
    shop.faults.add(drop="after", method="PATCH")
    with pytest.raises(OutcomeUnknown):
        draft.send()
    shop.change(name="Bench")
    checked = draft.check()
    assert (checked.outcome, checked.done, draft.state) == ("changed by somebody else", None, "open")
    assert checked.next == "the draft is kept; .rebase() merges, then .send()"
    with pytest.raises(Conflict):
        draft.send()
    assert shop.thing["name"] == "Bench"


def test_there_is_nothing_to_check_before_it_is_sent(nav: Navigator):
    draft = nav.go("/bare/1").edit()
    with pytest.raises(PatchError) as caught:
        draft.check()
    assert str(caught.value) == "There is nothing to check: the draft is open.\n  next       .send()"


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520, 524])
def test_a_server_that_failed_over_a_write_leaves_the_outcome_unknown(shop: Shop, nav: Navigator, status: int):
    draft = nav.go("/versioned/1").edit()
    draft["name"] = "Stool"
    shop.faults.add(status=status, method="PUT")
    with pytest.raises(ResponseError) as caught:
        draft.send()
    assert caught.value.details["outcome"] == "unknown: the server failed while it worked on the write"
    assert draft.state == "unknown"
    assert draft.check().outcome == "not done"


def test_an_interrupt_in_the_middle_of_a_write_leaves_the_outcome_unknown(shop: Shop, nav: Navigator):
    draft = nav.go("/versioned/1").edit()
    draft["name"] = "Stool"
    transport = session_of(nav).client._home.transport
    exchange = transport.exchange

    def interrupted(method: str, *arguments: Any) -> Any:
        answer = exchange(method, *arguments)
        if method == "PUT":
            raise KeyboardInterrupt
        return answer

    transport.exchange = interrupted  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        draft.send()
    assert draft.state == "unknown"
    assert draft.check().outcome == "done"


def test_what_never_left_keeps_the_draft_open():
    with Server(Site({"/it": {"a": 1}})) as server:
        draft = connect(server.url).go("/it").edit()
    draft["a"] = 2
    with pytest.raises(ConnectionFailed):
        draft.send()
    assert draft.state == "open"


def test_a_write_whose_answer_cannot_be_read_is_done():
    broken = Answer(b"{not json", 200)
    with visiting(Site({"GET /it": {"a": 1}, "PUT /it": broken})) as nav:
        draft = nav.go("/it").edit()
        draft["a"] = 2
        done = draft.send()
        assert draft.state == "done"
        assert done.status is None
        assert repr(done) == "Done(PUT /it, answer lost, 1 value changed)"
        assert "the answer could not be read: " in str(done)
