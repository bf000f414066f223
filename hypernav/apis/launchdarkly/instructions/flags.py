"""The instructions that flags and AI Configs take."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from hypernav.apis.launchdarkly.instructions.shared import (
    CLAUSE,
    CLAUSE_ID,
    CLAUSE_VALUES,
    CLAUSES,
    CONTENT_TYPE,
    CONTEXT_KIND,
    EITHER_SERVED,
    NEW_DESCRIPTION,
    NEW_NAME,
    RULE,
    SERVED,
    TAGS,
    VARIATION,
    optional,
    other,
    text,
    texts,
)
from hypernav.patches.instructions.kinds import InstructionKind, Instructions, Parameter

_here = partial(InstructionKind, environment=True)
_KEYS = texts("values", "keys of contexts")
_USERS = texts("values", "keys of users")
_ANY_KIND = optional(replace(CONTEXT_KIND, doc="user unless it is given"))
_PREREQUISITE = text("key", "key of the flag that comes first")
_ITS_VARIATION = text("variationId", "the _id of a variation of that flag")
_TRACK = other("trackEvents", "boolean")
_RULES = Parameter(
    "rules",
    "objects",
    members=(*SERVED, CLAUSES, optional(text("description")), optional(_TRACK)),
    doc="each with clauses and either variationId or rolloutWeights",
)
_TARGETS = Parameter(
    "targets",
    "objects",
    members=(_ANY_KIND, VARIATION, _KEYS),
    doc="each with variationId, values, and perhaps contextKind",
)
_USER_TARGETS = Parameter(
    "targets", "objects", members=(VARIATION, _USERS), doc="one with variationId and values for each variation"
)
_PREREQUISITES = Parameter(
    "prerequisites", "objects", members=(_PREREQUISITE, _ITS_VARIATION), doc="each with key and variationId"
)

_ON_AND_OFF = (
    _here("turnFlagOn", doc="Turn targeting on."),
    _here("turnFlagOff", doc="Turn targeting off: everybody gets the off variation."),
)
_RULE_KINDS = (
    _here(
        "addRule",
        (CLAUSES, *SERVED, optional(text("beforeRuleId", "the _id of the rule to stand before; last otherwise"))),
        exactly_one=EITHER_SERVED,
        doc="Add a rule that serves a variation or a percentage rollout.",
    ),
    _here("removeRule", (RULE,), doc="Remove a rule, if it is there."),
    _here("reorderRules", (texts("ruleIds", "the _id of each rule, in the new order"),), doc="Put all rules in order."),
    _here("replaceRules", (_RULES,), doc="Replace all rules."),
    _here("addClauses", (RULE, CLAUSES), doc="Add clauses to a rule."),
    _here("removeClauses", (RULE, texts("clauseIds", "the _id of each clause")), doc="Remove clauses from a rule."),
    _here("updateClause", (RULE, CLAUSE_ID, CLAUSE), doc="Replace a clause of a rule."),
    _here("addValuesToClause", (RULE, CLAUSE_ID, CLAUSE_VALUES), doc="Add values to a clause."),
    _here("removeValuesFromClause", (RULE, CLAUSE_ID, CLAUSE_VALUES), doc="Remove values from a clause."),
    _here(
        "updateRuleVariationOrRollout",
        (RULE, *SERVED),
        exactly_one=EITHER_SERVED,
        doc="Change what a rule serves: a variation or a percentage rollout.",
    ),
    _here("updateRuleDescription", (RULE, text("description")), doc="Change the description of a rule."),
    _here("updateRuleTrackEvents", (RULE, _TRACK), doc="Track the events of a rule, or do not."),
)
_TARGET_KINDS = (
    _here("addTargets", (VARIATION, _KEYS, _ANY_KIND), doc="Serve a variation to single contexts."),
    _here("removeTargets", (VARIATION, _KEYS, _ANY_KIND), doc="Stop serving a variation to single contexts."),
    _here("replaceTargets", (_TARGETS,), doc="Replace the single targets of all variations."),
    _here("clearTargets", (VARIATION,), doc="Remove all single targets of a variation, of any kind."),
)
_USER_TARGET_KINDS = (
    _here("addUserTargets", (VARIATION, _USERS), doc="Serve a variation to single users; addTargets has all kinds."),
    _here("removeUserTargets", (VARIATION, _USERS), doc="Stop serving a variation to single users."),
    _here("replaceUserTargets", (_USER_TARGETS,), doc="Replace the single users of all variations."),
    _here("clearUserTargets", (VARIATION,), doc="Remove all single users of a variation."),
)
_PREREQUISITE_KINDS = (
    _here("addPrerequisite", (_PREREQUISITE, _ITS_VARIATION), doc="Require a variation of another flag."),
    _here("removePrerequisite", (_PREREQUISITE,), doc="Require another flag no more, if it is required."),
    _here("replacePrerequisites", (_PREREQUISITES,), doc="Replace all prerequisites."),
    _here("updatePrerequisite", (_PREREQUISITE, _ITS_VARIATION), doc="Require another variation of a flag."),
)
_SERVED_KINDS = (
    _here(
        "updateFallthroughVariationOrRollout",
        SERVED,
        exactly_one=EITHER_SERVED,
        doc="Change what the default rule serves: a variation or a percentage rollout.",
    ),
    _here("updateOffVariation", (VARIATION,), doc="Change what is served while targeting is off."),
    _here("updateTrackEvents", (_TRACK,), doc="Track the events of all rules, or do not."),
    _here("updateTrackEventsFallthrough", (_TRACK,), doc="Track the events of the default rule, or do not."),
)
# The text counts these among what needs an environment; its own examples and the API itself do without one.
_VARIATION_KINDS = (
    InstructionKind(
        "addVariation",
        (other("value", "value", "what is served"), optional(text("name")), optional(text("description"))),
        doc="Add a variation.",
    ),
    InstructionKind("removeVariation", (VARIATION,), doc="Remove a variation that nothing serves."),
    InstructionKind(
        "updateVariation",
        (VARIATION, optional(other("value", "value")), optional(text("name")), optional(text("description"))),
        at_least_one=("value", "name", "description"),
        doc="Change the value, name or description of a variation.",
    ),
    InstructionKind(
        "updateDefaultVariation",
        (
            optional(other("onVariationValue", "value", "value of a variation")),
            optional(other("offVariationValue", "value", "value of a variation")),
        ),
        at_least_one=("onVariationValue", "offVariationValue"),
        doc="Change the variations that new environments begin with.",
    ),
)
_PROPERTY = (text("key"), text("name", "what people see"), texts("values"))
_SDKS = text("value", choices=("usingMobileKey", "usingEnvironmentId"))
_SETTING_KINDS = (
    InstructionKind("addTags", (TAGS,), doc="Add tags."),
    InstructionKind("removeTags", (TAGS,), doc="Remove tags."),
    InstructionKind("updateName", (NEW_NAME,), doc="Change the name."),
    InstructionKind("updateDescription", (NEW_DESCRIPTION,), doc="Change the description."),
    InstructionKind(
        "updateMaintainerMember", (text("value", "the _id of a member"),), doc="Make a member the maintainer."
    ),
    InstructionKind("updateMaintainerTeam", (text("value", "the key of a team"),), doc="Make a team the maintainer."),
    InstructionKind("removeMaintainer", doc="Leave the flag without a maintainer."),
    InstructionKind("makeFlagPermanent", doc="Expect the flag to stay."),
    InstructionKind("makeFlagTemporary", doc="Expect the flag to go once it is launched."),
    InstructionKind("addCustomProperties", _PROPERTY, doc="Add a custom property, or values to it."),
    InstructionKind(
        "removeCustomProperties",
        (_PROPERTY[0], _PROPERTY[2]),
        doc="Remove values of a custom property.",
    ),
    InstructionKind("replaceCustomProperties", _PROPERTY, doc="Replace the values of a custom property."),
    InstructionKind("turnOnClientSideAvailability", (_SDKS,), doc="Let client-side or mobile SDKs see the flag."),
    InstructionKind("turnOffClientSideAvailability", (_SDKS,), doc="Hide the flag from client-side or mobile SDKs."),
)
_LIFECYCLE_KINDS = (
    InstructionKind("archiveFlag", doc="Retire the flag without deleting it; no other flag may require it."),
    InstructionKind("restoreFlag", doc="Bring an archived flag back."),
    InstructionKind("deprecateFlag", doc="Take the flag out of the list of live ones."),
    InstructionKind("restoreDeprecatedFlag", doc="Bring a deprecated flag back."),
    InstructionKind("deleteFlag", doc="Delete the flag for good; code falls back to its own default."),
)

FLAG = Instructions(
    "a flag",
    (
        *_ON_AND_OFF,
        *_RULE_KINDS,
        *_TARGET_KINDS,
        *_USER_TARGET_KINDS,
        *_PREREQUISITE_KINDS,
        *_SERVED_KINDS,
        *_VARIATION_KINDS,
        *_SETTING_KINDS,
        *_LIFECYCLE_KINDS,
    ),
    CONTENT_TYPE,
)
"""``PATCH /api/v2/flags/{project}/{flag}``; a scheduled change and an approval request may hold the same."""

AI_CONFIG_TARGETING = Instructions(
    "the targeting of an AI Config",
    tuple(
        replace(kind, environment=True) for kind in (*_RULE_KINDS, *_TARGET_KINDS, _VARIATION_KINDS[3], *_SERVED_KINDS)
    ),
    CONTENT_TYPE,
)
"""``PATCH /api/v2/projects/{project}/ai-configs/{config}/targeting``"""
