"""Search criteria as they come in requests, checked and with their values understood."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, Literal

from hypernav.apis.insightvm.sandbox.data.searchable_fields import FIELDS, OPERANDS, SearchableField, canonical
from hypernav.sandbox.problems import Wrong


class InvalidCriteria(Wrong):
    """Search criteria that the console refuses; the message names the part."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: a field, an operator by its canonical name, and the operands it takes."""

    field: SearchableField
    operator: str
    operands: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Criteria:
    """Filters of which all must match, or any."""

    match: Literal["all", "any"]
    filters: tuple[Filter, ...]


def read_criteria(given: object, fields: Mapping[str, SearchableField] = FIELDS) -> Criteria:
    """Read the criteria of a request.

    Raises:
        InvalidCriteria: A member is missing, unknown or of the wrong kind.

    >>> read_criteria({"filters": [{"field": "open-ports", "operator": "is", "value": "22"}]}).filters[0].operands
    (22,)
    """
    if not isinstance(given, Mapping):
        raise InvalidCriteria("The search criteria must be an object.")
    match = str(given.get("match", "all")).casefold()
    if match not in {"all", "any"}:
        raise InvalidCriteria(f"The match '{given.get('match')}' is not supported: it must be 'all' or 'any'.")
    filters = given.get("filters")
    if not isinstance(filters, list) or not filters:
        raise InvalidCriteria("The search criteria must have at least one filter in 'filters'.")
    return Criteria("all" if match == "all" else "any", tuple(_read_filter(entry, fields) for entry in filters))


def stored_criteria(given: Any, fields: Mapping[str, SearchableField] = FIELDS) -> Mapping[str, Any]:
    """Return search criteria as given, once they have been found to be good.

    Raises:
        InvalidCriteria: They are not.
    """
    read = read_criteria(given, fields)
    return {"filters": given["filters"], "match": read.match}


def _read_filter(given: object, fields: Mapping[str, SearchableField]) -> Filter:
    if not isinstance(given, Mapping):
        raise InvalidCriteria("Each filter must be an object with 'field' and 'operator'.")
    for member in ("field", "operator"):
        if not isinstance(given.get(member), str):
            raise InvalidCriteria(f"The filter must have a '{member}'.")
    name = given["field"].strip()
    field = fields.get(name)
    if field is None:
        raise InvalidCriteria(f"The field '{name}' is not supported.")
    operator = canonical(given["operator"])
    if operator not in field.operators:
        supported = ", ".join(field.operators)
        raise InvalidCriteria(f"The operator '{operator}' is not supported for the field '{name}': use {supported}.")
    return Filter(field, operator, _operands(field, operator, given))


def _operands(field: SearchableField, operator: str, given: Mapping[str, Any]) -> tuple[Any, ...]:
    takes = OPERANDS[operator]
    if takes == "nothing":
        return ()
    if takes == "values":
        return tuple(_value(field, entry) for entry in _many(field, operator, given))
    if takes == "range":
        low, high = (_value(field, _one(field, operator, given, member)) for member in ("lower", "upper"))
        if isinstance(low, IPv4Address | IPv6Address) and low.version != high.version:
            raise InvalidCriteria(f"The bounds of the field '{field.name}' must be addresses of one kind.")
        # Real consoles store criteria whose bounds are the wrong way round, and match what lies between.
        return (low, high) if low <= high else (high, low)
    value = _one(field, operator, given, "value")
    if takes == "days":
        return (_typed(field, "number", value),)
    return (_text(field, value) if takes == "text" else _value(field, value),)


def _many(field: SearchableField, operator: str, given: Mapping[str, Any]) -> list[Any]:
    values = given.get("values", given.get("value"))
    if values is None or values == []:
        raise InvalidCriteria(f"The operator '{operator}' of the field '{field.name}' needs 'values'.")
    return values if isinstance(values, list) else [values]


def _one(field: SearchableField, operator: str, given: Mapping[str, Any], member: str) -> Any:
    value = given.get(member)
    if value is None and member == "value" and isinstance(given.get("values"), list) and len(given["values"]) == 1:
        value = given["values"][0]
    if value is None or isinstance(value, list | dict | bool):
        raise InvalidCriteria(f"The operator '{operator}' of the field '{field.name}' needs a '{member}'.")
    return value


def _value(field: SearchableField, given: Any) -> Any:
    if field.kind == "enumeration":
        value = field.value(given)
        if value is None:
            known = ", ".join(str(value) for value, _ in field.values)
            raise InvalidCriteria(f"The value '{given}' is not supported for the field '{field.name}': use {known}.")
        return value
    return _typed(field, field.kind, given) if field.kind in _KINDS else _text(field, given)


def _typed(field: SearchableField, kind: str, given: Any) -> Any:
    read, what = _KINDS[kind]
    try:
        return read(given)
    except (TypeError, ValueError, OverflowError) as error:
        raise InvalidCriteria(f"The value '{given}' of the field '{field.name}' must be {what}.") from error


def _text(field: SearchableField, given: Any) -> str:
    if not isinstance(given, str | int | float):
        raise InvalidCriteria(f"The value of the field '{field.name}' must be a string.")
    return str(given)


def _number(given: Any) -> float:
    number = float(given)
    if not math.isfinite(number):
        raise ValueError(given)
    return number


def _whole(given: Any) -> int:
    number = _number(given)
    if not number.is_integer():
        raise ValueError(given)
    return int(number)


_KINDS: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    "integer": (_whole, "a whole number"),
    "number": (_number, "a number"),
    "date": (lambda given: date.fromisoformat(str(given)[:10]), "a date, yyyy-MM-dd"),
    "address": (lambda given: ip_address(str(given).strip()), "an IP address"),
}
"""What reads a value of each kind of field, and what it must be."""
