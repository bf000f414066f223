"""The refusals of the simulated LaunchDarkly, in the codes and words of its documentation."""

from __future__ import annotations

import math

from hypernav.sandbox.app import Refusal
from hypernav.sandbox.patches import PatchRefused
from hypernav.sandbox.problems import Exceeded, Invalid, Wrong


def invalid(message: str = "Invalid request body") -> Refusal:
    """Return a 400."""
    return Refusal(400, message, code="invalid_request")


def invalid_patch(message: str) -> Refusal:
    """Return the 400 of a patch that removes what is not there."""
    return Refusal(400, message, code="invalid_patch")


def forbidden(message: str = "Forbidden. Access to the requested resource was denied.") -> Refusal:
    """Return a 403."""
    return Refusal(403, message, code="forbidden")


def not_found() -> Refusal:
    """Return a 404."""
    return Refusal(404, "Invalid resource identifier", code="not_found")


def exists(kind: str) -> Refusal:
    """Return the 409 of a key that is taken."""
    return conflict(f"A {kind} with that key already exists")


def conflict(message: str) -> Refusal:
    """Return a 409, also that of a thing that others depend on."""
    return Refusal(409, message, code="conflict")


def optimistic_lock() -> Refusal:
    """Return the 409 of a thing that was changed meanwhile."""
    return Refusal(409, "Conflict. Optimistic lock error. Try again later.", code="optimistic_locking_error")


def in_words(wrong: Wrong) -> Refusal:
    """Return the refusal of a request that cannot be done."""
    if isinstance(wrong, Invalid):
        problem = wrong.problems[0]
        if problem.kind == "sort":
            fields = problem.what.rpartition(": use ")[2]
            return invalid(f"Invalid sort field: {problem.given!r}. Supported fields are {fields}")
        what = f"{problem.given!r} is not an integer" if problem.kind == "kind" else problem.what
        return invalid(f"Invalid query parameter {problem.name}: {what}")
    if isinstance(wrong, Exceeded):
        headers = {} if wrong.wait is None else {"Retry-After": str(math.ceil(wrong.wait))}
        message = "You've exceeded the API rate limit. Try again later."
        return Refusal(429, message, code="rate_limited", headers=headers)
    if not isinstance(wrong, PatchRefused) or wrong.reason == "malformed":
        return invalid(f"Invalid request body: {wrong}")
    if wrong.reason == "test":
        return optimistic_lock()
    return Refusal(422, f"Unprocessable entity. Could not apply patch. {wrong}.", code="patch_failed")
