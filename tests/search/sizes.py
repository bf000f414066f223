"""A way of searching that says one field, made for tests."""

from __future__ import annotations

from hypernav.search import Call, Dialect, Plan, Query, Vocabulary, fields_table, operators_table, where
from hypernav.search.vocabulary import Field, Operator


class Sizes(Dialect):
    """A dialect that says ``size = n``, joined by AND only."""

    __slots__ = ()

    @property
    def vocabulary(self) -> Vocabulary:
        size = Field("size", "integer", ("is",))
        return Vocabulary("Acme", fields_table(size), operators_table(Operator("is", meaning="equal")))

    def compile(self, query: Query) -> Plan:
        self.says_only(query)
        terms = [self.check(term) for term in self.conjuncts(query.expression)]
        return Plan(calls=(Call(parameters=tuple((each.field.name, str(each.value)) for each in terms)),))


SIZES = Sizes()
BIG, SMALL = where("size") == 9, where("size") == 1
