"""What every dialect has, on a small one."""

from __future__ import annotations

import pytest

from hypernav.errors import NotExpressible, UnknownField, UnknownOperator, WrongValue
from hypernav.search import (
    Call,
    Dialect,
    Field,
    Operator,
    Ordering,
    Plan,
    Query,
    Vocabulary,
    fields_table,
    operators_table,
    where,
)
from tests.dialects import dialects

A = where("size") == 1
B = where("name") == "x"


class AcmeDialect(Dialect):
    """Say equality, all of it at once, and a page size."""

    __slots__ = ()

    @property
    def vocabulary(self):
        """Return the vocabulary."""
        return Vocabulary(
            "Acme's order list",
            fields_table(Field("size", "integer", ("eq",)), Field("name", "string", ("eq",))),
            operators_table(Operator("eq", meaning="equal")),
        )

    def compile(self, query):
        """Return one GET."""
        self.says_only(query, "page_size", "parameters")
        terms = self.conjuncts(query.expression, 'where("size").in_(1, 2)')
        return Plan(calls=(Call(parameters=tuple((each.field, str(self.check(each).value)) for each in terms)),))


ACME = AcmeDialect()


def test_a_dialect_compiles_what_it_can_say():
    (call,) = ACME.compile(Query(conditions=(A, B))).calls
    assert call.parameters == (("size", "1"), ("name", "x"))


def test_a_query_of_nothing_has_no_conjuncts():
    assert ACME.conjuncts(None) == []


def test_conjuncts_of_any_depth_are_listed_in_order():
    assert ACME.conjuncts(A & (B & A)) == [A, B, A]


def test_a_dialect_is_called_as_its_vocabulary_says():
    assert ACME.title == "Acme's order list"


def test_a_dialect_tells_the_operators_of_a_field():
    assert [each.name for each in ACME.operators_of("size")] == ["eq"]
    assert ACME.operators_of("nothing") == ()


def test_a_dialect_checks_a_comparison():
    assert ACME.check(A).value == 1


@pytest.mark.parametrize(
    ("term", "kind"),
    [(where("siz") == 1, UnknownField), (where("size") > 1, UnknownOperator), (where("size") == "1", WrongValue)],
)
def test_a_dialect_refuses_a_wrong_comparison(term, kind):
    with pytest.raises(kind):
        ACME.check(term)


def test_a_dialect_refuses_a_name_that_is_no_field():
    ACME.check_field("size")
    with pytest.raises(UnknownField) as caught:
        ACME.check_field("siez")
    assert caught.value.details["nearest"] == "'size'"


def test_an_or_is_refused_with_its_part_and_what_can_be_said():
    with pytest.raises(NotExpressible) as caught:
        ACME.compile(Query(conditions=(A, B | A)))
    assert str(caught.value) == (
        "Acme's order list has no OR.\n"
        "  part       (where('name') == 'x') | (where('size') == 1)\n"
        '  nearest    where("size").in_(1, 2)\n'
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )
    assert caught.value.part == B | A


def test_a_negation_is_refused_with_its_part():
    with pytest.raises(NotExpressible) as caught:
        ACME.compile(Query(conditions=(A & ~B,)))
    assert caught.value.what == "Acme's order list has no NOT."
    assert caught.value.part == ~B


@pytest.mark.parametrize(
    ("query", "word"),
    [
        (Query(sort=(Ordering("size"),)), ".sort()"),
        (Query(fields=("size",)), ".fields()"),
        (Query(expand=("lines",)), ".expand()"),
        (Query(text="x"), ".text()"),
    ],
)
def test_what_a_dialect_has_no_word_for_is_refused(query, word):
    with pytest.raises(NotExpressible) as caught:
        ACME.compile(query)
    assert str(caught.value) == (
        f"Acme's order list has nothing like {word}.\n"
        f"  part       {word}\n"
        "  nearest    .page_size(), further parameters"
    )
    assert caught.value.part is None


@pytest.mark.parametrize("query", [Query(), Query(page_size=5), Query(parameters={"a": 1}), Query(limit=5)])
def test_what_a_dialect_has_a_word_for_is_not_refused(query):
    assert ACME.compile(query).calls[0].parameters == ()


def test_a_page_size_of_zero_is_not_dropped_in_silence():
    with pytest.raises(NotExpressible):
        ACME.says_only(Query(page_size=0), "sort")


def test_a_dialect_cannot_be_changed():
    with pytest.raises(AttributeError):
        ACME.extra = 1


def test_every_dialect_shows_itself_by_what_it_searches():
    for name, dialect in dialects().items():
        assert repr(dialect) == f"<{dialect.title}>", name
