"""Projects and their environments."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.changes.checks import check_key, is_objects, is_strings, require
from hypernav.apis.launchdarkly.sandbox.changes.configurations import new_configuration
from hypernav.apis.launchdarkly.sandbox.changes.patches import edited, read_patch
from hypernav.apis.launchdarkly.sandbox.data.account import approval_settings, new_environment, new_project
from hypernav.apis.launchdarkly.sandbox.lists import filters
from hypernav.apis.launchdarkly.sandbox.paging import page_of
from hypernav.apis.launchdarkly.sandbox.refusals import exists
from hypernav.apis.launchdarkly.sandbox.represent.records import environment_detail, project_detail, project_written
from hypernav.apis.launchdarkly.sandbox.store import Table
from hypernav.sandbox.app import Reply, Routes

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.asked import Asked
    from hypernav.apis.launchdarkly.sandbox.store import Record

ROUTES = Routes("call")
_PROJECT_FILTERS: filters.Fields = {
    "query": filters.query("name", "key"),
    "tags": filters.all_tags,
    "keys": filters.any_of(lambda project: [project["key"]]),
}
_ENVIRONMENT_FILTERS: filters.Fields = {"query": filters.query("name", "key"), "tags": filters.all_tags}
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


@ROUTES.get("/projects")
def get_projects(call: Asked) -> Any:
    """List the projects."""
    found = filters.matching(call.filter, call.store.projects.values(), _PROJECT_FILTERS)
    found = call.ordered(found, ("name", "createdOn"))
    return page_of(call, found, lambda one: project_detail(call.store, one, call.expand))


@ROUTES.post("/projects")
def post_project(call: Asked) -> Any:
    """Create a project, with the environments Test and Production unless others are given."""
    store, body = call.store, call.body(dict, "name", "key")
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
    require(is_objects(given), "environments must be a list")
    made = [_environment(call, key, one) for one in given]
    project = new_project(key, body["name"], tags, call.moment, store.numbering.object_id())
    for name in ("includeInSnippetByDefault", "defaultClientSideAvailability"):
        project[name] = body.get(name, project[name])
    _check_project(project)
    store.projects[key], store.flags[key] = project, Table()
    store.environments[key] = Table((one["key"], one) for one in made)
    call.log(f"proj/{key}", project, "createProject", "created the project", after=project)
    return Reply(project_written(store, project), 201)


@ROUTES.get("/projects/<project>")
def get_project(call: Asked, project: str) -> Any:
    """Show a project."""
    return project_detail(call.store, call.store.projects[project], call.expand)


@ROUTES.patch("/projects/<project>")
def patch_project(call: Asked, project: str) -> Any:
    """Change a project by a JSON patch."""
    store, before = call.store, call.store.projects[project]
    patch = read_patch(call, "json")
    after = edited(before, project_detail(store, before, set()), patch, _PROJECT_EDITABLE)
    _check_project(after)
    if after != before:
        store.projects[project] = after
        verb = "updated the project"
        call.log(f"proj/{project}", after, "updateProject", verb, patch, before=before, after=after)
    return project_written(store, after)


@ROUTES.delete("/projects/<project>")
def delete_project(call: Asked, project: str) -> None:
    """Delete a project with everything in it."""
    store, before = call.store, call.store.projects[project]
    for environment in store.environments[project]:
        store.segments.pop((project, environment), None)
    for table in (store.projects, store.environments, store.flags, store.views):
        table.pop(project, None)
    call.log(f"proj/{project}", before, "deleteProject", "deleted the project", before=before)


def _check_project(project: Record) -> None:
    require(isinstance(project["name"], str) and bool(project["name"].strip()), "name is required")
    require(is_strings(project["tags"]), "tags must be a list of strings")
    require(isinstance(project["includeInSnippetByDefault"], bool), "includeInSnippetByDefault must be a boolean")
    availability = project["defaultClientSideAvailability"]
    good = isinstance(availability, dict) and all(isinstance(one, bool) for one in availability.values())
    require(good, "defaultClientSideAvailability is malformed")


@ROUTES.get("/projects/<project>/environments")
def get_environments(call: Asked, project: str) -> Any:
    """List the environments of a project."""
    found = filters.matching(call.filter, call.store.environments[project].values(), _ENVIRONMENT_FILTERS)
    found = call.ordered(found, ("name", "createdOn", "critical"))
    return page_of(call, found, lambda one: environment_detail(project, one))


@ROUTES.post("/projects/<project>/environments")
def post_environment(call: Asked, project: str) -> Any:
    """Create an environment; every flag of the project gets a targeting there, off or like its source's."""
    store, body = call.store, call.body(dict, "name", "key", "color")
    environments = store.environments[project]
    key, given = body["key"], body.get("source") or {}
    source = given.get("key", "") if isinstance(given, dict) else None
    require(isinstance(source, str), "source must name an environment")
    if key in environments:
        raise exists("environment")
    require(not source or source in environments, "source: no such environment")
    made = _environment(call, project, body)
    environments[key] = made
    for flag_key, flag in list(store.flags[project].items()):
        first = new_configuration(project, key, flag_key, call.moment, flag["defaults"])
        copied = {**first, **copy.deepcopy(flag["environments"][source]), "version": 1} if source else first
        store.flags[project][flag_key] = {**flag, "environments": {**flag["environments"], key: copied}}
    call.log(f"proj/{project}:env/{key}", made, "createEnvironment", "created the environment", after=made)
    return Reply(environment_detail(project, made), 201)


@ROUTES.get("/projects/<project>/environments/<environment>")
def get_environment(call: Asked, project: str, environment: str) -> Any:
    """Show an environment."""
    return environment_detail(project, call.store.environments[project][environment])


@ROUTES.patch("/projects/<project>/environments/<environment>")
def patch_environment(call: Asked, project: str, environment: str) -> Any:
    """Change an environment by a JSON patch."""
    store, before = call.store, call.store.environments[project][environment]
    patch, resource = read_patch(call, "json"), f"proj/{project}:env/{environment}"
    after = edited(before, environment_detail(project, before), patch, _ENVIRONMENT_EDITABLE)
    if isinstance(after["approvalSettings"], dict):
        after["approvalSettings"] = {**approval_settings(required=False), **after["approvalSettings"]}
    _check_environment(after)
    if after != before:
        store.environments[project][environment] = after
        verb = "updated the environment"
        call.log(resource, after, "updateEnvironment", verb, patch, before=before, after=after)
    return environment_detail(project, after)


@ROUTES.delete("/projects/<project>/environments/<environment>")
def delete_environment(call: Asked, project: str, environment: str) -> None:
    """Delete an environment with its segments and the flags' targeting there."""
    store, before = call.store, call.store.environments[project][environment]
    del store.environments[project][environment]
    store.segments.pop((project, environment), None)
    for key, flag in list(store.flags[project].items()):
        kept = {name: one for name, one in flag["environments"].items() if name != environment}
        store.flags[project][key] = {**flag, "environments": kept}
    verb = "deleted the environment"
    call.log(f"proj/{project}:env/{environment}", before, "deleteEnvironment", verb, before=before)


def _environment(call: Asked, project: str, body: Record) -> Record:
    for name in ("key", "name", "color"):
        require(isinstance(body.get(name), str) and bool(body[name]), f"{name} is required")
    check_key(body["key"])
    now, environment_id = call.moment, call.store.numbering.object_id()
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
