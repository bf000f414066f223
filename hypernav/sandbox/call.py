"""One request to a simulated API, as its handlers see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from werkzeug.datastructures import ETags
from werkzeug.wrappers import Request

from hypernav.sandbox.app import Reply, absolute, segment
from hypernav.sandbox.bodies import decode_json, encode_json
from hypernav.sandbox.clock import SandboxClock
from hypernav.sandbox.gate import principal_of
from hypernav.sandbox.identifiers import digest
from hypernav.sandbox.pages import Batch, Changes, with_query
from hypernav.sandbox.problems import Forbidden, Invalid, Problem, Unmet
from hypernav.sandbox.records import Records

_KINDS = {dict: "an object", list: "an array", str: "a string", int: "a whole number"}


class Simulation(Protocol):
    """What a call knows of the API that it was made to."""

    prefix: str
    clock: SandboxClock
    tables: Mapping[str, Records]

    def many(self, call: Call, entity: Any, batch: Batch, rows: list[Any]) -> Any:
        """Return the answer that holds one page of a list."""

    def one(self, call: Call, entity: Any, shown: Any) -> Any:
        """Return the answer that holds one record."""

    def unwrap(self, call: Call, entity: Any, body: Any) -> Any:
        """Return the record that the body of a request holds."""


class Call:
    """Hold a request with the values of its path, decoded, and the API that it was made to."""

    def __init__(self, api: Simulation, request: Request, values: Mapping[str, Any]) -> None:
        """Keep the parts."""
        self.api = api
        self.request = request
        self.values = values

    @property
    def tables(self) -> Mapping[str, Records]:
        """Return the records of the API, by the name of their table."""
        return self.api.tables

    @property
    def now(self) -> datetime:
        """Return the time by the API's clock."""
        return self.api.clock.moment()

    @property
    def principal(self) -> Any:
        """Return who asks."""
        return principal_of(self.request)

    def require(self, *roles: str) -> None:
        """Refuse who has none of some roles.

        Raises:
            Forbidden: The asker has none of them.
        """
        if roles and not set(roles) & set(self.principal.roles):
            raise Forbidden(f"{self.principal.name} is not {' or '.join(roles)}.")

    def body(self, kind: type = dict) -> Any:
        """Return the JSON value of the body.

        Raises:
            Invalid: It is no JSON, or not of the kind.
        """
        try:
            value = decode_json(self.request)
        except ValueError as error:
            raise Invalid([Problem("", f"The body is not JSON: {error}", "json")], "shape") from None
        if kind is not object and (not isinstance(value, kind) or (isinstance(value, bool) and kind is int)):
            what = _KINDS.get(kind, kind.__name__)
            raise Invalid([Problem("", f"The body must be {what}", "kind", value)], "shape")
        return value

    def url(self, *segments: object) -> str:
        """Return the absolute URL of a resource, by the segments of its path below the API's root."""
        return absolute(self.request, "/".join([self.api.prefix, *map(segment, segments)]))

    def here(self, changes: Changes | None = None) -> str:
        """Return the absolute URL of this request, with some parameters of its query set anew."""
        return with_query(self.request, changes or {})

    def check_match(self, tag: str, *, required: bool = False) -> None:
        """Refuse to change what is no longer what the asker has seen (RFC 9110, section 13.1.1; RFC 6585, section 3).

        Arguments:
            tag: The tag of what is there.
            required: Whether a request without ``If-Match`` is refused.

        Raises:
            Unmet: 412, it was changed; or 428, a precondition is needed.
        """
        if "If-Match" not in self.request.headers:
            if required:
                raise Unmet(428, "This request needs If-Match with the ETag of what it changes.")
            return
        if not _matches(self.request.if_match, tag, weak=False):
            raise Unmet(412, f"What is there has the ETag {tag}.")

    def tagged(self, body: Any, tag: str) -> Reply:
        """Return a representation with its tag, or 304 if the asker has it (RFC 9110, section 13.1.2)."""
        seen = self.request.method in ("GET", "HEAD") and _matches(self.request.if_none_match, tag, weak=True)
        return Reply(None if seen else body, 304 if seen else 200, {"ETag": tag})


def tag_of(value: Any) -> str:
    """Return a strong entity tag (RFC 9110, section 8.8.3), the same for equal JSON values.

    >>> tag_of({"a": 1}) == tag_of({"a": 1}) != tag_of({"a": 2})
    True
    """
    return f'"{digest(encode_json(value))[:16]}"'


def _matches(tags: ETags, tag: str, *, weak: bool) -> bool:
    opaque = tag.removeprefix("W/").strip('"')
    if tags.star_tag:
        return True
    return tags.contains_weak(opaque) if weak else tags.is_strong(opaque) and not tag.startswith("W/")
