"""Filters of GitLab's lists: parameters as its documentation has them, and what it would ignore or misread refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from hypernav.apis.gitlab.search import (
    COMMITS,
    GROUPS,
    ISSUES,
    MERGE_REQUESTS,
    MILESTONES,
    PIPELINES,
    PROJECTS,
    ParameterDialect,
)
from hypernav.errors import NotExpressible, SearchError, UnknownField, UnknownOperator, WrongValue
from hypernav.search import Expression, Ordering, Query, where


def asked(dialect: ParameterDialect, *conditions: Expression, **query: Any) -> list[tuple[str, str]]:
    (call,) = dialect.compile(Query(conditions=conditions, **query)).calls
    assert (call.method, call.path, call.body) == ("GET", "", None)
    return list(call.parameters)


def refusal(kind: type[SearchError], dialect: ParameterDialect, *conditions: Expression, **query: Any) -> str:
    with pytest.raises(kind) as caught:
        dialect.compile(Query(conditions=conditions, **query))
    return str(caught.value)


_SUMMER = datetime(2019, 3, 15, 10, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("dialect", "condition", "expected"),
    [
        (ISSUES, where("state") == "opened", "state=opened"),
        (ISSUES, where("labels") == "foo", "labels=foo"),
        (ISSUES, where("labels").all_of("foo", "bar"), "labels=foo,bar"),
        (ISSUES, where("labels").is_empty(), "labels=None"),
        (ISSUES, where("labels").is_not_empty(), "labels=Any"),
        (ISSUES, where("labels").not_in("foo", "bar"), "not[labels]=foo,bar"),
        (ISSUES, where("milestone") == "1.0.0", "milestone=1.0.0"),
        (ISSUES, where("milestone") != "1.0.0", "not[milestone]=1.0.0"),
        (ISSUES, where("milestone").is_empty(), "milestone_id=None"),
        (ISSUES, where("milestone_id") == "Upcoming", "milestone_id=Upcoming"),
        (MERGE_REQUESTS, where("milestone").is_empty(), "milestone=None"),
        (ISSUES, where("iids").in_(42, 43), "iids[]=42&iids[]=43"),
        (ISSUES, where("iids").not_in(42, 43), "not[iids][]=42&not[iids][]=43"),
        (ISSUES, where("author_id") == 5, "author_id=5"),
        (ISSUES, where("assignee_id").is_empty(), "assignee_id=None"),
        (ISSUES, where("assignee_username") == "root", "assignee_username[]=root"),
        (ISSUES, where("my_reaction_emoji") == "star", "my_reaction_emoji=star"),
        (ISSUES, where("confidential").is_(True), "confidential=true"),
        (ISSUES, where("due_date").is_empty(), "due_date=0"),
        (ISSUES, where("due_date") == "overdue", "due_date=overdue"),
        (ISSUES, where("created_at") >= _SUMMER, "created_after=2019-03-15T08:00:00Z"),
        (ISSUES, where("updated_at") <= _SUMMER, "updated_before=2019-03-15T08:00:00Z"),
        (PIPELINES, where("created_at") > _SUMMER, "created_after=2019-03-15T08:00:00Z"),
        (MERGE_REQUESTS, where("approved_by_ids").all_of(1, 2), "approved_by_ids[]=1&approved_by_ids[]=2"),
        (MERGE_REQUESTS, where("reviewer_username").is_not_empty(), "reviewer_username=Any"),
        (MERGE_REQUESTS, where("wip") == "no", "wip=no"),
        (PROJECTS, where("visibility") == "internal", "visibility=internal"),
        (PROJECTS, where("min_access_level") == "Developer", "min_access_level=30"),
        (PROJECTS, where("topic").all_of("ci", "go"), "topic=ci,go"),
        (PROJECTS, where("id") > 100, "id_after=100"),
        (COMMITS, where("committed_date").is_on_or_after(_SUMMER), "since=2019-03-15T08:00:00Z"),
        (COMMITS, where("all").is_(True), "all=true"),
        (PIPELINES, where("yaml_errors").is_(False), "yaml_errors=false"),
        (GROUPS, where("skip_groups").in_(1, 2), "skip_groups[]=1&skip_groups[]=2"),
        (MILESTONES, where("state") == "active", "state=active"),
    ],
)
def test_a_condition_is_the_documented_parameter(dialect: ParameterDialect, condition: Expression, expected: str):
    assert "&".join(f"{name}={value}" for name, value in asked(dialect, condition)) == expected


def test_a_time_between_two_is_two_parameters():
    later = datetime(2019, 4, 1, 12, 0, 0, 5, tzinfo=UTC)
    assert asked(ISSUES, where("created_at").between(_SUMMER, later)) == [
        ("created_after", "2019-03-15T08:00:00Z"),
        ("created_before", "2019-04-01T12:00:00.000005Z"),
    ]


def test_labels_of_several_conditions_are_asked_for_together():
    labels = where("labels").contains("a") & where("labels").all_of("b", "a") & ~where("labels").is_("c")
    assert asked(ISSUES, labels, ~(where("labels").is_("d") | where("labels").is_("e"))) == [
        ("labels", "a,b"),
        ("not[labels]", "c,d,e"),
    ]
    names = where("assignee_username").is_("a") & where("assignee_username").is_("b")
    assert asked(ISSUES, names) == [("assignee_username[]", "a"), ("assignee_username[]", "b")]


def test_a_negation_is_the_opposite():
    assert asked(ISSUES, ~(where("author_username") == "bot")) == [("not[author_username]", "bot")]
    assert asked(ISSUES, ~(where("author_username") != "bot")) == [("author_username", "bot")]
    assert asked(ISSUES, ~where("labels").is_empty()) == [("labels", "Any")]
    assert asked(ISSUES, ~where("labels").not_in("a")) == [("labels", "a")]
    assert asked(ISSUES, ~where("iids").in_(1, 2)) == [("not[iids][]", "1"), ("not[iids][]", "2")]
    assert asked(PROJECTS, ~where("archived").is_(True)) == [("archived", "false")]


def test_an_either_of_numbers_is_an_array():
    assert asked(ISSUES, (where("iids") == 1) | where("iids").in_(2, 3)) == [("iids[]", str(n)) for n in (1, 2, 3)]


def test_order_words_and_page_size_are_parameters_of_their_own():
    said = asked(
        ISSUES,
        where("in").in_("title"),
        text="foo",
        sort=(Ordering("due_date"),),
        page_size=100,
        parameters={"with_labels_details": True},
    )
    assert said == [
        ("in", "title"),
        ("search", "foo"),
        ("order_by", "due_date"),
        ("sort", "asc"),
        ("per_page", "100"),
        ("with_labels_details", "true"),
    ]
    assert asked(PROJECTS, sort=(Ordering("star_count", descending=True),))[1] == ("sort", "desc")


def test_a_plan_says_whose_issues_a_list_without_a_scope_has():
    note = 'at /issues and /merge_requests, without where("scope").is_("all"), only what you created yourself'
    assert ISSUES.compile(Query()).notes == (note,)
    assert MERGE_REQUESTS.compile(Query(conditions=(where("scope") == "all",))).notes == ()
    assert ISSUES.compile(Query(parameters={"scope": "all"})).notes == ()
    assert PROJECTS.compile(Query()).notes == ()


@pytest.mark.parametrize(
    ("condition", "nearest"),
    [
        (where("labels") == "None", "where('labels').is_empty()"),
        (where("labels") == "No Label", "where('labels').is_empty()"),
        (where("labels") == "any", "where('labels').is_not_empty()"),
        (where("milestone") == "#started", "where('milestone_id').is_('Started')"),
        (where("my_reaction_emoji") == "ANY", "where('my_reaction_emoji').is_not_empty()"),
    ],
)
def test_a_word_of_gitlab_s_own_is_no_value(condition: Expression, nearest: str):
    message = refusal(WrongValue, ISSUES, condition)
    word = next(condition.terms()).values[0]
    assert message.startswith(f"GitLab reads {word!r} as a word of its own, not as a value of ")
    assert message.endswith(f"  nearest    {nearest}")


def test_values_with_commas_or_space_around_them_are_refused():
    assert refusal(NotExpressible, ISSUES, where("labels") == "a, b") == (
        "GitLab joins the values of 'labels' by commas and takes the space around each off.\n"
        "  where      (where('labels') == 'a, b')\n"
        "  nearest    where('labels').all_of('a', 'b')\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )
    assert "nearest    'a'" in refusal(NotExpressible, ISSUES, where("labels") == " a")
    assert asked(ISSUES, where("milestone") == " a, b") == [("milestone", " a, b")]


def test_what_gitlab_ignores_is_refused():
    assert refusal(WrongValue, ISSUES, where("labels") == " ") == (
        "GitLab ignores 'labels' where it is empty.\n"
        "  where      (where('labels') == ' ')\n"
        "  nearest    where('labels').is_empty()"
    )
    assert refusal(WrongValue, ISSUES, text=" ") == (
        "GitLab ignores a search for nothing.\n  where      .text(' ')\n  next       .text(\"some words\")"
    )
    assert refusal(WrongValue, PROJECTS, where("owned").is_(False)) == (
        "'owned' limits where it is True; False is the same as nothing said.\n"
        "  where      where('owned').is_(False)\n"
        "  nearest    where('owned').is_(True)"
    )


def test_what_gitlab_refuses_is_refused():
    assert refusal(WrongValue, ISSUES, where("milestone") == "a\0b") == (
        "GitLab refuses texts with NUL.\n  where      (where('milestone') == 'a\\x00b')\n  nearest    'ab'"
    )
    assert "nearest    .text('ab')" in refusal(WrongValue, ISSUES, text="a\0b")
    approvers = where("approved_by_ids").all_of(*range(1, 7))
    assert "'approved_by_ids' takes at most 5 values, and was given 6." in refusal(
        WrongValue, MERGE_REQUESTS, approvers
    )


def test_where_words_are_is_asked_only_of_words():
    assert refusal(WrongValue, ISSUES, where("in") == "title") == (
        "'in' says where words are looked for, and there are none.\n"
        "  where      (where('in') == 'title')\n"
        '  nearest    .text("…")'
    )
    assert "'search_namespaces' says where" in refusal(WrongValue, PROJECTS, where("search_namespaces").is_(True))


def test_similarity_is_to_words():
    assert refusal(WrongValue, PROJECTS, sort=(Ordering("similarity"),)) == (
        "'similarity' is to the words looked for, and there are none.\n"
        "  where      .sort('similarity')\n"
        '  nearest    .text("…")'
    )
    assert asked(GROUPS, text="x", sort=(Ordering("similarity"),))[1] == ("order_by", "similarity")


def test_projects_are_filtered_by_their_update_only_in_that_order():
    condition = where("updated_at") > _SUMMER
    assert refusal(WrongValue, PROJECTS, condition).splitlines()[::2] == [
        "GitLab's project list is filtered by 'updated_at' only where it is sorted by it too.",
        "  nearest    .sort('updated_at')",
    ]
    assert asked(PROJECTS, condition, sort=(Ordering("updated_at"),))[0] == ("updated_after", "2019-03-15T08:00:00Z")


def test_parameters_that_exclude_one_another_are_refused():
    both = (where("author_id") == 5) & (where("author_username") == "root")
    assert refusal(NotExpressible, ISSUES, both) == (
        "GitLab's issue list takes either 'author_id' or 'author_username'.\n"
        "  part       (where('author_id') == 5) & (where('author_username') == 'root')\n"
        "  nearest    (where('author_username') == 'root')\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )
    assert "takes either 'milestone' or 'milestone_id'" in refusal(
        NotExpressible, ISSUES, where("milestone") == "a", where("milestone").is_not_empty()
    )
    assert "takes either 'not[author_id]'" in refusal(
        NotExpressible, ISSUES, where("author_id") != 5, where("author_username") != "root"
    )
    assert len(asked(ISSUES, where("author_id") != 5, where("author_username") == "root")) == 2


def test_a_parameter_of_one_value_is_said_once():
    assert refusal(NotExpressible, ISSUES, where("state") == "opened", where("state") == "closed") == (
        "GitLab's issue list takes 'state' once.\n"
        "  part       (where('state') == 'opened') & (where('state') == 'closed')\n"
        "  nearest    (where('state') == 'opened')\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )
    assert "takes 'iids' once" in refusal(NotExpressible, ISSUES, where("iids") == 1, where("iids") == 2)
    assert "takes 'labels' once" in refusal(
        NotExpressible, ISSUES, where("labels") == "a", where("labels").is_not_empty()
    )


def test_an_or_and_a_not_without_a_word_are_refused():
    assert refusal(NotExpressible, ISSUES, (where("labels") == "a") | (where("labels") == "b")) == (
        "GitLab's issue list has no OR, save between values of one of iids, in.\n"
        "  part       (where('labels') == 'a') | (where('labels') == 'b')\n"
        "  nearest    (where('labels') == 'a')\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )
    assert "has no OR.\n" in refusal(NotExpressible, PIPELINES, (where("ref") == "a") | (where("ref") == "b"))
    assert "has no NOT for .is_() of 'state'." in refusal(NotExpressible, ISSUES, ~(where("state") == "opened"))
    assert "has no NOT for .is_() of 'owned'." in refusal(NotExpressible, PROJECTS, ~where("owned").is_(True))
    assert "has no NOT for .is_at_least()" in refusal(NotExpressible, ISSUES, ~(where("created_at") >= _SUMMER))


def test_orders_are_those_of_the_list():
    assert "cannot be sorted by 'created'" in refusal(UnknownField, ISSUES, sort=(Ordering("created"),))
    both = (Ordering("title"), Ordering("updated_at"))
    assert "is sorted by one field only.\n  part       .sort()\n  nearest    .sort('title')" in refusal(
        NotExpressible, ISSUES, sort=both
    )
    assert refusal(NotExpressible, COMMITS, sort=(Ordering("title"),)) == (
        "GitLab's commit list comes in a fixed order.\n"
        "  part       .sort()\n"
        "  nearest    .frame().sort_values(…), which sorts here"
    )


@pytest.mark.parametrize("part", [{"fields": ("title",)}, {"expand": ("author",)}])
def test_what_the_api_has_no_word_for_is_refused(part: dict[str, Any]):
    assert "has nothing like" in refusal(NotExpressible, ISSUES, **part)
    assert "has nothing like .text()" in refusal(NotExpressible, PIPELINES, text="x")


def test_times_of_issues_include_their_bound_and_those_of_pipelines_do_not():
    with pytest.raises(UnknownOperator):
        ISSUES.compile(Query(conditions=(where("created_at") > _SUMMER,)))
    with pytest.raises(UnknownOperator):
        PIPELINES.compile(Query(conditions=(where("created_at") >= _SUMMER,)))


def test_a_dialect_shows_what_it_searches():
    assert repr(ISSUES) == "<GitLab's issue list>"
