"""Answers that report a problem, in any envelope, as errors."""

from __future__ import annotations

from hypernav.errors import ResponseError
from hypernav.http.response import Response
from hypernav.profile import ErrorEnvelope


def problem_from(response: Response, envelope: ErrorEnvelope | None = None) -> ResponseError:
    """Return the error."""
    return ResponseError(f"{response.status}", status=response.status)
