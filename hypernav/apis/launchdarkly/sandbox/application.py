"""The simulated LaunchDarkly: authentication, versions, rate limits and the error envelope around its routes."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from hypernav.apis.launchdarkly.sandbox.data import account as data
from hypernav.apis.launchdarkly.sandbox.limits import limits
from hypernav.apis.launchdarkly.sandbox.log import Happening, write
from hypernav.apis.launchdarkly.sandbox.refusals import forbidden, invalid, not_found, rate_limited, unauthorized
from hypernav.sandbox.app import Handler, Refusal, Reply, Routes, Sandbox
from hypernav.sandbox.gate import Counters, refuse_excess
from hypernav.sandbox.identifiers import Numbering
from hypernav.sandbox.operations import Operations
from hypernav.sandbox.problems import Exceeded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.wrappers import Request, Response

    from hypernav.apis.launchdarkly.sandbox.store import Record
    from hypernav.sandbox.clock import SandboxClock

VERSIONS = (20160426, 20191212, 20210729, 20220603, 20240415)
CURRENT = VERSIONS[-1]
_WRITES = ("POST", "PATCH", "PUT", "DELETE")
_TUNNELLED = ("PATCH", "PUT", "DELETE")
_BETA: set[Handler] = set()
_READING: set[Handler] = set()


class LaunchDarkly(Sandbox):
    """Simulate one LaunchDarkly account. Sends nothing.

    ``store`` holds its records and ``counters`` its rate limits; both may be changed while it runs.

    Arguments:
        routes: The handlers.
        clock: The clock; a standing one unless given.
    """

    def __init__(self, routes: Routes, clock: SandboxClock | None = None) -> None:
        """Build the account."""
        super().__init__(
            name="launchdarkly",
            title="LaunchDarkly",
            origin="https://launchdarkly.test",
            routes=routes,
            credentials={"token": data.TOKEN},
            clock=clock,
            operations=Operations.shipped("hypernav.apis.launchdarkly"),
        )
        self.store = data.build(self.clock.milliseconds())
        self.counters = Counters(limits())
        self._errors = Numbering("launchdarkly error")

    def method(self, request: Request) -> str:
        """Return the method, which a POST may override."""
        override = request.headers.get("X-HTTP-Method-Override", "").strip().upper()
        return override if request.method == "POST" and override in _TUNNELLED else request.method

    def authenticate(self, request: Request) -> None:
        """Find the access token of a request.

        Raises:
            Refusal: There is none, or it is an SDK key, carries a scheme word, or is unknown.
        """
        given = request.headers.get("Authorization", "").encode()
        for token in self.store.tokens.values():
            if hmac.compare_digest(given, token["secret"].encode()):
                request.environ["launchdarkly.token"] = token
                return
        raise unauthorized()

    def before(self, request: Request, handler: Handler) -> None:
        """Count the request and check its version and the token's role.

        Raises:
            Refusal: 429, 400 or 403.
        """
        self._count(request, handler)
        version = request.headers.get("LD-API-Version", str(self.token(request)["defaultApiVersion"])).strip()
        if version != "beta" and version not in map(str, VERSIONS):
            raise invalid(f"Invalid API version: {version!r}")
        request.environ["launchdarkly.version"] = version
        if handler in _BETA and version != "beta":
            raise forbidden("This is a beta resource: use the header LD-API-Version: beta")
        if self.method(request) in _WRITES and handler not in _READING and self.token(request)["role"] == "reader":
            raise forbidden()

    def _count(self, request: Request, handler: Handler) -> None:
        usages = self.counters.count(request, handler, self.clock.now())
        request.environ["launchdarkly.usages"] = usages
        try:
            refuse_excess(usages, self.clock.now())
        except Exceeded as excess:
            raise rate_limited(excess.wait) from None

    def token(self, request: Request) -> Record:
        """Return the access token that a request was authenticated with."""
        found: Record = request.environ["launchdarkly.token"]
        return found

    def version(self, request: Request) -> str:
        """Return the API version that a request asks for."""
        return str(request.environ["launchdarkly.version"])

    def log(self, request: Request, happening: Happening) -> Record:
        """Write what a request did to the audit log."""
        token = self.token(request)
        return write(self.store, happening, self.clock.milliseconds(), token["memberId"], token["_id"])

    def error(self, refusal: Refusal) -> Reply:
        """Return a refusal in the vendor's envelope."""
        body = {"code": refusal.code, "message": refusal.message, "id": self._errors.uuid()}
        return Reply(body, refusal.status, refusal.headers)

    def unrouted(self, request: Request, allowed: Iterable[str]) -> Refusal:
        """Return 405 for a known path, 404 for an unknown one."""
        return super().unrouted(request, allowed) if any(allowed) else not_found()

    def finish(self, request: Request, response: Response) -> None:
        """Add the rate limit headers."""
        for usage in request.environ.get("launchdarkly.usages", ()):
            response.headers.update(usage.limit.tell(usage))


def beta(handler: Handler) -> Handler:
    """Mark a handler as a beta resource, which needs the header ``LD-API-Version: beta``."""
    _BETA.add(handler)
    return handler


def only_reads(handler: Handler) -> Handler:
    """Mark the handler of a POST that changes nothing."""
    _READING.add(handler)
    return handler
