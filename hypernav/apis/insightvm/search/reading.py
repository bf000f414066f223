"""Criteria that a console has stored, read back as the expression that they mean."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from hypernav.apis.insightvm.search.fields import ASSET_VOCABULARY, DISCOVERY_VOCABULARIES, OPERATORS
from hypernav.errors import SearchError
from hypernav.names import to_identifier
from hypernav.search.checks import find_operator
from hypernav.search.expression import Expression, Term, conjunction, disjunction
from hypernav.search.values import Unfit, fitting
from hypernav.search.vocabulary import Enumerated, Field, Operator, Vocabulary


def from_criteria(document: Any) -> Expression | None:
    """Return the expression that criteria mean, None for criteria without filters.

    Every spelling that consoles store is understood: operators of the vendor's texts, arrays in ``value``, numbers as
    text, ranges that begin after their end, numbers of enumerations. What is unknown is kept as it is, so that
    it shows; it is refused when it is searched for.

    Args:
        document: The ``searchCriteria`` of a tag or of a dynamic asset group, or the ``discovery_search_criteria`` of
            a site.

    Raises:
        SearchError: The document holds no criteria.

    >>> stored = {"match": "any", "filters": [{"field": "host-type", "operator": "in", "values": ["2", "3"]}]}
    >>> from_criteria(stored)
    where('host-type').in_('Hypervisor', 'Physical')
    """
    if not isinstance(document, Mapping) or not isinstance(document.get("filters"), list | tuple):
        inner = isinstance(document, Mapping) and "searchCriteria" in document
        raise SearchError(
            f"{document!r:.200} holds no criteria: it has no list of filters.",
            next='from_criteria(group["searchCriteria"])' if inner else 'give {"match": "all", "filters": […]}',
        )
    match = str(document.get("match", "all")).casefold()
    if match not in {"all", "any"}:
        raise SearchError(f"Criteria match all filters or any of them, not {document['match']!r:.100}.")
    vocabulary = DISCOVERY_VOCABULARIES.get(str(document.get("connectionType", "")), ASSET_VOCABULARY)
    terms = tuple(_term(number, each, vocabulary) for number, each in enumerate(document["filters"], 1))
    return conjunction(terms) if match == "all" else disjunction(terms)


def _term(number: int, given: Any, vocabulary: Vocabulary) -> Term:
    parts = given if isinstance(given, Mapping) else {}
    name, written = parts.get("field"), parts.get("operator")
    if not isinstance(name, str) or not isinstance(written, str):
        raise SearchError(f"Filter {number} of the criteria has no field and operator: {given!r:.200}.")
    field = vocabulary.field(name.strip()) or Field(name.strip())
    operator = find_operator(written.strip(), vocabulary.operators_of(field.name)) or _by_name(written.strip())
    unread = _unread(operator, parts)
    if unread:
        raise SearchError(
            f"Filter {number} of the criteria has {unread!r} too, which says more than .{operator.identifier}() takes.",
            where=f"{given!r:.300}",
            next="give each filter its field, its operator and what that takes",
        )
    values = tuple(_readable(field, operator, value) for value in _values(operator, parts))
    if operator.takes == "range":
        values = _in_order(values)
    return Term(field.name, operator.identifier or written.strip(), values)


def _by_name(written: str) -> Operator:
    """Return the operator for a field that is not known to have it."""
    return find_operator(written, list(OPERATORS.values())) or Operator(written)


def _values(operator: Operator, given: Mapping[str, Any]) -> list[Any]:
    """Return the operands wherever a filter has them."""
    if operator.takes == "nothing":
        return []
    if operator.takes == "range":
        found: Any = (given.get("lower"), given.get("upper"))
    else:
        found = given.get("values") or given.get("value")
    return [value for value in (found if isinstance(found, list | tuple) else [found]) if value is not None]


def _unread(operator: Operator, given: Mapping[str, Any]) -> str:
    """Return a member of a filter that would be left out though it says something, ``""`` for none."""
    taken = {"nothing": {"value", "values", "lower", "upper"}, "range": {"lower", "upper"}}
    read = taken.get(operator.takes, {"value", "values"})
    for name in ("value", "values", "lower", "upper", "filters"):
        if name not in read and given.get(name) not in (None, "", []):
            return name
    value, values = given.get("value"), given.get("values")
    twice = operator.takes in ("one", "several") and value not in (None, "", []) and values not in (None, "", [])
    return "value" if twice and values not in (value, [value]) else ""


def _in_order(values: tuple[Any, ...]) -> tuple[Any, ...]:
    # Consoles store ranges the wrong way round, and match what lies between.
    try:
        return tuple(sorted(values, key=_rank))
    except (TypeError, ValueError):
        return values


def _rank(value: Any) -> Any:
    try:
        address = fitting(Field("", "address"), "address", value)
    except Unfit:
        return value
    return address


def _readable(field: Field, operator: Operator, value: Any) -> Any:
    """Return a stored value as a person would give it, or as it is where it fits nothing."""
    kind = operator.kind or field.kind
    if kind == "enumeration":
        return _named(field.values, value)
    if kind in {"integer", "number", "days"}:
        number = _number(value) if isinstance(value, str) else value
        whole = kind != "number" and isinstance(number, float) and number.is_integer()
        return int(number) if whole else number
    if kind == "date" and isinstance(value, str):
        return value.strip()[:10]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if kind == "string" and is_number else value


def _named(entries: tuple[Enumerated, ...], value: Any) -> Any:
    wanted = to_identifier(str(value)) or str(value).strip()
    for attribute in ("value", "name"):
        for entry in entries:
            text = str(getattr(entry, attribute))
            if wanted == (to_identifier(text) or text):
                return entry.name
    return value


def _number(text: str) -> Any:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else text
