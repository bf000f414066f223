"""Searches for contexts and context instances."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
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
    from hypernav.apis.launchdarkly.sandbox.store import Record

ROUTES = Routes("call")
_NAMES = ("filter", "sort", "limit", "continuationToken")
_DEFAULT, _MOST = 20, 50
_SORTS = {"ts": lambda one: one["seen"]}
_APPLICATION: Operands = {"applicationId": INSTANCE_FIELDS["applicationId"]}


@ROUTES.post("/projects/<project>/environments/<environment>/contexts/search")
@only_reads
def search_contexts(call: Asked, project: str, environment: str) -> Any:
    """Find contexts, the one seen last first."""
    return _page(call, _seen(call, contexts_of), _body(call), CONTEXT_FIELDS, _context)


@ROUTES.get("/projects/<project>/environments/<environment>/contexts/<kind>/<key>")
def get_contexts(call: Asked, project: str, environment: str, kind: str, key: str) -> Any:
    """Show the contexts of one kind and key, one for each application."""
    found = _seen(call, contexts_of)
    records = [one for one in found if (one["context"]["kind"], one["context"]["key"]) == (kind, key)]
    return _page(call, _there(records), {}, _APPLICATION, _context)


@ROUTES.post("/projects/<project>/environments/<environment>/context-instances/search")
@only_reads
def search_instances(call: Asked, project: str, environment: str) -> Any:
    """Find context instances, the one seen last first."""
    return _page(call, _seen(call, instances_of), _body(call), INSTANCE_FIELDS, _instance)


@ROUTES.get("/projects/<project>/environments/<environment>/context-instances/<instance>")
def get_instances(call: Asked, project: str, environment: str, instance: str) -> Any:
    """Show the context instances of one id, one for each application."""
    records = [one for one in _seen(call, instances_of) if one["id"] == instance]
    return _page(call, _there(records), {}, _APPLICATION, _instance)


def _environment(call: Asked) -> Record:
    found: Record = call.store.environments[call.values["project"]][call.values["environment"]]
    return found


def _seen(call: Asked, find: Callable[[str, str, int], Sequence[Instance]]) -> Sequence[Instance]:
    return find(call.values["project"], _environment(call)["key"], call.moment)


def _there(records: list[Instance]) -> list[Instance]:
    if not records:
        raise not_found()
    return records


def _body(call: Asked) -> dict[str, Any]:
    body: dict[str, Any] = call.body()
    if set(_NAMES) & set(body) and set(call.args) & {*_NAMES, "includeTotalCount"}:
        raise invalid("Invalid request: give the search either in the query or in the body")
    return body


def _wanted(call: Asked, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a search asks for, whichever of query and body says it."""
    said = {name: body[name] if name in body else call.args.get(name, "") for name in _NAMES}
    if not all(isinstance(said[name], str) for name in ("filter", "sort", "continuationToken")):
        raise invalid("Invalid request body: filter, sort and continuationToken are strings")
    if "limit" not in body:
        said["limit"] = whole(call.args, "limit", _DEFAULT, least=1, most=_MOST)
    if type(said["limit"]) is not int or not 0 < said["limit"] <= _MOST:
        raise invalid(f"Invalid request body: limit must be between 1 and {_MOST}")
    return said


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
    records: Sequence[Instance],
    body: Mapping[str, Any],
    fields: Operands,
    represent: Callable[[Asked, Instance], Any],
) -> Any:
    wanted, total = _wanted(call, body), truth(call.args, "includeTotalCount", True)
    start = _start(wanted.pop("continuationToken"))
    found = call.ordered(matching_expression(wanted["filter"], records, fields), _SORTS, wanted["sort"] or "-ts")
    end = start + wanted["limit"]
    said = [(name, str(value)) for name, value in wanted.items() if value]
    said += [] if total else [("includeTotalCount", "false")]
    shown: Record = {"_links": {"self": link(call.path, said)}, "_environmentId": _environment(call)["_id"]}
    if total:
        shown["totalCount"] = len(found)
    if end < len(found):
        shown["continuationToken"] = base64.b64encode(str(end).encode()).decode()
        shown["_links"]["next"] = link(call.path, [*said, ("continuationToken", shown["continuationToken"])])
    return {**shown, "items": [represent(call, one) for one in found[start:end]]}


def _context(call: Asked, one: Instance) -> Any:
    place = ("contexts", one["context"]["kind"], one["context"]["key"])
    return {**_shown(call, one, place, ("context", one["kindKeys"][0])), "associatedContexts": one["associated"]}


def _instance(call: Asked, one: Instance) -> Any:
    page = ("context-instances", ":".join(one["kindKeys"]))
    return {"id": one["id"], **_shown(call, one, ("context-instances", one["id"]), page)}


def _shown(call: Asked, one: Instance, place: tuple[str, ...], page: tuple[str, ...]) -> dict[str, Any]:
    project, environment = call.values["project"], call.values["environment"]
    parent = ("projects", project, "environments", environment)
    only = [("filter", f"applicationId equals {json.dumps(one['applicationId'])}")]
    return {
        "lastSeen": stamp(one["seen"]),
        "applicationId": one["applicationId"],
        "context": one["context"],
        "_links": {
            "parent": linked(*parent),
            "self": link(path(*parent, *place), only),
            "site": site(project, environment, *page),
        },
    }
