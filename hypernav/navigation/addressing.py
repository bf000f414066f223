"""From links and the values for their variables to addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypernav.documents.document import Document
from hypernav.documents.links import Link
from hypernav.errors import TemplateError
from hypernav.navigation.node import Address
from hypernav.navigation.relations import Target
from hypernav.web.redaction import redacted_url
from hypernav.web.templates import required_of

PROPERTIES = frozenset({"name", "title", "type", "hreflang", "profile", "method", "href", "source", "evidence"})


def split_variables(links: tuple[Link, ...], given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the given names that fill a template, and those that choose among links.

    Raises:
        TemplateError: A name is neither a variable of a template nor a property of a link.
    """
    variables = {name for link in links for name in link.variables}
    fills = {name: value for name, value in given.items() if name in variables}
    chooses = {name: value for name, value in given.items() if name not in variables}
    known = PROPERTIES.union(*(link.attributes for link in links)) if links else PROPERTIES
    unknown = [name for name in chooses if name not in known]
    if unknown:
        raise TemplateError(
            f"{unknown[0]!r} is neither a variable of the link nor one of its properties.",
            variables="  ".join(sorted(variables)) or "none",
            properties="  ".join(sorted(known)),
        )
    return fills, chooses


def at_target(target: Target, fills: Mapping[str, Any], values: tuple[Any, ...], asked_by: str) -> Address:
    """Return the address that a relation leads to.

    Raises:
        TemplateError: More values were given than the template has variables, or a value would lead out of it.
    """
    listed = isinstance(target.embedded, tuple)
    several = len({link.href for link in target.links}) > 1
    if not target.links or (several and listed):
        return Address(asked_by=asked_by, embedded=target.embedded)
    if several:
        return Address(asked_by=asked_by, links=target.links, variables=fills)
    # An embedded list may be a part of what its link leads to (HAL, section 4.1.2), so the link is followed.
    return at_link(target.links[0], fills, values, asked_by, None if listed else target.embedded)


def at_link(
    link: Link,
    fills: Mapping[str, Any],
    values: tuple[Any, ...] = (),
    asked_by: str = "",
    embedded: Document | tuple[Document, ...] | None = None,
) -> Address:
    """Return the address that one link leads to, with its variables filled as far as they are given."""
    required = required_of(link.href) if link.templated else ()
    free = [name for name in link.variables if name not in fills]
    if len(values) > len(free):
        raise TemplateError(
            f"There is nothing to fill with {values[len(free)]!r}: {redacted_url(link.href)} has no open variable.",
            to_choose="give query parameters to nav.go(url, name=value)",
        )
    filled = {**fills, **dict(zip(free, values, strict=False))}
    missing = tuple(name for name in required if name not in filled)
    url = "" if missing else (link.expand(**filled) if link.variables else link.url)
    return Address(url, asked_by, (link,), missing, filled, embedded)
