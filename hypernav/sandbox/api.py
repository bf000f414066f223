"""The simulation of an API as a declaration: its data, its kinds of things, and the rules that only it has."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from werkzeug.wrappers import Request, Response

from hypernav.sandbox.app import Handler, Refusal, Routes, Sandbox
from hypernav.sandbox.bodies import compress
from hypernav.sandbox.call import Call
from hypernav.sandbox.clock import SandboxClock
from hypernav.sandbox.entities import Entity
from hypernav.sandbox.gate import Access, Anybody, Counters, Limit, admit, refuse_excess
from hypernav.sandbox.identifiers import Numbering
from hypernav.sandbox.operations import Operations
from hypernav.sandbox.pages import Batch
from hypernav.sandbox.patches import PatchRefused
from hypernav.sandbox.problems import Exceeded, Forbidden, Invalid, Missing, Overtaken, Taken, Unknown, Unmet, Wrong
from hypernav.sandbox.records import Records
from hypernav.sandbox.wsgi import SERVED

_USAGES = "hypernav.usages"


class Api(Sandbox):
    """Simulate an API that a subclass declares by the members below.

    ``tables`` holds its records and ``counters`` counts its requests; both may be changed while it runs.
    Handlers of ``more`` are entered into ``Routes("call")`` and called with a ``Call`` and the path's values.

    Arguments:
        clock: The clock; a standing one unless given.
    """

    name: str
    title: str
    origin: str
    prefix: str = ""
    """The path before all paths."""
    access: Access = Anybody()
    open_paths: frozenset[str] = frozenset()
    """Paths, prefix included, that anybody may ask for, such as that of a login."""
    limits: Sequence[Limit] = ()
    entities: Sequence[Entity] = ()
    more: Routes = Routes("call")
    """The routes that no entity has, without the prefix."""
    suffixes: Sequence[str] = ("",)
    """What may follow each path: ``("", ".json")``."""
    package: str = ""
    """The package that ships an index of the API's operations; those that are not served are answered with 501."""
    statuses: Mapping[str, int] = {"shape": 400, "parameter": 400, "body": 422}
    """Statuses of what is wrong with a request."""
    calls: type[Call] = Call
    """What handlers are given: a ``Call``, or a class of its own with what only this API's handlers need."""
    request_id_header: str = ""
    """The header that names each answer, if one does."""
    compressed_from: int | None = None
    """Bytes of a body from which on it is compressed for who takes that; None compresses nothing."""

    routes: Routes

    def __init_subclass__(cls) -> None:
        """Make the routes of an API: once for all sandboxes of it."""
        super().__init_subclass__()
        cls.routes = _routes(cls)

    def __init__(self, clock: SandboxClock | None = None) -> None:
        """Build the API's data."""
        kind = type(self)
        super().__init__(
            name=kind.name,
            title=kind.title,
            origin=kind.origin,
            routes=self.routes,
            credentials=self.access.credentials,
            clock=clock,
            operations=Operations.shipped(kind.package) if kind.package else None,
        )
        self.counters = Counters(self.limits)
        self.tables = self.build()
        self._numbering = Numbering(f"{kind.name} request")

    def build(self) -> Mapping[str, Records]:
        """Return the records that there are at first, by the name of their table."""
        return {}

    def many(self, call: Call, entity: Entity, batch: Batch, rows: list[Any]) -> Any:
        """Return the answer that holds one page of a list: the rows alone, unless overridden."""
        return rows

    def one(self, call: Call, entity: Entity, shown: Any) -> Any:
        """Return the answer that holds one record: the record, unless overridden."""
        return shown

    def unwrap(self, call: Call, entity: Entity, body: Any) -> Any:
        """Return the record that the body of a request holds: the body, unless overridden."""
        return body

    def refuse(self, wrong: Wrong) -> Refusal:
        """Return the refusal of a request that cannot be done, in the API's own words."""
        headers: dict[str, str] = {}
        members: dict[str, Any] = {}
        if isinstance(wrong, Invalid):
            members["fields"] = {problem.name: problem.what for problem in wrong.problems if problem.name}
        elif isinstance(wrong, Unknown) and wrong.challenge:
            headers["WWW-Authenticate"] = wrong.challenge
        elif isinstance(wrong, Exceeded) and wrong.wait is not None:
            headers["Retry-After"] = str(math.ceil(wrong.wait))
        return Refusal(self.status_of(wrong), str(wrong), code=wrong.code, headers=headers, **members)

    def status_of(self, wrong: Wrong) -> int:
        """Return the status of the refusal of a request that cannot be done."""
        if isinstance(wrong, Invalid):
            return self.statuses[wrong.where]
        if isinstance(wrong, Unmet):
            return wrong.status
        if isinstance(wrong, PatchRefused):
            return {"malformed": 400, "test": 409, "path": 422}[wrong.reason]
        known = {Missing: 404, Taken: 409, Overtaken: 409, Unknown: 401, Forbidden: 403, Exceeded: 429}
        return next((status for kind, status in known.items() if isinstance(wrong, kind)), 400)

    def authenticate(self, request: Request) -> None:
        """Find out who sent a request.

        Raises:
            Refusal: Nobody who is known did.
        """
        if request.path in self.open_paths:
            return
        try:
            admit(request, self.access.admit(request, self.clock.now()))
        except Wrong as wrong:
            raise self.refuse(wrong) from wrong

    def before(self, request: Request, handler: Handler) -> None:
        """Count a request.

        Raises:
            Refusal: It goes over a limit.
        """
        usages = self.counters.count(request, handler, self.clock.now())
        request.environ[_USAGES] = usages
        try:
            refuse_excess(usages, self.clock.now())
        except Wrong as wrong:
            raise self.refuse(wrong) from wrong

    def invoke(self, handler: Handler, request: Request, values: Mapping[str, Any]) -> Any:
        """Call a handler with a ``Call`` and the path's values.

        Raises:
            Refusal: The request cannot be done.
        """
        try:
            return handler(self.calls(self, request, values), **values)
        except Wrong as wrong:
            raise self.refuse(wrong) from wrong

    def finish(self, request: Request, response: Response) -> None:
        """Add what every answer carries: what limits leave, a name of its own, and compression."""
        # Who asks through a socket waits by the real clock, however long the sandbox's own has stood.
        ahead = time.time() - self.clock.now() if request.environ.get(SERVED) else 0.0
        for usage in request.environ.get(_USAGES, ()):
            response.headers.update(usage.limit.tell(replace(usage, reset=usage.reset + ahead)))
        if self.request_id_header:
            response.headers[self.request_id_header] = self._numbering.uuid()
        if self.compressed_from is not None:
            compress(request, response, self.compressed_from)


def _routes(kind: type[Api]) -> Routes:
    routes = Routes("call")
    entered = [route for entity in kind.entities for route in entity.routes()]
    for method, path, handler in [*entered, *kind.more.entries()]:
        for suffix in kind.suffixes:
            routes.add(method, kind.prefix + path + suffix)(handler)
    return routes
