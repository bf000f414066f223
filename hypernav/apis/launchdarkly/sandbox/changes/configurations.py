"""New flags, environments of flags, rules and clauses: the shapes that creation and sample data share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypernav.apis.launchdarkly.sandbox.store import Record
from hypernav.sandbox.identifiers import digest, uuid_of

FULL_WEIGHT = 100_000
"""The sum of a rollout's weights: thousandths of a percent."""

STAGES = {
    2: ("off", "complete"),
    4: ("off", "dualwrite", "shadow", "complete"),
    6: ("off", "dualwrite", "shadow", "live", "rampdown", "complete"),
}
"""Variations of a migration flag by its number of stages."""


def new_configuration(project: str, environment: str, flag: str, now: int, defaults: Record) -> Record:
    """Return a flag's targeting in an environment as it is at first: off."""
    return {
        "on": False,
        "archived": False,
        "salt": digest("salt", project, environment, flag)[:32],
        "sel": digest("sel", project, environment, flag)[:32],
        "lastModified": now,
        "version": 1,
        "targets": [],
        "contextTargets": [],
        "rules": [],
        "fallthrough": {"variation": defaults["onVariation"]},
        "offVariation": defaults["offVariation"],
        "prerequisites": [],
        "trackEvents": False,
        "trackEventsFallthrough": False,
    }


def new_flag(key: str, name: str, variations: Sequence[Record], now: int) -> Record:
    """Return a flag without environments."""
    boolean = len(variations) == 2 and {type(variation["value"]) for variation in variations} == {bool}
    return {
        "name": name,
        "kind": "boolean" if boolean else "multivariate",
        "description": "",
        "key": key,
        "_version": 1,
        "creationDate": now,
        "includeInSnippet": False,
        "clientSideAvailability": {"usingMobileKey": False, "usingEnvironmentId": False},
        "variations": list(variations),
        "temporary": True,
        "tags": [],
        "goalIds": [],
        "experiments": {"baselineIdx": 0, "items": []},
        "customProperties": {},
        "archived": False,
        "deprecated": False,
        "defaults": {"onVariation": 0, "offVariation": len(variations) - 1},
        "environments": {},
    }


def variation(seed: tuple[object, ...], value: Any, name: str = "") -> Record:
    """Return a variation whose id is derived from a seed."""
    made: Record = {"_id": uuid_of("variation", *seed), "value": value}
    if name:
        made["name"] = name
    return made


def clause(clause_id: str, attribute: str, op: str, values: Sequence[Any], context_kind: str = "user") -> Record:
    """Return a clause of a rule."""
    return {
        "_id": clause_id,
        "attribute": attribute,
        "op": op,
        "values": list(values),
        "contextKind": "" if op == "segmentMatch" else context_kind,
        "negate": False,
    }


def rollout(weights: Sequence[int], context_kind: str = "user", bucket_by: str = "key") -> Record:
    """Return a percentage rollout over the first variations."""
    shares = [{"variation": number, "weight": weight} for number, weight in enumerate(weights)]
    return {"variations": shares, "contextKind": context_kind, "bucketBy": bucket_by}


def served(configuration: Record) -> set[int]:
    """Return the variations that a targeting may serve as it stands."""
    if not configuration["on"]:
        return {configuration["offVariation"]} if "offVariation" in configuration else set()
    found = {target["variation"] for target in (*configuration["targets"], *configuration["contextTargets"])}
    for outcome in (*configuration["rules"], configuration["fallthrough"]):
        if "variation" in outcome:
            found.add(outcome["variation"])
        for share in outcome.get("rollout", {}).get("variations", ()):
            if share["weight"]:
                found.add(share["variation"])
    return found
