"""What the lists of API Gateway can be filtered by: names of the discovery document, operators of AIP-160."""

from __future__ import annotations

from hypernav.search.vocabulary import Enumerated, Field, Operator, Vocabulary, fields_table, operators_table, same

OPERATORS = operators_table(
    Operator("equals", meaning="equal", aliases=("=",)),
    Operator("not-equals", meaning="not equal"),
    Operator("is-less-than", meaning="less"),
    Operator("is-at-most", meaning="at most"),
    Operator("is-greater-than", meaning="greater"),
    Operator("is-at-least", meaning="at least"),
    Operator("is-between", takes="range", meaning="between"),
    Operator("in", takes="several", meaning="in"),
    Operator("starts-with", meaning="starts with"),
    Operator("ends-with", meaning="ends with"),
    Operator("has", meaning="contains", aliases=(":",)),
    Operator("exists", takes="nothing", meaning="exists", aliases=("is_not_empty", "is_not_null")),
)
_EQUALITY = ("equals", "not-equals", "in")
_ORDER = ("is-less-than", "is-at-most", "is-greater-than", "is-at-least")
_TEXT = (*_EQUALITY, "starts-with", "ends-with", *_ORDER, "exists")
_TIME = ("equals", "not-equals", *_ORDER, "is-between", "exists")

LABEL = "labels."
"""What the name of a field begins with that is the value of one label; the rest is its key, dots included."""


def _text(name: str, title: str) -> Field:
    return Field(name, "string", _TEXT, title=title)


def _time(name: str, title: str) -> Field:
    return Field(name, "datetime", _TIME, title=title)


def _state(values: str) -> Field:
    return Field("state", "enumeration", _EQUALITY, same(values), "where it is in its life")


_NAME = _text("name", "the resource name, such as projects/p/locations/global/apis/a")
_DISPLAY_NAME = _text("displayName", "the name that people see")
_CREATED = _time("createTime", "when it was created")
_UPDATED = _time("updateTime", "when it was changed last")
_LABELS = Field("labels", "string", ("has",), title="the keys of its labels")
_STATES = "STATE_UNSPECIFIED CREATING ACTIVE FAILED DELETING UPDATING"
_COMMON = (_NAME, _DISPLAY_NAME, _LABELS, _CREATED, _UPDATED)


def _vocabulary(title: str, *fields: Field, labels: bool = True) -> Vocabulary:
    label = Field("", "string", (*_TEXT, "has"), title="the value of one label") if labels else None
    return Vocabulary(title, fields_table(*fields), OPERATORS, label, r"labels\..+", named_alike=True)


APIS = _vocabulary(
    "Google API Gateway's API list",
    *_COMMON,
    _state(_STATES),
    _text("managedService", "the name of the managed service"),
)
CONFIGS = _vocabulary(
    "Google API Gateway's API config list",
    *_COMMON,
    _state(f"{_STATES} ACTIVATING"),
    _text("gatewayServiceAccount", "the service account that gateways call back ends with"),
    _text("serviceConfigId", "the id of the service config behind it"),
)
GATEWAYS = _vocabulary(
    "Google API Gateway's gateway list",
    *_COMMON,
    _state(_STATES),
    _text("apiConfig", "the resource name of the API config that it serves"),
    _text("defaultHostname", "the host name that it answers to"),
    Field(
        "streamingMode",
        "enumeration",
        _EQUALITY,
        (Enumerated("STREAMING_MODE_UNSPECIFIED", "unspecified"), Enumerated("STREAMING_MODE_ENABLED", "enabled")),
        "whether streaming was asked for",
    ),
    Field(
        "effectiveStreamingMode",
        "enumeration",
        _EQUALITY,
        (
            Enumerated("EFFECTIVE_STREAMING_MODE_UNSPECIFIED", "unspecified"),
            Enumerated("EFFECTIVE_STREAMING_MODE_DISABLED", "disabled"),
            Enumerated("EFFECTIVE_STREAMING_MODE_ENABLED", "enabled"),
        ),
        "whether it streams",
    ),
)
OPERATIONS = _vocabulary(
    "Google API Gateway's operation list",
    _text("name", "the name of the operation"),
    Field("done", "boolean", ("equals", "not-equals"), title="whether it ended"),
    Field("error", "any", ("exists",), title="why it failed"),
    Field("error.code", "integer", ("equals", "not-equals", "in", *_ORDER), title="the number of the gRPC status"),
    _text("error.message", "why it failed, in words"),
    Field("response", "any", ("exists",), title="what it made"),
    _text("metadata.apiVersion", "the version of the API that began it"),
    _time("metadata.createTime", "when it began"),
    _time("metadata.endTime", "when it ended"),
    Field("metadata.requestedCancellation", "boolean", ("equals", "not-equals"), title="whether it was cancelled"),
    _text("metadata.statusMessage", "how it goes, in words"),
    _text("metadata.target", "the resource name of what it works on"),
    _text("metadata.verb", "what it does"),
    labels=False,
)
LOCATIONS = _vocabulary(
    "Google API Gateway's location list",
    _text("name", "the resource name"),
    _text("locationId", "the id, such as us-east1"),
    _text("displayName", "the name of a city nearby"),
    _LABELS,
)
