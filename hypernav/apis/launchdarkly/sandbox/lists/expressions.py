"""The filter ``field operator value``: ``,`` is AND, ``|`` is OR, parentheses group."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.refusals import invalid

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.store import Record

Test = Callable[["Record"], bool]
Operands = Mapping[str, Mapping[str, Callable[["Record", Any], bool]]]
"""Field name to operator to what tests a record against the value."""

_BARE = re.compile(r"[^\s,|()\[\]\"]+")
_WORD = re.compile(r"[A-Za-z]+")
_SPACE = re.compile(r"\s*")
_DEEPEST = 32


class Bare(str):
    """A value that was not quoted, so that ``44`` may be a number."""

    __slots__ = ()


def matching_expression(text: str, records: Iterable[Record], operands: Operands) -> list[Record]:
    """Return the records that an expression holds for; an empty one keeps all.

    Raises:
        Refusal: The expression is malformed, or a field does not take an operator.

    >>> operands = {"kind": {"equals": lambda record, value: record["kind"] == value}}
    >>> matching_expression('kind equals "a" | kind equals b', [{"kind": "b"}, {"kind": "c"}], operands)
    [{'kind': 'b'}]
    """
    if not text.strip():
        return list(records)
    test = _Reader(text, operands).whole()
    return [record for record in records if test(record)]


class _Reader:
    """A recursive-descent reader of one expression."""

    def __init__(self, text: str, operands: Operands) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.operands = operands

    def whole(self) -> Test:
        test = self.alternatives()
        if self.peek():
            raise self.wrong("something after its end")
        return test

    def alternatives(self) -> Test:
        tests = [self.conjunction()]
        while self.take("|"):
            tests.append(self.conjunction())
        return tests[0] if len(tests) == 1 else lambda record: any(test(record) for test in tests)

    def conjunction(self) -> Test:
        tests = [self.term()]
        while self.take(","):
            tests.append(self.term())
        return tests[0] if len(tests) == 1 else lambda record: all(test(record) for test in tests)

    def term(self) -> Test:
        if not self.take("("):
            return self.comparison()
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.wrong("too many parentheses")
        test = self.alternatives()
        if not self.take(")"):
            raise self.wrong("a parenthesis that is not closed")
        self.depth -= 1
        return test

    def comparison(self) -> Test:
        field, operator = self.field(), self.operator()
        operators = self.operands.get(field)
        if operators is None:
            raise invalid(f"Invalid filter field: {field!r}")
        if operator not in operators:
            raise invalid(f"Invalid filter operator: {operator!r}. {field} supports {', '.join(operators)}")
        test, value = operators[operator], self.value()
        if operator == "anyOf" and not isinstance(value, list):
            raise self.wrong("anyOf without a list")
        return lambda record: test(record, value)

    def field(self) -> str:
        if self.peek() == '"':
            return str(self.quoted())
        found = _BARE.match(self.text, self.at)
        if found is None:
            raise self.wrong("no field where there should be a field")
        self.at = found.end()
        return found[0]

    def value(self) -> Any:
        if self.peek() in ('"', "["):
            return self.quoted()
        found = _BARE.match(self.text, self.at)
        if found is None:
            raise self.wrong("an operator without a value")
        self.at = found.end()
        return {"true": True, "false": False}.get(found[0], Bare(found[0]))

    def quoted(self) -> Any:
        try:
            value, self.at = json.JSONDecoder().raw_decode(self.text, self.at)
        except (ValueError, RecursionError):
            raise self.wrong("a value that is not JSON") from None
        return value

    def operator(self) -> str:
        self.peek()
        found = _WORD.match(self.text, self.at)
        if found is None:
            raise self.wrong("no operator where there should be an operator")
        self.at = found.end()
        return found[0]

    def peek(self) -> str:
        space = _SPACE.match(self.text, self.at)
        self.at = space.end() if space else self.at
        return self.text[self.at : self.at + 1]

    def take(self, character: str) -> bool:
        if self.peek() != character:
            return False
        self.at += 1
        return True

    def wrong(self, what: str) -> Exception:
        return invalid(f"Invalid filter: {what}, at position {self.at}")
