"""Every field with every operator, as an expression that a person would write."""

from __future__ import annotations

from typing import Any

from hypernav.apis.insightvm.search.fields import DISCOVERY_VOCABULARIES, OPERATORS, members_of
from hypernav.names import to_identifier
from hypernav.search.expression import Term
from hypernav.search.vocabulary import Field, Operator, Vocabulary
from tests.apis.insightvm.sandbox.test_criteria import PAIRS, condition_of

__all__ = ["DISCOVERED", "PAIRS", "expression_of", "sample", "term_of"]

_SAMPLES: dict[str, tuple[Any, Any]] = {
    "string": ("lab-1", "lab-2"),
    "address": ("10.0.0.1", "10.0.0.9"),
    "date": ("2025-09-01", "2025-10-28"),
    "days": (14, 30),
    "integer": (22, 443),
    "number": (0.5, 9.5),
}
DISCOVERED = [
    (connection, field, operator)
    for connection, vocabulary in DISCOVERY_VOCABULARIES.items()
    for field in vocabulary.fields
    for operator in vocabulary.fields[field].operators
]
"""Each type of discovery connection, its fields, and their operators."""


def expression_of(field: str, operator: str, records: dict) -> tuple[Term, dict[str, Any]]:
    """Return a comparison that some assets match and others do not, and the filter that the sandbox is judged by."""
    condition = condition_of(field, operator, records)
    values = tuple(condition[member] for member in members_of(OPERATORS[operator]))
    if operator in {"in", "not-in", "includes", "does-not-include"}:
        values = tuple(condition["values"])
    return Term(field, to_identifier(operator), values), condition


def term_of(vocabulary: Vocabulary, field: str, operator: str) -> Term:
    """Return a comparison with sample values."""
    return sample(vocabulary.fields[field], vocabulary.operators[operator])


def sample(field: Field, operator: Operator) -> Term:
    """Return a comparison with sample values."""
    kind = operator.kind or field.kind
    first, second = (field.values[0].name, field.values[1].name) if kind == "enumeration" else _SAMPLES[kind]
    taken = {"nothing": (), "one": (first,), "several": (first, second), "range": (first, second)}[operator.takes]
    return Term(field.name, operator.identifier, taken)
