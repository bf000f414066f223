"""Searches that are carried out here, on members that were read, because the server cannot say them."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypernav.display.columns import value_at
from hypernav.display.values import MISSING
from hypernav.errors import UnknownField, UnknownOperator, WrongValue
from hypernav.search.checks import near_fields
from hypernav.search.expression import Every, Expression, Negation, Some, Term
from hypernav.search.operators import Meaning, meaning_of, words_of


class LocalFilter:
    """Test members against an expression; fields are paths in the members, such as ``vulnerabilities.critical``.

    Equality is exact; ``contains``, ``starts_with``, ``ends_with`` and ``like`` ignore case; ``like`` takes ``*`` and
    ``?``. What a member does not have equals nothing, and is empty. Sends nothing.

    >>> from hypernav.search import where
    >>> LocalFilter((where("size") > 3) | where("name").contains("A")).holds({"size": 1, "name": "Bar"})
    True
    """

    def __init__(self, expression: Expression, milliseconds: frozenset[str] = frozenset()) -> None:
        """Prepare an expression; ``milliseconds`` names members that hold times as epoch milliseconds.

        Raises:
            UnknownOperator: An operator that only the server would know.
        """
        self.expression = expression
        self.read = 0
        """Members tested so far."""
        self.kept = 0
        """Members of these that the expression holds for."""
        self._milliseconds = milliseconds
        self._found: set[str] = set()
        self._fields: dict[str, None] = {}
        for term in expression.terms():
            if meaning_of(term.operator) not in _TESTS:
                raise _unknown_operator(term)

    def holds(self, record: Any) -> bool:
        """Return whether the expression holds for a member. Sends nothing.

        Raises:
            WrongValue: A value of the member and one of the expression cannot be compared.
        """
        self.read += 1
        if isinstance(record, Mapping):
            self._fields.update(dict.fromkeys(record))
        found = self._holds(self.expression, record)
        self.kept += found
        return found

    def require_fields(self) -> None:
        """Refuse an expression with a field that no member had, which would otherwise match nothing in silence.

        Raises:
            UnknownField: None of the members tested has the field.
        """
        for term in self.expression.terms():
            if self.read and term.field not in self._found:
                raise UnknownField(
                    f"None of the {self.read:,} members read has {term.field!r}, by which they are filtered here.",
                    where=repr(term),
                    nearest="  ".join(map(repr, near_fields(term.field, list(self._fields)))),
                    fields=", ".join(list(self._fields)[:40]),
                )

    def _holds(self, expression: Expression, record: Any) -> bool:
        if isinstance(expression, Every | Some):
            # Every part is tested, so that each field is seen wherever it occurs.
            tested = [self._holds(part, record) for part in expression.parts]
            return all(tested) if isinstance(expression, Every) else any(tested)
        if isinstance(expression, Negation):
            return not self._holds(expression.part, record)
        assert isinstance(expression, Term)
        return self._compare(expression, record)

    def _compare(self, term: Term, record: Any) -> bool:
        value = value_at(record, term.field)
        if value is not MISSING:
            self._found.add(term.field)
        present = None if value is MISSING else value
        is_time = term.field.rpartition(".")[2] in self._milliseconds
        try:
            return _TESTS[meaning_of(term.operator)](present, [_comparable(v, present, is_time) for v in _values(term)])
        except TypeError:
            raise WrongValue(
                f"{present!r:.100} of a member and {term.values[0]!r:.100} of the search cannot be compared.",
                where=f"{term!r:.200}, filtered here",
                next="give a value of the kind that the members have",
            ) from None


def _unknown_operator(term: Term) -> UnknownOperator:
    known = [words_of(meaning)[0] for meaning in _TESTS if words_of(meaning)]
    return UnknownOperator(
        f"{term.operator!r} means something to the server only, and this part is filtered here.",
        where=repr(term),
        operators=", ".join(f".{name}" for name in known),
    )


def _values(term: Term) -> list[Any]:
    if len(term.values) == 1 and isinstance(term.values[0], list | tuple | set | frozenset):
        return list(term.values[0])
    return list(term.values)


def _comparable(wanted: Any, value: Any, is_time: bool) -> Any:
    """Return what a wanted date or time is compared with: a text of ISO 8601, or epoch milliseconds."""
    if not isinstance(wanted, date):
        return wanted
    if is_time and isinstance(value, int):
        moment = wanted if isinstance(wanted, datetime) else datetime(wanted.year, wanted.month, wanted.day, tzinfo=UTC)
        return (moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    return _Moment(wanted)


class _Moment:
    """A wanted time, compared with the texts that members have."""

    def __init__(self, wanted: date) -> None:
        self._wanted = wanted

    def _pair(self, other: object) -> tuple[Any, Any]:
        if not isinstance(other, str):
            raise TypeError
        try:
            found = datetime.fromisoformat(other.partition("[")[0])
        except ValueError:
            raise TypeError from None
        if not isinstance(self._wanted, datetime):
            return found.date(), self._wanted
        if (found.tzinfo is None) != (self._wanted.tzinfo is None):
            raise TypeError
        return found, self._wanted

    def __eq__(self, other: object) -> bool:
        found, wanted = self._pair(other)
        return bool(found == wanted)

    def __lt__(self, other: object) -> bool:
        found, wanted = self._pair(other)
        return bool(wanted < found)

    def __gt__(self, other: object) -> bool:
        found, wanted = self._pair(other)
        return bool(wanted > found)

    __hash__ = None  # type: ignore[assignment]  # equal to texts that are spelled in several ways


def _equal(value: Any, wanted: Any) -> bool:
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    return value is not None and bool(wanted == value) if wanted is not None else value is None


def _order(value: Any, wanted: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or isinstance(wanted, bool):
        raise TypeError
    if isinstance(value, int | float | Decimal) != isinstance(wanted, int | float | Decimal):
        raise TypeError
    return int(value > wanted) - int(value < wanted)


def _ordered(*orders: int) -> Callable[[Any, list[Any]], bool]:
    return lambda value, wanted: _order(value, wanted[0]) in orders


def _text(value: Any) -> str:
    return str(value).casefold()


def _contains(value: Any, wanted: list[Any]) -> bool:
    if isinstance(value, list):
        return any(_equal(each, wanted[0]) for each in value)
    return value is not None and _text(wanted[0]) in _text(value)


def _one_of(value: Any, wanted: list[Any]) -> bool:
    values = value if isinstance(value, list) else [value]
    return any(_equal(each, one) for each in values for one in wanted)


def _between(value: Any, wanted: list[Any]) -> bool:
    low, high = wanted
    return _order(value, low) in (0, 1) and _order(value, high) in (0, -1)


def _like(value: Any, wanted: list[Any]) -> bool:
    return value is not None and fnmatch.fnmatchcase(_text(value), _text(wanted[0]).replace("[", "[[]"))


def _empty(value: Any, wanted: list[Any]) -> bool:
    return value is None or value in ("", [], {})


def _not(test: Callable[[Any, list[Any]], bool]) -> Callable[[Any, list[Any]], bool]:
    return lambda value, wanted: not test(value, wanted)


def _is(value: Any, wanted: list[Any]) -> bool:
    return _equal(value, wanted[0])


_TESTS: Mapping[Meaning, Callable[[Any, list[Any]], bool]] = {
    "equal": _is,
    "not equal": _not(_is),
    "greater": _ordered(1),
    "at least": _ordered(0, 1),
    "less": _ordered(-1),
    "at most": _ordered(-1, 0),
    "contains": _contains,
    "does not contain": _not(_contains),
    "starts with": lambda value, wanted: value is not None and _text(value).startswith(_text(wanted[0])),
    "ends with": lambda value, wanted: value is not None and _text(value).endswith(_text(wanted[0])),
    "like": _like,
    "not like": _not(_like),
    "in": _one_of,
    "not in": _not(_one_of),
    "between": _between,
    "not between": _not(_between),
    "empty": _empty,
    "not empty": _not(_empty),
    "exists": lambda value, wanted: (value is not None) is bool(wanted[0] if wanted else True),
    "all of": lambda value, wanted: isinstance(value, list) and all(_contains(value, [one]) for one in wanted),
}
