"""Plain query parameters, for any API: what is asked for goes out as it is named."""

from __future__ import annotations

from hypernav.parameters import parameters_of, text_of
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
