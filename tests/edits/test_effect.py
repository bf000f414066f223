"""What the answer to a write shows of what was sent: nothing is believed for its status alone."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from hypernav.edits.changes import Changed, changes
from hypernav.edits.effect import carries, effect_of
from hypernav.errors import AnswerContradicts, AnswerWarning
from hypernav.missing import MISSING
from hypernav.options import Options
from tests.counting import Answer, Site, visiting

THING = {"id": 1, "name": "old", "size": 1, "tags": ["a"], "owner": {"email": "a@acme.test"}, "secret": "s"}


def outcomes(after: dict[str, Any], answered: dict[str, Any] | None, before: dict[str, Any] = THING) -> dict[str, str]:
    effect = effect_of(changes(before, after), answered, lambda value, at: repr(value))
    return {each.text.split(" ")[0]: each.outcome for each in effect}


@pytest.mark.parametrize(
    "value, answered, outcome",
    [
        ("new", "new", "held"),
        ("new", "old", "contradicted"),
        ("new", "other", "contradicted"),
        ("new", "******", "cannot be seen"),
        (2, 2.0, "held"),
        (True, 1, "contradicted"),
        (" New", "new", "held"),
        (2, "2.00", "held"),
        ("007", "7", "contradicted"),
        (9.994, 9.99, "held"),
        (9.99, 10, "contradicted"),
        (0.4, 0, "contradicted"),
        ("2026-01-31T10:00:00+01:00", "2026-01-31T09:00:00Z", "held"),
        ("2026-01-31T10:00:00Z", "2026-01-31T09:00:00Z", "contradicted"),
        ("2026-01-31", "2026-01-31T00:00:00Z", "cannot be seen"),
        ("2026-01-31", "2026-03-01T00:00:00Z", "contradicted"),
        (None, None, "held"),
        (["b", "a"], ["a", "b"], "held"),
        (["b", "b"], ["b"], "held"),
        (["b"], ["a"], "contradicted"),
        ({"a": 1}, {"a": 1, "id": 7}, "held"),
        ({"a": 1}, {"a": 2}, "contradicted"),
        ([{"a": 1}], [{"a": 1, "id": 7}], "held"),
        ([{"a": 1}], [], "contradicted"),
    ],
)
def test_a_value_that_comes_back_is_compared_with_the_one_that_was_sent(value, answered, outcome):
    assert outcomes({**THING, "name": value}, {**THING, "name": answered}) == {"/name": outcome}


@pytest.mark.parametrize(
    ("before", "after", "answered", "line"),
    [
        ("a", "b", {"x": "b"}, "held            /x is 'b'"),
        ("a", "b", {"x": "a"}, "contradicted    /x is 'b': it is still 'a'"),
        ("a", "b", {"x": "c"}, "contradicted    /x is 'b': it is 'c'"),
        ("a", "b", {"x": "****"}, "cannot be seen  /x is 'b': the answer hides it"),
        ("a", "b", {"x": "•••"}, "cannot be seen  /x is 'b': the answer hides it"),
        ("a", "b", {}, "cannot be seen  /x is 'b': the answer does not show it"),
        ("a", "b", None, "cannot be seen  /x is 'b': the answer does not carry the representation"),
        ("a", MISSING, {}, "held            /x is taken away"),
        ("a", MISSING, {"x": None}, "held            /x is taken away"),
        ("a", MISSING, {"x": "a"}, "contradicted    /x is taken away: it is still 'a'"),
        (
            "a",
            MISSING,
            {"x": "c"},
            "cannot be seen  /x is taken away: it was taken away, and has another value now",
        ),
        ("a", None, {}, "held            /x is None"),
    ],
)
def test_each_outcome_says_what_is_there(before: Any, after: Any, answered: Any, line: str):
    effect = effect_of([Changed(("x",), before, after)], answered, lambda value, at: repr(value))
    assert str(effect) == line


def test_an_order_that_was_asked_and_is_as_before_was_not_applied():
    before = {**THING, "tags": ["a", "b"]}
    assert outcomes({**before, "tags": ["b", "a"]}, before, before) == {"/tags": "contradicted"}


@pytest.mark.parametrize(
    "answered, outcome",
    [({}, "held"), ({"size": None}, "held"), ({"size": 1}, "contradicted"), ({"size": 0}, "cannot be seen")],
)
def test_a_member_that_was_taken_away_is_gone_or_still_there(answered, outcome):
    before = {"id": 1, "size": 1}
    assert outcomes({"id": 1}, {"id": 1, **answered}, before) == {"/size": outcome}


def test_what_servers_compute_is_not_judged():
    answered = {**THING, "name": "new", "size": 99, "updated": "now"}
    assert outcomes({**THING, "name": "new"}, answered) == {"/name": "held"}


def test_a_member_that_does_not_come_back_cannot_be_seen():
    answered = {name: value for name, value in THING.items() if name != "secret"}
    assert outcomes({**THING, "secret": "new"}, answered) == {"/secret": "cannot be seen"}


def test_nothing_is_seen_where_nothing_came_back():
    assert outcomes({**THING, "name": "new", "size": 2}, None) == {"/name": "cannot be seen", "/size": "cannot be seen"}


@pytest.mark.parametrize(
    "answer", [None, "text", [], {"status": "ok"}, {"id": 7, "job": "x"}, {**THING, "id": 2}, {"links": []}]
)
def test_a_receipt_is_not_taken_for_the_thing(answer):
    assert not carries(answer, THING)


def test_an_answer_that_shows_half_of_the_thing_is_enough():
    assert carries({"id": 1, "name": "new", "size": 1}, THING)


# Over the wire


def site(answer: Any) -> Site:
    return Site({"GET /it": THING, "PUT /it": answer})


def written(nav: Any, **sending: Any) -> Any:
    draft = nav.go("/it").edit()
    draft["name"] = "new"
    return draft.send(**sending)


def test_a_write_that_held_says_so_and_sends_nothing_more():
    served = site({**THING, "name": "new"})
    with visiting(served) as nav, warnings.catch_warnings():
        warnings.simplefilter("error")
        done = written(nav)
    assert done.effect.held
    assert str(done.effect) == 'held            /name is "new"'
    assert served.requests == ["GET /it", "GET /it", "PUT /it"]


def test_a_write_that_was_accepted_and_not_applied_warns_once_and_says_so_everywhere():
    with visiting(site(THING)) as nav:
        with pytest.warns(AnswerWarning) as caught:
            done = written(nav)
        assert [str(each.message) for each in caught] == ['Accepted, not applied: /name is "new": it is still "old".']
        assert repr(done) == "Done(PUT /it, 200, 1 value changed, 1 not applied)"
        assert 'accepted, not applied: /name is "new": it is still "old"' in str(done)
        assert "200 · accepted, not applied" in str(done).splitlines()[0]


@pytest.mark.parametrize("asked", ["send", "options"])
def test_a_strict_write_that_was_not_applied_is_raised_and_the_result_is_kept(asked: str):
    settings: Any = {"options": Options(strict=True)} if asked == "options" else {}
    with visiting(site(THING), **settings) as nav:
        with pytest.raises(AnswerContradicts) as caught:
            written(nav, **({"strict": True} if asked == "send" else {}))
        assert caught.value.details == {
            "where": "PUT /it",
            "outcome": "the server took the write",
            "next": ".done holds it: .done.effect says what came back, .done.undo() takes it back",
        }
        assert caught.value.done.status == 200
        assert len(caught.value.effect.contradicted) == 1


@pytest.mark.parametrize(
    "answer, because",
    [
        (Answer(None, 204), "the answer does not carry the representation"),
        ({"status": "ok"}, "the answer does not carry the representation"),
        (Answer(THING, 202), "202 says that it is to be done later"),
        (Answer("{", 200), "the answer could not be read: The answer is truncated: its JSON stops in the middle."),
    ],
)
def test_what_the_answer_does_not_show_is_said_and_warns_of_nothing(answer: Any, because: str):
    with visiting(site(answer)) as nav, warnings.catch_warnings():
        warnings.simplefilter("error")
        (unseen,) = written(nav, strict=True).effect.unseen
    assert unseen.because == because


def test_verifying_reads_back_once_and_judges_what_is_there():
    served = Site({"GET /it": THING, "PUT /it": Answer(None, 204)})
    with visiting(served) as nav, pytest.warns(AnswerWarning, match="it is still"):
        done = written(nav, verify=True)
    assert served.requests == ["GET /it", "GET /it", "PUT /it", "GET /it"]
    assert done["name"] == "old"
    assert served.count == 4


def test_what_cannot_be_read_back_was_done_all_the_same():
    served = Site({"GET /it": (THING, THING, Answer({}, 403)), "PUT /it": Answer(None, 204)})
    with visiting(served) as nav:
        done = written(nav, verify=True)
        assert done.effect.unseen[0].because.startswith("it could not be read back: 403 Forbidden")


def test_a_lost_answer_that_was_read_back_has_an_effect():
    served = Site({"GET /it": (THING, THING, {**THING, "name": "new"}), "PUT /it": Answer({}, 504)})
    with visiting(served) as nav:
        draft = nav.go("/it").edit()
        draft["name"] = "new"
        with pytest.raises(Exception, match="504"):
            draft.send()
        assert draft.check().done.effect.held


def test_secrets_do_not_show_in_an_effect():
    with visiting(site({**THING, "secret": "kept-as-it-was"})) as nav:
        draft = nav.go("/it").edit()
        draft["secret"] = "brand-new-secret"
        with pytest.warns(AnswerWarning) as caught:
            done = draft.send()
        assert "brand-new" not in f"{done.effect}{caught[0].message}"
