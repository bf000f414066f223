"""The sample approval requests, webhooks and views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypernav.apis.launchdarkly.sandbox.data.flags import DAY
from hypernav.apis.launchdarkly.sandbox.store import ACCOUNT, Record, Store, Table
from hypernav.sandbox.identifiers import object_id, uuid_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_REQUESTS = (
    ("default", "production", "checkout", [{"kind": "turnFlagOff"}], "pending", "pending", "Pause before the sale"),
    ("default", "production", "search-suggestions", [{"kind": "turnFlagOff"}], "approved", "pending", "Clean up"),
    ("platform", "production", "maintenance-mode", [{"kind": "turnFlagOff"}], "pending", "pending", "After the window"),
    ("platform", "production", "read-only-mode", [{"kind": "turnFlagOn"}], "approved", "completed", "Planned drill"),
    ("mobile", "production", "dark-mode", [{"kind": "turnFlagOn"}], "declined", "pending", "Wait for the release"),
)


def add_approvals(store: Store, now: int) -> None:
    """Put a few approval requests into the store."""
    members = list(store.members)
    for number, (project, environment, flag, instructions, review, status, text) in enumerate(_REQUESTS):
        resource = f"proj/{project}:env/{environment}:flag/{flag}"
        request_id = object_id("approval", number)
        created = now - (number * 3 + 1) * DAY
        store.approvals[request_id] = {
            "_id": request_id,
            "_version": 1 + (review != "pending"),
            "creationDate": created,
            "serviceKind": "launchdarkly",
            "requestorId": members[3 + number],
            "description": text,
            "reviewStatus": review,
            "allReviews": list(_reviews(number, review, created + DAY // 2, members[1])),
            "notifyMemberIds": [members[1], members[2]],
            "status": status,
            "instructions": instructions,
            "conflicts": [],
            "operatingOnId": "",
            "resourceId": resource,
            "resource": (project, environment, flag),
        }
        if status == "completed":
            store.approvals[request_id].update(appliedDate=created + DAY, appliedByMemberId=members[2])


def _reviews(number: int, review: str, when: int, member: str) -> Iterable[Record]:
    if review != "pending":
        kind = {"approved": "approve", "declined": "decline"}[review]
        yield {"_id": object_id("review", number), "kind": kind, "creationDate": when, "memberId": member}


def add_webhooks(store: Store) -> None:
    """Put two webhooks into the store."""
    for number, (name, url, on, resources) in enumerate(
        (
            ("Deploy channel", "https://hooks.example/deploys", True, ["proj/*:env/production:flag/*"]),
            ("Old audit sink", "https://audit.example/launchdarkly", False, ["proj/*"]),
        )
    ):
        webhook_id = object_id("webhook", number)
        store.webhooks[webhook_id] = {
            "_id": webhook_id,
            "name": name,
            "url": url,
            "statements": [{"resources": resources, "actions": ["*"], "effect": "allow"}],
            "on": on,
            "tags": ["chat"] if on else [],
        }


def add_roles(store: Store) -> None:
    """Put two custom roles into the store that nobody has yet."""
    for key, name, actions in (("release-manager", "Release manager", ["updateOn"]), ("auditor", "Auditor", ["view*"])):
        policy = [{"effect": "allow", "resources": ["proj/*:env/*:flag/*"], "actions": actions}]
        role = {"_id": object_id("role", key), "key": key, "name": name, "description": "", "policy": policy}
        store.roles[key] = {**role, "basePermissions": "reader"}


def add_context_kinds(store: Store, now: int) -> None:
    """Put the kinds of the contexts into the store that the SDKs reported."""
    for project in store.projects:
        store.context_kinds[project] = Table(
            (kind, new_context_kind(kind, kind.title(), now - 300 * DAY)) for kind in ("user", "organization", "device")
        )


def new_context_kind(key: str, name: str, created: int) -> Record:
    """Return a context kind."""
    return {
        "key": key,
        "name": name,
        "description": "",
        "version": 1,
        "creationDate": created,
        "lastModified": created,
        "createdFrom": "default" if key == "user" else "auto-add",
        "hideInTargeting": False,
        "archived": False,
    }


def add_views(store: Store, now: int) -> None:
    """Put two views into the store."""
    store.views["default"] = Table()
    owner = next(iter(store.members.values()))
    for key, name, tag, count in (("peak-season", "Peak season", "sales", 6), ("payments", "Payments", "checkout", 4)):
        flags = [flag["key"] for flag in store.flags["default"].values() if not flag["archived"]][:count]
        store.views["default"][key] = {
            "id": uuid_of("view", key),
            "accountId": ACCOUNT,
            "projectId": store.projects["default"]["_id"],
            "projectKey": "default",
            "key": key,
            "name": name,
            "description": "",
            "generateSdkKeys": False,
            "version": 1,
            "tags": [tag],
            "createdAt": now - 40 * DAY,
            "updatedAt": now - 4 * DAY,
            "archived": False,
            "deleted": False,
            "maintainerId": owner["_id"],
            "flagKeys": flags,
        }
