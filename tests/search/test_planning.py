"""What of a query the server is asked, and what is filtered here."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.errors import NotExpressible, WrongValue
from hypernav.search import Call, Plan, Query, where
from hypernav.search.plain import PLAIN
from hypernav.search.planning import divided
from tests.search.sizes import BIG, SIZES, SMALL, Sizes


def test_a_query_is_asked_of_the_server_as_a_whole():
    found = divided(SIZES, Query(conditions=(BIG, SMALL)), ())
    assert (found.asked, found.local) == (BIG & SMALL, None)
    assert found.plan.calls[0].parameters == (("size", "9"), ("size", "1"))


def test_what_the_server_cannot_say_is_refused_unless_it_may_be_filtered_here():
    either = BIG | SMALL
    with pytest.raises(NotExpressible) as caught:
        divided(SIZES, Query(conditions=(either,)), ())
    assert caught.value.part == either


@pytest.mark.parametrize(
    "optional, asked, local",
    [
        ((BIG,), BIG, None),
        ((BIG | SMALL,), None, BIG | SMALL),
        ((BIG & ~SMALL,), BIG, ~SMALL),
        ((BIG & (where("name") == "x"),), BIG, where("name") == "x"),
        ((where("size") > 1,), None, where("size") > 1),
        ((~SMALL, BIG), BIG, ~SMALL),
    ],
    ids=repr,
)
def test_the_server_is_asked_what_it_can_say_and_the_rest_is_filtered_here(optional: Any, asked: Any, local: Any):
    found = divided(SIZES, Query(), optional)
    assert (found.asked, found.local) == (asked, local)


class PairedSizes(Sizes):
    """A dialect in which a size can be said beside another one only."""

    __slots__ = ()

    def compile(self, query: Query) -> Plan:
        if len(query.conditions) == 1:
            raise self.refuse(query.conditions[0], "needs two sizes")
        return super().compile(query)


def test_conditions_that_can_only_be_said_together_are_asked_of_the_server():
    found = divided(PairedSizes(), Query(), (BIG, SMALL))
    assert (found.asked, found.local) == (BIG & SMALL, None)


def test_a_wrong_value_is_no_reason_to_filter_here():
    with pytest.raises(WrongValue):
        divided(SIZES, Query(), (where("size") == "nine",))


def test_alternatives_of_which_one_is_filtered_here_are_all_filtered_here():
    found = divided(SIZES, Query(conditions=(BIG,), match="any"), (where("name") == "x",))
    assert (found.asked, found.local) == (None, BIG | (where("name") == "x"))
    assert found.plan.calls == (Call(),)


def test_alternatives_that_the_server_can_say_are_asked():
    found = divided(SIZES, Query(match="any"), (BIG,))
    assert (found.asked, found.local) == (BIG, None)


def test_a_stranger_is_asked_nothing_that_it_might_ignore():
    found = divided(PLAIN, Query(), (where("name") == "x",))
    assert (found.asked, found.local) == (None, where("name") == "x")


def asked_by_name(*values: tuple[str, Any], **more: Any) -> Any:
    return divided(PLAIN, Query(values=values, **more), ())


def test_the_same_name_with_another_value_is_refused_as_its_expression_is():
    with pytest.raises(NotExpressible) as caught:
        asked_by_name(("tag", "a"), ("tag", "b"))
    assert str(caught.value) == (
        "A search by plain query parameters says 'tag' once.\n"
        "  part       (where('tag') == 'a') & (where('tag') == 'b')\n"
        "  nearest    (where('tag') == 'a')\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )


def test_the_same_name_with_the_same_value_is_said_once():
    found = asked_by_name(("tag", "a"), ("tag", ["a"]), ("size", 1))
    assert found.plan.calls[0].parameters == (("tag", "a"), ("size", "1"))


def test_true_and_one_under_one_name_are_two_values():
    with pytest.raises(NotExpressible):
        asked_by_name(("on", True), ("on", 1))


def test_a_further_parameter_takes_the_place_of_no_value():
    with pytest.raises(WrongValue, match="The parameter 'tag' is given twice"):
        asked_by_name(("tag", "a"), parameters={"tag": "b"})


def test_a_known_way_of_searching_says_both_conditions_on_one_field():
    found = divided(SIZES, Query(values=(("size", 9), ("size", 1))), ())
    assert found.plan.calls[0].parameters == (("size", "9"), ("size", "1"))


def test_names_with_values_restrict_but_for_those_that_say_a_page():
    assert asked_by_name(("status", "open"), ("page", 2), ("per_page", 50)).conditional == {"status"}


def test_words_to_look_for_restrict_too():
    class Words(Sizes):
        """A dialect that looks for words."""

        def compile(self, query: Query) -> Plan:
            return Plan(calls=(Call(parameters=(("q", query.text),) if query.text else ()),))

    assert divided(Words(), Query(text="red"), ()).conditional == {"q"}
