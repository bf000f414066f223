"""How searches are said to this API, a dialect for each way."""

from __future__ import annotations

from hypernav.apis.github.search.dialects import CODE, COMMITS, ISSUES, REPOSITORIES, TOPICS, USERS, QualifierDialect

__all__ = ["CODE", "COMMITS", "ISSUES", "REPOSITORIES", "TOPICS", "USERS", "QualifierDialect"]
