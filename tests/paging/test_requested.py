"""Pages that are asked for in the body of a request, where whoever asks says how they go on."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.paging import Step
from hypernav.paging.requested import by_request
from hypernav.profile import PagingRule
from tests.paging.walking import Serve, Walk, walk

TIMES = PagingRule("last time", "where.after", "limit", token="at", backwards="where.before")
OFFSETS = PagingRule("offset", "ignore", "limit")
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
URL = "https://api.test/search"


def first(rule: PagingRule, body: Any) -> Step:
    return Step(URL, "POST", {"Content-Type": "application/json"}, json.dumps(body).encode(), rule=rule)


def bodies(walked: Walk) -> list[Any]:
    return [json.loads(step.body or b"") for step in walked.asked]


def times(
    moments: list[datetime], limit: int = 3, *, newest_first: bool = False, unit: timedelta = timedelta(microseconds=1)
) -> Serve:
    """Return a server of rows that were changed at some times, which it compares strictly, in whole units."""
    rows = [{"id": number, "at": moment.isoformat()} for number, moment in enumerate(moments)]
    rows.sort(key=lambda row: row["at"], reverse=newest_first)

    def whole(text: str) -> int:
        return (datetime.fromisoformat(text) - NOON) // unit

    def serve(step: Step) -> Any:
        where = json.loads(step.body or b"")["where"]
        found = [row for row in rows if "after" not in where or whole(row["at"]) > whole(where["after"])]
        found = [row for row in found if "before" not in where or whole(row["at"]) < whole(where["before"])]
        return {"limit": limit, "results": found[:limit]}

    return serve


def offsets(total: int, *, at_most: int = 100, told: bool = True) -> Serve:
    """Return a server of numbered rows that may give fewer than asked for."""

    def serve(step: Step) -> Any:
        body = json.loads(step.body or b"")
        begin = body.get("ignore", 0)
        rows = [{"id": number} for number in range(total)][begin : begin + min(body["limit"], at_most)]
        return {"results": rows, **({"totalNumberOfResults": total} if told else {})}

    return serve


# By time


@pytest.mark.parametrize(("newest_first", "member"), [(False, "after"), (True, "before")])
def test_the_time_of_the_last_member_is_where_the_next_page_begins(newest_first, member):
    moments = [NOON + timedelta(minutes=minute) for minute in range(5)]
    walked = walk(times(moments, newest_first=newest_first), first(TIMES, {"where": {"kind": "x"}, "limit": 3}))
    tick = timedelta(seconds=1) if newest_first else timedelta(microseconds=-1)
    assert bodies(walked)[1] == {"where": {"kind": "x", member: (moments[2] + tick).isoformat()}, "limit": 3}
    assert {row["id"] for row in walked.members} == set(range(5))
    assert str(walked.stop) == "last page: 1 members on a page of 3"


def test_times_may_stand_under_names_with_dots():
    rows = [{"id": number, "@acme.at": (NOON + timedelta(minutes=number)).isoformat()} for number in range(5)]

    def serve(step: Step) -> Any:
        after = json.loads(step.body or b"")["where"].get("@acme.after", "")
        return {"limit": 3, "results": [row for row in rows if row["@acme.at"] > after][:3]}

    rule = PagingRule("last time", "where.@acme.after", "limit", token="@acme.at")
    walked = walk(serve, first(rule, {"where": {"@acme.after": ""}, "limit": 3}))
    assert {row["id"] for row in walked.members} == set(range(5))
    assert set(bodies(walked)[-1]["where"]) == {"@acme.after"}


def test_the_method_and_the_header_fields_stay():
    walked = walk(times([NOON] * 2 + [NOON + timedelta(hours=1)] * 2), first(TIMES, {"where": {}}))
    assert {(step.method, step.url, str(step.headers)) for step in walked.asked} == {
        ("POST", URL, "{'Content-Type': 'application/json'}")
    }


@pytest.mark.parametrize("newest_first", [False, True])
@given(
    minutes=st.lists(st.integers(0, 12), max_size=40),
    limit=st.integers(8, 12),
    unit=st.sampled_from([timedelta(microseconds=1), timedelta(milliseconds=1), timedelta(seconds=1)]),
)
def test_no_member_is_left_out_unless_a_page_is_full_of_one_time(newest_first, minutes, limit, unit):
    moments = [NOON + timedelta(minutes=minute) for minute in minutes]
    serve = times(moments, limit, newest_first=newest_first, unit=unit)
    walked = walk(serve, first(TIMES, {"where": {}, "limit": limit}))
    assert walked.stop is not None
    found = {row["id"] for row in walked.members}
    assert found == set(range(len(moments))) or walked.stop.more is None
    if max(map(minutes.count, minutes), default=0) < limit:
        assert found == set(range(len(moments)))


def test_a_page_full_of_one_time_leads_nowhere_and_says_so():
    walked = walk(times([NOON] * 5), first(TIMES, {"where": {}, "limit": 3}))
    assert walked.stop is not None
    assert (walked.stop.more, len(walked.asked)) == (None, 1)
    assert str(walked.stop) == "no time to go on from: a whole page has one at: ask for larger pages"


def test_backwards_a_page_within_one_second_leads_nowhere_either():
    moments = [NOON + timedelta(milliseconds=100 * number) for number in range(5)]
    walked = walk(times(moments, newest_first=True), first(TIMES, {"where": {}, "limit": 3}))
    assert walked.stop is not None
    assert (walked.stop.more, len(walked.asked)) == (None, 1)


@pytest.mark.parametrize(
    "rows",
    [
        [{"at": "2026-01-02T00:00:00Z"}, {"at": "2026-01-03T00:00:00Z"}, {"at": "2026-01-01T00:00:00Z"}],
        [{"at": "2026-01-01T00:00:00Z"}, {"at": "soon"}, {"at": "2026-01-03T00:00:00Z"}],
        [{}, {}, {}],
    ],
)
def test_members_in_no_order_of_time_lead_nowhere_and_say_so(rows):
    walked = walk(lambda step: {"results": rows}, first(TIMES, {"where": {}, "limit": 3}))
    assert walked.stop is not None
    assert walked.stop.more is True
    assert str(walked.stop) == "no time to go on from: the members are not in the order of at"


def test_times_without_a_zone_are_utc():
    rows = [{"at": "2026-01-01T00:00:00"}, {"at": "2026-01-02T00:00:00"}]
    walked = walk(lambda step: {"results": rows}, first(TIMES, {"where": {}, "limit": 2}), limit=2)
    assert bodies(walked)[1]["where"] == {"after": "2026-01-01T23:59:59.999999+00:00"}


def test_the_first_bound_is_moved_on():
    moments = [NOON + timedelta(minutes=minute) for minute in range(4)]
    asked = {"where": {"after": (NOON - timedelta(days=1)).isoformat()}, "limit": 3}
    assert len(walk(times(moments), first(TIMES, asked)).asked) == 2


def test_an_empty_page_is_the_end():
    walked = walk(times([]), first(TIMES, {"where": {}, "limit": 3}))
    assert walked.stop is not None
    assert (walked.stop.reason, walked.stop.complete) == ("empty page", True)


# By offset


def test_an_offset_in_the_body_is_counted_up():
    walked = walk(offsets(7), first(OFFSETS, {"ignore": 0, "limit": 3}))
    assert [body["ignore"] for body in bodies(walked)] == [0, 3, 6]
    assert [row["id"] for row in walked.members] == list(range(7))
    assert str(walked.stop) == "total reached: 7 by totalNumberOfResults"


def test_a_page_that_was_reduced_is_not_the_last_one():
    walked = walk(offsets(7, at_most=2), first(OFFSETS, {"ignore": 0, "limit": 3}))
    assert [row["id"] for row in walked.members] == list(range(7))


def test_a_short_page_is_the_last_one_where_nothing_is_counted():
    walked = walk(offsets(5, told=False), first(OFFSETS, {"ignore": 0, "limit": 3}))
    assert [row["id"] for row in walked.members] == list(range(5))
    assert len(walked.asked) == 2


# What is declared


@pytest.mark.parametrize(
    ("rule", "name", "evidence"),
    [
        (TIMES, "search: last time", "where.after, known of this search"),
        (OFFSETS, "search: offset", "ignore, known of this search"),
        (PagingRule("page number", "page"), "search: page number", "page, known of this search"),
        (PagingRule("token", "after", token="page.end"), "search: token", "after, known of this search"),
    ],
)
def test_a_strategy_says_that_the_search_knows_it(rule, name, evidence):
    strategy = by_request(rule)
    assert (strategy.name, strategy.evidence) == (name, evidence)


def test_what_a_request_declares_goes_before_what_the_profile_does():
    walked = walk(offsets(4), first(OFFSETS, {"ignore": 0, "limit": 3}), rule=PagingRule("page number", "page"))
    assert walked.pager.strategy == "search: offset"


def _numbered(step: Step) -> Any:
    number = json.loads(step.body or b"")["page"]
    return {"results": [{"id": each} for each in range(5)][2 * number - 2 : 2 * number]}


def _tokened(step: Step) -> Any:
    begin = int(json.loads(step.body or b"")["after"] or 0)
    rows = [{"id": each} for each in range(5)][begin : begin + 2]
    return {"results": rows, **({"end": str(begin + 2)} if begin < 4 else {})}


SERVERS: list[tuple[PagingRule, Serve, Any]] = [
    (PagingRule("page number", "page", "limit", first=1), _numbered, {"page": 1, "limit": 2}),
    (PagingRule("token", "after", token="end"), _tokened, {"after": None, "limit": 2}),
]


@pytest.mark.parametrize(("rule", "serve", "body"), SERVERS, ids=["page number", "token"])
def test_numbers_and_tokens_go_into_the_body_too(rule, serve, body):
    walked = walk(serve, first(rule, body))
    assert [row["id"] for row in walked.members] == list(range(5))
