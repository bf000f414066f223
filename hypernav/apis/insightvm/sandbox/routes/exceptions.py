"""Vulnerability exceptions: results that somebody asked to leave out, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call, Json
from hypernav.apis.insightvm.sandbox.collections import paged
from hypernav.apis.insightvm.sandbox.data.instants import instant
from hypernav.apis.insightvm.sandbox.data.records import Exclusion
from hypernav.apis.insightvm.sandbox.data.vulnerabilities import catalogue
from hypernav.apis.insightvm.sandbox.settings import NAME, TEXT, Part, body_of, object_of, setting
from hypernav.sandbox.app import Refusal, Routes
from hypernav.sandbox.schema import Property

ROUTES = Routes("call")
_EXCEPTION = "/vulnerability_exceptions/<int:id>"
_SCOPES = {"Global": "", "Site": "sites", "Asset": "assets", "Asset Group": "asset_groups", "Instance": "assets"}
_REASONS = ("False Positive", "Compensating Control", "Acceptable Use", "Acceptable Risk", "Other")
_MOVES = {"approve": "approved", "reject": "rejected", "recall": "deleted"}
"""What can be done with an exception under review, and what it is then."""


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


def _exception(call: Call) -> Exclusion:
    return call.named(call.world.exclusions, "vulnerability exception")


def _members(call: Call, body: Json, old: None) -> Json:
    scope, submit = body["scope"], body["submit"]
    if scope["vulnerability"] not in catalogue():
        raise Refusal(400, f"The vulnerability '{scope['vulnerability']}' does not exist.")
    kind, target = _target(call, scope)
    return {
        "vulnerability": scope["vulnerability"],
        "scope": kind,
        "target": target,
        "key": str(scope.get("key") or ""),
        "port": scope.get("port"),
        "reason": submit["reason"],
        "comment": str(submit.get("comment") or ""),
        "submitter": call.user.id,
        "submitted": call.now,
        "expires": _moment(body["expires"]) if body.get("expires") else None,
        **(_decided(call, "approved", "") if str(body.get("state")).casefold() == "approved" else {}),
    }


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
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Refusal(400, f"The date '{text}' is not valid.") from error


def _decided(call: Call, state: str, comment: str) -> Json:
    return {"state": state, "reviewer": call.user.id, "reviewed": call.now, "review_comment": comment}


EXCEPTIONS = setting(
    paged(
        "/vulnerability_exceptions", lambda call: call.world.exclusions, exception_view, title="vulnerability exception"
    ),
    does="list create read delete",
    value=Exclusion,
    schema=body_of(
        scope=object_of(required=True, type=NAME, vulnerability=NAME, id=TEXT),
        submit=object_of(required=True, reason=Property(kind="any", required=True, values=_REASONS)),
        state=TEXT,
    ),
    members=_members,
    statuses={"create": 200},
    parts=(Part("expires", "expires", lambda call, exclusion: _moment(call.body(str))),),
)
ENTITIES = (EXCEPTIONS,)


@ROUTES.get(f"{_EXCEPTION}/expires")
def get_expiration(call: Call, id: int) -> str:
    """Return when an exception ends, a JSON string."""
    expires = _exception(call).expires
    return instant(expires) if expires else ""


@ROUTES.post(f"{_EXCEPTION}/<any(approve, reject, recall):status>")
def decide(call: Call, id: int, status: str) -> Json:
    """Approve, reject or recall an exception; the body is a comment, a JSON string."""
    exclusion = _exception(call)
    comment = call.body(str) if call.request.get_data() else ""
    if exclusion.state != "under review":
        raise Refusal(400, f"The exception is {exclusion.state}: it cannot be changed by '{status}'.")
    return EXCEPTIONS.save(call, replace(exclusion, **_decided(call, _MOVES[status], comment)))
