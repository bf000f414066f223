"""Who knows relations of a document besides the document itself: the profile derives some from where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import quote

from hypernav.documents.document import Document
from hypernav.documents.links import Link
from hypernav.profile import Declared, Profile
from hypernav.web.urls import path_of, resolve


class RelationSource(Protocol):
    """Knows links of documents that these do not carry; each link says what its evidence is. Pure."""

    def links(self, document: Document, url: str) -> tuple[Link, ...]:
        """Return the links that are known of a document at an address."""


class DerivedRelations:
    """Know the links that a profile implies by the paths of an API."""

    def __init__(self, profile: Profile) -> None:
        """Keep what is declared."""
        self._profile = profile

    def links(self, document: Document, url: str) -> tuple[Link, ...]:
        """Return the links that the profile implies for a document at an address."""
        if not self._profile.places:
            return ()
        place, values = self._profile.declared(path_of(url))
        if not place.derived:
            return ()
        fields = document.data if isinstance(document.data, dict) else {}
        known = {**{name: str(value) for name, value in fields.items() if isinstance(value, str | int)}, **values}
        return tuple(
            Link(
                rel,
                path,
                context=url,
                attributes={"templated": "{" in path},
                evidence="derived",
                source=self._profile.name,
            )
            for rel, path in ((rel, fill(path, known)) for rel, path in place.derived.items())
        )


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put known values into a path template, one segment each; names without a value stay. Sends nothing.

    >>> fill("/flags/{project}/{flag}", {"project": "a/b"})
    '/flags/a%2Fb/{flag}'
    """
    for name, value in values.items():
        if value in (".", ".."):
            continue  # a step up the path (RFC 3986, 5.2.4), which no value may be
        template = template.replace("{" + name + "}", quote(value, safe="%"))
    return template


def member_url(declared: Declared, url: str, data: Any) -> str:
    """Return the address that a profile implies for a member of the list at a URL, or ""."""
    place, values = declared
    if not place.member:
        return ""
    identity = data.get("id") if isinstance(data, dict) else data
    if not isinstance(identity, str | int) or isinstance(identity, bool):
        return ""
    return resolve(fill(place.member, {**values, "member": str(identity)}), base=url)
