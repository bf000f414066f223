"""Links that differ by form or language lead to one resource, and the form that a reader takes is followed."""

from __future__ import annotations

import pytest

from hypernav.documents.link import Link
from hypernav.documents.representations import are_representations, followed


def links(*attributes: dict[str, object]) -> tuple[Link, ...]:
    return tuple(Link("data", f"/data/{number}", attributes=each) for number, each in enumerate(attributes))


def targets(found: tuple[Link, ...]) -> list[str]:
    return [link.href for link in found]


@pytest.mark.parametrize(
    ("forms", "chosen"),
    [
        ([{"type": "text/csv"}, {"type": "application/json; charset=utf-8"}], "/data/1"),
        ([{"type": "text/html"}, {"type": "application/hal+json"}, {"type": "application/json"}], "/data/1"),
        ([{"hreflang": "en"}, {"hreflang": "de"}], "/data/0"),
        ([{"type": "text/csv", "hreflang": "en"}, {"hreflang": "en"}], "/data/1"),
        ([{"type": "text/csv", "id": 7}, {"type": "application/json", "id": 7}], "/data/1"),
    ],
)
def test_the_form_that_a_reader_takes_is_followed(forms: list[dict[str, object]], chosen: str):
    assert targets(followed(links(*forms))) == [chosen]


@pytest.mark.parametrize(
    "forms",
    [
        [{"type": "application/json"}, {"type": "application/json"}],
        [{"type": "application/json"}, {}],
        [{"type": "application/json", "name": "a"}, {"type": "text/csv", "name": "b"}],
        [{"type": "text/csv", "title": "Rows of May"}, {"type": "application/json", "title": "Rows of June"}],
        [{}, {}],
    ],
)
def test_links_that_differ_by_anything_else_are_several(forms: list[dict[str, object]]):
    assert not are_representations(links(*forms))
    assert len(followed(links(*forms))) == len(forms)


def test_of_forms_that_nobody_reads_none_is_chosen():
    assert len(followed(links({"type": "text/csv"}, {"type": "application/pdf"}))) == 2


def test_links_that_write_are_not_followed_where_others_read():
    both = links({"method": "DELETE"}, {"title": "read"})
    assert targets(followed(both)) == ["/data/1"]
    assert followed(both[:1]) == both[:1]
