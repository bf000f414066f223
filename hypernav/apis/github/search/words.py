"""The qualifiers of GitHub's searches, as data.

Source: docs.github.com, "Searching on GitHub" (one page a kind) and "Understanding the search syntax".
"""

from __future__ import annotations

from hypernav.search.vocabulary import Enumerated, Field, Operator, Vocabulary, fields_table, operators_table, same

OPERATORS = operators_table(
    Operator("is", meaning="equal"),
    Operator("is-not", meaning="not equal"),
    Operator("in", takes="several", meaning="in"),
    Operator("not-in", takes="several", meaning="not in"),
    Operator("all-of", takes="several", meaning="all of"),
    Operator("is-greater-than", meaning="greater"),
    Operator("is-at-least", meaning="at least"),
    Operator("is-less-than", meaning="less"),
    Operator("is-at-most", meaning="at most"),
    Operator("is-between", takes="range", meaning="between"),
    Operator("is-not-between", takes="range", meaning="not between"),
    Operator("contains", meaning="contains"),
    Operator("does-not-contain", meaning="does not contain"),
    Operator("is-empty", takes="nothing", meaning="empty"),
    Operator("is-not-empty", takes="nothing", meaning="not empty"),
)
_VALUE = ("is", "is-not", "not-in")
_EITHER = ("is", "is-not", "in", "not-in")
_RANGE = (
    *("is", "is-not", "is-greater-than", "is-at-least", "is-less-than", "is-at-most"),
    *("is-between", "is-not-between"),
)

JOINED_BY_COMMA = frozenset({"label", "in"})
"""Qualifiers that take several values with commas, any of which may hold."""
REPEATED_FOR_EITHER = frozenset({"repo", "user", "org"})
"""Qualifiers that are repeated to search in one of several owners or repositories."""
REPEATED_FOR_ALL = frozenset({"label", "is", "no", "text"})
"""Qualifiers that are repeated where all must hold."""
TEXT = "text"
"""The field that stands for words and phrases anywhere, which have no qualifier."""


def _values(name: str, title: str) -> Field:
    return Field(name, "string", _VALUE, title=title)


def _number(name: str, title: str) -> Field:
    return Field(name, "integer", _RANGE, title=title)


def _day(name: str, title: str) -> Field:
    return Field(name, "date", _RANGE, title=title)


def _flag(name: str, title: str) -> Field:
    return Field(name, "boolean", ("is", "is-not"), title=title)


def _one_of(name: str, words: str, title: str) -> Field:
    return Field(name, "enumeration", ("is", "is-not"), same(words), title)


def _where_words_are(words: str) -> Field:
    return Field("in", "enumeration", ("is", "in"), same(words), "where the words are looked for")


_WORDS = Field(TEXT, "string", ("contains", "does-not-contain"), title="a word, or a phrase, anywhere")
_OWNERS = (
    Field("repo", "string", _EITHER, title="repository, as owner/name"),
    Field("user", "string", _EITHER, title="owner of the repository, a person"),
    Field("org", "string", _EITHER, title="owner of the repository, an organization"),
)
_VISIBLE = "public internal private"
_FORKS = Field("fork", "enumeration", ("is",), same("true only"), "forks too, or forks only")

ISSUES = Vocabulary(
    "GitHub's issue search",
    fields_table(
        _WORDS,
        _where_words_are("title body comments"),
        _one_of(
            "is",
            f"issue pr open closed merged unmerged draft queued locked unlocked {_VISIBLE}",
            "kind, state or visibility",
        ),
        _values("type", "issue, pr, or an issue type of the organization"),
        _one_of("state", "open closed", "state"),
        Field(
            "reason",
            "enumeration",
            ("is", "is-not"),
            (*same("completed"), Enumerated("not planned", "not_planned"), *same("duplicate")),
            "why it was closed",
        ),
        *_OWNERS,
        _values("author", "who created it; app/name for an integration"),
        Field("assignee", "string", (*_VALUE, "is-empty", "is-not-empty"), title="who it is assigned to"),
        _values("mentions", "who it mentions"),
        _values("team", "team that it mentions, as org/team"),
        _values("commenter", "who commented"),
        _values("involves", "author, assignee, mentioned or commenter"),
        _one_of("linked", "pr issue", "what it is linked to by a closing reference"),
        Field("label", "string", (*_EITHER, "all-of", "is-empty"), title="label"),
        Field("milestone", "string", (*_VALUE, "is-empty"), title="title of the milestone"),
        Field("project", "string", (*_VALUE, "is-empty"), title="project, as owner/number"),
        # The documentation has no minus before it.
        Field("no", "enumeration", ("is",), same("label milestone assignee project"), "what it lacks"),
        _one_of("status", "pending success failure", "status of the commits"),
        _values("head", "branch that a pull request comes from"),
        _values("base", "branch that a pull request goes to"),
        _values("language", "language of the repository"),
        _number("comments", "number of comments"),
        _number("interactions", "number of comments and reactions"),
        _number("reactions", "number of reactions"),
        _flag("draft", "whether a pull request is a draft"),
        _one_of("review", "none required approved changes_requested", "review status"),
        _values("reviewed-by", "who reviewed"),
        _values("review-requested", "who is asked for a review, alone or in a team"),
        _values("user-review-requested", "who is asked for a review in person"),
        _values("team-review-requested", "team that is asked for a review, as org/team"),
        _day("created", "when it was created"),
        _day("updated", "when it was last updated"),
        _day("closed", "when it was closed"),
        _day("merged", "when the pull request was merged"),
        _flag("archived", "whether the repository is archived"),
    ),
    OPERATORS,
    shown={
        "assignee": "assignees.login",
        "author": "user.login",
        "closed": "closed_at",
        "comments": "comments",
        "created": "created_at",
        "draft": "draft",
        "label": "labels.name",
        "milestone": "milestone.title",
        "state": "state",
        "updated": "updated_at",
    },
)
"""Issues and pull requests."""

REPOSITORIES = Vocabulary(
    "GitHub's repository search",
    fields_table(
        _WORDS,
        _where_words_are("name description topics readme"),
        *_OWNERS,
        _number("size", "size in kilobytes"),
        _number("followers", "number of followers"),
        _number("forks", "number of forks"),
        _number("stars", "number of stars"),
        _day("created", "when it was created"),
        _day("pushed", "when it was last pushed to"),
        _values("language", "main language"),
        _values("topic", "topic"),
        _number("topics", "number of topics"),
        _values("license", "keyword of the license"),
        _one_of("is", f"{_VISIBLE} sponsorable", "visibility, or whether it can be sponsored"),
        _one_of("has", "funding-file", "what it has"),
        _flag("mirror", "whether it mirrors another host"),
        _flag("template", "whether it is a template"),
        _flag("archived", "whether it is archived"),
        _FORKS,
        _number("good-first-issues", "number of issues labelled good-first-issue"),
        _number("help-wanted-issues", "number of issues labelled help-wanted"),
    ),
    OPERATORS,
    other=Field("", "string", _VALUE, title="custom property of the organization's repositories"),
    pattern=r"props\.[A-Za-z0-9_$#-]+",
    shown={
        "archived": "archived",
        "created": "created_at",
        "forks": "forks_count",
        "language": "language",
        "license": "license.key",
        "pushed": "pushed_at",
        "size": "size",
        "stars": "stargazers_count",
        "topic": "topics",
        "updated": "updated_at",
    },
)
"""Repositories."""

CODE = Vocabulary(
    "GitHub's code search",
    fields_table(
        _WORDS,
        _where_words_are("file path"),
        *_OWNERS,
        _values("path", "folder, and what is below it; / for the root"),
        _values("language", "language of the file"),
        _number("size", "size in bytes"),
        _values("filename", "name of the file"),
        _values("extension", "extension of the file"),
        _FORKS,
    ),
    OPERATORS,
)
"""Files on default branches."""

USERS = Vocabulary(
    "GitHub's user search",
    fields_table(
        _WORDS,
        _where_words_are("login name email"),
        _one_of("type", "user org", "person or organization"),
        _values("user", "login of a person"),
        _values("org", "login of an organization"),
        _values("fullname", "full name"),
        _number("repos", "number of repositories"),
        _values("location", "location in the profile"),
        _values("language", "language of the repositories"),
        _day("created", "when the account was created"),
        _number("followers", "number of followers"),
        _one_of("is", "sponsorable", "whether it can be sponsored"),
    ),
    OPERATORS,
)
"""People and organizations."""

COMMITS = Vocabulary(
    "GitHub's commit search",
    fields_table(
        _WORDS,
        _values("author", "login of the author"),
        _values("committer", "login of the committer"),
        _values("author-name", "name of the author"),
        _values("committer-name", "name of the committer"),
        _values("author-email", "whole address of the author"),
        _values("committer-email", "whole address of the committer"),
        _day("author-date", "when it was authored"),
        _day("committer-date", "when it was committed"),
        _flag("merge", "whether it is a merge"),
        _values("hash", "SHA-1 of the commit"),
        _values("parent", "SHA-1 of a parent"),
        _values("tree", "SHA-1 of the tree"),
        *_OWNERS,
        _one_of("is", _VISIBLE, "visibility of the repository"),
    ),
    OPERATORS,
)
"""Commits on default branches."""

TOPICS = Vocabulary(
    "GitHub's topic search",
    fields_table(
        _WORDS,
        _one_of("is", "curated featured not-curated not-featured", "what GitHub adds to the topic"),
        _number("repositories", "number of repositories"),
        _day("created", "when it was created"),
    ),
    OPERATORS,
)
"""Topics of repositories."""
