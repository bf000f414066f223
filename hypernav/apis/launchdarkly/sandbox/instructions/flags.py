"""The instructions that change a flag as a whole, and the table of all kinds that flags take."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hypernav.apis.launchdarkly.sandbox.instructions.carry_out import (
    Instruction,
    Kinds,
    Work,
    add_list_kinds,
    setting,
    setting_text,
    text,
    united,
    without,
    words,
    wrong,
)
from hypernav.apis.launchdarkly.sandbox.instructions.targeting import TARGETING, variation_number
from hypernav.apis.launchdarkly.sandbox.refusals import conflict
from hypernav.sandbox.bodies import same_json

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.store import Record

FLAG_KINDS = Kinds()
FLAG_KINDS.include(TARGETING)
_VARIATIONS_VERB = "updated the variations of the flag"
_PROPERTIES_VERB = "updated the custom properties of the flag"
_MAINTAINER_VERB = "updated the maintainer of the flag"
_AVAILABILITY_VERB = "updated the client-side availability of the flag"


@FLAG_KINDS.add("addVariation", "updateFlagVariations", _VARIATIONS_VERB)
def add_variation(work: Work, instruction: Instruction) -> None:
    """Add a variation."""
    if work.record["kind"] == "boolean":
        raise wrong(instruction, "a boolean flag has two variations")
    if "value" not in instruction:
        raise wrong(instruction, "value is required")
    _refuse_twin(work.record, instruction, "")
    made: Record = {"_id": work.store.numbering.uuid(), "value": instruction["value"]}
    made.update({name: text(instruction, name) for name in ("name", "description") if name in instruction})
    work.record["variations"].append(made)


@FLAG_KINDS.add("updateVariation", "updateFlagVariations", _VARIATIONS_VERB)
def update_variation(work: Work, instruction: Instruction) -> None:
    """Change a variation's value, name or description."""
    found = work.record["variations"][variation_number(work.record, instruction)]
    if "value" in instruction:
        if work.record["kind"] == "boolean":
            raise wrong(instruction, "the values of a boolean flag cannot be changed")
        _refuse_twin(work.record, instruction, found["_id"])
        found["value"] = instruction["value"]
    found.update({name: text(instruction, name) for name in ("name", "description") if name in instruction})


def _refuse_twin(flag: Record, instruction: Instruction, besides: str) -> None:
    for variation in flag["variations"]:
        if variation["_id"] != besides and same_json(variation["value"], instruction["value"]):
            raise wrong(instruction, "another variation has that value")


@FLAG_KINDS.add("removeVariation", "updateFlagVariations", _VARIATIONS_VERB)
def remove_variation(work: Work, instruction: Instruction) -> None:
    """Remove a variation that nothing serves."""
    flag, gone = work.record, variation_number(work.record, instruction)
    if len(flag["variations"]) <= 2:
        raise wrong(instruction, "a flag has two variations at least")
    places = list(_numbered(flag))
    if any(place[name] == gone for place, name in places):
        raise wrong(instruction, "the variation is in use")
    del flag["variations"][gone]
    for place, name in places:
        if place[name] > gone:
            place[name] -= 1


def _numbered(flag: Record) -> list[tuple[Record, str]]:
    """Return every place that holds the number of a variation."""
    places: list[tuple[Record, str]] = [(flag["defaults"], "onVariation"), (flag["defaults"], "offVariation")]
    for targeting in flag["environments"].values():
        if "offVariation" in targeting:
            places.append((targeting, "offVariation"))
        places.extend((target, "variation") for target in (*targeting["targets"], *targeting["contextTargets"]))
        for served in (*targeting["rules"], targeting["fallthrough"]):
            if "variation" in served:
                places.append((served, "variation"))
            places.extend((share, "variation") for share in served.get("rollout", {}).get("variations", ()))
    return places


@FLAG_KINDS.add("updateDefaultVariation", "updateFlagDefaultVariations", "updated the default variations of the flag")
def update_defaults(work: Work, instruction: Instruction) -> None:
    """Change the default on or off variation, given by value."""
    # The vendor's example spells the names with a capital, its list of parameters without.
    given = {name[0].lower() + name[1:]: value for name, value in instruction.items()}
    names = [name for name in ("onVariation", "offVariation") if f"{name}Value" in given]
    if not names:
        raise wrong(instruction, "onVariationValue or offVariationValue is required")
    for name in names:
        matches = [
            number
            for number, variation in enumerate(work.record["variations"])
            if same_json(variation["value"], given[f"{name}Value"])
        ]
        if not matches:
            raise wrong(instruction, f"no variation has the value of {name}Value")
        work.record["defaults"][name] = matches[0]


for _name, _member, _value, _action, _verb in (
    ("makeFlagPermanent", "temporary", False, "updateTemporary", "marked the flag as permanent:"),
    ("makeFlagTemporary", "temporary", True, "updateTemporary", "marked the flag as temporary:"),
    ("archiveFlag", "archived", True, "updateGlobalArchived", "archived the flag"),
    ("restoreFlag", "archived", False, "updateGlobalArchived", "restored the flag"),
    ("deprecateFlag", "deprecated", True, "updateDeprecated", "deprecated the flag"),
    ("restoreDeprecatedFlag", "deprecated", False, "updateDeprecated", "restored the flag"),
):
    FLAG_KINDS.add(_name, _action, _verb)(setting(_member, _value))
FLAG_KINDS.add("updateDescription", "updateDescription", "updated the description of the flag")(
    setting_text("description")
)
add_list_kinds(FLAG_KINDS, "Tags", "tags", "updateTags", "updated the tags of the flag")


@FLAG_KINDS.add("updateName", "updateName", "renamed the flag")
def update_name(work: Work, instruction: Instruction) -> None:
    """Change the name."""
    if not text(instruction, "value").strip():
        raise wrong(instruction, "value must not be empty")
    work.record["name"] = instruction["value"]


@FLAG_KINDS.add("updateMaintainerMember", "updateMaintainer", _MAINTAINER_VERB)
def update_maintainer_member(work: Work, instruction: Instruction) -> None:
    """Make a member the maintainer."""
    member = text(instruction, "value")
    if member not in work.store.members:
        raise wrong(instruction, f"no member has the ID {member!r}")
    work.record.pop("maintainerTeamKey", None)
    work.record["maintainerId"] = member


@FLAG_KINDS.add("updateMaintainerTeam", "updateMaintainer", _MAINTAINER_VERB)
def update_maintainer_team(work: Work, instruction: Instruction) -> None:
    """Make a team the maintainer."""
    team = text(instruction, "value")
    if team not in work.store.teams:
        raise wrong(instruction, f"no team has the key {team!r}")
    work.record.pop("maintainerId", None)
    work.record["maintainerTeamKey"] = team


@FLAG_KINDS.add("removeMaintainer", "updateMaintainer", _MAINTAINER_VERB)
def remove_maintainer(work: Work, instruction: Instruction) -> None:
    """Leave the flag without a maintainer."""
    work.record.pop("maintainerId", None)
    work.record.pop("maintainerTeamKey", None)


@FLAG_KINDS.add("addCustomProperties", "updateFlagCustomProperties", _PROPERTIES_VERB)
def add_properties(work: Work, instruction: Instruction) -> None:
    """Add a custom property, or values to one."""
    key, properties = text(instruction, "key"), work.record["customProperties"]
    old = properties.get(key, {"value": []})["value"]
    properties[key] = {"name": text(instruction, "name"), "value": united(old, words(instruction))}


@FLAG_KINDS.add("removeCustomProperties", "updateFlagCustomProperties", _PROPERTIES_VERB)
def remove_properties(work: Work, instruction: Instruction) -> None:
    """Remove values from a custom property, and the property with its last value."""
    key, properties = text(instruction, "key"), work.record["customProperties"]
    if key not in properties:
        raise wrong(instruction, f"no custom property has the key {key!r}")
    properties[key]["value"] = without(properties[key]["value"], words(instruction))
    if not properties[key]["value"]:
        del properties[key]


@FLAG_KINDS.add("replaceCustomProperties", "updateFlagCustomProperties", _PROPERTIES_VERB)
def replace_properties(work: Work, instruction: Instruction) -> None:
    """Replace the values of a custom property."""
    key, properties = text(instruction, "key"), work.record["customProperties"]
    name = instruction.get("name", properties.get(key, {}).get("name", key))
    properties[key] = {"name": str(name), "value": list(words(instruction))}


def _set_availability(work: Work, instruction: Instruction, *, on: bool) -> None:
    name = text(instruction, "value")
    if name not in ("usingMobileKey", "usingEnvironmentId"):
        raise wrong(instruction, "value must be usingMobileKey or usingEnvironmentId")
    work.record["clientSideAvailability"][name] = on
    work.record["includeInSnippet"] = work.record["clientSideAvailability"]["usingEnvironmentId"]


for _word, _on in (("On", True), ("Off", False)):
    FLAG_KINDS.add(f"turn{_word}ClientSideAvailability", "updateClientSideFlagAvailability", _AVAILABILITY_VERB)(
        partial(_set_availability, on=_on)
    )


@FLAG_KINDS.add("deleteFlag", "deleteFlag", "deleted the flag")
def delete(work: Work, instruction: Instruction) -> None:
    """Delete the flag."""
    refuse_deletion(work)
    work.deleted = True


def refuse_deletion(work: Work) -> None:
    """Refuse to delete a flag that others depend on."""
    dependents = work.store.dependents(work.project, work.record["key"])
    if dependents:
        raise conflict(f"Cannot delete a flag that is a prerequisite of other flags: {', '.join(dependents)}")
