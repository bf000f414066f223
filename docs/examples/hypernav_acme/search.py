"""How Acme's orders are searched: a body with the fields that they must have."""

from __future__ import annotations

from hypernav.search import Call, Dialect, Field, Operator, Plan, Query, Vocabulary, fields_table, operators_table, same

_EQUALS = ("equals",)
_VOCABULARY = Vocabulary(
    "Acme's order search",
    fields_table(
        Field("shop", "string", _EQUALS, title="key of the shop"),
        Field("status", "enumeration", _EQUALS, same("open shipped")),
        Field("total", "number", _EQUALS),
    ),
    operators_table(Operator("equals", meaning="equal")),
    named_alike=True,
)


class OrderDialect(Dialect):
    """Say conditions as the body of a POST."""

    __slots__ = ()

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the three fields of an order."""
        return _VOCABULARY

    def compile(self, query: Query) -> Plan:
        """Return the one request that asks for a query; OR, NOT and sorting are refused by name."""
        self.says_only(query, "page_size")
        comparisons = [self.check(term) for term in self.conjuncts(query.expression)]
        body = {comparison.field.name: comparison.value for comparison in comparisons}
        size = () if query.page_size is None else (("size", str(query.page_size)),)
        return Plan(calls=(Call(method="POST", parameters=size, body=body),))


ORDERS = OrderDialect()
