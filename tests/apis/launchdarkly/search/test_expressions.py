"""Searches by ``field operator value``: as documented, grouped, and read back by the sandbox's own parser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.apis.launchdarkly.sandbox.data.contexts import contexts_of, instances_of
from hypernav.apis.launchdarkly.sandbox.lists.expressions import matching_expression
from hypernav.apis.launchdarkly.search import (
    APPROVALS,
    CONTEXT_INSTANCES,
    CONTEXTS,
    METRIC_GROUPS,
    METRICS,
    SEGMENTS,
    VIEWS,
)
from hypernav.errors import NotExpressible, UnknownField, UnknownOperator, WrongValue
from hypernav.search import Every, Expression, Some, Term, where
from tests.apis.launchdarkly.asking import found, only_call, parameters, through_a_url
from tests.apis.launchdarkly.client import Client
from tests.search.hostile import LITERALS

Record = dict[str, Any]
MOMENT = datetime(2022, 9, 21, 19, 3, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("dialect", "condition", "documented"),
    [
        (
            SEGMENTS,
            where("tags").anyOf("enterprise", "beta") & where("query").equals("toggle"),
            'tags anyOf ["enterprise", "beta"],query equals "toggle"',
        ),
        (
            SEGMENTS,
            where("excludedKeys").anyOf("segmentKey1", "segmentKey2"),
            'excludedKeys anyOf ["segmentKey1", "segmentKey2"]',
        ),
        (SEGMENTS, where("unbounded") == True, "unbounded equals true"),  # noqa: E712 - it makes a comparison
        (SEGMENTS, where("query").equals("a", "b"), 'query equals ["a", "b"]'),
        (SEGMENTS, where("external").exists(), "external exists true"),
        (APPROVALS, where("status").any_of("pending", "scheduled"), 'status anyOf ["pending", "scheduled"]'),
        (METRICS, where("tags").contains("tag1", "tag2", "tag3"), 'tags contains ["tag1", "tag2", "tag3"]'),
    ],
    ids=str,
)
def test_what_is_documented_is_said_so(dialect: Any, condition: Expression, documented: str) -> None:
    assert parameters(dialect, condition) == {"filter": documented}


class Reading(Mapping[str, Any]):
    """Stands for the fields of any list: remembers each comparison that the sandbox's parser reads."""

    def __init__(self) -> None:
        self.read: list[tuple[str, str, Any]] = []

    def __getitem__(self, field: str) -> Mapping[str, Any]:
        operators = "equals notEquals anyOf contains exists startsWith before after".split()
        return {operator: self._remembers(field, operator) for operator in operators}

    def _remembers(self, field: str, operator: str) -> Callable[[Record, Any], bool]:
        def test(record: Record, value: Any) -> bool:
            self.read.append((field, operator, value))
            return bool(record.get(json.dumps([field, operator, value]), True))

        return test

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def read_back(text: str) -> list[tuple[str, str, Any]]:
    """Return the comparisons of a conjunction, in order."""
    reading = Reading()
    assert matching_expression(text, [{}], reading) == [{}]
    return reading.read


@pytest.mark.parametrize(
    ("dialect", "condition", "documented"),
    [
        (APPROVALS, where("requestorId") == "457034721476302714390214", "requestorId equals 457034721476302714390214"),
        (
            APPROVALS,
            where("resourceId") == "proj/my-project:env/my-environment:flag/my-flag",
            "resourceId equals proj/my-project:env/my-environment:flag/my-flag",
        ),
        (APPROVALS, where("resourceKind") == "flag", "resourceKind equals flag"),
        (
            APPROVALS,
            (where("projectKey") == "my-project") & where("reviewStatus").anyOf("pending", "approved"),
            'projectKey equals my-project, reviewStatus anyOf ["pending","approved"]',
        ),
        (
            CONTEXTS,
            where("*.name").startsWith("Jo") & where("kind").anyOf("user", "organization"),
            '*.name startsWith Jo,kind anyOf ["user","organization"]',
        ),
        (CONTEXTS, where("user.seen").after(MOMENT), 'user.seen after "2022-09-21T19:03:15+00:00"'),
        (CONTEXTS, where("user.seen") < MOMENT, 'user.seen before "2022-09-21T19:03:15+00:00"'),
        (CONTEXTS, where("user.size") == "device", 'user.size equals "device"'),
        (CONTEXTS, where("user.size") == True, "user.size equals true"),  # noqa: E712 - it makes a comparison
        (CONTEXTS, where("user.size").equals([1, 2, 3, 4]), "user.size equals [1,2,3,4]"),
        (CONTEXTS, where("user.size") != "device", 'user.size notEquals "device"'),
        (CONTEXTS, where("*.name").exists(False), "*.name exists false"),
        (CONTEXTS, where("kinds").contains("user"), 'kinds contains ["user"]'),
        (CONTEXTS, where("kinds").equals("user"), 'kinds equals ["user"]'),
        (CONTEXTS, where("kindKey") == "user:user-key-abc123", 'kindKey equals "user:user-key-abc123"'),
        (CONTEXTS, where("user./job~1title") == "x", 'user./job~1title equals "x"'),
        (CONTEXTS, where("user.job title") == "x", '"user.job title" equals "x"'),
        (CONTEXT_INSTANCES, where("applicationId") == "GoSDK/1.2", 'applicationId equals "GoSDK/1.2"'),
    ],
    ids=str,
)
def test_the_documented_words_are_read_as_the_same(dialect: Any, condition: Expression, documented: str) -> None:
    call = only_call(dialect, condition)
    text = call.body["filter"] if call.body else dict(call.parameters)["filter"]
    assert read_back(text) == read_back(documented)


def test_numbers_stay_numbers() -> None:
    assert only_call(CONTEXTS, where("user.age") == 44).body == {"filter": "user.age equals 44"}


def test_and_and_or_are_grouped_wherever_both_occur() -> None:
    first, second, third = (where("user.a") == "device"), (where("user.b") == "iPhone"), (where("user.b") == "iPad")
    assert only_call(CONTEXTS, first & (second | third)).body == {
        "filter": 'user.a equals "device",(user.b equals "iPhone"|user.b equals "iPad")'
    }
    assert only_call(CONTEXTS, first | second & third).body == {
        "filter": 'user.a equals "device"|(user.b equals "iPhone",user.b equals "iPad")'
    }
    assert only_call(CONTEXTS, first, second, match="any").body == {
        "filter": 'user.a equals "device"|user.b equals "iPhone"'
    }


def test_a_text_is_joined_to_the_conditions() -> None:
    either = where("tags").anyOf("a") | (where("unbounded") == False)  # noqa: E712 - it makes a comparison
    assert parameters(SEGMENTS, either, text="x") == {
        "filter": '(tags anyOf ["a"]|unbounded equals false),query equals "x"'
    }
    assert parameters(SEGMENTS, text="x") == {"filter": 'query equals "x"'}
    assert only_call(CONTEXTS, text="Jo").body == {"filter": 'q equals "Jo"'}


def test_a_body_holds_the_whole_search() -> None:
    query = {"sort": (), "page_size": 50, "parameters": {"continuationToken": "QAGF"}}
    call = only_call(CONTEXTS, where("kind") == "user", **query)
    assert (call.method, call.parameters) == ("POST", ())
    assert call.body == {"filter": 'kind equals "user"', "limit": 50, "continuationToken": "QAGF"}
    assert only_call(CONTEXTS).body == {}


def refusal(kind: type[Exception], dialect: Any, *conditions: Any, **query: Any) -> str:
    with pytest.raises(kind) as caught:
        only_call(dialect, *conditions, **query)
    return str(caught.value)


def test_nothing_may_stand_beside_a_body() -> None:
    assert refusal(NotExpressible, CONTEXTS, parameters={"limit": 5, "includeTotalCount": False}) == (
        "LaunchDarkly's context search takes everything in its body, and parameters beside it are an error.\n"
        "  part       parameters(includeTotalCount, limit)"
    )


def test_a_negation_is_refused_with_the_operator_that_says_it() -> None:
    message = refusal(NotExpressible, CONTEXTS, ~(where("kind") == "user"))
    assert "LaunchDarkly's context search has no NOT." in message
    assert "nearest    where('kind').notEquals('user')" in message
    assert "nearest    where('unbounded').equals(False)" in refusal(
        NotExpressible, SEGMENTS, ~where("unbounded").is_(True)
    )
    assert "nearest    where('external').exists(False)" in refusal(
        NotExpressible, SEGMENTS, ~where("external").exists()
    )
    assert "nearest" not in refusal(NotExpressible, SEGMENTS, ~(where("tags").anyOf("a") | where("tags").anyOf("b")))


@pytest.mark.parametrize(
    ("value", "given", "nearest"),
    [(None, "None", "\n  nearest    where('user.a').exists(False)"), ({"b": 1}, "{'b': 1}", "")],
)
def test_what_is_no_value_of_an_attribute_is_refused(value: Any, given: str, nearest: str) -> None:
    message = refusal(WrongValue, CONTEXTS, where("user.a") == value)
    assert message.startswith(f"'user.a' takes a text, a number, a boolean or a list, and was given {given}.")
    assert message.endswith(nearest or f"(where('user.a') == {value!r})")


def test_values_fields_and_operators_are_checked() -> None:
    assert "nearest    'flag'" in refusal(WrongValue, APPROVALS, where("resourceKind") == "flags")
    assert "nearest    .anyOf" in refusal(UnknownOperator, APPROVALS, where("status") == "pending")
    assert "nearest    'unbounded'" in refusal(UnknownField, SEGMENTS, where("unbound") == True)  # noqa: E712
    assert "nearest    'kindKeys'  'kindKey'" in refusal(UnknownField, CONTEXTS, where("kindkey_s") == "a")


FAMILIES: list[tuple[Any, Callable[[str], Expression], Callable[[str], tuple[str, str, Any]]]] = [
    (SEGMENTS, lambda text: where("query").equals(text), lambda text: ("query", "equals", text)),
    (SEGMENTS, lambda text: where("tags").anyOf(text, "b"), lambda text: ("tags", "anyOf", [text, "b"])),
    (METRICS, lambda text: where("tags").contains(text), lambda text: ("tags", "contains", [text])),
    (CONTEXTS, lambda text: where("user.a").startsWith(text), lambda text: ("user.a", "startsWith", text)),
    (CONTEXTS, lambda text: where("name") != text, lambda text: ("name", "notEquals", text)),
    (CONTEXTS, lambda text: where("user.a").equals([text]), lambda text: ("user.a", "equals", [text])),
    (
        METRIC_GROUPS,
        lambda text: where("maintainerTeamKey") == text,
        lambda text: ("maintainerTeamKey", "equals", text),
    ),
    (CONTEXTS, lambda text: where(f"user.x{text}x") == "a", lambda text: (f"user.x{text}x", "equals", "a")),
]


@pytest.mark.parametrize(("dialect", "ask", "meant"), FAMILIES, ids=range(len(FAMILIES)))
def test_every_hostile_text_comes_back(dialect: Any, ask: Any, meant: Any) -> None:
    for literal in LITERALS:
        call = only_call(dialect, ask(literal))
        text = call.body["filter"] if call.body else through_a_url(dict(call.parameters)["filter"])
        assert read_back(text) == [meant(literal)]


TERMS = st.builds(
    lambda field, operator, value: Term(field, operator, (value,)),
    st.sampled_from(["key", "name"]),
    st.sampled_from(["equals", "notEquals", "anyOf"]),
    st.text(st.sampled_from("a,|()[]\"\\ é"), max_size=3),
)  # fmt: skip
EXPRESSIONS: st.SearchStrategy[Expression] = st.recursive(
    TERMS,
    lambda inner: st.builds(
        lambda kind, parts: kind(tuple(parts)), st.sampled_from([Every, Some]), st.lists(inner, min_size=2, max_size=3)
    ),
    max_leaves=6,
)


def _name(term: Term) -> str:
    (value,) = term.values
    return json.dumps([term.field, term.operator, [value] if term.operator == "anyOf" else value])


def _holds(expression: Expression, truth: Mapping[str, bool]) -> bool:
    if isinstance(expression, Term):
        return truth[_name(expression)]
    holds = [_holds(part, truth) for part in expression.parts]  # type: ignore[attr-defined]  # one of two kinds
    return all(holds) if isinstance(expression, Every) else any(holds)


@given(EXPRESSIONS)
def test_random_expressions_mean_the_same_to_the_sandboxs_parser(expression: Expression) -> None:
    text = through_a_url(parameters(VIEWS, expression)["filter"])
    names = sorted({_name(term) for term in expression.terms()})
    for values in product([True, False], repeat=len(names)):
        truth = dict(zip(names, values, strict=True))
        assert bool(matching_expression(text, [dict(truth)], Reading())) is _holds(expression, truth)


def test_segments_are_found(client: Client) -> None:
    path = "/segments/default/production"
    every = client.sandbox.store.segments[("default", "production")].values()
    for condition, holds in (
        (where("tags").anyOf("beta", "plan"), lambda one: bool({"beta", "plan"} & set(one["tags"]))),
        (where("query").equals("early", "EUROPE"), lambda one: one["key"] in ("beta-testers", "eu-customers")),
        (where("unbounded") == True, lambda one: one["unbounded"]),  # noqa: E712 - it makes a comparison
        (where("external").exists(False), lambda one: "_external" not in one),
        (where("includedKeys").anyOf("beta-testers") | where("tags").anyOf("region"),
         lambda one: one["key"] == "beta-testers" or "region" in one["tags"]),
        (where("excludedKeys").anyOf("beta-testers") & where("tags").anyOf("beta"),
         lambda one: one["key"] != "beta-testers" and "beta" in one["tags"]),
    ):  # fmt: skip
        keys = {one["key"] for one in found(client, SEGMENTS, path, condition, page_size=1)}
        assert keys == {one["key"] for one in every if holds(one)}
        assert keys


def test_approval_requests_are_found(client: Client) -> None:
    every = client.sandbox.store.approvals
    requestor = next(iter(every.values()))["requestorId"]
    for condition, holds in (
        (where("status").anyOf("completed"), lambda one: one["status"] == "completed"),
        (where("reviewStatus").anyOf("declined", "approved"), lambda one: one["reviewStatus"] != "pending"),
        (where("requestorId") == requestor, lambda one: one["requestorId"] == requestor),
        (where("projectKey") == "platform", lambda one: one["resource"][0] == "platform"),
        (where("resourceId") == "proj/default:env/production:flag/checkout", lambda one: "checkout" in one["resource"]),
        (where("notifyMemberIds").anyOf(requestor), lambda one: requestor in one["notifyMemberIds"]),
    ):
        ids = {one["_id"] for one in found(client, APPROVALS, "/approval-requests", condition, page_size=200)}
        assert ids == {key for key, one in every.items() if holds(one)}


def test_views_are_found(client: Client) -> None:
    path = "/projects/default/views"
    for condition, keys in (
        (where("name").startsWith("peak"), ["peak-season"]),
        (where("key").contains("ay"), ["payments"]),
        (where("key") != "payments", ["peak-season"]),
        (where("name").anyOf("Payments", "x"), ["payments"]),
        (where("tag") == "sales", ["peak-season"]),
        (where("tag").anyOf("sales", "checkout"), ["peak-season", "payments"]),
        (where("isPayloadView") == True, []),  # noqa: E712 - it makes a comparison
    ):
        assert [one["key"] for one in found(client, VIEWS, path, condition)] == keys


CONTEXT_SAMPLES: list[tuple[Expression, Callable[[Record], bool]]] = [
    (where("kind") == "organization", lambda one: one["context"]["kind"] == "organization"),
    (where("kind") != "user", lambda one: one["context"]["kind"] != "user"),
    (where("kinds").anyOf("device", "user"), lambda one: one["context"]["kind"] in ("device", "user")),
    (where("key").startsWith("user-0"), lambda one: one["context"]["key"].startswith("user-0")),
    (where("kindKey") == "organization:contoso", lambda one: one["context"]["key"] == "contoso"),
    (where("name") == 'Contoso "Europe" GmbH', lambda one: one["context"]["key"] == "contoso"),
    (where("name").exists(False), lambda one: "name" not in one["context"]),
    (where("applicationId").anyOf("GoSDK/7.4"), lambda one: one["applicationId"] == "GoSDK/7.4"),
    (where("q").equals("larsen"), lambda one: "larsen" in json.dumps(one["context"]).casefold()),
    (where("user.country") == "FR", lambda one: one["context"].get("country") == "FR"),
    (where("user.country") != "FR", lambda one: one["context"].get("country") != "FR"),
    (where("organization.seats") == 35, lambda one: one["context"].get("seats") == 35),
    (where("user.beta") == True, lambda one: one["context"].get("beta") is True),  # noqa: E712 - a comparison
    (where("user.groups").equals(["staff"]), lambda one: one["context"].get("groups") == ["staff"]),
    (where("*.email").exists(), lambda one: "email" in one["context"]),
    (where("user./job/title") == "Engineer", lambda one: one["context"].get("job") == {"title": "Engineer"}),
    (where("device.os/version") == "15", lambda one: one["context"].get("os/version") == "15"),
    (where("device./os~1version") == "15", lambda one: one["context"].get("os/version") == "15"),
    (
        where("user.createdAt") > datetime(2025, 1, 1, tzinfo=UTC),
        lambda one: one["context"].get("createdAt", "") > "2025-01-01T00:00:00.000Z",
    ),
    (
        where("user.createdAt").before(datetime(2025, 1, 1, tzinfo=UTC)) & (where("user.country") == "DE"),
        lambda one: "" < one["context"].get("createdAt", "") < "2025" and one["context"].get("country") == "DE",
    ),
    (
        (where("user.country") == "DE") | (where("kind") == "device"),
        lambda one: one["context"].get("country") == "DE" or one["context"]["kind"] == "device",
    ),
]


@pytest.mark.parametrize(("condition", "holds"), CONTEXT_SAMPLES, ids=[repr(each) for each, _ in CONTEXT_SAMPLES])
def test_the_contexts_found_are_those_that_an_evaluation_of_all_gives(
    client: Client, condition: Expression, holds: Callable[[Record], bool]
) -> None:
    every = contexts_of("mobile", "production", client.sandbox.clock.milliseconds())
    path = "/projects/mobile/environments/production/contexts/search"
    members = found(client, CONTEXTS, path, condition, page_size=50)
    assert [one["context"] for one in members] == [one["context"] for one in every if holds(one)]
    assert members


def test_context_instances_are_found(client: Client) -> None:
    every = instances_of("mobile", "production", client.sandbox.clock.milliseconds())
    path = "/projects/mobile/environments/production/context-instances/search"
    members = found(client, CONTEXT_INSTANCES, path, where("kinds").contains("organization", "device"))
    assert [one["id"] for one in members] == [one["id"] for one in every if "organization" in one["kinds"]]
    assert 20 < len(members) < len(every)
