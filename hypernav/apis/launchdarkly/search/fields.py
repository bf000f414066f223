"""The fields and operators of the filter ``field:value``, as the operations of the specification document them."""

from __future__ import annotations

from hypernav.search.vocabulary import Field, Operator, Vocabulary, fields_table, operators_table, same

_EQUALS = ("equals",)
_LIST = ("contains", "all_of")
_ONE_OF = ("equals", "any_of")
_TEXT = ("matches",)

OPERATORS = {
    **operators_table(
        Operator("equals", meaning="equal"),
        Operator("any_of", takes="several", meaning="in", aliases=("anyOf",)),
        Operator("all_of", takes="several", meaning="all of", aliases=("allOf",)),
        Operator("contains", meaning="contains"),
        Operator("at_least", meaning="at least", aliases=("min",)),
        Operator("at_most", meaning="at most", aliases=("max",)),
        Operator("before", meaning="less", kind="milliseconds"),
        Operator("after", meaning="greater", kind="milliseconds"),
        Operator("never", takes="nothing"),
        Operator("noData", takes="nothing", aliases=("no_data",)),
    ),
    # "query:x" looks for x anywhere, so that its colon reads as both.
    "matches": Operator("contains", meaning="contains", aliases=("equals", "is", "==")),
}
"""The operators by their keys in the tables of fields."""


def _query(title: str) -> Field:
    return Field("query", "string", _TEXT, title=f"a text in {title}, in any case")


def _tags(title: str) -> Field:
    return Field("tags", "string", _LIST, title=f"tags that {title} has, all of them")


FLAGS = Vocabulary(
    "LaunchDarkly's flag search",
    fields_table(
        Field("applicationEvaluated", "string", _EQUALS, title="key of an application that evaluates it"),
        Field("archived", "boolean", _EQUALS, title="whether it is archived (deprecated: use state)"),
        Field("contextKindsEvaluated", "string", _LIST, title="kinds of contexts it met in 30 days, all of them"),
        Field("codeReferences", "integer", ("at_least", "at_most"), title="how many code references it has"),
        Field("codeReferences.max", "integer", _EQUALS, title="the most code references it has"),
        Field("codeReferences.min", "integer", _EQUALS, title="the fewest code references it has"),
        Field("creationDate", "milliseconds", ("before",), title="when it was created"),
        Field("evaluated", "milliseconds", ("after",), title="when it was last evaluated; needs filterEnv"),
        Field("filterEnv", "string", _EQUALS, title="key of the environment that other fields are about"),
        Field(
            "guardedRollout",
            "enumeration",
            _EQUALS,
            same("any monitoring regressed rolledBack completed archived"),
            title="state of its guarded rollout",
        ),
        Field("hasExperiment", "boolean", _EQUALS, title="whether an experiment uses it"),
        Field("maintainerId", "string", _EQUALS, title="id of the member who maintains it"),
        Field("maintainerTeamKey", "string", _EQUALS, title="key of the team that maintains it"),
        _query("its key or name"),
        Field("releasePipeline", "string", _EQUALS, title="key of a release pipeline it is or was in"),
        Field("state", "enumeration", _EQUALS, same("live deprecated archived"), title="state of its life"),
        Field(
            "sdkAvailability",
            "enumeration",
            _EQUALS,
            same("client mobile anyClient server"),
            title="which SDKs may evaluate it",
        ),
        _tags("it"),
        Field("type", "enumeration", _EQUALS, same("temporary permanent"), title="whether it is to stay"),
    ),
    OPERATORS,
    shown={"tags": "tags", "maintainerId": "maintainerId", "creationDate": "creationDate", "archived": "archived"},
)
PROJECTS = Vocabulary(
    "LaunchDarkly's project search",
    fields_table(_query("its name or key"), _tags("it"), Field("keys", "string", _ONE_OF, title="its key")),
    OPERATORS,
    shown={"tags": "tags", "keys": "key"},
)
ENVIRONMENTS = Vocabulary(
    "LaunchDarkly's environment search",
    fields_table(_query("its name or key"), _tags("it")),
    OPERATORS,
    shown={"tags": "tags"},
)
MEMBERS = Vocabulary(
    "LaunchDarkly's member search",
    fields_table(
        _query("the email or name"),
        Field("role", "string", _ONE_OF, title="role or custom role; an owner counts as an admin"),
        Field("id", "string", _ONE_OF, title="id of the member"),
        Field("email", "string", _ONE_OF, title="email address"),
        Field("team", "string", _TEXT, title="a text in the key of a team of theirs, in any case"),
        Field("noteam", "boolean", _EQUALS, title="whether they are in no team"),
        Field("lastSeen", "milliseconds", ("before", "never", "noData"), title="when they were last active"),
    ),
    OPERATORS,
    shown={"id": "_id", "email": "email"},
)
TEAMS = Vocabulary(
    "LaunchDarkly's team search",
    fields_table(_query("its name or key"), Field("nomembers", "boolean", _EQUALS, title="whether nobody is in it")),
    OPERATORS,
)
EXPERIMENTS = Vocabulary(
    "LaunchDarkly's experiment search",
    fields_table(
        Field("flagKey", "string", _EQUALS, title="key of the flag it uses"),
        Field("metricKey", "string", _EQUALS, title="key of a metric it uses"),
        Field("status", "enumeration", _EQUALS, same("not_started running stopped"), title="status of an iteration"),
    ),
    OPERATORS,
)
PIPELINES = Vocabulary(
    "LaunchDarkly's release pipeline search",
    fields_table(
        _query("its key, name or description"), Field("env", "string", _TEXT, title="key of an environment it passes")
    ),
    OPERATORS,
)
