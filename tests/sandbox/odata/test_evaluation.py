"""Filters evaluated on plain records: the standard's semantics of null, numbers, times, collections and functions."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from hypernav.sandbox.odata.evaluation import evaluate, holds
from hypernav.sandbox.odata.grammar import parse, parse_filter, parse_option

RECORD = {
    "Name": "Alfreds Futterkiste",
    "Price": 2.55,
    "Rating": 9,
    "Paid": True,
    "Nothing": None,
    "Born": "1990-05-08",
    "At": "2026-01-31T09:30:15.25+02:00",
    "Local": "2026-01-31T09:30:00",
    "Opens": "09:30:15",
    "Length": "PT2H",
    "Id": "6BA7B810-9DAD-11D1-80B4-00C04FD430C8",
    "Colors": "Red,Blue",
    "Flags": 6,
    "Sizes": [4, 1, 3],
    "Tags": ["new", "blue"],
    "Empty": [],
    "Address": {"City": "Oslo", "@odata.type": "#Model.Home", "Floor": 3},
    "Trips": [{"Budget": 3001, "Stops": [{"Order": 1}]}, {"Budget": 5, "Stops": []}],
    "Price@Measures.Currency": "EUR",
    "@Core.Messages": [{"severity": "error"}],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # null
        ("Nothing eq null", True),
        ("Missing eq null", True),
        ("Nothing ne 1", True),
        ("Nothing gt 1", False),
        ("Nothing ge null", False),
        ("Nothing add 1", None),
        ("not contains(Nothing,'x')", None),
        ("contains(Nothing,'x') and false", False),
        ("contains(Nothing,'x') and true", None),
        ("contains(Nothing,'x') or true", True),
        ("contains(Nothing,'x') or false", None),
        ("Nothing has N.C'Red'", None),
        ("Nothing in ('a',null)", True),
        ("Nothing in ()", False),
        ("-Nothing", None),
        # numbers
        ("Price eq 2.55", True),
        ("Price add 2.45 eq 5.00", True),
        ("Price mul 2 eq 5.10", True),
        ("Price sub 0.55 eq 2", True),
        ("Rating div 2 eq 4", True),
        ("-9 div 2 eq -4", True),
        ("Rating divby 2 eq 4.5", True),
        ("Price div 0.5 eq 5.1", True),
        ("Rating mod 5 eq 4", True),
        ("-9 mod 5 eq -4", True),
        ("-Rating eq -9", True),
        ("INF gt Rating", True),
        ("NaN eq NaN", False),
        ("NaN lt 1", False),
        ("(4 add 5) mod (4 sub 1) eq 0", True),
        ("round(2.5) eq 3 and round(-2.5) eq -3", True),
        ("floor(Price) eq 2 and ceiling(Price) eq 3", True),
        ("9 eq '9'", False),
        ("Rating gt 'a'", False),
        ("Paid eq true", True),
        ("false lt Paid", True),
        ("1 eq true", False),
        # texts
        ("length(Name) eq 19", True),
        ("indexof(Name,'lfreds') eq 1", True),
        ("substring(Name,1,2) eq 'lf'", True),
        ("substring(Name,99) eq ''", True),
        ("substring(Name,-5) eq 'kiste'", True),
        ("tolower(Name) eq 'alfreds futterkiste' and toupper('a') eq 'A'", True),
        ("concat(concat('a',', '),'b') eq 'a, b'", True),
        ("trim('  a ') eq 'a'", True),
        ("matchesPattern(Name,'^A.*e$')", True),
        ("matchesPattern(Name,'^a','i')", True),
        ("startswith(Name,'Alf') and endswith(Name,'kiste')", True),
        # times
        ("At eq 2026-01-31T07:30:15.25Z", True),
        ("Local eq 2026-01-31T09:30:00Z", True),
        ("Born lt 1990-05-09", True),
        ("year(Born) eq 1990 and month(Born) eq 5 and day(Born) eq 8", True),
        ("hour(At) eq 9 and minute(At) eq 30 and second(At) eq 15", True),
        ("hour(Opens) eq 9", True),
        ("fractionalseconds(At) eq 0.25", True),
        ("date(At) eq 2026-01-31 and time(At) eq 09:30:15.25", True),
        ("totaloffsetminutes(At) eq 120", True),
        ("Length eq duration'PT120M'", True),
        ("totalseconds(Length) eq 7200", True),
        ("now() eq 2026-02-01T00:00:00Z", True),
        ("mindatetime() lt At and At lt maxdatetime()", True),
        ("2026-01-31T00:00:00Z add duration'P1D' eq now()", True),
        ("2026-02-01 sub 2026-01-31 eq duration'P1D'", True),
        ("duration'PT1H' mul 2 eq Length", True),
        ("duration'PT4H' div 2 eq Length", True),
        ("-duration'PT2H' lt Length", True),
        # other kinds
        ("Id eq 6ba7b810-9dad-11d1-80b4-00c04fd430c8", True),
        ("Name eq 6ba7b810-9dad-11d1-80b4-00c04fd430c8", False),
        ("Name eq 2026-01-31", False),
        ("Colors has N.C'Red'", True),
        ("Colors has N.C'Red,Green'", False),
        ("Flags has N.C'2,4'", True),
        ("Colors eq N.C'Blue,Red'", True),
        ("Flags eq N.C'6'", True),
        ("N.C'Red' lt N.C'Blue'", False),
        ('Address eq {"City":"Oslo","@odata.type":"#Model.Home","Floor":3}', True),
        # collections
        ("Tags/any(t:t eq 'new')", True),
        ("Tags/all(t:contains(t,'e'))", True),
        ("Empty/any()", False),
        ("Empty/all(e:false)", True),
        ("Missing/any()", False),
        ("Tags/any()", True),
        ("Trips/any(t:t/Budget gt 3000 and t/Stops/any(s:s/Order eq 1))", True),
        ("Trips/any(t:t/Stops/any(s:s/Order eq t/Budget))", False),
        ("Trips/any(t:t/Budget eq Rating sub 4)", True),
        ("Trips/any(t:t/Budget eq $it/Rating sub 4)", True),
        ("Trips/Model.Home/$count eq 0", True),
        ("Trips/$count eq 2 and Missing/$count eq 0", True),
        ("Trips/$count($filter=Budget gt 10) eq 1", True),
        ("Trips/$filter(Budget gt 10)/any(t:t/Budget eq 3001)", True),
        ("Trips/$filter(Budget lt $it/Rating)/$count eq 1", True),
        ("Sizes eq [4,1,3]", True),
        ("4 in Sizes", True),
        ("[1,'a'] in [[1,'b'],[1,'a']]", True),
        ("Name in ('x','Alfreds Futterkiste')", True),
        ("hassubset(Sizes,[3,1]) and not hassubset([1,2],[1,1,2])", True),
        ("hassubsequence(Sizes,[4,3]) and not hassubsequence(Sizes,[3,1])", True),
        ("contains(Sizes,[1,3]) and startswith(Sizes,[4]) and endswith(Sizes,[1,3])", True),
        ("indexof(Sizes,[1,3]) eq 1 and length(Sizes) eq 3", True),
        ("concat(Sizes,[5]) eq [4,1,3,5]", True),
        ("substring(Sizes,1) eq [1,3]", True),
        # paths
        ("Address/City eq 'Oslo'", True),
        ("Address/Model.Home/Floor eq 3", True),
        ("Address/Model.Flat/Floor eq null", True),
        ("Nothing/City eq null", True),
        ("Price/@Measures.Currency eq 'EUR'", True),
        ("@Core.Messages/any(m:m/severity eq 'error')", True),
        ("$this/Rating eq $it/Rating", True),
        ("Rating eq @nine", True),
        # conditions
        ("case(Price gt 100:1,true:0) eq 0", True),
        ("case(false:1) eq null", True),
    ],
)
def test_an_expression_has_the_value_that_the_standard_says(text, expected):
    found = evaluate(
        parse_filter(text),
        RECORD,
        aliases={"@nine": parse("commonExpr", "4 add 5")},
        now=datetime(2026, 2, 1, tzinfo=UTC),
    )
    assert found is expected


def test_records_may_hold_values_as_python_has_them():
    record = {
        "A": datetime(2026, 1, 31, tzinfo=UTC),
        "B": date(2026, 1, 31),
        "C": time(9, 30),
        "D": timedelta(hours=2),
        "E": uuid.UUID(int=1),
        "F": Decimal("2.50"),
    }
    text = (
        "A eq 2026-01-31T00:00:00Z and B eq 2026-01-31 and C lt 09:31 and D eq duration'PT120M' "
        "and E eq 00000000-0000-0000-0000-000000000001 and F eq 2.5"
    )
    assert holds(parse_filter(text), record)


def test_a_filter_inside_of_an_expansion_knows_the_item_that_is_searched_for():
    (option,) = parse_option("$expand", "Trips($filter=$it/Name eq Name)").value[0].options
    assert evaluate(option.value, {"Name": "x"}, it={"Name": "x"}) is True


@pytest.mark.parametrize("text", ["contains(Nothing,'x')", "Nothing", "false"])
def test_what_is_not_true_lets_nothing_through(text):
    assert not holds(parse_filter(text), {"Nothing": None})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Name and true", "'Alfreds Futterkiste' is neither true nor false"),
        ("not 5", "5 is neither true nor false"),
        ("-Name", "'Alfreds Futterkiste' has no negative"),
        ("Name add 1", "'Alfreds Futterkiste' add 1: "),
        ("Rating div 0", "9 div 0: "),
        ("Price mod 0", "2.55 mod 0: "),
        ("Length mul 2", "'PT2H' mul 2: these cannot be calculated with"),
        ("Name/any()", "'Alfreds Futterkiste' is no collection"),
        ("tolower(5)", r"tolower\(\) takes other values than \(5,\): 5 is no text"),
        ("length(5)", r"length\(\) takes other values"),
        ("hour(Born)", r"hour\(\) takes other values"),
        ("date(Born)", r"date\(\) takes other values"),
        ("substring(Name,1,-1)", r"substring\(\) takes no negative length"),
        ("matchesPattern(Name,'(')", r"matchespattern\(\) takes other values"),
        ("cast(Rating,Edm.String)", r"cast\(\) is not evaluated here"),
        ("geo.length(Line)", r"geo.length\(\) is not evaluated here"),
        ("$root/People", r"\$root is not evaluated here"),
        ("N.F(a=1)", "is a function or a key, which is not evaluated here"),
        ("Trips/$count($search=a)", r"\$search of members is not evaluated here"),
        ("Born eq 10000-01-01", "10000-01-01 is beyond what is evaluated here"),
    ],
)
def test_what_cannot_be_evaluated_says_why(text, why):
    with pytest.raises(ValueError, match=why):
        evaluate(parse_filter(text), RECORD)
