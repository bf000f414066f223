"""How many items answer, where that is a request of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.wrappers import Request

import hypernav as hn
from hypernav.navigator import Navigator
from tests.counting import Answer, Site, visiting

ROWS = [{"Id": number} for number in range(5)]


def items(request: Request) -> Any:
    """Answer a list of OData 4.0 that counts where it is asked to."""
    rows = ROWS[: int(request.args.get("$top", 3))]
    count = {"@odata.count": len(ROWS)} if request.args.get("$count") == "true" else {}
    return Answer({"@odata.context": "$metadata#Items", **count, "value": rows}, headers={"OData-Version": "4.0"})


@pytest.fixture
def site() -> Site:
    return Site({}, items)


@pytest.fixture
def nav(site: Site) -> Iterator[Navigator]:
    with visiting(site) as nav:
        nav.go("/Items").load()
        yield nav


def test_a_list_is_read_without_a_count_that_nobody_wants(nav: Navigator, site: Site):
    search = nav.go("/Items").where(hn.where("Id").in_(0, 1, 2))
    assert len(list(search)) == 3
    assert site.requests[1:] == ["GET /Items?$filter=Id%20eq%200%20or%20Id%20eq%201%20or%20Id%20eq%202"]


def test_a_count_that_is_wanted_is_asked_for_once_without_the_list(nav: Navigator, site: Site):
    search = nav.go("/Items").where(hn.where("Id") >= 0).sort("Id")
    assert (search.total, search.count(), search.total) == (5, 5, 5)
    assert search.limit(2).count() == 2
    assert set(site.requests[1:]) == {"GET /Items?$filter=Id%20ge%200&$top=0&$count=true"}


def test_a_list_that_tells_its_count_is_not_asked_again(nav: Navigator, site: Site):
    search = nav.go("/Items").where(hn.where("Id") >= 0).parameters(**{"$count": True})
    assert (search.load().total, search.count()) == (5, 5)
    assert len(site.requests) == 2


def test_a_search_that_is_refreshed_counts_anew(nav: Navigator, site: Site):
    search = nav.go("/Items").where(hn.where("Id") >= 0)
    assert search.count() == 5
    ROWS.append({"Id": 5})
    try:
        assert search.refresh().count() == 6
    finally:
        ROWS.pop()


def test_a_list_of_odata_ends_where_no_link_leads_on_save_for_a_part_that_was_asked_for(nav: Navigator):
    search = nav.go("/Items").where(hn.where("Id") >= 0)
    assert search.table().footer == "3, no more"
    assert search.limit(2).table().footer == "2, more may exist"
