"""A whole search as one GET: its options, their order, what is given besides, and what TAB shows."""

from __future__ import annotations

import pytest

from hypernav.errors import UnknownField, WrongValue
from hypernav.search import Call, Ordering, Query, where
from hypernav.search.odata import ODATA
from hypernav.web.headers import Headers
from tests.search.odata.trips import PEOPLE, TRIPS, options


def parameters(**asked: object) -> list[tuple[str, str]]:
    return list(ODATA.compile(Query(**asked)).calls[0].parameters)


def test_a_search_is_one_get_with_the_options_of_odata():
    query = Query(
        conditions=(where("Price") > 5,),
        text="blue",
        expand=("Category",),
        fields=("Name", "Price"),
        sort=(Ordering("Name", descending=True), Ordering("Price")),
        limit=20,
        page_size=10,
        parameters={"$skip": 40, "debug": True},
    )
    (call,) = ODATA.compile(query).calls
    assert (call.method, call.path, call.body) == ("GET", "", None)
    assert call.parameters == (
        ("$filter", "Price gt 5"),
        ("$search", "blue"),
        ("$expand", "Category"),
        ("$select", "Name,Price"),
        ("$orderby", "Name desc,Price"),
        ("$top", "20"),
        ("$skip", "40"),
        ("debug", "true"),
    )
    assert call.headers == {"Prefer": "odata.maxpagesize=10"}


def test_how_many_there_are_is_asked_on_its_own_without_what_changes_nothing_of_it():
    plan = ODATA.compile(
        Query(conditions=(where("Price") > 5,), text="blue", sort=(Ordering("Name"),), fields=("Name",), limit=20)
    )
    assert all(name != "$count" for name, _ in plan.calls[0].parameters)
    assert plan.count == Call(
        parameters=(("$filter", "Price gt 5"), ("$search", "blue"), ("$top", "0"), ("$count", "true"))
    )


@pytest.mark.parametrize("given", [{"$count": True}, {"count": False}, {"$apply": "aggregate($count as N)"}])
def test_a_list_that_tells_its_count_or_is_not_to_is_not_asked_for_it(given):
    assert ODATA.compile(Query(parameters=given)).count is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [({"$count": False}, [("$count", "false")]), ({"$count": None}, []), ({"count": None}, [])],
)
def test_the_count_can_be_left_out(given, expected):
    assert parameters(parameters=given) == expected


def test_a_limit_of_nothing_is_one():
    assert options(limit=0) == {"$top": "0"}


def test_options_without_their_dollar_get_it_as_older_services_need_it():
    assert options(parameters={"skip": 5, "Top": 3, "$OrderBy": "Name"}) == {
        "$skip": "5",
        "$top": "3",
        "$orderby": "Name",
    }


def test_the_options_of_the_service_stay_as_they_are():
    assert options(parameters={"format": "x", "id": [1, 2], "Search-Mode": "all"})["Search-Mode"] == "all"
    assert ("id", "1") in parameters(parameters={"id": [1, 2]})


def test_aliases_of_parameters_stay_as_they_are():
    assert options(parameters={"$filter": "contains(Title,@word)", "@word": "'Black'"})["@word"] == "'Black'"


@pytest.mark.parametrize(
    ("asked", "what", "nearest"),
    [
        (
            {"conditions": (where("A") == 1,), "parameters": {"$filter": "B eq 2"}},
            "$filter is asked for twice: .where(…) says it already.",
            ".where(…)",
        ),
        ({"limit": 5, "parameters": {"top": 3}}, "$top is asked for twice: .limit(…) says it already.", ".limit(…)"),
        ({"parameters": {"$skip": 1, "skip": 2}}, "$skip is asked for twice.", "'$skip'"),
        (
            {"parameters": {"$skp": 5}},
            "'$skp' is no query option of OData, and no other name may begin with $.",
            "'$skip'",
        ),
        ({"parameters": {"$skip": -5}}, "$skip takes a whole number from 0, and was given '-5'.", "5"),
        ({"parameters": {"$top": "x"}}, "$top takes a whole number from 0, and was given 'x'.", None),
        ({"page_size": 0}, "A page of OData has at least 1 item.", ".page_size(1)"),
    ],
)
def test_wrong_options_are_refused(asked, what, nearest):
    with pytest.raises(WrongValue) as caught:
        parameters(**asked)
    assert (caught.value.what, caught.value.details.get("nearest")) == (what, nearest)


@pytest.mark.parametrize(
    ("ordering", "expected"),
    [
        ("Name", "Name"),
        ("-Products/$count", "Products/$count desc"),
        ("year(BirthDate)", "year(BirthDate)"),
        ("Price/@Measures.Currency", "Price/@Measures.Currency"),
        ("-null", "$it/null desc"),
    ],
)
def test_items_are_sorted_by_paths(ordering, expected):
    assert options(sort=(Ordering.read(ordering),)) == {"$orderby": expected}


@pytest.mark.parametrize(
    ("dialect", "ordering", "what", "nearest"),
    [
        (ODATA, "Home.Name", "OData cannot be sorted by 'Home.Name'.", ".sort('Home/Name')"),
        (TRIPS, "-Budgt", "Trips cannot be sorted by 'Budgt'.", ".sort('-Budget')"),
        (PEOPLE, "Trips/Budget", "People cannot be sorted by 'Trips/Budget'.", ".sort('Trips/$count')"),
        (PEOPLE, "Trips", "People cannot be sorted by 'Trips'.", ".sort('Trips/$count')"),
        (PEOPLE, "-Home", "People cannot be sorted by 'Home'.", ".sort('-Home/Name')"),
    ],
)
def test_what_has_no_order_is_not_sorted_by(dialect, ordering, what, nearest):
    with pytest.raises(UnknownField) as caught:
        options(dialect, sort=(Ordering.read(ordering),))
    assert (caught.value.what, caught.value.details["nearest"].split("  ")[0]) == (what, nearest)


# What a place asks the dialect


def test_a_comparison_is_checked_with_everything_inside_of_it():
    assert PEOPLE.check(where("Trips").any(where("Budget") > 5)).operator.name == "any"
    with pytest.raises(UnknownField, match="People/Trips has no field 'Bugdet'"):
        PEOPLE.check(where("Trips").any(where("Bugdet") > 5))


def test_a_field_offers_the_operators_of_its_type():
    assert [each.identifier for each in PEOPLE.operators_of("Emails")] == ["any", "all", "is_empty", "is_not_empty"]
    assert [each.identifier for each in PEOPLE.operators_of("Retina")] == ["is_null", "is_not_null"]
    assert "contains" in [each.identifier for each in PEOPLE.operators_of("UserName")]
    assert len(ODATA.operators_of("Whatever")) == 26


def test_the_vocabulary_lists_the_fields_by_their_paths():
    assert list(PEOPLE.vocabulary.fields) == [
        *("UserName", "FirstName", "LastName", "Age", "Gender", "BirthDate", "Emails", "Home", "Retina", "Friends"),
        *("Trips", "Photo", "Emails/$count", "Home/Name", "Home/Region", "Home/Mayor", "Friends/$count"),
        *("Trips/$count", "Photo/Id", "Photo/Name", "Photo/Thumbnail"),
    ]
    assert list(ODATA.vocabulary.fields) == []


class Answer:
    """An answer with the headers of a service."""

    def __init__(self, **headers: str) -> None:
        self.headers = Headers({name.replace("_", "-"): value for name, value in headers.items()}.items())


def test_the_version_is_that_of_the_nearest_answer_that_says_one():
    assert ODATA.informed([Answer(), Answer(odata_version="4.01"), Answer(odata_version="4.0")]).version == "4.01"
    assert ODATA.informed([Answer()]) is ODATA
