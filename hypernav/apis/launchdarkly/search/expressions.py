"""Searches by the filter ``field operator value``: ``,`` is AND, ``|`` is OR, parentheses group, values are JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from hypernav.apis.launchdarkly.search.lists import Listing, list_parameters
from hypernav.errors import NotExpressible, WrongValue
from hypernav.search import Call, Dialect, Every, Expression, Negation, Plan, Query, Some, Term, Vocabulary
from hypernav.search.checks import Comparison
from hypernav.search.operators import meaning_of

_BARE = re.compile(r"[^\s,|()\[\]\"]+")


@dataclass(frozen=True, slots=True, repr=False)
class ExpressionDialect(Dialect):
    """Say conditions as ``filter=field operator value``, texts always in double quotes.

    Which of ``,`` and ``|`` binds closer is not documented, so parentheses say it wherever both occur.

    >>> from hypernav.apis.launchdarkly.search import SEGMENTS
    >>> from hypernav.search import Query, where
    >>> asked = where("tags").anyOf("enterprise", "beta") & where("query").equals("toggle")
    >>> SEGMENTS.compile(Query(conditions=(asked,))).calls[0].parameters
    (('filter', 'tags anyOf ["enterprise", "beta"],query equals "toggle"'),)
    """

    words: Vocabulary
    listing: Listing
    list_fields: frozenset[str] = frozenset()
    """Fields that are compared with a list, even with one of one value."""
    body: bool = False
    """Whether the search is posted, with the filter and the rest in a JSON body and nothing in the query."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the fields and operators."""
        return self.words

    def check(self, term: Term) -> Comparison:
        """Return what a comparison means here; ``exists()`` means ``exists(True)``.

        Raises:
            UnknownField: There is no such field.
            UnknownOperator: The field does not have the operator.
            WrongValue: The operator takes other values.
        """
        if not term.values and meaning_of(term.operator) == "exists":
            term = Term(term.field, term.operator, (True,))
        return Dialect.check(self, term)

    def compile(self, query: Query) -> Plan:
        """Return one GET with the filter, the order and the rest as parameters, or one POST with them.

        Raises:
            UnknownField: The filter or the order has no such field.
            UnknownOperator: The field does not have the operator.
            WrongValue: The operator takes other values.
            NotExpressible: There is a negation, or something beside a body that must stand alone.
        """
        self.says_only(query, *self.listing.words)
        text = self._filter(query)
        if self.body and (others := set(query.parameters) - {"continuationToken"}):
            raise self.refuse(
                f"parameters({', '.join(sorted(others))})",
                "takes everything in its body, and parameters beside it are an error",
            )
        said = (("filter", text),) if text else ()
        pairs = list_parameters(self, self.listing, query, said)
        if not self.body:
            return Plan(calls=(Call(parameters=pairs),))
        content = {name: int(value) if name == "limit" else value for name, value in pairs}
        return Plan(calls=(Call(method="POST", body=content),))

    def _filter(self, query: Query) -> str:
        parts = [query.expression] if query.expression is not None else []
        if query.text:
            parts.append(Term(self.listing.text, "equals", (query.text,)))
        if not parts:
            return ""
        return self._said(parts[0] if len(parts) == 1 else Every(tuple(parts)))

    def _said(self, expression: Expression) -> str:
        if isinstance(expression, Term):
            return self._term(self.check(expression))
        if isinstance(expression, Every):
            return ",".join(map(self._grouped, expression.parts))
        if isinstance(expression, Some):
            return "|".join(map(self._grouped, expression.parts))
        assert isinstance(expression, Negation)
        raise self._no_negation(expression)

    def _grouped(self, expression: Expression) -> str:
        said = self._said(expression)
        return f"({said})" if isinstance(expression, Every | Some) else said

    def _no_negation(self, expression: Negation) -> NotExpressible:
        nearest = ""
        if isinstance(expression.part, Term):
            comparison = self.check(expression.part)
            begin = f"where({comparison.field.name!r})"
            kind = comparison.operator.kind or comparison.field.kind
            if comparison.operator.name == "equals" and "notEquals" in comparison.field.operators:
                nearest = f"{begin}.notEquals({', '.join(map(repr, comparison.operands))})"
            elif kind == "boolean":
                nearest = f"{begin}.{comparison.operator.name}({not comparison.value})"
        return self.refuse(expression, "has no NOT", nearest)

    def _term(self, comparison: Comparison) -> str:
        name, operator = comparison.field.name, comparison.operator.name
        field = name if _BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)
        values = comparison.operands
        several = comparison.operator.takes == "several" and (
            operator != "equals" or len(values) > 1 or name in self.list_fields
        )
        return f"{field} {operator} {_json(comparison, list(values) if several else values[0])}"


def _json(comparison: Comparison, value: Any) -> str:
    if value is None or isinstance(value, dict):
        raise WrongValue(
            f"{comparison.field.name!r} takes a text, a number, a boolean or a list, and was given {value!r:.100}.",
            where=f"{comparison.term!r:.200}",
            nearest=f"where({comparison.field.name!r}).exists(False)" if value is None else "",
        )
    return json.dumps(value, ensure_ascii=False, default=lambda time: time.isoformat())
