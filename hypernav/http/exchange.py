"""The course of one request: attempts, waits and redirects."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

from hypernav.errors import (
    ConnectionFailed,
    HypernavError,
    OutcomeUnknown,
    RateLimited,
    ResponseError,
)
from hypernav.http.answers.decoding import collect
from hypernav.http.answers.response import Response
from hypernav.http.auth.access import Access
from hypernav.http.clock import Clock
from hypernav.http.ledger import Entry, Ledger
from hypernav.http.redirects import next_request
from hypernav.http.request import Request
from hypernav.http.retries import RETRIED_STATUSES, SAFE_METHODS, RetryBudget, backoff, stated_wait
from hypernav.http.transport import NotSent, RawResponse, Truncated
from hypernav.options import Options
from hypernav.profile import RateLimit
from hypernav.web.headers import Headers
from hypernav.web.redaction import Redactor

log = logging.getLogger("hypernav.http")

_READABLE_WAIT = 1.0
WRITTEN = "the write was done: only the answer to it cannot be read"
"""What an error says of its outcome where a write was done before it."""


Locate = Callable[[Request], tuple[Access, str]]
Fields = tuple[tuple[str, str], ...]
_KEPT_SETS = 64
"""Sets of header fields whose shown form is kept: most requests carry one of a few."""


class Exchanger:
    """Carry requests through attempts, waits and redirects."""

    def __init__(
        self,
        *,
        options: Options,
        rate_limit: RateLimit | None,
        clock: Clock,
        announce: Callable[[str], None],
        random: Callable[[], float],
        ledger: Ledger,
        redact: Redactor,
    ) -> None:
        """Keep what all requests share."""
        self._options = options
        self._rate_limit = rate_limit or RateLimit()
        self._clock = clock
        self._announce = announce
        self._random = random
        self._ledger = ledger
        self._redact = redact
        self._budget = RetryBudget()
        self._shown_headers: dict[Fields, Fields] = {}

    def run(self, request: Request, locate: Locate) -> Response:
        """Return the final answer to a request. **Sends** it, and what follows from it."""
        first, time_left = request, self._options.deadline
        redirects = 0
        try:
            while True:
                access, url = locate(request)
                response, time_left = self._attempts(request, access, url, time_left, "redirect" if redirects else "")
                following = next_request(request, response) if 300 < response.status < 309 else None
                if following is None:
                    return response
                redirects += 1
                if redirects > self._options.max_redirects:
                    raise self._too_many(response, f"{request.method} {url}")
                request = following
        except HypernavError as error:
            # A write leads to a reading by 303 alone, which says that it is done (RFC 9110, 15.4.4).
            if request.method in SAFE_METHODS and first.method not in SAFE_METHODS:
                error.details = {**error.details, "outcome": WRITTEN}
            raise

    def _too_many(self, response: Response, where: str) -> ResponseError:
        return ResponseError(
            f"More than {self._options.max_redirects} redirects.",
            status=response.status,
            where=where,
            to_allow="Options(max_redirects=…)",
        )

    def _attempts(
        self, request: Request, access: Access, url: str, time_left: float, note: str
    ) -> tuple[Response, float]:
        attempt = 1
        while True:
            began = time.monotonic()
            trouble: HypernavError | None = None
            response: Response | None = None
            try:
                response = self._once(request, access, url, began + time_left, note)
            except (ConnectionFailed, Truncated) as error:
                if request.method not in SAFE_METHODS:
                    raise
                trouble = error
            time_left -= time.monotonic() - began
            if response is not None and response.status not in RETRIED_STATUSES:
                self._budget.give_back()
                return response, time_left
            if request.method not in SAFE_METHODS and response is not None:
                return response, time_left
            wait = self._wait(response, attempt, f"{request.method} {url}")
            if attempt >= self._options.max_attempts or time_left <= 0 or not self._budget.take():
                if response is not None:
                    return response, time_left
                assert trouble is not None  # one of the two is there
                trouble.details = {**trouble.details, "attempts": str(attempt)}
                raise trouble
            self._sleep(wait, response, url)
            attempt += 1
            note = f"attempt {attempt}"

    def _wait(self, response: Response | None, attempt: int, where: str) -> float:
        """Return how long to wait before the next attempt; raise where that is too long."""
        usual = min(backoff(attempt, self._random), self._options.max_wait)
        if response is None:
            return usual
        limited = response.status == 429
        stated = stated_wait(response.headers, self._rate_limit, self._clock.now(), limited=limited)
        if stated > self._options.max_wait:
            raise self._too_long(stated, where, response.status)
        return stated or usual

    def _too_long(self, stated: float, where: str, status: int) -> RateLimited:
        resume_at = self._clock.now() + stated
        return RateLimited(
            f"The server asks to wait {_duration(stated)}, longer than max_wait ({_duration(self._options.max_wait)}).",
            resume_at=resume_at,
            where=where,
            status=status,
            answer=str(status),
            again_at=_moment(resume_at),
            to_wait="Options(max_wait=…)",
        )

    def asked_wait(self, headers: Headers, where: str, status: int, longest: float | None) -> float:
        """Return the seconds that an answer asks to wait before the next look, 0 where it asks nothing.

        Raises:
            RateLimited: They are more than ``longest``, or than ``max_wait`` where that is None.
        """
        stated = stated_wait(headers, self._rate_limit, self._clock.now(), limited=False)
        if longest is None and stated > self._options.max_wait:
            raise self._too_long(stated, where, status)
        return stated

    def pause(self, seconds: float, why: str) -> None:
        """Wait, saying why where it takes longer than a second; an interrupt ends it at once."""
        if seconds > _READABLE_WAIT:
            self._announce(f"{self._redact(why)}: waiting {_duration(seconds)}, then looking again")
        self._clock.sleep(seconds)

    def resume_at(self, response: Response) -> float:
        """Return when sending may go on, in epoch seconds; 0 where an answer does not state it."""
        now = self._clock.now()
        stated = stated_wait(response.headers, self._rate_limit, now, limited=True)
        return now + stated if stated else 0.0

    def _sleep(self, wait: float, response: Response | None, url: str) -> None:
        if wait > _READABLE_WAIT:
            why = f"answered {response.status}" if response is not None else "cannot be reached"
            host = url.split("/", 3)[2]
            self._announce(f"{self._redact(host)} {why}: waiting {_duration(wait)}, then trying again")
        self._clock.sleep(wait)

    def _once(self, request: Request, access: Access, url: str, deadline: float, note: str) -> Response:
        """Return the answer to one exchange, written down. **Sends** one request."""
        began = self._clock.monotonic()
        fields = access.headers(request.method, url, request.headers)
        status = 0
        raw: RawResponse | None = None
        response: Response | None = None
        try:
            raw = access.transport.exchange(request.method, url, fields, request.body, deadline)
            status = raw.status
            headers = Headers(raw.headers)
            coding = headers.get("Content-Encoding", "") if "content-encoding" in headers else ""
            body = collect(raw.body, coding, self._options.max_body_bytes, self._options.max_expansion)
            elapsed = self._clock.monotonic() - began
            response = Response(
                status,
                headers,
                url,
                body,
                method=request.method,
                elapsed=elapsed,
                options=self._options,
                redact=self._redact,
            )
            return response
        except HypernavError as error:
            note = type(error).__name__
            error.details = {"where": f"{request.method} {self._redact.url(url)}", **error.details}
            if request.method in SAFE_METHODS or isinstance(error, NotSent) or error.details.get("sent") == "nothing":
                raise
            raise _unknown(error, status) from error
        except (KeyboardInterrupt, SystemExit):
            note = "interrupted" if request.method in SAFE_METHODS else "interrupted, outcome unknown"
            raise
        finally:
            if raw is not None and response is None:
                _close(raw)
            size = len(response.body) if response is not None else 0
            self._record(request, url, status, began, size, note, tuple(fields))

    def _record(
        self, request: Request, url: str, status: int, began: float, size: int, note: str, fields: Fields
    ) -> None:
        shown = self._redact.url(url)
        milliseconds = (self._clock.monotonic() - began) * 1000
        headers = self._shown_headers.get(fields)
        if headers is None:
            headers = tuple((name, self._redact.header(name, value)) for name, value in fields)
            if len(self._shown_headers) >= _KEPT_SETS:
                self._shown_headers.clear()
            self._shown_headers[fields] = headers
        self._ledger.record(Entry(request.method, shown, status, milliseconds, size, False, note, headers))
        if log.isEnabledFor(logging.DEBUG):
            log.debug("%s %s %s %.0f ms %d bytes %s", request.method, shown, status or "-", milliseconds, size, note)


def _close(raw: RawResponse) -> None:
    """Give up a body that was not read to its end, and with it its connection."""
    close = getattr(raw.body, "close", None)
    if close is not None:
        close()


def _unknown(error: HypernavError, status: int) -> OutcomeUnknown:
    answered = f" after it began with status {status}" if status else ""
    return OutcomeUnknown(
        f"The write was sent and its answer was lost{answered}: it may or may not have happened.",
        where=error.details.get("where", ""),
        because=error.what,
        next="read the resource before sending it again; it was not sent twice",
    )


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.3g} s"
    if seconds < 7200:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.0f} h" if seconds < 172800 else f"{seconds / 86400:.0f} days"


def _moment(epoch: float) -> str:
    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
