"""Redirects (RFC 9110, 15.4): which request follows from an answer."""

from __future__ import annotations

from hypernav.errors import InsecureLink
from hypernav.http.answers.response import Response
from hypernav.http.origins import origin_of
from hypernav.http.request import Request
from hypernav.http.retries import SAFE_METHODS
from hypernav.web.redaction import redacted_url
from hypernav.web.urls import resolve

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_UNDONE = frozenset({307, 308})
_OF_THE_BODY = frozenset({"content-type", "content-language", "content-encoding", "if-match", "if-unmodified-since"})


def next_request(request: Request, response: Response) -> Request | None:
    """Return the request that a redirect asks for, or None where the answer is to be taken as it is.

    A safe method is repeated at the new place, whichever origin that is (whether it may be asked is checked when it
    is located), but a body stays with the origin that it was meant for. A write is never repeated at another origin.
    303 says that it is done and where to read about it; 307 and 308 say that it is not done and is to be repeated.
    After 301 and 302 nobody knows which of the two is meant, so the answer is returned.
    """
    location = response.headers.get("Location")
    if response.status not in _REDIRECTS or not location:
        return None
    reference = location.encode("latin-1").decode("utf-8", "replace")
    target = resolve(reference, base=response.url)
    same = _same_origin(target, response.url)
    asked_by = f"{response.status} redirect of {request.method} {redacted_url(response.url)}"
    if request.method in SAFE_METHODS:
        method = "GET" if response.status == 303 and request.method == "OPTIONS" else request.method
        body = request.body if same else None
        return Request(method, target, request.headers, body, asked_by)
    if not same:
        return None
    if response.status == 303:
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _OF_THE_BODY}
        return Request("GET", target, headers, None, asked_by)
    return request.to(target, asked_by=asked_by) if response.status in _UNDONE else None


def _same_origin(target: str, url: str) -> bool:
    try:
        return origin_of(target) == origin_of(url)
    except InsecureLink:
        return False
