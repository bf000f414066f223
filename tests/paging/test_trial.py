"""A guessed parameter is held against its answer, and the next name is tried where it was not heeded."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.formats import read
from hypernav.paging import Pager, Step
from hypernav.web.urls import parameter
from tests.paging.walking import URL, walk

EVERYTHING = [{"id": number} for number in range(57)]


def taking(name: str, **ignored: Any) -> Any:
    """Serve 20 rows from an offset that one parameter alone takes; ``ignored`` says what else does."""

    def serve(step: Step) -> Any:
        start = int(parameter(step.url, name) or 0)
        if "filters" in ignored and any(parameter(step.url, other) for other in ignored["filters"]):
            return {"items": [], "offset": 0, "limit": 20, "total": 0}
        return {"items": EVERYTHING[start : start + 20], "offset": start, "limit": 20, "total": 57}

    return serve


@pytest.mark.parametrize(("name", "requests"), [("offset", 3), ("skip", 4), ("$skip", 5), ("start", 6)])
def test_the_name_that_moves_the_list_is_found_by_its_answer(name: str, requests: int):
    result = walk(taking(name))
    assert (result.members, len(result.asked)) == (EVERYTHING, requests)
    assert (result.pager.evidence, result.stop.more) == (f"offset → {name}=", False)


def test_a_parameter_that_the_server_takes_for_a_filter_is_given_up():
    result = walk(taking("$skip", filters=["offset", "skip"]))
    assert (result.members, result.stop.more) == (EVERYTHING, False)


def test_a_list_that_no_name_moves_is_not_complete():
    result = walk(taking("fromRow", filters=["offset", "skip", "$skip", "start"]))
    assert (len(result.members), len(result.asked)) == (20, 5)
    assert str(result.stop) == "guess refused: the server's count fell from 57 to 0"
    assert (result.stop.more, result.pager.evidence) == (True, "offset → offset=")


def test_an_echo_that_does_not_move_refutes_a_guess():
    def serve(step: Step) -> Any:
        number = int(parameter(step.url, "pageNumber") or 1)
        rows = [{"value": f"{step.url}{row}"} for row in range(2)]
        return {"items": rows, "page": number, "per_page": 2, "total_pages": 2}

    result = walk(serve)
    assert (len(result.members), result.urls[1:]) == (4, [f"{URL}?page=2", f"{URL}?pageNumber=2"])


def test_an_echo_that_does_not_move_over_new_members_is_believed_by_its_members():
    def serve(step: Step) -> Any:
        number = int(parameter(step.url, "page") or 1)
        return {"items": EVERYTHING[2 * number - 2 : 2 * number], "page": 1, "per_page": 2, "total": 6}

    assert len(walk(serve).members) == 6


def test_an_empty_answer_where_the_server_counts_more_refutes_a_guess():
    def serve(step: Step) -> Any:
        start = parameter(step.url, "skip")
        rows = [] if parameter(step.url, "offset") else EVERYTHING[int(start or 0) : int(start or 0) + 20]
        return {"items": rows, "offset": 0 if step.url == URL else 20, "limit": 20, "total": 57}

    assert walk(serve).urls[1:3] == [f"{URL}?offset=20", f"{URL}?skip=20"]


@pytest.mark.parametrize("status", [400, 404, 416, 422])
def test_a_refused_guess_is_followed_by_the_next_one(status: int):
    document = read(URL, 200, {}, {"items": EVERYTHING[:20], "offset": 0, "limit": 20, "total": 57})
    pager = Pager.start(document)
    pager.advance(document)
    steps = [pager.refused(status) for _ in range(3)]
    assert [getattr(step, "url", "") for step in steps] == [f"{URL}?{name}=20" for name in ("skip", "$skip", "start")]
    assert str(pager.refused(status)) == f"guess refused: {status} to page 2, by offset → offset="
    assert pager.stop is not None
    assert pager.stop.more is True


def test_a_404_before_the_claimed_end_is_not_the_end():
    document = read(f"{URL}?page=1", 200, {}, {"items": EVERYTHING[:20], "page": 1, "per_page": 20, "total": 57})
    pager = Pager.start(document)
    pager.advance(document)
    assert str(pager.refused(404)) == "guess refused: 404 to page 2, by page → page="
    assert not pager.report().complete


def test_a_short_page_that_is_answered_again_beyond_it_is_the_last_one():
    result = walk(lambda step: {"items": EVERYTHING[:3], "offset": 0, "limit": 20})
    assert (len(result.members), str(result.stop)) == (3, "last page: the page beyond it is the same")
    assert result.stop.more is False


def test_a_short_page_is_no_end_by_itself():
    pages = {0: EVERYTHING[:2], 2: EVERYTHING[2:3], 3: EVERYTHING[3:5]}

    def serve(step: Step) -> Any:
        start = int(parameter(step.url, "offset") or 0)
        return {"items": pages.get(start, []), "offset": start, "limit": 2}

    result = walk(serve)
    assert (result.members, result.stop.more) == (EVERYTHING[:5], False)


@pytest.mark.parametrize("claim", [{"total_pages": 4}, {"total": 8}])
def test_an_empty_page_before_the_claimed_end_is_a_gap(claim: dict[str, int]):
    def serve(step: Step) -> Any:
        number = int(parameter(step.url, "page") or 1)
        rows = {1: EVERYTHING[:2], 2: EVERYTHING[2:4], 4: EVERYTHING[4:6]}.get(number if number < 3 else number + 0, [])
        return {
            "items": rows,
            "page": number,
            "per_page": 2,
            **({"total_pages": 4} if "total_pages" in claim else claim),
        }

    assert len(walk(serve).members) == 6


def test_two_empty_pages_before_the_claimed_end_stop_as_not_complete():
    def serve(step: Step) -> Any:
        number = int(parameter(step.url, "page") or 1)
        return {
            "items": EVERYTHING[2 * number - 2 : 2 * number] if number < 3 else [],
            "page": number,
            "total_pages": 9,
        }

    result = walk(serve)
    assert (len(result.members), len(result.asked), result.stop.reason, result.stop.more) == (4, 4, "empty page", None)


def test_a_page_as_full_as_its_limit_whose_total_is_that_limit_is_no_end():
    def serve(step: Step) -> Any:
        start = int(parameter(step.url, "offset") or 0)
        rows = EVERYTHING[start : start + 20]
        return {"items": rows, "offset": start, "limit": 20, "total": len(rows)}

    result = walk(serve)
    assert (result.members, result.stop.more) == (EVERYTHING, None)


def test_nobody_knows_whether_more_exists_while_the_end_is_only_checked():
    document = read(URL, 200, {}, {"items": EVERYTHING[:3], "offset": 0, "limit": 20})
    pager = Pager.start(document)
    pager.advance(document)
    assert (pager.report().reason, str(pager.report()).splitlines()[3]) == (
        *("more may exist", "members   3, more may exist"),
    )
