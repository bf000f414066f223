"""Waiting for something that goes on at the server: looks again and again, visibly, until it is finished."""

from __future__ import annotations

import math
from collections.abc import Iterator

from hypernav.documents.document import Document
from hypernav.errors import DeadlineExceeded, RelationNotFound
from hypernav.navigation.loading import refresh
from hypernav.navigation.naming import where
from hypernav.navigation.node import Address, Node, embedded_state
from hypernav.navigation.progress import Progress, progress_of
from hypernav.navigation.resolving import at_address, known, read, url_of
from hypernav.navigation.sources import fill
from hypernav.web.urls import is_readable, resolve

_FIRST = 1.0
_GROWTH = 1.5
_LONGEST = 30.0
_WATCHED = ("monitor", "status", "operation", "job", "task")


def wait(node: Node, timeout: float | None = None) -> Node:
    """Return a place once what it stands for is finished, well or not. **Sends** one GET for each look.

    Args:
        node: A job, a scan, an operation; or the answer to the write that began it.
        timeout: Seconds to wait at most, by the client's clock.

    Raises:
        DeadlineExceeded: It is still going on after ``timeout`` seconds.
        RelationNotFound: The answer to a write says that the work goes on, and not where to ask about it.
        RateLimited: The server asks to wait longer than ``max_wait``, and no ``timeout`` allows it.
    """
    client = node.session.client
    watched = _watched(node)
    began = client.clock.monotonic()
    state = known(watched)
    # What is known to be finished stays so; what went on when it was read may be finished by now.
    if state is None or state.method != "GET" or _progress(watched, state.document).state == "busy":
        refresh(watched)
    pause = _FIRST
    while True:
        document = read(watched).document
        progress = _progress(watched, document)
        if progress.state != "busy":
            return watched
        shown = where(watched, document)
        asked = client.asked_wait(document.headers, shown, document.status, timeout)
        left = math.inf if timeout is None else began + timeout - client.clock.monotonic()
        if timeout is not None and (left <= 0 or asked > left):
            raise _still(shown, progress, timeout)
        client.pause(asked or min(pause, left), f"{shown} is {progress.word or 'not finished'}")
        pause = min(_LONGEST, pause * _GROWTH)
        refresh(watched)


def failure(node: Node, document: Document) -> str:
    """Return what to say of a place whose work failed, by what its API declares; "" of any other. Sends nothing."""
    if node.session.declared(document.url).place.work is None or document.parent is not None:
        return ""
    progress = _progress(node, document)
    because = f": {progress.why}" if progress.why else ""
    return f"it failed ({progress.word}){because}" if progress.state == "failed" else ""


def _still(shown: str, progress: Progress, timeout: float) -> DeadlineExceeded:
    return DeadlineExceeded(
        f"It is not finished after {timeout:g} s: {progress.word or 'no end is stated'}.",
        where=shown,
        outcome="it goes on at the server; nothing was stopped",
        next=".wait() goes on waiting; .refresh() looks once",
    )


def _progress(node: Node, document: Document) -> Progress:
    return progress_of(document.data, node.session.declared(document.url).place.work, status=document.status)


def _watched(node: Node) -> Node:
    """Return the place to look at: itself, or what the answer to a write says, or its API declares of such answers."""
    own = embedded_state(node)
    if own is None or own.method == "GET":
        return node
    document = own.document
    for url in (*_stated(document), *_implied(node, document)):
        if url and is_readable(url):
            return at_address(node, Address(resolve(url, base=document.url), asked_by=".wait()"))
    if own.method == "POST" and url_of(node) == document.url and _progress(node, document).state == "busy":
        raise RelationNotFound(
            "The answer says that the work goes on, and names no place to ask about it.",
            where=where(node, document),
            next="look for what was begun at the place that lists it, then .wait() there",
        )
    return node


def _stated(document: Document) -> Iterator[str]:
    """Yield where the answer itself says to look: a header, or a link that is there for it."""
    yield from (document.headers.get(name, "") for name in ("Operation-Location", "Azure-AsyncOperation", "Location"))
    links = document.links
    yield from (links[rel][0].url for rel in _WATCHED if rel in links and not links[rel][0].templated)


def _implied(node: Node, document: Document) -> Iterator[str]:
    """Yield where the API is declared to tell of what a write began."""
    declared = node.session.declared(document.url)
    if declared.place.work is None or not declared.place.work.at:
        return
    fields = document.data if isinstance(document.data, dict) else {}
    stated = {**{name: str(value) for name, value in fields.items() if isinstance(value, str | int)}, **declared.values}
    path = fill(declared.place.work.at, stated)
    yield "" if "{" in path else path
