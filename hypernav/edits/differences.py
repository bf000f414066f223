"""What to do to one JSON document to get another one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypernav.edits.operation import Operation
from hypernav.edits.values import same_json


def diff(before: Any, after: Any, *, moves: bool = True) -> Iterator[Operation]:
    """Yield the operations that make one document equal to the other one. Sends nothing.

    >>> list(diff({"a": 1}, {"a": 2}))
    [.replace('/a', 2)]
    """
    yield from _diff(before, after, ())


def _diff(before: Any, after: Any, at: tuple[str | int, ...]) -> Iterator[Operation]:
    if isinstance(before, dict) and isinstance(after, dict):
        for name in before:
            if name not in after:
                yield Operation.make("remove", (*at, name))
        for name, value in after.items():
            if name not in before:
                yield Operation.make("add", (*at, name), value=value)
            else:
                yield from _diff(before[name], value, (*at, name))
    elif isinstance(before, list) and isinstance(after, list):
        start, shorter = 0, min(len(before), len(after))
        while start < shorter and same_json(before[start], after[start]):
            start += 1
        end = 0
        while end < shorter - start and same_json(before[-1 - end], after[-1 - end]):
            end += 1
        paired = shorter - end
        for index in reversed(range(paired, len(before) - end)):
            yield Operation.make("remove", (*at, index))
        for index in range(paired, len(after) - end):
            yield Operation.make("add", (*at, index), value=after[index])
        for index in range(start, paired):
            yield from _diff(before[index], after[index], (*at, index))
    elif not same_json(before, after):
        yield Operation.make("replace", at, value=after)
