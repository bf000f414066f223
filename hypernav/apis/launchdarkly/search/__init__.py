"""How searches are said to this API, a dialect for each way."""

from __future__ import annotations

from hypernav.apis.launchdarkly.search.dialects import (
    APPLICATION_VERSIONS,
    APPLICATIONS,
    APPROVALS,
    AUDIT_LOG,
    CONTEXT_INSTANCES,
    CONTEXTS,
    ENVIRONMENTS,
    EXPERIMENTS,
    FLAGS,
    MEMBERS,
    METRIC_GROUPS,
    METRICS,
    PROJECTS,
    RELEASE_PIPELINES,
    SEGMENTS,
    TEAMS,
    VIEWS,
)

__all__ = [
    "APPLICATIONS",
    "APPLICATION_VERSIONS",
    "APPROVALS",
    "AUDIT_LOG",
    "CONTEXTS",
    "CONTEXT_INSTANCES",
    "ENVIRONMENTS",
    "EXPERIMENTS",
    "FLAGS",
    "MEMBERS",
    "METRICS",
    "METRIC_GROUPS",
    "PROJECTS",
    "RELEASE_PIPELINES",
    "SEGMENTS",
    "TEAMS",
    "VIEWS",
]
