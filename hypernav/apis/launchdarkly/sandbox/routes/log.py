"""The audit log."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.application import only_reads
from hypernav.apis.launchdarkly.sandbox.changes.checks import is_objects, is_strings, require
from hypernav.apis.launchdarkly.sandbox.log import names, specifier_test
from hypernav.apis.launchdarkly.sandbox.paths import link
from hypernav.apis.launchdarkly.sandbox.refusals import invalid, not_found
from hypernav.apis.launchdarkly.sandbox.represent.records import entry_detail, entry_summary
from hypernav.sandbox.app import Routes
from hypernav.sandbox.lists import whole
from hypernav.sandbox.pages import changed

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.asked import Asked
    from hypernav.apis.launchdarkly.sandbox.store import Record

ROUTES = Routes("call")
_LATEST = 2**63 - 1


@ROUTES.get("/auditlog")
def get_entries(call: Asked) -> Any:
    """List entries, newest first, by time, text and resource specifier."""
    specifier = call.args.get("spec", "")
    if not specifier:
        return _page(call, lambda entry: True)
    specifier_test(specifier)
    return _page(call, lambda entry: names(specifier, entry["what"]))


@ROUTES.post("/auditlog")
@only_reads
def post_entries(call: Asked) -> Any:
    """List entries, newest first, by time, text and the statements of the body."""
    if "spec" in call.args:
        raise invalid("Invalid request: give either spec in the query or statements in the body")
    statements = call.body(object)
    require(is_objects(statements), "a list of statements is required")
    for statement in statements:
        _check(statement)
    return _page(call, lambda entry: _allowed(statements, entry))


@ROUTES.get("/auditlog/<entry>")
def get_entry(call: Asked, entry: str) -> Any:
    """Show an entry with what it changed."""
    for found in call.store.log:
        if found["_id"] == entry:
            return entry_detail(call.store, found)
    raise not_found()


def _page(call: Asked, wanted: Callable[[Record], bool]) -> Record:
    limit = whole(call.args, "limit", 10, least=1, most=20)
    before, after = whole(call.args, "before", _LATEST, least=0), whole(call.args, "after", 0, least=0)
    text = call.args.get("q", "").casefold()
    matching = (
        entry
        for entry in reversed(call.store.log)
        if after < entry["date"] < before and text in entry["what"].name.casefold() and wanted(entry)
    )
    found = [entry for _, entry in zip(range(limit + 1), matching, strict=False)]
    links = {"self": link(call.path, call.args.items(multi=True))}
    if len(found) > limit:
        links["next"] = link(call.path, changed(call.args, {"before": found[limit - 1]["date"]}))
    return {"items": [entry_summary(call.store, entry) for entry in found[:limit]], "_links": links}


def _check(statement: Record) -> None:
    require(statement.get("effect") in ("allow", "deny"), "effect must be allow or deny")
    for name in ("resources", "notResources", "actions", "notActions"):
        require(is_strings(statement.get(name, [])), f"{name} must be a list of strings")
    for specifier in (*statement.get("resources", ()), *statement.get("notResources", ())):
        specifier_test(specifier)


def _allowed(statements: list[Record], entry: Record) -> bool:
    effects = {statement["effect"] for statement in statements if _concerns(statement, entry)}
    return effects == {"allow"} if statements else True


def _concerns(statement: Record, entry: Record) -> bool:
    what = entry["what"]
    if "resources" in statement and not any(names(one, what) for one in statement["resources"]):
        return False
    if any(names(one, what) for one in statement.get("notResources", ())):
        return False
    actions = statement.get("actions", ["*"])
    return ("*" in actions or what.action in actions) and what.action not in statement.get("notActions", ())
