"""Plain query parameters: what is asked for goes out as it is named."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.errors import NotExpressible, UnknownOperator, WrongValue
from hypernav.search import Ordering, Query, where
from hypernav.search.plain import PLAIN
from hypernav.web.parameters import text_of
from hypernav.web.urls import with_parameters
from tests.search.hostile import LITERALS


def parameters(*conditions, **more):
    (call,) = PLAIN.compile(Query(conditions=conditions, **more)).calls
    assert (call.method, call.path, call.body) == ("GET", "", None)
    return call.parameters


def test_equality_is_a_parameter():
    assert parameters(where("status") == "open", where("page_size").is_(50)) == (
        ("status", "open"),
        ("page_size", "50"),
    )


def test_one_of_several_repeats_the_parameter():
    assert parameters(where("tag").in_("a", "b")) == (("tag", "a"), ("tag", "b"))


def test_further_parameters_come_last():
    assert parameters(where("a") == 1, parameters={"b": [True, None], "c": None}) == (("a", "1"), ("b", "true"))


def test_a_search_by_plain_parameters_says_that_a_server_may_ignore_them():
    assert PLAIN.compile(Query(parameters={"a": 1})).notes == (
        "sent as plain query parameters, of which a server may ignore those that it does not know",
    )
    assert PLAIN.compile(Query()).notes == ()


def test_names_with_values_are_parameters_as_they_are():
    assert PLAIN.literal_parameters


def test_an_or_over_fields_cannot_be_said():
    with pytest.raises(NotExpressible) as caught:
        parameters((where("a") == 1) | (where("b") == 2))
    assert caught.value.details["nearest"] == 'where("name").in_("a", "b"), which repeats the parameter'


def test_true_is_not_the_parameter_that_one_is():
    with pytest.raises(NotExpressible):
        parameters((where("a") == 1) & (where("a") == True))  # noqa: E712  # that is the comparison
    assert parameters((where("a") == 1) & (where("a") == "1")) == (("a", "1"),)


def test_two_conditions_on_one_field_are_no_repeated_parameter():
    with pytest.raises(NotExpressible) as caught:
        parameters((where("a") == 1) & (where("a") == 2))
    assert str(caught.value) == (
        "A search by plain query parameters says 'a' once.\n"
        "  part       (where('a') == 1) & (where('a') == 2)\n"
        "  nearest    (where('a') == 1)\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )
    assert parameters((where("a") == 1) & (where("a") == 1)) == (("a", "1"),)


def test_a_condition_and_a_parameter_do_not_say_the_same():
    with pytest.raises(WrongValue, match="The parameter 'a' is given twice: this search says it already"):
        parameters(where("a") == 1, parameters={"a": 2})


def test_another_operator_than_equality_cannot_be_said():
    with pytest.raises(UnknownOperator) as caught:
        parameters(where("a").contains("x"))
    assert caught.value.details["nearest"].split("  ")[0] == ".in_"


def test_sorting_cannot_be_said():
    with pytest.raises(NotExpressible) as caught:
        parameters(sort=(Ordering("a"),))
    assert caught.value.details["nearest"] == "further parameters"


def test_a_hostile_text_arrives_as_it_was():
    for literal in LITERALS:
        url = with_parameters("https://acme.test/x", parameters(where("a").in_(literal, "end"), where("b") == literal))
        assert parse_qsl(url.partition("?")[2], keep_blank_values=True, strict_parsing=True, separator="&") == [
            *(("a", literal), ("a", "end"), ("b", literal))
        ]


def test_a_hostile_name_arrives_as_it_was():
    for literal in filter(str.strip, LITERALS):
        url = with_parameters("https://acme.test/x", parameters(where(literal) == "x"))
        assert parse_qsl(url.partition("?")[2], strict_parsing=True, separator="&") == [(literal, "x")]


@given(st.dictionaries(st.text(min_size=1).filter(str.strip), st.text() | st.integers() | st.booleans(), max_size=4))
def test_any_parameters_arrive_as_they_were(asked):
    said = parameters(*(where(name) == value for name, value in asked.items()))
    assert said == tuple((name, text_of(value)) for name, value in asked.items())
    url = with_parameters("https://acme.test/x", said)
    assert parse_qsl(url.partition("?")[2], keep_blank_values=True, separator="&") == list(said)
