"""Next links: relative to a base beside them, and outranked by a statement that there is no more."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.paging import Pager, Step
from tests.paging.shapes import TWENTY
from tests.paging.walking import URL, page, walk


def following(base: Any, href: str, url: str = "https://api.test/wiki/rest/x?limit=2") -> str:
    document = page({"results": TWENTY, "_links": {"base": base, "next": href}}, url=url)
    pager = Pager.start(document)
    step = pager.advance(document)
    assert pager.report().notes == ()
    return step.url if isinstance(step, Step) else ""


def test_a_next_path_is_asked_for_below_the_base():
    assert following("https://api.test/wiki/", "/rest/x?start=2") == "https://api.test/wiki/rest/x?start=2"


def test_a_next_path_that_has_the_base_already_is_taken_as_it_is():
    assert following("https://api.test/wiki", "/wiki/rest/x?start=2") == "https://api.test/wiki/rest/x?start=2"


@pytest.mark.parametrize("base", [None, 7, "/wiki", "https://other.test/wiki", "https://api.test", {"href": "/w"}])
def test_a_base_of_another_kind_or_origin_changes_nothing(base):
    assert following(base, "/rest/x?start=2") == "https://api.test/rest/x?start=2"


def test_a_base_that_the_list_is_not_below_changes_nothing():
    assert following("https://api.test/wiki", "/x?start=2", f"{URL}?a=1") == "https://api.test/x?start=2"


def test_a_list_that_says_that_it_has_no_more_ends_beside_a_live_link():
    body = {"tickets": TWENTY, "meta": {"has_more": False}, "links": {"next": "https://api.test/things?page[after]=c"}}
    result = walk(lambda step: body)
    assert (len(result.asked), str(result.stop), result.stop.more) == (*(1, "last page: meta.has_more says so", False),)
