"""Searches of GitHub: compiled to what its documentation shows, and what it cannot say refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from hypernav.apis.github.search import CODE, COMMITS, ISSUES, REPOSITORIES, TOPICS, USERS, QualifierDialect
from hypernav.errors import NotExpressible, SearchError, UnknownField, UnknownOperator, WrongValue
from hypernav.search import Expression, Ordering, Query, where


def asked(dialect: QualifierDialect, *conditions: Expression, **query: Any) -> dict[str, str]:
    (call,) = dialect.compile(Query(conditions=conditions, **query)).calls
    assert (call.method, call.path, call.body) == ("GET", "", None)
    return dict(call.parameters)


def refusal(kind: type[SearchError], dialect: QualifierDialect, *conditions: Expression, **query: Any) -> str:
    with pytest.raises(kind) as caught:
        dialect.compile(Query(conditions=conditions, **query))
    return str(caught.value)


_OFFSET = timezone(timedelta(hours=7))
_DAWN, _DUSK = datetime(2017, 1, 1, 1, tzinfo=_OFFSET), datetime(2017, 3, 1, 15, 30, 15, tzinfo=_OFFSET)
_BUG_FIX, _NOT_PLANNED = where("label") == "bug fix", where("reason") == "not_planned"
DOCUMENTED = [
    ("cats stars:>1000", REPOSITORIES, where("stars") > 1000),
    ("cats topics:>=5", REPOSITORIES, where("topics") >= 5),
    ("cats size:<10000", CODE, where("size") < 10_000),
    ("cats stars:<=50", REPOSITORIES, where("stars") <= 50),
    ("cats stars:10..50", REPOSITORIES, where("stars").is_between(10, 50)),
    ("cats created:>2016-04-29", ISSUES, where("created") > date(2016, 4, 29)),
    ("cats created:>=2017-04-01", ISSUES, where("created").is_on_or_after("2017-04-01")),
    ("cats pushed:2016-04-30..2016-07-04", REPOSITORIES, where("pushed").between("2016-04-30", "2016-07-04")),
    (
        "cats created:2017-01-01T01:00:00+07:00..2017-03-01T15:30:15+07:00",
        ISSUES,
        where("created").is_between(_DAWN, _DUSK),
    ),
    ("hello NOT world", REPOSITORIES, where("text").does_not_contain("world")),
    ('cats NOT "hello world"', REPOSITORIES, ~where("text").contains("hello world")),
    ("mentions:defunkt -org:github", ISSUES, (where("mentions") == "defunkt") & (where("org") != "github")),
    ('build label:"bug fix"', ISSUES, _BUG_FIX),
    ("is:issue assignee:@me", ISSUES, (where("is") == "issue") & (where("assignee") == "@me")),
    ("error in:title,body", ISSUES, where("in").in_("title", "body")),
    (
        "repo:mozilla/shumway created:<2012-03-01",
        ISSUES,
        (where("repo") == "mozilla/shumway") & (where("created") < "2012-03-01"),
    ),
    ('libraries is:closed reason:"not planned"', ISSUES, (where("is") == "closed") & _NOT_PLANNED),
    ("-author:app/robot", ISSUES, ~(where("author") == "app/robot")),
    ("label:bug label:resolved", ISSUES, where("label").all_of("bug", "resolved")),
    ("label:bug,resolved", ISSUES, where("label").in_("bug", "resolved")),
    (
        "language:c# created:<2011-01-01 state:open",
        ISSUES,
        (where("language") == "c#") & (where("created") < "2011-01-01") & (where("state") == "open"),
    ),
    ("sprint no:milestone type:issue", ISSUES, where("milestone").is_empty() & (where("type") == "issue")),
    (
        "windows label:bug language:python state:open",
        ISSUES,
        (where("label") == "bug") & (where("language") == "python") & (where("state") == "open"),
    ),
    (
        "stars:>=500 fork:true language:php",
        REPOSITORIES,
        (where("stars") >= 500) & (where("fork") == "true") & (where("language") == "php"),
    ),
    ("license:apache-2.0", REPOSITORIES, where("license") == "apache-2.0"),
    ("octocat filename:readme path:/", CODE, (where("filename") == "readme") & (where("path") == "/")),
    ("tom repos:>42 followers:>1000", USERS, (where("repos") > 42) & (where("followers") > 1000)),
    ("author-email:chris@github.com", COMMITS, where("author-email") == "chris@github.com"),
    ("merge:false", COMMITS, where("merge").is_(False)),
    ("repositories:>5000", TOPICS, where("repositories") > 5000),
]


@pytest.mark.parametrize(("expected", "dialect", "condition"), DOCUMENTED, ids=[case[0] for case in DOCUMENTED])
def test_a_search_is_written_as_the_documentation_writes_it(
    expected: str, dialect: QualifierDialect, condition: Expression
):
    first = expected.partition(" ")[0]
    assert asked(dialect, condition, text="" if ":" in first else first)["q"] == expected


def test_words_stay_words_and_nothing_in_them_becomes_a_qualifier_or_an_operator():
    text = 'crash "at start" is:open -label:x NOT (a OR b) café c++'
    assert asked(ISSUES, text=text)["q"] == ('crash "at start" "is:open" "-label:x" "NOT" "(a" "OR" "b)" café c++')


def test_two_bounds_of_a_field_become_one_range_whose_bounds_are_included():
    assert asked(REPOSITORIES, where("stars") > 10, where("stars") < 50)["q"] == "stars:11..49"
    assert asked(REPOSITORIES, where("stars") <= 50, where("stars") >= 10)["q"] == "stars:10..50"
    days = (where("created") > date(2026, 1, 31)) & (where("created") < date(2026, 3, 1))
    assert asked(ISSUES, days)["q"] == "created:2026-02-01..2026-02-28"
    times = (where("created") >= datetime(2026, 1, 1, tzinfo=UTC)) & (
        where("created") < datetime(2026, 2, 1, tzinfo=UTC)
    )
    assert asked(ISSUES, times)["q"] == "created:2026-01-01T00:00:00+00:00..2026-01-31T23:59:59+00:00"


def test_two_bounds_that_leave_nothing_between_them_are_refused():
    assert "is reversed" in refusal(WrongValue, REPOSITORIES, where("stars") > 50, where("stars") < 50)


def test_a_bound_after_the_last_day_is_refused():
    last = (where("created") > date.max) & (where("created") <= date.max)
    assert "has no date beyond the last one" in refusal(NotExpressible, ISSUES, last)


def test_an_either_of_values_of_one_field_is_one_qualifier_where_it_takes_several():
    assert asked(ISSUES, (where("label") == "a") | (where("label") == "b c"))["q"] == 'label:a,"b c"'
    assert asked(REPOSITORIES, (where("repo") == "a/b") | (where("repo") == "c/d"))["q"] == "repo:a/b repo:c/d"
    assert asked(REPOSITORIES, ~where("repo").not_in("a/b", "c/d"))["q"] == "repo:a/b repo:c/d"


def test_none_of_several_values_is_a_minus_before_each():
    assert asked(ISSUES, where("author").not_in("a", "b"))["q"] == "-author:a -author:b"
    assert asked(ISSUES, ~where("label").in_("a", "b"))["q"] == "-label:a -label:b"
    assert asked(ISSUES, ~((where("label") == "a") | (where("comments") > 3)))["q"] == "-label:a -comments:>3"


def test_other_alternatives_of_issues_are_said_by_the_advanced_search():
    said = asked(ISSUES, (where("assignee") == "octocat") | (where("assignee") == "hubot"))
    assert said == {"q": "assignee:octocat OR assignee:hubot", "advanced_search": "true"}
    one = (where("type") == "Bug") & (where("assignee") == "octocat")
    other = (where("type") == "Enhancement") & (where("assignee") == "hubot")
    assert asked(ISSUES, one | other)["q"] == "(type:Bug assignee:octocat) OR (type:Enhancement assignee:hubot)"
    assert asked(ISSUES, one | other, where("is") == "open", text="crash")["q"] == (
        "crash ((type:Bug assignee:octocat) OR (type:Enhancement assignee:hubot)) is:open"
    )


def test_not_both_is_one_of_neither():
    assert asked(ISSUES, ~((where("label") == "a") & (where("state") == "open")))["q"] == "-label:a OR -state:open"
    assert asked(ISSUES, ~where("label").all_of("a", "b"))["q"] == "-label:a OR -label:b"
    assert asked(ISSUES, ~where("author").not_in("a", "b"))["q"] == "author:a OR author:b"


def test_alternatives_within_alternatives_need_no_parentheses_of_their_own():
    inner = (where("assignee") == "a") | (where("author") == "b")
    assert asked(ISSUES, (where("state") == "open") | ~~inner)["q"] == "state:open OR assignee:a OR author:b"


def test_any_assignee_is_asked_for_within_one_repository():
    assert asked(ISSUES, where("assignee").is_not_empty(), where("repo") == "a/b")["q"] == "assignee:* repo:a/b"
    assert asked(ISSUES, ~where("assignee").is_empty(), where("repo") == "a/b")["q"] == "assignee:* repo:a/b"
    assert asked(ISSUES, ~where("assignee").is_not_empty())["q"] == "no:assignee"
    assert refusal(WrongValue, ISSUES, where("assignee").is_not_empty(), where("repo").in_("a/b", "c/d")) == (
        "GitHub's issue search has any 'assignee' within one repository only.\n"
        "  where      where('assignee').is_not_empty()\n"
        '  nearest    where("repo").is_("owner/name")'
    )


def test_custom_properties_are_asked_for_within_one_organization():
    condition = where("props.environment") == "production"
    assert asked(REPOSITORIES, where("org") == "acme", condition)["q"] == "org:acme props.environment:production"
    assert refusal(WrongValue, REPOSITORIES, condition).splitlines()[::2] == [
        "GitHub's repository search ignores custom properties unless it is limited to one organization.",
        '  nearest    where("org").is_("…")',
    ]


def test_where_words_are_is_asked_only_of_words():
    assert asked(ISSUES, where("in") == "title", where("text").does_not_contain("x"))["q"] == "NOT x in:title"
    assert refusal(WrongValue, ISSUES, where("in") == "title") == (
        "GitHub's issue search has 'in' without words to look for.\n"
        "  where      (where('in') == 'title')\n"
        '  nearest    .text("…")'
    )


def test_code_is_searched_for_words_or_by_file_name():
    assert asked(CODE, where("filename") == "package.json")["q"] == "filename:package.json"
    assert refusal(WrongValue, CODE, where("language") == "go") == (
        'GitHub\'s code search needs a word to look for, or a file name, beside qualifiers.\n  nearest    .text("…")'
    )


def test_a_search_for_nothing_is_refused():
    assert refusal(WrongValue, ISSUES, text=" ") == (
        'GitHub\'s issue search is asked nothing: a search has at least one condition or word.\n  nearest    .text("…")'
    )


def test_order_and_page_size_are_parameters_of_their_own():
    said = asked(REPOSITORIES, text="tetris", sort=(Ordering("stars", descending=True),), page_size=50)
    assert said == {"q": "tetris", "sort": "stars", "order": "desc", "per_page": "50"}
    assert asked(ISSUES, text="x", sort=(Ordering("reactions-+1"),))["order"] == "asc"
    assert asked(ISSUES, text="x", parameters={"search_type": "hybrid"}) == {"q": "x", "search_type": "hybrid"}


def test_results_are_sorted_by_one_field():
    both = (Ordering("stars", descending=True), Ordering("forks"))
    assert refusal(NotExpressible, REPOSITORIES, text="x", sort=both) == (
        "GitHub's repository search is sorted by one field only.\n  part       .sort()\n  nearest    .sort('-stars')"
    )
    assert "cannot be sorted by 'created'" in refusal(UnknownField, TOPICS, text="x", sort=(Ordering("created"),))


@pytest.mark.parametrize("part", [{"fields": ("title",)}, {"expand": ("user",)}])
def test_what_the_api_has_no_word_for_is_refused(part: dict[str, Any]):
    assert "has nothing like" in refusal(NotExpressible, ISSUES, text="x", **part)


def test_a_plan_says_how_far_the_results_go_and_which_kinds_they_are_of():
    alike = 'issues and pull requests alike; where("is").is_("issue") or .is_("pr") asks for one of them'
    first = "GitHub gives the first 1,000 results of a search"
    assert ISSUES.compile(Query(text="x")).notes == (first, alike)
    assert ISSUES.compile(Query(text="x", conditions=(where("is") == "pr",))).notes == (first,)
    assert REPOSITORIES.compile(Query(text="x")).notes == (first,)
    either = (where("is") == "issue") & ((where("state") == "open") | (where("label") == "x"))
    assert ISSUES.compile(Query(conditions=(either,))).notes == (first, "the OR is said by GitHub's advanced search")


def test_an_or_is_refused_where_none_is_documented():
    languages = (where("language") == "ruby") | (where("language") == "python")
    assert refusal(NotExpressible, REPOSITORIES, languages) == (
        "GitHub's repository search has no OR, save between values of one of in, repo, user, org.\n"
        "  part       (where('language') == 'ruby') | (where('language') == 'python')\n"
        "  nearest    (where('language') == 'ruby')\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )
    assert "has no OR.\n" in refusal(NotExpressible, TOPICS, (where("is") == "curated") | (where("repositories") > 3))


@pytest.mark.parametrize(
    "condition", [where("repo") == "a/b", where("org") == "a", where("text").contains("x"), where("in") == "title"]
)
def test_what_the_advanced_search_does_not_take_in_parentheses_is_refused(condition: Expression):
    message = refusal(NotExpressible, ISSUES, condition | (where("state") == "open"))
    assert message.startswith(f"GitHub's issue search has no {next(condition.terms()).field!r} inside an OR.")


def test_a_qualifier_whose_repetition_nobody_documents_is_said_once():
    assert refusal(NotExpressible, ISSUES, where("author") == "a", where("author") == "b") == (
        "GitHub's issue search does not say what 'author' twice means.\n"
        "  part       (where('author') == 'a') & (where('author') == 'b')\n"
        "  nearest    (where('author') == 'a')  (where('author') == 'b')\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )
    assert "does not say what 'stars' twice means" in refusal(
        NotExpressible, REPOSITORIES, where("stars") > 5, where("stars") >= 9
    )


def test_a_qualifier_whose_repetition_means_either_is_not_taken_for_both():
    message = refusal(NotExpressible, ISSUES, where("repo") == "a/b", where("repo") == "c/d")
    assert message.startswith("GitHub's issue search reads 'repo' twice as either of them.")
    assert "  nearest    where('repo').in_('a/b', 'c/d')" in message


def test_there_is_no_minus_before_what_something_lacks():
    assert "has no NOT before 'no'." in refusal(NotExpressible, ISSUES, ~(where("no") == "label"))
    assert "has no NOT before 'no:label'." in refusal(NotExpressible, ISSUES, ~where("label").is_empty())


def test_not_stands_before_words_only():
    message = refusal(NotExpressible, ISSUES, where("text").does_not_contain("2026-01-31"))
    assert message.startswith("GitHub's issue search has NOT before words only, not before numerals and dates.")


def test_more_than_five_operators_are_refused():
    many = [where("text").does_not_contain(f"word{number}") for number in range(6)]
    assert len(asked(ISSUES, *many[:5])["q"].split("NOT")) == 6
    assert "takes at most 5 of AND, OR and NOT, and this has 6." in refusal(NotExpressible, ISSUES, *many)


def test_more_than_256_characters_of_words_are_refused_and_qualifiers_do_not_count():
    long = "x" * 256
    assert asked(ISSUES, where("label") == "y" * 300, text=long)["q"].startswith(f"{long} label:")
    with pytest.raises(WrongValue) as caught:
        ISSUES.compile(Query(text=f"{long} y"))
    assert str(caught.value).startswith("GitHub's searches take words of 256 characters in all, and these have 258.\n")
    assert caught.value.details["next"] == "look for fewer words; qualifiers do not count"


def test_what_would_end_a_quoted_value_is_refused_with_the_text_without_it():
    assert refusal(NotExpressible, ISSUES, where("label") == 'say "hi"') == (
        "GitHub's searches have no way to say a quotation mark: they know no escapes.\n"
        "  where      (where('label') == 'say \"hi\"')\n"
        "  nearest    'say hi'\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )
    assert "no way to say a backslash" in refusal(WrongValue, ISSUES, text="C:\\Windows")
    assert "no way to say the control character '\\x00'" in refusal(NotExpressible, ISSUES, where("label") == "a\x00b")


def test_a_quotation_mark_among_words_has_its_partner():
    assert refusal(WrongValue, ISSUES, text='crash "at start') == (
        "A quotation mark has no partner, or no space beside it.\n"
        "  where      .text('crash \"at start')\n"
        "  nearest    .text('crash at start')"
    )


def test_an_empty_value_and_a_star_are_refused_with_what_they_may_mean():
    assert refusal(WrongValue, ISSUES, where("milestone") == " ") == (
        "'milestone' was given an empty text, which GitHub's searches do not look for.\n"
        "  where      (where('milestone') == ' ')\n"
        "  nearest    where('milestone').is_empty()"
    )
    assert refusal(WrongValue, ISSUES, where("assignee") == "*") == (
        "GitHub's searches read * behind 'assignee' as any value.\n"
        "  where      (where('assignee') == '*')\n"
        "  nearest    where('assignee').is_not_empty()"
    )


def test_times_are_in_whole_seconds():
    moment = datetime(2026, 1, 31, 9, 30, 0, 5, tzinfo=UTC)
    assert refusal(WrongValue, ISSUES, where("created") > moment).splitlines()[::2] == [
        "'created' counts whole seconds, and was given 2026-01-31T09:30:00.000005+00:00.",
        "  nearest    '2026-01-31T09:30:00+00:00'",
    ]


def test_a_misspelled_qualifier_or_operator_is_refused_before_anything_is_sent():
    with pytest.raises(UnknownField):
        ISSUES.compile(Query(conditions=(where("lable") == "bug",)))
    with pytest.raises(UnknownOperator):
        ISSUES.compile(Query(conditions=(where("label").starts_with("bug"),)))


def test_a_dialect_shows_what_it_searches():
    assert repr(ISSUES) == "<GitHub's issue search>"
