"""Instructions that lack something or do not fit are refused, and nothing is applied."""

from __future__ import annotations

from typing import Any

import pytest

from tests.apis.launchdarkly.client import Client
from tests.apis.launchdarkly.flag import Flag


@pytest.fixture
def flag(client: Client) -> Flag:
    return Flag(client)


@pytest.mark.parametrize("environment", ["", "nowhere"])
def test_targeting_needs_an_environment_of_the_project(flag: Flag, environment: str) -> None:
    flag.fails({"kind": "turnFlagOn"}, environment=environment)


_CLAUSE = {"attribute": "a", "op": "in", "values": ["b"]}


@pytest.mark.parametrize(
    "instruction",
    [
        {},
        {"kind": None},
        {"kind": ["turnFlagOn"]},
        {"kind": "TurnFlagOn"},
        "turnFlagOn",
        None,
        {"kind": "addTags"},
        {"kind": "addTags", "values": "x"},
        {"kind": "addTags", "values": [1]},
        {"kind": "addTags", "values": []},
        {"kind": "updateName"},
        {"kind": "updateDescription", "value": 1},
        {"kind": "updateTrackEvents", "trackEvents": "yes"},
        {"kind": "addTargets", "values": ["a"]},
        {"kind": "addTargets", "values": ["a"], "variationId": "none"},
        {"kind": "addTargets", "values": ["a"], "variationId": "{0}", "contextKind": 5},
        {"kind": "addRule"},
        {"kind": "addRule", "variationId": "{0}"},
        {"kind": "addRule", "variationId": "{0}", "clauses": ["a"]},
        {"kind": "addRule", "variationId": "{0}", "clauses": [{}]},
        {"kind": "addRule", "variationId": "{0}", "clauses": [{**_CLAUSE, "op": "is"}]},
        {"kind": "addRule", "variationId": "{0}", "clauses": [{**_CLAUSE, "values": "b"}]},
        {"kind": "addRule", "variationId": "{0}", "clauses": [{**_CLAUSE, "negate": 1}]},
        {"kind": "addRule", "variationId": "{0}", "clauses": [], "beforeRuleId": "none"},
        {"kind": "addRule", "variationId": "{0}", "rolloutWeights": {}, "clauses": []},
        {"kind": "addRule", "rolloutWeights": {"none": 100_000}, "clauses": []},
        {"kind": "addRule", "rolloutWeights": {"{0}": 5}, "clauses": []},
        {"kind": "addRule", "rolloutWeights": {"{0}": -1}, "clauses": []},
        {"kind": "addRule", "rolloutWeights": [1], "clauses": []},
        {"kind": "removeRule"},
        {"kind": "addClauses", "ruleId": "none", "clauses": [_CLAUSE]},
        {"kind": "reorderRules", "ruleIds": ["none"]},
        {"kind": "replaceRules", "rules": 5},
        {"kind": "replaceTargets"},
        {"kind": "updateOffVariation", "variationId": 0},
        {"kind": "addPrerequisite", "key": "nothing", "variationId": "{0}"},
        {"kind": "addPrerequisite", "key": "apple-pay", "variationId": "{0}"},
        {"kind": "addCustomProperties", "key": "k", "values": ["v"]},
        {"kind": "turnOnClientSideAvailability"},
    ],
    ids=lambda one: str(one)[:90],
)
def test_an_instruction_that_does_not_fit_is_a_400(flag: Flag, instruction: Any) -> None:
    def filled(value: Any) -> Any:
        if isinstance(value, dict):
            return {filled(name): filled(content) for name, content in value.items()}
        return flag.ids[0] if value == "{0}" else value

    flag.fails(filled(instruction))
