"""Searches: one immutable expression, and the dialects that say it to an API."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hypernav.search.expression import Condition, Every, Expression, Negation, Some, Term, where

if TYPE_CHECKING:
    from hypernav.search.dialect import Dialect
    from hypernav.search.query import Call, Ordering, Plan, Query
    from hypernav.search.vocabulary import (
        Enumerated,
        Field,
        Operator,
        Vocabulary,
        fields_table,
        operators_table,
        same,
    )

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

# Loaded when somebody asks for them: `import hypernav` needs expressions only.
_LATER = {
    "dialect": ("Dialect",),
    "query": ("Call", "Ordering", "Plan", "Query"),
    "vocabulary": ("Enumerated", "Field", "Operator", "Vocabulary", "fields_table", "operators_table", "same"),
}


def __getattr__(name: str) -> Any:
    for module, names in _LATER.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
