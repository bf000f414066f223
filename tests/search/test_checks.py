"""Comparisons checked against a vocabulary: what is found, and what is said where nothing is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from ipaddress import ip_address, ip_network
from zoneinfo import ZoneInfo

import pytest

from hypernav.errors import SearchError, UnknownField, UnknownOperator, WrongValue
from hypernav.search import Field, Operator, Vocabulary, fields_table, operators_table, same, where
from hypernav.search.checks import checked, find_operator, known_field, near_fields, near_operators

OPERATORS = operators_table(
    Operator("is", meaning="equal"),
    Operator("is-not", meaning="not equal"),
    Operator("contains", meaning="contains"),
    Operator("starts-with", meaning="starts with"),
    Operator("like", meaning="like", aliases=("is-like",)),
    Operator("in", takes="several", meaning="in"),
    Operator("not-in", takes="several", meaning="not in"),
    Operator("is-at-least", meaning="at least"),
    Operator("is-greater-than", meaning="greater"),
    Operator("is-between", takes="range", meaning="between"),
    Operator("is-empty", takes="nothing", meaning="empty"),
    Operator("is-within-the-last", kind="days"),
    Operator("has-members", kind="json"),
)
ACME = Vocabulary(
    "Acme's hosts",
    fields_table(
        Field("name", "string", ("is", "is-not", "contains", "starts-with", "like", "in", "not-in", "is-empty")),
        Field("risk-score", "number", ("is", "is-greater-than", "is-at-least", "is-between")),
        Field("address", "address", ("is", "is-between")),
        Field("state", "enumeration", ("is", "in"), same("open closed")),
        Field("last-seen", "datetime", ("is-within-the-last", "is-between")),
        Field("tag", "string", ("contains",)),
        Field("kind", "string", ("is", "is-not")),
        Field("data", "json", ("has-members",)),
    ),
    OPERATORS,
)


def check(term):
    return checked(term, ACME)


def refused(kind, term):
    with pytest.raises(kind) as caught:
        check(term)
    return caught.value


# What is found


def test_a_good_comparison_has_its_field_operator_and_value():
    found = check(where("risk-score") > 5)
    assert (found.field.name, found.operator.name, found.value) == ("risk-score", "is-greater-than", 5)
    assert found.term == (where("risk-score") > 5)


@pytest.mark.parametrize(
    "term",
    [
        where("name").is_like("x"),
        where("name").like("x"),
        where("name").ilike("x"),
        getattr(where("name"), "isLike")("x"),  # noqa: B009  # a name that no Python programmer would choose
    ],
)
def test_an_operator_is_found_by_its_name_an_alias_or_a_common_word(term):
    assert check(term).operator.name == "like"


def test_a_regular_expression_is_no_likeness():
    assert refused(UnknownOperator, where("name").matches("^x")).details["nearest"].startswith(".like")


@pytest.mark.parametrize("written", ["startswith", "starts_with", "startsWith", "begins_with", "STARTS-WITH"])
def test_an_operator_is_found_however_its_words_are_cut(written):
    assert find_operator(written, list(OPERATORS.values())).name == "starts-with"


def test_the_name_of_an_operator_comes_before_the_meaning_of_another():
    operators = [Operator("eq", meaning="equal"), Operator("is", meaning="empty")]
    assert find_operator("is_", operators).name == "is"


@pytest.mark.parametrize("written", ["", "=>", "***", "is_within"])
def test_another_word_is_no_operator(written):
    assert find_operator(written, list(OPERATORS.values())) is None


def test_values_may_come_one_by_one_or_in_a_list():
    assert check(where("name").in_("a", "b")).operands == check(where("name").in_(["a", "b"])).operands == ("a", "b")


def test_a_set_of_values_is_sent_in_one_order():
    assert check(where("name").in_({"b", "a"})).operands == ("a", "b")


def test_the_bounds_of_a_range_may_come_in_a_pair():
    assert check(where("risk-score").between((1, 5))).operands == (1, 5)


@pytest.mark.parametrize("network", ["10.0.0.0/8", "10.1.2.3/8", ip_network("10.0.0.0/8")])
def test_a_network_is_a_range_of_addresses(network):
    assert check(where("address").between(network)).operands == (ip_address("10.0.0.0"), ip_address("10.255.255.255"))


def test_a_range_may_be_one_value_long():
    assert check(where("risk-score").between(5, 5)).operands == (5, 5)


def test_an_operator_may_say_what_its_values_are():
    assert check(where("last-seen").is_within_the_last(30)).value == 30


def test_an_operator_that_takes_nothing_has_no_operands():
    assert check(where("name").is_empty()).operands == ()


def test_a_list_of_json_is_one_value():
    assert check(where("data").has_members([1, {"a": 2}])).value == [1, {"a": 2}]


# Fields


def test_an_unknown_field_is_refused_with_the_nearest():
    assert str(refused(UnknownField, where("risk-scor") > 1)) == (
        "Acme's hosts has no field 'risk-scor'.\n"
        "  where      (where('risk-scor') > 1)\n"
        "  nearest    'risk-score'\n"
        "  fields     name, risk-score, address, state, last-seen, tag, kind, data"
    )


def test_many_fields_are_counted_and_not_all_listed():
    many = Vocabulary("Acme", fields_table(*(Field(f"field{number}") for number in range(70))))
    with pytest.raises(UnknownField) as caught:
        known_field("x", many)
    assert caught.value.details["fields"].endswith("field59 … 10 more")
    assert max(map(len, caught.value.details["fields"].splitlines())) <= 100
    assert caught.value.details["where"] == "where('x')"


@pytest.mark.parametrize("written", ["riskScore", "RISK_SCORE", "Risk Score", "risk score", "riskscore"])
def test_a_field_whose_words_are_cut_otherwise_is_the_nearest(written):
    assert near_fields(written, ["risk", *ACME.fields])[0] == "risk-score"


def test_the_last_part_of_a_path_stands_for_the_path():
    assert near_fields("endTime", ["end", "metadata.endTime"])[0] == "metadata.endTime"
    assert near_fields("endTime", ["metadata.endTime", "end-time"])[0] == "end-time"


def test_names_without_letters_are_near_nothing():
    assert near_fields("***", ["$", "name"]) == []


# Operators


def test_an_unknown_operator_is_refused_with_the_nearest():
    assert str(refused(UnknownOperator, where("risk-score").contains(1))) == (
        "'risk-score' has no operator 'contains' in Acme's hosts.\n"
        "  where      where('risk-score').contains(1)\n"
        "  nearest    .is_\n"
        "  operators  .is_, .is_greater_than, .is_at_least, .is_between"
    )


@pytest.mark.parametrize(
    ("term", "nearest"),
    [
        (where("name").cotains("x"), ".contains"),
        (where("name").start_with("x"), ".starts_with"),
        (where("tag") == "x", ".contains"),
        (where("tag").strats_with("x"), ".contains"),
        (where("risk-score") < 5, ".is_between"),
        (where("last-seen").is_in_the_last(5), ".is_within_the_last"),
    ],
)
def test_the_nearest_operator_is_that_of_the_nearest_meaning_or_spelling(term, nearest):
    assert refused(UnknownOperator, term).details["nearest"].split("  ")[0] == nearest


def test_an_operator_without_a_near_one_is_refused_with_all():
    error = refused(UnknownOperator, where("tag").zzz())
    assert "nearest" not in error.details
    assert error.details["operators"] == ".contains"


def test_at_most_three_operators_are_near():
    assert len(near_operators("is", list(OPERATORS.values()))) == 3


# Values


def test_a_value_of_another_kind_is_refused_with_what_was_meant():
    assert str(refused(WrongValue, where("risk-score") > "20_000")) == (
        "'risk-score' takes a number, and was given '20_000'.\n"
        "  where      (where('risk-score') > '20_000')\n"
        "  nearest    20000"
    )


def test_a_value_that_is_not_enumerated_is_refused_with_all_there_are():
    assert str(refused(WrongValue, where("state").is_("opne"))) == (
        "'state' takes one of open, closed, and was given 'opne'.\n"
        "  where      where('state').is_('opne')\n"
        "  nearest    'open'"
    )


def test_each_of_several_values_is_checked():
    assert refused(WrongValue, where("state").in_("open", "close")).details["nearest"] == "'closed'"


def test_the_wrong_number_of_values_is_refused():
    assert str(refused(WrongValue, where("name").is_())) == (
        ".is_() of 'name' takes one value, and was given 0.\n"
        "  where      where('name').is_()\n"
        "  nearest    where('name').is_(…)"
    )


@pytest.mark.parametrize(
    ("term", "headline", "nearest"),
    [
        (where("name").is_empty(True), "no value, and was given 1", "where('name').is_empty()"),
        (where("name").is_empty(False), "no value, and was given 1", "~where('name').is_empty()"),
        (where("name").in_(), "one value or more, and was given 0", "where('name').in_(…, …)"),
        (where("name").in_([]), "one value or more, and was given 0", "where('name').in_(…, …)"),
        (where("risk-score").between(1), "two bounds, and was given 1", "where('risk-score').is_between(1, …)"),
        (where("risk-score").between(1, 2, 3), "two bounds, and was given 3", "where('risk-score').is_between(1, …)"),
        (where("name").is_("a", "b"), "one value, and was given 2", "where('name').in_('a', 'b')"),
        (where("name") == ["a", "b"], "one value, and was given 2", "where('name').in_('a', 'b')"),
        (where("name").is_not("a", "b"), "one value, and was given 2", "where('name').not_in('a', 'b')"),
        (
            *(where("tag").contains("a", "b"), "one value, and was given 2"),
            "where('tag').contains('a') | where('tag').contains('b')",
        ),
        (
            *(where("kind").is_not("a", "b"), "one value, and was given 2"),
            "where('kind').is_not('a') & where('kind').is_not('b')",
        ),
    ],
    ids=repr,
)
def test_the_nearest_thing_to_too_many_or_too_few_values_can_be_typed(term, headline, nearest):
    error = refused(WrongValue, term)
    assert error.what.endswith(f"takes {headline}.")
    assert error.details["nearest"] == nearest


def test_what_was_given_in_a_list_of_one_is_the_one_value():
    assert check(where("name").is_(["a"])).value == "a"


def test_a_reversed_range_is_refused_with_its_bounds_turned_around():
    assert str(refused(WrongValue, where("risk-score").between(5, 1))) == (
        "The range of 'risk-score' is reversed: it begins after its end.\n"
        "  where      where('risk-score').between(5, 1)\n"
        "  nearest    where('risk-score').is_between(1, 5)"
    )


def test_a_reversed_pair_is_refused_too():
    error = refused(WrongValue, where("risk-score").between((5, 1)))
    assert error.details["nearest"] == "where('risk-score').is_between(1, 5)"


def test_a_range_without_an_end_is_refused_with_the_operator_that_has_none():
    assert str(refused(WrongValue, where("risk-score").between(5, None))) == (
        "The range of 'risk-score' has no end.\n"
        "  where      where('risk-score').between(5, None)\n"
        "  nearest    where('risk-score').is_at_least(5)\n"
        "  next       give both bounds"
    )


@pytest.mark.parametrize("bounds", [(None, 5), (None, None)])
def test_a_range_without_a_beginning_is_refused(bounds):
    error = refused(WrongValue, where("risk-score").between(*bounds))
    assert error.what == "The range of 'risk-score' has no beginning."
    assert "nearest" not in error.details  # nothing here says "at most"


def test_bounds_of_two_kinds_are_refused():
    assert str(refused(WrongValue, where("address").between("10.0.0.1", "::1"))) == (
        "The bounds of 'address' are of two kinds: '10.0.0.1' and '::1'.\n"
        "  where      where('address').between('10.0.0.1', '::1')\n"
        "  next       give two bounds of one kind"
    )


def test_bounds_in_an_hour_that_comes_twice_are_in_order():
    paris = ZoneInfo("Europe/Paris")
    bounds = [datetime(2026, 10, 25, 2, 30, tzinfo=paris), datetime(2026, 10, 25, 2, 15, tzinfo=paris, fold=1)]
    assert check(where("last-seen").between(*bounds)).operands == tuple(bounds)
    with pytest.raises(WrongValue, match="is reversed"):
        check(where("last-seen").between(*reversed(bounds)))


def test_bounds_at_the_ends_of_the_calendar_are_compared():
    east, west = (timezone(timedelta(hours=hours)) for hours in (14, -12))
    bounds = (datetime.min.replace(tzinfo=east), datetime.max.replace(tzinfo=west))
    assert check(where("last-seen").between(*bounds)).operands == bounds


def test_a_time_for_a_number_of_days_is_refused():
    error = refused(WrongValue, where("last-seen").is_within_the_last(datetime(2026, 1, 31, tzinfo=UTC)))
    assert "takes a number of days, not a date" in error.what


@pytest.mark.parametrize(
    "term", [where("name").is_(["x" * 9_000, "y"]), where("x" * 9_000).is_(1), where("state").is_("x" * 9_000)]
)
def test_a_long_value_is_not_repeated_in_full(term):
    with pytest.raises(SearchError) as caught:
        check(term)
    assert len(caught.value.details["where"]) <= 300


EMPTY = Operator("is-empty", takes="nothing", meaning="empty")
NOT_EMPTY = Operator("is-not-empty", takes="nothing", meaning="not empty")
EXISTS = Operator("exists", meaning="exists", kind="boolean")
PRESENT = Operator("exists", takes="nothing", meaning="exists")


@pytest.mark.parametrize(
    ("operators", "equal", "different"),
    [
        ((EMPTY,), "where('x').is_empty()", "~where('x').is_empty()"),
        ((NOT_EMPTY,), "~where('x').is_not_empty()", "where('x').is_not_empty()"),
        ((EXISTS,), "where('x').exists(False)", "where('x').exists(True)"),
        ((PRESENT,), "~where('x').exists()", "where('x').exists()"),
        ((), None, None),
    ],
)
def test_none_is_refused_with_what_asks_for_nothing(
    operators: tuple[Operator, ...], equal: str | None, different: str | None
):
    known = operators_table(*OPERATORS.values(), *operators) if EMPTY not in operators else OPERATORS
    names = ("is", "is-not", "in", *(each.name for each in operators))
    acme = Vocabulary("Acme", fields_table(Field("x", "string", names)), known)
    wanted = [(where("x") == None, equal), (where("x").in_("a", None), equal), (where("x") != None, different)]  # noqa: E711
    for term, nearest in wanted:
        with pytest.raises(WrongValue) as caught:
            checked(term, acme)
        assert caught.value.details.get("nearest") == nearest


def test_a_field_without_equality_names_what_asks_for_nothing():
    acme = Vocabulary("Acme", fields_table(Field("x", "string", ("is-empty",))), OPERATORS)
    with pytest.raises(UnknownOperator) as caught:
        checked(where("x") == None, acme)  # noqa: E711  # that is the comparison
    assert caught.value.details["nearest"] == "where('x').is_empty()"
