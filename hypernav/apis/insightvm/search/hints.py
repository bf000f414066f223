"""What was probably meant by a value of the wrong kind: days for a date, a network for an address, and the like."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

from hypernav.errors import WrongValue
from hypernav.names import to_identifier
from hypernav.search.checks import Comparison, checked, find_operator
from hypernav.search.expression import Term
from hypernav.search.vocabulary import Field, Operator, Vocabulary


def checked_with_hints(term: Term, vocabulary: Vocabulary) -> Comparison:
    """Return what a term means; where its value is of another kind, the error has the operator for it.

    Raises:
        UnknownField: There is no such field.
        UnknownOperator: The field does not have the operator.
        WrongValue: The operator takes other values.

    >>> from hypernav.apis.insightvm.search.fields import ASSET_VOCABULARY
    >>> try:
    ...     checked_with_hints(Term("ip-address", "==", ("10.0.0.0/8",)), ASSET_VOCABULARY)
    ... except WrongValue as error:
    ...     error.details["nearest"]
    "where('ip-address').in_range('10.0.0.0/8')"
    """
    try:
        return checked(term, vocabulary)
    except WrongValue as error:
        nearest = _nearest(term, vocabulary)
        if nearest:
            error.details = {**error.details, "nearest": nearest}
        raise


def _nearest(term: Term, vocabulary: Vocabulary) -> str:
    field = vocabulary.field(term.field)
    operator = find_operator(term.operator, vocabulary.operators_of(term.field))
    if field is None or operator is None or len(term.values) != 1:
        return ""
    meant = _meant(field, operator, term.values[0])
    if meant is None or meant[0] not in field.operators:
        return ""
    return repr(Term(field.name, to_identifier(meant[0]), meant[1:]))


def _meant(field: Field, operator: Operator, value: Any) -> tuple[Any, ...] | None:
    """Return the operator that takes a value, and the value as it takes it."""
    if field.kind == "date":
        return _days_or_date(operator, value)
    if field.kind == "address":
        return _addresses(operator, value)
    return None


def _days_or_date(operator: Operator, value: Any) -> tuple[Any, ...] | None:
    if operator.kind == "days":
        day = _day(value)
        instead = {"is-within-the-last": "is-on-or-after", "is-earlier-than": "is-on-or-before"}
        return (instead[operator.name], day) if day else None
    if isinstance(value, timedelta):
        value = value.days
    instead = {"is-on-or-after": "is-within-the-last", "is-on-or-before": "is-earlier-than"}
    if isinstance(value, int) and not isinstance(value, bool) and operator.name in instead:
        return instead[operator.name], abs(value)
    return None


def _day(value: Any) -> str:
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    try:
        return datetime.fromisoformat(value).date().isoformat()
    except (TypeError, ValueError):
        return ""


def _addresses(operator: Operator, value: Any) -> tuple[Any, ...] | None:
    in_range = {"is": "in-range", "is-not": "not-in-range"}.get(operator.name, "")
    if isinstance(value, IPv4Network | IPv6Network):
        return (in_range, str(value)) if in_range else None
    if not isinstance(value, str):
        return None
    first, dash, last = (part.strip() for part in value.partition("-"))
    try:
        if dash:
            bounds = sorted((ip_address(first), ip_address(last)), key=int)
            return (in_range or operator.name, *map(str, bounds))
        return (in_range, str(ip_network(value.strip(), strict=False))) if in_range and "/" in value else None
    except ValueError:
        return None
