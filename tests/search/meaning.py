"""What an expression means, told by whether it holds for a record: the standard that compiled searches are held to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hypernav.search import Every, Expression, Negation, Some, Term
from hypernav.search.operators import meaning_of

Record = Mapping[str, Any]


def holds(expression: Expression | None, record: Record) -> bool:
    """Return whether an expression holds for a record, whose lists have a value where one of their items is it."""
    if expression is None:
        return True
    if isinstance(expression, Every):
        return all(holds(part, record) for part in expression.parts)
    if isinstance(expression, Some):
        return any(holds(part, record) for part in expression.parts)
    if isinstance(expression, Negation):
        return not holds(expression.part, record)
    assert isinstance(expression, Term)
    values = expression.values
    if len(values) == 1 and isinstance(values[0], list | tuple):
        values = tuple(values[0])
    return _TESTS[meaning_of(expression.operator)](record.get(expression.field), values)


def _has(present: Any, wanted: Any) -> bool:
    return wanted in present if isinstance(present, list) else present == wanted


def _is_empty(present: Any) -> bool:
    return present is None or present in ([], "")


_TESTS: Mapping[str, Callable[[Any, tuple[Any, ...]], bool]] = {
    "equal": lambda present, values: _has(present, values[0]),
    "not equal": lambda present, values: not _has(present, values[0]),
    "in": lambda present, values: any(_has(present, value) for value in values),
    "not in": lambda present, values: not any(_has(present, value) for value in values),
    "all of": lambda present, values: all(_has(present, value) for value in values),
    "contains": lambda present, values: values[0] in (present or ()),
    "does not contain": lambda present, values: values[0] not in (present or ()),
    "starts with": lambda present, values: present is not None and present.startswith(values[0]),
    "ends with": lambda present, values: present is not None and present.endswith(values[0]),
    "greater": lambda present, values: present is not None and present > values[0],
    "at least": lambda present, values: present is not None and present >= values[0],
    "less": lambda present, values: present is not None and present < values[0],
    "at most": lambda present, values: present is not None and present <= values[0],
    "between": lambda present, values: present is not None and values[0] <= present <= values[1],
    "not between": lambda present, values: not (present is not None and values[0] <= present <= values[1]),
    "empty": lambda present, values: _is_empty(present),
    "not empty": lambda present, values: not _is_empty(present),
    "exists": lambda present, values: _is_empty(present) is not (values[0] if values else True),
}
