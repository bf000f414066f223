"""Vulnerability exceptions: results that somebody asked to leave out, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call, Json, endpoint, entry, required
from hypernav.apis.insightvm.sandbox.collections import page
from hypernav.apis.insightvm.sandbox.data.instants import instant
from hypernav.apis.insightvm.sandbox.data.records import Exclusion
from hypernav.apis.insightvm.sandbox.data.vulnerabilities import catalogue
from hypernav.apis.insightvm.sandbox.data.world import next_id
from hypernav.sandbox.app import Refusal, Reply, Routes

ROUTES = Routes()
_EXCEPTION = "/api/3/vulnerability_exceptions/<int:id>"
_SCOPES = {"Global": "", "Site": "sites", "Asset": "assets", "Asset Group": "asset_groups", "Instance": "assets"}
_REASONS = ("False Positive", "Compensating Control", "Acceptable Use", "Acceptable Risk", "Other")
_MOVES = {
    "approve": ({"under review"}, "approved"),
    "reject": ({"under review"}, "rejected"),
    "recall": ({"under review"}, "deleted"),
}


def exception_view(call: Call, exclusion: Exclusion) -> Json:
    """Return the document of an exception."""
    vulnerability = call.link("Vulnerability", "vulnerabilities", exclusion.vulnerability, id=exclusion.vulnerability)
    scope: Json = {"links": [vulnerability], "type": exclusion.scope, "vulnerability": exclusion.vulnerability}
    collection = _SCOPES[exclusion.scope]
    if exclusion.target is not None:
        scope["id"] = exclusion.target
        scope["links"].append(call.link(exclusion.scope.replace("Instance", "Asset"), collection, exclusion.target))
    if exclusion.key:
        scope["key"] = exclusion.key
    if exclusion.port is not None:
        scope["port"] = exclusion.port
    document: Json = {
        "id": exclusion.id,
        "links": [call.link("self", "vulnerability_exceptions", exclusion.id), vulnerability],
        "scope": scope,
        "state": exclusion.state,
        "submit": {
            **_person(call, exclusion.submitter, exclusion.submitted, exclusion.comment),
            "reason": exclusion.reason,
        },
    }
    if exclusion.expires:
        document["expires"] = instant(exclusion.expires)
    if exclusion.reviewer is not None and exclusion.reviewed is not None:
        document["review"] = _person(call, exclusion.reviewer, exclusion.reviewed, exclusion.review_comment)
    return dict(sorted(document.items()))


def _person(call: Call, identifier: int, moment: datetime, comment: str) -> Json:
    user = call.world.users.get(identifier)
    links = [call.link("User", "users", identifier, id=identifier)] if user else []
    name = user.login if user else ""
    return {"comment": comment, "date": instant(moment), "links": links, "name": name, "user": identifier}


def _find(call: Call, id: int) -> Exclusion:
    found: Exclusion = entry(call.world.exclusions, id, "vulnerability exception")
    return found


@endpoint(ROUTES.get("/api/3/vulnerability_exceptions"))
def list_exceptions(call: Call) -> Json:
    """Return the exceptions."""
    return page(call, list(call.world.exclusions.values()), lambda each: exception_view(call, each))


@endpoint(ROUTES.post("/api/3/vulnerability_exceptions"))
def create_exception(call: Call) -> Reply:
    """Submit an exception for review."""
    body = call.body()
    scope, submit = _object(body, "scope"), _object(body, "submit")
    required(scope, "type", "vulnerability")
    required(submit, "reason")
    if submit["reason"] not in _REASONS:
        raise Refusal(400, f"The property 'submit.reason' must be one of {', '.join(_REASONS)}.")
    if scope["vulnerability"] not in catalogue():
        raise Refusal(400, f"The vulnerability '{scope['vulnerability']}' does not exist.")
    identifier = next_id(call.world.exclusions)
    kind, target = _target(call, scope)
    call.world.exclusions[identifier] = Exclusion(
        id=identifier,
        vulnerability=scope["vulnerability"],
        scope=kind,
        target=target,
        key=str(scope.get("key") or ""),
        port=scope.get("port"),
        reason=submit["reason"],
        comment=str(submit.get("comment") or ""),
        submitter=call.user.id,
        submitted=call.console.moment(),
        expires=_moment(body["expires"]) if body.get("expires") else None,
    )
    if body.get("state", "").casefold() == "approved":
        _decide(call, identifier, "approve", "")
    return call.created(identifier, "vulnerability_exceptions", identifier, status=200)


def _object(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = body.get(name)
    if not isinstance(value, Mapping):
        raise Refusal(400, f"The property '{name}' is required.")
    return value


def _target(call: Call, scope: Mapping[str, Any]) -> tuple[str, int | None]:
    kind = str(scope["type"]).title()
    if kind not in _SCOPES:
        raise Refusal(400, f"The property 'scope.type' must be one of {', '.join(_SCOPES)}.")
    if kind == "Global":
        return kind, None
    tables: Mapping[str, Mapping[int, Any]] = {
        "sites": call.world.sites,
        "assets": call.world.assets,
        "asset_groups": call.world.groups,
    }
    if scope.get("id") not in tables[_SCOPES[kind]]:
        raise Refusal(400, f"The {kind.lower()} '{scope.get('id')}' of the property 'scope.id' does not exist.")
    return kind, int(scope["id"])


def _moment(text: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text).partition("[")[0])
    except ValueError as error:
        raise Refusal(400, f"The date '{text}' is not valid.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@endpoint(ROUTES.get(_EXCEPTION))
def get_exception(call: Call, id: int) -> Json:
    """Return an exception."""
    return exception_view(call, _find(call, id))


@endpoint(ROUTES.delete(_EXCEPTION))
def delete_exception(call: Call, id: int) -> Json:
    """Delete an exception."""
    del call.world.exclusions[_find(call, id).id]
    call.world.changed()
    return call.done(call.link("Vulnerability Exceptions", "vulnerability_exceptions"))


@endpoint(ROUTES.get(f"{_EXCEPTION}/expires"))
def get_expiration(call: Call, id: int) -> Reply:
    """Return when an exception ends, a JSON string."""
    expires = _find(call, id).expires
    return call.console.json(instant(expires) if expires else "")


@endpoint(ROUTES.put(f"{_EXCEPTION}/expires"))
def set_expiration(call: Call, id: int) -> Json:
    """Change when an exception ends; the body is a JSON string."""
    call.world.exclusions[id] = replace(_find(call, id), expires=_moment(call.body(str)))
    return call.done(call.link("Vulnerability Exception", "vulnerability_exceptions", id))


@endpoint(ROUTES.post(f"{_EXCEPTION}/<any(approve, reject, recall):status>"))
def decide(call: Call, id: int, status: str) -> Json:
    """Approve, reject or recall an exception; the body is a comment, a JSON string."""
    _decide(call, _find(call, id).id, status, call.body(str) if call.request.get_data() else "")
    return call.done(call.link("Vulnerability Exception", "vulnerability_exceptions", id))


def _decide(call: Call, id: int, status: str, comment: str) -> None:
    exclusion = call.world.exclusions[id]
    allowed, state = _MOVES[status]
    if exclusion.state not in allowed:
        raise Refusal(400, f"The exception is {exclusion.state}: it cannot be changed by '{status}'.")
    call.world.exclusions[id] = replace(
        exclusion,
        state=state,
        reviewer=call.user.id,
        reviewed=call.console.moment(),
        review_comment=comment,
    )
    call.world.changed()
