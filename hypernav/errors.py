"""Everything that hypernav raises.

::

    HypernavError
    ├─ ConnectionFailed (OSError) · DeadlineExceeded (TimeoutError)
    ├─ ResponseError (.status .code .message .request_id .problem .document)
    │   ├─ RateLimited (.resume_at) · NotAuthenticated · NotAllowed · NotFound · Conflict · Invalid (.fields)
    ├─ OutcomeUnknown → UnknownAfterFailure (ResponseError)
    ├─ AnswerContradicts (.effect .done)
    ├─ UnreadableResponse (ValueError)
    ├─ ForeignOrigin (PermissionError) · InsecureLink (PermissionError) · SendingRefused (RuntimeError, AttributeError)
    ├─ RelationNotFound (AttributeError, KeyError) · AmbiguousRelation (LookupError)
    ├─ FieldNotFound (KeyError) · MemberNotFound (LookupError) · NotACollection (TypeError) · PagesMoved (RuntimeError)
    ├─ AnswerContradicts
    ├─ TemplateError (ValueError)
    ├─ SearchError (ValueError) → UnknownField · UnknownOperator · WrongValue · NotExpressible
    ├─ PatchError (ValueError) → PatchConflict · UnknownInstruction (ValueError, AttributeError)
    └─ ProfileError (ValueError) · UnknownTarget (ValueError) · MissingExtra (ImportError)

    AnswerWarning (UserWarning): nothing was raised, and an answer is not what it looks like

A message says what happened in its first line; the lines below say where, what was sent and what to do next.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Protocol

from hypernav.visible import shown

_LABEL_WIDTH = 11


class HypernavError(Exception):
    """Base of all errors of hypernav: one line of what happened, then labelled details.

    >>> print(HypernavError("No answer.", where="GET /x", next="Try again later."))
    No answer.
      where      GET /x
      next       Try again later.
    """

    def __init__(self, what: str = "", **details: str) -> None:
        """Keep the headline and the details; underscores in a label are shown as spaces."""
        super().__init__(what)
        self.what = what
        self.details: Mapping[str, str] = {key.replace("_", " "): text for key, text in details.items() if text}

    def __str__(self) -> str:
        """Return the headline and, below it, one line a detail, as they may be shown."""
        lines = [shown(self.what)]
        for label, text in self.details.items():
            first, *more = shown(text).split("\n")
            lines.append(f"  {label + ' ':<{_LABEL_WIDTH}}{first}".rstrip())
            lines.extend(f"  {'':<{_LABEL_WIDTH}}{line}".rstrip() for line in more)
        return "\n".join(lines)

    def __repr__(self) -> str:
        """Return the kind and the headline as it may be shown."""
        return f"{type(self).__name__}({shown(self.what)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive pickling with all attributes."""
        return _rebuild, (type(self), self.what, self.__dict__)

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows: the reader's own frames and the message; ``traceback.print_last()`` has all."""
        shell = sys.modules["IPython"].get_ipython()
        shown = _rebuild(type(self), self.what, self.__dict__)
        shown.__suppress_context__ = True
        lines: list[str] = shell.InteractiveTB.structured_traceback(type(self), shown, _before_us(self.__traceback__))
        return lines


def _before_us(trace: TracebackType | None) -> TracebackType | None:
    """Return the part of a traceback that leads to the first frame of this package."""
    if trace is None or str(trace.tb_frame.f_globals.get("__name__", "")).partition(".")[0] == __package__:
        return None
    return TracebackType(_before_us(trace.tb_next), trace.tb_frame, trace.tb_lasti, trace.tb_lineno)


def _rebuild(kind: type[HypernavError], what: str, state: dict[str, Any]) -> HypernavError:
    error = kind.__new__(kind)
    Exception.__init__(error, what)
    error.__dict__.update(state)
    return error


class ConnectionFailed(HypernavError, OSError):
    """The server could not be reached, or the connection broke before an answer came."""


class DeadlineExceeded(HypernavError, TimeoutError):
    """An exchange took longer than its connect, read or total limit."""


class ErrorDocument(Protocol):
    """The document that came with an error, of which only the links are asked here."""

    @property
    def links(self) -> Mapping[str, Any]:
        """Return the links of the document."""


class ResponseError(HypernavError):
    """An answer with a 4xx or 5xx status, in whatever envelope the API uses."""

    def __init__(
        self,
        what: str = "",
        *,
        status: int = 0,
        code: str = "",
        message: str = "",
        request_id: str = "",
        fields: Mapping[str, str] | None = None,
        problem: Mapping[str, Any] | None = None,
        **details: str,
    ) -> None:
        """Keep the parts of the problem; ``problem`` is the decoded body where it was an object."""
        super().__init__(what, **details)
        self.status = status
        self.code = code
        self.message = message
        self.request_id = request_id
        self.fields: Mapping[str, str] = dict(fields or {})
        self.problem: Mapping[str, Any] = dict(problem or {})
        self.document: ErrorDocument | None = None

    @property
    def links(self) -> Mapping[str, Any]:
        """Return the links of the error's body, which stay navigable."""
        return self.document.links if self.document is not None else {}


class RateLimited(ResponseError):
    """429, or an answer that asks to wait longer than ``max_wait``.

    ``resume_at`` is the time to go on, in epoch seconds; 0 where the server does not say.
    """

    def __init__(self, what: str = "", *, resume_at: float = 0.0, **parts: Any) -> None:
        """Keep the time at which sending may go on, and the parts of the problem."""
        super().__init__(what, **parts)
        self.resume_at = resume_at


class NotAuthenticated(ResponseError):
    """401: no credential, or one that the server does not take."""


class NotAllowed(ResponseError):
    """403 or 405: the credential may not do this, or the place does not take the method."""


class NotFound(ResponseError):
    """404 or 410: nothing is there, or nothing that this credential may see."""


class Conflict(ResponseError):
    """409 or 412, or found before a write: somebody else changed the resource first, or its state does not allow it.

    A draft that was not taken because somebody was first keeps what it began with in ``base``, what it was to be in
    ``mine``, and what is there now in ``theirs``; these are None where nothing changed there.
    """

    base: Any = None
    theirs: Any = None
    mine: Any = None


class Invalid(ResponseError):
    """400, 413, 415 or 422: the server does not accept what was sent; ``fields`` says which parts."""


class OutcomeUnknown(HypernavError):
    """A write was sent and its answer was lost: it may or may not have happened."""


class UnknownAfterFailure(ResponseError, OutcomeUnknown):
    """An answer to a write that does not say whether it was done, such as 502, 503, 504 or 304."""


class AnswerContradicts(HypernavError):
    """With ``strict``: the answer breaks what was asked. ``effect`` says what; ``done`` holds a write that was done."""

    effect: Any = None
    done: Any = None


class UnreadableResponse(HypernavError, ValueError):
    """A body that is truncated, too large, too deep, or not what it claims to be."""


class ForeignOrigin(HypernavError, PermissionError):
    """A link or redirect leads to another origin; refused before sending."""


class InsecureLink(HypernavError, PermissionError):
    """A link or redirect leads from https to http, or to another scheme; refused before sending."""


class SendingRefused(HypernavError, RuntimeError, AttributeError):
    """Something that only looks (a completer, an inspector) would have sent a request.

    It is an ``AttributeError`` too, so that tools that read every attribute take it for a missing one and go on.
    """


class RelationNotFound(HypernavError, AttributeError, KeyError):
    """A place has no relation of that name."""

    __str__ = HypernavError.__str__


class AmbiguousRelation(HypernavError, LookupError):
    """A relation has several links and nothing says which one is meant."""


class FieldNotFound(HypernavError, KeyError):
    """The document has no such member."""

    __str__ = HypernavError.__str__


class MemberNotFound(HypernavError, LookupError):
    """No member of the collection matches."""


class PagesMoved(HypernavError, RuntimeError):
    """Writes may have moved the pages of a list that is being read, and its members cannot be told apart."""


class NotACollection(HypernavError, TypeError):
    """The document at a place is one thing and has no members to iterate."""


class TemplateError(HypernavError, ValueError):
    """A URI template lacks values, or a value would lead out of it."""


class SearchError(HypernavError, ValueError):
    """A search or selection that cannot be understood."""


class UnknownField(SearchError):
    """A search names a field that the API does not search by."""


class UnknownOperator(SearchError):
    """A search uses an operator that the field does not have."""


class WrongValue(SearchError):
    """A search gives an operator a value of another type, one that is not enumerated, or bounds that are no range."""


class NotExpressible(SearchError):
    """A part of a search that the API's own way of searching cannot say; ``part`` is its expression."""

    part: Any = None


class PatchError(HypernavError, ValueError):
    """A patch or an edit that cannot be written, or cannot be applied."""


class PatchConflict(PatchError):
    """A patch whose test does not hold, or two edits that change the same place.

    Of a test, ``pointer`` is the place, ``expected`` and ``found`` are its values. Of edits, ``overlaps`` holds the
    places, each with its ``base``, ``mine`` and ``theirs``.
    """

    pointer: str = ""
    expected: Any = None
    found: Any = None
    overlaps: tuple[Any, ...] = ()


class UnknownInstruction(PatchError, AttributeError):
    """A semantic patch names an instruction that the API does not have."""


class ProfileError(HypernavError, ValueError):
    """A declaration of an API that cannot be meant."""


class UnknownTarget(HypernavError, ValueError):
    """``connect`` was given neither the name of a known API nor a URL."""


class MissingExtra(HypernavError, ImportError):
    """A feature needs an optional dependency that is not installed."""


class AnswerWarning(UserWarning):
    """A list that was cut, or an answer that contradicts what was asked; said once a list, search or write."""
