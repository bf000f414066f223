"""The refusals of the simulated LaunchDarkly, in the codes and words of its documentation."""

from __future__ import annotations

import math

from hypernav.sandbox.app import Refusal
from hypernav.sandbox.problems import Invalid


def invalid(message: str = "Invalid request body") -> Refusal:
    """Return a 400."""
    return Refusal(400, message, code="invalid_request")


def wrong_parameter(wrong: Invalid) -> Refusal:
    """Return the 400 of a parameter of the query."""
    problem = wrong.problems[0]
    what = f"{problem.given!r} is not an integer" if problem.kind == "kind" else problem.what
    return invalid(f"Invalid query parameter {problem.name}: {what}")


def unauthorized() -> Refusal:
    """Return a 401."""
    return Refusal(401, "Invalid access token", code="unauthorized")


def forbidden(message: str = "Forbidden. Access to the requested resource was denied.") -> Refusal:
    """Return a 403."""
    return Refusal(403, message, code="forbidden")


def not_found() -> Refusal:
    """Return a 404."""
    return Refusal(404, "Invalid resource identifier", code="not_found")


def approval_required() -> Refusal:
    """Return the 405 of a change to an environment in which changes need an approval."""
    return Refusal(405, "Approval is required to make this request", code="method_not_allowed")


def exists(kind: str) -> Refusal:
    """Return the 409 of a key that is taken."""
    return Refusal(409, f"A {kind} with that key already exists", code="conflict")


def in_use(message: str) -> Refusal:
    """Return the 409 of a thing that others depend on."""
    return Refusal(409, message, code="conflict")


def lock_failed() -> Refusal:
    """Return the 409 of a ``test`` operation that does not hold."""
    return Refusal(409, "Conflict. Optimistic lock error. Try again later.", code="optimistic_locking_error")


def patch_failed(detail: str = "") -> Refusal:
    """Return the 422 of a patch whose operations do not fit the resource."""
    more = f" {detail}." if detail else ""
    return Refusal(422, f"Unprocessable entity. Could not apply patch.{more}", code="patch_failed")


def rate_limited(wait: float | None) -> Refusal:
    """Return a 429; it tells how many seconds to wait where the API does."""
    headers = {} if wait is None else {"Retry-After": str(math.ceil(wait))}
    return Refusal(429, "You've exceeded the API rate limit. Try again later.", code="rate_limited", headers=headers)
