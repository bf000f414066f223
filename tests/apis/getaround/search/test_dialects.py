"""Searches of Getaround by dates: requests that together give each item once, whatever the ends of windows mean."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.apis.getaround.search import (
    CHECKINS,
    CHECKOUTS,
    INVOICES,
    PAYOUTS,
    RENTALS,
    UNAVAILABILITIES,
    WindowDialect,
)
from hypernav.display.columns import field_of
from hypernav.errors import NotExpressible, UnknownField, UnknownOperator, WrongValue
from hypernav.search import Ordering, Plan, Query, where
from hypernav.search.requests import request_at

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2026, 1, 8, tzinfo=UTC)
DIALECTS = {
    "rentals": RENTALS,
    "invoices": INVOICES,
    "payouts": PAYOUTS,
    "checkins": CHECKINS,
    "checkouts": CHECKOUTS,
    "unavailabilities": UNAVAILABILITIES,
}
REQUIRED = {name: each for name, each in DIALECTS.items() if each is not INVOICES}


def plan(dialect: WindowDialect, *conditions: Any, **more: Any) -> Plan:
    return dialect.compile(Query(conditions=conditions, **more))


def urls(found: Plan) -> list[str]:
    return [request_at("https://getaround.test/owner/v1/rentals.json", call).url for call in found.calls]


def asked(found: Plan) -> list[dict[str, str]]:
    """Return the parameters that a server reads, for each request."""
    return [dict(parse_qsl(urlsplit(url).query, strict_parsing=True)) for url in urls(found)]


def between(start: Any, end: Any) -> Any:
    return where("dates").between(start, end)


# What is sent


def test_the_first_week_of_august_is_asked_for_as_the_vendor_shows():
    week = plan(INVOICES, between("2018-08-01T00:00:00+00:00", "2018-08-08T00:00:00+00:00"))
    assert asked(week) == [{"start_date": "2018-08-01T00:00:00+00:00", "end_date": "2018-08-08T00:00:00+00:00"}]
    assert week.notes == ()


def test_the_plus_of_an_offset_is_escaped():
    (url,) = urls(plan(RENTALS, between(START, END)))
    assert url.endswith("?start_date=2026-01-01T00:00:00%2B00:00&end_date=2026-01-08T00:00:00%2B00:00")


@pytest.mark.parametrize(
    "condition",
    [
        where("dates").is_between(START, END),
        where("dates").between((START, END)),
        where("booked_at").between(START, END),
        (where("dates") >= START) & (where("dates") <= END),
        where("dates").since(START) & where("dates").until(END),
        (where("end_date") == END) & (where("start_date") == START),
        (where("start_date") == START) & (where("dates") <= END),
    ],
    ids=repr,
)
def test_dates_can_be_said_in_several_ways(condition):
    assert asked(plan(RENTALS, condition)) == [
        {"start_date": "2026-01-01T00:00:00+00:00", "end_date": "2026-01-08T00:00:00+00:00"}
    ]


@pytest.mark.parametrize(
    ("dialect", "member"),
    [
        (RENTALS, "booked_at"),
        (INVOICES, "emitted_at"),
        (PAYOUTS, "completed_at"),
        (CHECKINS, "occurred_at"),
        (CHECKOUTS, "occurred_at"),
    ],
)
def test_dates_go_by_the_name_of_the_member_too(dialect, member):
    assert plan(dialect, where(member).between(START, END)) == plan(dialect, between(START, END))


def test_a_zone_becomes_the_offset_that_it_has():
    summer = between(datetime(2026, 7, 1, tzinfo=PARIS), datetime(2026, 7, 2, tzinfo=PARIS))
    assert asked(plan(RENTALS, summer)) == [
        {"start_date": "2026-07-01T00:00:00+02:00", "end_date": "2026-07-02T00:00:00+02:00"}
    ]


def test_a_longer_span_takes_several_requests_that_overlap_and_say_so():
    longer = plan(RENTALS, between(START, START + timedelta(days=40)), page_size=50, parameters={"x": 1})
    assert asked(longer) == [
        {
            "start_date": "2026-01-01T00:00:00+00:00",
            "end_date": "2026-01-31T00:00:00+00:00",
            "per_page": "50",
            "x": "1",
        },
        {
            "start_date": "2026-01-30T23:59:59+00:00",
            "end_date": "2026-02-10T00:00:00+00:00",
            "per_page": "50",
            "x": "1",
        },
    ]
    (note,) = longer.notes
    assert note.startswith("asked in 2 requests of at most 30 days, which overlap by 1 second")


def test_invoices_may_be_listed_without_dates():
    assert asked(plan(INVOICES, page_size=50)) == [{"per_page": "50"}]
    assert urls(plan(INVOICES)) == ["https://getaround.test/owner/v1/rentals.json"]


@pytest.mark.parametrize(
    ("dialect", "identity"),
    [
        (RENTALS, "id"),
        (INVOICES, "id"),
        (PAYOUTS, "id"),
        (CHECKINS, "rental_id"),
        (CHECKOUTS, "rental_id"),
        (UNAVAILABILITIES, "car_id,starts_at,ends_at,reason"),
    ],
)
def test_items_are_told_apart_by_what_they_have(dialect, identity):
    assert plan(dialect, between(START, END)).identity == identity


# What is refused


@pytest.mark.parametrize("dialect", REQUIRED.values(), ids=REQUIRED)
def test_other_lists_need_dates(dialect):
    with pytest.raises(NotExpressible) as caught:
        plan(dialect)
    assert str(caught.value) == (
        f"{dialect.title} needs dates.\n"
        "  part       .where()\n"
        '  nearest    where("dates").is_between("2026-01-01T00:00:00+00:00", "2026-01-31T00:00:00+00:00")'
    )


@pytest.mark.parametrize(
    ("condition", "missing", "nearest"),
    [
        (where("dates") >= START, "end", 'where("dates").is_between("2026-01-01T00:00:00+00:00", …)'),
        (where("dates") <= END, "beginning", 'where("dates").is_between(…, "2026-01-08T00:00:00+00:00")'),
        (where("end_date") == END, "beginning", 'where("dates").is_between(…, "2026-01-08T00:00:00+00:00")'),
        (between("2026-01-01T00:00:00Z", None), "end", "where(\"dates\").is_between('2026-01-01T00:00:00Z', …)"),
        (between(None, None), "beginning", 'where("dates").is_between(…, …)'),
    ],
    ids=repr,
)
@pytest.mark.parametrize("dialect", [RENTALS, INVOICES])
def test_dates_with_one_end_are_refused_with_the_missing_one(dialect, condition, missing, nearest):
    with pytest.raises(WrongValue) as caught:
        plan(dialect, condition)
    assert str(caught.value) == (
        f"The dates have no {missing}, and the API needs both.\n  where      {condition!r}\n  nearest    {nearest}"
    )


def test_reversed_dates_are_refused_however_they_are_said():
    with pytest.raises(WrongValue) as caught:
        plan(RENTALS, (where("dates") >= END) & (where("dates") <= START))
    assert caught.value.what == "The range of the dates is reversed: it begins after its end."
    assert caught.value.details["nearest"] == (
        'where("dates").is_between("2026-01-01T00:00:00+00:00", "2026-01-08T00:00:00+00:00")'
    )
    with pytest.raises(WrongValue, match="is reversed"):
        plan(RENTALS, between(END, START))


@pytest.mark.parametrize(
    ("condition", "name"),
    [
        (between(START, END) & (where("dates") >= START), "start_date"),
        (between(START, END) & (where("end_date") == END), "end_date"),
    ],
)
def test_an_end_is_given_once(condition, name):
    with pytest.raises(NotExpressible) as caught:
        plan(RENTALS, condition)
    assert caught.value.what == f"Getaround's rental list has one {name}, and two were given."


def test_a_day_is_no_time():
    with pytest.raises(WrongValue) as caught:
        plan(RENTALS, between(date(2026, 1, 1), END))
    assert caught.value.details["nearest"] == "'2026-01-01T00:00:00+00:00'"


def test_nothing_but_dates_is_searched_by():
    with pytest.raises(UnknownField) as caught:
        plan(RENTALS, where("car_id") == 5)
    assert caught.value.details["fields"] == "dates, booked_at, start_date, end_date"


def test_an_end_that_is_not_included_is_refused_with_the_one_that_is():
    with pytest.raises(UnknownOperator) as caught:
        plan(RENTALS, where("dates") > START)
    assert caught.value.details["nearest"].split("  ")[0] == ".is_at_least"


def test_two_spans_are_two_searches():
    with pytest.raises(NotExpressible) as caught:
        plan(RENTALS, between(START, END) | between(START + timedelta(days=99), END + timedelta(days=99)))
    assert (caught.value.what, caught.value.details["nearest"]) == (
        *("Getaround's rental list has no OR.", "a search for each"),
    )


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"sort": (Ordering("id"),)}, r"\.sort\(\)"),
        ({"text": "x"}, r"\.text\(\)"),
        ({"fields": ("id",)}, r"\.fields\(\)"),
        ({"expand": ("car",)}, r"\.expand\(\)"),
    ],
)
def test_lists_have_no_order_words_or_members_to_choose(more, word):
    with pytest.raises(NotExpressible, match=word) as caught:
        plan(RENTALS, between(START, END), **more)
    assert caught.value.details["nearest"] == ".page_size(), further parameters"


def test_a_page_has_an_item_at_least():
    with pytest.raises(WrongValue, match="A page of Getaround's rental list has at least 1 item"):
        plan(RENTALS, between(START, END), page_size=0)


# Simulated: what a server gives, by whether it includes the ends of a window

ENDS = st.tuples(st.booleans(), st.booleans())
Includes = tuple[bool, bool]


def after(moment: datetime, start: datetime, included: bool) -> bool:
    return moment > start or (included and moment == start)


def before(moment: datetime, end: datetime, included: bool) -> bool:
    return moment < end or (included and moment == end)


def occurs(item: dict[str, Any], start: datetime, end: datetime, ends: Includes) -> bool:
    return after(item["at"], start, ends[0]) and before(item["at"], end, ends[1])


def overlaps(item: dict[str, Any], start: datetime, end: datetime, ends: Includes) -> bool:
    return after(item["until"], start, ends[0]) and before(item["at"], end, ends[1])


def answered(
    found: Plan, items: Iterable[dict[str, Any]], ends: Includes, meets: Callable[..., bool]
) -> list[dict[str, Any]]:
    """Return what all requests of a plan give, each item once by its identity, as the collection does."""
    seen: dict[str, dict[str, Any]] = {}
    for parameters in asked(found):
        start, end = (datetime.fromisoformat(parameters[name]) for name in ("start_date", "end_date"))
        assert end - start <= timedelta(days=30), "the API refuses more"
        for item in items:
            if meets(item, start, end, ends):
                seen.setdefault(repr([field_of(item, path) for path in found.identity.split(",")]), item)
    return list(seen.values())


@st.composite
def spans(draw: st.DrawFn) -> tuple[datetime, datetime]:
    zone = draw(st.sampled_from([UTC, PARIS, ZoneInfo("America/St_Johns")]))
    # Around the changes of the clocks, where a day has 23 or 25 hours.
    begin = draw(st.sampled_from([datetime(2026, 3, 1), datetime(2026, 10, 1), datetime(2026, 10, 25, 2, 30)]))
    start = begin.replace(tzinfo=zone, fold=draw(st.integers(0, 1)))
    days = draw(st.sampled_from([0, 1, 29, 30, 31, 59, 60, 61, 90, 365]) | st.integers(0, 100))
    seconds = draw(st.sampled_from([0, 0, 1, 3_600]))
    end = (start.astimezone(UTC) + timedelta(days=days, seconds=seconds)).astimezone(zone)
    return start, end


def moments(found: Plan) -> st.SearchStrategy[datetime]:
    """Return instants at the ends of windows, beside them, and anywhere near."""
    ends = [datetime.fromisoformat(each[name]) for each in asked(found) for name in ("start_date", "end_date")]
    beside = [timedelta(seconds=second) for second in (-2, -1, -0.5, 0, 0, 0, 0.5, 1, 2)]
    at_ends = st.builds(lambda end, by: end + by, st.sampled_from(ends), st.sampled_from(beside))
    first, last = (each.astimezone(UTC).replace(tzinfo=None) for each in (ends[0], ends[-1]))
    around = st.datetimes(first - timedelta(days=2), last + timedelta(days=2), timezones=st.just(UTC))
    return st.one_of(at_ends, at_ends, around)


@given(spans(), ENDS, st.data())
def test_all_requests_together_give_each_item_of_the_span_once(span, ends, data):
    found = plan(RENTALS, between(*span))
    times = data.draw(st.lists(moments(found), max_size=30))
    items = [{"id": number, "at": moment} for number, moment in enumerate(times)]
    ids = [item["id"] for item in answered(found, items, ends, occurs)]
    assert sorted(ids) == [item["id"] for item in items if occurs(item, *map(instant, span), ends)]


@given(spans(), ENDS, st.data())
def test_an_unavailability_that_spans_requests_comes_once(span, ends, data):
    found = plan(UNAVAILABILITIES, between(*span))
    pairs = data.draw(st.lists(st.tuples(moments(found), moments(found)).map(sorted), max_size=15, unique_by=tuple))
    items = [
        {"car_id": 1, "starts_at": str(at), "ends_at": str(until), "reason": None, "at": at, "until": until}
        for at, until in pairs
    ]
    given_back = answered(found, items, ends, overlaps)
    expected = [item for item in items if overlaps(item, *map(instant, span), ends)]
    assert sorted(map(str, given_back)) == sorted(map(str, expected))


def instant(moment: datetime) -> datetime:
    """Return a time that compares by when it is and not by what clocks show."""
    return moment.astimezone(UTC)


# The description


PATHS = {name: f"/{name}.json" for name in DIALECTS} | {"unavailabilities": "/cars/{car_id}/unavailabilities.json"}


@pytest.mark.parametrize("name", DIALECTS)
def test_parameters_and_identities_are_those_of_the_description(specs, name):
    document = json.loads((specs / "getaround" / "owner-api-v1.json").read_text(encoding="utf-8"))
    described = document["paths"][PATHS[name]]["get"]["parameters"]
    query = {each["name"]: each["required"] for each in described if each["in"] == "query"}
    assert set(query) == {"start_date", "end_date", "page", "per_page"}
    assert query["start_date"] == query["end_date"] == DIALECTS[name].required
    index = document["components"]["schemas"][f"{name}_index"]["items"]
    if "$ref" in index:
        index = document["components"]["schemas"][index["$ref"].rpartition("/")[2]]
    assert set(DIALECTS[name].identity.split(",")) == set(index["properties"])
    assert [each for each in DIALECTS[name].vocabulary.fields.values() if not each.title] == []
