"""Members of a collection by their position and by their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from hypernav.display.columns import field_of
from hypernav.errors import MemberNotFound
from hypernav.http import Client
from hypernav.missing import MISSING
from hypernav.names import suggest
from hypernav.navigation.lists.collection import members, members_as_shown, pages
from hypernav.navigation.naming import where
from hypernav.navigation.node import Address, Node
from hypernav.navigation.resolving import choices, known, read

_NEAR_MISSES = 3


def member_at(node: Node, position: int) -> Node:
    """Return the member at a position counted from 0. **Sends** one GET a page needed that is not read yet."""
    _require_from_the_beginning(position)
    member = next(islice(members_as_shown(node), position, None), None)
    if member is None:
        several = choices(node)
        raise _no_member(position, f"the collection has {len(several) if several else pages(node).count}")
    return member


def members_between(node: Node, bounds: slice) -> list[Node]:
    """Return the members of a slice. **Sends** one GET a page needed that is not read yet."""
    return between(members_as_shown(node), bounds)


def member_among(answering: Callable[[], Iterable[Node]], position: int) -> Node:
    """Return a member of a search by position. **Sends** one request a page needed, not read yet."""
    _require_from_the_beginning(position)
    member = next(islice(answering(), position, None), None)
    if member is None:
        raise _no_member(position, f"the search has {sum(1 for _ in answering())}")
    return member


def _require_from_the_beginning(position: int) -> None:
    if position < 0:
        raise IndexError(f"A position counted from the end needs every page: list(…)[{position}] reads them all.")


def _no_member(position: int, count: str) -> IndexError:
    return IndexError(f"There is no member [{position}]: {count}, counted from 0.")


def between(found: Iterable[Node], bounds: slice) -> list[Node]:
    """Return the members of a slice, reading no further than it reaches. **Sends** one request a page needed."""
    start, stop, step = bounds.start or 0, bounds.stop, bounds.step or 1
    if start < 0 or step < 1 or (stop is not None and stop < 0):
        return list(found)[bounds]
    return list(islice(found, start, stop, step))


def find(node: Node, criteria: Mapping[str, Any]) -> Node:
    """Return the first member whose fields have these values. **Sends** one GET a page until it is found."""
    _require(criteria)
    found = _first_match(members(node), criteria)
    if found is not None:
        return found
    named = where(node, read(node).document) if not choices(node) else "the links"
    raise node.session.client.without_secrets(_not_found(members(node), criteria, named))


def find_among(
    answering: Callable[[], Iterable[Node]], criteria: Mapping[str, Any], *, named: str, client: Client
) -> Node:
    """Return the first member of a search that has these values. **Sends** one request a page until it is found.

    What is raised has no secrets of ``client``.
    """
    _require(criteria)
    member = _first_match(answering(), criteria)
    if member is None:
        raise client.without_secrets(_not_found(answering(), criteria, named))
    return member


def _require(criteria: Mapping[str, Any]) -> None:
    if not criteria:
        raise MemberNotFound("find() needs a field and its value.", next='.find(key="…")')


def _first_match(found: Iterable[Node], criteria: Mapping[str, Any]) -> Node | None:
    from hypernav.patches.json.values import same_json  # loaded by the first that is looked for

    for member in found:
        summary = summary_of(member)
        if all(same_json(field_of(summary, name), value) for name, value in criteria.items()):
            return member
    return None


def summary_of(member: Node) -> Any:
    """Return what is known of a member: its document, or the summary of its page, or ``{"id": …}``. Sends nothing."""
    if member.state is None and member.record is not MISSING:
        return member.record
    state = known(member)
    if state is not None:
        return state.document.data
    address = member.address
    return {"id": address.identity} if isinstance(address, Address) else {}


def _not_found(found: Iterable[Node], criteria: Mapping[str, Any], named: str) -> MemberNotFound:
    wanted = ", ".join(f"{name}={value!r}" for name, value in criteria.items())
    summaries = [summary_of(member) for member in found]
    near, unknown = [], []
    for name, value in criteria.items():
        values = [field_of(summary, name) for summary in summaries]
        if summaries and all(value is MISSING for value in values):
            unknown.append(name)
        others = {str(value): value for value in values if value is not MISSING}
        near += [f"{name}={others[other]!r}" for other in suggest(str(value), others)[:_NEAR_MISSES]]
    fields = list(summaries[0]) if summaries and isinstance(summaries[0], dict) else []
    return MemberNotFound(
        f"No member has {wanted}.",
        where=f"{named}, {len(summaries)} searched",
        nearest="  ".join(near),
        no_such_field="  ".join(f"{name} (fields: {', '.join(fields[:30])})" for name in unknown),
    )
