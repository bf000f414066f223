"""Searches: one immutable expression, and the dialects that say it to an API."""

from __future__ import annotations

from hypernav.search.dialect import Dialect
from hypernav.search.expression import Condition, Every, Expression, Negation, Some, Term, where
from hypernav.search.query import Call, Ordering, Plan, Query
from hypernav.search.vocabulary import Enumerated, Field, Operator, Vocabulary, fields_table, operators_table, same

__all__ = [
    "Call",
    "Condition",
    "Dialect",
    "Enumerated",
    "Every",
    "Expression",
    "Field",
    "Negation",
    "Operator",
    "Ordering",
    "Plan",
    "Query",
    "Some",
    "Term",
    "Vocabulary",
    "fields_table",
    "operators_table",
    "same",
    "where",
]
