"""How searches are said to this API, a dialect for each way."""

from __future__ import annotations

from hypernav.apis.gitlab.search.dialects import (
    COMMITS,
    GROUPS,
    ISSUES,
    MERGE_REQUESTS,
    MILESTONES,
    PIPELINES,
    PROJECTS,
    ParameterDialect,
)

__all__ = ["COMMITS", "GROUPS", "ISSUES", "MERGE_REQUESTS", "MILESTONES", "PIPELINES", "PROJECTS", "ParameterDialect"]
