"""What is declared of an API: addresses, credentials, units, places. Values without I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Literal, NamedTuple

from hypernav.errors import ProfileError
from hypernav.profile.faults import (
    check_field_name,
    check_holes,
    check_name,
    check_path,
    check_types,
    fault,
    holes,
)


@dataclass(frozen=True, slots=True)
class Credentials:
    """Say how an API authenticates and which environment variables hold the parts.

    >>> Credentials("token", ("ACME_TOKEN",)).variables
    ('ACME_TOKEN',)
    """

    kind: Literal["token", "bearer", "basic"]
    """``token``: the raw token in the header. ``bearer``: RFC 6750. ``basic``: RFC 7617."""
    variables: tuple[str, ...]
    """Names of environment variables: the token; or user, password and, where there is one, the second factor."""
    header: str = "Authorization"
    second_factor_header: str = ""
    """Header of a second factor sent beside Basic credentials, such as ``Token``."""

    def __post_init__(self) -> None:
        """Check each field."""
        check_types(self)
        check_field_name("Credentials.header", self.header)


@dataclass(frozen=True, slots=True)
class RateLimit:
    """Say which headers announce throttling, and in which unit. Units never come from a header's name."""

    remaining: tuple[str, ...] = ()
    reset: str = ""
    reset_unit: Literal["epoch milliseconds", "epoch seconds", "seconds"] = "seconds"

    def __post_init__(self) -> None:
        """Check each field."""
        check_types(self)


@dataclass(frozen=True, slots=True)
class ErrorEnvelope:
    """Name the members of an API's error body that hold each part of a problem."""

    code: tuple[str, ...] = ("code",)
    message: tuple[str, ...] = ("message",)
    request_id: tuple[str, ...] = ("id",)
    request_id_header: str = ""
    fields: str = ""
    """Member that holds the messages of single fields."""

    def __post_init__(self) -> None:
        """Check each field."""
        check_types(self)


@dataclass(frozen=True, slots=True)
class PagingRule:
    """Say how collections of an API go on where their responses do not say it themselves."""

    strategy: Literal["page number", "offset", "token", "last time"]
    parameter: str
    """Query parameter that takes the page number, the offset or the token; of a request that asks for its pages in
    its body, the member there. For ``last time``, the path in the body of the time that members are after."""
    size_parameter: str = ""
    first: int = 0
    """Number of the first page."""
    token: str = ""
    """Path of the token in the body, with dots; for ``last time``, of the time in each member."""
    backwards: str = ""
    """For ``last time``, the path in the body of the time that members are before, where the newest come first."""

    def __post_init__(self) -> None:
        """Check each field."""
        check_types(self)


EditingForm = Literal["json patch", "merge patch", "changed members", "whole representation", "value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """Say how the places at one path pattern take edits, and what keeps two people from undoing each other's.

    >>> Editing(form="json patch", guard="test", guard_member="_version").method
    'PATCH'
    """

    form: EditingForm
    """What the request carries: RFC 6902, RFC 7396, the members that changed, all of them, or a ``value`` that is no
    object, such as a bare id, which cannot be drafted."""
    method: str = ""
    """``PATCH`` for the two patches and ``PUT`` for everything else, unless the API has another."""
    content_type: str = "application/json"
    guard: Literal["", "test", "member", "header", "if-match", "if-unmodified-since"] = ""
    """``test``: an operation of a JSON Patch. ``member``: a version in the body. ``header``: a version in a header of
    the API's own. ``if-match``: the ETag (RFC 9110, 13.1.1). ``if-unmodified-since``: the date of the last change
    (13.1.4). Empty where the API has none."""
    guard_member: str = ""
    """Path of the version in the representation, with dots; for ``if-match`` where the ETag stands in the body."""
    guard_parts: tuple[str, ...] = ()
    """Paths of versions that parts have of their own, each guarding what stands beside it; ``*`` for any name."""
    guard_header: str = ""
    within: str = ""
    """Path of the representation in the document, with dots, where the document wraps it."""
    body: str = ""
    """Path of the member that alone is the body, where the API takes it bare, such as an array of ids."""
    value: str = ""
    """What a ``value`` is, for messages: ``the id of a scan engine``."""
    read_only: tuple[str, ...] = ()
    """Names of members that the server sets, besides those that every place has: paths with dots, ``*`` for any."""
    members: Mapping[str, str] = field(default_factory=dict)
    """Members of a whole representation as the API takes it: name to path in the representation, with dots."""
    required: tuple[str, ...] = ()
    """Members that a whole representation must have."""
    comment: bool = False
    """Whether a comment goes along, as ``{"comment": …, "patch": …}``, ``merge`` or ``instructions``."""
    mask_parameter: str = ""
    """Query parameter that names the members that change, such as ``updateMask``."""
    dry_run_parameter: str = ""
    """Query parameter that asks the server for a preview."""
    ignore_conflicts_parameter: str = ""
    """Query parameter that sends a change although others wait that it would break."""

    def __post_init__(self) -> None:
        """Take the usual method where none is given."""
        check_types(self)
        if not self.method:
            object.__setattr__(self, "method", "PATCH" if self.form in ("json patch", "merge patch") else "PUT")
        needed = {"header": "guard_header", "member": "guard_member"}.get(self.guard, "")
        if needed and not getattr(self, needed) and not self.guard_parts:
            raise fault("Editing.guard", self.guard, f"it needs {needed}, and there is none")
        if self.guard_header:
            check_field_name("Editing.guard_header", self.guard_header)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Say how a place tells that what it stands for is still going on, such as a scan or an operation.

    >>> Work(busy=("running", "integrating"), failed=("aborted", "error")).status
    'status'
    """

    status: str = "status"
    """Path of the member that tells, with dots."""
    busy: tuple[str, ...] = ()
    """Its words while the work goes on, in lower case. A boolean member says False, and True once it is done."""
    failed: tuple[str, ...] = ()
    """Its words after a failure, in lower case; any other word is the end of work that went well."""
    absent: Literal["busy", "done"] = "done"
    """What it means that the member is missing."""
    error: str = ""
    """Path of a member that is there only after a failure."""
    verdict: str = ""
    """Path of a member that has words of failure too, where ``status`` only tells that the work ended."""
    at: str = ""
    """Path of the place to watch, where an answer to a write does not say it; it may use ``{name}`` as links do."""

    def __post_init__(self) -> None:
        """Check each field."""
        check_types(self)


@dataclass(frozen=True, slots=True)
class Place:
    """Declare what is known of the places at one path pattern.

    ``{name}`` in a pattern matches one path segment; a derived target may use those names,
    and top-level members of the document, as ``{name}``.

    >>> Place("/v1/shops/{shop}", derived={"orders": "/v1/orders/{shop}"}).match("/v1/shops/7")
    {'shop': '7'}
    """

    path: str
    writes: tuple[str, ...] = ()
    """Methods that the API offers here besides GET, in lower case: ``("post",)``."""
    columns: tuple[str, ...] = ()
    """Columns to show of the members, unless the user names others."""
    derived: Mapping[str, str] = field(default_factory=dict)
    """Relation to target path, for relations that the API implies and does not send."""
    member: str = ""
    """Target path of a member that is a bare id, given as ``{member}``."""
    title: str = ""
    reads_by_post: bool = False
    """Whether POST here only reads, as a search does, so that further pages are read by POST too."""
    search: str = ""
    """The dialect of searches here, as ``module:name``."""
    editing: Editing | None = None
    instructions: str = ""
    """The kinds of instructions that a semantic patch may hold here, as ``module:name``."""
    work: Work | None = None
    """How the place tells that something is still going on."""

    def __post_init__(self) -> None:
        """Check each field."""
        check_types(self)
        check_path("Place.path", self.path)
        check_holes("Place.member", self.member, [*holes(self.path), "member"], needed="member")
        check_name("Place.search", self.search)
        check_name("Place.instructions", self.instructions)

    def match(self, path: str) -> dict[str, str] | None:
        """Return the values of the pattern's names in a URL path, or None."""
        pattern, given = self.path.split("/"), path.rstrip("/").split("/")
        if len(pattern) != len(given):
            return None
        values: dict[str, str] = {}
        for expected, segment in zip(pattern, given, strict=True):
            if expected.startswith("{") and expected.endswith("}") and segment:
                values[expected[1:-1]] = segment
            elif expected != segment:
                return None
        return values


class Declared(NamedTuple):
    """Hold what is declared of one URL: the place, and the values of its pattern's names."""

    place: Place
    values: Mapping[str, str]


UNDECLARED = Declared(Place(""), {})
"""What is declared of a URL of which nothing is; its place has no path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Declare an API: where it lives, how it authenticates, its units and its places. Sends nothing.

    >>> Profile(name="acme", title="Acme", bases={"": "https://acme.test"}).base("")
    'https://acme.test'
    """

    name: str
    title: str
    bases: Mapping[str, str] = field(default_factory=dict)
    """Region to base URL; ``""`` is the default one. Empty where each customer has a server of their own."""
    base_variable: str = ""
    """Environment variable that may hold the base URL."""
    root: str = "/"
    """Path of the entry document."""
    credentials: Credentials | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    """Headers of each request to the API's own origin, such as its version."""
    method_override_header: str = ""
    """Header that tunnels another method through POST, where the API has one."""
    rate_limit: RateLimit = RateLimit()
    errors: ErrorEnvelope = ErrorEnvelope()
    not_done: frozenset[int] = frozenset()
    """Statuses from 500 on by which the API says that a write was not done, such as 503 where it says so."""
    paging: PagingRule | None = None
    places: tuple[Place, ...] = ()
    epoch_milliseconds: frozenset[str] = frozenset()
    """Names of members that hold times as epoch milliseconds, shown as dates."""
    secrets: frozenset[str] = frozenset()
    """Names of members that hold secrets of the API's own, such as keys: displays hide them, data does not."""
    search: str = ""
    """The dialect of searches wherever a place declares none, as ``module:name``."""
    formats: tuple[str, ...] = ()
    """Readers of formats of the API's own, each as ``module:name``, asked before the others and for this API alone."""
    sandbox: str = ""
    """Where the sandbox is made, as ``module:function``."""
    documentation: str = ""

    def __post_init__(self) -> None:
        """Check each field."""
        check_types(self)
        for name in ("search", "sandbox"):
            check_name(f"Profile.{name}", getattr(self, name))
        for name in self.formats:
            check_name("Profile.formats", name)
        for header in (*self.headers, *([self.method_override_header] if self.method_override_header else [])):
            check_field_name("Profile.headers", header)
        for url in self.bases.values():
            if not url.startswith(("https://", "http://")):
                raise fault("Profile.bases", url, "it is no http or https URL", nearest=f"https://{url.lstrip('/')}")

    def base(self, region: str) -> str:
        """Return the base URL of a region.

        Raises:
            KeyError: The API has no such region.
        """
        return self.bases[region]

    def place(self, path: str) -> tuple[Place, dict[str, str]] | None:
        """Return the first declared place that a URL path matches, with the pattern's values."""
        for place in self.places:
            values = place.match(path)
            if values is not None:
                return place, values
        return None

    def declared(self, path: str) -> Declared:
        """Return what is declared of a URL path, ``UNDECLARED`` where nothing is.

        >>> Profile(name="acme", title="Acme", places=(Place("/shops/{shop}"),)).declared("/shops/7").values
        {'shop': '7'}
        """
        found = self.place(path)
        return UNDECLARED if found is None else Declared(*found)


def load(name: str) -> Any:
    """Return what a declaration names as ``module:name``.

    Raises:
        ProfileError: There is no such module, or it has no such name.

    >>> load("json:dumps")([1])
    '[1]'
    """
    module, _, attribute = name.partition(":")
    try:
        return getattr(import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise ProfileError(
            f"A profile names {name!r}, which cannot be loaded.",
            because=str(error),
            next="name it as module:name, of a module that is installed",
        ) from error


def check(profile: object) -> None:
    """Hold a whole profile against what it names: everything is imported, and every template can be filled.

    For the tests of whoever declares an API; what a value by itself can tell is checked when it is made.

    Raises:
        ProfileError: Something is no profile, cannot be loaded, has a place that never matches, or a target that
            nothing fills.

    >>> check(Profile(name="acme", title="Acme", search="json:dumps"))
    """
    if not isinstance(profile, Profile):
        raise ProfileError(
            f"{type(profile).__name__} {profile!r:.100} is no profile.", next="give hypernav.profile.Profile(…)"
        )
    for name in filter(
        None, (profile.search, profile.sandbox, *profile.formats, *(place.search for place in profile.places))
    ):
        load(name)
    before: list[Place] = []
    for place in profile.places:
        if place.instructions:
            load(place.instructions)
        sample = "/".join("x" if part.startswith("{") else part for part in place.path.split("/"))
        hidden = next((each for each in before if each.match(sample) is not None), None)
        if hidden is not None:
            raise fault("Place.path", place.path, f"{hidden.path} comes before it and matches all of it")
        for target in place.derived.values():
            if any(not name for name in holes(target)):
                raise fault("Place.derived", target, "a name in braces is empty")
        before.append(place)
