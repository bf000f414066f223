"""The fields and operators of the filter ``field operator value``, as the specification's operations document them."""

from __future__ import annotations

from hypernav.search.vocabulary import Field, Operator, Vocabulary, fields_table, operators_table, same

_EQUALS = ("equals",)
_LIST = ("equals several", "anyOf", "contains")
_IS = ("equals", "notEquals")
_KEY = (*_IS, "anyOf")
_QUERY = ("equals several",)

OPERATORS = {
    **operators_table(
        Operator("equals", meaning="equal"),
        Operator("notEquals", meaning="not equal"),
        Operator("anyOf", takes="several", meaning="in"),
        Operator("contains", takes="several", meaning="all of", aliases=("includes", "has")),
        Operator("exists", meaning="exists", kind="boolean"),
        Operator("startsWith", meaning="starts with", kind="string"),
        Operator("before", meaning="less", kind="datetime"),
        Operator("after", meaning="greater", kind="datetime"),
    ),
    "equals several": Operator("equals", takes="several", meaning="equal"),
    "contains text": Operator("contains", meaning="contains"),
}
"""The operators by their keys in the tables of fields."""


def _query(name: str, title: str) -> Field:
    return Field(name, "string", _QUERY, title=f"a text in {title}, or one of several")


SEGMENTS = Vocabulary(
    "LaunchDarkly's segment search",
    fields_table(
        Field("excludedKeys", "string", ("anyOf",), title="keys of segments to leave out"),
        Field("external", "boolean", ("exists",), title="whether it is synced from elsewhere"),
        Field("includedKeys", "string", ("anyOf",), title="keys of segments to keep"),
        _query("query", "its key, name or description"),
        Field("tags", "string", ("anyOf",), title="tags of which it has one"),
        Field("unbounded", "boolean", _EQUALS, title="whether it is a big segment"),
    ),
    OPERATORS,
    shown={"includedKeys": "key", "tags": "tags", "unbounded": "unbounded"},
)
APPROVALS = Vocabulary(
    "LaunchDarkly's approval request search",
    fields_table(
        Field("notifyMemberIds", "string", ("anyOf",), title="ids of members of whom one is asked to review"),
        Field("requestorId", "string", _EQUALS, title="id of the member who asks"),
        Field("resourceId", "string", _EQUALS, title="resource, as proj/default:env/production:flag/checkout"),
        Field("resourceKind", "enumeration", _EQUALS, same("flag segment aiConfig"), title="kind of the resource"),
        Field(
            "reviewStatus", "enumeration", ("anyOf",), same("approved declined pending"), title="what reviewers said"
        ),
        Field(
            "status", "enumeration", ("anyOf",), same("pending scheduled failed completed"), title="what became of it"
        ),
        Field("projectKey", "string", _EQUALS, title="key of the project"),
    ),
    OPERATORS,
)
VIEWS = Vocabulary(
    "LaunchDarkly's view search",
    fields_table(
        Field("name", "string", (*_IS, "startsWith", "contains text", "anyOf"), title="its name"),
        Field("key", "string", (*_IS, "startsWith", "contains text", "anyOf"), title="its key"),
        Field("tag", "string", ("equals", "anyOf"), title="a tag it has"),
        Field("maintainerId", "string", ("equals", "anyOf"), title="id of its maintainer"),
        Field("isPayloadView", "boolean", _EQUALS, title="whether it has SDK keys of its own"),
    ),
    OPERATORS,
    shown={"name": "name", "key": "key", "tag": "tags"},
)
METRICS = Vocabulary(
    "LaunchDarkly's metric search",
    fields_table(
        Field("eventKind", "enumeration", _EQUALS, same("custom pageview click"), title="kind of the event"),
        Field("hasConnections", "boolean", _EQUALS, title="whether experiments or guarded rollouts use it"),
        Field("isNumeric", "boolean", _EQUALS, title="whether it is numeric"),
        Field("maintainerIds", "string", ("anyOf",), title="ids of members of whom one maintains it"),
        Field("maintainerTeamKey", "string", _EQUALS, title="key of the team that maintains it"),
        Field(
            "metricUsedIn", "enumeration", _EQUALS, same("experiments guarded_rollouts any none"), title="what uses it"
        ),
        _query("query", "its key or name"),
        Field("tags", "string", ("contains",), title="tags that it has, all of them"),
        Field("unitAggregationType", "enumeration", _EQUALS, same("sum average"), title="how its units are aggregated"),
    ),
    OPERATORS,
    shown={"eventKind": "kind", "isNumeric": "isNumeric", "tags": "tags"},
)
METRIC_GROUPS = Vocabulary(
    "LaunchDarkly's metric group search",
    fields_table(
        Field(
            "experimentStatus",
            "enumeration",
            _EQUALS,
            same("not_started running stopped started"),
            title="status of its experiments",
        ),
        Field("hasConnections", "boolean", _EQUALS, title="whether experiments or guarded rollouts use it"),
        Field("kind", "enumeration", _EQUALS, same("funnel standard"), title="its kind"),
        Field("maintainerIds", "string", ("anyOf",), title="ids of members of whom one maintains it"),
        Field("maintainerTeamKey", "string", _EQUALS, title="key of the team that maintains it"),
        _query("query", "its key or name"),
    ),
    OPERATORS,
    shown={"kind": "kind"},
)
APPLICATIONS = Vocabulary(
    "LaunchDarkly's application search",
    fields_table(
        Field("key", "string", _KEY, title="its key"),
        Field("name", "string", (*_KEY, "startsWith"), title="its name"),
        Field("autoAdded", "boolean", _IS, title="whether an SDK reported it"),
        Field("kind", "enumeration", _KEY, same("mobile server browser"), title="its kind"),
    ),
    OPERATORS,
    shown={"key": "key", "name": "name", "kind": "kind", "autoAdded": "autoAdded"},
)
APPLICATION_VERSIONS = Vocabulary(
    "LaunchDarkly's application version search",
    fields_table(
        Field("key", "string", _KEY, title="its key"),
        Field("name", "string", (*_KEY, "startsWith"), title="its name"),
        Field("autoAdded", "boolean", _IS, title="whether an SDK reported it"),
        Field("supported", "boolean", _IS, title="whether a mobile version is supported"),
    ),
    OPERATORS,
    shown={"key": "key", "name": "name", "autoAdded": "autoAdded", "supported": "supported"},
)
CONTEXTS = Vocabulary(
    "LaunchDarkly's context search",
    fields_table(
        Field("applicationId", "string", _KEY, title="application or SDK in which it was seen"),
        Field("id", "string", _KEY, title="its id"),
        Field("key", "string", (*_KEY, "startsWith"), title="its key"),
        Field("kind", "string", _KEY, title="its kind"),
        Field("kinds", "string", _LIST, title="all kinds in it"),
        Field("kindKey", "string", _KEY, title="its kind and key, as user:user-key-abc123"),
        Field("kindKeys", "string", _LIST, title="all kinds and keys in it"),
        _query("q", "the values of its attributes and its key"),
        Field("name", "string", (*_IS, "exists", "anyOf", "startsWith"), title="its name"),
    ),
    OPERATORS,
    other=Field(
        "",
        "json",
        (*_IS, "exists", "startsWith", "before", "after"),
        title="an attribute, as user.email; *.email for all kinds",
    ),
    pattern=r"(\*|[^\s.*]+)\..+",
)
CONTEXT_INSTANCES = Vocabulary(
    "LaunchDarkly's context instance search",
    fields_table(
        Field("applicationId", "string", _KEY, title="application or SDK in which it was seen"),
        Field("id", "string", _KEY, title="its id"),
        Field("kinds", "string", _LIST, title="all kinds in it"),
        Field("kindKeys", "string", _LIST, title="all kinds and keys in it"),
    ),
    OPERATORS,
)
LIST_FIELDS = frozenset({"kinds", "kindKeys"})
"""Fields that are compared with a list."""
