"""Searches for contexts and context instances."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.application import only_reads
from hypernav.apis.launchdarkly.sandbox.changes.patches import object_of
from hypernav.apis.launchdarkly.sandbox.data.contexts import Instance, contexts_of, instances_of, stamp
from hypernav.apis.launchdarkly.sandbox.lists.context_operands import CONTEXT_FIELDS, INSTANCE_FIELDS
from hypernav.apis.launchdarkly.sandbox.lists.expressions import Operands, matching_expression
from hypernav.apis.launchdarkly.sandbox.lists.sorting import sorted_by
from hypernav.apis.launchdarkly.sandbox.paging import integer, link
from hypernav.apis.launchdarkly.sandbox.paths import environment_path
from hypernav.apis.launchdarkly.sandbox.refusals import invalid, not_found
from hypernav.sandbox.app import Routes, segment
from hypernav.sandbox.lists import truth

if TYPE_CHECKING:
    from werkzeug.wrappers import Request

    from hypernav.apis.launchdarkly.sandbox.application import LaunchDarkly

ROUTES = Routes()
_NAMES = ("filter", "sort", "limit", "continuationToken")
_DEFAULT, _MOST = 20, 50
_SORTS = {"ts": lambda one: one["seen"]}
_APPLICATION: Operands = {"applicationId": INSTANCE_FIELDS["applicationId"]}


@ROUTES.post("/api/v2/projects/<project>/environments/<environment>/contexts/search")
@only_reads
def search_contexts(sandbox: LaunchDarkly, request: Request, project: str, environment: str) -> Any:
    """Find contexts, the one seen last first."""
    place = _environment(sandbox, project, environment)
    records = contexts_of(project, environment, sandbox.clock.milliseconds())
    wanted = _wanted(request, _body(request))
    return _page(place, f"{place.path}/contexts/search", wanted, records, CONTEXT_FIELDS, _context)


@ROUTES.get("/api/v2/projects/<project>/environments/<environment>/contexts/<kind>/<key>")
def get_contexts(sandbox: LaunchDarkly, request: Request, project: str, environment: str, kind: str, key: str) -> Any:
    """Show the contexts of one kind and key, one for each application."""
    place = _environment(sandbox, project, environment)
    found = contexts_of(project, environment, sandbox.clock.milliseconds())
    records = [one for one in found if (one["context"]["kind"], one["context"]["key"]) == (kind, key)]
    if not records:
        raise not_found()
    path = f"{place.path}/contexts/{segment(kind)}/{segment(key)}"
    return _page(place, path, _wanted(request, {}), records, _APPLICATION, _context)


@ROUTES.post("/api/v2/projects/<project>/environments/<environment>/context-instances/search")
@only_reads
def search_instances(sandbox: LaunchDarkly, request: Request, project: str, environment: str) -> Any:
    """Find context instances, the one seen last first."""
    place = _environment(sandbox, project, environment)
    records = instances_of(project, environment, sandbox.clock.milliseconds())
    path = f"{place.path}/context-instances/search"
    return _page(place, path, _wanted(request, _body(request)), records, INSTANCE_FIELDS, _instance)


@ROUTES.get("/api/v2/projects/<project>/environments/<environment>/context-instances/<instance>")
def get_instances(sandbox: LaunchDarkly, request: Request, project: str, environment: str, instance: str) -> Any:
    """Show the context instances of one id, one for each application."""
    place = _environment(sandbox, project, environment)
    found = instances_of(project, environment, sandbox.clock.milliseconds())
    records = [one for one in found if one["id"] == instance]
    if not records:
        raise not_found()
    path = f"{place.path}/context-instances/{segment(instance)}"
    return _page(place, path, _wanted(request, {}), records, _APPLICATION, _instance)


@dataclass(frozen=True, slots=True)
class _Environment:
    """Where the contexts were seen."""

    project: str
    key: str
    id: str

    @property
    def path(self) -> str:
        return environment_path(self.project, self.key)

    @property
    def site(self) -> str:
        return f"/{segment(self.project)}/{segment(self.key)}"


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


def _environment(sandbox: LaunchDarkly, project: str, key: str) -> _Environment:
    return _Environment(project, key, sandbox.store.environment(project, key)["_id"])


def _body(request: Request) -> dict[str, Any]:
    body = object_of(request)
    if set(_NAMES) & set(body) and set(request.args) & {*_NAMES, "includeTotalCount"}:
        raise invalid("Invalid request: give the search either in the query or in the body")
    return body


def _wanted(request: Request, body: Mapping[str, Any]) -> _Wanted:
    said = {name: body[name] if name in body else request.args.get(name, "") for name in _NAMES}
    if not all(isinstance(said[name], str) for name in ("filter", "sort", "continuationToken")):
        raise invalid("Invalid request body: filter, sort and continuationToken are strings")
    limit = said["limit"] if "limit" in body else integer(request, "limit", _DEFAULT, 1, _MOST)
    if type(limit) is not int or not 0 < limit <= _MOST:
        raise invalid(f"Invalid request body: limit must be between 1 and {_MOST}")
    total = truth(request.args, "includeTotalCount", True)
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
    place: _Environment,
    path: str,
    wanted: _Wanted,
    records: Sequence[Instance],
    fields: Operands,
    represent: Callable[[_Environment, Instance], Any],
) -> Any:
    found = matching_expression(wanted.filter, records, fields)
    found = sorted_by(wanted.sort or "-ts", found, _SORTS)
    end = wanted.start + wanted.limit
    body: dict[str, Any] = {"_links": {"self": link(path, wanted.parameters())}, "_environmentId": place.id}
    if wanted.total:
        body["totalCount"] = len(found)
    if end < len(found):
        body["continuationToken"] = base64.b64encode(str(end).encode()).decode()
        said = [*wanted.parameters(), ("continuationToken", body["continuationToken"])]
        body["_links"]["next"] = link(path, said)
    return {**body, "items": [represent(place, one) for one in found[wanted.start : end]]}


def _context(place: _Environment, one: Instance) -> Any:
    context = one["context"]
    path = f"{place.path}/contexts/{segment(context['kind'])}/{segment(context['key'])}"
    site = f"{place.site}/context/{segment(one['kindKeys'][0])}"
    return {**_seen(place, one, path, site), "associatedContexts": one["associated"]}


def _instance(place: _Environment, one: Instance) -> Any:
    path = f"{place.path}/context-instances/{segment(one['id'])}"
    site = f"{place.site}/context-instances/{segment(':'.join(one['kindKeys']))}"
    return {"id": one["id"], **_seen(place, one, path, site)}


def _seen(place: _Environment, one: Instance, path: str, site: str) -> dict[str, Any]:
    only = [("filter", f"applicationId equals {json.dumps(one['applicationId'])}")]
    return {
        "lastSeen": stamp(one["seen"]),
        "applicationId": one["applicationId"],
        "context": one["context"],
        "_links": {
            "parent": link(place.path),
            "self": link(path, only),
            "site": link(site, media_type="text/html"),
        },
    }
