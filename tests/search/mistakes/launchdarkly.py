"""Mistakes that people make in searches of LaunchDarkly, and what each error must suggest first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypernav.apis.launchdarkly.search import (
    APPROVALS,
    AUDIT_LOG,
    CONTEXTS,
    FLAGS,
    MEMBERS,
    METRICS,
    PROJECTS,
    SEGMENTS,
    TEAMS,
    VIEWS,
)
from hypernav.search import Dialect, Ordering, Query, where
from tests.search.mistakes.mistake import Mistake

EARLY, LATE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)


def _asked(what: str, nearest: str, dialect: Dialect, *conditions: Any, **query: Any) -> Mistake:
    return Mistake(what, lambda: dialect.compile(Query(conditions=conditions, **query)), nearest)


MISTAKES = [
    _asked("a typo in a field", "'maintainerId'", FLAGS, where("mantainerId") == "x"),
    _asked("a field spelled with underscores", "'maintainerTeamKey'", FLAGS, where("maintainer_team_key") == "billing"),
    _asked("the singular of a field", "'tags'", FLAGS, where("tag").contains("beta")),
    _asked("a field in other capitals", "'creationDate'", FLAGS, where("creationdate") < EARLY),
    _asked("part of a field", "'codeReferences'", FLAGS, where("references") >= 1),
    _asked("a typo in an enumerated value", "'deprecated'", FLAGS, where("state") == "deprcated"),
    _asked("a value of the older interface", "'anyClient'", FLAGS, where("sdkAvailability") == "any-client"),
    _asked("a near value that is not enumerated", "'temporary'", FLAGS, where("type") == "temp"),
    _asked("a value spelled with an underscore", "'rolledBack'", FLAGS, where("guardedRollout") == "rolled_back"),
    _asked("a text for a boolean", "True", FLAGS, where("hasExperiment") == "true"),
    _asked("a number for a boolean", "False", FLAGS, where("archived") == 0),
    _asked("seconds for milliseconds", "1690527600000", FLAGS, where("creationDate").before(1690527600)),
    _asked("a time without a zone", "'2026-01-01T00:00:00+00:00'", FLAGS, where("creationDate") < datetime(2026, 1, 1)),
    _asked("a date for a time", "'2026-01-01T00:00:00+00:00'", FLAGS, where("creationDate").before("2026-01-01")),
    _asked("a comparison that the field has strictly only", ".before", FLAGS, where("creationDate") <= EARLY),
    _asked("an operator that is not for the field", ".contains", FLAGS, where("query").starts_with("dark")),
    _asked("a typo in an operator", ".contains", FLAGS, where("tags").cotains("beta")),
    _asked("equality with a list", ".contains", FLAGS, where("tags") == "beta"),
    _asked("a comparison that is not strict", ".at_least", FLAGS, where("codeReferences") > 0),
    _asked("a text for a number", "1", FLAGS, where("codeReferences") >= "1"),
    _asked(
        "an environment left out",
        "& (where('filterEnv') == \"production\")",
        FLAGS,
        where("evaluated") > EARLY,
    ),
    _asked("a negation", "where('hasExperiment').equals(False)", FLAGS, ~where("hasExperiment").is_(True)),
    _asked("a typo in what to sort by", ".sort('-creationDate')", FLAGS, sort=(Ordering("creationdate", True),)),
    _asked("an order without its environment", '.parameters(env="production")', FLAGS,
           sort=(Ordering("targetingModifiedDate"),)),
    _asked("an order that must stand alone", ".sort('targetingModifiedDate')", FLAGS,
           sort=(Ordering("name"), Ordering("targetingModifiedDate")), parameters={"env": "production"}),
    _asked("a typo in an expansion", ".expand('codeReferences')", FLAGS, expand=("codeReference",)),
    _asked("an operator for several values of another list", ".any_of", PROJECTS, where("keys").all_of("a", "b")),
    _asked("several values for one", "where('role').any_of('admin', 'reader')", MEMBERS,
           where("role").equals("admin", "reader")),
    _asked("a field as the member has it", "'lastSeen'", MEMBERS, where("_lastSeen") < EARLY),
    _asked("a value where none is taken", "where('lastSeen').never()", MEMBERS, where("lastSeen").never(True)),
    _asked("a singular for an expansion", ".expand('maintainers')", TEAMS, expand=("maintainer",)),
    _asked("a page above the maximum", ".page_size(100)", TEAMS, page_size=500),
    _asked("equality where a list is taken", ".anyOf", APPROVALS, where("status") == "pending"),
    _asked("a status of reviews", "'completed'", APPROVALS, where("status").anyOf("complete")),
    _asked("a kind in the plural", "'segment'", APPROVALS, where("resourceKind") == "segments"),
    _asked("no value", "where('tags').anyOf(…, …)", SEGMENTS, where("tags").anyOf()),
    _asked("a text for whether something exists", "True", SEGMENTS, where("external").exists("yes")),
    _asked("a negation of a comparison", "where('kind').notEquals('user')", CONTEXTS, ~(where("kind") == "user")),
    _asked("a kind of contexts in the plural", "'kinds'", CONTEXTS, where("kindss").contains("user")),
    _asked("nothing as a value", "where('user.plan').exists(False)", CONTEXTS, where("user.plan") == None),  # noqa: E711
    _asked("a date for the time of an attribute", "'2026-01-31T00:00:00+00:00'", CONTEXTS,
           where("user.createdAt").after("2026-01-31")),
    _asked("a page of contexts above the maximum", ".page_size(50)", CONTEXTS, page_size=100),
    _asked("an operator with another capital", ".startsWith", VIEWS, where("name").startWith("Pay")),
    _asked("a typo in a metric's use", "'guarded_rollouts'", METRICS, where("metricUsedIn") == "guarded-rollout"),
    _asked("a key for a resource", "'proj/*:env/*:flag/checkout'", AUDIT_LOG, where("spec") == "checkout"),
    _asked(
        "times reversed",
        f"(where('date') > {EARLY!r}) & (where('date') < {LATE!r})",
        AUDIT_LOG,
        (where("date") > LATE) & (where("date") < EARLY),
    ),
    _asked("seconds as a parameter", "1767225600000", AUDIT_LOG, parameters={"after": 1767225600}),
    _asked("a field of the entries", "'action'", AUDIT_LOG, where("actions") == "updateOn"),
]  # fmt: skip
"""What is wrong, the search that makes it, and the right thing."""
