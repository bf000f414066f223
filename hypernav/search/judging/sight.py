"""Where members show what a condition is about, and whether they meet it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from hypernav.documents.paths import value_at
from hypernav.missing import MISSING
from hypernav.search.expression import Every, Expression, Negation, Some, Term
from hypernav.search.judging.truth import Truth, every, some, truth
from hypernav.search.operators import Meaning


@dataclass(frozen=True, slots=True)
class Sight:
    """Say which member shows what a condition is about, and how it compares.

    >>> sight = Sight("equal", ("state",), ("open",))
    >>> sight.truth({"state": "closed"}), sight.truth({"name": "x"})
    (<Truth.NO: 0>, <Truth.UNSEEN: 1>)
    """

    meaning: Meaning
    """What the operator asks."""
    paths: tuple[str, ...]
    """Paths of the members that may meet the condition, with dots, lists gone through: one that does is enough."""
    operands: tuple[Any, ...] = ()
    loose: bool = False
    """Whether the server may look for words, patterns or parts."""

    def truth(self, record: Any) -> Truth:
        """Return whether a member shows that it meets the condition."""
        values = self.values(record)
        found = [
            truth(self.meaning, value, self.operands, loose=self.loose) for value in values if value is not MISSING
        ]
        if not found:
            return Truth.UNSEEN
        best = some(found)
        # What does not meet it says nothing of a member that is not there.
        return Truth.UNSEEN if best is Truth.NO and MISSING in values else best

    def values(self, record: Any) -> list[Any]:
        """Return what a member shows, ``MISSING`` where it has no such member."""
        return [value for path in self.paths for value in values_at(record, path)]

    def doubtful(self, records: Sequence[Any]) -> Sequence[Any]:
        """Return the members that do not surely meet the condition, at little cost where most of them do."""
        if len(self.paths) != 1 or "." in self.paths[0]:
            return records
        test = _QUICK.get(self.meaning)
        if test is None:
            return records
        try:
            values = list(map(itemgetter(self.paths[0]), records))
            return test(records, values, self.operands)
        except (TypeError, KeyError, ValueError, AttributeError):
            return records


def values_at(record: Any, path: str) -> list[Any]:
    """Return what stands at a path with dots, of each thing in the lists on the way; ``MISSING`` where nothing does.

    >>> values_at({"names": [{"name": "a"}, {"name": "b"}]}, "names.name")
    ['a', 'b']
    """
    found = value_at(record, path)
    if found is not MISSING:
        return [found]
    name, _, rest = path.partition(".")
    inner = record.get(name, MISSING) if isinstance(record, Mapping) else MISSING
    if rest and isinstance(inner, list):
        return [value for each in inner for value in values_at(each, rest)]
    return values_at(inner, rest) if rest and isinstance(inner, Mapping) else [MISSING]


Look = Callable[[Term], Sight | None]
"""Where members show what a comparison is about, None where they do not."""


def holds(expression: Expression, record: Any, look: Look, *, negated: bool = False) -> Truth:
    """Return whether a member shows that an expression holds for it."""
    if isinstance(expression, Negation):
        return holds(expression.part, record, look, negated=not negated)
    if isinstance(expression, Every | Some):
        parts = [holds(part, record, look, negated=negated) for part in expression.parts]
        return every(parts) if isinstance(expression, Every) is not negated else some(parts)
    assert isinstance(expression, Term)
    sight = look(expression)
    if sight is None:
        return Truth.UNSEEN
    if not negated:
        return sight.truth(record)
    values = sight.values(record)
    # Of several values, servers differ in whether one or each of them is meant by the opposite.
    several = len(values) != 1 or isinstance(values[0], list)
    return Truth.UNSEEN if several else sight.truth(record).negated()


Quick = Callable[[Sequence[Any], list[Any], Sequence[Any]], Sequence[Any]]


def _equal(records: Sequence[Any], values: list[Any], operands: Sequence[Any]) -> Sequence[Any]:
    (wanted,) = operands
    if values.count(wanted) == len(values):
        return ()
    return [record for record, value in zip(records, values, strict=True) if value != wanted]


def _in(records: Sequence[Any], values: list[Any], operands: Sequence[Any]) -> Sequence[Any]:
    wanted = set(operands)
    return [record for record, value in zip(records, values, strict=True) if value not in wanted]


def _contains(records: Sequence[Any], values: list[Any], operands: Sequence[Any]) -> Sequence[Any]:
    (wanted,) = operands
    if not set(map(type, values)) <= {str, list}:
        return records
    return [record for record, value in zip(records, values, strict=True) if wanted not in value]


def _above(records: Sequence[Any], values: list[Any], operands: Sequence[Any]) -> Sequence[Any]:
    low, _ = _bounds(values)
    wanted = _comparable(operands[0], low)
    return () if (low[: len(wanted)] if isinstance(low, str) else low) > wanted else records


def _below(records: Sequence[Any], values: list[Any], operands: Sequence[Any]) -> Sequence[Any]:
    _, high = _bounds(values)
    return () if high < _comparable(operands[0], high) else records


def _bounds(values: list[Any]) -> tuple[Any, Any]:
    """Return the least and the greatest of numbers, or of times in UTC that are written alike.

    Raises:
        ValueError: They are neither.
    """
    kinds = set(map(type, values))
    if kinds <= {int, float}:
        return min(values), max(values)
    if kinds == {str} and len(set(map(len, values))) == 1 and set(map(itemgetter(-1), values)) == {"Z"}:
        low, high = min(values), max(values)
        if low[:4].isdecimal() and high[:4].isdecimal():
            return low, high
    raise ValueError


def _comparable(wanted: Any, found: Any) -> Any:
    """Return what is wanted in the form of what was found."""
    if isinstance(wanted, datetime) and wanted.tzinfo is not None:
        if isinstance(found, str):
            return wanted.astimezone(UTC).isoformat()[: min(19, len(found) - 1)]
        return wanted.timestamp() * 1000 if found >= 10**11 else wanted.timestamp()
    if isinstance(wanted, int | float) and not isinstance(wanted, bool) and isinstance(found, int | float):
        return wanted
    raise ValueError


_QUICK: Mapping[Meaning, Quick] = {
    "equal": _equal,
    "in": _in,
    "contains": _contains,
    "greater": _above,
    "at least": _above,
    "less": _below,
    "at most": _below,
}
