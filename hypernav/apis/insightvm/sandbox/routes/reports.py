"""Reports: their configuration, generating them, and their output."""

from __future__ import annotations

from dataclasses import replace

from hypernav.apis.insightvm.sandbox.call import Call, Json
from hypernav.apis.insightvm.sandbox.collections import everything, paged
from hypernav.apis.insightvm.sandbox.data.instants import whole_second
from hypernav.apis.insightvm.sandbox.data.records import Report, ReportInstance
from hypernav.apis.insightvm.sandbox.data.reports import FORMATS, TEMPLATES, ReportTemplate
from hypernav.apis.insightvm.sandbox.data.world import next_id
from hypernav.apis.insightvm.sandbox.routes.report_content import report_content
from hypernav.apis.insightvm.sandbox.settings import NAME, TEXT, body_of, object_of, setting
from hypernav.sandbox.app import Refusal, Reply, Routes
from hypernav.sandbox.problems import Missing
from hypernav.sandbox.schema import Property

ROUTES = Routes("call")
_REPORT = "/reports/<int:id>"
_LOOKS = 2
"""Looks at a running report until it is complete."""
_SCOPES = {"assets": "assets", "sites": "sites", "assetGroups": "groups", "tags": "tags"}
"""Each part of a scope, and where the console holds what it may name."""
_IDS = Property(kind="array", null=True, items=Property(kind="integer"))


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
        "generated": whole_second(instance.generated),
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


def _report(call: Call) -> Report:
    return call.named(call.world.reports, "report")


def _members(call: Call, body: Json, old: Report | None) -> Json:
    if body["format"] not in FORMATS:
        raise Refusal(400, f"The report format '{body['format']}' is not supported here: use {', '.join(FORMATS)}.")
    if body["template"] not in FORMATS[body["format"]]:
        raise Refusal(400, f"The template '{body['template']}' is not supported for the format '{body['format']}'.")
    for report in call.world.reports.values():
        if report is not old and report.members["name"] == body["name"]:
            raise Refusal(400, f"A report with the name '{body['name']}' already exists.")
    scope = body.get("scope") or {}
    for name, table in _SCOPES.items():
        for each in scope.get(name) or ():
            if each not in getattr(call.world, table):
                raise Refusal(400, f"The identifier '{each}' of 'scope.{name}' does not exist.")
    defaults = {"frequency": {"type": "none"}, "language": "en-US", "owner": call.user.id, "timezone": "UTC"}
    given = {name: value for name, value in body.items() if name not in {"id", "links"}}
    return {"members": {**defaults, **given, "scope": scope}}


def _leave(call: Call, report: Report) -> None:
    """Take away the history of a report."""
    for instance in [instance for instance in call.world.instances.values() if instance.report == report.id]:
        del call.world.instances[instance.id]


def _history(call: Call) -> list[ReportInstance]:
    report = _report(call)
    return [instance for instance in call.world.instances.values() if instance.report == report.id]


def _instance(call: Call) -> ReportInstance:
    known, name = _history(call), call.values["instance"]
    if name == "latest" and known:
        return known[-1]
    for each in known:
        if str(each.id) == name:
            return each
    raise Missing("report instance", name)


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


ENTITIES = (
    setting(
        paged("/reports", lambda call: call.world.reports, report_view, title="report"),
        value=Report,
        schema=body_of(
            name=NAME,
            format=NAME,
            template=NAME,
            owner=TEXT,
            scope=object_of(assets=_IDS, sites=_IDS, assetGroups=_IDS, tags=_IDS),
        ),
        members=_members,
        leaving=_leave,
        statuses={"create": 200},
    ),
    everything(f"{_REPORT}/history", _history, instance_view),
    everything(
        "/report_formats",
        lambda call: FORMATS.items(),
        lambda call, item: {"format": item[0], "templates": list(item[1])},
    ),
    everything("/report_templates", lambda call: TEMPLATES, _template_view, title="report template", item="/<id>"),
)


@ROUTES.post(f"{_REPORT}/generate")
def generate(call: Call, id: int) -> Reply:
    """Begin to generate a report."""
    _report(call)
    identifier = next_id(call.world.instances)
    call.world.instances[identifier] = ReportInstance(id=identifier, report=id, generated=call.now, status="running")
    return call.created(identifier, "reports", id, "history", identifier, status=200)


@ROUTES.get(f"{_REPORT}/history/<instance>")
def get_instance(call: Call, id: int, instance: str) -> Json:
    """Return a generation of a report; one that runs gets on with each look."""
    found = _instance(call)
    if found.status == "running" and call.request.method == "GET":
        looks = found.polls + 1
        found = replace(found, polls=looks, status="complete" if looks >= _LOOKS else "running")
        call.world.instances[found.id] = found
    return instance_view(call, found)


@ROUTES.delete(f"{_REPORT}/history/<instance>")
def delete_instance(call: Call, id: int, instance: str) -> Json:
    """Delete a generation of a report."""
    del call.world.instances[_instance(call).id]
    return call.done(call.link("Report History", "reports", id, "history"))


@ROUTES.get(f"{_REPORT}/history/<instance>/output")
def get_output(call: Call, id: int, instance: str) -> Reply:
    """Return the output of a generation of a report, compressed with gzip."""
    found = _instance(call)
    if found.status != "complete":
        raise Missing("output of report instance", instance)
    name = f"report-{id}-{found.id}.gz"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Reply(_output(call, found), 200, disposition, "application/octet-stream")
