"""Refusals that are no conflicts, told as what they are."""

from __future__ import annotations

import pytest

from hypernav.errors import ResponseError
from tests.counting import Answer, Site, visiting


def answering(status: int, code: str = "", **headers: str) -> Site:
    thing = {"id": 1, "name": "a"}
    refusal = Answer({"code": code, "message": "no"}, status)
    return Site({"GET /it": Answer(thing, 200, headers), "PUT /it": refusal, "PATCH /it": refusal})


def refusal_of(site: Site) -> ResponseError:
    with visiting(site) as nav:
        draft = nav.go("/it").edit()
        draft["name"] = "b"
        with pytest.raises(ResponseError) as caught:
            draft.send()
        assert draft.state == "open"
        return caught.value


def test_a_condition_that_cannot_be_guessed_can_be_given():
    error = refusal_of(answering(428))
    assert error.details["next"] == (
        "the server wants a condition such as If-Match, and sent no ETag: "
        '.send(headers={"If-Match": "…"}) gives it, of the value that it expects'
    )


def test_another_condition_than_the_one_that_was_sent_can_be_given():
    error = refusal_of(answering(428, ETag='"1"'))
    assert error.details["next"].startswith("the server wants another condition than If-Match: .send(headers=")


@pytest.mark.parametrize("end", ["-gzip", ";gzip", ":br", "-df"])
def test_an_etag_that_was_rewritten_on_the_way_is_told_as_that(end: str):
    error = refusal_of(answering(412, ETag=f'"abc{end}"'))
    assert error.details["because"] == (
        f'nothing changed there, and "abc{end}" was rewritten on the way by what compresses, so that it never matches'
    )
    assert error.details["next"].startswith(".edit(guard=False)")


def test_an_etag_that_the_server_does_not_take_is_told_as_that():
    error = refusal_of(answering(412, ETag='"1"'))
    assert error.details["because"] == 'nothing changed there: the server does not take the If-Match: "1" that it gave'


@pytest.mark.parametrize("status", [409, 412])
def test_a_refusal_for_the_state_of_a_place_is_no_conflict(status: int):
    error = refusal_of(answering(status))
    assert error.details["because"] == "nothing changed there since the draft was made: its state does not allow this"
    assert error.details["next"] == "settle what the message names, then .send() sends it again"
    assert (error.theirs, "rebase" in str(error)) == (None, False)  # type: ignore[attr-defined]


def test_a_form_that_is_not_taken_names_the_other_ones():
    error = refusal_of(answering(415, Allow="GET, PATCH"))
    assert error.details["next"] == (
        "the server takes no application/merge-patch+json here; another form may do: .edit(form='changed members'), "
        ".edit(form='json patch'), .edit(form='whole representation')"
    )
