"""The sample audit log: the flags' and segments' changes as their records tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypernav.apis.launchdarkly.sandbox.changes.patches import Patch
from hypernav.apis.launchdarkly.sandbox.data.draw import Draw
from hypernav.apis.launchdarkly.sandbox.log import Happening, told, write
from hypernav.apis.launchdarkly.sandbox.paths import flag_resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypernav.apis.launchdarkly.sandbox.store import Record, Store

_COMMENTS = ("", "", "", "As agreed in the release meeting", "Looks healthy after an hour", "See the incident channel")


def add_log(store: Store, now: int) -> None:
    """Write the entries of everything that happened before now, oldest first."""
    members = list(store.members)
    happened = sorted(_all(store), key=lambda pair: (pair[0], pair[1].resource, pair[1].action))
    for when, happening in happened:
        draw = Draw("log", happening.resource, happening.action, str(when))
        write(store, happening, min(when, now - 1000), draw.pick(members[:16]))


def _all(store: Store) -> Iterator[tuple[int, Happening]]:
    for project in store.projects.values():
        yield (
            project["createdOn"],
            told(f"proj/{project['key']}", project, "createProject", "created the project"),
        )
        for flag in store.flags[project["key"]].values():
            yield from _flag(project["key"], flag)
    for (key, environment), segments in store.segments.items():
        for segment in segments.values():
            yield segment["lastModifiedDate"], _segment(key, environment, segment)
    for member in store.members.values():
        yield (
            member["creationDate"],
            told(f"member/{member['_id']}", member, "createMember", "invited the member"),
        )


def _flag(project: str, flag: Record) -> Iterator[tuple[int, Happening]]:
    yield flag["creationDate"], _of_flag(project, flag, "createFlag", "created the flag")
    for environment, configuration in flag["environments"].items():
        if configuration["version"] > 1:
            action, verb = (
                ("updateOn", "turned on the flag")
                if configuration["on"] and not configuration["rules"]
                else ("updateRules", "updated the targeting rules of the flag")
                if configuration["on"]
                else ("updateOn", "turned off the flag")
            )
            yield configuration["lastModified"], _of_flag(project, flag, action, verb, environment)
    if "archivedDate" in flag:
        yield flag["archivedDate"] + 1, _of_flag(project, flag, "updateGlobalArchived", "archived the flag")
    if "deprecatedDate" in flag:
        yield flag["deprecatedDate"] + 1, _of_flag(project, flag, "updateDeprecated", "deprecated the flag")


def _of_flag(project: str, flag: Record, action: str, verb: str, environment: str = "") -> Happening:
    resource = flag_resource(project, flag["key"], environment)
    comment = Draw("comment", resource, action).pick(_COMMENTS) if environment else ""
    return told(resource, flag, action, verb, Patch("semantic", [], comment))


def _segment(project: str, environment: str, segment: Record) -> Happening:
    resource = f"proj/{project}:env/{environment}:segment/{segment['key']}"
    return told(resource, segment, "updateIncluded", "updated the targets of the segment")
