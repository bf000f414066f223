"""Searches in the audit log: times and texts in the query, resources and actions in statements."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hypernav.apis.launchdarkly.search import AUDIT_LOG
from hypernav.errors import NotExpressible, WrongValue
from hypernav.search import Expression, Ordering, Query, where
from tests.apis.launchdarkly.asking import found, only_call, parameters, through_a_url
from tests.apis.launchdarkly.client import Client
from tests.search.hostile import LITERALS

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
FLAGS, SEGMENTS = "proj/*:env/*:flag/*", "proj/*:env/*:segment/*"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (where("date") > MOMENT, {"after": "1767225600000"}),
        (where("date").before(MOMENT), {"before": "1767225600000"}),
        (where("after").equals(MOMENT), {"after": "1767225600000"}),
        (where("before") == 1767225600000, {"before": "1767225600000"}),
        (where("q").contains("checkout"), {"q": "checkout"}),
        (where("q") == "checkout", {"q": "checkout"}),
        (where("spec") == FLAGS, {"spec": FLAGS}),
        (where("spec").any_of(FLAGS), {"spec": FLAGS}),
    ],
    ids=str,
)
def test_times_texts_and_one_specifier_are_parameters(condition: Expression, expected: dict[str, str]) -> None:
    call = only_call(AUDIT_LOG, condition)
    assert (call.method, call.body, dict(call.parameters)) == ("GET", None, expected)


def test_a_text_is_looked_for_in_the_names() -> None:
    assert parameters(AUDIT_LOG, where("spec") == FLAGS, text="checkout", page_size=20) == {
        "q": "checkout",
        "spec": FLAGS,
        "limit": "20",
    }


@pytest.mark.parametrize(
    ("condition", "statements"),
    [
        (where("spec").any_of(FLAGS, SEGMENTS), [{"effect": "allow", "resources": [FLAGS, SEGMENTS]}]),
        (where("spec").none_of(FLAGS), [{"effect": "allow", "notResources": [FLAGS]}]),
        (where("spec") != FLAGS, [{"effect": "allow", "notResources": [FLAGS]}]),
        (where("action") == "updateOn", [{"effect": "allow", "actions": ["updateOn"]}]),
        (
            (where("spec") == FLAGS) & where("action").none_of("updateOn", "createFlag"),
            [{"effect": "allow", "resources": [FLAGS], "notActions": ["updateOn", "createFlag"]}],
        ),
        (
            (where("spec") == FLAGS) & (where("action") == "createFlag") | (where("spec") == SEGMENTS),
            [
                {"effect": "allow", "resources": [FLAGS], "actions": ["createFlag"]},
                {"effect": "allow", "resources": [SEGMENTS]},
            ],
        ),
    ],
    ids=str,
)
def test_more_than_one_specifier_is_posted_as_statements(condition: Expression, statements: Any) -> None:
    call = only_call(AUDIT_LOG, condition & (where("date") > MOMENT))
    assert (call.method, call.parameters, call.body) == ("POST", (("after", "1767225600000"),), statements)


def refusal(kind: type[Exception], *conditions: Expression, **query: Any) -> str:
    with pytest.raises(kind) as caught:
        AUDIT_LOG.compile(Query(conditions=conditions, **query))
    return str(caught.value)


def test_a_negation_is_refused_with_the_operators_that_leave_out() -> None:
    message = refusal(NotExpressible, ~(where("spec") == FLAGS))
    assert "LaunchDarkly's audit log has no NOT." in message
    assert "nearest    where('spec').none_of('…')  where('action').none_of('…')" in message


def test_an_or_with_times_in_it_is_refused() -> None:
    message = refusal(NotExpressible, (where("spec") == FLAGS) | (where("date") > MOMENT))
    assert "LaunchDarkly's audit log has no OR, save between resources and actions." in message


def test_an_or_beside_another_choice_is_refused() -> None:
    either = (where("spec") == FLAGS) | (where("action") == "createFlag")
    message = refusal(NotExpressible, either & (where("action") == "updateOn"))
    assert "LaunchDarkly's audit log can say one OR, with nothing but times and a text beside it." in message
    assert "can say one OR" in refusal(NotExpressible, either, either)


def test_a_time_and_a_choice_are_said_once() -> None:
    assert "LaunchDarkly's audit log says 'after' only once." in refusal(
        NotExpressible, (where("date") > MOMENT) & (where("after") == MOMENT)
    )
    message = refusal(NotExpressible, (where("spec") == FLAGS) & (where("spec") == SEGMENTS))
    assert "LaunchDarkly's audit log says 'spec' only once in one statement." in message
    assert "nearest    where('spec').any_of(…, …)  where('spec').none_of(…, …)" in message


def test_statements_and_a_specifier_among_the_parameters_are_refused() -> None:
    message = refusal(NotExpressible, where("action") == "createFlag", parameters={"spec": FLAGS})
    assert message == (
        "LaunchDarkly's audit log takes statements or spec, not both.\n"
        "  part       parameters(spec=…)\n"
        "  nearest    where('spec').any_of(…, …)"
    )


def test_reversed_times_are_refused() -> None:
    later = MOMENT + timedelta(days=1)
    assert refusal(WrongValue, (where("date") > later) & (where("date") < MOMENT)) == (
        "The times are reversed: nothing happens after its end and before its beginning.\n"
        f"  where      (where('date') > {later!r}) & (where('date') < {MOMENT!r})\n"
        f"  nearest    (where('date') > {MOMENT!r}) & (where('date') < {later!r})"
    )


def test_what_is_no_specifier_is_refused_with_one_for_a_flag() -> None:
    assert refusal(WrongValue, where("spec") == "checkout") == (
        "'spec' takes resource specifiers, and 'checkout' is none.\n"
        "  where      (where('spec') == 'checkout')\n"
        "  nearest    'proj/*:env/*:flag/checkout'\n"
        "  next       name kinds and keys: 'proj/default:env/production:flag/checkout', * for any"
    )
    assert "nearest" not in refusal(WrongValue, where("spec") == "a b")


def test_the_log_comes_in_its_own_order() -> None:
    assert "has nothing like .sort()" in refusal(NotExpressible, sort=(Ordering("date"),))


def test_every_hostile_text_comes_back() -> None:
    for literal in LITERALS:
        assert through_a_url(parameters(AUDIT_LOG, where("q").contains(literal))["q"]) == literal
        assert only_call(AUDIT_LOG, where("action").any_of(literal, "b")).body == [
            {"effect": "allow", "actions": [literal, "b"]}
        ]


SPECIFIERS = ("proj/default:env/*:flag/*", "proj/platform:env/*:flag/*", "proj/*:env/*:segment/*", "proj/*", "member/*")
ACTIONS = ("updateOn", "createFlag", "updateRules", "createProject")
CHOICES = st.one_of(
    st.builds(
        lambda operator, values: getattr(where("spec"), operator)(*values),
        st.sampled_from(["any_of", "none_of"]),
        st.lists(st.sampled_from(SPECIFIERS), min_size=1, max_size=2, unique=True),
    ),
    st.builds(
        lambda operator, values: getattr(where("action"), operator)(*values),
        st.sampled_from(["any_of", "none_of"]),
        st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=2, unique=True),
    ),
)
SANDBOX = Client()
SANDBOX.sandbox.counters.limits = []
EVERY = found(SANDBOX, AUDIT_LOG, "/auditlog", page_size=20)


def _holds(condition: Expression, entry: Any) -> bool:
    (term,) = condition.terms()
    path = entry["accesses"][0]["resource"]
    if term.field == "action":
        has = entry["accesses"][0]["action"] in term.values
    else:
        has = any(_within(path.split(":"), one.split(":")) for one in term.values)
    return has is (term.operator == "any_of")


def _within(parts: list[str], pattern: list[str]) -> bool:
    if len(parts) == 2 and len(pattern) == 3 and parts[1].startswith("flag/"):
        parts = [parts[0], "env/", parts[1]]  # a flag's own entry is one in every environment
    return len(parts) == len(pattern) and all(
        one == other or (other.endswith("*") and one.startswith(other[:-1]))
        for one, other in zip(parts, pattern, strict=True)
    )


@settings(max_examples=20)  # each reads the whole log twice
@given(CHOICES, CHOICES)
def test_the_entries_found_are_those_that_an_evaluation_of_all_gives(one: Expression, other: Expression) -> None:
    either = [entry["_id"] for entry in found(SANDBOX, AUDIT_LOG, "/auditlog", one | other, page_size=20)]
    assert either == [entry["_id"] for entry in EVERY if _holds(one, entry) or _holds(other, entry)]
    if one.field != other.field:  # type: ignore[attr-defined]  # both are comparisons
        both = [entry["_id"] for entry in found(SANDBOX, AUDIT_LOG, "/auditlog", one & other, page_size=20)]
        assert both == [entry["_id"] for entry in EVERY if _holds(one, entry) and _holds(other, entry)]


def test_entries_between_two_times_are_found(client: Client) -> None:
    every = found(client, AUDIT_LOG, "/auditlog", page_size=20)
    low, high = every[40]["date"], every[10]["date"]
    asked = (where("date") > low) & (where("date") < high)
    assert found(client, AUDIT_LOG, "/auditlog", asked, page_size=7) == every[11:40]


def test_entries_about_a_name_are_found(client: Client) -> None:
    members = found(client, AUDIT_LOG, "/auditlog", text="CHECKOUT", page_size=20)
    assert members
    assert all("checkout" in one["name"].casefold() for one in members)
