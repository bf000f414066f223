"""What people get wrong in searches of OData services, without metadata and with that of a small service of trips."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypernav.search import Expression, Ordering, Query, where
from hypernav.search.odata import ODATA, Enum, Expand, ODataDialect, phrase, vocabulary_from_csdl
from tests.search.mistakes.mistake import Mistake
from tests.search.odata.trips import CSDL, PEOPLE, TRIPS


def ask(dialect: ODataDialect, *conditions: Expression) -> object:
    return dialect.compile(Query(conditions=conditions))


def trips(expression: Expression) -> object:
    return ask(PEOPLE, where("Trips").any(expression))


MISTAKES = [
    # Without metadata
    Mistake("a dot in a path", lambda: ask(ODATA, where("Address.City") == "Oslo"), "'Address/City'"),
    Mistake("a backslash in a path", lambda: ask(ODATA, where("Address\\City") == "Oslo"), "'Address/City'"),
    Mistake("a space in a name", lambda: ask(ODATA, where("First Name") == "Ada"), "'FirstName'"),
    Mistake("a slash before a path", lambda: ask(ODATA, where("/Name") == "Ada"), "'Name'"),
    Mistake("a misspelled operator", lambda: ask(ODATA, where("Name").contians("x")), ".contains"),
    Mistake("a pattern of SQL", lambda: ask(ODATA, where("Name").like("%x%")), ".contains"),
    Mistake("an operator of another library", lambda: ask(ODATA, where("Name").startwith("x")), ".startswith"),
    Mistake("a list as one value", lambda: ask(ODATA, where("Name") == ["a", "b"]), "where('Name').in_('a', 'b')"),
    Mistake("a missing bound", lambda: ask(ODATA, where("Price").between(5)), "where('Price').between(5, …)"),
    Mistake("a reversed range", lambda: ask(ODATA, where("Price").between(9, 5)), "where('Price').between(5, 9)"),
    Mistake("an open range", lambda: ask(ODATA, where("Price").between(5, None)), "where('Price').ge(5)"),
    Mistake(
        "a time without its zone",
        lambda: ask(ODATA, where("At") > datetime(2026, 1, 31, 9, 30)),
        "'2026-01-31T09:30:00+00:00'",
    ),
    Mistake("a number to look for in a text", lambda: ask(ODATA, where("Name").contains(5)), "'5'"),
    Mistake("a count as a text", lambda: ask(ODATA, where("Trips/$count") > "2"), "2"),
    Mistake(
        "a value instead of a condition",
        lambda: ask(ODATA, where("Emails").any("ada@x.test")),
        "where('Emails').any(where('$this') == 'ada@x.test')",
    ),
    Mistake(
        "two conditions of one lambda",
        lambda: ask(ODATA, where("Trips").any(where("A").eq(1), where("B").eq(2))),
        "where('Trips').any(where('A').eq(1) & where('B').eq(2))",
    ),
    Mistake("all without a condition", lambda: ask(ODATA, where("Trips").all()), "where('Trips').all(where('…') == …)"),
    Mistake("a misspelled option", lambda: ODATA.compile(Query(parameters={"$skp": 5})), "'$skip'"),
    Mistake("an option of another version", lambda: ODATA.compile(Query(parameters={"$inlinecount": "x"})), "'$count'"),
    Mistake("nothing to skip", lambda: ODATA.compile(Query(parameters={"$skip": -5})), "5"),
    Mistake(
        "a filter given twice",
        lambda: ODATA.compile(Query(conditions=(where("A") == 1,), parameters={"$filter": "B eq 2"})),
        ".where(…)",
    ),
    Mistake("a page of nothing", lambda: ODATA.compile(Query(page_size=0)), ".page_size(1)"),
    Mistake(
        "an ordering by an expression",
        lambda: ODATA.compile(Query(sort=(Ordering("Home.Name"),))),
        ".sort('Home/Name')",
    ),
    Mistake(
        "conditions on a number of members",
        lambda: ODATA.compile(Query(expand=(Expand("Trips/$count", fields="Name"),))),
        "Expand('Trips/$count')",
    ),
    Mistake("no level", lambda: Expand("Friends", levels=0), "levels=1"),
    Mistake("a dot in an expansion", lambda: ODATA.compile(Query(expand=("Home.Mayor!",))), "'Home/Mayor'"),
    Mistake("a quote in a phrase", lambda: phrase('12" wheel'), "phrase('12 wheel')"),
    # With metadata
    Mistake("a misspelled field", lambda: ask(PEOPLE, where("UserNmae") == "ada"), "'UserName'"),
    Mistake("another case of a field", lambda: ask(PEOPLE, where("username") == "ada"), "'UserName'"),
    Mistake("a field with another name", lambda: ask(TRIPS, where("Budgets") > 3), "'Budget'"),
    Mistake("a misspelled path", lambda: ask(PEOPLE, where("Photo/Nmae") == "x"), "'Photo/Name'"),
    Mistake("underscores for a slash", lambda: ask(TRIPS, where("Stops__$count") > 1), "'Stops/$count'"),
    Mistake(
        "a path through a collection",
        lambda: ask(PEOPLE, where("Trips/Budget") > 3000),
        "where('Trips').any((where('Budget') > 3000))",
    ),
    Mistake(
        "a text in a collection",
        lambda: ask(PEOPLE, where("Emails").contains("@x.test")),
        "where('Emails').any(where('$this').contains('@x.test'))",
    ),
    Mistake("no collection at all", lambda: ask(PEOPLE, where("Trips") == None), "where('Trips').is_empty()"),  # noqa: E711
    Mistake(
        "a whole instance", lambda: ask(PEOPLE, where("Home").contains("Oslo")), "where('Home/Name').contains('Oslo')"
    ),
    Mistake("a misspelled field of a member", lambda: trips(where("Bugdet") > 3000), "'Budget'"),
    Mistake("a text operator on a number", lambda: trips(where("Budget").startswith("3")), ".eq"),
    Mistake("a number as a text", lambda: trips(where("Budget") > "3000"), "3000"),
    Mistake("a fraction for a whole number", lambda: ask(TRIPS, where("TripId") == 3.0), "3"),
    Mistake("a number too large for its type", lambda: ask(PEOPLE, where("Age") > 300), "255"),
    Mistake("a misspelled member of an enumeration", lambda: ask(PEOPLE, where("Gender") == "Femal"), "'Female'"),
    Mistake(
        "a member of another enumeration",
        lambda: ask(PEOPLE, where("Gender") == Enum("Travel.Sex", "Male")),
        "Enum('Travel.Gender', 'Male')",
    ),
    Mistake("a part of a member's name", lambda: ask(PEOPLE, where("Gender").contains("ale")), ".in_"),
    Mistake("a text for true", lambda: ask(TRIPS, where("Paid") == "true"), "True"),
    Mistake("a date in another form", lambda: ask(PEOPLE, where("BirthDate") > "31.01.1990"), "'1990-01-31'"),
    Mistake(
        "a time for a date",
        lambda: ask(PEOPLE, where("BirthDate") > datetime(1990, 1, 31, tzinfo=UTC)),
        "'1990-01-31'",
    ),
    Mistake(
        "a date for a time",
        lambda: ask(TRIPS, where("StartsAt") > date(2026, 1, 31)),
        "'2026-01-31T00:00:00+00:00'",
    ),
    Mistake("a time of a day", lambda: ask(TRIPS, where("Departs") > datetime(2026, 1, 31, 9, 30)), "'09:30:00'"),
    Mistake(
        "a reversed range of times",
        lambda: ask(TRIPS, where("Length").between(timedelta(2), timedelta(1))),
        "where('Length').between(datetime.timedelta(days=1), datetime.timedelta(days=2))",
    ),
    Mistake(
        "an ordering by a misspelled field",
        lambda: PEOPLE.compile(Query(sort=(Ordering("Agee", True),))),
        ".sort('-Age')",
    ),
    Mistake(
        "an ordering by a collection", lambda: PEOPLE.compile(Query(sort=(Ordering("Trips"),))), ".sort('Trips/$count')"
    ),
    Mistake("a misspelled member to send", lambda: TRIPS.compile(Query(fields=("Nmae",))), "'Name'"),
    Mistake("a misspelled navigation", lambda: PEOPLE.compile(Query(expand=("Trip",))), "'Trips'"),
    Mistake("a plain member expanded", lambda: PEOPLE.compile(Query(expand=("PhotoId",))), "'Photo'"),
    Mistake(
        "a limit on one instance",
        lambda: PEOPLE.compile(Query(expand=(Expand("Photo", limit=3, fields="Name"),))),
        "Expand('Photo', fields=…)",
    ),
    Mistake(
        "a misspelled field inside an expansion",
        lambda: PEOPLE.compile(Query(expand=(Expand("Trips", sort="-Budgte"),))),
        ".sort('-Budget')",
    ),
    Mistake("a misspelled entity set", lambda: vocabulary_from_csdl(CSDL, "Peoples"), "'People'"),
]
