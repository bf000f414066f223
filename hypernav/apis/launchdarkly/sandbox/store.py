"""What the simulated account holds: plain records, found by key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hypernav.apis.launchdarkly.sandbox.refusals import not_found
from hypernav.sandbox.identifiers import Numbering, object_id

Record = dict[str, Any]

ACCOUNT = object_id("launchdarkly", "account")


@dataclass(slots=True)
class Store:
    """Hold all records of one account.

    A look-up method answers 404 in the API's words where nothing has that key.
    """

    projects: dict[str, Record] = field(default_factory=dict)
    environments: dict[str, dict[str, Record]] = field(default_factory=dict)
    """Project key to environment key to record."""
    flags: dict[str, dict[str, Record]] = field(default_factory=dict)
    """Project key to flag key to record."""
    evaluations: dict[tuple[str, str, str], Record] = field(default_factory=dict)
    """Project, environment and flag key to what the SDKs reported: last request and context kinds."""
    references: dict[tuple[str, str], list[Record]] = field(default_factory=dict)
    """Project and flag key to the repositories whose code names the flag."""
    segments: dict[tuple[str, str], dict[str, Record]] = field(default_factory=dict)
    """Project and environment key to segment key to record."""
    members: dict[str, Record] = field(default_factory=dict)
    teams: dict[str, Record] = field(default_factory=dict)
    tokens: dict[str, Record] = field(default_factory=dict)
    webhooks: dict[str, Record] = field(default_factory=dict)
    approvals: dict[str, Record] = field(default_factory=dict)
    views: dict[str, dict[str, Record]] = field(default_factory=dict)
    log: list[Record] = field(default_factory=list)
    """Audit log, oldest entry first."""
    numbering: Numbering = field(default_factory=lambda: Numbering("launchdarkly"))

    def project(self, key: str) -> Record:
        """Return a project."""
        return _found(self.projects, key)

    def environment(self, project: str, key: str) -> Record:
        """Return an environment of a project."""
        self.project(project)
        return _found(self.environments[project], key)

    def flag(self, project: str, key: str) -> Record:
        """Return a flag of a project."""
        self.project(project)
        return _found(self.flags[project], key)

    def segment(self, project: str, environment: str, key: str) -> Record:
        """Return a segment of an environment."""
        return _found(self.segments_of(project, environment), key)

    def segments_of(self, project: str, environment: str) -> dict[str, Record]:
        """Return the segments of an environment."""
        self.environment(project, environment)
        return self.segments.setdefault((project, environment), {})

    def member(self, member_id: str) -> Record:
        """Return a member."""
        return _found(self.members, member_id)

    def team(self, key: str) -> Record:
        """Return a team."""
        return _found(self.teams, key)

    def webhook(self, webhook_id: str) -> Record:
        """Return a webhook."""
        return _found(self.webhooks, webhook_id)

    def token(self, token_id: str) -> Record:
        """Return an access token."""
        return _found(self.tokens, token_id)

    def approval(self, approval_id: str) -> Record:
        """Return an approval request."""
        return _found(self.approvals, approval_id)

    def teams_of(self, member_id: str) -> Iterator[Record]:
        """Yield the teams that a member belongs to."""
        return (team for team in self.teams.values() if member_id in team["memberIDs"])

    def dependents(self, project: str, flag: str) -> list[str]:
        """Return the keys of the flags that have a flag as a prerequisite anywhere."""
        return [
            other["key"]
            for other in self.flags[project].values()
            if any(
                prerequisite["key"] == flag
                for configuration in other["environments"].values()
                for prerequisite in configuration["prerequisites"]
            )
        ]


def _found(records: dict[str, Record], key: str) -> Record:
    try:
        return records[key]
    except KeyError:
        raise not_found() from None
