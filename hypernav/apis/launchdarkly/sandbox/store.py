"""What the simulated account holds: plain records, found by key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from hypernav.apis.launchdarkly.sandbox.refusals import not_found
from hypernav.sandbox.identifiers import Numbering, object_id

Record = dict[str, Any]
T = TypeVar("T")

ACCOUNT = object_id("launchdarkly", "account")


class Table(dict[str, T]):
    """Hold records by key; what is not there is a 404 in the API's words."""

    def __missing__(self, key: str) -> T:
        """Refuse a key that nothing has.

        Raises:
            Refusal: Always.
        """
        raise not_found()


@dataclass(slots=True)
class Store:
    """Hold all records of one account."""

    projects: Table[Record] = field(default_factory=Table)
    environments: Table[Table[Record]] = field(default_factory=Table)
    """Project key to environment key to record."""
    flags: Table[Table[Record]] = field(default_factory=Table)
    """Project key to flag key to record."""
    evaluations: dict[tuple[str, str, str], Record] = field(default_factory=dict)
    """Project, environment and flag key to what the SDKs reported: last request and context kinds."""
    references: dict[tuple[str, str], list[Record]] = field(default_factory=dict)
    """Project and flag key to the repositories whose code names the flag."""
    segments: dict[tuple[str, str], Table[Record]] = field(default_factory=dict)
    """Project and environment key to segment key to record."""
    members: Table[Record] = field(default_factory=Table)
    teams: Table[Record] = field(default_factory=Table)
    tokens: Table[Record] = field(default_factory=Table)
    roles: Table[Record] = field(default_factory=Table)
    context_kinds: Table[Table[Record]] = field(default_factory=Table)
    """Project key to the context kinds that the project knows, by their keys."""
    expiring: dict[tuple[str, ...], list[Record]] = field(default_factory=dict)
    """Kind (flag or segment), project, environment and key to the removals of targets that are scheduled."""
    webhooks: Table[Record] = field(default_factory=Table)
    approvals: Table[Record] = field(default_factory=Table)
    views: Table[Table[Record]] = field(default_factory=Table)
    log: list[Record] = field(default_factory=list)
    """Audit log, oldest entry first."""
    numbering: Numbering = field(default_factory=lambda: Numbering("launchdarkly"))

    def segments_of(self, project: str, environment: str) -> Table[Record]:
        """Return the segments of an environment."""
        key = self.environments[project][environment]["key"]
        return self.segments.setdefault((project, key), Table())

    def context_kinds_of(self, project: str) -> Table[Record]:
        """Return the context kinds of a project."""
        return self.context_kinds.setdefault(self.projects[project]["key"], Table())

    def views_of(self, project: str) -> Table[Record]:
        """Return the views of a project."""
        return self.views.setdefault(self.projects[project]["key"], Table())

    def leave_flags(self, member: str, key: str) -> None:
        """Take a maintainer, by the member that names it, from all flags."""
        for flags in self.flags.values():
            for name, flag in list(flags.items()):
                if flag.get(member) == key:
                    flags[name] = {each: value for each, value in flag.items() if each != member}

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
