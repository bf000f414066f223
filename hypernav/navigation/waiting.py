"""Waiting for something that goes on at the server: looks again and again, visibly, until it is finished."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hypernav import looking
from hypernav.address import At
from hypernav.errors import DeadlineExceeded
from hypernav.navigation.progress import Progress, progress_of
from hypernav.navigation.relations import fill
from hypernav.web.urls import is_readable, resolve

if TYPE_CHECKING:
    from hypernav.documents.document import Document
    from hypernav.profile import Place
    from hypernav.resource import Resource

_FIRST = 1.0
_GROWTH = 1.5
_LONGEST = 30.0
_WATCHED = ("monitor", "status", "operation", "job", "task")


def wait(place: Resource, timeout: float | None = None) -> Resource:
    """Return a place once what it stands for is finished, well or not. **Sends** one GET for each look.

    Args:
        place: A job, a scan, an operation; or the answer to the write that began it.
        timeout: Seconds to wait at most, by the client's clock.

    Raises:
        DeadlineExceeded: It is still going on after ``timeout`` seconds.
        RateLimited: The server asks to wait longer than ``max_wait``, and no ``timeout`` allows it.
    """
    client = place._connection.client
    watched = _watched(place)
    began = client.clock.monotonic()
    holding = looking.known(watched)
    # What is known to be finished stays so; what went on when it was read may be finished by now.
    if holding is None or holding.method != "GET" or _progress(watched, holding.document).state == "busy":
        watched.refresh()
    pause = _FIRST
    while True:
        document = looking.look(watched).document
        progress = _progress(watched, document)
        if progress.state != "busy":
            return watched
        shown = looking.where(watched, document)
        asked = client.asked_wait(document.headers, shown, document.status, timeout)
        left = math.inf if timeout is None else began + timeout - client.clock.monotonic()
        if timeout is not None and (left <= 0 or asked > left):
            raise _still(shown, progress, timeout)
        client.pause(asked or min(pause, left), f"{shown} is {progress.word or 'not finished'}")
        pause = min(_LONGEST, pause * _GROWTH)
        watched.refresh()


def failure(place: Resource, document: Document) -> str:
    """Return what to say of a place whose work failed, by what its API declares; "" of any other. Sends nothing."""
    declared = _declared(place, document.url)
    if declared is None or declared.work is None or document.parent is not None:
        return ""
    progress = _progress(place, document)
    because = f": {progress.why}" if progress.why else ""
    return f"it failed ({progress.word}){because}" if progress.state == "failed" else ""


def _still(shown: str, progress: Progress, timeout: float) -> DeadlineExceeded:
    return DeadlineExceeded(
        f"It is not finished after {timeout:g} s: {progress.word or 'no end is stated'}.",
        where=shown,
        outcome="it goes on at the server; nothing was stopped",
        next=".wait() goes on waiting; .refresh() looks once",
    )


def _progress(place: Resource, document: Document) -> Progress:
    declared = _declared(place, document.url)
    return progress_of(document.data, declared.work if declared else None, status=document.status)


def _declared(place: Resource, url: str) -> Place | None:
    profile = place._connection.profile
    found = profile.place(urlsplit(url).path) if profile else None
    return found[0] if found else None


def _watched(place: Resource) -> Resource:
    """Return the place to look at: itself, or what the answer to a write says, or its API declares of such answers."""
    own = place._own
    if own is None or own.method == "GET":
        return place
    document = own.document
    for url in (*_stated(document), *_implied(place, document)):
        if url and is_readable(url):
            at = At(resolve(url, base=document.url), asked_by=".wait()")
            return looking.canonical(type(place)(place._connection, at))
    return place


def _stated(document: Document) -> Iterator[str]:
    """Yield where the answer itself says to look: a header, or a link that is there for it."""
    yield from (document.headers.get(name, "") for name in ("Operation-Location", "Azure-AsyncOperation", "Location"))
    links = document.links
    yield from (links[rel][0].url for rel in _WATCHED if rel in links and not links[rel][0].templated)


def _implied(place: Resource, document: Document) -> Iterator[str]:
    """Yield where the API is declared to tell of what a write began."""
    profile = place._connection.profile
    found = profile.place(urlsplit(document.url).path) if profile else None
    if found is None or found[0].work is None or not found[0].work.at:
        return
    fields = document.data if isinstance(document.data, dict) else {}
    known = {**{name: str(value) for name, value in fields.items() if isinstance(value, str | int)}, **found[1]}
    path = fill(found[0].work.at, known)
    yield "" if "{" in path else path
