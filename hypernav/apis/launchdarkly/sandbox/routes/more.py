"""The root, versions, the caller, webhooks, approval requests and views."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.application import CURRENT
from hypernav.apis.launchdarkly.sandbox.changes.checks import is_objects, is_strings, require
from hypernav.apis.launchdarkly.sandbox.changes.patches import edited, read_patch
from hypernav.apis.launchdarkly.sandbox.limits import unlimited
from hypernav.apis.launchdarkly.sandbox.lists.expressions import Operands, matching_expression
from hypernav.apis.launchdarkly.sandbox.paging import page_of
from hypernav.apis.launchdarkly.sandbox.paths import linked
from hypernav.apis.launchdarkly.sandbox.represent.records import approval_detail, view_detail, webhook_detail
from hypernav.apis.launchdarkly.sandbox.store import ACCOUNT
from hypernav.sandbox.app import Routes

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.asked import Asked
    from hypernav.apis.launchdarkly.sandbox.store import Record

ROUTES = Routes("call")
_CATEGORIES = (
    "projects",
    "members",
    "teams",
    "auditlog",
    "webhooks",
    "tokens",
    "approval-requests",
    "caller-identity",
    "versions",
)


@ROUTES.get("")
@unlimited
def get_root(call: Asked) -> Any:
    """List the categories of resources."""
    return {"links": {"self": linked(), **{name: linked(name) for name in _CATEGORIES}}}


@ROUTES.get("/versions")
@unlimited
def get_versions(call: Asked) -> Any:
    """List the versions of the API."""
    beta = call.version == "beta"
    current = CURRENT if beta else int(call.version)
    return {"validVersions": [CURRENT], "latestVersion": CURRENT, "currentVersion": current, "beta": beta}


@ROUTES.get("/caller-identity")
@unlimited
def get_caller(call: Asked) -> Any:
    """Say who the access token belongs to."""
    token = call.principal
    return {
        "accountId": ACCOUNT,
        "authKind": "token",
        "tokenKind": "auth",
        "tokenName": token["name"],
        "tokenId": token["_id"],
        "memberId": token["memberId"],
        "serviceToken": token["serviceToken"],
    }


_WEBHOOK_EDITABLE = ("name", "url", "secret", "statements", "on", "tags")


@ROUTES.get("/webhooks")
def get_webhooks(call: Asked) -> Any:
    """List the webhooks."""
    items = [webhook_detail(one) for one in call.store.webhooks.values()]
    return {"_links": {"self": linked("webhooks")}, "items": items}


@ROUTES.post("/webhooks")
def post_webhook(call: Asked) -> Any:
    """Create a webhook; the specification answers 200, not 201."""
    store, body = call.store, call.body(dict, "url")
    for name in ("on", "sign"):
        require(isinstance(body.get(name), bool), f"{name} is required")
    made: Record = {"_id": store.numbering.object_id(), "name": "", "tags": [], "statements": []}
    made.update({name: body[name] for name in _WEBHOOK_EDITABLE if name in body})
    if body["sign"]:
        made.setdefault("secret", store.numbering.object_id())
    _check_webhook(made)
    store.webhooks[made["_id"]] = made
    call.log(f"webhook/{made['_id']}", made, "createWebhook", "created the webhook")
    return webhook_detail(made)


@ROUTES.get("/webhooks/<webhook>")
def get_webhook(call: Asked, webhook: str) -> Any:
    """Show a webhook."""
    return webhook_detail(call.store.webhooks[webhook])


@ROUTES.patch("/webhooks/<webhook>")
def patch_webhook(call: Asked, webhook: str) -> Any:
    """Change a webhook by a JSON patch."""
    before, patch = call.store.webhooks[webhook], read_patch(call, "json")
    after = edited({"_id": webhook, "name": ""}, webhook_detail(before), patch, _WEBHOOK_EDITABLE)
    _check_webhook(after)
    if after != before:
        call.store.webhooks[webhook] = after
        call.log(f"webhook/{webhook}", after, "updateWebhook", "updated the webhook", patch)
    return webhook_detail(after)


@ROUTES.delete("/webhooks/<webhook>")
def delete_webhook(call: Asked, webhook: str) -> None:
    """Delete a webhook."""
    before = call.store.webhooks[webhook]
    del call.store.webhooks[webhook]
    call.log(f"webhook/{webhook}", before, "deleteWebhook", "deleted the webhook")


def _check_webhook(webhook: Record) -> None:
    url = webhook.get("url")
    require(isinstance(url, str) and url.startswith(("http://", "https://")), "url must be an http or https URL")
    require(isinstance(webhook.get("on"), bool), "on must be a boolean")
    require(is_strings(webhook.get("tags", [])), "tags must be a list of strings")
    require(is_strings([webhook["name"], webhook.get("secret", "")]), "name and secret must be strings")
    require(is_objects(webhook.get("statements", [])), "statements is malformed")


_APPROVAL_OPERANDS: Operands = {
    "notifyMemberIds": {"anyOf": lambda one, value: bool(set(one["notifyMemberIds"]) & set(value))},
    "requestorId": {"equals": lambda one, value: one["requestorId"] == value},
    "resourceId": {"equals": lambda one, value: one["resourceId"] == value},
    "resourceKind": {"equals": lambda one, value: value == "flag"},
    "reviewStatus": {"anyOf": lambda one, value: one["reviewStatus"] in value},
    "status": {"anyOf": lambda one, value: one["status"] in value},
    "projectKey": {"equals": lambda one, value: one["resource"][0] == value},
}


@ROUTES.get("/approval-requests")
def get_approvals(call: Asked) -> Any:
    """List the approval requests."""
    found = matching_expression(call.filter, call.store.approvals.values(), _APPROVAL_OPERANDS)
    return page_of(call, found, lambda one: approval_detail(call.store, one, call.expand), most=200)


@ROUTES.get("/approval-requests/<approval>")
def get_approval(call: Asked, approval: str) -> Any:
    """Show an approval request."""
    return approval_detail(call.store, call.store.approvals[approval], call.expand)


def _texts(name: str) -> dict[str, Callable[[Record, Any], bool]]:
    """Return the tests that views take of a text, in any case."""

    def folded(value: Any) -> str:
        return str(value).casefold()

    return {
        "equals": lambda view, value: folded(view[name]) == folded(value),
        "notEquals": lambda view, value: folded(view[name]) != folded(value),
        "startsWith": lambda view, value: folded(view[name]).startswith(folded(value)),
        "contains": lambda view, value: folded(value) in folded(view[name]),
        "anyOf": lambda view, value: folded(view[name]) in map(folded, value),
    }


_VIEW_OPERANDS: Operands = {
    "name": _texts("name"),
    "key": _texts("key"),
    "tag": {
        "equals": lambda view, value: value in view["tags"],
        "anyOf": lambda view, value: bool(set(view["tags"]) & set(map(str, value))),
    },
    "maintainerId": {
        "equals": lambda view, value: view["maintainerId"] == value,
        "anyOf": lambda view, value: view["maintainerId"] in value,
    },
    "isPayloadView": {"equals": lambda view, value: view["generateSdkKeys"] is value},
}


@ROUTES.get("/projects/<project>/views")
def get_views(call: Asked, project: str) -> Any:
    """List the views of a project."""
    found = matching_expression(call.filter, call.store.views_of(project).values(), _VIEW_OPERANDS)
    found = call.ordered(found, ("key", "name", "updatedAt"))
    return page_of(call, found, lambda one: view_detail(call.store, project, one, call.expand))


@ROUTES.get("/projects/<project>/views/<view>")
def get_view(call: Asked, project: str, view: str) -> Any:
    """Show a view of a project."""
    return view_detail(call.store, project, call.store.views_of(project)[view], call.expand)
