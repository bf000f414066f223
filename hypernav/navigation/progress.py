"""Whether what a document stands for is still going on, by the words of its API and by words that anybody uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from hypernav.documents.paths import value_at
from hypernav.missing import MISSING
from hypernav.profile import Work

_STATUS_NAMES = ("status", "state", "phase", "Status", "State")
_BUSY = frozenset(
    """running pending queued started starting inprogress processing progressing dispatched integrating submitted
    accepted waiting executing retry retrying initializing building stopping cancelling canceling""".split()
)
_FAILED = frozenset(
    """failed failure fail error errored aborted cancelled canceled timedout timeout rejected killed expired
    crashed""".split()
)
_LONGEST = 60

State = Literal["busy", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Hold how far something is: its state, and the word that says so."""

    state: State
    word: str = ""
    """What the document says; "" where it says nothing."""
    why: str = ""
    """What it says of a failure."""


def progress_of(data: Any, work: Work | None = None, *, status: int = 200) -> Progress:
    """Return how far what a document stands for is. Sends nothing.

    Args:
        data: The document.
        work: How its API tells; without it, the words that are usual tell.
        status: Status of the answer to a GET: 202 says that it is still going on (RFC 9110, 15.3.3).

    >>> progress_of({"status": "in_progress"}).state, progress_of({"status": "finished"}).state
    ('busy', 'done')
    >>> progress_of({"name": "operations/1"}, Work(status="done", absent="busy")).state
    'busy'
    """
    found = _declared(data, work) if work is not None and (work.busy or work.status != "status") else _usual(data)
    return Progress("busy", found.word or "accepted") if status == 202 and found.state == "done" else found


def _declared(data: Any, work: Work) -> Progress:
    word = value_at(data, work.status)
    if work.error and value_at(data, work.error) not in (MISSING, None, {}, ""):
        return Progress("failed", _text(word), _text(value_at(data, work.error)))
    if word is MISSING or word is None:
        return Progress(work.absent)
    if isinstance(word, bool):
        return Progress("done" if word else "busy", f"{work.status} is {str(word).lower()}")
    shown = _text(word)
    if shown.lower() in work.busy:
        return Progress("busy", shown)
    verdict = _text(value_at(data, work.verdict)) if work.verdict else ""
    failed = next((one for one in (shown, verdict) if one.lower() in work.failed), "")
    return Progress("failed", failed, _message(data)) if failed else Progress("done", shown)


def _usual(data: Any) -> Progress:
    for word in _words(data):
        folded = word.lower().replace("_", "").replace("-", "").replace(" ", "")
        if folded in _BUSY:
            return Progress("busy", word)
        return Progress("failed", word, _message(data)) if folded in _FAILED else Progress("done", word)
    return Progress("done")


def _words(data: Any) -> Iterator[str]:
    """Yield what members that usually tell say, one level deep."""
    if not isinstance(data, dict):
        return
    for name in _STATUS_NAMES:
        value = data.get(name)
        if isinstance(value, dict):
            yield from (_text(value[inner]) for inner in _STATUS_NAMES if isinstance(value.get(inner), str))
        elif isinstance(value, str):
            yield _text(value)


def _message(data: Any) -> str:
    named = (
        (data.get(name) for name in ("message", "error", "errorMessage", "detail")) if isinstance(data, dict) else ()
    )
    return next((_text(value) for value in named if isinstance(value, str) and value), "")


def _text(value: Any) -> str:
    if value is MISSING or value is None:
        return ""
    if isinstance(value, dict):
        value = value.get("message", value)
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… {len(text) - _LONGEST:,} more characters"
