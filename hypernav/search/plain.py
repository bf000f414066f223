"""Plain query parameters, for any API: what is asked for goes out as it is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from typing import Any

from hypernav.errors import WrongValue
from hypernav.search.dialect import Dialect
from hypernav.search.query import Call, Plan, Query
from hypernav.search.vocabulary import Field, Operator, Vocabulary, operators_table

_OPERATORS = operators_table(
    Operator("equals", meaning="equal"),
    Operator("in", takes="several", meaning="in"),
)
_NOTE = "sent as plain query parameters, of which a server may ignore those that it does not know"
_VOCABULARY = Vocabulary("A search by plain query parameters", {}, _OPERATORS, other=Field("", "any", ("equals", "in")))


class PlainDialect(Dialect):
    """Say conditions as query parameters. What they mean is up to the API.

    >>> from hypernav.search import Query, where
    >>> PLAIN.compile(Query(conditions=(where("status") == "open",), parameters={"page_size": 50})).calls[0].parameters
    (('status', 'open'), ('page_size', '50'))
    """

    __slots__ = ()

    literal_parameters = True

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the vocabulary: any field, equality, and several values of one. Sends nothing."""
        return _VOCABULARY

    def compile(self, query: Query) -> Plan:
        """Return one GET with a parameter for each value. Sends nothing."""
        self.says_only(query, "parameters")
        pairs: list[tuple[str, str]] = []
        for term in self.conjuncts(query.expression, 'where("name").in_("a", "b"), which repeats the parameter'):
            comparison = self.check(term)
            pairs += [(comparison.field.name, text_of(value)) for value in comparison.operands]
        pairs += parameters_of(query.parameters)
        return Plan(calls=(Call(parameters=tuple(pairs)),), notes=(_NOTE,) if pairs else ())


PLAIN = PlainDialect()
"""The dialect of places of which nothing else is known."""


def text_of(value: Any) -> str:
    """Return a value as text in a query: ``true`` and ``false``, dates and times as ISO 8601 has them. Sends nothing.

    Raises:
        WrongValue: It is a duration, which each API spells in its own way.

    >>> text_of(True), text_of(date(2026, 1, 31))
    ('true', '2026-01-31')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, timedelta):
        raise WrongValue(
            f"A duration has no common spelling in a query, and {value!r} was given.",
            next="give the text that the API takes, such as 'PT2H' or 7200",
        )
    return value.isoformat() if isinstance(value, date | time) else str(value)


def parameters_of(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield parameters as texts; a list repeats its name, None leaves it out. Sends nothing.

    Raises:
        WrongValue: A value is neither plain nor a list of plain ones.

    >>> list(parameters_of({"tag": ["a", "b"], "open": True, "page": None}))
    [('tag', 'a'), ('tag', 'b'), ('open', 'true')]
    """
    for name, value in given.items():
        for each in value if isinstance(value, list | tuple) else [value]:
            if isinstance(each, dict | list | tuple | set | bytes):
                raise WrongValue(
                    f"The parameter {name!r} takes a plain value or a list of them, and was given {each!r:.200}.",
                    next="give JSON as text: json.dumps(…)",
                )
            if each is not None:
                yield name, text_of(each)
