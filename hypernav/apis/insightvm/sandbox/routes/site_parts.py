"""What belongs to one site: targets, engine, template, groups, tags, users, schedules."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypernav.apis.insightvm.sandbox.call import Call, Json
from hypernav.apis.insightvm.sandbox.collections import everything
from hypernav.apis.insightvm.sandbox.criteria.criteria import stored_criteria
from hypernav.apis.insightvm.sandbox.data.engines import TEMPLATES
from hypernav.apis.insightvm.sandbox.data.instants import whole_second
from hypernav.apis.insightvm.sandbox.data.records import Group, Site, User
from hypernav.apis.insightvm.sandbox.data.searchable_fields import DISCOVERY_FIELDS
from hypernav.apis.insightvm.sandbox.data.sites import SITE_PLANS
from hypernav.apis.insightvm.sandbox.routes.engines import engine_view, pool_view, template_view
from hypernav.apis.insightvm.sandbox.routes.groups import group_view
from hypernav.apis.insightvm.sandbox.routes.sites import SITES, checked_addresses
from hypernav.apis.insightvm.sandbox.routes.users import user_view
from hypernav.sandbox.app import Refusal, Reply, Routes
from hypernav.sandbox.entities import Entity
from hypernav.sandbox.problems import Missing

ROUTES = Routes("call")
_SITE = "/sites/<int:id>"
_EMPTY = ("alerts", "shared_credentials", "site_credentials")


def _groups(name: str) -> Entity:
    def found(call: Call) -> list[Group]:
        chosen = getattr(call.site(), f"{name}_groups")
        return [call.world.groups[each] for each in chosen if each in call.world.groups]

    return everything(f"{_SITE}/{name}_asset_groups", found, group_view)


def _read_targets(name: str) -> None:
    @ROUTES.get(f"{_SITE}/{name}_targets")
    def read(call: Call, id: int) -> Json:
        links = [call.own_link, call.link("Site", "sites", id)]
        return {"addresses": list(getattr(call.site(), name)), "links": links}


def _users(call: Call) -> list[User]:
    site = call.site()
    return [user for user in call.world.users.values() if user.sites is None or site.id in user.sites]


def _schedule(call: Call, site: Site) -> Json | None:
    plan = SITE_PLANS.get(site.id)
    if plan is None or not plan.scan_days or site.last_scan is None:
        return None
    following = [whole_second(site.last_scan + timedelta(days=plan.scan_days * step)) for step in (1, 2, 3)]
    return {
        "enabled": True,
        "id": site.id,
        "links": [call.link("self", "sites", site.id, "scan_schedules", site.id), call.link("Site", "sites", site.id)],
        "nextRuntimes": following,
        "onScanRepeat": "restart-scan",
        "repeat": {"every": "day", "interval": plan.scan_days},
        "scanEngineId": site.engine,
        "scanName": f"Scheduled scan of {site.name}",
        "scanTemplateId": site.template,
        "start": whole_second(site.last_scan),
    }


def _schedules(call: Call) -> dict[int, Json]:
    schedule = _schedule(call, call.site())
    return {schedule["id"]: schedule} if schedule else {}


def _none(call: Call) -> tuple[Json, ...]:
    call.site()
    return ()


ENTITIES = (
    *map(_groups, ("included", "excluded")),
    everything(f"{_SITE}/users", _users, user_view),
    everything(f"{_SITE}/scan_schedules", _schedules, title="scan schedule", item="/<int:schedule>"),
    *(everything(f"{_SITE}/{part}", _none) for part in _EMPTY),
)


_read_targets("included")
_read_targets("excluded")


@ROUTES.get(f"{_SITE}/scan_engine")
def get_scan_engine(call: Call, id: int) -> Json:
    """Return the engine of a site."""
    engine = call.site().engine
    if engine in call.world.pools:
        return pool_view(call, call.world.pools[engine])
    if engine not in call.world.engines:
        raise Missing("scan engine", engine)
    return engine_view(call, call.world.engines[engine])


@ROUTES.get(f"{_SITE}/scan_template")
def get_scan_template(call: Call, id: int) -> Json:
    """Return the template of a site."""
    return template_view(call, TEMPLATES[call.site().template])


@ROUTES.post(f"{_SITE}/included_targets")
def add_included(call: Call, id: int) -> Reply:
    """Add to what a site scans."""
    site = call.site()
    added = checked_addresses(call.body(list))
    SITES.save(call, replace(site, included=tuple(dict.fromkeys((*site.included, *added)))))
    return call.created(id, "sites", id)


@ROUTES.get(f"{_SITE}/organization")
def get_organization(call: Call, id: int) -> Json:
    """Return whose site it is."""
    call.site()
    return {"links": [call.own_link], "name": "Meridian Holdings", "url": "https://www.meridian.example"}


@ROUTES.get(f"{_SITE}/discovery_connection")
def get_connection(call: Call, id: int) -> Json:
    """Return where a dynamic site learns its assets from."""
    site = _dynamic(call)
    return {"id": id, "links": [call.own_link], "name": f"{site.name} connection", "type": site.connection}


@ROUTES.get(f"{_SITE}/discovery_search_criteria")
def get_discovery(call: Call, id: int) -> Json:
    """Return which of the discovered assets a dynamic site takes."""
    site = _dynamic(call)
    return {"connectionType": site.connection, **(site.criteria or {"filters": [], "match": "all"})}


@ROUTES.put(f"{_SITE}/discovery_search_criteria")
def set_discovery(call: Call, id: int) -> Json:
    """Replace which of the discovered assets a dynamic site takes."""
    site, body = _dynamic(call), call.body()
    kind = str(body.get("connectionType", site.connection))
    if kind not in DISCOVERY_FIELDS:
        raise Refusal(400, f"The connection type '{kind}' is not supported.")
    stored = stored_criteria(body, DISCOVERY_FIELDS[kind])
    return SITES.save(call, replace(site, criteria={**stored, "match": body.get("match", "all")}))


def _dynamic(call: Call) -> Site:
    site = call.site()
    if site.kind != "dynamic":
        raise Missing("discovery connection of site", site.id)
    return site
