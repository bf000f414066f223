"""Lists as simulated servers give them: which records, and in which order; and the parameters that say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict

from hypernav.sandbox.problems import Invalid, Problem
from hypernav.sandbox.records import value_at

T = TypeVar("T")
Arguments = MultiDict[str, str]
"""The parameters of a query, decoded."""
Filter = Callable[[Arguments], Callable[[Any], bool] | None]
"""From the parameters to a test of records; None where the parameters ask for nothing."""
Orders = Callable[[Arguments], list[tuple[str, bool]]]
"""From the parameters to the names to order by, the first one first, and whether each descends."""
Reading = Callable[[Any], Any]
_WHOLE = re.compile(r"[+-]?[0-9]{1,30}")
_TRUTH = {"true": True, "1": True, "t": True, "false": False, "0": False, "f": False}


# Parameters


def whole(arguments: Arguments, name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
    """Return a whole number of the query.

    Raises:
        Invalid: It is something else, or out of its range.

    >>> whole(MultiDict({"limit": "5"}), "limit", 20)
    5
    """
    text = arguments.get(name, "").strip()
    if not text:
        return default
    if not _WHOLE.fullmatch(text):
        raise Invalid([Problem(name, "must be a whole number", "kind", text)], "parameter")
    number = int(text)
    if number < least or (most is not None and number > most):
        bounds = f"at least {least}" if most is None else f"between {least} and {most}"
        raise Invalid([Problem(name, f"must be {bounds}", "range", number)], "parameter")
    return number


def truth(arguments: Arguments, name: str, default: bool = False) -> bool:
    """Return a parameter that is true or false, in any of the usual spellings; the default for all else.

    >>> truth(MultiDict({"all": "TRUE"}), "all"), truth(MultiDict({"all": "?"}), "all")
    (True, False)
    """
    return _TRUTH.get(arguments.get(name, "").strip().lower(), default)


def words(arguments: Arguments, name: str, separator: str = ",") -> list[str]:
    """Return the values of a parameter that holds several, and may be repeated.

    >>> words(MultiDict([("tag", "a, b"), ("tag", "c")]), "tag")
    ['a', 'b', 'c']
    """
    parts = (part.strip() for text in arguments.getlist(name) for part in text.split(separator))
    return [part for part in parts if part]


# Filters


def equals(parameter: str, path: str = "") -> Filter:
    """Keep the records whose value at a path is the parameter's; true and false are compared as such.

    >>> equals("open")(MultiDict({"open": "true"}))({"open": True})
    True
    """

    def read(arguments: Arguments) -> Callable[[Any], bool] | None:
        wanted = arguments.get(parameter)
        return None if wanted is None else lambda record: _text(value_at(record, path or parameter)) == wanted

    return read


def contains(parameter: str, *paths: str) -> Filter:
    """Keep the records that have the parameter's text, in any case, in one of the values at some paths.

    >>> contains("q", "name", "key")(MultiDict({"q": "AB"}))({"name": "x", "key": "cab"})
    True
    """

    def read(arguments: Arguments) -> Callable[[Any], bool] | None:
        wanted = arguments.get(parameter, "").casefold()
        places = paths or (parameter,)
        if not wanted:
            return None
        return lambda record: any(wanted in _text(value_at(record, path)).casefold() for path in places)

    return read


def one_of(parameter: str, path: str = "", separator: str = ",") -> Filter:
    """Keep the records whose value at a path is one of those that the parameter lists.

    >>> one_of("ids", "id")(MultiDict({"ids": "1,7"}))({"id": 7})
    True
    """

    def read(arguments: Arguments) -> Callable[[Any], bool] | None:
        wanted = set(words(arguments, parameter, separator))
        return (lambda record: _text(value_at(record, path or parameter)) in wanted) if wanted else None

    return read


def during(start: str, end: str, begins: str, ends: str = "", *, reading: Callable[[str], Any] = str) -> Filter:
    """Keep the records that lie, at least in part, from one parameter to before another; either may be left out.

    Arguments:
        start: The parameter that holds the first moment.
        end: The parameter that holds the moment that is no longer asked for.
        begins: The path of a record's own first moment.
        ends: The path of a record's own last moment; the first one unless given.
        reading: Makes a moment of a parameter's text; a ``ValueError`` of it is the asker's mistake.

    >>> kept = during("from", "to", "day")(MultiDict({"from": "2025-02-01", "to": "2025-03-01"}))
    >>> kept({"day": "2025-02-01"}), kept({"day": "2025-03-01"})
    (True, False)
    """

    def read(arguments: Arguments) -> Callable[[Any], bool] | None:
        first, last = (_moment(arguments, name, reading) for name in (start, end))
        if first is None and last is None:
            return None

        def lies(record: Any) -> bool:
            low, high = value_at(record, begins), value_at(record, ends or begins)
            return (last is None or low < last) and (first is None or high >= first)

        return lies

    return read


def _moment(arguments: Arguments, name: str, reading: Callable[[str], Any]) -> Any:
    text = arguments.get(name)
    if text is None:
        return None
    try:
        return reading(text)
    except ValueError:
        raise Invalid([Problem(name, "is no moment in time", "kind", text)], "parameter") from None


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def filtered(records: Iterable[T], arguments: Arguments, filters: Iterable[Filter]) -> list[T]:
    """Return the records that all filters keep.

    Raises:
        Invalid: A parameter is not what its filter takes.
    """
    tests = [test for test in (each(arguments) for each in filters) if test is not None]
    return [record for record in records if all(test(record) for test in tests)]


# Orders


def sort_dashes(parameter: str) -> Orders:
    """Read ``-total,name``: a dash before what descends.

    >>> sort_dashes("sort")(MultiDict({"sort": "-total, name"}))
    [('total', True), ('name', False)]
    """
    return lambda arguments: [(word.removeprefix("-"), word.startswith("-")) for word in words(arguments, parameter)]


def sort_spaces(parameter: str) -> Orders:
    """Read ``total desc,name``: the direction behind a space.

    >>> sort_spaces("orderBy")(MultiDict({"orderBy": "total desc,name"}))
    [('total', True), ('name', False)]
    """

    def read(arguments: Arguments) -> list[tuple[str, bool]]:
        pairs = (word.partition(" ") for word in words(arguments, parameter))
        return [(name, direction.strip().lower() == "desc") for name, _, direction in pairs]

    return read


def sort_suffixes(parameter: str) -> Orders:
    """Read ``name,title,DESC``: a direction at the end of a parameter, which may be repeated, for all its names.

    >>> sort_suffixes("sort")(MultiDict([("sort", "name,title,DESC"), ("sort", "id")]))
    [('name', True), ('title', True), ('id', False)]
    """

    def read(arguments: Arguments) -> list[tuple[str, bool]]:
        orders: list[tuple[str, bool]] = []
        for text in arguments.getlist(parameter):
            names = [name.strip() for name in text.split(",") if name.strip()]
            given = len(names) > 1 and names[-1].upper() in ("ASC", "DESC")
            descends = given and names.pop().upper() == "DESC"
            orders.extend((name, descends) for name in names)
        return orders

    return read


def sort_pair(by: str, direction: str) -> Orders:
    """Read a name and a direction from a parameter each.

    >>> sort_pair("order_by", "sort")(MultiDict({"order_by": "name", "sort": "desc"}))
    [('name', True)]
    """
    return lambda arguments: [(name, arguments.get(direction, "").lower() == "desc") for name in words(arguments, by)]


def ordered(records: Iterable[T], orders: Sequence[tuple[str, bool]], reading: Callable[[str], Reading]) -> list[T]:
    """Return records in an order; what has no value there comes last, whichever the direction.

    Arguments:
        records: The records, in the order that holds where nothing else decides.
        orders: The names to order by, and whether each descends.
        reading: From a name to what reads the value of a record.

    >>> ordered([{"a": None}, {"a": 1}, {"a": 2}], [("a", True)], lambda name: lambda record: record[name])
    [{'a': 2}, {'a': 1}, {'a': None}]
    """
    result = list(records)
    for name, descends in reversed(orders):
        read = reading(name)
        pairs = [(read(record), record) for record in result]
        valued = sorted(
            (pair for pair in pairs if pair[0] is not None), key=lambda pair: _rank(pair[0]), reverse=descends
        )
        result = [record for _, record in valued] + [record for value, record in pairs if value is None]
    return result


def named(sortable: Iterable[str] | Mapping[str, Reading], parameter: str = "sort") -> Callable[[str], Reading]:
    """Return what reads the values of the names that a list can be ordered by: paths, or functions of their own.

    Raises:
        Invalid: By what is returned: a list cannot be ordered by a name.
    """

    def reading(name: str) -> Reading:
        if name not in sortable:
            known = ", ".join(sorted(sortable))
            raise Invalid([Problem(parameter, f"cannot be {name!r}: use {known}", "sort", name)], "parameter")
        return sortable[name] if isinstance(sortable, Mapping) else lambda record: value_at(record, name)

    return reading


def _rank(value: Any) -> tuple[int, Any]:
    """Return what values of different types can be compared by: numbers stand before texts, whose case is ignored."""
    if isinstance(value, bool | int | float):
        return (0, value)
    return (1, value.casefold() if isinstance(value, str) else value)
