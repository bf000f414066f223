"""What searches ask of a list besides conditions: order, expansions, pages, further parameters."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from hypernav.apis.launchdarkly.search import (
    APPROVALS,
    AUDIT_LOG,
    CONTEXT_INSTANCES,
    CONTEXTS,
    ENVIRONMENTS,
    FLAGS,
    MEMBERS,
    METRICS,
    PROJECTS,
    SEGMENTS,
    TEAMS,
    VIEWS,
)
from hypernav.errors import NotExpressible, UnknownField, WrongValue
from hypernav.search import Dialect, Ordering, Query, where
from tests.apis.launchdarkly.asking import found, parameters
from tests.apis.launchdarkly.client import Client

MODIFIED = Ordering("targetingModifiedDate", descending=True)


def refusal(kind: type[Exception], dialect: Dialect, **query: Any) -> str:
    with pytest.raises(kind) as caught:
        dialect.compile(Query(**query))
    return str(caught.value)


def test_a_list_is_sorted_by_several_fields() -> None:
    asked = (Ordering("name", descending=True), Ordering("creationDate"))
    assert parameters(SEGMENTS, sort=asked) == {"sort": "-name,creationDate"}


def test_what_a_list_cannot_be_sorted_by_names_the_nearest() -> None:
    assert refusal(UnknownField, FLAGS, sort=(Ordering("creation_date", descending=True),)) == (
        "LaunchDarkly's flag search cannot be sorted by 'creation_date'.\n"
        "  where      .sort('-creation_date')\n"
        "  nearest    .sort('-creationDate')\n"
        "  sorts      creationDate, key, maintainerId, name, tags, targetingModifiedDate, type"
    )


def test_a_list_without_an_order_says_so() -> None:
    assert "has nothing like .sort()" in refusal(NotExpressible, TEAMS, sort=(Ordering("name"),))


def test_an_order_by_several_fields_is_refused_where_one_is_documented() -> None:
    message = refusal(NotExpressible, METRICS, sort=(Ordering("name"), Ordering("createdAt")))
    assert "LaunchDarkly's metric search can be sorted by one field only." in message
    assert "nearest    .sort('name')" in message


def test_the_time_of_the_last_change_needs_an_environment() -> None:
    assert refusal(WrongValue, FLAGS, sort=(MODIFIED,)) == (
        "LaunchDarkly's flag search is sorted by 'targetingModifiedDate' in one environment, and none is named.\n"
        "  where      .sort('-targetingModifiedDate')\n"
        '  nearest    .parameters(env="production")'
    )


def test_the_time_of_the_last_change_is_sorted_by_alone() -> None:
    message = refusal(NotExpressible, FLAGS, sort=(Ordering("name"), MODIFIED), parameters={"env": "production"})
    assert "cannot be sorted by 'targetingModifiedDate' and another field" in message
    assert "nearest    .sort('-targetingModifiedDate')" in message


def test_flags_come_in_the_order_of_their_last_change(client: Client) -> None:
    store = client.sandbox.store.flags["default"]
    environments = ["production", "test"]
    members = found(client, FLAGS, "/flags/default", sort=(MODIFIED,), parameters={"env": environments}, page_size=50)
    times = [store[one["key"]]["environments"]["production"]["lastModified"] for one in members]
    assert times == sorted(times, reverse=True)
    assert {tuple(one["environments"]) for one in members} == {("production", "test")}


@pytest.mark.parametrize(
    ("dialect", "path"),
    [
        (FLAGS, "/flags/default"),
        (PROJECTS, "/projects"),
        (ENVIRONMENTS, "/projects/default/environments"),
        (MEMBERS, "/members"),
        (SEGMENTS, "/segments/default/production"),
        (VIEWS, "/projects/default/views"),
        (CONTEXTS, "/projects/default/environments/test/contexts/search"),
        (CONTEXT_INSTANCES, "/projects/default/environments/test/context-instances/search"),
    ],
    ids=lambda value: str(getattr(value, "title", "")),
)
def test_every_documented_order_sorts(client: Client, dialect: Any, path: str) -> None:
    for field in dialect.listing.sorts:
        beside = {"env": "production"} if field == MODIFIED.field else {}
        up = found(client, dialect, path, sort=(Ordering(field),), parameters=beside)
        down = found(client, dialect, path, sort=(Ordering(field, descending=True),), parameters=beside)
        assert sorted(map(repr, up)) == sorted(map(repr, down))
        assert len(up) > 1


def test_expansions_are_a_comma_list_however_they_are_given() -> None:
    assert parameters(APPROVALS, expand=("flag", "project")) == {"expand": "flag,project"}
    assert parameters(APPROVALS, expand=("flag, project",)) == {"expand": "flag,project"}


def test_an_expansion_that_is_not_documented_is_refused() -> None:
    assert refusal(WrongValue, FLAGS, expand=("evaluations",)) == (
        "LaunchDarkly's flag search cannot expand 'evaluations'.\n"
        "  where      .expand('evaluations')\n"
        "  nearest    .expand('evaluation')\n"
        "  expands    codeReferences, evaluation, migrationSettings"
    )


def test_teams_expand_neither_projects_nor_roles_any_more() -> None:
    for name in ("projects", "roles"):
        assert "cannot expand" in refusal(WrongValue, TEAMS, expand=(name,))
    assert parameters(TEAMS, expand=("members", "maintainers")) == {"expand": "members,maintainers"}


def test_a_list_that_expands_nothing_says_so() -> None:
    assert "has nothing like .expand()" in refusal(NotExpressible, ENVIRONMENTS, expand=("project",))


def test_an_expanded_member_comes_along(client: Client) -> None:
    members = found(client, PROJECTS, "/projects", where("keys").any_of("default"), expand=("environments",))
    assert [len(one["environments"]["items"]) for one in members] == [3]


@pytest.mark.parametrize(
    ("dialect", "most"), [(TEAMS, 100), (APPROVALS, 200), (METRICS, 50), (CONTEXTS, 50), (AUDIT_LOG, 20)]
)
def test_pages_have_the_documented_maximum(dialect: Dialect, most: int) -> None:
    dialect.compile(Query(page_size=most))
    assert f"nearest    .page_size({most})" in refusal(WrongValue, dialect, page_size=most + 1)


def test_a_page_size_is_the_limit_of_a_request_and_a_limit_is_not_sent() -> None:
    assert parameters(FLAGS, page_size=500, limit=3) == {"limit": "500"}


def test_fields_cannot_be_chosen() -> None:
    assert refusal(NotExpressible, FLAGS, fields=("key",)) == (
        "LaunchDarkly's flag search has nothing like .fields().\n"
        "  part       .fields()\n"
        "  nearest    .page_size(), further parameters, .sort(), .expand(), .text()"
    )


def test_further_parameters_go_along_and_may_be_repeated() -> None:
    asked = {"env": ["production", "test"], "summary": False, "tag": "beta"}
    pairs = FLAGS.compile(Query(parameters=asked)).calls[0].parameters
    assert pairs == (("env", "production"), ("env", "test"), ("summary", "false"), ("tag", "beta"))


def test_a_parameter_that_the_search_says_already_is_refused() -> None:
    message = refusal(
        WrongValue, FLAGS, conditions=(where("state") == "live",), parameters={"filter": "type:temporary"}
    )
    assert message == (
        "The parameter 'filter' is given twice: this search says it already.\n"
        "  where      parameters(filter='type:temporary')\n"
        "  next       leave it out of the parameters"
    )


def test_a_filter_of_ones_own_is_a_parameter() -> None:
    assert parameters(FLAGS, parameters={"filter": "type:temporary"}) == {"filter": "type:temporary"}


def test_times_of_the_audit_log_are_milliseconds_as_parameters_too() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    assert parameters(AUDIT_LOG, parameters={"before": moment, "spec": "proj/*"}) == {
        "before": "1767225600000",
        "spec": "proj/*",
    }
    assert refusal(WrongValue, AUDIT_LOG, parameters={"after": 1_767_225_600}) == (
        "The parameter 'after' takes epoch milliseconds, and these look like seconds, and was given 1767225600.\n"
        "  where      parameters(after=1767225600)\n"
        "  nearest    1767225600000"
    )
