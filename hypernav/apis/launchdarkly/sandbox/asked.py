"""One request to the simulated LaunchDarkly, as its handlers see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote

from hypernav.apis.launchdarkly.sandbox.log import told, write
from hypernav.apis.launchdarkly.sandbox.refusals import invalid
from hypernav.sandbox.app import routing_path, segment
from hypernav.sandbox.bodies import decode_json
from hypernav.sandbox.call import Call, Simulation
from hypernav.sandbox.lists import Arguments, Reading, named, ordered, sort_dashes, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypernav.apis.launchdarkly.sandbox.changes.patches import Patch
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store


class Account(Simulation, Protocol):
    """What a request knows of the account that it was made to."""

    store: Store


class Asked(Call):
    """Hold a request with the account that it was made to; ``principal`` is the record of its access token."""

    api: Account

    @property
    def store(self) -> Store:
        """Return the records of the account."""
        return self.api.store

    @property
    def moment(self) -> int:
        """Return the time by the account's clock, in epoch milliseconds."""
        return self.api.clock.milliseconds()

    @property
    def version(self) -> str:
        """Return the version of the API that is asked for."""
        return self.request.headers.get("LD-API-Version", str(self.principal["defaultApiVersion"])).strip()

    @property
    def args(self) -> Arguments:
        """Return the parameters of the query."""
        return self.request.args

    @property
    def filter(self) -> str:
        """Return the filter of a list."""
        return self.request.args.get("filter", "")

    @property
    def expand(self) -> set[str]:
        """Return the names of what is to be shown besides."""
        return set(words(self.request.args, "expand"))

    @property
    def path(self) -> str:
        """Return the path of the request as links spell it."""
        parts = routing_path(self.request.environ.get("REQUEST_URI") or self.request.path).split("/")
        return "/".join(segment(unquote(part)) for part in parts).rstrip("/")

    def ordered(
        self, records: Iterable[Record], sortable: Iterable[str] | Mapping[str, Reading], text: str | None = None
    ) -> list[Record]:
        """Return records in the order that ``sort``, or another text of that form, asks for.

        Raises:
            Invalid: They cannot be sorted by a field.
        """
        arguments = Arguments({"sort": self.args.get("sort", "") if text is None else text})
        return ordered(records, sort_dashes("sort")(arguments), named(sortable))

    def body(self, kind: type = dict, *required: str) -> Any:
        """Return the JSON value of the body; ``required`` names members that must be texts with something in them.

        Raises:
            Refusal: There is none, or not of the kind, or a member is missing.
        """
        try:
            body = decode_json(self.request)
        except ValueError as error:
            raise invalid(f"Invalid request body: {error}") from None
        if kind is dict:
            if not isinstance(body, dict):
                raise invalid("Invalid request body: an object is required")
            # Clients in Go send null for what they leave out.
            body = {name: value for name, value in body.items() if value is not None}
        for name in required:
            if not isinstance(body.get(name), str) or not body[name].strip():
                raise invalid(f"Invalid request body: {name} is required")
        return body

    def log(
        self, resource: str, record: Record, action: str, verb: str, patch: Patch | None = None, **versions: Any
    ) -> None:
        """Write what the request did to a record into the audit log."""
        happening = told(resource, record, action, verb, patch, **versions)
        write(self.store, happening, self.moment, self.principal["memberId"], self.principal["_id"])
