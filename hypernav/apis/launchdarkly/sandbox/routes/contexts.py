"""Searches for contexts and context instances."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.application import only_reads
from hypernav.apis.launchdarkly.sandbox.data.contexts import Instance, contexts_of, instances_of, stamp
from hypernav.apis.launchdarkly.sandbox.lists.context_operands import CONTEXT_FIELDS, INSTANCE_FIELDS
from hypernav.apis.launchdarkly.sandbox.lists.expressions import Operands, matching_expression
from hypernav.apis.launchdarkly.sandbox.paths import link, linked, path, site
from hypernav.apis.launchdarkly.sandbox.refusals import invalid, not_found
from hypernav.sandbox.app import Routes
from hypernav.sandbox.lists import truth, whole

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.asked import Asked

ROUTES = Routes("call")
_NAMES = ("filter", "sort", "limit", "continuationToken")
_DEFAULT, _MOST = 20, 50
_SORTS = {"ts": lambda one: one["seen"]}
_APPLICATION: Operands = {"applicationId": INSTANCE_FIELDS["applicationId"]}


@ROUTES.post("/projects/<project>/environments/<environment>/contexts/search")
@only_reads
def search_contexts(call: Asked, project: str, environment: str) -> Any:
    """Find contexts, the one seen last first."""
    place = _environment(call, project, environment)
    records = contexts_of(project, environment, call.moment)
    return _page(call, place, _body(call), records, CONTEXT_FIELDS, _context)


@ROUTES.get("/projects/<project>/environments/<environment>/contexts/<kind>/<key>")
def get_contexts(call: Asked, project: str, environment: str, kind: str, key: str) -> Any:
    """Show the contexts of one kind and key, one for each application."""
    place = _environment(call, project, environment)
    found = contexts_of(project, environment, call.moment)
    records = [one for one in found if (one["context"]["kind"], one["context"]["key"]) == (kind, key)]
    if not records:
        raise not_found()
    return _page(call, place, {}, records, _APPLICATION, _context)


@ROUTES.post("/projects/<project>/environments/<environment>/context-instances/search")
@only_reads
def search_instances(call: Asked, project: str, environment: str) -> Any:
    """Find context instances, the one seen last first."""
    place = _environment(call, project, environment)
    records = instances_of(project, environment, call.moment)
    return _page(call, place, _body(call), records, INSTANCE_FIELDS, _instance)


@ROUTES.get("/projects/<project>/environments/<environment>/context-instances/<instance>")
def get_instances(call: Asked, project: str, environment: str, instance: str) -> Any:
    """Show the context instances of one id, one for each application."""
    place = _environment(call, project, environment)
    found = instances_of(project, environment, call.moment)
    records = [one for one in found if one["id"] == instance]
    if not records:
        raise not_found()
    return _page(call, place, {}, records, _APPLICATION, _instance)


@dataclass(frozen=True, slots=True)
class _Environment:
    """Where the contexts were seen."""

    project: str
    key: str
    id: str

    @property
    def path(self) -> tuple[str, ...]:
        return ("projects", self.project, "environments", self.key)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a search asks for, whichever of query and body says it."""

    filter: str
    sort: str
    limit: int
    start: int
    total: bool

    def parameters(self) -> list[tuple[str, str]]:
        """Return what the link to the next page says besides where it begins."""
        said = [("filter", self.filter), ("sort", self.sort), ("limit", str(self.limit))]
        if not self.total:
            said.append(("includeTotalCount", "false"))
        return [(name, value) for name, value in said if value]


def _environment(call: Asked, project: str, key: str) -> _Environment:
    return _Environment(project, key, call.store.environment(project, key)["_id"])


def _body(call: Asked) -> dict[str, Any]:
    body: dict[str, Any] = call.body()
    if set(_NAMES) & set(body) and set(call.args) & {*_NAMES, "includeTotalCount"}:
        raise invalid("Invalid request: give the search either in the query or in the body")
    return body


def _wanted(call: Asked, body: Mapping[str, Any]) -> _Wanted:
    said = {name: body[name] if name in body else call.args.get(name, "") for name in _NAMES}
    if not all(isinstance(said[name], str) for name in ("filter", "sort", "continuationToken")):
        raise invalid("Invalid request body: filter, sort and continuationToken are strings")
    limit = said["limit"] if "limit" in body else whole(call.args, "limit", _DEFAULT, least=1, most=_MOST)
    if type(limit) is not int or not 0 < limit <= _MOST:
        raise invalid(f"Invalid request body: limit must be between 1 and {_MOST}")
    total = truth(call.args, "includeTotalCount", True)
    return _Wanted(said["filter"], said["sort"], limit, _start(said["continuationToken"]), total)


def _start(token: str) -> int:
    try:
        start = int(base64.b64decode(token, validate=True)) if token else 0
    except ValueError:
        start = -1
    if start < 0:
        raise invalid("Invalid continuationToken")
    return start


def _page(
    call: Asked,
    place: _Environment,
    body: Mapping[str, Any],
    records: Sequence[Instance],
    fields: Operands,
    represent: Callable[[_Environment, Instance], Any],
) -> Any:
    wanted = _wanted(call, body)
    found = call.ordered(matching_expression(wanted.filter, records, fields), _SORTS, wanted.sort or "-ts")
    end = wanted.start + wanted.limit
    shown: dict[str, Any] = {"_links": {"self": link(call.path, wanted.parameters())}, "_environmentId": place.id}
    if wanted.total:
        shown["totalCount"] = len(found)
    if end < len(found):
        shown["continuationToken"] = base64.b64encode(str(end).encode()).decode()
        said = [*wanted.parameters(), ("continuationToken", shown["continuationToken"])]
        shown["_links"]["next"] = link(call.path, said)
    return {**shown, "items": [represent(place, one) for one in found[wanted.start : end]]}


def _context(place: _Environment, one: Instance) -> Any:
    context = one["context"]
    own = path(*place.path, "contexts", context["kind"], context["key"])
    shown = _seen(place, one, own, site(place.project, place.key, "context", one["kindKeys"][0]))
    return {**shown, "associatedContexts": one["associated"]}


def _instance(place: _Environment, one: Instance) -> Any:
    page = site(place.project, place.key, "context-instances", ":".join(one["kindKeys"]))
    return {"id": one["id"], **_seen(place, one, path(*place.path, "context-instances", one["id"]), page)}


def _seen(place: _Environment, one: Instance, own: str, page: Any) -> dict[str, Any]:
    only = [("filter", f"applicationId equals {json.dumps(one['applicationId'])}")]
    return {
        "lastSeen": stamp(one["seen"]),
        "applicationId": one["applicationId"],
        "context": one["context"],
        "_links": {"parent": linked(*place.path), "self": link(own, only), "site": page},
    }
