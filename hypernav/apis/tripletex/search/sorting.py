"""The ``sorting`` parameter: members of what is listed, and of the objects in it, ``-`` before those that descend."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hypernav.apis.tripletex.search.resources import MEMBERS
from hypernav.errors import UnknownField
from hypernav.search import Ordering
from hypernav.search.checks import near_fields

_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)


def sorting(orderings: Iterable[Ordering], member: str, title: str) -> str:
    """Return the parameter that asks for an order.

    Args:
        orderings: What to sort by: members, and members of objects with a dot.
        member: Name of the type that is listed.
        title: What is searched, for messages.

    Raises:
        UnknownField: The members have no such field, as far as their types are known.

    >>> sorting([Ordering("project.name"), Ordering("date", descending=True)], "TimesheetEntry", "The search")
    'project.name, -date'
    """
    return ", ".join(str(_checked(ordering, member, title)) for ordering in orderings)


def _checked(ordering: Ordering, member: str, title: str) -> Ordering:
    walked = ""
    for name in ordering.field.split("."):
        known = MEMBERS.get(member, None if member else {})
        if not _NAME.fullmatch(name) or (known is not None and name not in known):
            sign, names = "-" if ordering.descending else "", list(known or ())
            near = [f"{walked}{each}" for each in near_fields(name, names)] or ([walked[:-1]] if not names else [])
            raise UnknownField(
                f"{title} cannot be sorted by {ordering.field!r:.200}.",
                where=f".sort({str(ordering)!r:.200})",
                nearest="  ".join(f".sort({sign + each!r})" for each in near if each),
                sorts=", ".join(walked + each for each in names),
            )
        member, walked = (known or {}).get(name, "?"), f"{walked}{name}."
    return ordering
