"""Projects and their environments."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.changes.checks import check_key, is_strings, require
from hypernav.apis.launchdarkly.sandbox.changes.configurations import new_configuration
from hypernav.apis.launchdarkly.sandbox.changes.patches import object_of, patched, read_patch
from hypernav.apis.launchdarkly.sandbox.data.account import approval_settings, new_environment, new_project
from hypernav.apis.launchdarkly.sandbox.lists import filters
from hypernav.apis.launchdarkly.sandbox.lists.sorting import sorted_by
from hypernav.apis.launchdarkly.sandbox.log import Happening
from hypernav.apis.launchdarkly.sandbox.paging import comma_list, page_of
from hypernav.apis.launchdarkly.sandbox.paths import ROOT, environment_path, environments_path, project_path
from hypernav.apis.launchdarkly.sandbox.refusals import exists
from hypernav.apis.launchdarkly.sandbox.represent.records import environment_detail, project_detail, project_written
from hypernav.apis.launchdarkly.sandbox.store import Table
from hypernav.sandbox.app import Reply, Routes

if TYPE_CHECKING:
    from werkzeug.wrappers import Request

    from hypernav.apis.launchdarkly.sandbox.application import LaunchDarkly
    from hypernav.apis.launchdarkly.sandbox.store import Record

ROUTES = Routes()
_PROJECT_FILTERS: filters.Fields = {
    "query": filters.query("name", "key"),
    "tags": filters.all_tags,
    "keys": filters.any_of(lambda project: [project["key"]]),
}
_PROJECT_SORTS = {"name": lambda one: one["name"].casefold(), "createdOn": lambda one: one["createdOn"]}
_ENVIRONMENT_FILTERS: filters.Fields = {"query": filters.query("name", "key"), "tags": filters.all_tags}
_ENVIRONMENT_SORTS = {**_PROJECT_SORTS, "critical": lambda one: one["critical"]}
_PROJECT_EDITABLE = ("name", "tags", "includeInSnippetByDefault", "defaultClientSideAvailability")
_ENVIRONMENT_BOOLEANS = (
    "secureMode",
    "defaultTrackEvents",
    "requireComments",
    "confirmChanges",
    "critical",
)
_APPROVAL = set(approval_settings(required=False))
_ENVIRONMENT_EDITABLE = ("name", "color", "defaultTtl", "tags", "approvalSettings", *_ENVIRONMENT_BOOLEANS)


@ROUTES.get("/api/v2/projects")
def get_projects(sandbox: LaunchDarkly, request: Request) -> Any:
    """List the projects."""
    store, expand = sandbox.store, comma_list(request, "expand")
    found = filters.matching(request.args.get("filter", ""), store.projects.values(), _PROJECT_FILTERS)
    found = sorted_by(request.args.get("sort", ""), found, _PROJECT_SORTS)
    return page_of(request, f"{ROOT}/projects", found, lambda one: project_detail(store, one, expand))


@ROUTES.post("/api/v2/projects")
def post_project(sandbox: LaunchDarkly, request: Request) -> Any:
    """Create a project, with the environments Test and Production unless others are given."""
    store, body = sandbox.store, object_of(request, "name", "key")
    key = body["key"]
    check_key(key)
    if key in store.projects:
        raise exists("project")
    tags = body.get("tags", [])
    require(is_strings(tags), "tags must be a list of strings")
    given = body.get("environments") or [
        {"key": "test", "name": "Test", "color": "F5A623"},
        {"key": "production", "name": "Production", "color": "417505"},
    ]
    require(isinstance(given, list) and all(isinstance(one, dict) for one in given), "environments must be a list")
    made = [_environment(sandbox, key, one) for one in given]
    project = new_project(key, body["name"], tags, sandbox.clock.milliseconds(), store.numbering.object_id())
    for name in ("includeInSnippetByDefault", "defaultClientSideAvailability"):
        project[name] = body.get(name, project[name])
    _check_project(project)
    store.projects[key], store.flags[key] = project, Table()
    store.environments[key] = Table((one["key"], one) for one in made)
    sandbox.log(request, _told(project, "createProject", "created the project", after=project))
    return Reply(project_written(store, project), 201)


@ROUTES.get("/api/v2/projects/<project>")
def get_project(sandbox: LaunchDarkly, request: Request, project: str) -> Any:
    """Show a project."""
    return project_detail(sandbox.store, sandbox.store.project(project), comma_list(request, "expand"))


@ROUTES.patch("/api/v2/projects/<project>")
def patch_project(sandbox: LaunchDarkly, request: Request, project: str) -> Any:
    """Change a project by a JSON patch."""
    store, before = sandbox.store, sandbox.store.project(project)
    patch = read_patch(request, ["json"])
    shown = patched(project_detail(store, before, set()), patch, [(name,) for name in _PROJECT_EDITABLE])
    after = {**before, **{name: shown[name] for name in _PROJECT_EDITABLE if name in shown}}
    _check_project(after)
    if after != before:
        store.projects[project] = after
        told = _told(after, "updateProject", "updated the project", before, after, patch.comment, patch.content)
        sandbox.log(request, told)
    return project_written(store, after)


@ROUTES.delete("/api/v2/projects/<project>")
def delete_project(sandbox: LaunchDarkly, request: Request, project: str) -> None:
    """Delete a project with everything in it."""
    store, before = sandbox.store, sandbox.store.project(project)
    for environment in store.environments[project]:
        store.segments.pop((project, environment), None)
    for table in (store.projects, store.environments, store.flags, store.views):
        table.pop(project, None)
    sandbox.log(request, _told(before, "deleteProject", "deleted the project", before))


def _check_project(project: Record) -> None:
    require(isinstance(project["name"], str) and bool(project["name"].strip()), "name is required")
    require(is_strings(project["tags"]), "tags must be a list of strings")
    require(isinstance(project["includeInSnippetByDefault"], bool), "includeInSnippetByDefault must be a boolean")
    availability = project["defaultClientSideAvailability"]
    good = isinstance(availability, dict) and all(isinstance(one, bool) for one in availability.values())
    require(good, "defaultClientSideAvailability is malformed")


def _told(
    project: Record, action: str, verb: str, before: Any = None, after: Any = None, comment: str = "", delta: Any = None
) -> Happening:
    return Happening(
        kind="project",
        action=action,
        resource=f"proj/{project['key']}",
        name=project["name"],
        href=project_path(project["key"]),
        verb=verb,
        tags=tuple(project["tags"]),
        comment=comment,
        before=before,
        after=after,
        delta=delta,
    )


@ROUTES.get("/api/v2/projects/<project>/environments")
def get_environments(sandbox: LaunchDarkly, request: Request, project: str) -> Any:
    """List the environments of a project."""
    sandbox.store.project(project)
    records = sandbox.store.environments[project].values()
    found = filters.matching(request.args.get("filter", ""), records, _ENVIRONMENT_FILTERS)
    found = sorted_by(request.args.get("sort", ""), found, _ENVIRONMENT_SORTS)
    return page_of(request, environments_path(project), found, lambda one: environment_detail(project, one))


@ROUTES.post("/api/v2/projects/<project>/environments")
def post_environment(sandbox: LaunchDarkly, request: Request, project: str) -> Any:
    """Create an environment; every flag of the project gets a targeting there, off or like its source's."""
    store, body = sandbox.store, object_of(request, "name", "key", "color")
    store.project(project)
    key, given = body["key"], body.get("source") or {}
    source = given.get("key", "") if isinstance(given, dict) else None
    require(isinstance(source, str), "source must name an environment")
    if key in store.environments[project]:
        raise exists("environment")
    require(not source or source in store.environments[project], "source: no such environment")
    made = _environment(sandbox, project, body)
    store.environments[project][key] = made
    for flag_key, flag in list(store.flags[project].items()):
        first = new_configuration(project, key, flag_key, sandbox.clock.milliseconds(), flag["defaults"])
        copied = {**first, **copy.deepcopy(flag["environments"][source]), "version": 1} if source else first
        store.flags[project][flag_key] = {**flag, "environments": {**flag["environments"], key: copied}}
    sandbox.log(request, _told_environment(project, made, "createEnvironment", "created the environment", after=made))
    return Reply(environment_detail(project, made), 201)


@ROUTES.get("/api/v2/projects/<project>/environments/<environment>")
def get_environment(sandbox: LaunchDarkly, request: Request, project: str, environment: str) -> Any:
    """Show an environment."""
    return environment_detail(project, sandbox.store.environment(project, environment))


@ROUTES.patch("/api/v2/projects/<project>/environments/<environment>")
def patch_environment(sandbox: LaunchDarkly, request: Request, project: str, environment: str) -> Any:
    """Change an environment by a JSON patch."""
    store, before = sandbox.store, sandbox.store.environment(project, environment)
    patch = read_patch(request, ["json"])
    shown = patched(environment_detail(project, before), patch, [(name,) for name in _ENVIRONMENT_EDITABLE])
    after = {**before, **{name: shown[name] for name in _ENVIRONMENT_EDITABLE if name in shown}}
    _check_environment(after)
    if after != before:
        store.environments[project][environment] = after
        verb = "updated the environment"
        told = _told_environment(project, after, "updateEnvironment", verb, before, after, patch.comment, patch.content)
        sandbox.log(request, told)
    return environment_detail(project, after)


@ROUTES.delete("/api/v2/projects/<project>/environments/<environment>")
def delete_environment(sandbox: LaunchDarkly, request: Request, project: str, environment: str) -> None:
    """Delete an environment with its segments and the flags' targeting there."""
    store, before = sandbox.store, sandbox.store.environment(project, environment)
    del store.environments[project][environment]
    store.segments.pop((project, environment), None)
    for key, flag in list(store.flags[project].items()):
        kept = {name: one for name, one in flag["environments"].items() if name != environment}
        store.flags[project][key] = {**flag, "environments": kept}
    sandbox.log(request, _told_environment(project, before, "deleteEnvironment", "deleted the environment", before))


def _environment(sandbox: LaunchDarkly, project: str, body: Record) -> Record:
    for name in ("key", "name", "color"):
        require(isinstance(body.get(name), str) and bool(body[name]), f"{name} is required")
    check_key(body["key"])
    now, environment_id = sandbox.clock.milliseconds(), sandbox.store.numbering.object_id()
    made = new_environment(project, body["key"], body["name"], body["color"], now, environment_id)
    made.update({name: body[name] for name in ("defaultTtl", "tags", *_ENVIRONMENT_BOOLEANS) if name in body})
    _check_environment(made)
    return made


def _check_environment(environment: Record) -> None:
    require(isinstance(environment["name"], str) and bool(environment["name"].strip()), "name is required")
    require(is_strings(environment["tags"]), "tags must be a list of strings")
    color = environment["color"]
    hexadecimal = isinstance(color, str) and len(color) == 6 and all(one in "0123456789abcdefABCDEF" for one in color)
    require(hexadecimal, "color must be six hexadecimal digits")
    time_to_live = environment["defaultTtl"]
    require(type(time_to_live) is int and 0 <= time_to_live <= 60, "defaultTtl must be between 0 and 60")
    for name in _ENVIRONMENT_BOOLEANS:
        require(isinstance(environment[name], bool), f"{name} must be a boolean")
    settings = environment["approvalSettings"]
    good = isinstance(settings, dict) and set(settings) >= _APPROVAL and isinstance(settings["required"], bool)
    require(good and is_strings(settings["requiredApprovalTags"]), "approvalSettings is malformed")


def _told_environment(
    project: str,
    environment: Record,
    action: str,
    verb: str,
    before: Any = None,
    after: Any = None,
    comment: str = "",
    delta: Any = None,
) -> Happening:
    return Happening(
        kind="environment",
        action=action,
        resource=f"proj/{project}:env/{environment['key']}",
        name=environment["name"],
        href=environment_path(project, environment["key"]),
        verb=verb,
        tags=tuple(environment["tags"]),
        comment=comment,
        before=before,
        after=after,
        delta=delta,
    )
