"""Loops are stopped within one request of the first provable repeat, and what only looks like one goes on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.paging import Step
from hypernav.paging.guard import LoopGuard
from tests.paging.walking import URL, Serve, walk


def things(*numbers: int) -> list[dict[str, int]]:
    return [{"id": number} for number in numbers]


def linked(members: list[Any], following: str | None, **envelope: Any) -> dict[str, Any]:
    return {"items": members, "_links": {"next": {"href": following}} if following else {}, **envelope}


def by_url(**pages: Any) -> Serve:
    """Serve fixed bodies by the last part of the URL after ``?``; ``first`` is the bare URL."""
    return lambda step: pages[step.url.partition("?")[2].partition("#")[0] or "first"]


def numbered(step: Step) -> int:
    return int(step.url.rpartition("=")[2]) if "=" in step.url else 1


@dataclass(frozen=True)
class Loop:
    """A server that never ends, and how many requests may be sent until that is noticed."""

    name: str
    serve: Serve
    requests: int
    """Requests up to the one whose answer proves the repeat; of a guessed parameter, by each of its names."""
    members: int
    reason: str
    first: Step | str = URL


def self_link(step: Step) -> Any:
    return linked(things(1, 2), "/things?p2") if "?" not in step.url else linked(things(3), "/things?p2")


def self_link_with_times() -> Serve:
    clock = count()
    return lambda step: linked(things(1), "/things", generatedAt=next(clock), requestId=f"r-{next(clock)}")


def self_link_with_times_in_members() -> Serve:
    clock = count()
    return lambda step: linked([{"id": n, "readAt": next(clock)} for n in range(3)], "/things")


def growing_cursor() -> Serve:
    clock = count(1)
    return lambda step: linked(things(1, 2), f"/things?cursor={next(clock)}")


def growing_link(step: Step) -> Any:
    return linked(things(1, 2), f"{step.url}{'&' if '?' in step.url else '?'}token=x")


def empty_for_ever(step: Step) -> Any:
    number = numbered(step)
    return linked(things(number) if number == 1 else [], f"/things?cursor={number + 1}")


def ignores_page(step: Step) -> Any:
    return {"results": things(1, 2), "page": 1, "total_pages": 9}


def ignores_token() -> Serve:
    clock = count()
    return lambda step: {"items": things(1, 2), "nextPageToken": f"t{next(clock)}"}


def post_token(step: Step) -> Any:
    body = json.loads(step.body or b"{}")
    following = {"rel": "next", "href": URL, "method": "POST", "body": {"token": "t2"}, "merge": True}
    return {"features": things(2) if body.get("token") else things(1), "links": [following]}


def rows_without_names(step: Step) -> Any:
    return linked([{"state": "on"}, {"state": "off"}], f"/things?cursor={numbered(step) + 1}")


LOOPS = [
    Loop("a self-link on the last page", self_link, 3, 3, "page 2 leads to itself"),
    Loop("the first page is its own next", lambda step: linked(things(1), "/things"), 2, 1, "page 1 leads to itself"),
    Loop("a self-link in an envelope that always changes", self_link_with_times(), 2, 1, "page 1 leads to itself"),
    Loop(
        "a self-link, members with a time of reading", self_link_with_times_in_members(), 2, 3, "page 1 leads to itself"
    ),
    Loop(
        "A, B and A again",
        by_url(a=linked(things(1), "/things?b"), b=linked(things(2), "/things?a")),
        *(3, 2, "page 2 leads back to page 1", Step(f"{URL}?a")),
    ),
    Loop(
        "next leads to the first page under another spelling",
        by_url(
            **{
                "first": linked(things(1), "/things?page=2"),
                "page=2": linked(things(2), "/things?page=1"),
                "page=1": linked(things(1), "/things?page=2"),
            }
        ),
        *(3, 2, "new addresses lead to page 1 again"),
    ),
    Loop("a growing cursor with equal content", growing_cursor(), 2, 2, "new addresses lead to page 1 again"),
    Loop("a link that grows with each page", growing_link, 2, 2, "new addresses lead to page 1 again"),
    Loop("empty pages that still have a next", empty_for_ever, 51, 1, "50 empty pages lead to each other"),
    Loop(
        "an empty page that leads to itself",
        lambda step: linked([], "/things"),
        2,
        0,
        "page 1 is empty and leads to itself",
    ),
    Loop("the server ignores the page number by four names", ignores_page, 5, 2, "the page parameter changes nothing"),
    Loop("the server ignores the token by three names", ignores_token(), 4, 2, "the page parameter changes nothing"),
    Loop("the token of a POST body repeats", post_token, 3, 2, "page 2 leads to itself", Step(URL, "POST", {}, b"{}")),
    Loop(
        "only the fragment differs",
        lambda step: linked([{"on": True}], f"/things#{len(step.url)}"),
        *(2, 1, "page 1 leads to itself"),
    ),
    Loop(
        "only the order of parameters differs",
        by_url(
            **{
                "a=1&b=2": linked([{"on": True}], "/things?b=2&a=1"),
                "b=2&a=1": linked([{"on": True}], "/things?a=1&b=2"),
            }
        ),
        *(2, 1, "page 1 leads to itself", Step(f"{URL}?a=1&b=2")),
    ),
    Loop("rows without names, new cursors", rows_without_names, 3, 4, "new addresses lead to page 2 again"),
    Loop(
        "bare ids, new cursors",
        lambda step: linked([1, 2, 3], f"/things?c={numbered(step) + 1}"),
        2,
        3,
        "new addresses",
    ),
]


@pytest.mark.parametrize("loop", LOOPS, ids=lambda loop: loop.name)
def test_a_loop_ends_within_one_request_of_the_first_provable_repeat(loop):
    result = walk(loop.serve, loop.first)
    assert result.stop is not None
    assert result.stop.reason.startswith(f"loop: {loop.reason}")
    assert len(result.asked) == loop.requests


@pytest.mark.parametrize("loop", LOOPS, ids=lambda loop: loop.name)
def test_the_members_of_a_repeated_page_are_not_counted_again(loop):
    result = walk(loop.serve, loop.first)
    assert len(result.members) == loop.members
    assert result.pager.items == loop.members


@pytest.mark.parametrize("loop", LOOPS, ids=lambda loop: loop.name)
def test_a_loop_never_looks_complete(loop):
    result = walk(loop.serve, loop.first)
    assert not result.pager.report().complete
    assert "more may exist" in str(result.pager.report())


def test_there_are_at_least_twelve_loops():
    assert len(LOOPS) >= 12


def test_one_address_with_new_content_each_time_is_read_to_its_end():
    batches = iter([things(1, 2), things(3, 4), things(5), []])

    def serve(step):
        batch = next(batches)
        return linked(batch, "/things" if batch else None)

    result = walk(serve)
    assert [member["id"] for member in result.members] == [1, 2, 3, 4, 5]
    assert (result.stop.reason, len(result.asked)) == ("no next link", 4)


def test_one_post_body_with_new_content_each_time_is_read_to_its_end():
    batches = iter([things(1), things(2), things(3), []])
    again = {"rel": "next", "href": URL, "method": "POST", "body": {"take": 1}}

    def serve(step):
        batch = next(batches)
        return {"items": batch, "links": [again] if batch else []}

    assert len(walk(serve, Step(URL, "POST", {}, b"{}")).members) == 3


def test_an_empty_page_in_the_middle_is_not_the_end():
    pages = {1: linked(things(1), "/things?c=2"), 2: linked([], "/things?c=3"), 3: linked(things(3), None)}
    result = walk(lambda step: pages[numbered(step)])
    assert [member["id"] for member in result.members] == [1, 3]
    assert result.stop.reason == "no next link"


def test_empty_pages_that_are_apart_are_no_loop():
    bodies = [things(1), [], things(2), [], things(3), []]
    result = walk(
        lambda step: linked(
            bodies[numbered(step) - 1], f"/things?c={numbered(step) + 1}" if numbered(step) < 6 else None
        )
    )
    assert (len(result.members), result.stop.reason) == (3, "no next link")


def test_equal_rows_without_names_once_are_no_loop():
    bodies = [[{"state": "on"}], [{"state": "on"}], [{"state": "off"}], [{"state": "on"}]]
    result = walk(
        lambda step: linked(
            bodies[numbered(step) - 1], f"/things?c={numbered(step) + 1}" if numbered(step) < 4 else None
        )
    )
    assert (len(result.members), result.stop.reason) == (4, "no next link")


def test_the_same_things_at_new_addresses_with_new_values_are_no_loop():
    def serve(step):
        number = numbered(step)
        rows = [{"id": sensor, "value": number * 10 + sensor} for sensor in range(3)]
        return linked(rows, f"/things?c={number + 1}" if number < 5 else None)

    assert len(walk(serve).members) == 15


def test_pages_that_differ_only_in_the_middle_are_no_loop():
    def serve(step):
        number = numbered(step)
        return linked([{"id": "a"}, {"id": number}, {"id": "z"}], f"/things?c={number + 1}" if number < 5 else None)

    assert len(walk(serve).members) == 15


def test_places_that_are_no_lists_are_compared_as_a_whole():
    again = {"title": "the same", "_links": {"next": {"href": "/things"}}}
    assert walk(lambda step: again).stop.reason == "loop: page 1 leads to itself"


def test_equal_content_is_seen_whatever_the_order_of_keys():
    guard = LoopGuard()
    guard.repeat(Step(URL), [{"id": 1, "name": "a"}])
    assert guard.repeat(Step(f"{URL}?x=1"), [{"name": "a", "id": 1}]) == "new addresses lead to page 1 again"


def test_nested_values_can_be_sketched():
    guard = LoopGuard()
    members = [{"id": 1, "tags": ["a"], "owner": {"id": 2}}, [1, 2], None]
    guard.repeat(Step(URL), members)
    assert guard.repeat(Step(URL), [dict(members[0]), [1, 2], None]) == "page 1 leads to itself"


@given(st.integers(1, 6), st.integers(0, 5), st.integers(1, 4))
def test_a_cycle_of_any_length_after_any_start_ends_when_it_closes(length, lead, size):
    pages = lead + length

    def serve(step):
        number = numbered(step)
        following = number + 1 if number < pages else lead + 1
        return linked(things(*range(number * 10, number * 10 + size)), f"/things?c={following}")

    result = walk(serve, f"{URL}?c=1")
    assert result.stop.reason.startswith("loop: ")
    assert (len(result.asked), len(result.members)) == (pages + 1, pages * size)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_every_member_of_a_collection_that_ends_is_read_once(sizes):
    numbers = count()
    bodies = [things(*(next(numbers) for _ in range(size))) for size in sizes]

    def serve(step):
        number = numbered(step)
        return linked(bodies[number - 1], f"/things?c={number + 1}" if number < len(bodies) else None)

    result = walk(serve)
    read = [member["id"] for member in result.members]
    assert read == sorted(set(read))
    assert len(read) == sum(sizes)


def test_integers_of_any_size_are_compared():
    guard = LoopGuard()
    guard.repeat(Step(URL), [{"id": 2**70}])
    guard.repeat(Step(f"{URL}?c=2"), [{"id": 2**71}])
    assert guard.repeat(Step(f"{URL}?c=3"), [{"id": 2**70}]) == "new addresses lead to page 1 again"
