"""What GitLab's lists are filtered by, as data: the parameters of its REST API, from its documentation and its source.

``docs/api/{issues,merge_requests,projects,commits,pipelines,groups,milestones}`` and ``lib/api`` of GitLab 19.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from hypernav.search.vocabulary import (
    Enumerated,
    Field,
    Operator,
    ValueKind,
    Vocabulary,
    fields_table,
    operators_table,
    same,
)

OPERATORS = operators_table(
    Operator("is", meaning="equal"),
    Operator("is-not", meaning="not equal"),
    Operator("contains", meaning="contains"),
    Operator("does-not-contain", meaning="does not contain"),
    Operator("in", takes="several", meaning="in"),
    Operator("not-in", takes="several", meaning="not in"),
    Operator("all-of", takes="several", meaning="all of"),
    Operator("is-empty", takes="nothing", meaning="empty"),
    Operator("is-not-empty", takes="nothing", meaning="not empty"),
    Operator("is-greater-than", meaning="greater"),
    Operator("is-at-least", meaning="at least"),
    Operator("is-less-than", meaning="less"),
    Operator("is-at-most", meaning="at most"),
    Operator("is-between", takes="range", meaning="between"),
)
Style = Literal["one", "commas", "array"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """Say how a field is written: as one value, as values with commas, or as an array ``name[]``."""

    field: Field
    style: Style = "one"
    low: str = ""
    """The parameter that bounds from below, ``""`` for none."""
    high: str = ""
    """The parameter that bounds from above."""
    nothing: tuple[str, str] = ("", "")
    """The parameter and the word for nothing, such as ``("labels", "None")``."""
    anything: tuple[str, str] = ("", "")
    """The parameter and the word for anything."""
    reserved: tuple[str, ...] = ()
    """Texts that mean something else than themselves, whatever their case."""
    only_true: bool = False
    """Whether False is the same as nothing said."""
    most: int = 0
    """The most values that it takes; 0 for any number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Declare one list: what it is filtered by, sorted by, and what excludes what."""

    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter]
    sorts: tuple[str, ...] = ()
    searched: bool = True
    """Whether ``search`` looks for words."""
    own_by_default: bool = False
    """Whether the list of all projects has only what the asking person created, unless a scope is given."""
    exclusive: tuple[tuple[str, str], ...] = ()
    """Pairs of parameters of which only one may be there."""
    paired_sort: str = ""
    """A field that is filtered by only where the list is sorted by it too."""


def _plain(kind: ValueKind, names: str, *operators: str, **parts: bool) -> tuple[Parameter, ...]:
    fields = (Field(name, kind, operators or ("is",)) for name in names.split())
    return tuple(Parameter(field=each, only_true=parts.get("only_true", False)) for each in fields)


def _negatable(kind: ValueKind, names: str) -> tuple[Parameter, ...]:
    return _plain(kind, names, "is", "is-not")


def _choice(name: str, words: str, *operators: str) -> Parameter:
    return Parameter(field=Field(name, "enumeration", operators or ("is",), same(words)))


def _perhaps(kind: ValueKind, name: str, *operators: str, words: str = "") -> Parameter:
    """Return a parameter that takes ``None`` and ``Any`` too."""
    reserved = ("none", "any") if kind == "string" else ()
    return Parameter(
        field=Field(name, kind, (*operators, "is-empty", "is-not-empty"), same(words)),
        nothing=(name, "None"),
        anything=(name, "Any"),
        reserved=reserved,
    )


def _times(name: str, after: str, before: str, *, included: bool = True) -> Parameter:
    operators = ("is-at-least", "is-at-most", "is-between") if included else ("is-greater-than", "is-less-than")
    return Parameter(field=Field(name, "datetime", operators), low=after, high=before)


def _array(kind: ValueKind, name: str, *operators: str) -> Parameter:
    return Parameter(field=Field(name, kind, ("is", "in", *operators)), style="array")


_LABELS = Parameter(
    field=Field(
        "labels",
        "string",
        ("is", "contains", "all-of", "is-not", "does-not-contain", "not-in", "is-empty", "is-not-empty"),
        title="all of these, or none of these",
    ),
    style="commas",
    nothing=("labels", "None"),
    anything=("labels", "Any"),
    reserved=("none", "any", "no label"),
)
_IN = Parameter(field=Field("in", "enumeration", ("is", "in"), same("title description")), style="commas")
_ASSIGNEE_NAMES = Parameter(
    field=Field("assignee_username", "string", ("is", "contains", "all-of", "is-not", "does-not-contain")),
    style="array",
)
_LEVELS = tuple(
    Enumerated(level, name)
    for level, name in (
        (5, "Minimal access"),
        (10, "Guest"),
        (15, "Planner"),
        (20, "Reporter"),
        (30, "Developer"),
        (40, "Maintainer"),
        (50, "Owner"),
    )
)
_LEVEL = Parameter(field=Field("min_access_level", "enumeration", ("is",), _LEVELS, "lowest role of who asks"))
_VISIBILITY = _choice("visibility", "public internal private")

_SHOWN = {
    **{name: name for name in "archived confidential created_at issue_type labels source_branch state".split()},
    **{name: name for name in "target_branch title updated_at visibility".split()},
    "assignee_username": "assignees.username",
    "author_id": "author.id",
    "author_username": "author.username",
    "iids": "iid",
    "milestone": "milestone.title",
    "topic": "topics",
}


def _listing(
    title: str,
    *parameters: Parameter,
    sorts: str = "",
    searched: bool = True,
    own_by_default: bool = False,
    exclusive: str = "",
    paired_sort: str = "",
) -> Listing:
    words = Vocabulary(
        f"GitLab's {title} list", fields_table(*(each.field for each in parameters)), OPERATORS, shown=_SHOWN
    )
    pairs = (pair.split("|") for pair in exclusive.split())
    return Listing(
        vocabulary=words,
        parameters=MappingProxyType({each.field.name: each for each in parameters}),
        sorts=tuple(sorts.split()),
        searched=searched,
        own_by_default=own_by_default,
        exclusive=tuple((one, other) for one, other in pairs),
        paired_sort=paired_sort,
    )


ISSUES = _listing(
    "issue",
    _choice("state", "opened closed all"),
    _choice("scope", "created_by_me assigned_to_me all"),
    _LABELS,
    Parameter(
        field=Field(
            "milestone", "string", ("is", "is-not", "is-empty", "is-not-empty"), title="title of the milestone"
        ),
        nothing=("milestone_id", "None"),
        anything=("milestone_id", "Any"),
        reserved=("none", "any", "#upcoming", "#started"),
    ),
    _choice("milestone_id", "None Any Upcoming Started", "is", "is-not"),
    *_negatable("integer", "author_id"),
    *_negatable("string", "author_username"),
    _perhaps("integer", "assignee_id", "is", "is-not"),
    _ASSIGNEE_NAMES,
    _perhaps("string", "my_reaction_emoji", "is"),
    _perhaps("integer", "weight", "is", "is-not"),
    _perhaps("integer", "iteration_id", "is", "is-not"),
    *_negatable("string", "iteration_title"),
    _perhaps("integer", "epic_id", "is"),
    _perhaps("enumeration", "health_status", "is", words="on_track needs_attention at_risk"),
    _array("integer", "iids", "not-in"),
    _times("created_at", "created_after", "created_before"),
    _times("updated_at", "updated_after", "updated_before"),
    Parameter(
        field=Field(
            "due_date",
            "enumeration",
            ("is", "is-empty", "is-not-empty"),
            same("today tomorrow overdue week month next_month_and_previous_two_weeks"),
        ),
        nothing=("due_date", "0"),
        anything=("due_date", "any"),
    ),
    _choice("issue_type", "issue incident test_case task"),
    *_plain("boolean", "confidential non_archived"),
    *_plain("integer", "closed_by_id"),
    _IN,
    sorts="created_at due_date label_priority milestone_due popularity priority relative_position title updated_at "
    "weight",
    own_by_default=True,
    exclusive="author_id|author_username assignee_id|assignee_username milestone|milestone_id "
    "iteration_id|iteration_title",
)
"""Issues, of all projects, of a group, or of a project."""

MERGE_REQUESTS = _listing(
    "merge request",
    _choice("state", "opened closed locked merged all"),
    _choice("scope", "created_by_me assigned_to_me reviews_for_me all"),
    _LABELS,
    _perhaps("string", "milestone", "is", "is-not"),
    *_negatable("integer", "author_id"),
    *_negatable("string", "author_username"),
    _perhaps("integer", "assignee_id", "is", "is-not"),
    _ASSIGNEE_NAMES,
    _perhaps("integer", "reviewer_id", "is", "is-not"),
    _perhaps("string", "reviewer_username", "is", "is-not"),
    *(
        Parameter(
            field=Field(name, "integer", ("all-of", "is-empty", "is-not-empty")),
            style="array",
            nothing=(name, "None"),
            anything=(name, "Any"),
            most=most,
        )
        for name, most in (("approver_ids", 0), ("approved_by_ids", 5))
    ),
    _perhaps("string", "my_reaction_emoji", "is", "is-not"),
    *_plain("string", "source_branch target_branch environment merge_user_username"),
    *_plain("integer", "source_project_id merge_user_id"),
    _array("integer", "iids"),
    _times("created_at", "created_after", "created_before"),
    _times("updated_at", "updated_after", "updated_before"),
    _times("deployed_at", "deployed_after", "deployed_before", included=False),
    _choice("wip", "yes no"),
    _choice("approved", "yes no"),
    _IN,
    sorts="created_at label_priority merged_at milestone_due popularity priority title updated_at",
    own_by_default=True,
    exclusive="author_id|author_username assignee_id|assignee_username reviewer_id|reviewer_username "
    "merge_user_id|merge_user_username",
)
"""Merge requests, of all projects, of a group, or of a project."""

PROJECTS = _listing(
    "project",
    *_plain("boolean", "archived search_namespaces"),
    _VISIBILITY,
    *_plain("boolean", "owned membership starred imported with_issues_enabled", only_true=True),
    *_plain("boolean", "with_merge_requests_enabled wiki_checksum_failed", only_true=True),
    *_plain("boolean", "repository_checksum_failed include_pending_delete", only_true=True),
    *_plain("string", "with_programming_language repository_storage"),
    Parameter(field=Field("topic", "string", ("is", "contains", "all-of")), style="commas"),
    *_plain("integer", "topic_id"),
    _LEVEL,
    Parameter(field=Field("id", "integer", ("is-greater-than", "is-less-than")), low="id_after", high="id_before"),
    _times("last_activity_at", "last_activity_after", "last_activity_before", included=False),
    _times("updated_at", "updated_after", "updated_before", included=False),
    sorts="id name path created_at updated_at star_count last_activity_at similarity "
    "repository_size storage_size packages_size wiki_size",
    paired_sort="updated_at",
)
"""Projects that the asking person may see."""

COMMITS = _listing(
    "commit",
    *_plain("string", "ref_name path author"),
    _times("committed_date", "since", "until"),
    *_plain("boolean", "all first_parent", only_true=True),
    _choice("order", "default topo"),
    searched=False,
)
"""Commits of a project's repository."""

PIPELINES = _listing(
    "pipeline",
    _choice("scope", "running pending finished branches tags"),
    _choice(
        "status",
        "created waiting_for_resource preparing pending running success failed canceled skipped manual scheduled",
    ),
    *_plain("string", "ref sha name username source"),
    *_plain("boolean", "yaml_errors"),
    _times("created_at", "created_after", "created_before", included=False),
    _times("updated_at", "updated_after", "updated_before", included=False),
    sorts="id status ref updated_at user_id",
    searched=False,
)
"""Pipelines of a project."""

GROUPS = _listing(
    "group",
    _array("integer", "skip_groups"),
    *_plain("boolean", "all_available"),
    *_plain("boolean", "owned top_level_only", only_true=True),
    _VISIBILITY,
    _LEVEL,
    sorts="name path id similarity",
)
"""Groups that the asking person may see."""

MILESTONES = _listing(
    "milestone",
    _array("integer", "iids"),
    _choice("state", "active closed"),
    *_plain("string", "title"),
    *_plain("boolean", "include_ancestors"),
    _times("updated_at", "updated_after", "updated_before", included=False),
)
"""Milestones of a project or a group, which come in a fixed order."""
