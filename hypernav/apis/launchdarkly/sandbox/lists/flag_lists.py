"""Which flags a list shows, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from hypernav.apis.launchdarkly.sandbox.lists import filters
from hypernav.apis.launchdarkly.sandbox.refusals import invalid, not_found
from hypernav.sandbox.lists import Reading

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store

_SORTS: Mapping[str, Reading] = {
    "creationDate": lambda flag: flag["creationDate"],
    "key": lambda flag: flag["key"],
    "maintainerId": lambda flag: flag.get("maintainerId", ""),
    "name": lambda flag: flag["name"],
    "tags": lambda flag: flag["tags"],
    "type": lambda flag: flag["temporary"],
}
_MODIFIED = "targetingModifiedDate"


def state_of(flag: Record) -> str:
    """Return the state of a flag: live, deprecated or archived."""
    if flag["archived"]:
        return "archived"
    return "deprecated" if flag["deprecated"] else "live"


def _client(flag: Record) -> bool:
    return bool(flag["clientSideAvailability"]["usingEnvironmentId"])


def _mobile(flag: Record) -> bool:
    return bool(flag["clientSideAvailability"]["usingMobileKey"])


def filter_environment(text: str) -> str:
    """Return the environment that a filter names, if it names one."""
    return dict(filters.split_terms(text)).get("filterEnv", "") if text.strip() else ""


def flag_fields(store: Store, project: str, environment: str) -> filters.Fields:
    """Return the fields that a project's flags can be filtered by."""

    def evaluations(flag: Record) -> Iterable[Record]:
        wanted = [environment] if environment else list(flag["environments"])
        found = (store.evaluations.get((project, key, flag["key"])) for key in wanted)
        return [one for one in found if one is not None]

    def evaluated(value: str) -> filters.Test:
        if not environment:
            raise invalid("Invalid filter: evaluated requires filterEnv")
        after = filters.json_object(value, {"after": int})["after"]
        return lambda flag: any(one["lastRequested"] > after for one in evaluations(flag))

    def kinds(value: str) -> filters.Test:
        wanted = set(value.split("+"))
        return lambda flag: any(wanted <= set(one["contextKinds"]) for one in evaluations(flag))

    def references(flag: Record) -> int:
        return sum(one["hunkCount"] for one in store.references.get((project, flag["key"]), ()))

    def known_environment(value: str) -> filters.Test:
        if value not in store.environments[project]:
            raise invalid(f"Invalid filter: unknown environment {value!r}")
        return lambda flag: True

    return {
        "applicationEvaluated": lambda value: (
            lambda flag: any(value in one["applications"] for one in evaluations(flag))
        ),
        "archived": filters.truth(lambda flag: bool(flag["archived"])),
        "codeReferences.max": _bound(references, lambda count, bound: count <= bound),
        "codeReferences.min": _bound(references, lambda count, bound: count >= bound),
        "contextKindsEvaluated": kinds,
        "creationDate": _created_before,
        "evaluated": evaluated,
        "filterEnv": known_environment,
        **_PLAIN_FIELDS,
    }


def _bound(count: Callable[[Record], int], holds: Callable[[int, int], bool]) -> Callable[[str], filters.Test]:
    def make(value: str) -> filters.Test:
        bound = filters.number(value)
        return lambda flag: holds(count(flag), bound)

    return make


def _created_before(value: str) -> filters.Test:
    before = filters.json_object(value, {"before": int})["before"]
    return lambda flag: flag["creationDate"] < before


def _guarded(state: str) -> filters.Test:
    return lambda flag: flag.get("guardedRollout") == state if state != "any" else "guardedRollout" in flag


def _state(name: str) -> filters.Test:
    return lambda flag: state_of(flag) == name


_PLAIN_FIELDS: filters.Fields = {
    "guardedRollout": filters.choice(
        {name: _guarded(name) for name in ("any", "monitoring", "regressed", "rolledBack", "completed", "archived")}
    ),
    "hasExperiment": filters.truth(lambda flag: bool(flag["experiments"]["items"])),
    "maintainerId": lambda value: lambda flag: flag.get("maintainerId") == value,
    "maintainerTeamKey": lambda value: lambda flag: flag.get("maintainerTeamKey") == value,
    "query": filters.query("key", "name"),
    "releasePipeline": lambda value: lambda flag: flag.get("releasePipelineKey") == value,
    "state": filters.choice({name: _state(name) for name in ("live", "deprecated", "archived")}),
    "sdkAvailability": filters.choice(
        {
            "client": _client,
            "mobile": _mobile,
            "anyClient": lambda flag: _client(flag) or _mobile(flag),
            "server": lambda flag: not (_client(flag) or _mobile(flag)),
        }
    ),
    "tags": filters.all_tags,
    "type": filters.choice(
        {"temporary": lambda flag: bool(flag["temporary"]), "permanent": lambda flag: not flag["temporary"]}
    ),
}


def listed(store: Store, project: str, text: str, *, archived: bool, tag: str) -> list[Record]:
    """Return the flags that a filter keeps; archived ones only where they are asked for."""
    fields = flag_fields(store, project, filter_environment(text))
    found = filters.matching(text, store.flags[project].values(), fields)
    named = {field for field, _ in filters.split_terms(text)} if text.strip() else set()
    if archived:
        found = [flag for flag in found if flag["archived"]]
    elif not named & {"state", "archived"}:
        found = [flag for flag in found if not flag["archived"]]
    return [flag for flag in found if not tag or tag in flag["tags"]]


def sortable(text: str, environments: list[str]) -> Mapping[str, Reading]:
    """Return what flags can be sorted by in the order that a text says.

    Raises:
        Refusal: ``targetingModifiedDate`` lacks its environment, or stands beside other fields.
    """
    if text.removeprefix("-") != _MODIFIED:
        if _MODIFIED in text:
            raise invalid(f"Invalid sort: {_MODIFIED} cannot be combined with other fields")
        return _SORTS
    if not environments:
        raise invalid(f"Invalid sort: {_MODIFIED} must be used with env")
    first = environments[0]
    return {_MODIFIED: lambda flag: flag["environments"][first]["lastModified"]}


def known(store: Store, project: str, environments: Iterable[str]) -> list[str]:
    """Return environment keys, each of which the project must have."""
    there, found = store.environments[project], list(environments)
    if any(key not in there for key in found):
        raise not_found()
    return found
