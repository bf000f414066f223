"""Conditions compiled to ``$filter``: every path checked, every value quoted, parentheses only where needed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypernav.errors import SearchError
from hypernav.search.checks import Comparison
from hypernav.search.expression import Every, Expression, Negation, Some, Term
from hypernav.search.odata.fields import FieldPath
from hypernav.search.odata.operators import AND, OPERATORS, OR, PRIMARY, Piece, joined, negated, written
from hypernav.search.odata.properties import Properties, Property
from hypernav.search.odata.terms import literals, said
from hypernav.search.vocabulary import Field, Vocabulary

# Null equals nothing else, so that these hold exactly where the other does not; "gt" and "le" both fail for null.
_OPPOSITES = {"eq": "ne", "is null": "is not null", "is empty": "is not empty"}
_OPPOSITES |= {f"not {name}": name for name in OPERATORS if f"not {name}" in OPERATORS}
_OPPOSITES |= {opposite: name for name, opposite in _OPPOSITES.items()}


@dataclass(frozen=True, slots=True)
class Scope:
    """Hold where a condition is asked: what the items are, and the variables of the lambdas around it."""

    vocabulary: Vocabulary
    variables: tuple[str, ...] = ()
    lists: bool = False
    """Whether the service has the operator ``in``."""

    @property
    def variable(self) -> str:
        """Return the variable that stands for an item here, ``""`` outside of lambdas."""
        return self.variables[-1] if self.variables else ""

    def members(self, field: Field, path: FieldPath) -> Scope:
        """Return the scope of the members of a collection, whose variable no lambda around it has."""
        name = path.segments[-1].rpartition(".")[2].lstrip("@") if path.segments else ""
        letter = name[:1].lower()
        letter = letter if letter.isascii() and letter.isalpha() else "x"
        variable, count = letter, 1
        while variable in self.variables:
            count += 1
            variable = f"{letter}{count}"
        return replace(self, vocabulary=members_of(field, path, self.vocabulary), variables=(*self.variables, variable))


def members_of(field: Field, path: FieldPath, vocabulary: Vocabulary) -> Vocabulary:
    """Return the vocabulary of what a path leads to: the same where nothing is known of it."""
    fields = vocabulary.fields
    if isinstance(fields, Properties) and isinstance(field, Property) and field.type:
        return fields.inside(field, path)
    return vocabulary


def filter_text(expression: Expression, vocabulary: Vocabulary, *, lists: bool = False) -> str:
    """Return an expression as ``$filter`` has it, not yet percent-encoded.

    Args:
        expression: What is asked.
        vocabulary: What is known of the items.
        lists: Whether the service has the operator ``in``, which came with OData 4.01.

    Raises:
        UnknownField: A field is no path of OData, or the metadata does not declare it.
        UnknownOperator: A field does not have an operator.
        WrongValue: An operator takes other values.

    >>> from hypernav.search import where
    >>> from hypernav.search.odata.properties import OPEN
    >>> filter_text(where("Trips").any(where("Budget") > 3000) & ~where("Name").contains("O'Neil"), OPEN)
    "Trips/any(t:t/Budget gt 3000) and not contains(Name,'O''Neil')"
    """
    return _piece(expression, Scope(vocabulary, lists=lists)).text


def _piece(expression: Expression, scope: Scope) -> Piece:
    if isinstance(expression, Every | Some):
        if not expression.parts:
            raise SearchError(
                f"{type(expression).__name__}(()) joins no conditions, and asks nothing.",
                next="leave it out, or join conditions by & and |",
            )
        pieces = [_piece(part, scope) for part in expression.parts]
        if len(pieces) == 1:
            return pieces[0]
        return joined(AND if isinstance(expression, Every) else OR, pieces)
    if isinstance(expression, Negation):
        part = expression.part
        if isinstance(part, Negation):
            return _piece(part.part, scope)
        return _compared(part, scope, opposite=True) if isinstance(part, Term) else negated(_piece(part, scope))
    assert isinstance(expression, Term)
    return _compared(expression, scope)


def _compared(term: Term, scope: Scope, *, opposite: bool = False) -> Piece:
    comparison = said(term, scope.vocabulary)
    path = FieldPath.read(comparison.field.name)
    assert path is not None  # a field that was found
    name = comparison.operator.name
    if name in {"any", "all"}:
        piece = _quantified(comparison, path, scope)
        return negated(piece) if opposite else piece
    text, values = path.written(scope.variable), literals(comparison)
    if opposite and name not in _OPPOSITES:
        return negated(written(name, text, values))
    name = _OPPOSITES[name] if opposite else name
    return _listed(name, text, values, comparison, scope) if name in {"in", "not in"} else written(name, text, values)


def _listed(name: str, text: str, values: tuple[str, ...], comparison: Comparison, scope: Scope) -> Piece:
    """Return a comparison with several values, null among them or not."""
    null = None in comparison.operands
    if not scope.lists:
        one, empty = ("eq", "is null") if name == "in" else ("ne", "is not null")
        pieces = [written(one, text, (value,)) for value in values] + [written(empty, text, ())] * null
        return pieces[0] if len(pieces) == 1 else joined(OR if name == "in" else AND, pieces)
    if not null:
        return written(name, text, values)
    either = joined(OR, [written("in", text, values), written("is null", text, ())])
    return negated(either) if name == "not in" else either


def _quantified(comparison: Comparison, path: FieldPath, scope: Scope) -> Piece:
    collection = path.written(scope.variable)
    quantifier = comparison.operator.name
    if not comparison.operands:
        return Piece(f"{collection}/{quantifier}()", PRIMARY)
    inner = scope.members(comparison.field, path)
    condition = _piece(comparison.value, inner).text
    return Piece(f"{collection}/{quantifier}({inner.variable}:{condition})", PRIMARY)
