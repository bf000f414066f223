"""The root, versions, the caller, webhooks, access tokens, approval requests and views."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.application import CURRENT, VERSIONS, beta
from hypernav.apis.launchdarkly.sandbox.changes.checks import is_strings, require
from hypernav.apis.launchdarkly.sandbox.changes.patches import object_of, patched, read_patch
from hypernav.apis.launchdarkly.sandbox.limits import unlimited
from hypernav.apis.launchdarkly.sandbox.lists.expressions import Operands, matching_expression
from hypernav.apis.launchdarkly.sandbox.lists.sorting import SortKeys, sorted_by
from hypernav.apis.launchdarkly.sandbox.log import Happening
from hypernav.apis.launchdarkly.sandbox.paging import comma_list, link, page_of
from hypernav.apis.launchdarkly.sandbox.paths import ROOT, project_path
from hypernav.apis.launchdarkly.sandbox.represent.people import token_detail
from hypernav.apis.launchdarkly.sandbox.represent.records import approval_detail, view_detail, webhook_detail
from hypernav.apis.launchdarkly.sandbox.store import ACCOUNT, Table
from hypernav.sandbox.app import Routes
from hypernav.sandbox.lists import truth

if TYPE_CHECKING:
    from werkzeug.wrappers import Request

    from hypernav.apis.launchdarkly.sandbox.application import LaunchDarkly
    from hypernav.apis.launchdarkly.sandbox.store import Record

ROUTES = Routes()
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


@ROUTES.get("/api/v2")
@unlimited
def get_root(sandbox: LaunchDarkly, request: Request) -> Any:
    """List the categories of resources."""
    return {"links": {"self": link(ROOT), **{name: link(f"{ROOT}/{name}") for name in _CATEGORIES}}}


@ROUTES.get("/api/v2/versions")
@unlimited
def get_versions(sandbox: LaunchDarkly, request: Request) -> Any:
    """List the versions of the API."""
    version = sandbox.version(request)
    current = CURRENT if version == "beta" else int(version)
    shown = {"validVersions": list(VERSIONS), "latestVersion": CURRENT, "currentVersion": current}
    return {**shown, "beta": version == "beta"}


@ROUTES.get("/api/v2/caller-identity")
@unlimited
def get_caller(sandbox: LaunchDarkly, request: Request) -> Any:
    """Say who the access token belongs to."""
    token = sandbox.token(request)
    return {
        "accountId": ACCOUNT,
        "authKind": "token",
        "tokenKind": "auth",
        "tokenName": token["name"],
        "tokenId": token["_id"],
        "memberId": token["memberId"],
        "serviceToken": token["serviceToken"],
    }


@ROUTES.get("/api/v2/tokens")
def get_tokens(sandbox: LaunchDarkly, request: Request) -> Any:
    """List the caller's access tokens, or with ``showAll`` and the admin role those of all members."""
    store, own = sandbox.store, sandbox.token(request)
    everybody = truth(request.args, "showAll") and own["role"] == "admin"
    found = [one for one in store.tokens.values() if everybody or one["memberId"] == own["memberId"]]
    return page_of(request, f"{ROOT}/tokens", found, lambda one: token_detail(store, one), default=25)


@ROUTES.get("/api/v2/tokens/<token>")
def get_token(sandbox: LaunchDarkly, request: Request, token: str) -> Any:
    """Show an access token."""
    return token_detail(sandbox.store, sandbox.store.tokens[token])


_WEBHOOK_EDITABLE = ("name", "url", "secret", "statements", "on", "tags")


@ROUTES.get("/api/v2/webhooks")
def get_webhooks(sandbox: LaunchDarkly, request: Request) -> Any:
    """List the webhooks."""
    items = [webhook_detail(one) for one in sandbox.store.webhooks.values()]
    return {"_links": {"self": link(f"{ROOT}/webhooks")}, "items": items}


@ROUTES.post("/api/v2/webhooks")
def post_webhook(sandbox: LaunchDarkly, request: Request) -> Any:
    """Create a webhook; the specification answers 200, not 201."""
    body = object_of(request, "url")
    for name in ("on", "sign"):
        require(isinstance(body.get(name), bool), f"{name} is required")
    made: Record = {"_id": sandbox.store.numbering.object_id(), "name": "", "tags": [], "statements": []}
    made.update({name: body[name] for name in _WEBHOOK_EDITABLE if name in body})
    if body["sign"]:
        made.setdefault("secret", sandbox.store.numbering.object_id())
    _check_webhook(made)
    sandbox.store.webhooks[made["_id"]] = made
    sandbox.log(request, _told_webhook(made, "createWebhook", "created the webhook"))
    return webhook_detail(made)


@ROUTES.get("/api/v2/webhooks/<webhook>")
def get_webhook(sandbox: LaunchDarkly, request: Request, webhook: str) -> Any:
    """Show a webhook."""
    return webhook_detail(sandbox.store.webhooks[webhook])


@ROUTES.patch("/api/v2/webhooks/<webhook>")
def patch_webhook(sandbox: LaunchDarkly, request: Request, webhook: str) -> Any:
    """Change a webhook by a JSON patch."""
    before, patch = sandbox.store.webhooks[webhook], read_patch(request, ["json"])
    shown = patched(webhook_detail(before), patch, [(name,) for name in _WEBHOOK_EDITABLE])
    after = {"_id": webhook, "name": "", **{name: shown[name] for name in _WEBHOOK_EDITABLE if name in shown}}
    _check_webhook(after)
    if after != before:
        sandbox.store.webhooks[webhook] = after
        told = _told_webhook(after, "updateWebhook", "updated the webhook", patch.comment, patch.content)
        sandbox.log(request, told)
    return webhook_detail(after)


@ROUTES.delete("/api/v2/webhooks/<webhook>")
def delete_webhook(sandbox: LaunchDarkly, request: Request, webhook: str) -> None:
    """Delete a webhook."""
    before = sandbox.store.webhooks[webhook]
    del sandbox.store.webhooks[webhook]
    sandbox.log(request, _told_webhook(before, "deleteWebhook", "deleted the webhook"))


def _check_webhook(webhook: Record) -> None:
    url = webhook.get("url")
    require(isinstance(url, str) and url.startswith(("http://", "https://")), "url must be an http or https URL")
    require(isinstance(webhook.get("on"), bool), "on must be a boolean")
    require(is_strings(webhook.get("tags", [])), "tags must be a list of strings")
    require(is_strings([webhook["name"], webhook.get("secret", "")]), "name and secret must be strings")
    statements = webhook.get("statements", [])
    require(
        isinstance(statements, list) and all(isinstance(one, dict) for one in statements), "statements is malformed"
    )


def _told_webhook(webhook: Record, action: str, verb: str, comment: str = "", delta: Any = None) -> Happening:
    return Happening(
        kind="webhook",
        action=action,
        resource=f"webhook/{webhook['_id']}",
        name=webhook["name"] or webhook["url"],
        href=f"{ROOT}/webhooks/{webhook['_id']}",
        verb=verb,
        comment=comment,
        delta=delta,
    )


_APPROVAL_OPERANDS: Operands = {
    "notifyMemberIds": {"anyOf": lambda one, value: bool(set(one["notifyMemberIds"]) & set(value))},
    "requestorId": {"equals": lambda one, value: one["requestorId"] == value},
    "resourceId": {"equals": lambda one, value: one["resourceId"] == value},
    "resourceKind": {"equals": lambda one, value: value == "flag"},
    "reviewStatus": {"anyOf": lambda one, value: one["reviewStatus"] in value},
    "status": {"anyOf": lambda one, value: one["status"] in value},
    "projectKey": {"equals": lambda one, value: one["resource"][0] == value},
}


@ROUTES.get("/api/v2/approval-requests")
def get_approvals(sandbox: LaunchDarkly, request: Request) -> Any:
    """List the approval requests."""
    store, expand = sandbox.store, comma_list(request, "expand")
    found = matching_expression(request.args.get("filter", ""), store.approvals.values(), _APPROVAL_OPERANDS)
    path = f"{ROOT}/approval-requests"
    return page_of(request, path, found, lambda one: approval_detail(store, one, expand), most=200)


@ROUTES.get("/api/v2/approval-requests/<approval>")
def get_approval(sandbox: LaunchDarkly, request: Request, approval: str) -> Any:
    """Show an approval request."""
    return approval_detail(sandbox.store, sandbox.store.approvals[approval], comma_list(request, "expand"))


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
_VIEW_SORTS: SortKeys = {
    "key": lambda view: view["key"],
    "name": lambda view: view["name"].casefold(),
    "updatedAt": lambda view: view["updatedAt"],
}


@ROUTES.get("/api/v2/projects/<project>/views")
@beta
def get_views(sandbox: LaunchDarkly, request: Request, project: str) -> Any:
    """List the views of a project (beta)."""
    store, expand = sandbox.store, comma_list(request, "expand")
    store.project(project)
    records = store.views.get(project, {}).values()
    found = matching_expression(request.args.get("filter", ""), records, _VIEW_OPERANDS)
    found = sorted_by(request.args.get("sort", ""), found, _VIEW_SORTS)
    path = f"{project_path(project)}/views"
    return page_of(request, path, found, lambda one: view_detail(store, project, one, expand))


@ROUTES.get("/api/v2/projects/<project>/views/<view>")
@beta
def get_view(sandbox: LaunchDarkly, request: Request, project: str, view: str) -> Any:
    """Show a view of a project (beta)."""
    store = sandbox.store
    store.project(project)
    found = store.views.get(project, Table())[view]
    return view_detail(store, project, found, comma_list(request, "expand"))
