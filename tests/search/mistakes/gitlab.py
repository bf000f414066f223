"""Mistakes that people make in filters of GitLab's lists."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypernav.apis.gitlab.search import COMMITS, ISSUES, MERGE_REQUESTS, PIPELINES, PROJECTS, ParameterDialect
from hypernav.search import Expression, Ordering, Query, where
from tests.search.mistakes.mistake import Mistake


def _asked(dialect: ParameterDialect, *conditions: Expression, **query: Any) -> object:
    return dialect.compile(Query(conditions=conditions, **query))


def _issues(*conditions: Expression, **query: Any) -> object:
    return _asked(ISSUES, *conditions, **query)


_REVERSED = "where('created_at').is_between('2026-01-01T00:00Z', '2026-02-01T00:00Z')"


def _between(low: str, high: str | None) -> object:
    return _issues(where("created_at").between(low, high))


MISTAKES = [
    Mistake("a singular for a field", lambda: _issues(where("label") == "bug"), "'labels'"),
    Mistake("letters swapped in a field", lambda: _issues(where("lables") == "bug"), "'labels'"),
    Mistake("a field as camelCase", lambda: _issues(where("authorUsername") == "root"), "'author_username'"),
    Mistake("the parameter of a time", lambda: _issues(where("created_after") == "2026-01-31"), "'created_at'"),
    Mistake("a singular for numbers", lambda: _issues(where("iid") == 42), "'iids'"),
    Mistake(
        "an underscore that is missing", lambda: _asked(PROJECTS, where("lastactivity_at") > 1), "'last_activity_at'"
    ),
    Mistake("the state of another vendor", lambda: _issues(where("state") == "open"), "'opened'"),
    Mistake("a typo in a state", lambda: _asked(MERGE_REQUESTS, where("state") == "mergd"), "'merged'"),
    Mistake("hyphens in a scope", lambda: _issues(where("scope") == "assigned-to-me"), "'assigned_to_me'"),
    Mistake("a status as people say it", lambda: _asked(PIPELINES, where("status") == "cancelled"), "'canceled'"),
    Mistake("a typo in a visibility", lambda: _asked(PROJECTS, where("visibility") == "publc"), "'public'"),
    Mistake("a role that is none", lambda: _asked(PROJECTS, where("min_access_level") == "develop"), "'Developer'"),
    Mistake(
        "a day for a time", lambda: _issues(where("created_at") >= date(2026, 1, 31)), "'2026-01-31T00:00:00+00:00'"
    ),
    Mistake(
        "a time without a zone",
        lambda: _issues(where("updated_at") <= "2026-01-31T09:30:00"),
        "'2026-01-31T09:30:00+00:00'",
    ),
    Mistake("a time without its bound", lambda: _issues(where("created_at") > "2026-01-31T09:30:00Z"), ".is_at_least"),
    Mistake("a misspelled operator", lambda: _issues(where("labels").all_off("a")), ".all_of"),
    Mistake("part of a milestone", lambda: _issues(where("milestone").contains("v1")), ".is_"),
    Mistake("any of several labels", lambda: _issues(where("labels").in_("a", "b")), ".is_"),
    Mistake("a login for a number", lambda: _issues(where("author_id") == "5"), "5"),
    Mistake("a word for a truth", lambda: _issues(where("confidential") == "yes"), "True"),
    Mistake("a number for a text", lambda: _asked(MERGE_REQUESTS, where("source_branch") == 12), "'12'"),
    Mistake("a list for one value", lambda: _issues(where("iids").is_([42, 43])), "where('iids').in_(42, 43)"),
    Mistake("a range that is reversed", lambda: _between("2026-02-01T00:00Z", "2026-01-01T00:00Z"), _REVERSED),
    Mistake(
        "a bound that is missing",
        lambda: _between("2026-02-01T00:00Z", None),
        "where('created_at').is_at_least('2026-02-01T00:00Z')",
    ),
    Mistake("labels with a comma", lambda: _issues(where("labels") == "bug,ui"), "where('labels').all_of('bug', 'ui')"),
    Mistake("the word for nothing", lambda: _issues(where("labels") == "None"), "where('labels').is_empty()"),
    Mistake("the word for anything", lambda: _issues(where("milestone") == "Any"), "where('milestone').is_not_empty()"),
    Mistake("an empty value", lambda: _issues(where("labels") == ""), "where('labels').is_empty()"),
    Mistake("not one's own", lambda: _asked(PROJECTS, where("owned").is_(False)), "where('owned').is_(True)"),
    Mistake("where words are, without words", lambda: _issues(where("in") == "title"), '.text("…")'),
    Mistake(
        "an update in another order",
        lambda: _asked(PROJECTS, where("updated_at") > "2026-01-31T09:30Z"),
        ".sort('updated_at')",
    ),
    Mistake(
        "a typo in an order", lambda: _issues(sort=(Ordering("createdat", descending=True),)), ".sort('-created_at')"
    ),
    Mistake("two orders", lambda: _issues(sort=(Ordering("title"), Ordering("priority"))), ".sort('title')"),
    Mistake(
        "an order of commits",
        lambda: _asked(COMMITS, sort=(Ordering("title"),)),
        ".frame().sort_values(…), which sorts here",
    ),
    Mistake("a page that is too long", lambda: _issues(page_size=500), ".page_size(100)"),
]
"""What people get wrong, and what they are told first."""
