"""How pages go on that are asked for in the body of a request, where whoever asks says how."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypernav.documents.paths import put_at, steps_to, value_at
from hypernav.paging.facts import integer
from hypernav.paging.steps import Step, Stop, asked_for
from hypernav.paging.strategies import ByOffset, ByPageNumber, ByToken, PageRead, Strategy
from hypernav.profile import PagingRule
from hypernav.web.encoding import json_bytes

_TICK = timedelta(microseconds=1)
_TICK_BACKWARDS = timedelta(seconds=1)
"""A server may cut a time to whole seconds, and then a smaller step up would come to nothing."""


def by_request(rule: PagingRule) -> Strategy:
    """Return the strategy that a request itself declares.

    >>> by_request(PagingRule("offset", "ignore", "limit")).name
    'search: offset'
    """
    name, evidence = f"search: {rule.strategy}", f"{rule.parameter}, known of this search"
    if rule.strategy == "last time":
        return ByLastTime(rule.parameter, name, evidence, rule.token, rule.size_parameter, rule.backwards)
    if rule.strategy == "token":
        return ByToken(rule.parameter, name, evidence, rule.token)
    if rule.strategy == "offset":
        return ByOffset(rule.parameter, name, evidence, rule.size_parameter, sure=True, first=rule.first)
    return ByPageNumber(rule.parameter, rule.first, name, evidence, rule.size_parameter, sure=True)


@dataclass(frozen=True, slots=True)
class ByLastTime:
    """Move the time that members must be after, or before, to that of the last member of each page.

    It moves a tick less, so that no member of the same time is left out: those read already come again, and whoever
    reads tells them apart.
    """

    parameter: str
    name: str
    evidence: str
    time: str
    """Path of the time in each member."""
    size_parameter: str = ""
    backwards: str = ""
    """Path in the body of the time that members are before."""

    def follow(self, page: PageRead, notes: list[str]) -> Step | Stop:
        """Return the request for what comes after this page, or why there is none."""
        if not page.members:
            return Stop("empty page", more=False)
        size = integer(asked_for(page.asked, self.size_parameter)) or page.hints.limit
        if size is not None and page.members < size:
            return Stop("last page", more=False, detail=f"{page.members:,} members on a page of {size:,}")
        times = list(self._times(page))
        backwards = bool(self.backwards) and len(times) > 1 and times[0] > times[-1]
        if len(times) < page.members or times != sorted(times, reverse=backwards):
            return Stop("no time to go on from", more=True, detail=f"the members are not in the order of {self.time}")
        tick = _TICK_BACKWARDS if backwards else _TICK
        if abs(times[-1] - times[0]) < tick:
            detail = f"a whole page has one {self.time}: ask for larger pages"
            return Stop("no time to go on from", more=None, detail=detail)
        path = self.backwards if backwards else self.parameter
        moment = times[-1] + (tick if backwards else -tick)
        body = json.loads(page.asked.body or b"{}")
        put_at(body, steps_to(body, path), moment.isoformat())
        content = json_bytes(body)
        return replace(page.asked, body=content, guessed=True)

    def _times(self, page: PageRead) -> Iterator[datetime]:
        for member in page.document.members or ():
            moment = _time(value_at(member.data, self.time))
            if moment is not None:
                yield moment


def _time(value: Any) -> datetime | None:
    """Return the time that a text means, in UTC where it has no zone; None for anything else."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) and len(value) > 10 else None
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC) if moment is not None else None
    except (ValueError, OverflowError):
        return None
