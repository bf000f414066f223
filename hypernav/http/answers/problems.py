"""Answers that report a problem, in any envelope, as errors of the tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from hypernav.errors import (
    Conflict,
    Invalid,
    NotAllowed,
    NotAuthenticated,
    NotFound,
    RateLimited,
    ResponseError,
    UnreadableResponse,
)
from hypernav.http.answers.response import Response
from hypernav.profile import Credentials, ErrorEnvelope

if TYPE_CHECKING:
    from hypernav.http.answers.envelopes import Problem

_LEAVES: Mapping[int, type[ResponseError]] = {
    400: Invalid,
    401: NotAuthenticated,
    403: NotAllowed,
    404: NotFound,
    405: NotAllowed,
    409: Conflict,
    410: NotFound,
    429: RateLimited,
    412: Conflict,
    413: Invalid,
    415: Invalid,
    422: Invalid,
}

_NEXT: Mapping[int, str] = {
    400: "check the parameters and the body against the message",
    401: "give a credential that this API takes: connect(…, token=…) or connect(…, auth=(user, password))",
    403: "the credential may not do this: use one with more rights, or ask for them",
    404: "check the address: .links of the place before lists what is there",
    405: "the place does not take this method: .options() asks which ones it takes",
    409: "it changed since, or its state does not allow this: .refresh() shows what is there now",
    410: "it is gone for good: look at the links of the place before",
    412: "the condition that was sent does not hold: .refresh() shows what is there now",
    413: "send less at once",
    415: "send another media type",
    422: "correct the fields that the message names",
    428: 'the server wants a condition such as If-Match: headers={"If-Match": …} gives it, of the ETag in .headers',
    429: "wait, then go on; Options(max_attempts=…) tries a GET more often by itself",
    501: "the server does not have this, now or later: look for another way at the links of the place before",
}
_EXISTS = "it exists already, or its state does not allow this: look at what is there, then decide"
_LIMITED = "the rate limit is used up (X-RateLimit-Remaining: 0): wait, then go on"
_REFUSED = "the server refuses the request as it is: change what the message names"

_REQUEST_ID_HEADERS = ("X-Request-Id", "X-Correlation-Id", "Request-Id", "X-Trace-Id")
_LONGEST = 500
_LONGEST_READ = 20_000


def problem_from(
    response: Response, envelope: ErrorEnvelope | None = None, *, credentials: Credentials | None = None
) -> ResponseError:
    """Return the error that an answer reports, whatever its envelope.

    The status alone decides the leaf of the tree; the body only explains. Understood are the API's own envelope,
    ``application/problem+json`` (RFC 9457), the common shapes of JSON, HTML pages and plain text.

    Args:
        response: The answer.
        envelope: Which members of the body hold what, as the API's profile says.
        credentials: How the API authenticates, to say after 401 where a credential goes.

    >>> from hypernav.web.headers import Headers
    >>> answer = Response(404, Headers(), "https://acme.test/x", b'{"code": "not_found", "message": "Unknown thing"}')
    >>> print(problem_from(answer))
    404 Not Found: Unknown thing
      where      GET https://acme.test/x
      code       not_found
      next       check the address: .links of the place before lists what is there
    """
    # Loaded at the first problem.
    from hypernav.http.answers.envelopes import read_problem

    data = _data(response)
    redact = response.redact
    read = read_problem(data, envelope or ErrorEnvelope()) if data is not None else _page(response)
    problem = read.shown_by(redact, _request_id(response, envelope))
    leaf = _LEAVES.get(response.status, ResponseError)
    headline = f"{response.status} {_phrase(response.status)}"
    message = _shortened(problem.message)
    error = leaf(
        f"{headline}: {message}" if message else f"{headline}.",
        status=response.status,
        code=problem.code,
        message=problem.message,
        request_id=problem.request_id,
        fields=problem.fields,
        problem=data if isinstance(data, Mapping) else None,
    )
    understood = problem.message or problem.fields or not data
    details = {
        **_details(response, problem, credentials),
        "answer": "" if understood else _shortened(redact(response.text()[:_LONGEST_READ])),
    }
    error.details = {label: redact(text) for label, text in details.items() if text}
    return error


def _details(response: Response, problem: Problem, credentials: Credentials | None) -> dict[str, str]:
    fields = "\n".join(f"{name}: {_shortened(text)}" for name, text in list(problem.fields.items())[:10])
    more = len(problem.fields) - 10
    details = {
        "where": f"{response.method} {response.redact.url(response.url)}",
        "code": problem.code,
        "fields": f"{fields}\n… {more} more" if more > 0 else fields,
        "request": problem.request_id,
        "allowed": response.headers.get("Allow", "") if response.status == 405 else "",
        "location": response.headers.get("Location", "") if response.status < 400 else "",
        "see": problem.documentation,
        "next": _next(response, credentials),
    }
    # Each is one line of text, whatever the server put into it.
    return {label: "\n".join(_clean(line) for line in text.split("\n")) for label, text in details.items()}


def _data(response: Response) -> Any:
    looks_like_json = response.body.lstrip()[:1] in (b"{", b"[", b'"')
    if "json" not in response.media_type and not looks_like_json:
        return None
    try:
        return response.json()
    except UnreadableResponse:
        return None


def _page(response: Response) -> Problem:
    from hypernav.http.answers.envelopes import Problem, text_of_page  # loaded at the first problem

    text = response.text()
    if "html" in response.media_type or text.lstrip()[:1] == "<":
        return Problem(message=text_of_page(text))
    return Problem(message=" ".join(text.split()))


def _request_id(response: Response, envelope: ErrorEnvelope | None) -> str:
    named = (envelope.request_id_header,) if envelope and envelope.request_id_header else ()
    for name in (*named, *_REQUEST_ID_HEADERS):
        value = response.headers.get(name, "")
        if value:
            return value
    return ""


def _next(response: Response, credentials: Credentials | None) -> str:
    status = response.status
    if status == 401 and credentials is not None and credentials.variables:
        # The last of three is a second factor, which few accounts have.
        names = _listed(credentials.variables[:2])
        argument = "auth=(user, password)" if credentials.kind == "basic" else "token=…"
        return f"give a credential that this API takes: connect(…, {argument}), or set {names} in the environment"
    if status < 400:
        return "the write was not repeated at the new place: send it there if that is what you want"
    if status >= 500 and status not in _NEXT:
        return "the server failed: try again later, and tell its operators the request id if there is one"
    waits = response.headers.get("Retry-After", "") if status in (403, 429) else ""
    if waits.isdecimal():
        return f"wait {waits} s, then go on"
    if status == 403 and response.headers.get("X-RateLimit-Remaining") == "0":
        return _LIMITED
    return _EXISTS if (status, response.method) == (409, "POST") else _NEXT.get(status, _REFUSED)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Client Error" if status < 500 else "Server Error"


def _shortened(text: str) -> str:
    text = _clean(text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text) - _LONGEST:,} characters more)"


def _clean(text: str) -> str:
    """Take out what would steer a terminal or turn a line around: the text is the server's."""
    return "".join(character if character.isprintable() else " " for character in text).strip()
