"""The paths of the API, and links to them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from hypernav.sandbox.app import segment

ROOT = "/api/v2"


def path(*segments: object) -> str:
    """Return the path of a resource by its segments below the API's root.

    >>> path("flags", "default", "a/b")
    '/api/v2/flags/default/a%2Fb'
    """
    return "/".join([ROOT, *map(segment, segments)])


def link(path: str, parameters: Iterable[tuple[str, str]] = (), media_type: str = "application/json") -> dict[str, str]:
    """Return a link object.

    >>> link("/api/v2/flags/default", [("limit", "5")])
    {'href': '/api/v2/flags/default?limit=5', 'type': 'application/json'}
    """
    query = urlencode(list(parameters), quote_via=quote)
    return {"href": f"{path}?{query}" if query else path, "type": media_type}


def linked(*segments: object) -> dict[str, str]:
    """Return a link object for a resource by its segments below the API's root."""
    return link(path(*segments))


def project_links(project: str) -> dict[str, dict[str, str]]:
    """Return the links of a project."""
    return {"environments": linked("projects", project, "environments"), "self": linked("projects", project)}


def site(*segments: object) -> dict[str, str]:
    """Return a link object for a page of the vendor's own user interface."""
    return link("/".join(["", *map(segment, segments)]), media_type="text/html")


def flag_resource(project: str, flag: str, environment: str = "") -> str:
    """Return the resource specifier of a flag, in one environment or as a whole.

    >>> flag_resource("default", "checkout", "production")
    'proj/default:env/production:flag/checkout'
    """
    place = f":env/{environment}" if environment else ""
    return f"proj/{project}{place}:flag/{flag}"
