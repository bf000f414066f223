"""Reports: their configuration, generating them, and their output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call, Json, endpoint, entry, not_found, required
from hypernav.apis.insightvm.sandbox.collections import everything, page
from hypernav.apis.insightvm.sandbox.data.instants import instant
from hypernav.apis.insightvm.sandbox.data.records import Report, ReportInstance
from hypernav.apis.insightvm.sandbox.data.reports import FORMATS, TEMPLATES, ReportTemplate
from hypernav.apis.insightvm.sandbox.data.world import next_id
from hypernav.apis.insightvm.sandbox.routes.report_content import report_content
from hypernav.sandbox.app import Refusal, Reply, Routes

ROUTES = Routes()
_REPORT = "/api/3/reports/<int:id>"
_LOOKS = 2
"""Looks at a running report until it is complete."""
_SCOPES = ("assets", "sites", "assetGroups", "tags")


def report_view(call: Call, report: Report) -> Json:
    """Return the document of a report."""
    at = ("reports", report.id)
    links = [
        call.link("self", *at),
        call.link("Report History", *at, "history"),
        call.link("Report Template", "report_templates", report.members["template"], id=report.members["template"]),
    ]
    owner = report.members.get("owner")
    if owner in call.world.users:
        links.append(call.link("Owner", "users", owner, id=owner))
    return dict(sorted({**report.members, "id": report.id, "links": links}.items()))


def instance_view(call: Call, instance: ReportInstance) -> Json:
    """Return the document of a generation of a report."""
    at = ("reports", instance.report, "history", instance.id)
    document: Json = {
        "generated": instant(instance.generated),
        "id": instance.id,
        "links": [call.link("self", *at), call.link("Report", "reports", instance.report, id=instance.report)],
        "status": instance.status,
    }
    if instance.status == "complete":
        size = len(_output(call, instance))
        document["links"].append(call.link("Download", *at, "output"))
        document["size"] = {"bytes": size, "formatted": f"{size / 1024:.1f} KB"}
        document["uri"] = call.url(*at, "output")
    return document


def _output(call: Call, instance: ReportInstance) -> bytes:
    members = call.world.reports[instance.report].members
    key = ("report", repr(members), call.user.sites)
    return call.world.remember(key, lambda: report_content(call, members))


def _find(call: Call, id: int) -> Report:
    found: Report = entry(call.world.reports, id, "report")
    return found


@endpoint(ROUTES.get("/api/3/reports"))
def list_reports(call: Call) -> Json:
    """Return the reports."""
    return page(call, list(call.world.reports.values()), lambda report: report_view(call, report))


@endpoint(ROUTES.post("/api/3/reports"))
def create_report(call: Call) -> Reply:
    """Configure a report."""
    identifier = next_id(call.world.reports)
    call.world.reports[identifier] = Report(id=identifier, members=_members(call, call.body()))
    return call.created(identifier, "reports", identifier, status=200)


@endpoint(ROUTES.get(_REPORT))
def get_report(call: Call, id: int) -> Json:
    """Return a report."""
    return report_view(call, _find(call, id))


@endpoint(ROUTES.put(_REPORT))
def replace_report(call: Call, id: int) -> Json:
    """Replace the configuration of a report."""
    _find(call, id)
    call.world.reports[id] = Report(id=id, members=_members(call, call.body(), keeping=id))
    call.world.changed()
    return call.done(call.link("Report", "reports", id))


@endpoint(ROUTES.delete(_REPORT))
def delete_report(call: Call, id: int) -> Json:
    """Delete a report and its history."""
    del call.world.reports[_find(call, id).id]
    for instance in [instance for instance in call.world.instances.values() if instance.report == id]:
        del call.world.instances[instance.id]
    return call.done(call.link("Reports", "reports"))


def _members(call: Call, body: Mapping[str, Any], keeping: int = 0) -> dict[str, Any]:
    required(body, "name", "format", "template")
    if body["format"] not in FORMATS:
        raise Refusal(400, f"The report format '{body['format']}' is not supported here: use {', '.join(FORMATS)}.")
    if body["template"] not in FORMATS[body["format"]]:
        raise Refusal(400, f"The template '{body['template']}' is not supported for the format '{body['format']}'.")
    for report in call.world.reports.values():
        if report.id != keeping and report.members["name"] == body["name"]:
            raise Refusal(400, f"A report with the name '{body['name']}' already exists.")
    scope = body.get("scope") or {}
    known: tuple[Mapping[int, Any], ...] = (call.world.assets, call.world.sites, call.world.groups, call.world.tags)
    for name, entries in zip(_SCOPES, known, strict=True):
        for each in scope.get(name) or ():
            if each not in entries:
                raise Refusal(400, f"The identifier '{each}' of 'scope.{name}' does not exist.")
    defaults = {"frequency": {"type": "none"}, "language": "en-US", "owner": call.user.id, "timezone": "UTC"}
    given = {name: value for name, value in body.items() if name not in {"id", "links"}}
    return {**defaults, **given, "scope": dict(scope)}


@endpoint(ROUTES.post(f"{_REPORT}/generate"))
def generate(call: Call, id: int) -> Reply:
    """Begin to generate a report."""
    _find(call, id)
    identifier = next_id(call.world.instances)
    moment = call.console.moment()
    call.world.instances[identifier] = ReportInstance(id=identifier, report=id, generated=moment, status="running")
    return call.created(identifier, "reports", id, "history", identifier, status=200)


def _history(call: Call, id: int) -> list[ReportInstance]:
    _find(call, id)
    return [instance for instance in call.world.instances.values() if instance.report == id]


@endpoint(ROUTES.get(f"{_REPORT}/history"))
def list_history(call: Call, id: int) -> Json:
    """Return the generations of a report."""
    return everything(call, [instance_view(call, instance) for instance in _history(call, id)])


def _instance(call: Call, id: int, instance: str) -> ReportInstance:
    known = _history(call, id)
    if instance == "latest" and known:
        return known[-1]
    for each in known:
        if str(each.id) == instance:
            return each
    raise not_found("report instance", instance)


@endpoint(ROUTES.get(f"{_REPORT}/history/<instance>"))
def get_instance(call: Call, id: int, instance: str) -> Json:
    """Return a generation of a report; one that runs gets on with each look."""
    found = _instance(call, id, instance)
    if found.status == "running" and call.request.method == "GET":
        looks = found.polls + 1
        found = replace(found, polls=looks, status="complete" if looks >= _LOOKS else "running")
        call.world.instances[found.id] = found
    return instance_view(call, found)


@endpoint(ROUTES.delete(f"{_REPORT}/history/<instance>"))
def delete_instance(call: Call, id: int, instance: str) -> Json:
    """Delete a generation of a report."""
    del call.world.instances[_instance(call, id, instance).id]
    return call.done(call.link("Report History", "reports", id, "history"))


@endpoint(ROUTES.get(f"{_REPORT}/history/<instance>/output"))
def get_output(call: Call, id: int, instance: str) -> Reply:
    """Return the output of a generation of a report, compressed with gzip."""
    found = _instance(call, id, instance)
    if found.status != "complete":
        raise not_found("output of report instance", instance)
    name = f"report-{id}-{found.id}.gz"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Reply(_output(call, found), 200, disposition, "application/octet-stream")


@endpoint(ROUTES.get("/api/3/report_formats"))
def list_formats(call: Call) -> Json:
    """Return the formats, each with the templates it takes."""
    return everything(call, [{"format": name, "templates": list(templates)} for name, templates in FORMATS.items()])


@endpoint(ROUTES.get("/api/3/report_templates"))
def list_templates(call: Call) -> Json:
    """Return the report templates."""
    return everything(call, [_template_view(call, template) for template in TEMPLATES.values()])


@endpoint(ROUTES.get("/api/3/report_templates/<id>"))
def get_template(call: Call, id: str) -> Json:
    """Return a report template."""
    return _template_view(call, entry(TEMPLATES, id, "report template"))


def _template_view(call: Call, template: ReportTemplate) -> Json:
    return {
        "builtin": True,
        "description": template.description,
        "id": template.id,
        "links": [call.link("self", "report_templates", template.id)],
        "name": template.name,
        "sections": list(template.sections),
        "type": template.kind,
    }
