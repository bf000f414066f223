"""Plain query parameters, for any API: what is asked for goes out as it is named."""

from __future__ import annotations

from hypernav.errors import NotExpressible
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Every, Term
from hypernav.search.judging.sight import Sight
from hypernav.search.lists import joined
from hypernav.search.local.wanted import plain
from hypernav.search.operators import letters_of
from hypernav.search.query import Call, Plan, Query
from hypernav.search.vocabulary import Field, Operator, Vocabulary, operators_table
from hypernav.web.parameters import text_of

_OPERATORS = operators_table(
    Operator("equals", meaning="equal"),
    Operator("in", takes="several", meaning="in"),
)
_CONTROLS = frozenset(
    """after before count cursor direction embed expand exclude fields filter format from groupby include lang language
    limit locale maxresults offset order orderby ordering orderdirection page pagenumber pagesize perpage q query search
    select since size skip sort sortby sortdirection sortorder start startat term to top until v version view""".split()
)
"""Names of parameters that say how to answer rather than what a member has, without the signs between their words."""
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
        """Return the vocabulary: any field, equality, and several values of one."""
        return _VOCABULARY

    def sight(self, term: Term) -> Sight | None:
        """Return the member of the same name: what a parameter means is up to the API, so that it is held loosely."""
        if letters_of(term.field) in _CONTROLS:
            return None
        comparison = self.check(term)
        return Sight(comparison.operator.meaning, (term.field,), tuple(map(plain, comparison.operands)), loose=True)

    def compile(self, query: Query) -> Plan:
        """Return one GET with a parameter for each value.

        Raises:
            UnknownOperator: It is neither equality nor one of several values.
            WrongValue: A value has no text, or a further parameter says what a condition says.
            NotExpressible: There is an OR over fields, a NOT, or two conditions on one field.
        """
        self.says_only(query, "parameters")
        said: dict[str, tuple[Term, list[str]]] = {}
        for term in self.conjuncts(query.expression, 'where("name").in_("a", "b"), which repeats the parameter'):
            comparison = self.check(term)
            texts = list(map(text_of, comparison.operands))
            one, before = said.setdefault(comparison.field.name, (term, texts))
            if before != texts:
                raise said_twice(self, one, term)
        own = [(name, text) for name, (_, texts) in said.items() for text in texts]
        pairs = joined(own, query)
        return Plan(calls=(Call(parameters=pairs),), notes=(_NOTE,) if pairs else ())


def said_twice(dialect: Dialect, one: Term, other: Term) -> NotExpressible:
    """Return the refusal of two conditions on one field.

    >>> said_twice(PLAIN, Term("tag", "==", ("a",)), Term("tag", "==", ("b",))).what
    "A search by plain query parameters says 'tag' once."
    """
    # A parameter that is repeated asks for one of its values, if for anything.
    return dialect.refuse(Every((one, other)), f"says {one.field!r} once", f"{one!r:.200}")


PLAIN = PlainDialect()
"""The dialect of places of which nothing else is known."""
