"""Searches by ``field:value``: as the documentation writes them, checked, and read back by the sandbox's own parser."""

from __future__ import annotations

import calendar
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.apis.launchdarkly.sandbox.lists.filters import split_terms
from hypernav.apis.launchdarkly.sandbox.lists.flag_lists import state_of
from hypernav.apis.launchdarkly.search import ENVIRONMENTS, FLAGS, MEMBERS, PROJECTS, TEAMS
from hypernav.errors import NotExpressible, UnknownField, UnknownOperator, WrongValue
from hypernav.navigator import connect
from hypernav.search import Expression, where
from tests.apis.launchdarkly.asking import found, parameters, through_a_url
from tests.apis.launchdarkly.client import Client
from tests.search.hostile import LITERALS

MOMENT = datetime(2023, 7, 29, 6, 40, tzinfo=UTC)
Record = dict[str, Any]


@pytest.mark.parametrize(
    ("condition", "documented"),
    [
        (where("query").contains("dark-mode") & where("tags").all_of("beta", "test"), "query:dark-mode,tags:beta+test"),
        (where("applicationEvaluated") == "com.launchdarkly.cafe", "applicationEvaluated:com.launchdarkly.cafe"),
        (where("archived") == True, "archived:true"),  # noqa: E712 - it makes a comparison
        (where("contextKindsEvaluated").all_of("user", "application"), "contextKindsEvaluated:user+application"),
        (where("codeReferences.max") == 0, "codeReferences.max:0"),
        (where("codeReferences.min") == 1, "codeReferences.min:1"),
        (where("codeReferences") <= 0, "codeReferences.max:0"),
        (where("codeReferences") >= 1, "codeReferences.min:1"),
        (where("creationDate").before(1690527600000), 'creationDate:{"before":1690527600000}'),
        (where("creationDate") < datetime(2023, 7, 28, 7, tzinfo=UTC), 'creationDate:{"before":1690527600000}'),
        (
            where("evaluated").after(1690527600000) & (where("filterEnv") == "production"),
            'evaluated:{"after":1690527600000},filterEnv:production',
        ),
        (where("guardedRollout") == "monitoring", "guardedRollout:monitoring"),
        (where("hasExperiment").is_(True), "hasExperiment:true"),
        (where("maintainerId") == "12ab3c45de678910abc12345", "maintainerId:12ab3c45de678910abc12345"),
        (where("maintainerTeamKey") == "example-team-key", "maintainerTeamKey:example-team-key"),
        (where("query") == "example", "query:example"),
        (where("releasePipeline") == "default-release-pipeline", "releasePipeline:default-release-pipeline"),
        (where("state") == "archived", "state:archived"),
        (where("sdkAvailability") == "client", "sdkAvailability:client"),
        (where("tags").contains("beta"), "tags:beta"),
        (where("type") == "PERMANENT", "type:permanent"),
    ],
    ids=str,
)
def test_flags_are_asked_for_as_documented(condition: Expression, documented: str) -> None:
    assert parameters(FLAGS, condition) == {"filter": documented}


@pytest.mark.parametrize(
    ("dialect", "condition", "documented"),
    [
        (
            PROJECTS,
            where("query").contains("abc") & where("tags").all_of("tag-1", "tag-2"),
            "query:abc,tags:tag-1+tag-2",
        ),
        (PROJECTS, where("keys").any_of("a", "b"), "keys:a|b"),
        (PROJECTS, (where("keys") == "a") | (where("keys") == "b") | where("keys").any_of("c"), "keys:a|b|c"),
        (ENVIRONMENTS, where("query").contains("abc"), "query:abc"),
        (
            MEMBERS,
            where("query").contains("abc") & where("role").any_of("admin", "customrole"),
            "query:abc,role:admin|customrole",
        ),
        (MEMBERS, where("email").equals("a@acme.test"), "email:a@acme.test"),
        (MEMBERS, where("team").contains("core") & where("noteam").equals(False), "team:core,noteam:false"),
        (MEMBERS, where("lastSeen").never(), 'lastSeen:{"never":true}'),
        (MEMBERS, where("lastSeen").noData(), 'lastSeen:{"noData":true}'),
        (MEMBERS, where("lastSeen") < 1608672063611, 'lastSeen:{"before":1608672063611}'),
        (TEAMS, where("query").contains("abc") & where("nomembers").is_(True), "query:abc,nomembers:true"),
    ],
    ids=str,
)
def test_the_other_lists_are_asked_for_as_documented(dialect: Any, condition: Expression, documented: str) -> None:
    assert parameters(dialect, condition) == {"filter": documented}


def test_a_search_for_nothing_in_particular_has_no_filter() -> None:
    assert parameters(FLAGS) == {}


def test_a_text_is_a_query_in_the_filter() -> None:
    assert parameters(FLAGS, where("state") == "live", text="a b") == {"filter": "state:live,query:a b"}


def test_tags_asked_for_in_several_conditions_are_joined() -> None:
    asked = where("tags").contains("a") & (where("type") == "temporary") & where("tags").all_of("b", "c")
    assert parameters(FLAGS, asked) == {"filter": "tags:a+b+c,type:temporary"}


def test_a_condition_given_twice_is_said_once() -> None:
    twice = (where("state") == "live") & (where("state") == "live")
    assert parameters(FLAGS, twice) == {"filter": "state:live"}


def refusal(kind: type[Exception], dialect: Any, *conditions: Any, **query: Any) -> str:
    with pytest.raises(kind) as caught:
        parameters(dialect, *conditions, **query)
    return str(caught.value)


def test_an_or_of_different_fields_is_refused_with_the_fields_that_take_several_values() -> None:
    asked = (where("email") == "a@x.test") | (where("query") == "b")
    assert refusal(NotExpressible, MEMBERS, asked) == (
        "LaunchDarkly's member search has no OR, save between values of a field that takes several.\n"
        "  part       (where('email') == 'a@x.test') | (where('query') == 'b')\n"
        "  nearest    where('role').any_of(…, …)  where('id').any_of(…, …)  where('email').any_of(…, …)\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )


def test_an_or_of_values_is_refused_where_the_field_takes_one() -> None:
    asked = (where("state") == "live") | (where("state") == "deprecated")
    assert "has no OR" in refusal(NotExpressible, FLAGS, asked)


def test_an_or_that_holds_an_and_is_refused() -> None:
    asked = (where("keys") == "a") | ((where("keys") == "b") & (where("query") == "c"))
    assert "has no OR" in refusal(NotExpressible, PROJECTS, asked)


@pytest.mark.parametrize(
    ("part", "nearest"),
    [
        (where("hasExperiment").is_(True), "where('hasExperiment').equals(False)"),
        (where("type") == "temporary", "where('type').equals('permanent')"),
        (where("state") == "live", "where('state').equals('deprecated')  where('state').equals('archived')"),
    ],
    ids=str,
)
def test_a_negation_is_refused_with_the_opposite_where_there_is_one(part: Expression, nearest: str) -> None:
    message = refusal(NotExpressible, FLAGS, ~part)
    assert message.startswith("LaunchDarkly's flag search has no NOT.")
    assert f"nearest    {nearest}\n" in message


def test_other_negations_are_refused() -> None:
    assert "nearest" not in refusal(NotExpressible, FLAGS, ~where("query").contains("a"))
    assert "has no NOT" in refusal(NotExpressible, FLAGS, ~((where("query") == "a") & (where("state") == "live")))


def test_a_field_that_is_said_once_is_not_said_twice() -> None:
    message = refusal(NotExpressible, FLAGS, where("query").contains("a") & where("query").contains("b"))
    assert "LaunchDarkly's flag search says 'query' only once." in message
    assert "nearest    where('query').contains('a')  where('query').contains('b')" in message
    assert "only once" in refusal(NotExpressible, FLAGS, where("query").contains("a"), text="b")


def test_evaluations_need_their_environment() -> None:
    assert refusal(WrongValue, FLAGS, where("evaluated") > MOMENT) == (
        "'evaluated' holds in one environment, and none is named.\n"
        f"  where      (where('evaluated') > {MOMENT!r})\n"
        "  nearest    & (where('filterEnv') == \"production\")"
    )


@pytest.mark.parametrize(
    ("dialect", "condition", "reason"),
    [
        (FLAGS, where("query").contains("a,b"), "a comma ends a value"),
        (FLAGS, where("query").contains("a[0]"), "a bracket begins or ends JSON"),
        (FLAGS, where("query").contains(" a"), "white space around a value is left out"),
        (FLAGS, where("query").contains("\t"), "nothing would be left of it"),
        (FLAGS, where("tags").all_of("a", "b+c"), "'+' separates values"),
        (PROJECTS, where("keys").any_of("a|b"), "'|' separates values"),
    ],
    ids=str,
)
def test_what_the_filter_cannot_carry_is_refused(dialect: Any, condition: Expression, reason: str) -> None:
    message = refusal(NotExpressible, dialect, condition)
    assert f": {reason}.\n" in message
    assert "why        the filter field:value,field:value has no escapes\n" in message
    assert "otherwise  where(…, locally=True) filters here what the server cannot" in message


def test_what_the_filter_cannot_carry_is_filtered_here_where_that_is_asked_for() -> None:
    with connect("launchdarkly", sandbox=True) as ld:
        ld.go("/api/v2/flags/default/checkout").patch([{"op": "add", "path": "/tags/-", "value": "a,b"}])
        found = ld.go("/api/v2/flags/default").where(
            where("tags").contains("a,b") & (where("state") == "live"), locally=True
        )
        assert [flag["key"] for flag in found] == ["checkout"]
        assert found.request().url.endswith("?filter=state:live")


def test_separators_of_other_fields_are_carried() -> None:
    asked = where("query").contains("a+b|c:d") & where("tags").contains("x|y:z")
    assert parameters(FLAGS, asked) == {"filter": "query:a+b|c:d,tags:x|y:z"}


def test_an_unknown_field_and_operator_name_the_nearest() -> None:
    assert "nearest    'maintainerId'" in refusal(UnknownField, FLAGS, where("maintainer_Id") == "x")
    assert "nearest    .contains" in refusal(UnknownOperator, FLAGS, where("tags").contain("x"))


FAMILIES: list[tuple[Any, str, Callable[[str], Expression], Callable[[str], list[str]]]] = [
    (FLAGS, "query", lambda text: where("query").contains(text), lambda value: [value]),
    (FLAGS, "maintainerId", lambda text: where("maintainerId") == text, lambda value: [value]),
    (FLAGS, "tags", lambda text: where("tags").contains(text), lambda value: value.split("+")),
    (FLAGS, "tags", lambda text: where("tags").all_of(text, "b"), lambda value: value.removesuffix("+b").split("+")),
    (PROJECTS, "keys", lambda text: where("keys").any_of(text, "b"), lambda value: value.removesuffix("|b").split("|")),
    (MEMBERS, "email", lambda text: where("email") == text, lambda value: [value]),
]


@pytest.mark.parametrize(("dialect", "field", "ask", "read"), FAMILIES, ids=range(len(FAMILIES)))
def test_hostile_texts_come_back_or_are_refused(dialect: Any, field: str, ask: Any, read: Any) -> None:
    refused = []
    for literal in LITERALS:
        try:
            asked = parameters(dialect, ask(literal))
        except NotExpressible:
            refused.append(literal)
            continue
        ((name, value),) = split_terms(through_a_url(asked["filter"]))
        assert (name, read(value)) == (field, [literal])
    # What is refused has no way through a grammar without escapes.
    assert all(not each.strip() or each != each.strip() or set(each) & set(",[]{}+|") for each in refused)
    assert len(LITERALS) >= 300
    assert len(refused) < len(LITERALS) // 2


VALUES = st.text(st.sampled_from("ab :+|,{\"'\\é%&#"), min_size=1, max_size=6)
WORDS = st.text(st.sampled_from("ab:\"'\\é%&#="), min_size=1, max_size=6)
TERMS: dict[str, st.SearchStrategy[tuple[Expression, list[tuple[str, Any]]]]] = {
    "query": WORDS.map(lambda text: (where("query").contains(text), [("query", text)])),
    "type": st.sampled_from(["temporary", "permanent"]).map(lambda text: (where("type") == text, [("type", text)])),
    "hasExperiment": st.booleans().map(lambda is_so: (where("hasExperiment") == is_so, [("hasExperiment", is_so)])),
    "codeReferences": st.integers(0, 9).map(lambda n: (where("codeReferences") >= n, [("codeReferences.min", n)])),
    "creationDate": st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(
        lambda moment: (where("creationDate") < moment, [("creationDate", moment)])
    ),
    "tags": st.lists(WORDS, min_size=1, max_size=4).map(lambda tags: (where("tags").all_of(*tags), [("tags", tags)])),
}


def _meant(name: str, value: str) -> Any:
    if name == "creationDate":
        return json.loads(value)["before"]
    return value.split("+") if name == "tags" else value


def _asked(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return calendar.timegm(value.timetuple()) * 1000 + value.microsecond // 1000
    return str(value) if isinstance(value, int) else value


@given(st.permutations(list(TERMS)).flatmap(lambda names: st.tuples(*(TERMS[name] for name in names[:3]))))
def test_random_conjunctions_mean_the_same_to_the_sandboxs_parser(parts: Any) -> None:
    one, two, three = (condition for condition, _ in parts)
    text = parameters(FLAGS, one & (two & three))["filter"]
    read = [(name, _meant(name, value)) for name, value in split_terms(through_a_url(text))]
    assert read == [(name, _asked(value)) for _, terms in parts for name, value in terms]


@given(VALUES)
def test_a_text_is_carried_as_it_is_or_refused(text: str) -> None:
    try:
        asked = parameters(FLAGS, where("maintainerId") == text)["filter"]
    except NotExpressible:
        assert not text.strip() or text != text.strip() or set(text) & set(",{")
    else:
        assert split_terms(through_a_url(asked)) == [("maintainerId", text)]


def _evaluations(client: Client, flag: Record) -> list[Record]:
    store = client.sandbox.store
    return [found for (_, _, key), found in store.evaluations.items() if key == flag["key"]]


SAMPLES: list[tuple[Expression, Callable[[Client, Record], bool]]] = [
    (where("query").contains("BILLING"), lambda c, f: "billing" in f["key"] or "billing" in f["name"].casefold()),
    (where("tags").all_of("ops", "kill-switch"), lambda c, f: {"ops", "kill-switch"} <= set(f["tags"])),
    (where("tags").contains("release"), lambda c, f: "release" in f["tags"]),
    (where("state") == "deprecated", lambda c, f: state_of(f) == "deprecated"),
    (where("state") == "archived", lambda c, f: bool(f["archived"])),
    (where("archived") == True, lambda c, f: bool(f["archived"])),  # noqa: E712 - it makes a comparison
    (where("type") == "temporary", lambda c, f: bool(f["temporary"])),
    (where("hasExperiment") == True, lambda c, f: bool(f["experiments"]["items"])),  # noqa: E712 - as above
    (where("maintainerTeamKey") == "billing", lambda c, f: f.get("maintainerTeamKey") == "billing"),
    (where("codeReferences") <= 0, lambda c, f: not c.sandbox.store.references.get(("platform", f["key"]))),
    (where("codeReferences") >= 1, lambda c, f: bool(c.sandbox.store.references.get(("platform", f["key"])))),
    (where("creationDate") < MOMENT, lambda c, f: f["creationDate"] < MOMENT.timestamp() * 1000),
    (
        where("contextKindsEvaluated").all_of("user", "organization"),
        lambda c, f: any({"user", "organization"} <= set(one["contextKinds"]) for one in _evaluations(c, f)),
    ),
    (where("applicationEvaluated") == "com.acme.services", lambda c, f: bool(_evaluations(c, f))),
    (where("sdkAvailability") == "server", lambda c, f: not any(f["clientSideAvailability"].values())),
    (where("guardedRollout") == "any", lambda c, f: "guardedRollout" in f),
]


@pytest.mark.parametrize(("condition", "holds"), SAMPLES, ids=[repr(condition) for condition, _ in SAMPLES])
def test_the_flags_found_are_those_that_an_evaluation_of_all_gives(
    client: Client, condition: Expression, holds: Callable[[Client, Record], bool]
) -> None:
    every = client.sandbox.store.flags["platform"].values()
    names_archived = {term.field for term in condition.terms()} & {"state", "archived"}
    expected = {f["key"] for f in every if holds(client, f) and (names_archived or not f["archived"])}
    members = found(client, FLAGS, "/flags/platform", condition, page_size=50)
    assert [member["key"] for member in members] == list(dict.fromkeys(member["key"] for member in members))
    assert {member["key"] for member in members} == expected


def test_flags_evaluated_since_a_time_in_one_environment_are_found(client: Client) -> None:
    store = client.sandbox.store
    moment = datetime.fromtimestamp(client.sandbox.clock.milliseconds() / 1000 - 3600, UTC)
    milliseconds = client.sandbox.clock.milliseconds() - 3_600_000
    asked = (where("evaluated") > moment) & (where("filterEnv") == "staging")
    keys = {one["key"] for one in found(client, FLAGS, "/flags/platform", asked)}
    assert keys == {
        flag
        for (project, environment, flag), one in store.evaluations.items()
        if (project, environment) == ("platform", "staging") and one["lastRequested"] > milliseconds
        if not store.flags["platform"][flag]["archived"]
    }
    assert keys


def test_projects_and_environments_are_found(client: Client) -> None:
    assert [one["key"] for one in found(client, PROJECTS, "/projects", where("keys").any_of("default", "mobile"))] == [
        "default",
        "mobile",
    ]
    tagged = found(client, PROJECTS, "/projects", where("tags").all_of("customer-facing", "web"))
    assert [one["key"] for one in tagged] == ["default"]
    live = found(client, ENVIRONMENTS, "/projects/default/environments", where("tags").contains("live"))
    assert [one["key"] for one in live] == ["production"]


def test_members_and_teams_are_found(client: Client) -> None:
    store = client.sandbox.store
    roles = found(client, MEMBERS, "/members", where("role").any_of("admin", "no_access"))
    assert {one["_id"] for one in roles} == {
        key for key, one in store.members.items() if one["role"] in ("owner", "admin", "no_access")
    }
    never = found(client, MEMBERS, "/members", where("lastSeen").never())
    assert {one["_id"] for one in never} == {
        key for key, one in store.members.items() if one["_lastSeen"] == 0 and one["_pendingInvite"]
    }
    seen = datetime.fromtimestamp(client.sandbox.clock.milliseconds() / 1000 - 30 * 86_400, UTC)
    before = found(client, MEMBERS, "/members", where("lastSeen") < seen)
    assert {one["_id"] for one in before} == {
        key for key, one in store.members.items() if 0 < one["_lastSeen"] < seen.timestamp() * 1000
    }
    empty = found(client, TEAMS, "/teams", where("nomembers") == True)  # noqa: E712 - it makes a comparison
    assert {one["key"] for one in empty} == {key for key, one in store.teams.items() if not one["memberIDs"]}
