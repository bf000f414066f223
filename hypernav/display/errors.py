"""Show an error with the care of any other page: what happened, where, what the server says, what next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from hypernav.display.neutral import cut, python_string
from hypernav.display.view import Lines, Section, View
from hypernav.errors import HypernavError, RateLimited, ResponseError

_MOST_LINES = 20
_MOST_LINKS = 8
_LATEST = 253_402_300_799


def error_view(error: HypernavError, redact: Callable[[str], str] = str) -> View:
    """Return the page of an error: the headline, its details, and what else the error knows.

    Arguments:
        error: The error.
        redact: Takes secrets out of its texts.

    >>> error = ResponseError("No such flag.", status=404, code="not_found", where="GET /api/v2/flags/default/x")
    >>> view = error_view(error)
    >>> view.heading, view.titles
    (('ResponseError: No such flag.',), ('where', 'status', 'code'))
    """
    details = dict(error.details)
    for label, text in _known(error):
        if text and label not in details and not _said(text, error):
            details[label] = text
    sections = tuple(Section(label, body=_lines(redact(text))) for label, text in details.items())
    headline = f"{type(error).__name__}: {error.what}" if error.what else type(error).__name__
    return View((redact(headline),), sections, kind="error")


def _known(error: HypernavError) -> list[tuple[str, str]]:
    if isinstance(error, RateLimited):
        return [("resume at", _time(error.resume_at))]
    if isinstance(error, ResponseError):
        return [
            ("status", str(error.status or "")),
            ("code", error.code),
            ("message", error.message),
            ("fields", "\n".join(f"{name}: {text}" for name, text in error.fields.items())),
            ("request id", error.request_id),
            ("links", _links(error)),
        ]
    return []


def _said(text: str, error: HypernavError) -> bool:
    """Tell whether the headline or a detail says it already."""
    return any(text in said for said in (error.what, *error.details.values()))


def _links(error: ResponseError) -> str:
    names = [str(name) for name in error.links]
    shown = "  ".join(f"error.links[{python_string(cut(name, 80))}]" for name in names[:_MOST_LINKS])
    rest = len(names) - _MOST_LINKS
    return f"{shown}  … {rest:,} more" if rest > 0 else shown


def _time(seconds: float) -> str:
    if not 0 < seconds < _LATEST:
        return ""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _lines(text: str) -> Lines:
    lines = text.split("\n", _MOST_LINES)
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES] = f"… {len(lines[_MOST_LINES]):,} more characters"
    return Lines(tuple(lines))
