"""What the places of one navigator share: the client, the API's profile and what was read so far."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from hypernav import formats
from hypernav.errors import HypernavError, RateLimited, UnreadableResponse
from hypernav.http import Client, Response, problem_from
from hypernav.http.exchange import WRITTEN
from hypernav.options import Options
from hypernav.profile import Profile
from hypernav.web.headers import Headers
from hypernav.web.urls import is_readable, resolve

if TYPE_CHECKING:
    from hypernav.documents.document import Document
    from hypernav.navigation.pages import Pages
    from hypernav.paging import Step
    from hypernav.resource import Resource

READABLE_TYPES = ("application/json", "text/json")


class Holding:
    """Keep what one URL answered: the document, its pages so far, places near it and the copy that is the user's."""

    __slots__ = ("copy", "document", "method", "near", "pages", "request", "size")

    def __init__(self, document: Document, size: int = 0, request: Step | None = None, method: str = "GET") -> None:
        self.document = document
        self.size = size
        self.request = request
        self.method = request.method if request is not None else method
        self.pages: Pages | None = None
        self.near: dict[str, Resource] | None = None
        self.copy: Any = None


class Connection:
    """Read and write documents of one API; each URL is read once until something touches it."""

    def __init__(
        self, client: Client, *, root_url: str, profile: Profile | None, options: Options, name: str, sandbox: bool
    ) -> None:
        """Begin with nothing read. Sends nothing."""
        self.client = client
        self.root_url = root_url
        self.profile = profile
        self.options = options
        self.name = name
        self.sandbox = sandbox
        self.places: WeakValueDictionary[str, Resource] = WeakValueDictionary()
        self.visited: list[str] = []
        self.allowed_methods: dict[str, tuple[str, ...]] = {}
        self._holdings: OrderedDict[str, Holding] = OrderedDict()
        self._size = 0
        self._accept = {"Accept": formats.accept_header()}

    def known(self, url: str) -> Holding | None:
        """Return what a URL answered earlier, or None. Sends nothing."""
        return self._holdings.get(_key(url))

    def read(self, url: str, *, asked_by: str = "") -> Holding:
        """Return what a URL answers. **Sends** one GET unless it is known."""
        holding = self._holdings.get(_key(url))
        return holding if holding is not None else self.read_again(url, asked_by=asked_by)

    def read_again(self, url: str, *, asked_by: str = "") -> Holding:
        """Return what a URL answers now. **Sends** one GET, conditional where a validator is known (RFC 9110, 13.1)."""
        held = self._holdings.get(_key(url))
        headers = {**self._accept, **(_validators(held.document) if held else {})}
        response = self.client.send("GET", url, headers=headers, asked_by=asked_by)
        if response.status == 304:
            if held is not None:
                return held
            raise UnreadableResponse(
                "The server says that nothing changed, but nothing was kept and nothing was asked for on condition.",
                where=f"GET {self.client.redact.url(url)}",
                asked_by=self.client.redact(asked_by),
            )
        document = self.document_of(response, asked_by=asked_by)
        return self._keep(url, Holding(document, len(response.body)))

    def read_now(self, url: str, *, asked_by: str = "") -> Holding:
        """Return what a URL answers now, whatever was kept here or on the way. **Sends** one GET (RFC 9111, 5.2.1.4).

        A condition would not do: a date tells no two changes of one second apart.
        """
        headers = {"Cache-Control": "no-cache"}
        document, response = self.exchange("GET", url, headers=headers, body=None, asked_by=asked_by)
        return self._keep(url, Holding(document, len(response.body)))

    def exchange(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes | None, asked_by: str
    ) -> tuple[Document, Response]:
        """Return the document that answers one request. **Sends** it; keeps nothing."""
        response = self.client.send(method, url, headers={**self._accept, **headers}, body=body, asked_by=asked_by)
        return self.document_of(response, asked_by=asked_by), response

    def write(self, method: str, url: str, *, headers: Mapping[str, str], body: bytes | None, asked_by: str) -> Holding:
        """Return what answers a write, and forget what it touched. **Sends** exactly one request, and its redirects.

        Raises:
            UnreadableResponse: It was done, and its answer, or what the answer says to read instead, cannot be read.
        """
        response: Response | None = None
        try:
            response = self.client.send(method, url, headers={**self._accept, **headers}, body=body, asked_by=asked_by)
            document = self.document_of(response, asked_by=asked_by)
        except HypernavError as error:
            elsewhere = response is not None and response.method == "GET"
            if (elsewhere or error.details.get("outcome") == WRITTEN) and not isinstance(error, UnreadableResponse):
                raise _done_elsewhere(error) from error
            raise
        finally:
            self.forget(url)
        # After a redirect the answer is another place's, which the write may have touched too.
        self.forget(document.url)
        for named in pointed_at(response.headers, document.url):
            self.forget(named)
        return Holding(document, method=response.method)

    def document_of(self, response: Response, *, asked_by: str = "") -> Document:
        """Return the document of a response, raising its problem first. Sends nothing."""
        if not response.ok:
            raise self._problem(response, asked_by)
        try:
            content = content_of(response)
        except UnreadableResponse as error:
            self._say_where(error, response, asked_by)
            raise
        return formats.read(response.url, response.status, response.headers, content)

    def forget_only(self, url: str) -> None:
        """Forget what one URL answered, and nothing else. Sends nothing."""
        held = self._holdings.pop(_key(url), None)
        if held is not None:
            self._size -= held.size

    def forget(self, url: str) -> None:
        """Forget what a write to a URL may have changed: the URL, what lies below it and the list that it is in."""
        touched = urlsplit(url)
        path = touched.path.rstrip("/")
        parent = path.rpartition("/")[0]
        for key in list(self._holdings):
            held = urlsplit(key)
            held_path = held.path.rstrip("/")
            near = held_path in (path, parent) or held_path.startswith(path + "/")
            if near and held.netloc == touched.netloc:
                self._size -= self._holdings.pop(key).size

    def _problem(self, response: Response, asked_by: str) -> Exception:
        profile = self.profile
        error = problem_from(
            response, profile.errors if profile else None, credentials=profile.credentials if profile else None
        )
        if isinstance(error, RateLimited):
            error.resume_at = self.client.resume_at(response)
        if asked_by:
            error.details = {**error.details, "asked by": self.client.redact(asked_by)}
        try:
            content = content_of(response)
        except UnreadableResponse:
            content = None
        error.document = formats.read(response.url, response.status, response.headers, content)
        return error

    def _say_where(self, error: UnreadableResponse, response: Response, asked_by: str) -> None:
        wrote = response.method not in ("GET", "HEAD", "OPTIONS")
        details = {
            "where": f"{response.method} {self.client.redact.url(response.url)}",
            "answer": f"{response.status}, {response.media_type or 'of no stated media type'}",
            **error.details,
            "outcome": WRITTEN if wrote else "",
            "asked by": asked_by,
        }
        error.details = {label: self.client.redact(text) for label, text in details.items() if text}

    def _keep(self, url: str, holding: Holding) -> Holding:
        key = _key(url)
        before = self._holdings.pop(key, None)
        self._size += holding.size - (before.size if before else 0)
        self._holdings[key] = holding
        self.visited.append(url)
        while self._size > self.options.memory_bytes and len(self._holdings) > 1:
            self._size -= self._holdings.popitem(last=False)[1].size
        return holding


def pointed_at(headers: Headers, url: str) -> Iterator[str]:
    """Yield where an answer says that what was written is, as far as that can be read (RFC 9110, 10.2.2 and 8.7)."""
    for name in ("Location", "Content-Location"):
        named = resolve(headers.get(name, ""), base=url)
        if name in headers and is_readable(named):
            yield named


def _done_elsewhere(error: HypernavError) -> UnreadableResponse:
    return UnreadableResponse(
        "The answer says that the write is done and where to read about it, and that cannot be read.",
        where=error.details.get("where", ""),
        because=error.what,
        outcome=WRITTEN,
        asked_by=error.details.get("asked by", ""),
    )


def content_of(response: Response) -> Any:
    """Return the decoded body: JSON where it says or looks so, otherwise text, bytes or None. Sends nothing."""
    if not response.body:
        return None
    media_type = response.media_type
    if media_type in READABLE_TYPES or media_type.endswith("+json"):
        return response.json()
    if media_type in ("", "text/plain", "application/octet-stream") and response.body.lstrip()[:1] in (b"{", b"["):
        try:
            return response.json()
        except UnreadableResponse:
            return response.text() if media_type == "text/plain" else response.body
    if media_type.startswith("text/") or media_type.endswith(("xml", "yaml", "javascript", "ndjson", "jsonlines")):
        return response.text()
    return response.body


def _validators(document: Document) -> dict[str, str]:
    headers = document.headers
    validators = {"If-None-Match": headers.get("ETag"), "If-Modified-Since": headers.get("Last-Modified")}
    return {name: value for name, value in validators.items() if value}


def _key(url: str) -> str:
    return url.partition("#")[0]
