"""The tables of instruction kinds say what the vendor's description says, and what the sandbox takes."""

from __future__ import annotations

import functools
import gzip
import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from hypernav.apis.launchdarkly import PROFILE
from hypernav.apis.launchdarkly.instructions import tables as instruction_kinds
from hypernav.apis.launchdarkly.instructions.shared import BASE_ROLES
from hypernav.apis.launchdarkly.instructions.shared import OPERATORS as NAMED_OPERATORS
from hypernav.apis.launchdarkly.sandbox.instructions.flags import FLAG_KINDS
from hypernav.apis.launchdarkly.sandbox.instructions.many import _MEMBER_KINDS
from hypernav.apis.launchdarkly.sandbox.instructions.people import TEAM_KINDS
from hypernav.apis.launchdarkly.sandbox.instructions.rules import OPERATORS
from hypernav.apis.launchdarkly.sandbox.instructions.segments import SEGMENT_KINDS
from hypernav.patches.instructions.kinds import InstructionKind, Instructions
from tests.apis.launchdarkly.client import SEMANTIC

TABLES: dict[str, Instructions] = {name: getattr(instruction_kinds, name) for name in instruction_kinds.__all__}
OPERATION = {
    "FLAG": "patchFeatureFlag",
    "AI_CONFIG_TARGETING": "patchAIConfigTargeting",
    "SEGMENT": "patchSegment",
    "TEAM": "patchTeam",
    "TEAMS": "patchTeams",
    "MEMBERS": "patchMembers",
    "EXPIRING_TARGETS": "patchExpiringTargets",
    "EXPIRING_USER_TARGETS": "patchExpiringUserTargets",
    "EXPIRING_FLAGS_OF_USER": "patchExpiringFlagsForUser",
    "SEGMENT_EXPIRING_TARGETS": "patchExpiringTargetsForSegment",
    "SEGMENT_EXPIRING_USER_TARGETS": "patchExpiringUserTargetsForSegment",
    "EXPERIMENT": "patchExperiment",
    "HOLDOUT": "patchHoldout",
    "LAYER": "updateLayer",
    "SCHEDULED_CHANGE": "patchFlagConfigScheduledChange",
    "TRIGGER": "patchTriggerWorkflow",
    "APPROVAL_REQUEST": "patchApprovalRequest",
}
SAME_AS = {"patchFlagConfigApprovalRequest": "patchApprovalRequest"}
"""Operations that take the instructions of another one."""

OPTIONAL_UNSAID = {
    # Either the one or the other: the text says so in words, or by an indented "or".
    *((name, one) for name in ("FLAG", "AI_CONFIG_TARGETING") for one in ("variationId", "rolloutWeights")),
    ("TEAM", "actionSet"),
    ("TEAM", "actions"),
    # The text on segments gives every rule a description; its own example of a JSON patch has none.
    ("SEGMENT", "description"),
    # Why is only required while an iteration runs, says the text.
    ("EXPERIMENT", "changeJustification"),
    # The schema of this request says that the version is optional.
    ("EXPIRING_FLAGS_OF_USER", "version"),
}
"""Parameters that a table lets one leave out, although the list of parameters does not call them optional."""
every_table = pytest.mark.parametrize("name", TABLES)


def test_flags_take_53_kinds_and_they_are_those_of_the_sandbox() -> None:
    assert len(instruction_kinds.FLAG) == 53
    assert {kind.name for kind in instruction_kinds.FLAG} == set(FLAG_KINDS.table)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("SEGMENT", SEGMENT_KINDS.table), ("TEAM", TEAM_KINDS.table), ("MEMBERS", _MEMBER_KINDS)],
    ids=["SEGMENT", "TEAM", "MEMBERS"],
)
def test_the_sandbox_takes_exactly_the_kinds_of_the_table(name: str, kinds: Any) -> None:
    assert {kind.name for kind in TABLES[name]} == set(kinds)


def test_clauses_have_the_operators_of_the_sandbox() -> None:
    assert set(NAMED_OPERATORS) == OPERATORS


@every_table
def test_every_table_is_sent_with_the_domain_model(name: str) -> None:
    assert TABLES[name].content_type == SEMANTIC


@every_table
def test_an_environment_is_needed_only_where_the_body_can_name_one(name: str) -> None:
    needing = [kind.name for kind in TABLES[name] if kind.environment]
    assert bool(TABLES[name].environment_member) == bool(needing)


@every_table
def test_every_kind_says_what_it_does_and_can_be_typed(name: str) -> None:
    for kind in TABLES[name]:
        assert kind.doc.endswith(".")
        assert kind.identifier.isidentifier()
        names = [each.name for each in kind.parameters]
        assert {*kind.exactly_one, *kind.at_least_one} <= set(names)
        assert {each.only_with for each in kind.parameters} <= {"", *names}


def test_the_places_of_the_profile_name_tables_that_are_there() -> None:
    named = {place.path: place.instructions for place in PROFILE.places if place.instructions}
    assert {path: instructions.rpartition(":")[2] for path, instructions in named.items()} == {
        "/api/v2/flags/{project}/{flag}": "FLAG",
        "/api/v2/segments/{project}/{environment}/{segment}": "SEGMENT",
        "/api/v2/members": "MEMBERS",
        "/api/v2/teams": "TEAMS",
        "/api/v2/teams/{team}": "TEAM",
    }
    for instructions in named.values():
        module, _, name = instructions.partition(":")
        assert isinstance(getattr(import_module(module), name), Instructions)


def test_the_variable_that_names_the_environment_is_one_of_the_path() -> None:
    place = next(place for place in PROFILE.places if place.title == "Segment")
    assert f"{{{instruction_kinds.SEGMENT.environment_variable}}}" in place.path


def test_loading_the_profile_loads_no_table() -> None:
    code = "import sys, hypernav; hypernav.connect('launchdarkly', sandbox=True); print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "hypernav.apis.launchdarkly.profile" in loaded
    assert [name for name in loaded if name.startswith("hypernav.apis.launchdarkly.kinds_")] == []


# Against the vendor's description


@functools.cache
def operations(folder: Path) -> dict[str, Any]:
    with gzip.open(folder / "launchdarkly" / "openapi.json.gz", "rt", encoding="utf-8") as file:
        specification = json.load(file)
    found = {"": specification["components"]["schemas"]}
    for path, item in specification["paths"].items():
        for method, operation in item.items():
            found[operation["operationId"]] = {**operation, "path": path, "method": method}
    return found


def sections(operation: Any) -> dict[str, str]:
    """Return each kind that a description has a section on, with the text of the section."""
    parts = re.split(r"^#### (\w+)\n", operation["description"], flags=re.MULTILINE)[1:]
    texts = [re.split(r"^###? |^</details>", text, flags=re.MULTILINE)[0] for text in parts[1::2]]
    return dict(zip(parts[::2], texts, strict=True))


def described_parameters(section: str) -> dict[str, bool]:
    """Return each parameter that a section lists, and whether it says that it is optional."""
    lines = re.findall(r"^ {0,2}[-*] `(\w+)`: *(.*)$", section, flags=re.MULTILINE)
    return {name: text.startswith("(Optional)") for name, text in lines}


def declared_parameters(kind: InstructionKind) -> dict[str, bool]:
    return {each.name: not each.required for each in kind.parameters}


@pytest.mark.specs
def test_there_is_a_table_for_every_patch_that_describes_instructions(specs: Path) -> None:
    described = {
        name
        for name, operation in operations(specs).items()
        if name and operation["method"] == "patch" and "`kind` instructions" in operation.get("description", "")
    }
    assert {SAME_AS.get(name, name) for name in described} == set(OPERATION.values())
    assert set(OPERATION) == set(TABLES)
    for name, other in SAME_AS.items():
        assert set(sections(operations(specs)[name])) == set(sections(operations(specs)[other]))


@pytest.mark.specs
@every_table
def test_a_table_has_exactly_the_kinds_that_are_described(specs: Path, name: str) -> None:
    described = sections(operations(specs)[OPERATION[name]])
    assert sorted(kind.name for kind in TABLES[name]) == sorted(described)


@pytest.mark.specs
@every_table
def test_a_kind_has_exactly_the_parameters_that_are_described(specs: Path, name: str) -> None:
    described = sections(operations(specs)[OPERATION[name]])
    assert {kind.name: set(declared_parameters(kind)) for kind in TABLES[name]} == {
        kind: set(described_parameters(section)) for kind, section in described.items()
    }


@pytest.mark.specs
@every_table
def test_a_parameter_is_optional_where_it_is_described_so_or_for_a_reason(specs: Path, name: str) -> None:
    described = sections(operations(specs)[OPERATION[name]])
    differing = set()
    for kind in TABLES[name]:
        expected = described_parameters(described[kind.name])
        for parameter, is_optional in declared_parameters(kind).items():
            if is_optional != expected[parameter]:
                assert is_optional
                differing.add((name, parameter))
    assert differing == {one for one in OPTIONAL_UNSAID if one[0] == name}


@pytest.mark.specs
@pytest.mark.parametrize("name", ["FLAG", "LAYER"])
def test_a_kind_needs_an_environment_where_its_example_names_one(specs: Path, name: str) -> None:
    described = sections(operations(specs)[OPERATION[name]])
    needing = {kind.name for kind in TABLES[name] if kind.environment}
    assert needing == {kind for kind, section in described.items() if '"environmentKey"' in section}


@pytest.mark.specs
@every_table
def test_instructions_fail_one_by_one_where_the_answer_has_errors(specs: Path, name: str) -> None:
    operation, schemas = operations(specs)[OPERATION[name]], operations(specs)[""]
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    assert TABLES[name].atomic != ("errors" in schemas[answer]["properties"])


@pytest.mark.specs
@every_table
def test_the_body_can_name_an_environment_where_the_schema_or_the_text_says_so(specs: Path, name: str) -> None:
    operation, schemas = operations(specs)[OPERATION[name]], operations(specs)[""]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    named = "environmentKey" in schemas[schema]["properties"] or "* `environmentKey`" in operation["description"]
    assert bool(TABLES[name].environment_member) == named


@pytest.mark.specs
def test_operators_and_roles_are_those_of_the_schemas(specs: Path) -> None:
    schemas = operations(specs)[""]
    enumerations = re.findall(r'"enum": (\["[^]]*"\])', json.dumps(schemas))
    assert json.dumps(list(NAMED_OPERATORS)) in enumerations
    assert json.dumps(list(BASE_ROLES)) in enumerations
