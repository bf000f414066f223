"""Flags as the API shows them: summaries in lists, details alone, statuses."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.changes.configurations import served
from hypernav.apis.launchdarkly.sandbox.data.contexts import stamp
from hypernav.apis.launchdarkly.sandbox.paths import linked, site
from hypernav.apis.launchdarkly.sandbox.represent.people import member_summary, team_links

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store

_HIDDEN = ("environments", "guardedRollout", "migrationSettings")
_TARGETING = ("targets", "contextTargets", "rules", "fallthrough", "offVariation", "prerequisites")
WEEK = 7 * 86_400_000


def flag_detail(
    store: Store,
    project: str,
    flag: Record,
    environments: Collection[str] | None = None,
    expand: Collection[str] = (),
    *,
    targeting: bool = True,
) -> Any:
    """Return the detailed representation of a flag.

    ``environments`` names those to show the targeting of; None shows all.
    """
    shown = _shared(store, project, flag, expand)
    shown["environments"] = {
        key: _configuration(store, project, key, flag, expand, targeting=targeting)
        for key in flag["environments"]
        if environments is None or key in environments
    }
    return shown


def flag_summary(
    store: Store, project: str, flag: Record, environments: Collection[str], expand: set[str], *, targeting: bool
) -> Any:
    """Return the representation of a flag in a list; without environments it says nothing of any."""
    shown = flag_detail(store, project, flag, environments, expand, targeting=targeting)
    if not environments:
        del shown["environments"]
    if "codeReferences" in expand:
        shown["codeReferences"] = {"items": list(store.references.get((project, flag["key"]), ()))}
    return shown


def _shared(store: Store, project: str, flag: Record, expand: Collection[str]) -> Record:
    shown = {name: value for name, value in flag.items() if name not in _HIDDEN}
    shown["_links"] = {"parent": linked("flags", project), "self": linked("flags", project, flag["key"])}
    member = store.members.get(flag.get("maintainerId", ""))
    if member is not None:
        shown["_maintainer"] = member_summary(member)
    team = store.teams.get(flag.get("maintainerTeamKey", ""))
    if team is not None:
        shown["_maintainerTeam"] = {"key": team["key"], "name": team["name"], "_links": team_links(team)}
    if "migrationSettings" in expand and "migrationSettings" in flag:
        shown["migrationSettings"] = flag["migrationSettings"]
    return shown


def _configuration(
    store: Store, project: str, environment: str, flag: Record, expand: Collection[str], *, targeting: bool
) -> Record:
    configuration = flag["environments"][environment]
    shown = {name: value for name, value in configuration.items() if targeting or name not in _TARGETING}
    shown["_site"] = site(project, environment, "features", flag["key"])
    shown["_environmentName"] = store.environments[project][environment]["name"]
    shown["_summary"] = summary(configuration, len(flag["variations"]))
    if "evaluation" in expand:
        known = store.evaluations.get((project, environment, flag["key"]), {})
        shown["evaluation"] = {"contextKinds": list(known.get("contextKinds", ()))}
    if "migrationSettings" in expand and "migrationSettings" in flag:
        shown["migrationSettings"] = {"checkRatio": 1}
    return shown


def summary(configuration: Record, variations: int) -> Record:
    """Return how often each variation is served by the parts of a targeting."""
    counted: dict[str, Record] = {}
    for number in range(variations):
        counted[str(number)] = _count(configuration, number)
    return {"variations": counted, "prerequisites": len(configuration["prerequisites"])}


def _count(configuration: Record, number: int) -> Record:
    rules = [rule for rule in configuration["rules"] if rule.get("variation") == number]
    found: Record = {
        "rules": len(rules),
        "nullRules": sum(1 for rule in rules if not rule["clauses"]),
        "targets": sum(len(one["values"]) for one in configuration["targets"] if one["variation"] == number),
        "contextTargets": sum(
            len(one["values"]) for one in configuration["contextTargets"] if one["variation"] == number
        ),
    }
    fallthrough = configuration["fallthrough"]
    if fallthrough.get("variation") == number:
        found["isFallthrough"] = True
    if configuration.get("offVariation") == number:
        found["isOff"] = True
    for share in fallthrough.get("rollout", {}).get("variations", ()):
        if share["variation"] == number:
            found["rollout"] = share["weight"]
            found["bucketBy"] = fallthrough["rollout"].get("bucketBy", "key")
    return found


def status_name(flag: Record, configuration: Record, last_requested: int | None, now: int) -> str:
    """Return the status of a flag in an environment, by the rules of the documentation."""
    if last_requested is None:
        return "new" if now - flag["creationDate"] < WEEK else "inactive"
    if now - last_requested > WEEK:
        return "inactive"
    settled = now - configuration["lastModified"] > WEEK
    return "launched" if configuration["on"] and settled and len(served(configuration)) == 1 else "active"


def status(store: Store, project: str, environment: str, flag: Record, now: int) -> Record:
    """Return the status of a flag in an environment, without links."""
    configuration = flag["environments"][environment]
    last = store.evaluations.get((project, environment, flag["key"]), {}).get("lastRequested")
    shown: Record = {"name": status_name(flag, configuration, last, now)}
    if last is not None:
        shown["lastRequested"] = stamp(last)
        if "offVariation" in configuration:
            shown["default"] = flag["variations"][configuration["offVariation"]]["value"]
    return shown


def linked_status(store: Store, project: str, environment: str, flag: Record, now: int) -> Record:
    """Return the status of a flag in an environment with its links."""
    own = linked("flag-statuses", project, environment, flag["key"])
    links = {"parent": linked("flags", project, flag["key"]), "self": own}
    return {**status(store, project, environment, flag, now), "_links": links}
