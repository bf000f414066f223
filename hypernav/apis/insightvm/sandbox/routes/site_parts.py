"""What belongs to one site: targets, engine, template, groups, tags, users, schedules."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypernav.apis.insightvm.sandbox.call import Call, Json, endpoint, entry, not_found, whole_numbers
from hypernav.apis.insightvm.sandbox.collections import everything
from hypernav.apis.insightvm.sandbox.criteria.criteria import InvalidCriteria, read_criteria
from hypernav.apis.insightvm.sandbox.data.engines import TEMPLATES
from hypernav.apis.insightvm.sandbox.data.instants import instant
from hypernav.apis.insightvm.sandbox.data.records import Site
from hypernav.apis.insightvm.sandbox.data.searchable_fields import DISCOVERY_FIELDS
from hypernav.apis.insightvm.sandbox.data.sites import SITE_PLANS
from hypernav.apis.insightvm.sandbox.routes.engines import engine_view, pool_view, template_view
from hypernav.apis.insightvm.sandbox.routes.groups import group_view
from hypernav.apis.insightvm.sandbox.routes.sites import checked_addresses, known_engine, known_template
from hypernav.apis.insightvm.sandbox.routes.users import user_view
from hypernav.sandbox.app import Refusal, Reply, Routes

ROUTES = Routes()
_SITE = "/api/3/sites/<int:id>"
_EMPTY = ("alerts", "shared_credentials", "site_credentials")


def _save(call: Call, site: Site) -> Json:
    call.world.sites[site.id] = site
    call.world.changed()
    return call.done(call.link("Site", "sites", site.id))


@endpoint(ROUTES.get(f"{_SITE}/scan_engine"))
def get_scan_engine(call: Call, id: int) -> Json:
    """Return the engine of a site."""
    engine = call.site(id).engine
    if engine in call.world.pools:
        return pool_view(call, call.world.pools[engine])
    return engine_view(call, entry(call.world.engines, engine, "scan engine"))


@endpoint(ROUTES.put(f"{_SITE}/scan_engine"))
def set_scan_engine(call: Call, id: int) -> Json:
    """Give a site another engine; the body is its id."""
    site = call.site(id)
    return _save(call, replace(site, engine=known_engine(call, call.body(int))))


@endpoint(ROUTES.get(f"{_SITE}/scan_template"))
def get_scan_template(call: Call, id: int) -> Json:
    """Return the template of a site."""
    return template_view(call, TEMPLATES[call.site(id).template])


@endpoint(ROUTES.put(f"{_SITE}/scan_template"))
def set_scan_template(call: Call, id: int) -> Json:
    """Give a site another template; the body is its id, a JSON string."""
    site = call.site(id)
    return _save(call, replace(site, template=known_template(call.body(str))))


def _targets(call: Call, addresses: tuple[str, ...], id: int) -> Json:
    return {"addresses": list(addresses), "links": [call.here, call.link("Site", "sites", id)]}


@endpoint(ROUTES.get(f"{_SITE}/included_targets"))
def get_included(call: Call, id: int) -> Json:
    """Return what a site scans."""
    return _targets(call, call.site(id).included, id)


@endpoint(ROUTES.put(f"{_SITE}/included_targets"))
def set_included(call: Call, id: int) -> Json:
    """Replace what a site scans; the body is an array."""
    site = call.site(id)
    return _save(call, replace(site, included=checked_addresses(call.body(list))))


@endpoint(ROUTES.post(f"{_SITE}/included_targets"))
def add_included(call: Call, id: int) -> Reply:
    """Add to what a site scans."""
    site = call.site(id)
    _save(call, replace(site, included=tuple(dict.fromkeys((*site.included, *checked_addresses(call.body(list)))))))
    return call.created(id, "sites", id)


@endpoint(ROUTES.delete(f"{_SITE}/included_targets"))
def remove_included(call: Call, id: int) -> Json:
    """Take addresses out of what a site scans; the body is an array."""
    site, gone = call.site(id), set(call.body(list))
    return _save(call, replace(site, included=tuple(each for each in site.included if each not in gone)))


@endpoint(ROUTES.get(f"{_SITE}/excluded_targets"))
def get_excluded(call: Call, id: int) -> Json:
    """Return what a site leaves out."""
    return _targets(call, call.site(id).excluded, id)


@endpoint(ROUTES.put(f"{_SITE}/excluded_targets"))
def set_excluded(call: Call, id: int) -> Json:
    """Replace what a site leaves out; the body is an array."""
    site = call.site(id)
    return _save(call, replace(site, excluded=checked_addresses(call.body(list))))


@endpoint(ROUTES.get(f"{_SITE}/included_asset_groups"))
def list_included_groups(call: Call, id: int) -> Json:
    """Return the asset groups that a site scans."""
    found = [call.world.groups[each] for each in call.site(id).included_groups if each in call.world.groups]
    return everything(call, [group_view(call, group) for group in found])


@endpoint(ROUTES.put(f"{_SITE}/included_asset_groups"))
def set_included_groups(call: Call, id: int) -> Json:
    """Replace the asset groups that a site scans."""
    site = call.site(id)
    return _save(call, replace(site, included_groups=_known_groups(call)))


@endpoint(ROUTES.get(f"{_SITE}/excluded_asset_groups"))
def list_excluded_groups(call: Call, id: int) -> Json:
    """Return the asset groups that a site leaves out."""
    found = [call.world.groups[each] for each in call.site(id).excluded_groups if each in call.world.groups]
    return everything(call, [group_view(call, group) for group in found])


@endpoint(ROUTES.put(f"{_SITE}/excluded_asset_groups"))
def set_excluded_groups(call: Call, id: int) -> Json:
    """Replace the asset groups that a site leaves out."""
    site = call.site(id)
    return _save(call, replace(site, excluded_groups=_known_groups(call)))


def _known_groups(call: Call) -> tuple[int, ...]:
    ids = whole_numbers(call.body(list))
    for each in ids:
        entry(call.world.groups, each, "asset group")
    return tuple(ids)


@endpoint(ROUTES.get(f"{_SITE}/users"))
def list_site_users(call: Call, id: int) -> Json:
    """Return the users with access to a site."""
    site = call.site(id)
    found = [user for user in call.world.users.values() if user.sites is None or site.id in user.sites]
    return everything(call, [user_view(call, user) for user in found])


@endpoint(ROUTES.get(f"{_SITE}/organization"))
def get_organization(call: Call, id: int) -> Json:
    """Return whose site it is."""
    call.site(id)
    return {"links": [call.here], "name": "Meridian Holdings", "url": "https://www.meridian.example"}


def _schedule(call: Call, site: Site) -> Json | None:
    plan = SITE_PLANS.get(site.id)
    if plan is None or not plan.scan_days or site.last_scan is None:
        return None
    following = [instant(site.last_scan + timedelta(days=plan.scan_days * step)) for step in (1, 2, 3)]
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
        "start": instant(site.last_scan),
    }


@endpoint(ROUTES.get(f"{_SITE}/scan_schedules"))
def list_schedules(call: Call, id: int) -> Json:
    """Return when a site is scanned."""
    schedule = _schedule(call, call.site(id))
    return everything(call, [schedule] if schedule else [])


@endpoint(ROUTES.get(f"{_SITE}/scan_schedules/<int:schedule>"))
def get_schedule(call: Call, id: int, schedule: int) -> Json:
    """Return a schedule."""
    found = _schedule(call, call.site(id))
    if found is None or found["id"] != schedule:
        raise not_found("scan schedule", schedule)
    return found


def _nothing(call: Call, id: int) -> Json:
    call.site(id)
    return everything(call, [])


for _part in _EMPTY:
    endpoint(ROUTES.get(f"{_SITE}/{_part}"))(_nothing)


@endpoint(ROUTES.get(f"{_SITE}/discovery_connection"))
def get_connection(call: Call, id: int) -> Json:
    """Return where a dynamic site learns its assets from."""
    site = _dynamic(call, id)
    return {"id": id, "links": [call.here], "name": f"{site.name} connection", "type": site.connection}


@endpoint(ROUTES.get(f"{_SITE}/discovery_search_criteria"))
def get_discovery(call: Call, id: int) -> Json:
    """Return which of the discovered assets a dynamic site takes."""
    site = _dynamic(call, id)
    return {"connectionType": site.connection, **(site.criteria or {"filters": [], "match": "all"})}


@endpoint(ROUTES.put(f"{_SITE}/discovery_search_criteria"))
def set_discovery(call: Call, id: int) -> Json:
    """Replace which of the discovered assets a dynamic site takes."""
    site, body = _dynamic(call, id), call.body()
    kind = body.get("connectionType", site.connection)
    if kind not in DISCOVERY_FIELDS:
        raise Refusal(400, f"The connection type '{kind}' is not supported.")
    try:
        read_criteria(body, DISCOVERY_FIELDS[kind])
    except InvalidCriteria as error:
        raise Refusal(400, str(error)) from error
    return _save(call, replace(site, criteria={"filters": body["filters"], "match": body.get("match", "all")}))


def _dynamic(call: Call, id: int) -> Site:
    site = call.site(id)
    if site.kind != "dynamic":
        raise not_found("discovery connection of site", id)
    return site
