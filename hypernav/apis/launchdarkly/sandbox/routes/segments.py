"""Segments."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.changes.checks import check_key, check_segment, require
from hypernav.apis.launchdarkly.sandbox.changes.patches import Patch, object_of, patched, read_patch
from hypernav.apis.launchdarkly.sandbox.data.account import new_segment
from hypernav.apis.launchdarkly.sandbox.instructions.carry_out import Work
from hypernav.apis.launchdarkly.sandbox.instructions.rules import name_parts
from hypernav.apis.launchdarkly.sandbox.instructions.segments import SEGMENT_KINDS
from hypernav.apis.launchdarkly.sandbox.lists.expressions import Operands, matching_expression
from hypernav.apis.launchdarkly.sandbox.lists.sorting import sorted_by
from hypernav.apis.launchdarkly.sandbox.log import Happening
from hypernav.apis.launchdarkly.sandbox.paging import page_of
from hypernav.apis.launchdarkly.sandbox.paths import segment_path, segments_path
from hypernav.apis.launchdarkly.sandbox.refusals import exists, in_use
from hypernav.apis.launchdarkly.sandbox.represent.records import segment_detail
from hypernav.sandbox.app import Reply, Routes
from hypernav.sandbox.lists import truth

if TYPE_CHECKING:
    from werkzeug.wrappers import Request

    from hypernav.apis.launchdarkly.sandbox.application import LaunchDarkly
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store

ROUTES = Routes()
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
_SORTS = {
    "creationDate": lambda one: one["creationDate"],
    "name": lambda one: one["name"].casefold(),
    "lastModified": lambda one: one["lastModifiedDate"],
}


@ROUTES.get("/api/v2/segments/<project>/<environment>")
def get_segments(sandbox: LaunchDarkly, request: Request, project: str, environment: str) -> Any:
    """List the segments of an environment."""
    store = sandbox.store
    records = store.segments_of(project, environment).values()
    found = matching_expression(request.args.get("filter", ""), records, _OPERANDS)
    found = sorted_by(request.args.get("sort", ""), found, _SORTS)

    def represent(one: Record) -> Any:
        return segment_detail(store, project, environment, one, flags=False)

    return page_of(request, segments_path(project, environment), found, represent)


@ROUTES.post("/api/v2/segments/<project>/<environment>")
def post_segment(sandbox: LaunchDarkly, request: Request, project: str, environment: str) -> Any:
    """Create a segment."""
    store, body = sandbox.store, object_of(request, "name", "key")
    found, key = store.segments_of(project, environment), body["key"]
    check_key(key)
    if key in found:
        raise exists("segment")
    now = sandbox.clock.milliseconds()
    made = new_segment(key, body["name"], str(body.get("description", "")), body.get("tags", []), now)
    unbounded = body.get("unbounded", False)
    require(isinstance(unbounded, bool), "unbounded must be a boolean")
    if unbounded:
        made.update(unbounded=True, unboundedContextKind=str(body.get("unboundedContextKind", "user")))
        made["_big"] = {"included": [], "excluded": []}
    check_segment(made)
    found[key] = made
    shown = segment_detail(store, project, environment, made, flags=True)
    sandbox.log(request, _told(project, environment, made, "createSegment", "created the segment", after=shown))
    return Reply(shown, 201)


@ROUTES.get("/api/v2/segments/<project>/<environment>/<key>")
def get_segment(sandbox: LaunchDarkly, request: Request, project: str, environment: str, key: str) -> Any:
    """Show a segment."""
    found = sandbox.store.segments_of(project, environment)[key]
    return segment_detail(sandbox.store, project, environment, found, flags=True)


@ROUTES.patch("/api/v2/segments/<project>/<environment>/<key>")
def patch_segment(sandbox: LaunchDarkly, request: Request, project: str, environment: str, key: str) -> Any:
    """Change a segment by a JSON patch, a merge patch or a semantic patch."""
    store, before = sandbox.store, sandbox.store.segments_of(project, environment)[key]
    patch = read_patch(request, ["json", "merge", "semantic"])
    require(patch.environment in ("", environment), "environmentKey is not that of the segment")
    after, action, verb = _after(store, project, environment, before, patch, sandbox.clock.milliseconds())
    check_segment(after)
    shown = segment_detail(store, project, environment, after, flags=True)
    if after != before and not truth(request.args, "dryRun"):
        after.update(version=before["version"] + 1, lastModifiedDate=sandbox.clock.milliseconds())
        shown = segment_detail(store, project, environment, after, flags=True)
        told = _told(project, environment, after, action, verb, before, shown, patch)
        store.segments[(project, environment)][key] = after
        sandbox.log(request, told)
    return shown


def _after(
    store: Store, project: str, environment: str, before: Record, patch: Patch, now: int
) -> tuple[Record, str, str]:
    if patch.kind == "semantic":
        first = SEGMENT_KINDS.kind_of(patch.content[0])
        work = SEGMENT_KINDS.run(Work(store, before, project, environment, now), patch.content)
        return work.record, first.action, first.verb
    document = segment_detail(store, project, environment, before, flags=False)
    shown = patched(document, patch, [(name,) for name in _EDITABLE])
    after = {**copy.deepcopy(before), **{name: shown[name] for name in _EDITABLE if name in shown}}
    name_parts(store, after["rules"])
    return after, "updateSegment", "updated the segment"


@ROUTES.delete("/api/v2/segments/<project>/<environment>/<key>")
def delete_segment(sandbox: LaunchDarkly, request: Request, project: str, environment: str, key: str) -> None:
    """Delete a segment that no flag uses."""
    store, before = sandbox.store, sandbox.store.segments_of(project, environment)[key]
    flags = segment_detail(store, project, environment, before, flags=True)["_flags"]
    if flags:
        raise in_use(f"Cannot delete a segment that is used by flags: {', '.join(flag['key'] for flag in flags)}")
    del store.segments[(project, environment)][key]
    sandbox.log(request, _told(project, environment, before, "deleteSegment", "deleted the segment", before))


def _told(
    project: str,
    environment: str,
    found: Record,
    action: str,
    verb: str,
    before: Any = None,
    after: Any = None,
    patch: Patch | None = None,
) -> Happening:
    return Happening(
        kind="segment",
        action=action,
        resource=f"proj/{project}:env/{environment}:segment/{found['key']}",
        name=found["name"],
        href=segment_path(project, environment, found["key"]),
        verb=verb,
        tags=tuple(found["tags"]),
        comment=patch.comment if patch else "",
        before=before,
        after=after,
        delta=patch.content if patch and patch.kind == "json" else None,
        merge=patch.content if patch and patch.kind == "merge" else None,
    )
