"""Segments."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.changes.checks import check_key, check_segment, require, require_no_approval
from hypernav.apis.launchdarkly.sandbox.changes.patches import Patch, edited, read_patch
from hypernav.apis.launchdarkly.sandbox.data.account import new_segment
from hypernav.apis.launchdarkly.sandbox.instructions.carry_out import Work
from hypernav.apis.launchdarkly.sandbox.instructions.rules import name_parts
from hypernav.apis.launchdarkly.sandbox.instructions.segments import SEGMENT_KINDS
from hypernav.apis.launchdarkly.sandbox.lists.expressions import Operands, matching_expression
from hypernav.apis.launchdarkly.sandbox.paging import page_of
from hypernav.apis.launchdarkly.sandbox.refusals import conflict, exists
from hypernav.apis.launchdarkly.sandbox.represent.records import segment_detail
from hypernav.sandbox.app import Reply, Routes
from hypernav.sandbox.lists import Reading, truth

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.asked import Asked
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store

ROUTES = Routes("call")
_EDITABLE = (
    "name",
    "description",
    "tags",
    "included",
    "excluded",
    "includedContexts",
    "excludedContexts",
    "rules",
)


def _texts(value: Any) -> list[str]:
    return [str(one).casefold() for one in (value if isinstance(value, list) else [value])]


def _mentions(found: Record, value: Any) -> bool:
    told = " ".join((found["key"], found["name"], found["description"])).casefold()
    return any(text in told for text in _texts(value))


_OPERANDS: Operands = {
    "excludedKeys": {"anyOf": lambda found, value: found["key"] not in value},
    "external": {"exists": lambda found, value: ("_external" in found) is (value is not False)},
    "includedKeys": {"anyOf": lambda found, value: found["key"] in value},
    "query": {"equals": _mentions},
    "tags": {"anyOf": lambda found, value: bool({tag.casefold() for tag in found["tags"]} & set(_texts(value)))},
    "unbounded": {"equals": lambda found, value: found["unbounded"] is (value is True)},
}
_SORTS: Mapping[str, Reading] = {
    "creationDate": itemgetter("creationDate"),
    "name": itemgetter("name"),
    "lastModified": itemgetter("lastModifiedDate"),
}


@ROUTES.get("/segments/<project>/<environment>")
def get_segments(call: Asked, project: str, environment: str) -> Any:
    """List the segments of an environment."""
    store = call.store
    records = store.segments_of(project, environment).values()
    found = call.ordered(matching_expression(call.filter, records, _OPERANDS), _SORTS)
    return page_of(call, found, lambda one: segment_detail(store, project, environment, one, flags=False))


@ROUTES.post("/segments/<project>/<environment>")
def post_segment(call: Asked, project: str, environment: str) -> Any:
    """Create a segment."""
    store, body = call.store, call.body(dict, "name", "key")
    found, key = store.segments_of(project, environment), body["key"]
    check_key(key)
    if key in found:
        raise exists("segment")
    now = call.moment
    made = new_segment(key, body["name"], str(body.get("description", "")), body.get("tags", []), now)
    unbounded = body.get("unbounded", False)
    require(isinstance(unbounded, bool), "unbounded must be a boolean")
    if unbounded:
        made.update(unbounded=True, unboundedContextKind=str(body.get("unboundedContextKind", "user")))
        made["_big"] = {"included": [], "excluded": []}
    check_segment(made)
    found[key] = made
    shown = segment_detail(store, project, environment, made, flags=True)
    call.log(_resource(project, environment, key), made, "createSegment", "created the segment", after=shown)
    return Reply(shown, 201)


@ROUTES.get("/segments/<project>/<environment>/<key>")
def get_segment(call: Asked, project: str, environment: str, key: str) -> Any:
    """Show a segment."""
    found = call.store.segments_of(project, environment)[key]
    return segment_detail(call.store, project, environment, found, flags=True)


@ROUTES.patch("/segments/<project>/<environment>/<key>")
def patch_segment(call: Asked, project: str, environment: str, key: str) -> Any:
    """Change a segment by a JSON patch, a merge patch or a semantic patch."""
    store, before = call.store, call.store.segments_of(project, environment)[key]
    patch = read_patch(call, "json", "merge", "semantic")
    require(patch.environment in ("", environment), "environmentKey is not that of the segment")
    after, action, verb = _after(store, project, environment, before, patch, call.moment)
    check_segment(after)
    if after != before:
        require_no_approval(store.environments[project][environment], before["tags"])
    shown = segment_detail(store, project, environment, after, flags=True)
    if after != before and not truth(call.args, "dryRun"):
        after.update(version=before["version"] + 1, lastModifiedDate=call.moment)
        shown = segment_detail(store, project, environment, after, flags=True)
        store.segments[(project, environment)][key] = after
        call.log(_resource(project, environment, key), after, action, verb, patch, before=before, after=shown)
    return shown


def _after(
    store: Store, project: str, environment: str, before: Record, patch: Patch, now: int
) -> tuple[Record, str, str]:
    if patch.kind == "semantic":
        first = SEGMENT_KINDS.kind_of(patch.content[0])
        work = SEGMENT_KINDS.run(Work(store, before, project, environment, now), patch.content)
        return work.record, first.action, first.verb
    document = segment_detail(store, project, environment, before, flags=False)
    after = edited(before, document, patch, _EDITABLE)
    name_parts(store, after["rules"])
    return after, "updateSegment", "updated the segment"


@ROUTES.delete("/segments/<project>/<environment>/<key>")
def delete_segment(call: Asked, project: str, environment: str, key: str) -> None:
    """Delete a segment that no flag uses."""
    store, before = call.store, call.store.segments_of(project, environment)[key]
    flags = segment_detail(store, project, environment, before, flags=True)["_flags"]
    if flags:
        raise conflict(f"Cannot delete a segment that is used by flags: {', '.join(flag['key'] for flag in flags)}")
    del store.segments[(project, environment)][key]
    store.expiring.pop(("segment", project, environment, key), None)
    call.log(_resource(project, environment, key), before, "deleteSegment", "deleted the segment", before=before)


def _resource(project: str, environment: str, key: str) -> str:
    return f"proj/{project}:env/{environment}:segment/{key}"
