"""What each operator means, on the set of values that an asset has in a field.

An asset has several values in most fields (names, ports, vulnerabilities). A positive operator matches if one of
them does; a negative operator matches exactly the assets that its positive one does not. Text is compared without
regard to case. ``is-like`` takes ``*`` for any characters and ``?`` for one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address
from typing import Any

from hypernav.apis.insightvm.sandbox.criteria.criteria import Filter
from hypernav.apis.insightvm.sandbox.data.searchable_fields import FIELDS, OPPOSITES

Test = Callable[[Collection[Any]], bool]
_ORDERED = {value: -position for position, (value, _) in enumerate(FIELDS["criticality-tag"].values)}


def test_of(condition: Filter, now: datetime) -> Test:
    """Return the test of a filter on the values that an asset has in its field.

    >>> from hypernav.apis.insightvm.sandbox.criteria.criteria import read_criteria
    >>> [web] = read_criteria({"filters": [{"field": "open-ports", "operator": "is", "value": 80}]}).filters
    >>> test_of(web, datetime(2025, 11, 3))({22, 80})
    True
    """
    operands = condition.operands
    if condition.field.kind != "enumeration":
        operands = tuple(each.casefold() if isinstance(each, str) else each for each in operands)
    positive = OPPOSITES.get(condition.operator)
    if positive is not None:
        test = _positive(positive, operands, now)
        return lambda values: not test(values)
    return _positive(condition.operator, operands, now)


def pattern_of(wildcards: str) -> re.Pattern[str]:
    """Return the pattern of a text with ``*`` and ``?``.

    >>> bool(pattern_of("bos-*-00?").fullmatch("bos-dc-001"))
    True
    """
    parts = {"*": ".*", "?": "."}
    return re.compile("".join(parts.get(character) or re.escape(character) for character in wildcards), re.DOTALL)


def _positive(operator: str, operands: tuple[Any, ...], now: datetime) -> Test:
    if operator in {"is-applied", "is-empty"}:
        return bool if operator == "is-applied" else lambda values: not values
    if operator in {"is", "are", "in", "includes"}:
        wanted = frozenset(operands)
        return lambda values: not wanted.isdisjoint(values)
    if operator in {"contains", "starts-with", "ends-with", "is-like"}:
        return _on_text(operator, operands[0])
    if operator in {"in-range", "is-between", "is-on-or-before", "is-on-or-after"}:
        return _between(operator, operands)
    if operator in {"is-greater-than", "is-less-than"}:
        return _compared(operator, operands[0])
    return _on_days(operator, operands[0], now)


def _on_text(operator: str, text: str) -> Test:
    if operator == "contains":
        return lambda values: any(text in value for value in values)
    if operator == "starts-with":
        return lambda values: any(value.startswith(text) for value in values)
    if operator == "ends-with":
        return lambda values: any(value.endswith(text) for value in values)
    pattern = pattern_of(text)
    return lambda values: any(pattern.fullmatch(str(value)) for value in values)


def _between(operator: str, operands: tuple[Any, ...]) -> Test:
    low: Any = operands[0] if operator != "is-on-or-before" else None
    high: Any = operands[-1] if operator != "is-on-or-after" else None

    def inside(value: Any) -> bool:
        if isinstance(value, IPv4Address | IPv6Address) and value.version != operands[0].version:
            return False
        if isinstance(operands[0], date) and isinstance(value, datetime):
            value = value.date()
        return (low is None or value >= low) and (high is None or value <= high)

    return lambda values: any(inside(value) for value in values)


def _compared(operator: str, bound: Any) -> Test:
    rank = _ORDERED.get(bound) if isinstance(bound, str) else None
    limit = bound if rank is None else rank
    sign = 1 if operator == "is-greater-than" else -1
    return lambda values: any(sign * (value if rank is None else _ORDERED[value]) > sign * limit for value in values)


def _on_days(operator: str, days: float, now: datetime) -> Test:
    try:
        limit = now - timedelta(days=days)
    except OverflowError:
        limit = datetime.min.replace(tzinfo=now.tzinfo)
    if operator == "is-within-the-last":
        return lambda values: any(value >= limit for value in values)
    return lambda values: any(value < limit for value in values)
