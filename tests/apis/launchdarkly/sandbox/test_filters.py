"""The filter ``field:value``: its grammar, and its fields for flags, projects, environments, members and teams."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.apis.launchdarkly.sandbox.lists.filters import split_terms
from hypernav.sandbox import Refusal
from tests.apis.launchdarkly.client import Client

DAY = 86_400_000


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("query:a", [("query", "a")]),
        ("query:a,tags:b+c", [("query", "a"), ("tags", "b+c")]),
        ('evaluated:{"after":1, "x":[1,2]},filterEnv:p', [("evaluated", '{"after":1, "x":[1,2]}'), ("filterEnv", "p")]),
        ('a:{"b":"}, c:d"},e:f', [("a", '{"b":"}, c:d"}'), ("e", "f")]),
        ('a:{"b":"\\"}"},e:f', [("a", '{"b":"\\"}"}'), ("e", "f")]),
        ("query:a:b", [("query", "a:b")]),
        (" query : a ", [("query", "a")]),
    ],
)
def test_commas_split_terms_but_not_json(text: str, terms: list[tuple[str, str]]) -> None:
    assert split_terms(text) == terms


@pytest.mark.parametrize("text", ["query", ":a", "a:{", "a:}", 'a:{"b', "a:b,", ",a:b"])
def test_a_malformed_filter_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        split_terms(text)
    assert caught.value.status == 400


def flags(client: Client, text: str, project: str = "platform") -> list[Any]:
    """Return all flags that a filter keeps."""
    page: dict[str, Any] = client.get(f"/flags/{project}?limit=500&filter={text}")
    assert page["totalCount"] == len(page["items"])
    return list(page["items"])


def test_query_looks_into_key_and_name_without_case(client: Client) -> None:
    keys = {flag["key"] for flag in flags(client, "query:KILL%20switch")}
    assert keys == {flag["key"] for flag in flags(client, "query:kill-switch")}
    assert len(keys) == 7


def test_tags_must_all_be_there_and_a_bare_plus_is_a_space(client: Client) -> None:
    both = flags(client, "tags:ops%2Bkill-switch")
    assert both
    assert all({"ops", "kill-switch"} <= set(flag["tags"]) for flag in both)
    assert flags(client, "tags:ops+kill-switch") == []


def test_terms_joined_by_a_comma_must_all_hold(client: Client) -> None:
    found = flags(client, "query:billing,tags:release,type:temporary")
    assert found
    assert all("billing" in flag["key"] and "release" in flag["tags"] and flag["temporary"] for flag in found)


def test_states_divide_all_flags(client: Client) -> None:
    counts = {state: len(flags(client, f"state:{state}")) for state in ("live", "deprecated", "archived")}
    assert counts == {"live": 115, "deprecated": 3, "archived": 12}


def test_archived_flags_are_left_out_unless_asked_for(client: Client) -> None:
    assert len(flags(client, "")) == 118
    assert len(flags(client, "archived:true")) == 12
    assert len(client.get("/flags/platform?archived=true&limit=50")["items"]) == 12


def test_types_divide_the_flags(client: Client) -> None:
    temporary, permanent = flags(client, "type:temporary"), flags(client, "type:permanent")
    assert len(temporary) + len(permanent) == 118
    assert all(flag["temporary"] for flag in temporary)
    assert not any(flag["temporary"] for flag in permanent)


def test_creation_date_takes_a_time_before(client: Client) -> None:
    bound = client.sandbox.clock.milliseconds() - 365 * DAY
    found = flags(client, f'creationDate:{{"before":{bound}}}')
    assert 0 < len(found) < 118
    assert all(flag["creationDate"] < bound for flag in found)


def test_evaluated_takes_a_time_after_and_an_environment(client: Client) -> None:
    bound = client.sandbox.clock.milliseconds() - 7 * DAY
    found = flags(client, f'evaluated:{{"after":{bound}}},filterEnv:production')
    statuses = client.get("/flag-statuses/platform/production")["items"]
    busy = {
        status["_links"]["parent"]["href"].rsplit("/", 1)[1]
        for status in statuses
        if status["name"] in ("active", "launched")
    }
    assert {flag["key"] for flag in found} == busy
    assert "environments" in found[0]
    assert list(found[0]["environments"]) == ["production"]


def test_evaluated_without_an_environment_is_refused(client: Client) -> None:
    assert client.refused("GET", '/flags/default?filter=evaluated:{"after":1}') == (400, "invalid_request")


def test_maintainers_are_members_or_teams(client: Client) -> None:
    some = next(flag for flag in flags(client, "") if "maintainerId" in flag)
    found = flags(client, f"maintainerId:{some['maintainerId']}")
    assert some["key"] in {flag["key"] for flag in found}
    assert {flag["maintainerId"] for flag in found} == {some["maintainerId"]}
    teams = flags(client, "maintainerTeamKey:billing")
    assert {flag["maintainerTeamKey"] for flag in teams} == {"billing"}


def test_sdk_availability_divides_the_flags(client: Client) -> None:
    for project in ("default", "mobile", "platform"):
        any_client = flags(client, "sdkAvailability:anyClient", project)
        server = flags(client, "sdkAvailability:server", project)
        assert len(any_client) + len(server) == len(flags(client, "", project))
    assert all(flag["clientSideAvailability"]["usingMobileKey"] for flag in flags(client, "sdkAvailability:mobile"))
    some = flags(client, "sdkAvailability:client", "default")
    assert all(flag["clientSideAvailability"]["usingEnvironmentId"] for flag in some)


def test_experiments_code_references_and_contexts(client: Client) -> None:
    running = flags(client, "hasExperiment:true")
    assert [len(flag["experiments"]["items"]) for flag in running] == [1, 1, 1]
    assert len(flags(client, "codeReferences.min:1")) + len(flags(client, "codeReferences.max:0")) == 118
    both = flags(client, "contextKindsEvaluated:user%2Borganization")
    assert 0 < len(both) < len(flags(client, "contextKindsEvaluated:user"))


def test_pipelines_rollouts_and_applications(client: Client) -> None:
    rollouts = flags(client, "guardedRollout:any", "default") + flags(client, "guardedRollout:any")
    assert rollouts
    assert len(flags(client, "releasePipeline:default-release-pipeline")) == len(flags(client, "guardedRollout:any"))
    assert flags(client, "releasePipeline:other") == []
    assert flags(client, "applicationEvaluated:com.acme.services")
    assert flags(client, "applicationEvaluated:com.acme.shop") == []


@pytest.mark.parametrize(
    "text",
    [
        "colour:red",
        "Query:x",
        "followerId:1",
        "state:gone",
        "type:both",
        "archived:maybe",
        "creationDate:soon",
        'creationDate:{"after":1}',
        'creationDate:{"before":"1"}',
        'creationDate:{"before":true}',
        "codeReferences.min:many",
        "filterEnv:nowhere",
        "sdkAvailability:all",
        "guardedRollout:yes",
        "query",
    ],
)
def test_what_a_flag_filter_does_not_know_is_a_400(client: Client, text: str) -> None:
    assert client.refused("GET", f"/flags/default?filter={text}") == (400, "invalid_request")


def test_a_tag_can_be_asked_for_by_itself(client: Client) -> None:
    assert client.keys("/flags/default?tag=kill-switch") == [
        flag["key"] for flag in flags(client, "tags:kill-switch", "default")
    ]


def test_projects_filter_by_query_tags_and_keys(client: Client) -> None:
    assert client.keys("/projects?filter=query:STORE") == ["default"]
    assert client.keys("/projects?filter=tags:customer-facing%2Bmobile") == ["mobile"]
    assert client.keys("/projects?filter=keys:default|platform") == ["default", "platform"]
    assert client.refused("GET", "/projects?filter=name:x") == (400, "invalid_request")


def test_environments_filter_by_query_and_tags(client: Client) -> None:
    path = "/projects/default/environments"
    assert client.keys(f"{path}?filter=query:stag") == ["staging"]
    assert client.keys(f"{path}?filter=tags:live") == ["production"]
    assert client.refused("GET", f"{path}?filter=keys:test") == (400, "invalid_request")


def emails(client: Client, text: str) -> list[str]:
    """Return the addresses of the members that a filter keeps."""
    return [member["email"] for member in client.get(f"/members?limit=50&filter={text}")["items"]]


def test_members_filter_by_who_they_are(client: Client) -> None:
    assert emails(client, "query:PRIYA") == ["priya.raman@acme.test"]
    assert emails(client, "query:wei%20zh") == ["wei.zhang@acme.test"]
    assert emails(client, "email:wei.zhang@acme.test|rosa.delgado@acme.test") == [
        "wei.zhang@acme.test",
        "rosa.delgado@acme.test",
    ]
    me = client.get("/members/me")
    assert emails(client, f"id:{me['_id']}|x") == [me["email"]]


def test_the_owner_counts_as_an_admin(client: Client) -> None:
    assert len(emails(client, "role:admin")) == 3
    assert emails(client, "role:owner") == ["grace.okafor@acme.test"]
    assert len(emails(client, "role:reader|no_access")) == 9


def test_members_filter_by_team(client: Client) -> None:
    inside, outside = emails(client, "noteam:false"), emails(client, "noteam:true")
    assert len(inside) + len(outside) == 26
    assert set(emails(client, "team:CHECKOUT")) <= set(inside)


def test_members_filter_by_when_they_were_seen(client: Client) -> None:
    assert emails(client, 'lastSeen:{"never":true}') == ["invited@partner.test", "fatima.zahra@acme.test"]
    assert emails(client, 'lastSeen:{"noData":true}') == []
    bound = client.sandbox.clock.milliseconds() - 60 * DAY
    lapsed = client.get(f'/members?limit=50&filter=lastSeen:{{"before":{bound}}}')["items"]
    assert lapsed
    assert all(0 < member["_lastSeen"] < bound for member in lapsed)
    assert client.refused("GET", '/members?filter=lastSeen:{"ever":true}') == (400, "invalid_request")


def test_teams_filter_by_query_and_emptiness(client: Client) -> None:
    assert client.keys("/teams?filter=query:BILL") == ["billing"]
    assert client.keys("/teams?filter=nomembers:true") == ["data-science"]
    assert len(client.keys("/teams?filter=nomembers:false")) == 7
    assert client.refused("GET", "/teams?filter=nomembers:1") == (400, "invalid_request")
