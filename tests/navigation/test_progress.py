"""Whether something is still going on: by declared words, by usual words, and only what the document says."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.navigation.progress import progress_of
from hypernav.profile import Work

SCAN = Work(busy=("running", "dispatched"), failed=("aborted", "error"))
OPERATION = Work(status="done", absent="busy", error="error")
TASK = Work(busy=("pending", "started"), failed=("failure", "error"), verdict="result.status")


@pytest.mark.parametrize(
    "word",
    [
        *(
            "running",
            "Pending",
            "QUEUED",
            "in progress",
            "in_progress",
            "IN-PROGRESS",
            "InProgress",
            "started",
            "RETRY",
        ),
        *("starting", "processing", "progressing", "dispatched", "integrating", "submitted", "accepted", "waiting"),
        *("executing", "retrying", "initializing", "building", "stopping", "cancelling", "canceling"),
    ],
)
def test_usual_words_say_that_it_goes_on(word: str):
    assert progress_of({"status": word}).state == "busy"


@pytest.mark.parametrize(
    "word",
    [
        *("failed", "Error", "ABORTED", "timed out", "cancelled", "canceled", "failure", "fail", "errored"),
        *("timeout", "rejected", "killed", "expired", "crashed"),
    ],
)
def test_usual_words_say_that_it_failed(word: str):
    found = progress_of({"status": word, "message": "no space left"})
    assert (found.state, found.word, found.why) == ("failed", word, "no space left")


@pytest.mark.parametrize("word", ["finished", "complete", "succeeded", "SUCCESS", "paused", "stopped", "active"])
def test_any_other_word_says_that_it_is_over(word: str):
    found = progress_of({"status": word})
    assert (found.state, found.word) == ("done", word)


@pytest.mark.parametrize(
    "data",
    [
        {"state": "running"},
        {"phase": "pending"},
        {"status": {"state": "queued"}},
        {"Status": "running"},
        {"State": "x", "status": "running"},
        {"State": "running"},
    ],
)
def test_the_word_stands_in_a_member_that_is_usual_for_it(data: dict[str, Any]):
    assert progress_of(data).state == "busy"


@pytest.mark.parametrize("data", [{}, {"status": 200}, {"status": None}, [], None, "running", {"status": {"code": 1}}])
def test_what_says_nothing_is_not_waited_for(data: Any):
    assert progress_of(data).state == "done"


def test_accepted_is_not_finished_whatever_the_body_says():
    assert progress_of({"name": "x"}, status=202).state == "busy"
    assert progress_of({"status": "failed"}, status=202).state == "failed"


# As declared


@pytest.mark.parametrize(
    ("data", "state"),
    [
        ({"status": "Running"}, "busy"),
        ({"status": "aborted"}, "failed"),
        # Usual words that the API does not use in this sense are none of its words.
        ({"status": "pending"}, "done"),
        ({}, "done"),
        ({"status": None}, "done"),
    ],
)
def test_declared_words_are_the_only_ones(data: dict[str, Any], state: str):
    assert progress_of(data, SCAN).state == state


@pytest.mark.parametrize(
    ("data", "state"),
    [
        ({"name": "operations/1"}, "busy"),
        ({"name": "operations/1", "done": False}, "busy"),
        ({"name": "operations/1", "done": True, "response": {}}, "done"),
        ({"name": "operations/1", "done": True, "error": {"code": 7, "message": "denied"}}, "failed"),
    ],
)
def test_an_operation_that_says_done_only_when_it_is(data: dict[str, Any], state: str):
    assert progress_of(data, OPERATION).state == state


def test_the_error_of_an_operation_is_told():
    assert progress_of({"done": True, "error": {"code": 7, "message": "denied"}}, OPERATION).why == "denied"


@pytest.mark.parametrize(
    ("data", "state"),
    [
        ({"status": "PENDING"}, "busy"),
        ({"status": "SUCCESS", "result": {"status": "SUCCESS"}}, "done"),
        # The worker's success is not the verdict.
        ({"status": "SUCCESS", "result": {"status": "ERROR", "errorMessage": "bad"}}, "failed"),
        ({"status": "FAILURE", "result": None}, "failed"),
    ],
)
def test_a_verdict_may_stand_elsewhere(data: dict[str, Any], state: str):
    assert progress_of(data, TASK).state == state


def test_a_place_that_is_only_where_to_look_uses_the_usual_words():
    assert progress_of({"status": "running"}, Work(at="/jobs/{id}")).state == "busy"


def test_a_long_word_is_cut():
    word = progress_of({"status": "x" * 1_000}).word
    assert word == "x" * 60 + "… 940 more characters"


def test_declared_words_may_stand_under_names_with_dots_or_in_arrays():
    work = Work(status="@acme.state", busy=("running",), failed=("failed",), error="errors.0")
    assert progress_of({"@acme.state": "Running"}, work).state == "busy"
    assert progress_of({"@acme.state": "over", "errors": []}, work).state == "done"
    found = progress_of({"@acme.state": "over", "errors": [{"message": "no space left"}]}, work)
    assert (found.state, found.why) == ("failed", "no space left")
