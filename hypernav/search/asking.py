"""A question of a place as it grows: conditions that a search asks the server, or may have filtered here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from hypernav.errors import SearchError
from hypernav.navigation.naming import expression_of
from hypernav.navigation.node import Node
from hypernav.search.choosing import dialect_at
from hypernav.search.expression import Expression, checked_field, kept
from hypernav.search.planning import terms_of
from hypernav.search.query import Query


@dataclass(frozen=True, slots=True)
class Question:
    """Hold what is asked of a place. Its methods check conditions and return a new question."""

    node: Node
    query: Query
    optional: tuple[Expression, ...] = ()
    """Conditions that may be filtered here where the server cannot say them."""

    def operators(self, name: str, *, locally: bool) -> tuple[str, ...]:
        """Return what to type for the operators of a field, none where they are not known.

        Raises:
            UnknownField: The API does not search by that field.
        """
        checked_field(name)
        dialect = dialect_at(self.node)
        if dialect is None or locally:
            return ()
        dialect.check_field(name)
        return tuple(each.identifier for each in dialect.operators_of(name))

    def meeting(self, condition: object, *, locally: bool) -> Self:
        """Return the question with a condition more: an expression, or a document of conditions as the API keeps it.

        Raises:
            SearchError: It is no condition, or the API does not search so.
        """
        dialect = dialect_at(self.node)
        if dialect is not None and isinstance(condition, Mapping):
            read = dialect.read(condition)
            condition = condition if read is None else read
        if not isinstance(condition, Expression):
            raise SearchError(
                f"{condition!r:.200} is no condition.",
                where=f".where(…) on {self.node.session.client.redact(expression_of(self.node))}",
                next='.where("name").is_("x"), or .where(hn.where("name") == "x")',
            )
        if locally:
            return replace(self, optional=(*self.optional, condition))
        if dialect is not None:
            for term in condition.terms():
                dialect.check(term)
        return replace(self, query=replace(self.query, conditions=(*self.query.conditions, condition)))

    def having(self, values: Mapping[str, Any], *, locally: bool) -> Self:
        """Return the question with values that fields are to have, or query parameters as they are.

        Raises:
            SearchError: The API does not search so.
        """
        given = {name: kept(value, name) for name, value in values.items()}
        dialect = dialect_at(self.node)
        if not locally and (dialect is None or dialect.literal_parameters):
            return replace(self, query=replace(self.query, values=(*self.query.values, *given.items())))
        asked = self
        for term in terms_of(given.items()):
            asked = asked.meeting(term, locally=locally)
        return asked
