"""Searches that are carried out here, on members that were read, because the server cannot say them."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any

from hypernav.display.columns import field_of
from hypernav.display.values import MISSING
from hypernav.errors import UnknownField, UnknownOperator, WrongValue
from hypernav.search.checks import near_fields
from hypernav.search.expression import Every, Expression, Negation, Some, Term
from hypernav.search.local.wanted import equal, equals_nothing, network_in, order, plain, text, time_in
from hypernav.search.operators import Meaning, meaning_of, words_of
from hypernav.visible import neutral


class LocalFilter:
    """Test members against an expression; fields are paths in the members, such as ``vulnerabilities.critical``.

    Equality is exact; ``contains``, ``starts_with``, ``ends_with`` and ``like`` ignore case; ``like`` takes ``*`` and
    ``?``, ``matches`` a regular expression, found anywhere in a text. Times are compared as times, a date with the day
    of a time, IP addresses as addresses, and a network is the range of its addresses. What a member does not have
    equals nothing, and is empty. Sends nothing.

    >>> from hypernav.search import where
    >>> LocalFilter((where("size") > 3) | where("name").contains("A")).holds({"size": 1, "name": "Bar"})
    True
    """

    def __init__(self, expression: Expression, milliseconds: frozenset[str] = frozenset()) -> None:
        """Prepare an expression; ``milliseconds`` names members that hold times as epoch milliseconds.

        Raises:
            UnknownOperator: An operator that only the server would know.
            WrongValue: An operator takes another number of values, one is NaN, or a pattern is none.
        """
        self.expression = expression
        self.read = 0
        """Members tested so far."""
        self._milliseconds = milliseconds
        self._found: set[str] = set()
        self._fields: dict[str, None] = {}
        for term in expression.terms():
            _require_known(term)

    def holds(self, record: Any) -> bool:
        """Return whether the expression holds for a member.

        Raises:
            WrongValue: A value of the member and one of the expression cannot be compared.
        """
        self.read += 1
        if isinstance(record, Mapping):
            self._fields.update(dict.fromkeys(record))
        return self._holds(self.expression, record)

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
                    fields=", ".join(map(neutral, islice(self._fields, 40))),
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
        value = field_of(record, term.field)
        if value is not MISSING:
            self._found.add(term.field)
        present = None if value is MISSING else value
        is_time = not self._milliseconds.isdisjoint((term.field, term.field.rpartition(".")[2]))
        try:
            return _TESTS[meaning_of(term.operator)](present, _values(term), is_time)
        except TypeError:
            raise WrongValue(
                f"{present!r:.100} of a member and {_shown(term)} of the search cannot be compared.",
                where=f"{term!r:.200}, filtered here",
                next=_kind_needed(present, term),
            ) from None


def _kind_needed(present: Any, term: Term) -> str:
    moment = time_in(term.values[0]) if term.values else None
    if moment is None or isinstance(present, bool) or not isinstance(present, int | float):
        return "give a value of the kind that the members have"
    seconds = moment.epoch_seconds
    return f"give a number as the members have it: {seconds * 1000} in milliseconds, {seconds} in seconds"


def _unknown_operator(term: Term) -> UnknownOperator:
    known = [words_of(meaning)[0] for meaning in _TESTS if words_of(meaning)]
    return UnknownOperator(
        f"{term.operator!r} means something to the server only, and this part is filtered here.",
        where=repr(term),
        operators=", ".join(f".{name}" for name in known),
    )


def _require_known(term: Term) -> None:
    meaning = meaning_of(term.operator)
    if meaning not in _TESTS:
        raise _unknown_operator(term)
    values = _values(term)
    fewest, most = _TAKES.get(meaning, (1, 1))
    if len(values) < fewest or (most is not None and len(values) > most):
        needed: dict[tuple[int, int | None], str]
        needed = {(0, 0): "no value", (0, 1): "True, False or no value", (2, 2): "two bounds"}
        raise WrongValue(
            f".{words_of(meaning)[0]}() takes {needed.get((fewest, most), 'one value')} where it is filtered here, "
            f"and was given {len(values)}.",
            where=f"{term!r:.300}",
            nearest={"contains": ".all_of(…)  .in_(…)", "equal": ".in_(…)", "not equal": ".not_in(…)"}.get(meaning, ""),
        )
    if meaning in ("matches", "does not match"):
        _require_pattern(term, values[0])
    if any(map(equals_nothing, values)):
        raise WrongValue(
            f"What {term.field!r} is compared with equals nothing, not even itself.",
            where=f"{term!r:.300}",
            nearest=f"where({term.field!r}).is_empty()",
        )


def _require_pattern(term: Term, pattern: Any) -> None:
    try:
        if isinstance(pattern, str | re.Pattern):
            re.compile(pattern)
            return
        why = "it is no text"
    except (re.error, RecursionError, OverflowError) as error:
        why = str(error)
    raise WrongValue(
        f"{pattern!r:.200} is no regular expression: {why}.",
        where=f"{term!r:.300}",
        nearest=f"where({term.field!r}).like({pattern!r:.200})",
        takes="what Python's re.search does",
    )


def _values(term: Term) -> list[Any]:
    given = term.values
    meaning = meaning_of(term.operator)
    listed = len(given) == 1 and isinstance(given[0], list | tuple | set | frozenset)
    values = list(map(plain, given[0] if listed else given))
    if listed:
        # A list may equal a list; to every other operator it is its values.
        return [values] if meaning in ("equal", "not equal") else values
    ranged = meaning in ("between", "not between") and len(values) == 1 and network_in(values[0]) is not None
    return values * 2 if ranged else values


def _shown(term: Term) -> str:
    return f"{term.values[0]!r:.100}" if term.values else "nothing"


Test = Callable[[Any, list[Any], bool], bool]
"""Takes what a member has, None for nothing; what is wanted; and whether numbers are epoch milliseconds."""


def _ordered(*orders: int) -> Test:
    return lambda value, wanted, is_time: order(value, wanted[0], is_time=is_time) in orders


def _is(value: Any, wanted: list[Any], is_time: bool) -> bool:
    return equal(value, wanted[0], is_time=is_time)


def _contains(value: Any, wanted: list[Any], is_time: bool) -> bool:
    if isinstance(value, list):
        return any(equal(each, wanted[0], is_time=is_time) for each in value)
    return value is not None and text(wanted[0]) in text(value)


def _all_of(value: Any, wanted: list[Any], is_time: bool) -> bool:
    return all(_contains(value, [one], is_time) for one in wanted)


def _one_of(value: Any, wanted: list[Any], is_time: bool) -> bool:
    values = value if isinstance(value, list) else [value]
    return any(equal(each, one, is_time=is_time) for each in values for one in wanted)


def _between(value: Any, wanted: list[Any], is_time: bool) -> bool:
    low, high = wanted
    return order(value, low, is_time=is_time) in (0, 1) and order(value, high, is_time=is_time) in (0, -1)


def _starts(value: Any, wanted: list[Any], is_time: bool) -> bool:
    return value is not None and text(value).startswith(text(wanted[0]))


def _ends(value: Any, wanted: list[Any], is_time: bool) -> bool:
    return value is not None and text(value).endswith(text(wanted[0]))


def _like(value: Any, wanted: list[Any], is_time: bool) -> bool:
    return value is not None and fnmatch.fnmatchcase(text(value), text(wanted[0]).replace("[", "[[]"))


def _matches(value: Any, wanted: list[Any], is_time: bool) -> bool:
    if isinstance(value, list):
        return any(_matches(each, wanted, is_time) for each in value)
    if value is not None and not isinstance(value, str):
        raise TypeError
    return value is not None and re.search(wanted[0], value) is not None


def _empty(value: Any, wanted: list[Any], is_time: bool) -> bool:
    return value is None or value in ("", [], {})


def _exists(value: Any, wanted: list[Any], is_time: bool) -> bool:
    return (value is not None) is bool(wanted[0] if wanted else True)


def _not(test: Test) -> Test:
    return lambda value, wanted, is_time: not test(value, wanted, is_time)


_TESTS: Mapping[Meaning, Test] = {
    "equal": _is,
    "not equal": _not(_is),
    "greater": _ordered(1),
    "at least": _ordered(0, 1),
    "less": _ordered(-1),
    "at most": _ordered(-1, 0),
    "contains": _contains,
    "does not contain": _not(_contains),
    "starts with": _starts,
    "does not start with": _not(_starts),
    "ends with": _ends,
    "does not end with": _not(_ends),
    "like": _like,
    "not like": _not(_like),
    "matches": _matches,
    "does not match": _not(_matches),
    "in": _one_of,
    "not in": _not(_one_of),
    "between": _between,
    "not between": _not(_between),
    "empty": _empty,
    "not empty": _not(_empty),
    "exists": _exists,
    "all of": _all_of,
}
_TAKES: Mapping[Meaning, tuple[int, int | None]] = {
    **dict.fromkeys(("empty", "not empty"), (0, 0)),
    "exists": (0, 1),
    **dict.fromkeys(("between", "not between"), (2, 2)),
    **dict.fromkeys(("in", "not in", "all of"), (0, None)),
}
"""The fewest and the most values that an operator takes; one for those that are not here."""
