"""Parameters that instructions for several sorts of resources have alike."""

from __future__ import annotations

from dataclasses import replace

from hypernav.patches.instructions.kinds import Instructions, Parameter, ParameterKind

CONTENT_TYPE = "application/json; domain-model=launchdarkly.semanticpatch"
"""Without the domain model, the API takes a semantic patch for a JSON patch and refuses it."""

OPERATORS = tuple(
    "in endsWith startsWith matches contains lessThan lessThanOrEqual greaterThan greaterThanOrEqual before after "
    "segmentMatch semVerEqual semVerLessThan semVerGreaterThan".split()
)
"""What a clause may do with an attribute."""

BASE_ROLES = ("reader", "writer", "admin", "no_access")
"""The roles that can be given to members; nobody is made an owner."""

MOST = 100_000
"""All of a rollout: weights are thousandths of a percent."""

NO_ENVIRONMENT = Instructions("", (), CONTENT_TYPE, environment_member="")
"""Where the environment is a part of the path, or there is none, the body must not name one."""


def text(name: str, doc: str = "", *, choices: tuple[str, ...] = ()) -> Parameter:
    """Return a parameter that is a text.

    >>> text("key").kind
    'text'
    """
    return Parameter(name, "text", doc=doc, choices=choices)


def texts(name: str, doc: str = "") -> Parameter:
    """Return a parameter that is a list of texts.

    >>> texts("values").kind
    'texts'
    """
    return Parameter(name, "texts", doc=doc)


def optional(parameter: Parameter) -> Parameter:
    """Return a parameter that may be left out.

    >>> optional(text("description")).required
    False
    """
    return replace(parameter, required=False)


def other(name: str, kind: ParameterKind, doc: str = "") -> Parameter:
    """Return a parameter of some other kind.

    >>> other("trackEvents", "boolean").kind
    'boolean'
    """
    return Parameter(name, kind, doc=doc)


RULE = text("ruleId", "the _id of a rule")
CLAUSE_ID = text("clauseId", "the _id of a clause of that rule")
CLAUSE_MEMBERS = (
    optional(text("contextKind", "user unless it is given")),
    text("attribute"),
    text("op", choices=OPERATORS),
    optional(other("negate", "boolean")),
    other("values", "values", "texts, numbers or dates"),
)
CLAUSES = Parameter(
    "clauses", "objects", members=CLAUSE_MEMBERS, doc="each with attribute, op, values, and perhaps contextKind, negate"
)
CLAUSE = Parameter("clause", "object", members=CLAUSE_MEMBERS, doc="with attribute, op and values")
VARIATION = text("variationId", "the _id of a variation")
CONTEXT_KIND = text("contextKind", "such as user, device or organization")
CONTEXT_KEY = text("contextKey")
NEW_NAME = text("value", "the new name")
NEW_DESCRIPTION = text("value", "the new description")
TAGS = texts("values", "tags")
CLAUSE_VALUES = texts("values", "values of the clause, in their exact case")
MEMBER_IDS = texts("memberIDs", "the _id of each member")
EXPIRY = other("value", "milliseconds", "when the target goes")
VERSION = optional(other("version", "integer", "refused unless this is the version of the date that is set now"))
SIDE = text("targetType", choices=("included", "excluded"))

WEIGHTS = Parameter(
    "rolloutWeights",
    "integers by name",
    required=False,
    bounds=(0, MOST),
    total=MOST,
    doc="the _id of a variation to thousandths of a percent",
)
BUCKET_BY = replace(
    optional(text("rolloutBucketBy", "attribute that keeps a context in its share; key unless it is given")),
    only_with="rolloutWeights",
)
ROLLOUT_KIND = replace(
    optional(text("rolloutContextKind", "kind of the contexts that are shared out; user unless it is given")),
    only_with="rolloutWeights",
)
SERVED = (optional(VARIATION), WEIGHTS, BUCKET_BY, ROLLOUT_KIND)
EITHER_SERVED = ("variationId", "rolloutWeights")
