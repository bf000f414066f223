"""The simulated LaunchDarkly: authentication, versions, rate limits and the error envelope around its routes."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.asked import Asked
from hypernav.apis.launchdarkly.sandbox.changes.expire import expire
from hypernav.apis.launchdarkly.sandbox.data import account as data
from hypernav.apis.launchdarkly.sandbox.limits import limits
from hypernav.apis.launchdarkly.sandbox.refusals import forbidden, in_words, invalid, not_found
from hypernav.sandbox.api import Api
from hypernav.sandbox.app import Handler, Refusal, Reply
from hypernav.sandbox.gate import HeaderToken, Principal, admit
from hypernav.sandbox.identifiers import Numbering
from hypernav.sandbox.problems import Wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from werkzeug.wrappers import Request

    from hypernav.sandbox.clock import SandboxClock

CURRENT = 20240415
"""The version of the API that is served; those before it have come to their end of life."""
_OLD = ("20160426", "20191212", "20210729", "20220603")
_WRITES = ("POST", "PATCH", "PUT", "DELETE")
_TUNNELLED = ("PATCH", "PUT", "DELETE")
_READING: set[Handler] = set()


class LaunchDarkly(Api):
    """Simulate one LaunchDarkly account. Sends nothing.

    ``store`` holds its records and ``counters`` its rate limits; both may be changed while it runs.

    Arguments:
        clock: The clock; a standing one unless given.
    """

    name, title, origin, prefix = "launchdarkly", "LaunchDarkly", "https://launchdarkly.test", "/api/v2"
    package = "hypernav.apis.launchdarkly"
    access = HeaderToken(Principal("", data.TOKEN))
    limits = limits()

    def __init__(self, clock: SandboxClock | None = None) -> None:
        """Build the account."""
        super().__init__(clock)
        self.store = data.build(self.clock.milliseconds())
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
                return admit(request, token)
        raise Refusal(401, "Invalid access token", code="unauthorized")

    def before(self, request: Request, handler: Handler) -> None:
        """Count the request and check its version and the token's role.

        Raises:
            Refusal: 429, 400 or 403.
        """
        super().before(request, handler)
        expire(self.store, self.clock.milliseconds())
        call = Asked(self, request, {})
        if call.version in _OLD:
            raise invalid(f"API version {call.version} is no longer served. Use LD-API-Version: {CURRENT}")
        if call.version not in ("beta", str(CURRENT)):
            raise invalid(f"Invalid API version: {call.version!r}")
        if self.method(request) in _WRITES and handler not in _READING and call.principal.get("role") == "reader":
            raise forbidden()

    def invoke(self, handler: Handler, request: Request, values: Mapping[str, Any]) -> Any:
        """Call a handler with what is asked and the path's values.

        Raises:
            Refusal: The request cannot be done.
        """
        try:
            return handler(Asked(self, request, values), **values)
        except Wrong as wrong:
            raise self.refuse(wrong) from wrong

    def refuse(self, wrong: Wrong) -> Refusal:
        """Return the refusal of a request that cannot be done, in the vendor's codes and words."""
        return in_words(wrong)

    def error(self, refusal: Refusal) -> Reply:
        """Return a refusal in the vendor's envelope."""
        body = {"code": refusal.code, "message": refusal.message, "id": self._errors.uuid()}
        return Reply(body, refusal.status, refusal.headers)

    def unrouted(self, request: Request, allowed: Iterable[str]) -> Refusal:
        """Return 405 for a known path, 404 for an unknown one."""
        return super().unrouted(request, allowed) if any(allowed) else not_found()


def only_reads(handler: Handler) -> Handler:
    """Mark the handler of a POST that changes nothing."""
    _READING.add(handler)
    return handler
