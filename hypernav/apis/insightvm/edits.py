"""How the console takes edits, and how it tells that a scan or a report is still being made.

PUT replaces: what it does not carry is taken away. The members and the required ones are those of the vendor's
description; the names differ from those that a GET returns where they stand on different sides of a colon here.
There are no versions, no ETags and no comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from hypernav.profile import Editing, Place, Work

_WHOLE: Final = "whole representation"


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


def _bare(member: str) -> Editing:
    return Editing(form=_WHOLE, body=member)


def _value(what: str) -> Editing:
    return Editing(form="value", value=what)


EDITING: Mapping[str, Editing] = {
    "/api/3/sites/{site}": Editing(
        form=_WHOLE,
        members={
            **_same("name", "description", "importance"),
            "engineId": "scanEngine",
            "scanTemplateId": "scanTemplate",
        },
        required=("name", "importance", "engineId", "scanTemplateId"),
    ),
    "/api/3/sites/{site}/scan_engine": _value("the id of a scan engine or of a pool, such as 3"),
    "/api/3/sites/{site}/scan_template": _value('the id of a scan template, such as "discovery"'),
    "/api/3/sites/{site}/included_targets": _bare("addresses"),
    "/api/3/sites/{site}/excluded_targets": _bare("addresses"),
    "/api/3/sites/{site}/included_asset_groups": _value("the ids of asset groups, such as [3, 5]"),
    "/api/3/sites/{site}/excluded_asset_groups": _value("the ids of asset groups, such as [3, 5]"),
    "/api/3/sites/{site}/discovery_search_criteria": Editing(
        form=_WHOLE, members=_same("connectionType", "match", "filters"), required=("connectionType",)
    ),
    "/api/3/tags/{tag}": Editing(
        form=_WHOLE, members=_same("name", "type", "color", "searchCriteria"), required=("name", "type")
    ),
    "/api/3/tags/{tag}/search_criteria": Editing(form=_WHOLE, members=_same("match", "filters")),
    "/api/3/tags/{tag}/sites": _bare("resources"),
    "/api/3/tags/{tag}/asset_groups": _bare("resources"),
    "/api/3/asset_groups/{group}": Editing(
        form=_WHOLE, members=_same("name", "description", "type", "searchCriteria"), required=("name", "type")
    ),
    "/api/3/asset_groups/{group}/search_criteria": Editing(form=_WHOLE, members=_same("match", "filters")),
    "/api/3/asset_groups/{group}/assets": _bare("resources"),
    "/api/3/reports/{report}": Editing(form=_WHOLE, read_only=("id", "email"), required=("name", "format")),
    "/api/3/scan_engines/{engine}": Editing(
        form=_WHOLE,
        members=_same("id", "name", "address", "port", "sites"),
        required=("id", "name", "address", "port"),
    ),
    "/api/3/users/{user}": Editing(
        form=_WHOLE,
        members={
            **_same("login", "name", "email", "enabled", "password", "passwordResetOnLogin"),
            **_same("authentication.id", "authentication.type", "locale.default", "locale.reports"),
            **_same("role.id", "role.allSites", "role.allAssetGroups", "role.superuser"),
        },
        required=("login", "name", "password", "role.id"),
    ),
    "/api/3/vulnerability_exceptions/{exception}/expires": _value('a date, such as "2026-03-31T00:00:00Z"'),
}
"""Path pattern of a place to how it takes edits."""

WORK: Mapping[str, Work] = {
    "/api/3/scans/{scan}": Work(busy=("running", "dispatched", "integrating"), failed=("aborted", "error")),
    "/api/3/sites/{site}/scans": Work(at="/api/3/scans/{id}"),
    "/api/3/scans/{scan}/{status}": Work(at="/api/3/scans/{scan}"),
    "/api/3/reports/{report}/history/{instance}": Work(busy=("running",), failed=("aborted", "failed")),
    "/api/3/reports/{report}/generate": Work(at="/api/3/reports/{report}/history/{id}"),
}
"""Path pattern of a place to how it tells that something is going on."""


def with_edits(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return places with how they take edits, and how they tell that something is going on.

    >>> with_edits([Place("/api/3/scans/{scan}")])[0].work.busy
    ('running', 'dispatched', 'integrating')
    """
    return tuple(replace(place, editing=EDITING.get(place.path), work=WORK.get(place.path)) for place in places)
