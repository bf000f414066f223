"""What the places of one navigator share: the client, the API's profile and what was read so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from weakref import WeakValueDictionary, ref

from hypernav import formats
from hypernav.copying import Unchanging, Unpicklable
from hypernav.documents.document import Document
from hypernav.documents.identity import IDENTIFIERS
from hypernav.documents.kept import Kept
from hypernav.errors import (
    HypernavError,
    NotAllowed,
    NotAuthenticated,
    RateLimited,
    ResponseError,
    UnknownAfterFailure,
    UnreadableResponse,
)
from hypernav.forking import Lock, renew_after_fork
from hypernav.http import Client, Response, problem_from
from hypernav.http.answers.body import weight_of
from hypernav.http.exchange import WRITTEN
from hypernav.http.retries import SAFE_METHODS
from hypernav.navigation.content import content_of
from hypernav.navigation.sources import RelationSource
from hypernav.navigation.state import State
from hypernav.options import Options
from hypernav.paging import Step, Trusted
from hypernav.profile import Declared, Profile
from hypernav.web.headers import Headers, cookie_names
from hypernav.web.urls import is_readable, path_of, resolve

_MOST_COOKIES = 5
_DOCUMENT, _VALUE = 4096, 64
"""Bytes that a document takes besides its data, and a value of its data on average."""
_NOT_DONE = frozenset({501, 505, 507, 511})
"""Failures of servers that say that nothing was done; after any other one, nobody knows (RFC 9110, 15.6)."""
_FAILED = "unknown: the server failed while it worked on the write"
_NOT_SAID = "unknown: such an answer to a write does not say whether it was done"
_READ_FIRST = "read the resource before sending it again; it was not sent twice"


class Session(Unchanging, Unpicklable):
    """Read and write documents of one API; each URL is read once until something touches it."""

    _not_pickled = "A session holds connections and credentials and is not pickled."

    def __init__(
        self,
        client: Client,
        *,
        root_url: str,
        profile: Profile,
        options: Options,
        sandbox: bool,
        make: Callable[[Any], Any],
        reserved: frozenset[str],
        sources: tuple[RelationSource, ...],
    ) -> None:
        """Begin with nothing read.

        Args:
            client: Sends the requests.
            root_url: Address of the entry document.
            profile: What is declared of the API; of a stranger, nothing but its name.
            options: Limits and display bounds.
            sandbox: Whether a simulated server answers.
            make: Makes what users hold of a node.
            reserved: Names that are methods of what users hold, and so no relations.
            sources: Who else knows relations of a document, besides the document itself.
        """
        self.client = client
        self.root_url = root_url
        self.profile = profile
        self.options = options
        self.sandbox = sandbox
        self.reserved = reserved
        self.sources = sources
        self.nodes: WeakValueDictionary[str, Any] = WeakValueDictionary()
        """URL to the one node that stands for it."""
        self.lock = Lock()
        """Held while something is made that threads are to share."""
        self._make = make
        self.visited: list[str] = []
        self.changes = 0
        """Writes so far, each of which may move the pages of a list."""
        self.made: dict[str, set[tuple[str, Any]]] = {}
        """By the path of a list, what tells apart the things that were posted to it: addresses and identifiers."""
        self.allowed_methods: dict[str, tuple[str, ...]] = {}
        self.kept: Kept[State] = Kept(options.memory_bytes)
        """What URLs answered."""
        self._cookies: dict[str, None] = {}
        """Names of the cookies that answers set, which are not kept: a refusal may come of that."""
        self._reader = formats.reader_for(profile.formats)
        renew_after_fork(self)
        self.trusted = Trusted(lambda url: self.declared(url).place.reads_by_post, client.own_headers)
        """What the next links of lists may ask for."""

    def start_anew(self) -> None:
        """Keep nothing of what was read: another thread may have been about to change it when this process began."""
        self.kept.clear()

    @property
    def name(self) -> str:
        """Return the API's name, or the host of a stranger."""
        return self.profile.name

    def declared(self, url: str) -> Declared:
        """Return what the profile declares of a URL, ``UNDECLARED`` where it is nothing."""
        return self.profile.declared(path_of(url))

    def wrap(self, node: Any) -> Any:
        """Return what users hold of a node, the same while somebody holds it."""
        held = node.face and node.face()
        if held is None:
            with self.lock:
                held = node.face and node.face()
                if held is None:
                    held = self._make(node)
                    node.face = ref(held)
        return held

    def hold(self, node: Any, held: Any) -> None:
        """Let what a user holds of a node be what is returned for it, as it is not yet for a member in passing."""
        with self.lock:
            if node.face is None or node.face() is None:
                node.face = ref(held)

    def wrap_all(self, nodes: Iterable[Any], *, passing: bool) -> Iterator[Any]:
        """Return what users hold of each node; of those that are made anew each time, made anew too."""
        return map(self._make if passing else self.wrap, nodes)

    def known(self, url: str) -> State | None:
        """Return what a URL answered earlier, or None. Sends nothing."""
        state = self.kept.get(url)
        return None if state is None or state.stale else state

    def shown(self, url: str) -> State | None:
        """Return what a URL answered earlier, be it that something in it was written to since. Sends nothing."""
        return self.kept.get(url)

    def read(self, url: str, *, asked_by: str = "") -> State:
        """Return what a URL answers. **Sends** one GET unless it is known."""
        return self.known(url) or self.read_again(url, asked_by=asked_by)

    def read_again(self, url: str, *, asked_by: str = "") -> State:
        """Return what a URL answers now. **Sends** one GET, conditional where a validator is known (RFC 9110, 13.1)."""
        held = self.kept.get(url)
        if held is not None and held.request is not None:
            held = None  # it answered a request with other headers, and may be another representation
        headers = _validators(held.document) if held else {}
        response = self.client.send("GET", url, headers=headers, asked_by=asked_by)
        if response.status == 304:
            if held is not None:
                held.stale = False
                return held
            raise UnreadableResponse(
                "The server says that nothing changed, but nothing was kept and nothing was asked for on condition.",
                where=f"GET {self.client.redact.url(url)}",
                asked_by=self.client.redact(asked_by),
            )
        document = self.document_of(response, asked_by=asked_by)
        return self._keep(url, State(document, memory_of(response)))

    def read_now(self, url: str, *, asked_by: str = "") -> State:
        """Return what a URL answers now, whatever was kept here or on the way. **Sends** one GET (RFC 9111, 5.2.1.4).

        A condition would not do: a date tells no two changes of one second apart.
        """
        headers = {"Cache-Control": "no-cache"}
        document, response = self.exchange("GET", url, headers=headers, body=None, asked_by=asked_by)
        return self._keep(url, State(document, memory_of(response)))

    def read_with(self, url: str, headers: Mapping[str, str], *, asked_by: str = "") -> State:
        """Return what a URL answers to a GET with further headers, and keep that. **Sends** one GET."""
        document, response = self.exchange("GET", url, headers=headers, body=None, asked_by=asked_by)
        return self._keep(url, State(document, len(response.body), Step(url, "GET", dict(headers))))

    def exchange(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes | None, asked_by: str
    ) -> tuple[Document, Response]:
        """Return the document that answers one request. **Sends** it; keeps nothing."""
        response = self.client.send(method, url, headers=headers, body=body, asked_by=asked_by)
        return self.document_of(response, asked_by=asked_by), response

    def write(self, method: str, url: str, *, headers: Mapping[str, str], body: bytes | None, asked_by: str) -> State:
        """Return what answers a write, and forget what it touched. **Sends** exactly one request, and its redirects.

        Raises:
            UnknownAfterFailure: The answer does not say whether it was done.
            UnreadableResponse: It was done, and its answer, or what the answer says to read instead, cannot be read.
        """
        response: Response | None = None
        try:
            response = self.client.send(method, url, headers=headers, body=body, asked_by=asked_by)
            if response.status == 304:
                raise self._problem(response, asked_by)  # of a write, it says neither that it was done nor that not
            document = self.document_of(response, asked_by=asked_by)
        except HypernavError as error:
            if isinstance(error, ResponseError) and response is not None and self._leaves_unknown(response):
                raise _unknown_after(error) from error
            elsewhere = response is not None and response.method == "GET"
            if (elsewhere or error.details.get("outcome") == WRITTEN) and not isinstance(error, UnreadableResponse):
                raise _done_elsewhere(error) from error
            raise
        finally:
            self.forget(url)
        self._note_made(method, response, document)
        # After a redirect the answer is another place's, which the write may have touched too.
        self.forget(document.url)
        for named in pointed_at(response.headers, document.url):
            self.forget(named)
        return State(document, method=response.method)

    def _note_made(self, method: str, response: Response, document: Document) -> None:
        """Keep in mind what a POST to a list made, to know it again there."""
        if method != "POST":
            return
        made = self.made.setdefault(path_of(response.url), set())
        made.update(("address", url) for url in (*pointed_at(response.headers, document.url), document.self_url) if url)
        if isinstance(document.data, dict):
            identifiers = ((name, document.data.get(name)) for name in IDENTIFIERS)
            made.update((name, value) for name, value in identifiers if type(value) in (str, int))

    def document_of(self, response: Response, *, asked_by: str = "") -> Document:
        """Return the document of a response, raising its problem first. Sends nothing."""
        if "set-cookie" in response.headers and len(self._cookies) < _MOST_COOKIES:
            self._cookies.update(dict.fromkeys(cookie_names(response.headers)))
        if not response.ok:
            raise self._problem(response, asked_by)
        try:
            content = content_of(response)
        except UnreadableResponse as error:
            self._say_where(error, response, asked_by)
            raise
        document = formats.read(response.url, response.status, response.headers, content, reader=self._reader)
        if type(content) is dict:
            document.keep_body(response.body)
        return document

    def _leaves_unknown(self, response: Response) -> bool:
        """Tell whether an answer leaves open whether a write was done: a failure may come from on the way there."""
        if response.method in SAFE_METHODS:
            return False
        said = _NOT_DONE | self.profile.not_done
        return response.status == 304 or (response.status >= 500 and response.status not in said)

    def forget_only(self, url: str) -> None:
        """Forget what one URL answered, and nothing else. Sends nothing."""
        self.kept.forget_only(url)

    def forget(self, url: str) -> None:
        """Forget what a write to a URL may have changed: the URL, what lies below it and the list that it is in."""
        self.changes += 1
        self.kept.forget(url, self._stays)

    def _stays(self, url: str, state: State) -> bool:
        """Mark a list that somebody holds: who goes through it by positions counts on them until it is refreshed."""
        node = self.nodes.get(url)
        held = node is not None and node.face is not None and node.face() is not None
        state.stale = held and state.document.members is not None
        return state.stale

    def _problem(self, response: Response, asked_by: str) -> Exception:
        error = problem_from(response, self.profile.errors, credentials=self.profile.credentials)
        if isinstance(error, RateLimited):
            error.resume_at = self.client.resume_at(response)
        if self._cookies and isinstance(error, NotAuthenticated | NotAllowed):
            named = ", ".join(islice(self._cookies, _MOST_COOKIES))
            error.details = {**error.details, "cookies": self.client.redact(f"{named}: set earlier, and not kept")}
        if asked_by:
            error.details = {**error.details, "asked by": self.client.redact(asked_by)}
        try:
            content = content_of(response)
        except UnreadableResponse:
            content = None
        error.document = formats.read(response.url, response.status, response.headers, content, reader=self._reader)
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

    def _keep(self, url: str, state: State) -> State:
        self.kept.put(url, state)
        self.visited.append(url)
        return state


def memory_of(response: Response) -> int:
    """Return about how many bytes the document of an answer takes: its values, and what goes with any document."""
    return _DOCUMENT + len(response.body) + _VALUE * weight_of(response.body)


def pointed_at(headers: Headers, url: str) -> Iterator[str]:
    """Yield where an answer says that what was written is, as far as that can be read (RFC 9110, 10.2.2 and 8.7)."""
    for name in ("Location", "Content-Location"):
        named = resolve(headers.get(name, ""), base=url)
        if name in headers and is_readable(named):
            yield named


def _unknown_after(error: ResponseError) -> UnknownAfterFailure:
    unknown = UnknownAfterFailure(error.what)
    unknown.__dict__.update(error.__dict__)
    outcome = _NOT_SAID if error.status == 304 else _FAILED
    kept = {label: text for label, text in error.details.items() if label != "next"}
    unknown.details = {**kept, "outcome": outcome, "next": _READ_FIRST}
    return unknown


def _done_elsewhere(error: HypernavError) -> UnreadableResponse:
    return UnreadableResponse(
        "The answer says that the write is done and where to read about it, and that cannot be read.",
        where=error.details.get("where", ""),
        because=error.what,
        outcome=WRITTEN,
        asked_by=error.details.get("asked by", ""),
    )


def _validators(document: Document) -> dict[str, str]:
    headers = document.headers
    validators = {"If-None-Match": headers.get("ETag"), "If-Modified-Since": headers.get("Last-Modified")}
    return {name: value for name, value in validators.items() if value}
