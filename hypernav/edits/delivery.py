"""Send one write and say exactly what became of it: done, refused, or unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from hypernav.copying import Unpicklable
from hypernav.documents.document import Document
from hypernav.edits.request import WriteRequest
from hypernav.edits.subject import Subject
from hypernav.errors import (
    ConnectionFailed,
    HypernavError,
    OutcomeUnknown,
    PatchError,
    ResponseError,
    UnreadableResponse,
)
from hypernav.forking import Lock
from hypernav.navigation.state import State
from hypernav.navigation.writing import forget_own

Progress = Literal["open", "unknown", "done"]
_REDIRECTED = "unknown: such a redirect does not say whether the write was done"
_CHECK = ".check() reads it back and says which; it is not sent again before that"


@dataclass(slots=True)
class Delivery(Unpicklable):
    """Keep what became of one write, so that it is never sent twice, nor pickled: it has no second copy elsewhere."""

    _not_pickled = "A change that is to be sent once is not pickled; pickle .data of a draft, .patch of a patch."
    state: Progress = "open"
    _beginning: Lock = field(default_factory=Lock, repr=False, compare=False)

    def begin(self) -> None:
        """Claim the one time that it is sent: of several threads, one gets it.

        Raises:
            PatchError: It was done, nobody knows whether it was, or another thread is sending it.
        """
        with self._beginning:
            self.require_open("The write")
            # Unknown until somebody says otherwise: an interrupt in the middle of it says nothing.
            self.state = "unknown"

    def require_open(self, what: str) -> None:
        """Refuse to send what was sent.

        Raises:
            PatchError: It was done, or nobody knows whether it was.
        """
        if self.state == "done":
            raise PatchError(
                f"{what} was sent already, and is done.",
                next="make a new one; .undo() of the result takes it back",
            )
        if self.state == "unknown":
            raise PatchError(f"{what} was sent, and nobody knows yet whether it was done.", next=_CHECK)


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what answered a write that was done; ``state`` is None where the answer cannot be read."""

    state: State | None
    note: str = ""


def deliver(subject: Subject, request: WriteRequest, delivery: Delivery, *, asked_by: str) -> Answer:
    """Return what answers a write that was done. **Sends** exactly one request, and nothing a second time.

    Raises:
        OutcomeUnknown: The answer was lost, or does not say whether it was done.
        PatchError: It was sent already, or another thread is sending it.
        ResponseError: The server refused it.
    """
    session = subject.session
    delivery.begin()
    try:
        state = session.write(
            request.method, request.url, headers=request.headers, body=request.content, asked_by=asked_by
        )
    except UnreadableResponse as error:
        delivery.state = "done"
        return Answer(None, f"the answer could not be read: {error.what}")
    except OutcomeUnknown as error:
        add(error, next=_CHECK)
        raise
    except ResponseError as error:
        if error.status in (301, 302):
            add(error, outcome=_REDIRECTED, next=_CHECK)
        else:
            delivery.state = "open"
        raise
    except (HypernavError, ValueError):
        delivery.state = "open"  # nothing left this machine
        raise
    finally:
        forget_own(subject.origin, subject.url)
    delivery.state = "done"
    return Answer(state)


def add(error: HypernavError, **details: str) -> None:
    """Put details at the end of an error's own, in the place of those of the same label."""
    labelled = {label.replace("_", " "): text for label, text in details.items()}
    kept = {label: text for label, text in error.details.items() if label not in labelled and label != "next"}
    following = {"next": labelled.pop("next", error.details.get("next", ""))}
    error.details = {label: text for label, text in {**kept, **labelled, **following}.items() if text}


def ask(subject: Subject, request: WriteRequest) -> Document:
    """Return the server's answer to a dry run, which changes nothing there. **Sends** one request.

    Raises:
        ConnectionFailed: The answer was lost.
        ResponseError: The server would refuse the change.
    """
    try:
        document, _ = subject.session.exchange(
            request.method, request.url, headers=request.headers, body=request.content, asked_by=".dry_run()"
        )
    except OutcomeUnknown as error:
        raise ConnectionFailed(
            "The answer to the dry run was lost. It was to change nothing.",
            where=error.details.get("where", ""),
            because=error.details.get("because", ""),
            next=".dry_run() again, or .preview(), which sends nothing",
        ) from error
    return document
