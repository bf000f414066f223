"""Collections in plain JSON: bare arrays, and objects of which one list is what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypernav.documents.document import Document, Found
from hypernav.formats.base import Format
from hypernav.formats.evidence import has_identity, has_paging_links, is_listing_of, is_paged, names_the_place
from hypernav.formats.hint_names import CONTAINERS, ENVELOPES, LINK_CONTAINERS

_KNOWN = (
    *("items", "results", "data", "resources", "values", "value", "records", "entries", "content", "features"),
    *("elements", "rows", "objects", "documents", "docs", "member", "hydra:member", "hits"),
)
_PLURAL = frozenset({"items", "results", "resources", "records", "entries", "elements", "rows", "objects", "documents"})
"""Names that cannot be those of one thing, so that null under them is an empty list."""
_PASCAL_IDENTITY = frozenset({"Id", "ID", "Key", "Name", "Uuid", "Guid", "UUID"})
_NEVER = frozenset(
    {"errors", "warnings", "error", "links", "_links", "link", "actions", "included", "filters", "facets", "sort"}
    | {"aggregations", "fields", "columns", "schemas", "notices", "unreachable", "unreachableLocations"}
)
_BESIDE = frozenset(
    {*CONTAINERS, *LINK_CONTAINERS, "link", "success", "status", "ok", "kind", "etag", "type", "self", "href", "url"}
    | {"version", "timeStamp", "took", "sort", "included", "errors", "warnings", "stac_version", "total", "count"}
)


class Plain(Format):
    """Find the members of JSON that has no hypermedia format. An object with a list field is not a collection.

    A list counts as the members when its name is one that collections use and the object does not name itself;
    when paging facts stand beside it; when the URL ends in its name; or when nothing else is in the object.

    >>> from hypernav.formats import read
    >>> asset = read("https://a.test/assets/1", 200, {}, {"id": 1, "services": [{"port": 22}]})
    >>> assets = read("https://a.test/assets", 200, {}, {"resources": [{"id": 1}], "page": {"totalResources": 7}})
    >>> asset.members is None, assets.members_key, len(assets.members)
    (True, 'resources', 1)
    """

    name = "json"
    media_types = ("application/json",)
    quality = 0.8

    def members(self, document: Document) -> Found | None:
        """Return the members of an array or object, None where it is one thing."""
        data = document.data
        if isinstance(data, list):
            return Found("", data)
        if not isinstance(data, dict):
            return None
        return _declared(document, data) or _members_of(document, data) or _members_inside(document, data)


def _declared(document: Document, data: dict[str, Any]) -> Found | None:
    """Return the members of documents that say by a name of their own what they are, whatever stands beside it."""
    if data.get("resourceType") == "Bundle":
        # FHIR, Bundle: a search that found nothing has no entries at all.
        entries = data.get("entry", [] if data.get("type") in ("searchset", "history") else None)
        return Found("entry", entries) if isinstance(entries, list) else None
    # Redfish, DSP0266 7.5.4, where a collection has a name like anything else.
    if isinstance(data.get("Members"), list) and "Members@odata.count" in data:
        return Found("Members", data["Members"])
    # Registries of container images list the tags of a repository beside its name.
    named = next((key for key in data if is_listing_of(document, key) and isinstance(data[key], list | None)), None)
    return Found(named, data[named] or []) if named is not None else None


def _members_of(document: Document, data: dict[str, Any]) -> Found | None:
    lists = {key: value for key, value in data.items() if type(value) is list and key not in _NEVER}
    if not lists:
        return _null_list(data)
    named = next((key for key in lists if names_the_place(document, key)), None)
    known = next((key for key in _KNOWN if key in lists), None) or _pascal(data, lists)
    paged = is_paged(document.paging)
    if has_identity(data):
        # A thing in a sequence has a next link too; its tags are not its members.
        key = (known or named or _single(_of_objects(lists))) if paged else None
    elif known:
        key = known
    elif named:
        key = named
    elif paged or document.paging or has_paging_links(document):
        key = _single(lists)
    else:
        key = _only(data, lists)
    return Found(key, lists[key]) if key else None


def _null_list(data: dict[str, Any]) -> Found | None:
    """Return the empty list that some servers write as null."""
    if has_identity(data) or data.get("error") or data.get("errors"):
        return None
    key = next((key for key in data if data[key] is None and key.lower() in _PLURAL), None)
    return Found(key, ()) if key is not None else None


def _pascal(data: dict[str, Any], lists: Mapping[str, list[Any]]) -> str | None:
    """Return the list whose name is one that collections use, spelled as in ``Items``, unless a thing holds it."""
    if not _PASCAL_IDENTITY.isdisjoint(data):
        return None
    return next((key for key in lists if key[:1].isupper() and key.lower() in _KNOWN), None)


def _members_inside(document: Document, data: dict[str, Any]) -> Found | None:
    if has_identity(data):
        return None
    for envelope in ENVELOPES:
        inner = data.get(envelope)
        if isinstance(inner, dict):
            found = _members_of(document, inner)
            if found is not None:
                return Found(f"{envelope}.{found.key}", found.records)
    return None


def _single(lists: Mapping[str, list[Any]]) -> str | None:
    """Return the one list of objects; where no list holds objects, the one list there is."""
    among = list(_of_objects(lists) or lists)
    return among[0] if len(among) == 1 else None


def _of_objects(lists: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    return {key: value for key, value in lists.items() if value and isinstance(value[0], dict)}


def _only(data: dict[str, Any], lists: Mapping[str, list[Any]]) -> str | None:
    """Return the one list of objects of an object that says nothing else of its own."""
    if len(lists) != 1:
        return None
    key, records = next(iter(lists.items()))
    others = [name for name in data if name != key and name not in _BESIDE and name[:1] not in ("_", "@", "$")]
    return key if not others and all(isinstance(record, dict) for record in records) else None
