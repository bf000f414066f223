"""The instructions that segments take."""

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
    MOST,
    NEW_NAME,
    RULE,
    TAGS,
    optional,
    text,
    texts,
)
from hypernav.patches.instructions.kinds import InstructionKind, Instructions, Parameter

_here = partial(InstructionKind, environment=True)
_KEYS = texts("values", "keys of contexts, at most 1,500")
_USERS = texts("values", "keys of users, at most 1,500")
_MANY_KEYS = texts("values", "keys of contexts")
# An example of the vendor's has the weight as a text; the API takes a number.
_WEIGHT = Parameter("weight", "integer", bounds=(0, MOST), doc="thousandths of a percent")

SEGMENT = Instructions(
    "a segment",
    (
        _here("addTags", (TAGS,), doc="Add tags."),
        _here("removeTags", (TAGS,), doc="Remove tags."),
        _here("updateName", (NEW_NAME,), doc="Change the name."),
        _here("addIncludedTargets", (CONTEXT_KIND, _KEYS), doc="Include single contexts of a kind."),
        _here("removeIncludedTargets", (CONTEXT_KIND, _KEYS), doc="Include single contexts of a kind no more."),
        _here("addExcludedTargets", (CONTEXT_KIND, _KEYS), doc="Exclude single contexts of a kind."),
        _here("removeExcludedTargets", (CONTEXT_KIND, _KEYS), doc="Exclude single contexts of a kind no more."),
        _here("addIncludedUsers", (_USERS,), doc="Include single users."),
        _here("removeIncludedUsers", (_USERS,), doc="Include single users no more."),
        _here("addExcludedUsers", (_USERS,), doc="Exclude single users."),
        _here("removeExcludedUsers", (_USERS,), doc="Exclude single users no more."),
        _here("addRule", (CLAUSES, optional(text("description"))), doc="Add a rule at the end."),
        _here("removeRule", (RULE,), doc="Remove a rule, if it is there."),
        _here(
            "reorderRules", (texts("ruleIds", "the _id of each rule, in the new order"),), doc="Put all rules in order."
        ),
        _here("addClauses", (RULE, CLAUSES), doc="Add clauses to a rule."),
        _here("removeClauses", (RULE, texts("clauseIds", "the _id of each clause")), doc="Remove clauses from a rule."),
        _here("updateClause", (RULE, CLAUSE_ID, CLAUSE), doc="Replace a clause of a rule."),
        _here("addValuesToClause", (RULE, CLAUSE_ID, CLAUSE_VALUES), doc="Add values to a clause."),
        _here("removeValuesFromClause", (RULE, CLAUSE_ID, CLAUSE_VALUES), doc="Remove values from a clause."),
        _here("updateRuleDescription", (RULE, text("description")), doc="Change the description of a rule."),
        _here(
            "updateRuleRolloutAndContextKind",
            (RULE, _WEIGHT, replace(CONTEXT_KIND, doc="kind of the contexts that are shared out")),
            doc="Change which share of which contexts a rule takes in.",
        ),
        _here("addBigSegmentIncludedTargets", (_MANY_KEYS,), doc="Include contexts in a large list."),
        _here("removeBigSegmentIncludedTargets", (_MANY_KEYS,), doc="Take included contexts out of a large list."),
        _here("addBigSegmentExcludedTargets", (_MANY_KEYS,), doc="Exclude contexts from a large list."),
        _here("removeBigSegmentExcludedTargets", (_MANY_KEYS,), doc="Exclude contexts from a large list no more."),
        _here(
            "processBigSegmentImport",
            (text("importId", "from the Location of the answer that began the import"),),
            doc="Apply an import to a large list.",
        ),
    ),
    CONTENT_TYPE,
    environment_variable="environment",
)
"""``PATCH /api/v2/segments/{project}/{environment}/{segment}``"""
