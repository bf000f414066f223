"""Mistakes that people make in searches of GitHub."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypernav.apis.github.search import CODE, COMMITS, ISSUES, REPOSITORIES, USERS, QualifierDialect
from hypernav.search import Expression, Ordering, Query, where
from tests.search.mistakes.mistake import Mistake


def _asked(dialect: QualifierDialect, *conditions: Expression, **query: Any) -> object:
    return dialect.compile(Query(conditions=conditions, **query))


MISTAKES = [
    Mistake("a plural for a qualifier", lambda: _asked(ISSUES, where("labels") == "bug"), "'label'"),
    Mistake("letters swapped in a qualifier", lambda: _asked(ISSUES, where("lable") == "bug"), "'label'"),
    Mistake("the JSON's name of a date", lambda: _asked(ISSUES, where("created_at") > date(2026, 1, 1)), "'created'"),
    Mistake("an underscore that is missing", lambda: _asked(ISSUES, where("reviewedby") == "octocat"), "'reviewed-by'"),
    Mistake("the JSON's name of a number", lambda: _asked(REPOSITORIES, where("forks_count") > 5), "'forks'"),
    Mistake("a singular for a qualifier", lambda: _asked(REPOSITORIES, where("star") > 5), "'stars'"),
    Mistake("a word for its abbreviation", lambda: _asked(USERS, where("repositories") > 5), "'repos'"),
    Mistake("a whole word", lambda: _asked(ISSUES, where("repository") == "a/b"), "'repo'"),
    Mistake("a typo in a state", lambda: _asked(ISSUES, where("state") == "opened"), "'open'"),
    Mistake("a state of another kind", lambda: _asked(ISSUES, where("is") == "clsoed"), "'closed'"),
    Mistake("a typo in a reason", lambda: _asked(ISSUES, where("reason") == "not planed"), "'not_planned'"),
    Mistake(
        "a review status with a space",
        lambda: _asked(ISSUES, where("review") == "changes requested"),
        "'changes_requested'",
    ),
    Mistake("a typo in where words are", lambda: _asked(ISSUES, where("in") == "titel", text="x"), "'title'"),
    Mistake("a text for a number", lambda: _asked(REPOSITORIES, where("stars") > "1,000"), "1000"),
    Mistake("a number with a fraction", lambda: _asked(REPOSITORIES, where("stars") > 10.0), "10"),
    Mistake("a day as people write it", lambda: _asked(ISSUES, where("created") > "31.01.2026"), "'2026-01-31'"),
    Mistake("a day without its zeros", lambda: _asked(ISSUES, where("updated") > "2026-1-5"), "'2026-01-05'"),
    Mistake("a word for a truth", lambda: _asked(REPOSITORIES, where("archived") == "false"), "False"),
    Mistake("a number for a text", lambda: _asked(ISSUES, where("milestone") == 12), "'12'"),
    Mistake(
        "a range that is reversed",
        lambda: _asked(REPOSITORIES, where("stars").between(50, 10)),
        "where('stars').is_between(10, 50)",
    ),
    Mistake(
        "a bound that is missing",
        lambda: _asked(REPOSITORIES, where("stars").between(10, None)),
        "where('stars').is_at_least(10)",
    ),
    Mistake(
        "a list for one value",
        lambda: _asked(ISSUES, where("label").is_(["bug", "wip"])),
        "where('label').in_('bug', 'wip')",
    ),
    Mistake("a part of a label", lambda: _asked(ISSUES, where("label").contains("bug")), ".in_"),
    Mistake("a typo in an operator", lambda: _asked(REPOSITORIES, where("stars").is_betwen(1, 2)), ".is_between"),
    Mistake(
        "both of two repositories",
        lambda: _asked(ISSUES, where("repo") == "a/b", where("repo") == "a/c"),
        "where('repo').in_('a/b', 'a/c')",
    ),
    Mistake("a quotation mark in a value", lambda: _asked(ISSUES, where("label") == 'the "big" one'), "'the big one'"),
    Mistake("half of a phrase", lambda: _asked(ISSUES, text='"memory leak'), ".text('memory leak')"),
    Mistake("an empty value", lambda: _asked(ISSUES, where("label") == ""), "where('label').is_empty()"),
    Mistake(
        "a star for any value", lambda: _asked(ISSUES, where("assignee") == "*"), "where('assignee').is_not_empty()"
    ),
    Mistake("code by its language alone", lambda: _asked(CODE, where("language") == "go"), '.text("…")'),
    Mistake("where words are, without words", lambda: _asked(REPOSITORIES, where("in") == "readme"), '.text("…")'),
    Mistake(
        "a typo in an order",
        lambda: _asked(REPOSITORIES, text="x", sort=(Ordering("start", descending=True),)),
        ".sort('-stars')",
    ),
    Mistake(
        "the JSON's name of an order",
        lambda: _asked(COMMITS, text="x", sort=(Ordering("author_date"),)),
        ".sort('author-date')",
    ),
    Mistake(
        "two orders",
        lambda: _asked(REPOSITORIES, text="x", sort=(Ordering("stars"), Ordering("forks"))),
        ".sort('stars')",
    ),
    Mistake("a page that is too long", lambda: _asked(ISSUES, text="x", page_size=500), ".page_size(100)"),
]
"""What people get wrong, and what they are told first."""
