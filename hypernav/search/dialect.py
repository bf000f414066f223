"""What every dialect has: a vocabulary, and a way from a query to requests."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields as fields_of
from typing import Any, ClassVar

from hypernav.documents.document import Document
from hypernav.errors import NotExpressible, SearchError
from hypernav.search.checks import Comparison, checked, known_field
from hypernav.search.expression import Every, Expression, Negation, Some, Term
from hypernav.search.judging.sight import Sight
from hypernav.search.query import Ordering, Plan, Query
from hypernav.search.vocabulary import Operator, Vocabulary

_WORDS = {
    "sort": ".sort()",
    "page_size": ".page_size()",
    "fields": ".fields()",
    "expand": ".expand()",
    "text": ".text()",
    "parameters": "further parameters",
}
_ANYTHING = frozenset({"all", "any"})
"""Values of enumerations that leave nothing out."""


class Dialect(ABC):
    """Compile queries into the requests of one way of searching. It is immutable and sends nothing.

    A subclass states its vocabulary and compiles; what it cannot say it refuses with ``NotExpressible``.
    """

    __slots__ = ()

    literal_parameters: ClassVar[bool] = False
    """Whether ``where(name=value)`` are query parameters as they are, because nothing is known of the API."""

    @property
    @abstractmethod
    def vocabulary(self) -> Vocabulary:
        """Return the fields and operators."""

    @abstractmethod
    def compile(self, query: Query) -> Plan:
        """Return the requests that ask for a query.

        Raises:
            UnknownField: The query names a field that there is not.
            UnknownOperator: A field does not have the operator.
            WrongValue: An operator takes other values.
            NotExpressible: The dialect has no way to say a part; ``part`` holds it.
        """

    def read(self, document: Mapping[str, Any]) -> Expression | None:
        """Return the expression that a document of conditions means, None where this dialect has none.

        Raises:
            SearchError: The document is not what it should be.
        """
        return None

    @property
    def title(self) -> str:
        """Return what is searched, as messages name it."""
        return self.vocabulary.title

    def __repr__(self) -> str:
        """Return what is searched, since a vocabulary is a page long."""
        return f"<{self.title}>"

    def informed(self, answers: Iterable[Document]) -> Dialect:
        """Return the dialect as the answers that were read show the server to be, the nearest first."""
        return self

    def depends_on_description(self, query: Query) -> bool:
        """Return whether it takes the service's own description of its data to say a query rightly."""
        return False

    def described(self, description: str, place: str) -> Dialect:
        """Return the dialect as a description has it for a place.

        Raises:
            SearchError: The description is none, or tells nothing of the place.
        """
        return self

    def check(self, term: Term) -> Comparison:
        """Return what a comparison means in this dialect.

        Raises:
            UnknownField: There is no such field.
            UnknownOperator: The field does not have the operator.
            WrongValue: The operator takes other values.
        """
        return checked(term, self.vocabulary)

    def check_field(self, name: str) -> None:
        """Refuse a name that is no field.

        Raises:
            UnknownField: There is no such field.
        """
        known_field(name, self.vocabulary)

    def operators_of(self, field: str) -> Sequence[Operator]:
        """Return the operators that a field has."""
        return self.vocabulary.operators_of(field)

    def sight(self, term: Term) -> Sight | None:
        """Return where members show whether a comparison holds, None where they do not.

        What is returned is what answers are held against, so that it must be sure: the vocabulary's ``shown`` says it.
        """
        try:
            comparison = self.check(term)
        except SearchError:
            return None
        paths = self.vocabulary.paths_of(comparison.field.name)
        operator, operands = comparison.operator, comparison.operands
        anything = comparison.field.kind == "enumeration" and not _ANYTHING.isdisjoint(map(str, operands))
        if not paths or not operator.meaning or operator.stems or anything:
            return None
        return Sight(operator.meaning, paths, operands)

    def member_sorted_by(self, ordering: Ordering) -> str:
        """Return the path of the member that an ordering sorts by; where nothing is known, it has that name."""
        return (*self.vocabulary.paths_of(ordering.field), ordering.field)[0]

    def refuse(self, part: object, what: str, nearest: str = "") -> NotExpressible:
        """Return the refusal of a part that this dialect cannot say.

        Args:
            part: The expression, or what the query asks for besides.
            what: What cannot be said, as a clause: ``"has no OR"``.
            nearest: The nearest thing that can be said.
        """
        expression = part if isinstance(part, Expression) else None
        error = NotExpressible(
            f"{self.title} {what}.",
            part=f"{part!r:.300}" if expression is not None else str(part),
            nearest=nearest,
            otherwise="where(…, locally=True) filters here what the server cannot" if expression is not None else "",
        )
        error.part = expression
        return error

    def says_only(self, query: Query, *words: str) -> None:
        """Refuse what a query asks for besides conditions and the words given.

        Args:
            query: The query.
            words: Names of members of ``Query`` that the dialect can say: ``sort``, ``page_size``, ``fields``, …

        Raises:
            NotExpressible: The query has another one.
        """
        for each in fields_of(query):
            # A page size of 0 asks for something too.
            if each.name in _WORDS and each.name not in words and getattr(query, each.name) not in (None, (), "", {}):
                said = ", ".join(_WORDS[word] for word in words if word in _WORDS)
                raise self.refuse(_WORDS[each.name], f"has nothing like {_WORDS[each.name]}", said)

    def conjuncts(self, expression: Expression | None, nearest_to_or: str = "") -> list[Term]:
        """Return the comparisons of an expression of which all must hold.

        Raises:
            NotExpressible: It has an OR or a negation.
        """
        if expression is None:
            return []
        if isinstance(expression, Term):
            return [expression]
        if isinstance(expression, Every):
            return [term for part in expression.parts for term in self.conjuncts(part, nearest_to_or)]
        if isinstance(expression, Some):
            raise self.refuse(expression, "has no OR", nearest_to_or)
        assert isinstance(expression, Negation)
        raise self.refuse(expression, "has no NOT")
